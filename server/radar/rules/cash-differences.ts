import type { Incident, RadarFacts } from '../facts.ts'
import { type Finding, finding } from '../finding.ts'
import { median, spread } from '../habits.ts'
import { byStaff, within } from '../more-than-usual.ts'

/** Less is missing in an honest week, from coins alone. */
const SMALL_MINOR = 50_000
const FAR = 3.5
/** So many drawers to the same side, one after another, are one in five hundred by chance; a week of them is not rare. */
const SIDE_SHIFTS = 10
const ROUND_SHIFTS = 3
/** Chance gives one round difference in fifty, counted to Rp 100. */
const ROUND_MINOR = 5000

/** Money missing from drawers that the same person counted, and missing in a way that coins don't go missing. */
export function findCashDifferences(facts: RadarFacts): Finding[] {
  const all = facts.incidents['cash-difference']
  return [...byStaff(within(facts.period.now, all))].flatMap(([staff_id, counted]) => {
    const before = within(facts.period.before, all).filter((one) => one.staff_id === staff_id)
    const own = new Set(counted)
    const others = all.filter((one) => !own.has(one)).map(amountOf)
    const off = counted.filter((one) => amountOf(one) !== 0)
    const about = { before: before.length, of: counted.length }
    const run = off.length > 0 ? lastRun(all, staff_id, facts.period.now.to) : []
    return [
      isShort(counted, others) && finding('cash-short', { staff_id }, off, about),
      run.length >= SIDE_SHIFTS && finding('cash-one-sided', { staff_id }, run, about),
      isRound(off) && finding('cash-round', { staff_id }, off, about)
    ].filter((found) => found !== false)
  })
}

function amountOf({ amount_minor }: Incident): number {
  return amount_minor ?? 0
}

function total(incidents: readonly Incident[]): number {
  return incidents.reduce((sum, one) => sum + amountOf(one), 0)
}

/** More is missing in all than so many of the shop's other counts would have brought. */
function isShort(counted: readonly Incident[], others: readonly number[]): boolean {
  const missing_minor = -total(counted)
  if (missing_minor <= SMALL_MINOR) return false
  const usual_minor = -median(others) * counted.length
  return missing_minor > usual_minor + FAR * spread(others) * Math.sqrt(counted.length)
}

/** Coins go missing and are left over; always the one, and it is no coins: the counts since it last was the other. */
function lastRun(all: readonly Incident[], staff_id: string, until: string): Incident[] {
  const own = all
    .filter((one) => one.staff_id === staff_id && one.at < until && amountOf(one) !== 0)
    .toSorted((one, other) => (one.at < other.at ? 1 : -1))
  const side = Math.sign(amountOf(own[0]!))
  const other = own.findIndex((one) => Math.sign(amountOf(one)) !== side)
  return other === -1 ? own : own.slice(0, other)
}

/** Banknotes were taken out, or a count was guessed. */
function isRound(off: readonly Incident[]): boolean {
  const notes = off.filter((one) => Math.abs(amountOf(one)) >= ROUND_MINOR)
  const round = notes.filter((one) => amountOf(one) % ROUND_MINOR === 0)
  return round.length >= ROUND_SHIFTS && round.length >= notes.length * 0.8
}
