import { businessDay } from '../../values/business-day.ts'
import type { Moment } from '../../values/clock.ts'
import type { RadarFacts } from '../facts.ts'
import { type Finding, finding } from '../finding.ts'
import { median, spread } from '../habits.ts'
import { byStaff, within } from '../more-than-usual.ts'

/** Of fewer days nobody knows when the shop is open. */
const FEWEST_DAYS = 5
/** One comes early to sweep, and stays to count. */
const MARGIN_HOURS = 2
const FAR = 3.5
const HOUR_MS = 3_600_000

/** People who signed in at a till when the shop is never open, as its own first and last sales of a day tell. */
export function findOutOfHours(facts: RadarFacts): Finding[] {
  const { period, incidents } = facts
  const hours = readHours(facts)
  if (!hours) return []
  const outside = within(period.now, incidents['sign-ins']).filter(({ at, terminal_id }) => {
    if (terminal_id === null) return false // from home one looks at any hour
    const hour = hourOfDay(facts, at)
    return hour < hours.opens || hour > hours.closes
  })
  return [...byStaff(outside)].map(([staff_id, found]) => finding('out-of-hours', { staff_id }, found))
}

function readHours(facts: RadarFacts): { opens: number; closes: number } | undefined {
  const days = Map.groupBy(facts.traded, ({ business_day }) => business_day)
  if (days.size < FEWEST_DAYS) return undefined
  const firsts = [...days.values()].map((tills) => tills.map(({ first_at }) => first_at).toSorted()[0]!)
  const lasts = [...days.values()].map(
    (tills) =>
      tills
        .map(({ last_at }) => last_at)
        .toSorted()
        .at(-1)!
  )
  const edge = (moments: Moment[], side: 1 | -1) => {
    const at = moments.map((moment) => hourOfDay(facts, moment))
    return median(at) + side * Math.max(MARGIN_HOURS, FAR * spread(at))
  }
  return { opens: edge(firsts, -1), closes: edge(lasts, 1) }
}

/** Hours since the business day began, so that no night falls on two days. */
function hourOfDay({ zone, day_starts_at }: RadarFacts, moment: Moment): number {
  const day = businessDay(moment, zone, day_starts_at)
  const start = Temporal.PlainDate.from(day).toPlainDateTime({ hour: day_starts_at }).toZonedDateTime(zone)
  return (Date.parse(moment) - start.epochMilliseconds) / HOUR_MS
}
