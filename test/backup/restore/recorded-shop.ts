import { spawnSync } from 'node:child_process'
import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import type { Test } from 'tap'
import { Engine } from '../../../server/backup/engine/engine.ts'
import type { Recorded } from '../../../server/backup/engine/recorder.ts'
import { spoolFolder } from '../../../server/backup/engine/resume.ts'
import type { Said } from '../../../server/backup/engine/said.ts'
import { keepKeyFile, keyFilesFor } from '../../../server/backup/keys/keep-key-file.ts'
import { sumUp, wrapKey } from '../../../server/backup/keys/key-file.ts'
import { keepStoreKey, newStoreKey } from '../../../server/backup/keys/store-key.ts'
import type { StoreKey } from '../../../server/backup/objects/seal.ts'
import { highestEpoch, readCatalog } from '../../../server/backup/restore/catalog.ts'
import type { Target } from '../../../server/backup/restore/find-tip.ts'
import { restoreTo } from '../../../server/backup/restore/restore.ts'
import { openShelf, type Shelf } from '../../../server/backup/restore/shelf.ts'
import { type Source, spoolSource } from '../../../server/backup/restore/source.ts'
import { finishSwap, goOnFrom, prepareSwap } from '../../../server/backup/restore/swap.ts'
import { openStore } from '../../../server/db/open.ts'
import type { Store } from '../../../server/db/store.ts'
import { Refusal } from '../../../server/refusal.ts'
import { type BusyShop, openBusyShop } from '../../sales/busy-shop.ts'
import { type Chance, deedsOf } from '../../sales/random-deeds.ts'

/** A moment of a shop's life: where it stands in its history, and the database as it was, byte for byte. */
export interface Moment extends Recorded {
  image: Buffer
}

/** A shop whose history is recorded by a real engine in this thread, so that a test says when. */
export interface RecordedShop {
  store: Store
  /** The folder with the database and all beside it. */
  data: string
  spool: string
  key: StoreKey
  moments: Moment[]
  said: Said[]
  /** Some deeds, and a segment with what they changed. */
  trade(point?: string): Promise<Moment>
  /** A whole picture of the database. */
  takeSnapshot(): void
  /** Begins one and leaves it half done. */
  beginSnapshot(): void
  /** Ends as it should and starts again. */
  restart(): Promise<void>
  /** Loses power and starts again. */
  crash(): Promise<void>
  /** Goes back to a point of its history, and on from there. */
  rewind(target: Target): Promise<void>
  source(): Source
  shelf(): Promise<Shelf>
  engine(): Engine
}

const DEEDS = 12
/** What changes the database for sure, between deeds that may be refused. */
const STEADY = 'update customers set name = ?'

export async function openRecordedShop(t: Test, seed = 7): Promise<RecordedShop> {
  const busy = await openBusyShop(t)
  const chances = dealChances(busy, seed)
  const key = newStoreKey()
  const said: Said[] = []
  const moments: Moment[] = []
  let clock = Date.parse('2026-11-22T05:00:00.000Z')
  let data = mkdtempSync(join(tmpdir(), 'laci-recorded-'))
  let closings: (() => void)[] = []
  t.teardown(() => {
    for (const close of closings.toReversed()) close()
    rmSync(data, { recursive: true })
  })
  writeFileSync(join(data, 'laci.db'), busy.store.sqlite.serialize())
  let { store, engine } = await open()
  while (engine.snapshot_progress !== undefined) engine.tick()

  async function open() {
    const path = join(data, 'laci.db')
    const store = await openStore(path)
    const handle = openSync(path, 'r')
    const folder = join(data, 'backups')
    keepStoreKey(folder, key)
    const at = { database: path, handle, folder, key, app_version: '0.1.0', now: () => ++clock }
    const engine = new Engine(at, (one) => said.push(one), 0)
    engine.start()
    closings = [() => closeSync(handle), () => store.close(), () => engine.stop()]
    return { store, engine }
  }

  async function reopen(): Promise<void> {
    const opened = await open()
    store = opened.store
    engine = opened.engine
  }

  return {
    get store() {
      return store
    },
    get data() {
      return data
    },
    get spool() {
      return spoolFolder(join(data, 'backups'))
    },
    key,
    moments,
    said,
    engine: () => engine,
    async trade(label) {
      clock += 60_000
      for (let deed = 0; deed < DEEDS; deed++) {
        const { name, run } = chances.next()
        await attempt(() => store.commit((tx) => run(tx, name)))
      }
      const name = `Bu Tini ${moments.length}`
      await store.commit((tx) => tx.sqlite.prepare(STEADY).run(name))
      const point = label ? { point: { point_id: label, reason: 'by-hand' as const, label } } : {}
      const recorded = engine.flush(point.point)!
      const moment = { ...recorded, image: store.sqlite.serialize() }
      moments.push(moment)
      return moment
    },
    takeSnapshot() {
      engine.beginSnapshot()
      while (engine.snapshot_progress !== undefined) engine.tick()
    },
    beginSnapshot() {
      engine.beginSnapshot()
      engine.tick()
    },
    async restart() {
      for (const close of closings.toReversed()) close()
      await reopen()
    },
    async crash() {
      // What lies on the disk this moment is what a power cut would leave; the old box then goes its own way.
      const left = mkdtempSync(join(tmpdir(), 'laci-recorded-'))
      spawnSync('cp', ['-r', `${data}/.`, left])
      for (const close of closings.toReversed()) close()
      rmSync(data, { recursive: true })
      data = left
      await reopen()
    },
    async rewind(target) {
      const shelf = await shelfOf(data, key)
      const file = join(data, 'restored.db')
      const { reached } = await restoreTo(shelf, target, file)
      const restored = goOnFrom(reached!, [highestEpoch(shelf.store)])
      prepareSwap(data, { file, restored, key, key_file: null, at: ++clock })
      for (const close of closings.toReversed()) close()
      finishSwap(data)
      await reopen()
    },
    source: () => spoolSource(spoolFolder(join(data, 'backups')), key.store_id.toString('hex')),
    shelf: () => shelfOf(data, key)
  }
}

async function shelfOf(data: string, key: StoreKey): Promise<Shelf> {
  const source = spoolSource(spoolFolder(join(data, 'backups')), key.store_id.toString('hex'))
  const { stores } = await readCatalog(source)
  return openShelf(source, stores[0]!, key)
}

function dealChances(busy: BusyShop, seed: number) {
  const deeds = deedsOf(busy)
  const often = 'sell sell sell sell scan scan payCash payAll refund debt'.split(' ')
  const step = fc.record({
    name: fc.constantFrom(...Object.keys(deeds), ...often),
    till: fc.nat({ max: 1 }),
    a: fc.nat({ max: 255 }),
    b: fc.nat({ max: 255 })
  })
  const all = fc.sample(step, { seed, numRuns: 5000 })
  let next = 0
  return {
    next() {
      const { name, ...chance } = all[next++ % all.length]!
      return {
        name,
        run: (tx: Parameters<(typeof deeds)[string]>[0], deed: string) =>
          deeds[deed]!(tx, busy.by(chance.till), chance satisfies Chance)
      }
    }
  }
}

async function attempt(work: () => Promise<unknown>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (!(error instanceof Refusal)) throw error // much of what people try is refused
  }
}

/** Lays a shop's backup out as it lies on a stick, with the key file that a passphrase opens. */
export async function copyTo(shop: RecordedShop, folder: string, passphrase?: string): Promise<void> {
  const source = shop.source()
  for (const { name } of await source.list('laci')) put(folder, name, await source.get(name))
  if (!passphrase) return
  const backups = join(shop.data, 'backups')
  const { store_id, key_id } = shop.key
  const slot = await wrapKey(shop.key, 'passphrase', passphrase, '2026-11-22T05:00:00.000Z')
  const ids = { store_id: store_id.toString('hex'), key_id: key_id.toString('hex') }
  keepKeyFile(backups, sumUp({ ...ids, edition: 1, request_id: null, slots: [slot] }))
  for (const { name, bytes } of keyFilesFor(backups)) put(folder, name, bytes)
}

function put(folder: string, name: string, bytes: Buffer): void {
  mkdirSync(dirname(join(folder, name)), { recursive: true })
  writeFileSync(join(folder, name), bytes)
}

/** A folder that goes with the test. */
export function scratch(t: Test): string {
  const folder = mkdtempSync(join(tmpdir(), 'laci-restored-'))
  t.teardown(() => rmSync(folder, { recursive: true }))
  return folder
}
