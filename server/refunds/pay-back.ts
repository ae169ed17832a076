import type { TenderKind } from '../tenders/tables.ts'
import { type Minor, minor, sum } from '../values/money.ts'
import { roundCash } from '../values/round-cash.ts'

/** Money of a sale that has not gone back yet: by which means it came, and by which it would go. */
export interface Source {
  of_tender_no: number
  method_id: string
  method: TenderKind
  party_id: string | null
  left_minor: Minor
  /** It came by another means than it would go by, which takes a right of its own. */
  is_other: boolean
}

/** What goes back by one means, and of which tender it is. */
export interface BackTender extends Omit<Source, 'left_minor'> {
  amount_minor: Minor
}

export interface Owed {
  /** What is to go back in all. */
  owed_minor: Minor
  /** How much of it stays as the price of other goods. */
  exchange_minor: Minor
  /** What earlier rounding of cash kept from the customer, or gave too much (negative). */
  carry_minor: Minor
  /** Nothing of the sale is left afterwards. */
  is_last: boolean
  /** The smallest coin; 0: none is rounded to. */
  step: number
}

/**
 * Shares out what goes back: first to what was not cash, the rest in coins. Cash is rounded to the nearest coin as a
 * running sum, never more than came in; the last of a sale is exactly what is left of its cash. Cash for what did not
 * come as cash can only be what coins make: down to the next one when it is the last.
 */
export function payBack(sources: readonly Source[], owed: Owed): BackTender[] {
  const { owed_minor, exchange_minor } = owed
  const [exchanged, after] = take(sources, exchange_minor)
  const [moved] = take(after.filter(isNoCash), minor(owed_minor - exchange_minor))
  const cash = after.filter((source) => !isNoCash(source))
  const open_minor = minor(owed_minor - exchange_minor - amountOf(moved))
  const [coins] = take(cash, open_minor === 0 ? open_minor : coinsFor(open_minor, cash, owed))
  const stays = { method_id: 'exchange', method: 'exchange', is_other: false } as const
  return [...exchanged.map((tender) => ({ ...tender, ...stays })), ...moved, ...coins]
}

function coinsFor(open_minor: Minor, cash: readonly Source[], { carry_minor, is_last, step }: Owed): Minor {
  const own_minor = sum(cash.filter(({ is_other }) => !is_other).map(({ left_minor }) => left_minor))
  if (is_last) {
    const exact_minor = minor(Math.min(open_minor, own_minor))
    return minor(exact_minor + roundCash(minor(open_minor - exact_minor), 'down', step))
  }
  const due_minor = roundCash(minor(Math.max(0, open_minor + carry_minor)), 'nearest', step)
  const left_minor = sum(cash.map((source) => source.left_minor))
  const most_minor = left_minor === own_minor ? left_minor : roundCash(left_minor, 'down', step)
  return minor(Math.min(due_minor, most_minor))
}

/** Takes an amount from sources, one after the other. @returns what was taken, and what they hold then. */
function take(sources: readonly Source[], amount_minor: Minor): [taken: BackTender[], left: Source[]] {
  let open = amount_minor as number
  const taken: BackTender[] = []
  const left = sources.map(({ left_minor, ...source }): Source => {
    const part = Math.min(open, left_minor)
    open -= part
    if (part > 0) taken.push({ ...source, amount_minor: minor(part) })
    return { ...source, left_minor: minor(left_minor - part) }
  })
  return [taken, left]
}

function isNoCash({ method }: Source): boolean {
  return method !== 'cash'
}

/** What tenders amount to. */
export function amountOf(tenders: readonly { amount_minor: Minor }[]): Minor {
  return sum(tenders.map(({ amount_minor }) => amount_minor))
}
