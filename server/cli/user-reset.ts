import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { wordsIn } from '../../views/words/words.ts'
import { answerFile, askFile, asksFolder, putFile, type Reset, resetSecret } from '../auth/ask-resets.ts'
import { listStaff, type StaffMember } from '../auth/find-staff.ts'
import { hashPassword, hashPin } from '../auth/new-secret.ts'
import { readConfig } from '../config.ts'
import { TakenError } from '../db/claim.ts'
import { openReader, openStore } from '../db/open.ts'
import { databasePath } from '../main.ts'
import { Refusal, type RefusalCode } from '../refusal.ts'
import { readSettings } from '../settings/read-settings.ts'
import { systemClock } from '../values/clock.ts'
import { newId } from '../values/id.ts'
import { askSecret } from './ask-secret.ts'
import type { Command, CommandIo } from './laci.ts'
import { userWords } from './user-words.ts'
import { cliLocale, cliWords } from './words.ts'

/** sysexits.h: EX_USAGE, EX_DATAERR, EX_NOINPUT, EX_NOUSER, EX_TEMPFAIL. */
const EXIT = { usage: 64, data: 65, no_shop: 66, no_user: 67, no_answer: 75 } as const

/** A box that runs sees what is asked within half a second, and changes it in less. */
const ANSWERED_WITHIN_MS = 10_000
const LOOK_EVERY_MS = 50

/**
 * `laci user reset NAME [--pin | --password]`: gives somebody a new PIN or password at the box itself, for whoever
 * forgot theirs or was locked out. Whoever may write in the box's folder may do it; the record says that nobody who
 * works here did. A running box does it itself; else it is done here.
 */
export const userResetCommand: Command = async (args, io) => {
  const w = userWords(io.env)
  const asked = readArgs(args)
  if (!asked) return refuse(io, w.usage, EXIT.usage)
  const config = readConfig(io.env)
  const path = databasePath(config)
  if (!existsSync(path)) return refuse(io, cliWords(io.env).no_shop(config.data), EXIT.no_shop)

  const staff = listHere(path)
  const person = findPerson(staff, asked.name)
  const names = staff.map(({ name }) => name).join(', ')
  if (!person) return refuse(io, w.unknown(asked.name, names), EXIT.no_user)
  const kind = asked.kind ?? (person.has_pin || !person.has_password ? 'pin' : 'password')
  const secret = await readSecret(w.ask[kind](person.name), w.ask_again)
  if (secret === undefined) return refuse(io, w.nothing, EXIT.data)
  if (secret === null) return refuse(io, w.differ, EXIT.data)

  try {
    const hash = await hashNew(path, kind, secret, person.name)
    const refused = await carryOut(path, config.data, { staff_id: person.staff_id, kind, hash })
    if (refused === 'no-answer') return refuse(io, w.no_answer, EXIT.no_answer)
    if (refused) throw new Refusal(refused)
    io.out(`${w.done[kind](person.name)} ${w.after}`)
    return 0
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return refuse(io, sentenceOf(error, io), EXIT.data)
  }
}

interface Asked {
  name: string
  kind: Reset['kind'] | undefined
}

/** What was asked, or undefined when it was asked wrongly. */
function readArgs(args: string[]): Asked | undefined {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { pin: { type: 'boolean' }, password: { type: 'boolean' } }
    })
    const [name] = positionals
    if (name === undefined || positionals.length > 1 || (values.pin && values.password)) return undefined
    return { name, kind: values.pin ? 'pin' : values.password ? 'password' : undefined }
  } catch {
    return undefined
  }
}

function listHere(path: string): StaffMember[] {
  const sqlite = openReader(path)
  try {
    return listStaff({ sqlite })
  } finally {
    sqlite.close()
  }
}

/** By name, upper or lower case alike, or by id. */
function findPerson(staff: StaffMember[], asked: string): StaffMember | undefined {
  const wanted = asked.trim().toLowerCase()
  return staff.find(({ name, staff_id }) => name.toLowerCase() === wanted || staff_id === wanted)
}

/**
 * The new one: asked for twice at a terminal without showing it, or the first line of what is piped in.
 *
 * @returns undefined where nothing came; null where the two differ
 */
async function readSecret(question: string, again: string): Promise<string | undefined | null> {
  if (!process.stdin.isTTY) return readFileSync(0, 'utf8').split(/\r?\n/)[0] || undefined
  const first = await askSecret(question)
  if (!first) return undefined
  return (await askSecret(again)) === first ? first : null
}

/** @throws {Refusal} staff/pin-weak, staff/password-weak */
async function hashNew(path: string, kind: Reset['kind'], secret: string, name: string): Promise<string> {
  if (kind === 'pin') return hashPin(secret)
  const sqlite = openReader(path)
  try {
    return await hashPassword({ password: secret, password_again: secret }, [
      name,
      readSettings({ sqlite }).name
    ])
  } finally {
    sqlite.close()
  }
}

/** @returns what the box refused, or that it did not answer; null when it is done */
async function carryOut(path: string, data: string, reset: Reset): Promise<RefusalCode | 'no-answer' | null> {
  try {
    const store = await openStore(path)
    try {
      await store.commit((tx) => resetSecret(tx, systemClock, reset))
      return null
    } finally {
      store.close()
    }
  } catch (error) {
    if (!(error instanceof TakenError)) throw error
    return askBox(asksFolder(data), reset)
  }
}

async function askBox(folder: string, reset: Reset): Promise<RefusalCode | 'no-answer' | null> {
  if (!existsSync(folder)) return 'no-answer'
  const id = newId()
  const answer = join(folder, answerFile(id))
  putFile(folder, askFile(id), reset)
  try {
    const deadline = performance.now() + ANSWERED_WITHIN_MS
    while (performance.now() < deadline) {
      if (existsSync(answer)) {
        return (JSON.parse(readFileSync(answer, 'utf8')) as { refused: RefusalCode | null }).refused
      }
      await pause(LOOK_EVERY_MS)
    }
    return 'no-answer'
  } finally {
    rmSync(join(folder, askFile(id)), { force: true })
    rmSync(answer, { force: true })
  }
}

function sentenceOf({ code, facts }: Refusal, { env }: CommandIo): string {
  const sentence = wordsIn(cliLocale(env)).refusals[code]
  return typeof sentence === 'string' ? sentence : sentence(facts)
}

function refuse(io: CommandIo, sentence: string, exit: number): number {
  io.err(sentence)
  return exit
}
