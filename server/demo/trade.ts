import { addToBasket, editHead } from '../baskets/change-basket.ts'
import { priceNow } from '../baskets/read-basket.ts'
import { checkOut, moveTillCash } from '../checkout/check-out.ts'
import { closeTill } from '../checkout/shift-ends.ts'
import type { Tx } from '../db/prepare.ts'
import { balanceOf } from '../ledger/post.ts'
import { readSettings } from '../settings/read-settings.ts'
import { readExpectedCash } from '../shifts/find-shift.ts'
import { type AtTill, openShift } from '../shifts/open-shift.ts'
import { quickAmounts } from '../till/quick-amounts.ts'
import type { BusinessDay } from '../values/business-day.ts'
import type { Moment } from '../values/clock.ts'
import { newId, newToken } from '../values/id.ts'
import { minor } from '../values/money.ts'
import { milli } from '../values/quantity.ts'
import { roundCash } from '../values/round-cash.ts'
import type { Dice } from './dice.ts'
import { type CASH_MOVES, MISCOUNTS } from './example.ts'
import type { Good } from './goods.ts'
import type { PlannedSale, PlannedShift } from './plan-week.ts'

/** What the plan's names stand for in the shop. */
export interface Cast {
  /** Who stands at which till in a shift. */
  post(shift: PlannedShift): Pick<AtTill, 'staff_id' | 'terminal_id'>
  /** The item that one of the goods has become. */
  item(good: Good): string
  /** Who is at hand to lend a right. */
  lender: string
  /** Customers who are known by name, and how much each may owe. */
  known: readonly { customer_id: string; limit_minor: number }[]
}

/** Of so many customers one is known by name; of so many of these one has it written up, as far as they may. */
const STRANGERS = 12
const PAYING = 5

interface Step {
  at: Moment
  run(): void
}

/** Works the planned shifts, both tills beside each other, each deed at its moment and by the shop's own rules. */
export function trade(tx: Tx, shifts: readonly PlannedShift[], cast: Cast, chance: Dice): void {
  const steps = shifts.flatMap((shift) => stepsOf(tx, shift, cast, chance))
  for (const step of steps.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))) step.run()
}

function stepsOf(tx: Tx, shift: PlannedShift, cast: Cast, chance: Dice): Step[] {
  const post = cast.post(shift)
  const shift_id = newId()
  const by = (at: Moment) => ({ ...post, at, request_id: newId() })
  const { opened_at, closed_at, day, float_minor } = shift
  const open = () =>
    openShift(tx, by(opened_at), { shift_id, float_minor: minor(float_minor), business_day: day })
  const close = (at: Moment) => () => {
    const expected_minor = readExpectedCash(tx, shift_id)
    closeTill(tx, by(at), minor(Math.max(0, expected_minor + chance.pick(MISCOUNTS))))
  }
  return [
    { at: opened_at, run: open },
    ...shift.sales.flatMap((sale) => sell(tx, { ...sale, day }, by, cast, chance)),
    ...shift.moves.map(({ at, move }) => ({
      at,
      run: () => moveMoney(tx, { ...by(at), approved_by: cast.lender }, shift_id, move)
    })),
    ...(closed_at ? [{ at: closed_at, run: close(closed_at) }] : [])
  ]
}

function sell(
  tx: Tx,
  { scans, paid_at, day }: PlannedSale & { day: BusinessDay },
  by: (at: Moment) => AtTill & { request_id: string },
  cast: Cast,
  chance: Dice
): Step[] {
  let basket_id = ''
  const pay = () => {
    const customer = chance.below(STRANGERS) === 0 ? chance.pick(cast.known) : undefined
    if (customer) editHead(tx, by(paid_at), { customer_id: customer.customer_id })
    const { total_minor } = priceNow(tx, basket_id, { business_day: day, at: paid_at })
    if (customer && chance.below(PAYING) === 0 && mayOwe(tx, customer, total_minor)) {
      const tender = { method_id: 'kasbon', amount_minor: total_minor, reference: null }
      checkOut(tx, by(paid_at), { basket_id, total_minor, tender, link: newToken() })
      return
    }
    const { rounding_mode, rounding_step } = readSettings(tx)
    const due_minor = roundCash(total_minor, rounding_mode, rounding_step)
    const amount_minor = chance.pick(quickAmounts(due_minor).slice(0, 3))
    const tender = { method_id: 'cash', amount_minor, reference: null }
    checkOut(tx, by(paid_at), { basket_id, total_minor, tender, link: newToken() })
  }
  const put = ({ at, good, pieces }: PlannedSale['scans'][number]) => {
    basket_id = addToBasket(tx, by(at), { item_id: cast.item(good) }, milli(pieces * 1000))
  }
  return [...scans.map((scan) => ({ at: scan.at, run: () => put(scan) })), { at: paid_at, run: pay }]
}

function mayOwe(tx: Tx, { customer_id, limit_minor }: Cast['known'][number], more_minor: number): boolean {
  return balanceOf(tx, 'receivable', customer_id) + more_minor <= limit_minor
}

function moveMoney(tx: Tx, by: AtTill, shift_id: string, move: (typeof CASH_MOVES)[number]): void {
  const expected_minor = readExpectedCash(tx, shift_id)
  const amount = move.amount === 'half' ? -halfOf(expected_minor) : move.amount
  if (amount === 0) return
  moveTillCash(tx, by, { cash_move_id: newId(), amount_minor: minor(amount), reason: move.reason })
}

/** Half of what is there, in full hundred thousands. */
function halfOf(amount: number): number {
  return Math.floor(amount / 200_000) * 100_000
}
