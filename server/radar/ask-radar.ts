import { question } from '../db/prepare.ts'
import type { Shop } from '../shop.ts'
import { lookInThread } from './radar-thread.ts'
import type { AskedRadar, RadarReport } from './read-radar.ts'

const newest = question()((db) =>
  db.selectFrom('events').select(({ fn }) => fn.max<number | null>('event_id').as('event_id'))
)

/** The answers a shop was given lately. Those who ask at the same time are given the same. */
const answers = new WeakMap<Shop, Map<string, { event_id: number; report: Promise<RadarReport> }>>()

/** So many answers are kept: an owner looks at a few periods, one after another. */
const KEPT = 12

/**
 * Has the radar look in its thread, over a connection of its own: no till waits for it. Nothing is looked through twice
 * while nothing happens.
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
  const report = lookInThread({ database: shop.store.sqlite.name, asked })
  report.catch(() => {
    if (kept.get(key)?.report === report) kept.delete(key) // it is looked again; whoever asked is told
  })
  kept.delete(key)
  kept.set(key, { event_id, report })
  if (kept.size > KEPT) kept.delete(kept.keys().next().value!)
  return report
}

/** Forgets what was answered: somebody has looked into a finding. */
export function forgetAnswers(shop: Shop): void {
  answers.delete(shop)
}
