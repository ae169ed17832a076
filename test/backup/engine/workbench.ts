import { closeSync, cpSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Test } from 'tap'
import { Engine } from '../../../server/backup/engine/engine.ts'
import { spoolFolder } from '../../../server/backup/engine/resume.ts'
import type { Said } from '../../../server/backup/engine/said.ts'
import { newStoreKey } from '../../../server/backup/keys/store-key.ts'
import type { StoreKey } from '../../../server/backup/objects/seal.ts'
import { openStore } from '../../../server/db/open.ts'
import type { Tx } from '../../../server/db/prepare.ts'
import type { Store } from '../../../server/db/store.ts'
import { record } from '../../../server/events/record.ts'
import { FailingDisk } from './failing-disk.ts'
import { type Rebuilt, rebuild } from './rebuild.ts'

/** A shop's database with the engine beside it in the same thread, so that a test says what happens when. */
export interface Workbench {
  folder: string
  database: string
  store: Store
  key: StoreKey
  /** All that the engines said. */
  said: Said[]
  /** What the wall clock shows; a test turns it. */
  clock: { ms: number }
  /** Starts an engine; one that runs already is ended as if it had been killed. */
  start(): Engine
  /** Changes the database as a busy shop does, in one commit; the same seed, the same change. */
  change(seed: number, pages?: number): Promise<void>
  /** The database as it is, log and all. */
  live(): Buffer
  /** The database as the spool has it, and up to which segment. */
  stored(sums?: boolean): { bytes: Buffer; rebuilt: Rebuilt }
  /** Closes the shop and opens it again on the same folder. @param meanwhile what is done while it is closed */
  reopen(meanwhile?: () => void): Promise<void>
}

let empty: Promise<string> | undefined

/** @param key the shop's, when others are to know it */
export async function openWorkbench(t: Test, key = newStoreKey()): Promise<Workbench> {
  const folder = mkdtempSync(join(tmpdir(), 'laci-engine-'))
  empty ??= makeEmptyShop()
  cpSync(await empty, folder, { recursive: true })
  mkdirSync(join(folder, 'backups'))
  const database = join(folder, 'laci.db')
  let store = await openStore(database)
  let handle = openSync(database, 'r')
  const running = new Set<Engine>()
  const said: Said[] = []
  const clock = { ms: Date.parse('2026-11-22T02:00:00Z') }
  const end = (): void => {
    for (const engine of running) engine.stop()
    running.clear()
    store.close()
    closeSync(handle)
  }
  t.teardown(() => {
    end()
    rmSync(folder, { recursive: true })
  })
  return {
    folder,
    database,
    get store() {
      return store
    },
    key,
    said,
    clock,
    start() {
      for (const engine of running) kill(engine)
      running.clear()
      const backups = join(folder, 'backups')
      const at = { database, handle, folder: backups, key, app_version: 'test', now: () => clock.ms }
      const engine = new Engine(at, (one) => said.push(one), 0)
      running.add(engine)
      engine.start()
      return engine
    },
    change: (seed, pages = 3) => store.commit((tx) => changeMuch(tx, seed, pages)),
    live: () => store.sqlite.serialize(),
    stored(sums) {
      for (const engine of running) while (engine.snapshot_progress !== undefined) engine.tick()
      const into = join(folder, 'rebuilt.db')
      const rebuilt = rebuild(spoolFolder(join(folder, 'backups')), key, into, sums)
      return { bytes: readFileSync(into), rebuilt }
    },
    async reopen(meanwhile) {
      end()
      meanwhile?.()
      store = await openStore(database)
      handle = openSync(database, 'r')
    }
  }
}

/** Ends an engine without another word to the disk, as it is when its thread is killed. */
function kill(engine: Engine): void {
  new FailingDisk({ at: 1, code: 'EIO', calls: Number.POSITIVE_INFINITY }).run(() => engine.stop())
}

async function makeEmptyShop(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'laci-empty-'))
  process.once('exit', () => rmSync(folder, { recursive: true }))
  const store = await openStore(join(folder, 'laci.db'))
  store.sqlite.exec(
    'create table stuff (n integer primary key, kind text, body blob) strict; create index stuff_kind on stuff (kind, n)'
  )
  store.close()
  return folder
}

/** New rows, changed rows, rows that go, and an event: what sales do to pages, without the shop around them. */
function changeMuch(tx: Tx, seed: number, pages: number): void {
  const { sqlite } = tx
  const kind = `kind ${seed % 7}`
  const add = sqlite.prepare('insert into stuff (kind, body) values (?, ?)')
  for (let index = 0; index < pages; index++) add.run(kind, noise(seed * 1000 + index, 3000))
  sqlite.prepare('update stuff set kind = ? where n % 11 = ?').run(kind, seed % 11)
  sqlite.prepare('delete from stuff where n % 13 = ? and n < ?').run(seed % 13, seed * 2)
  const by = { at: '2026-11-22T02:00:00.000Z', staff_id: null, terminal_id: null, request_id: null }
  record(tx, by, { type: 'shift.opened', subject_id: `s${seed}` })
}

/** Bytes that do not compress, the same each time. */
function noise(seed: number, bytes: number): Buffer {
  const into = Buffer.alloc(bytes)
  let state = (seed * 2_654_435_761) >>> 0 || 1
  for (let at = 0; at < bytes; at++) {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    into[at] = state & 0xff
  }
  return into
}
