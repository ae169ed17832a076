import type { FastifyInstance } from 'fastify'
import { giveBack } from '../values/give-back.ts'

/** Nobody scans, sells or saves for so long: there is no queue at the counter. */
const QUIET_MS = 15_000
/** Of what a page took that nobody opens again for hours. */
const AGAIN_MS = 15 * 60_000
const LOOK_MS = 5000

/**
 * Gives back what starting took, and later what heavy pages took, when the shop is quiet. What a page asks by itself is no
 * trade.
 *
 * @returns a way to stop
 */
export function giveBackWhenQuiet(app: FastifyInstance): () => void {
  let last_at = performance.now()
  let given_at = Number.NEGATIVE_INFINITY
  let is_used = true
  app.addHook('onRequest', async ({ method }) => {
    is_used = true
    if (method !== 'GET') last_at = performance.now()
  })
  const timer = setInterval(() => {
    const now = performance.now()
    if (!is_used || now < last_at + QUIET_MS || now < given_at + AGAIN_MS) return
    giveBack(true)
    given_at = now
    is_used = false
  }, LOOK_MS).unref()
  return () => clearInterval(timer)
}
