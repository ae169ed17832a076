import type { BusinessDay } from '../values/business-day.ts'
import { type Minor, minor } from '../values/money.ts'

/** A debt made (above 0) or some of it paid or taken back (below 0), in the order it happened. */
export interface DebtChange {
  business_day: BusinessDay
  amount_minor: Minor
}

/** What is still open of one debt. */
export type OpenDebt<Change extends DebtChange> = Change & { left_minor: Minor }

/** Up to how many days old a debt is, in each column of an ageing but the last. */
const AGES = [30, 60, 90] as const

/** What is owed by age: 0 to 30 days, 31 to 60, 61 to 90, and older. */
export type Ageing = [Minor, Minor, Minor, Minor]

/**
 * Sets what was paid against what was owed, the oldest first, as an accountant does. What was paid beyond all debts
 * goes against the next.
 *
 * @returns the debts not paid in full, the oldest first; what is left of them, less what was paid beyond, is the balance.
 */
export function listOpenDebts<Change extends DebtChange>(changes: readonly Change[]): OpenDebt<Change>[] {
  const open: OpenDebt<Change>[] = []
  let beyond = 0
  for (const change of changes) {
    if (change.amount_minor > 0) {
      open.push({ ...change, left_minor: change.amount_minor })
    } else {
      beyond -= change.amount_minor
    }
    while (open[0] && beyond > 0) {
      const paid = Math.min(beyond, open[0].left_minor)
      beyond -= paid
      open[0].left_minor = minor(open[0].left_minor - paid)
      if (open[0].left_minor === 0) open.shift()
    }
  }
  return open
}

/** What is owed on a day, by how old it is. */
export function ageDebts(
  open: readonly { business_day: BusinessDay; left_minor: Minor }[],
  today: BusinessDay
): Ageing {
  const ageing: Ageing = [minor(0), minor(0), minor(0), minor(0)]
  for (const { business_day, left_minor } of open) {
    const days = daysBetween(business_day, today)
    const column = AGES.findIndex((age) => days <= age)
    const at = column === -1 ? 3 : column
    ageing[at] = minor(ageing[at]! + left_minor)
  }
  return ageing
}

/** How many days one business day is after another; below 0 when it is before. */
function daysBetween(from: BusinessDay, to: BusinessDay): number {
  return Temporal.PlainDate.from(from).until(to, { largestUnit: 'days' }).days
}
