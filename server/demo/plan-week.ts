import { addDays, type BusinessDay, businessDay } from '../values/business-day.ts'
import type { Moment } from '../values/clock.ts'
import type { Dice } from './dice.ts'
import { CASH_MOVES, CUSTOMERS, CUSTOMERS_FROM, ROSTER, type Turn } from './example.ts'
import type { Wanted } from './goods.ts'

/** Full days of trade before today. */
const DAYS = 7
const FEWEST_CUSTOMERS = 120
const MOST_CUSTOMERS = 180

const HOUR_MS = 3_600_000
const SCAN_MS = 4_000
const PAY_MS = 25_000

/** A shift that was worked, or still is. */
export interface PlannedShift extends Turn {
  day: BusinessDay
  opened_at: Moment
  /** Null: not over yet. */
  closed_at: Moment | null
  sales: PlannedSale[]
  moves: { at: Moment; move: (typeof CASH_MOVES)[number] }[]
}

export interface PlannedSale {
  scans: (Wanted & { at: Moment })[]
  paid_at: Moment
}

/**
 * Plans what happened in the shop: a week up to yesterday, and today as far as it has come. Nothing of it lies
 * after `now`.
 */
export function planWeek(
  { now, zone, day_starts_at }: { now: Moment; zone: string; day_starts_at: number },
  nextCustomer: () => Wanted[],
  chance: Dice
): PlannedShift[] {
  const today = businessDay(now, zone, day_starts_at)
  const until_ms = Date.parse(now)
  return Array.from({ length: DAYS + 1 }, (_, i) => addDays(today, i - DAYS)).flatMap((day) => {
    const midnight_ms = Temporal.PlainDate.from(day).toZonedDateTime(zone).epochMilliseconds
    const shifts = ROSTER.map((turn) => planShift(turn, day, midnight_ms, until_ms, chance))
    const customers = FEWEST_CUSTOMERS + chance.below(MOST_CUSTOMERS - FEWEST_CUSTOMERS + 1)
    const arrivals = Array.from({ length: customers }, () => midnight_ms + arrival(chance) * HOUR_MS)
    const free_ms = [0, 0]
    for (const arrival_ms of arrivals.sort((a, b) => a - b)) {
      serve(shifts, arrival_ms, free_ms, until_ms, nextCustomer(), chance)
    }
    return shifts.filter(({ opened_at }) => opened_at <= now)
  })
}

function planShift(
  turn: Turn,
  day: BusinessDay,
  midnight_ms: number,
  until_ms: number,
  chance: Dice
): PlannedShift {
  const at = (hour: number) => Math.round(midnight_ms + hour * HOUR_MS)
  const moves = CASH_MOVES.filter((move) => move.amount === 'half' || chance.below(3) === 0).map((move) => ({
    at: at(turn.from + (0.3 + 0.6 * chance.roll()) * (turn.to - turn.from)),
    move
  }))
  return {
    ...turn,
    day,
    opened_at: moment(at(turn.from)),
    closed_at: at(turn.to) < until_ms ? moment(at(turn.to)) : null,
    sales: [],
    moves: moves.filter((one) => one.at < until_ms).map(({ at, move }) => ({ at: moment(at), move }))
  }
}

/** The hour of the day at which a customer comes to a till. */
function arrival(chance: Dice): number {
  return CUSTOMERS_FROM + chance.weigh(CUSTOMERS) + chance.roll()
}

/** Takes a customer to a till that is open and, when somebody stands there, behind them. */
function serve(
  shifts: PlannedShift[],
  arrival_ms: number,
  free_ms: number[],
  until_ms: number,
  basket: Wanted[],
  chance: Dice
): void {
  const takes_ms = basket.length * SCAN_MS + PAY_MS
  const begins = ({ till }: Turn) => Math.round(Math.max(arrival_ms, free_ms[till]!))
  const open = shifts.filter((shift) => {
    const ends_ms = Math.min(until_ms, shift.closed_at ? Date.parse(shift.closed_at) : until_ms)
    return Date.parse(shift.opened_at) < arrival_ms && begins(shift) + takes_ms < ends_ms
  })
  if (open.length === 0) return // between two shifts, or not yet come today
  const shift = chance.pick(open)
  const begins_ms = begins(shift)
  free_ms[shift.till] = begins_ms + takes_ms
  shift.sales.push({
    scans: basket.map((wanted, i) => ({ ...wanted, at: moment(begins_ms + i * SCAN_MS) })),
    paid_at: moment(begins_ms + takes_ms)
  })
}

function moment(ms: number): Moment {
  return new Date(ms).toISOString()
}
