// A shop at which people do whatever they like, as fast as they can, with the recording beside it. It says what was
// answered only after it was; from then on nothing may take it back. Told what to do line by line.
import { openSync, writeSync } from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import threads, { type WorkerOptions } from 'node:worker_threads'
import fc from 'fast-check'
import pino from 'pino'
import { openStoreKey } from '../../../server/backup/keys/store-key.ts'
import type { BasketBy } from '../../../server/baskets/change-basket.ts'
import { openStore } from '../../../server/db/open.ts'
import { Refusal } from '../../../server/refusal.ts'
import { newId } from '../../../server/values/id.ts'
import { AT, type BusyShop } from '../../sales/busy-shop.ts'
import { type Chance, deedsOf } from '../../sales/random-deeds.ts'
import { CONTROL, type SaidLine, type SellerOptions, type Told } from './control.ts'

const { folder, shop, seed, arm, targets } = JSON.parse(process.argv[2]!) as SellerOptions
const TILLS_AT_ONCE = 3
const OFTEN = 'sell sell sell scan scan payCash payAll refund'.split(' ')

const control = new Float64Array(new SharedArrayBuffer(8 * Object.keys(CONTROL).length))
const workers = new Set<threads.Worker>()
let started = 0
/** Keeps hold of the recording's thread, and lets the tormentor's hand into it. */
threads.Worker = class extends threads.Worker {
  constructor(file: URL, options: WorkerOptions) {
    const preload = new URL('./preload.ts', import.meta.url).href
    super(file, {
      ...options,
      execArgv: ['--import', preload],
      workerData: { ...options.workerData, chaos: { control, arm } }
    })
    if (!/engine-worker/.test(String(file))) return
    started++
    workers.add(this)
    this.once('exit', () => workers.delete(this))
  }
} as typeof threads.Worker
syncBuiltinESMExports()
const { startCourier } = await import('../../../server/backup/courier/start-courier.ts')
const { startEngine } = await import('../../../server/backup/engine/start-engine.ts')

const database = join(folder, 'laci.db')
const store = await openStore(database)
store.onHalt(() => process.exit(74))
const backups = join(folder, 'backups')
const key = openStoreKey(backups)
const log = pino({ level: 'silent' })
const engine = startEngine({
  store,
  database,
  handle: openSync(database, 'r'),
  folder: backups,
  key,
  app_version: 'chaos',
  log,
  segment_ms: 100
})
const courier = startCourier({ folder: backups, key, stick_folders: [], log })
courier.setTargets(targets, 0)
courier.onSaid((told) => {
  if (told.type === 'snapshot-wanted') void engine.takeSnapshot()
})
engine.onSaid((told) => {
  if (told.type === 'recorded' || told.type === 'snapshot-made') courier.news()
  if (told.type === 'recorded') say({ said: 'recorded', seq: told.seq })
  if (told.type === 'snapshot-made') say({ said: 'pictured' })
  if (told.type === 'resumed') say({ said: 'resumed', reason: told.found.reason, pages: told.found.pages })
  if (told.type === 'trouble') say({ said: 'trouble', trouble: told.trouble, detail: told.detail })
})

const deeds = deedsOf(shop as unknown as BusyShop)
const step = fc.record({
  name: fc.constantFrom(...Object.keys(deeds), ...OFTEN),
  till: fc.nat({ max: 1 }),
  a: fc.nat({ max: 255 }),
  b: fc.nat({ max: 255 })
})
const steps = fc.sample(step, { seed, numRuns: 5000 })
let next = 0
let is_selling = true
let selling = sell()

createInterface({ input: process.stdin }).on('line', (line) => void obey(JSON.parse(line) as Told))
say({ said: 'ready' })

async function sell(): Promise<void> {
  await Promise.all(
    Array.from({ length: TILLS_AT_ONCE }, async () => {
      while (is_selling) await attempt()
    })
  )
}

/** Much of what people try is refused. */
async function attempt(): Promise<void> {
  const { name, ...chance } = steps[next++ % steps.length]!
  const by: BasketBy = {
    at: AT,
    staff_id: shop.owner_id,
    terminal_id: shop.tills[chance.till]!,
    request_id: newId()
  }
  try {
    const event = await store.commit((tx) => {
      deeds[name]!(tx, by, chance satisfies Chance)
      return newest()
    })
    say({ said: 'sold', event })
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
  }
}

function newest(): number {
  return store.sqlite.prepare('select max(event_id) from events').pluck().get() as number
}

async function obey(told: Told): Promise<void> {
  if (told.do === 'turn') control[CONTROL[told.what]] = told.to
  if (told.do === 'terminate') for (const worker of workers) await worker.terminate()
  if (told.do === 'snapshot') await engine.takeSnapshot()
  if (told.do === 'point') await engine.makePoint({ point_id: newId(), reason: 'by-hand', label: 'x' })
  if (told.do === 'settle') await settle()
  if (told.do === 'carry') courier.go(undefined, true)
  if (told.do === 'sell' && !is_selling) {
    is_selling = true
    selling = sell()
  }
  if (told.do === 'stop') {
    is_selling = false
    await selling
    await engine.stop()
    await courier.stop()
    store.close()
    process.exit(0)
  }
}

/** Stops selling, and waits until the recording is well and has all. What still fails then has no excuse. */
async function settle(): Promise<void> {
  is_selling = false
  await selling
  for (const what of ['full_calls', 'kill_after', 'kill_before_mirror'] as const) control[CONTROL[what]] = 0
  // It would try again by itself after ten seconds; a thread that is started anew does so at once.
  if (engine.standing.trouble) for (const worker of workers) await worker.terminate()
  for (;;) {
    const before = started
    const seq = await engine.flush()
    const { trouble, snapshot_progress } = engine.standing
    if (workers.size === 1 && started === before && !trouble && snapshot_progress === undefined) {
      say({ said: 'settled', seq, event: newest() })
      return
    }
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

/** Written before anything else is done: what was said is known to the tormentor even if the plug is pulled now. */
function say(line: SaidLine): void {
  const bytes = Buffer.from(`${JSON.stringify(line)}\n`)
  for (let done = 0; done < bytes.length; ) {
    try {
      done += writeSync(1, bytes, done)
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      // Nobody listens any more: the chaos was ended.
      if (code === 'EPIPE') process.exit(1)
      if (code !== 'EAGAIN') throw error
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2)
    }
  }
}
