import type { Moment } from '../../values/clock.ts'
import { doom, forgetDoomed, listDoomed } from '../state/doomed.ts'
import type { State } from '../state/open-state.ts'
import type { Uptime } from '../state/uptime.ts'
import type { Place } from '../tables.ts'

/** So long a file that is to go still lies there, while the box runs: time to notice that the plan was wrong. */
export const GRACE_MS = 7 * 86_400_000

export interface Thinning {
  place: Place
  /** Every file that may go, by its name from the root, as of now. */
  spare: { name: string; bytes: number }[]
  uptime: Uptime
  now: Moment
  /** The place's clock says something else than the box's. */
  is_doubted: boolean
  remove(name: string): Promise<void>
  signal: AbortSignal
}

/**
 * Carries out what was planned long enough ago and is still to be done, and plans the rest. While the clock can't be
 * believed it does nothing at all.
 *
 * @returns the names that went
 */
export async function thinOut(
  state: State,
  { place, spare, uptime, now, is_doubted, remove, signal }: Thinning
): Promise<string[]> {
  if (uptime.is_frozen || is_doubted) return []
  const wanted = new Map(spare.map((file) => [file.name, file]))
  const gone: string[] = []
  for (const { name, planned_uptime_ms } of listDoomed(state, place)) {
    if (!wanted.has(name)) {
      forgetDoomed(state, { place, name })
      continue
    }
    wanted.delete(name)
    if (uptime.uptime_ms - planned_uptime_ms < GRACE_MS || signal.aborted) continue
    await remove(name)
    forgetDoomed(state, { place, name })
    gone.push(name)
  }
  for (const { name, bytes } of wanted.values()) {
    doom(state, { place, name, bytes, planned_uptime_ms: uptime.uptime_ms, planned_at: now })
  }
  return gone
}
