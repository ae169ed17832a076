import { businessDay } from '../values/business-day.ts'
import type { Incident, RadarFacts, Stretch } from './facts.ts'
import { type Finding, type FindingCode, finding } from './finding.ts'
import { isUnusual, type Rate, readHabit } from './habits.ts'

/** What a kind of incident takes to be spoken of. */
interface Guard {
  /** Fewer in a week are never worth a word; in more days a few more are needed, but not as many times as many. */
  least: number
  /** Where the shop is too young to know what is usual, so many in a week are. */
  alone: number
}

/** How many of something it takes in so many days, told for seven. */
export function inDays(in_week: number, days: number): number {
  return Math.max(Math.min(2, in_week), Math.ceil(in_week * Math.sqrt(days / 7)))
}

export function within({ from, to }: Stretch, incidents: readonly Incident[]): Incident[] {
  return incidents.filter(({ at }) => at >= from && at < to)
}

/** Incidents by whoever did them. */
export function byStaff(incidents: readonly Incident[]): Map<string, Incident[]> {
  const known = incidents.filter((one): one is Incident & { staff_id: string } => one.staff_id !== null)
  return Map.groupBy(known, ({ staff_id }) => staff_id)
}

/**
 * Finds who did something more often than is usual in this shop: than the others, and than on the days before. One's own
 * days that are looked at are not what they are measured by.
 */
export function moreThanUsual(
  facts: RadarFacts,
  code: FindingCode,
  all: readonly Incident[],
  { least, alone }: Guard
): Finding[] {
  const { period } = facts
  const counts = countByDay(facts, all)
  const found: Finding[] = []
  for (const [staff_id, incidents] of byStaff(within(period.now, all))) {
    const count = incidents.length
    if (count < inDays(least, period.days)) continue
    const of = salesOf(facts, staff_id)
    const habit = readHabit(otherDays(facts, staff_id, counts))
    const speaks = habit ? isUnusual({ count, of }, habit) : count >= inDays(alone, period.days)
    if (!speaks) continue
    const before = within(period.before, all).filter((one) => one.staff_id === staff_id).length
    const usual = habit ? Math.round(habit.usual * of * 10) / 10 : null
    found.push(finding(code, { staff_id }, incidents, { before, of, usual }))
  }
  return found
}

/** What somebody sold in the days that are looked at. */
function salesOf({ traded, period }: RadarFacts, staff_id: string): number {
  return traded
    .filter((day) => day.staff_id === staff_id && isIn(period, day.business_day))
    .reduce((sum, { sales }) => sum + sales, 0)
}

const keyOf = (who: string | null, day: string) => `${who}/${day}`

/** How often everyone did it on each day. */
function countByDay(
  { zone, day_starts_at }: RadarFacts,
  all: readonly Incident[]
): ReadonlyMap<string, number> {
  const days = new Map<string, string>()
  const counts = new Map<string, number>()
  for (const { staff_id, at } of all) {
    // A day begins at a full hour there, which is a quarter of one here: thousands fall on few of them.
    const quarter = at.slice(0, 'yyyy-mm-ddThh:'.length) + Math.floor(Number(at.slice(14, 16)) / 15)
    const day = days.get(quarter) ?? businessDay(at, zone, day_starts_at)
    days.set(quarter, day)
    const key = keyOf(staff_id, day)
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return counts
}

function otherDays(
  { period, traded }: RadarFacts,
  staff_id: string,
  counts: ReadonlyMap<string, number>
): Rate[] {
  const days = new Map<string, Rate>()
  for (const { business_day, staff_id: who, sales } of traded) {
    if (who === staff_id && isIn(period, business_day)) continue
    const key = keyOf(who, business_day)
    days.set(key, { count: counts.get(key) ?? 0, of: (days.get(key)?.of ?? 0) + sales })
  }
  return [...days.values()]
}

function isIn({ first_day, last_day }: RadarFacts['period'], day: string): boolean {
  return day >= first_day && day <= last_day
}
