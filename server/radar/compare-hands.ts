import type { Incident, IncidentKind, RadarFacts } from './facts.ts'
import { within } from './more-than-usual.ts'

/** What is counted of each cashier and till, in the order of its columns. */
export const COUNTED = ['refunds', 'discounts', 'prices', 'openings', 'reprints'] as const

/** What one cashier, or one till, did; and the same for the days before. */
export interface Compared {
  id: string
  name: string
  now: Counts
  before: Counts
}

type Counts = Record<(typeof COUNTED)[number], number> & {
  sales: number
  total_minor: number
  /** Missing from the drawers they counted, below nothing; or left over. */
  cash_minor: number
}

const KINDS: Record<(typeof COUNTED)[number], IncidentKind[]> = {
  refunds: ['refund-soon', 'refund-without-slip', 'refund-as-cash', 'reprint-refunded'],
  discounts: ['discount-by-hand'],
  prices: ['price-by-hand'],
  openings: ['drawer-no-sale'],
  reprints: ['reprints']
}

/** Sets everyone beside everyone: figures alone, for whoever wants to see them without being told what to think. */
export function compareHands(facts: RadarFacts): { hands: Compared[]; tills: Compared[] } {
  const people = [...facts.people.values()].map(({ staff_id, name }) => ({ id: staff_id, name }))
  const tills = [...facts.tills].map(([id, name]) => ({ id, name }))
  return { hands: compare(facts, 'staff_id', people), tills: compare(facts, 'terminal_id', tills) }
}

function compare(
  facts: RadarFacts,
  by: 'staff_id' | 'terminal_id',
  all: { id: string; name: string }[]
): Compared[] {
  const { now, before } = facts.period
  return all
    .map((one) => ({
      ...one,
      now: countOf(facts, by, one.id, now),
      before: countOf(facts, by, one.id, before)
    }))
    .filter((one) => [one.now, one.before].some((counts) => Object.values(counts).some((n) => n !== 0)))
    .toSorted((one, other) => other.now.sales - one.now.sales)
}

function countOf(
  { traded, incidents }: RadarFacts,
  by: 'staff_id' | 'terminal_id',
  id: string,
  stretch: RadarFacts['period']['now']
): Counts {
  const days = traded.filter(
    (day) => day[by] === id && day.first_at >= stretch.from && day.first_at < stretch.to
  )
  const own = (kinds: IncidentKind[]): Incident[] =>
    within(
      stretch,
      kinds.flatMap((kind) => incidents[kind])
    ).filter((one) => one[by] === id)
  const counts = COUNTED.map((name) => [name, new Set(own(KINDS[name]).map((one) => one.id)).size])
  return {
    ...(Object.fromEntries(counts) as Record<(typeof COUNTED)[number], number>),
    sales: days.reduce((sum, { sales }) => sum + sales, 0),
    total_minor: days.reduce((sum, { total_minor }) => sum + total_minor, 0),
    cash_minor: own(['cash-difference']).reduce((sum, { amount_minor }) => sum + (amount_minor ?? 0), 0)
  }
}
