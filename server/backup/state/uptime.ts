import { change, pick, question, type Tx } from '../../db/prepare.ts'
import type { Moment } from '../../values/clock.ts'
import type { StateTables } from '../tables.ts'
import { forgetAllDoomed } from './doomed.ts'

type ClockRow = StateTables['backup_clock']

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** A clock that is this far off is no clock to delete by. */
const JUMP_MS = 36 * HOUR_MS
/** A shop may be closed this long, and the clock be right when it opens again. */
const LONGEST_REST_MS = 60 * DAY_MS
/** So long, in days that the box runs, nothing is deleted after the clock jumped. */
const FROZEN_MS = 7 * DAY_MS

const read = question()((db) =>
  db.selectFrom('backup_clock').select(['uptime_ms', 'wall_at', 'jumped_uptime_ms'])
)

const put = change<ClockRow>()((db, row) =>
  db.replaceInto('backup_clock').values(pick(row, ['id', 'uptime_ms', 'wall_at', 'jumped_uptime_ms']))
)

/** How long the box has run, and whether its clock can be believed. */
export interface Uptime {
  /** In all, since the backup was set up. */
  uptime_ms: number
  /** The clock jumped not long ago: nothing may be deleted by it. */
  is_frozen: boolean
}

/**
 * Counts on. Time is counted as the box runs, not by its clock: a clock that jumps years ahead must not make a backup
 * old.
 *
 * @param elapsed_ms since it was last counted, by the steady clock; null at a start, when that is not known
 */
export function countUptime(tx: Tx, now: Moment, elapsed_ms: number | null): Uptime {
  const before = read.find(tx, {})
  const uptime_ms = (before?.uptime_ms ?? 0) + Math.round(elapsed_ms ?? 0)
  const has_jumped = before !== undefined && isJump(before.wall_at, now, elapsed_ms)
  if (has_jumped) forgetAllDoomed(tx)
  const jumped_uptime_ms = has_jumped ? uptime_ms : (before?.jumped_uptime_ms ?? null)
  put.run(tx, { id: 1, uptime_ms, wall_at: now, jumped_uptime_ms })
  return { uptime_ms, is_frozen: jumped_uptime_ms !== null && uptime_ms - jumped_uptime_ms < FROZEN_MS }
}

function isJump(before: Moment, now: Moment, elapsed_ms: number | null): boolean {
  const by_ms = Date.parse(now) - Date.parse(before) - (elapsed_ms ?? 0)
  return by_ms < -JUMP_MS || by_ms > (elapsed_ms === null ? LONGEST_REST_MS : JUMP_MS)
}
