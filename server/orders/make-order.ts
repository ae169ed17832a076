import { leaveBasket } from '../baskets/hand-over.ts'
import { limitDiscounts, takenByHand } from '../baskets/limit-discounts.ts'
import { findTillBasket, priceNow, readBasketHead } from '../baskets/read-basket.ts'
import { listHeldTenders } from '../baskets/take-tender.ts'
import { change, pick, type Tx } from '../db/prepare.ts'
import { record } from '../events/record.ts'
import { listReturns } from '../refunds/read-returns.ts'
import { Refusal } from '../refusal.ts'
import { readShiftAtWork } from '../shifts/late-sales.ts'
import type { AtTill } from '../shifts/open-shift.ts'
import { readTerminal } from '../terminals/find-terminal.ts'
import { nextNumber } from '../terminals/next-number.ts'
import type { BusinessDay } from '../values/business-day.ts'
import type { Minor } from '../values/money.ts'
import type { OrderKind, OrderTables } from './tables.ts'

export interface NewOrder {
  order_id: string
  kind: OrderKind
  basket_id: string
  /** The total that the cashier saw; if it is another by now, nothing is promised. */
  total_minor: Minor
  /** The last business day on which the prices hold. */
  valid_until: BusinessDay | null
  /** The business day on which the goods are to be ready. */
  due_on: BusinessDay | null
  note: string
  /** Of its page; made by the caller, guessed by nobody. */
  link: string
}

const LETTERS: Record<OrderKind, string> = { quotation: 'P', order: 'O' }

const add = change<OrderTables['orders']>()((db, row) =>
  db
    .insertInto('orders')
    .values(
      pick(row, [
        'order_id',
        'kind',
        'order_number',
        'order_no',
        'terminal_id',
        'staff_id',
        'customer_id',
        'made_at',
        'business_day',
        'valid_until',
        'due_on',
        'note',
        'total_minor',
        'by_hand_minor',
        'link'
      ])
    )
)

const addLine = change<OrderTables['order_lines']>()((db, row) =>
  db
    .insertInto('order_lines')
    .values(
      pick(row, [
        'order_id',
        'line_no',
        'item_id',
        'unit_id',
        'name',
        'unit',
        'quantity_milli',
        'price_minor',
        'total_minor'
      ])
    )
)

/**
 * Makes a promise of a till's basket: its goods at what they cost now, all that is taken off included, to be sold later.
 * The till is free for the next customer.
 *
 * @throws {Refusal} shift/closed, basket/changed, basket/empty, order/basket-bound, order/date-past, right/ask for what
 *   was taken off by hand
 */
export function makeOrder(tx: Tx, by: AtTill, order: NewOrder): { order_id: string; order_no: string } {
  const { business_day } = readShiftAtWork(tx, by)
  const { order_id, kind, basket_id, valid_until, due_on } = order
  if (findTillBasket(tx, by.terminal_id) !== basket_id) throw new Refusal('basket/changed')
  for (const day of [valid_until, due_on]) {
    if (day && day < business_day) throw new Refusal('order/date-past')
  }
  const head = readBasketHead(tx, basket_id)
  if (isBound(tx, basket_id, head.order_id)) throw new Refusal('order/basket-bound')
  const basket = priceNow(tx, basket_id, { business_day, at: by.at })
  if (basket.lines.length === 0) throw new Refusal('basket/empty')
  if (basket.total_minor !== order.total_minor) throw new Refusal('basket/changed')
  limitDiscounts(tx, by, basket, head)

  const order_number = nextNumber(tx, by.terminal_id, kind)
  const { code } = readTerminal(tx, by.terminal_id)
  const order_no = `${code}-${LETTERS[kind]}${String(order_number).padStart(6, '0')}`
  add.run(tx, {
    ...order,
    by_hand_minor: takenByHand(basket),
    order_number,
    order_no,
    terminal_id: by.terminal_id,
    staff_id: by.staff_id,
    customer_id: head.customer_id,
    made_at: by.at,
    business_day
  })
  for (const line of basket.lines) addLine.run(tx, { ...line, order_id })
  leaveBasket(tx, basket_id)
  record(tx, by, {
    type: 'order.made',
    subject_id: order_id,
    facts: { kind, total_minor: order.total_minor }
  })
  return { order_id, order_no }
}

/** Whether a basket holds somebody's money, another promise, or goods given back: what can't be put off. */
function isBound(tx: Tx, basket_id: string, order_id: string | null): boolean {
  return (
    order_id !== null || listHeldTenders(tx, basket_id).length > 0 || listReturns(tx, basket_id).length > 0
  )
}
