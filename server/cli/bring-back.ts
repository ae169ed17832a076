import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { wordsIn } from '../../views/words/words.ts'
import { hashSecret } from '../auth/hash-secret.ts'
import { bringBackInWorker } from '../backup/copy/bring-back-in-worker.ts'
import { anchorFile, noteHead } from '../chain/anchor-file.ts'
import { type Config, readConfig } from '../config.ts'
import { TakenError } from '../db/claim.ts'
import { openStore } from '../db/open.ts'
import { record } from '../events/record.ts'
import { databasePath } from '../main.ts'
import { Refusal } from '../refusal.ts'
import { systemClock } from '../values/clock.ts'
import { newToken } from '../values/id.ts'
import type { Command, CommandIo } from './laci.ts'
import { cliLocale, cliWords } from './words.ts'

/** sysexits.h: EX_USAGE, EX_DATAERR, EX_NOINPUT, EX_TEMPFAIL. */
const EXIT = { usage: 64, data: 65, no_input: 66, busy: 75 } as const

const PASSWORD_CHARACTERS = 12

/**
 * `laci restore-data FILE [--json]`: brings a shop back from the file of its data into an empty folder, while no box runs
 * on it. The owner's new password is made and shown once.
 */
export const bringBackCommand: Command = async (args, io) => {
  const words = cliWords(io.env)
  const asked = readArgs(args)
  if (!asked) return refuse(io, words.bring_back_usage, EXIT.usage)
  if (!existsSync(asked.file)) return refuse(io, words.no_file(asked.file), EXIT.no_input)
  try {
    const { owner_password, ...restored } = await carryOut(readConfig(io.env), asked.file)
    const { shop, made_at, rows, ledger, owner } = restored
    if (asked.json) io.out(JSON.stringify({ ...restored, owner_password }, null, 2))
    else
      io.out(
        words.brought_back({ shop, made_at, rows, sha256: ledger.sha256, owner: owner.name, owner_password })
      )
    return 0
  } catch (error) {
    if (error instanceof TakenError) return refuse(io, words.bring_back_running, EXIT.busy)
    if (!(error instanceof Refusal)) throw error
    const sentence = wordsIn(cliLocale(io.env)).refusals[error.code]
    return refuse(io, typeof sentence === 'string' ? sentence : sentence(error.facts), EXIT.data)
  }
}

async function carryOut(config: Config, copy: string) {
  const database = databasePath(config)
  const owner_password = newToken().slice(0, PASSWORD_CHARACTERS)
  const store = await openStore(database)
  try {
    const restored = await bringBackInWorker({
      database,
      copy,
      password_hash: await hashSecret(owner_password)
    })
    const { made_at, rows, ledger, owner } = restored
    const by = { at: systemClock.now(), staff_id: null, terminal_id: null, request_id: null }
    const facts = { made_at, rows, sha256: ledger.sha256 }
    await store.commit((tx) => record(tx, by, { type: 'data.restored', subject_id: owner.staff_id, facts }))
    noteHead(anchorFile(config), store, { at: by.at, why: 'restored' })
    return { ...restored, owner_password }
  } finally {
    store.close()
  }
}

function readArgs(args: string[]): { file: string; json: boolean } | undefined {
  try {
    const options = { json: { type: 'boolean', default: false } } as const
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options })
    const [file] = positionals
    return file === undefined || positionals.length > 1 ? undefined : { file, json: values.json }
  } catch {
    return undefined
  }
}

function refuse({ err }: CommandIo, sentence: string, code: number): number {
  err(sentence)
  return code
}
