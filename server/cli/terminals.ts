import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { readConfig } from '../config.ts'
import { TakenError } from '../db/claim.ts'
import { openStore } from '../db/open.ts'
import {
  type RevocationAnswer,
  revocationAnswerFile,
  revocationFile,
  revocationsFolder
} from '../displays/answer-revocations.ts'
import { takeOutTill } from '../displays/take-out-till.ts'
import { databasePath } from '../main.ts'
import { Refusal } from '../refusal.ts'
import { readTills, type TillStanding } from '../reports/read-tills.ts'
import { findTerminalByCode } from '../terminals/find-terminal.ts'
import { systemClock } from '../values/clock.ts'
import { newId } from '../values/id.ts'
import type { Command, CommandIo } from './laci.ts'
import { listCommand } from './list-command.ts'
import { terminalWords } from './terminal-words.ts'
import { cliWords } from './words.ts'

/** sysexits.h: EX_USAGE, EX_NOINPUT, EX_TEMPFAIL. */
const EXIT = { ok: 0, usage: 64, no_input: 66, busy: 75 } as const

/** A running box sees what is asked within half a second. */
const ANSWERED_WITHIN_MS = 5000
const LOOK_EVERY_MS = 50

const list = listCommand({
  words: terminalWords,
  read: (shop) => readTills(shop, systemClock.now()),
  asJson,
  asRow
})

/**
 * `laci terminals [--json]`: every till and how it is, as it was last written down. `laci terminals revoke CODE`: takes
 * a till's device out; a running box does it itself within a second, and shows the device's pages out.
 */
export const terminalsCommand: Command = async (args, io) => {
  const [what, code, ...more] = args
  if (what !== 'revoke') return list(args, io)
  if (code === undefined || more.length > 0) return refuse(io, terminalWords(io.env).usage, EXIT.usage)
  const config = readConfig(io.env)
  if (!existsSync(databasePath(config)))
    return refuse(io, cliWords(io.env).no_shop(config.data), EXIT.no_input)
  return revoke(code.toUpperCase(), io)
}

async function revoke(code: string, io: CommandIo): Promise<number> {
  const w = terminalWords(io.env)
  const answer = await takeOut(code, io)
  if (!answer) return refuse(io, w.not_heard, EXIT.busy)
  if (answer.refused === 'terminal/taken-out') return refuse(io, w.out_already(code), EXIT.no_input)
  if (answer.refused) return refuse(io, w.no_till(code), EXIT.no_input)
  io.out(w.taken_out(code))
  return EXIT.ok
}

/** By the box where it runs, else right here. @returns nothing where the box doesn't answer */
async function takeOut(code: string, io: CommandIo): Promise<RevocationAnswer | undefined> {
  const config = readConfig(io.env)
  let store: Awaited<ReturnType<typeof openStore>>
  try {
    store = await openStore(databasePath(config))
  } catch (error) {
    if (error instanceof TakenError) return askBox(config.data, code)
    throw error
  }
  const by = { at: systemClock.now(), staff_id: null, terminal_id: null, request_id: null }
  try {
    await store.commit((tx) => takeOutTill(tx, by, findTerminalByCode(tx, code)?.terminal_id ?? ''))
    return { refused: null }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { refused: error.code }
  } finally {
    store.close()
  }
}

async function askBox(data: string, code: string): Promise<RevocationAnswer | undefined> {
  const id = newId()
  const asked = join(revocationsFolder(data), revocationFile(code, id))
  const answered = join(revocationsFolder(data), revocationAnswerFile(id))
  if (!/^K\d{1,6}$/.test(code)) return { refused: 'terminal/gone' }
  writeFileSync(asked, '', { mode: 0o600 })
  const deadline = performance.now() + ANSWERED_WITHIN_MS
  try {
    while (performance.now() < deadline) {
      if (existsSync(answered)) return JSON.parse(readFileSync(answered, 'utf8')) as RevocationAnswer
      await pause(LOOK_EVERY_MS)
    }
    return undefined
  } finally {
    rmSync(asked, { force: true })
    rmSync(answered, { force: true })
  }
}

function refuse(io: CommandIo, sentence: string, code: number): number {
  io.err(sentence)
  return code
}

function asJson({
  till,
  printer,
  drawer_printer,
  sighting,
  signed_in,
  shift,
  out_since
}: TillStanding): object {
  const { terminal_id, code, name, place, drawer_pin, paired_at } = till
  return {
    terminal_id,
    code,
    name,
    place,
    printer: printer?.name ?? null,
    drawer_printer: drawer_printer?.name ?? null,
    drawer_pin,
    paired_at,
    device: sighting?.device ?? null,
    address: sighting?.address ?? null,
    seen_at: sighting?.seen_at ?? null,
    signed_in,
    shift_open_since: shift?.opened_at ?? null,
    out_since: out_since ?? null
  }
}

function asRow(
  { till, printer, sighting, signed_in, shift, out_since }: TillStanding,
  env: CommandIo['env']
): string[] {
  return [
    till.code,
    till.name,
    till.place || '-',
    printer?.name ?? '-',
    out_since ? terminalWords(env).no_device : (sighting?.device ?? '-'),
    sighting?.seen_at ?? '-',
    signed_in.join(', ') || '-',
    shift?.opened_at ?? '-'
  ]
}
