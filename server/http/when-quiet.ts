import type { FastifyInstance } from 'fastify'
import type { Shop } from '../shop.ts'
import { rest } from '../values/give-back.ts'

/** Nobody scans, sells or saves for so long: there is no queue at the counter. */
const QUIET_MS = 15_000
/**
 * Not again within a minute, and within a quarter of an hour only if the box holds noticeably more than it then did: asked
 * for something or not, as the backup, the clock's jobs and the certificates work by themselves.
 */
const AGAIN_MS = 60_000
const ANYHOW_MS = 15 * 60_000
const MORE = 1.03
const LOOK_MS = 5000

/**
 * Gives back what starting took, and later what selling and heavy pages took, when the shop is quiet. What a page asks by
 * itself is no trade.
 *
 * @returns a way to stop
 */
export function giveBackWhenQuiet(app: FastifyInstance, { store }: Pick<Shop, 'store'>): () => void {
  let used_at = performance.now()
  let given = { at: Number.NEGATIVE_INFINITY, left_bytes: 0 }
  let is_used = true
  app.addHook('onRequest', async ({ method }) => {
    is_used = true
    if (method !== 'GET') used_at = performance.now()
  })

  /** Whether there may be enough to give back that it is worth stopping for. */
  const isWorthIt = (now: number): boolean =>
    now > given.at + AGAIN_MS &&
    ((is_used && now > given.at + ANYHOW_MS) || process.memoryUsage.rss() > given.left_bytes * MORE)

  const timer = setInterval(() => {
    const now = performance.now()
    if (now < used_at + QUIET_MS || !isWorthIt(now)) return
    // The system keeps the file in memory as well, and takes that back when it is needed elsewhere.
    store.sqlite.pragma('shrink_memory')
    rest()
    given = { at: now, left_bytes: process.memoryUsage.rss() }
    is_used = false
  }, LOOK_MS).unref()
  return () => clearInterval(timer)
}
