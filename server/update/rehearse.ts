import { closeSync, mkdirSync, openSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { startEngine } from '../backup/engine/start-engine.ts'
import { newStoreKey } from '../backup/keys/store-key.ts'
import { proveDatabase } from '../backup/proof/prove.ts'
import { APP_VERSION } from '../backup/version.ts'
import type { Config } from '../config.ts'
import { openReader, openStore } from '../db/open.ts'
import type { LedgerHash } from '../ledger/hash-ledger.ts'
import { hashLedger } from '../ledger/hash-ledger.ts'
import { askHealth } from './ask-health.ts'
import { updateFolder, type Why } from './notes.ts'

const STARTS_WITHIN_MS = 60_000

/** How a rehearsal went. */
export type Rehearsed = { well: true } | { well: false; why: Why; detail: string }

/** What a rehearsal starts a box by. */
export type Starts = (config: Config) => Promise<{ url: string; stop(): Promise<void> }>

/**
 * Has this version do all that it will have to do at the switch, on a copy of the books and while another version
 * sells: bring the tables up to date, prove that the books are what they were, record, start and answer. As on trial,
 * nothing of it leaves the box. Leaves nothing behind.
 *
 * @param database the shop's, which another process has open
 */
export async function rehearse(config: Config, database: string, startBox: Starts): Promise<Rehearsed> {
  const folder = join(updateFolder(config.data), 'rehearsal')
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  try {
    return await playIn(folder, config, database, startBox)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function playIn(
  folder: string,
  config: Config,
  database: string,
  startBox: Starts
): Promise<Rehearsed> {
  const copy = join(folder, 'laci.db')
  const { ledger, last_event_id } = await copyBooks(database, copy)
  try {
    const store = await openStore(copy, { keeps_copy: false })
    store.close()
  } catch (error) {
    return { well: false, why: 'migration', detail: (error as Error).message }
  }
  const proof = await proveDatabase(copy, { sum: null, counts: null, ledger, last_event_id })
  if (!proof.ok) {
    const wrong = proof.steps.filter(({ ok }) => !ok).map(({ name, detail }) => `${name}: ${detail}`)
    return { well: false, why: 'books', detail: wrong.join('; ') }
  }
  await recordSomething(join(folder, 'engine'))
  return playStart(folder, config, startBox)
}

async function copyBooks(from: string, to: string): Promise<{ ledger: LedgerHash; last_event_id: number }> {
  const source = openReader(from)
  try {
    // In one go: pages that are copied while others sell would be copied again and again.
    await source.backup(to, { progress: ({ remainingPages }) => Math.max(1, remainingPages) })
  } finally {
    source.close()
  }
  const sqlite = openReader(to)
  try {
    const last = sqlite.prepare('select max(event_id) from events').pluck().get() as number | null
    return { ledger: hashLedger({ sqlite }), last_event_id: last ?? 0 }
  } finally {
    sqlite.close()
  }
}

/** Whether the recording of the backup comes up, on a database that is nobody's. */
async function recordSomething(folder: string): Promise<void> {
  mkdirSync(folder, { mode: 0o700 })
  const database = join(folder, 'empty.db')
  const store = await openStore(database)
  const handle = openSync(database, 'r')
  const log = { error: () => undefined } as never
  const engine = startEngine({
    store,
    database,
    handle,
    folder,
    key: newStoreKey(),
    app_version: APP_VERSION,
    log
  })
  try {
    if ((await engine.flush()) < 1) throw new Error('the recording of the backup does not come up')
  } finally {
    await engine.stop()
    store.close()
    closeSync(handle)
  }
}

async function playStart(folder: string, config: Config, startBox: Starts): Promise<Rehearsed> {
  const notes = join(folder, 'notes')
  mkdirSync(notes)
  writeFileSync(
    join(notes, 'state'),
    `phase=trial\nfrom=\nto=${APP_VERSION}\nat=${Math.ceil(Date.now() / 1000)}\n`
  )
  const { door: _, public_url: __, ...alone } = config
  const box = await startBox({ ...alone, data: folder, host: '127.0.0.1', port: 0, update_notes: notes })
  try {
    const verdict = await askHealth(box.url, APP_VERSION, STARTS_WITHIN_MS)
    if (verdict === 'well') return { well: true }
    return { well: false, why: 'rehearsal', detail: verdict }
  } finally {
    await box.stop()
  }
}

/** How much room a rehearsal, and the copy that is kept at the switch, need in the data folder: bytes. */
export function roomNeeded(database: string): number {
  return 2 * statSync(database).size + 100_000_000
}
