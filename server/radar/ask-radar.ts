import { Worker } from 'node:worker_threads'
import { question } from '../db/prepare.ts'
import type { Shop } from '../shop.ts'
import type { AskedRadar, RadarReport } from './read-radar.ts'

/** What the worker is told. */
export interface RadarTask {
  database: string
  asked: AskedRadar
}

/** Ten years are read in stretches: what is held at once is the days asked for. */
const RESOURCE_LIMITS = { maxOldGenerationSizeMb: 256 }

const newest = question()((db) =>
  db.selectFrom('events').select(({ fn }) => fn.max<number | null>('event_id').as('event_id'))
)

/** The answers a shop was given lately. Those who ask at the same time are given the same. */
const answers = new WeakMap<Shop, Map<string, { event_id: number; report: Promise<RadarReport> }>>()

/** So many answers are kept: an owner looks at a few periods, one after another. */
const KEPT = 12

/**
 * Has the radar look in a thread of its own, with a connection of its own: no till waits for it. Nothing is looked
 * through twice while nothing happens.
 *
 * @param patience how many events may have happened since an earlier answer that will do
 */
export function askRadar(shop: Shop, asked: AskedRadar, patience = 0): Promise<RadarReport> {
  const kept = answers.get(shop) ?? new Map()
  answers.set(shop, kept)
  const { now, ...rest } = asked
  const key = JSON.stringify([rest, now.slice(0, 'yyyy-mm-ddThh'.length)])
  const event_id = newest.read(shop.store, {}).event_id ?? 0
  const earlier = kept.get(key)
  if (earlier && event_id - earlier.event_id <= patience) return earlier.report
  const report = lookInWorker({ database: shop.store.sqlite.name, asked })
  report.catch(() => kept.delete(key)) // it is looked again; whoever asked is told
  kept.delete(key)
  kept.set(key, { event_id, report })
  if (kept.size > KEPT) kept.delete(kept.keys().next().value!)
  return report
}

/** Forgets what was answered: somebody has looked into a finding. */
export function forgetAnswers(shop: Shop): void {
  answers.delete(shop)
}

async function lookInWorker(task: RadarTask): Promise<RadarReport> {
  const { promise, resolve, reject } = Promise.withResolvers<RadarReport>()
  const worker = new Worker(new URL('./radar-worker.ts', import.meta.url), {
    workerData: task,
    resourceLimits: RESOURCE_LIMITS
  })
  worker.once('message', resolve)
  worker.once('error', reject)
  worker.once('exit', (status) => reject(new Error(`the radar's worker ended with ${status} and no answer`)))
  return promise
}
