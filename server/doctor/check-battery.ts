import { sql } from 'kysely'
import { question } from '../db/prepare.ts'
import { later, type Moment } from '../values/clock.ts'
import type { Found } from './finding.ts'
import { listNames, readLine } from './kernel-files.ts'
import { lookInto, type Patient } from './patient.ts'

export type BatteryFinding = Found<
  'keeps_time',
  'behind' | 'went_back' | 'differs' | 'no_clock',
  {
    now: Moment
    last_event_at: Moment | null
    /** How far the clock stands behind the last thing that happened; 0 when it doesn't. */
    behind_ms: number
    /** How often in a month something happened before what had happened before it. */
    times_back: number
    /** How far the clock on the board stands from the system's; null: there is none, or it doesn't say. */
    board_off_ms: number | null
  }
>

/** Events of two processors may stand so far apart and nobody's clock be wrong. */
const PATIENCE_MS = 60_000
const BOARD_OFF_MS = 5 * 60_000
const MONTH_MS = 31 * 86_400_000
/** A month of a busy shop; older than that is of no interest. */
const LOOKED_THROUGH = 50_000

const latest = question()((db) =>
  db.selectFrom('events').select(['event_id', 'at']).orderBy('event_id', 'desc').limit(1)
)

const timesBack = question<{ after: number; since: Moment }>()((db, { after, since }) =>
  db
    .selectFrom(
      db
        .selectFrom('events')
        .select(['at', sql<string | null>`lag(at) over (order by event_id)`.as('before')])
        .where('event_id', '>', after)
        .as('following')
    )
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('at', '>=', since)
    .where(sql<boolean>`unixepoch(before) - unixepoch(at) > ${sql.lit(PATIENCE_MS / 1000)}`)
)

/**
 * The signs of a dead clock battery: after a power cut such a box wakes up in the past, before what it has already
 * written down.
 */
export function checkBattery(patient: Patient): BatteryFinding {
  const { now } = patient
  const { last, times_back } = lookInto(patient, (shop) => {
    const last = latest.find(shop, {})
    const span = { after: (last?.event_id ?? 0) - LOOKED_THROUGH, since: later(now, -MONTH_MS) }
    return { last, times_back: timesBack.read(shop, span).count }
  })
  const behind_ms = last ? Math.max(0, Date.parse(last.at) - Date.parse(now)) : 0
  const board_off_ms = boardClock(patient)
  const facts = { now, last_event_at: last?.at ?? null, behind_ms, times_back, board_off_ms }
  if (behind_ms > PATIENCE_MS) return { verdict: 'bad', says: 'behind', facts }
  if (times_back > 0) return { verdict: 'watch', says: 'went_back', facts }
  if (board_off_ms === null) return { verdict: 'unknown', says: 'no_clock', facts }
  if (Math.abs(board_off_ms) > BOARD_OFF_MS) return { verdict: 'watch', says: 'differs', facts }
  return { verdict: 'good', says: 'keeps_time', facts }
}

function boardClock({ sys, now }: Patient): number | null {
  const [first] = listNames(`${sys}/class/rtc`)
  const seconds = first === undefined ? undefined : readLine(sys, 'class/rtc', first, 'since_epoch')
  return seconds ? Number(seconds) * 1000 - Date.parse(now) : null
}
