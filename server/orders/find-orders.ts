import { sql } from 'kysely'
import { question, type Reader } from '../db/prepare.ts'
import { balanceOf } from '../ledger/post.ts'
import { Refusal } from '../refusal.ts'
import type { BusinessDay } from '../values/business-day.ts'
import { type Minor, minor } from '../values/money.ts'

const byId = question<{ order_id: string }>()((db, { order_id }) =>
  db
    .selectFrom('orders')
    .innerJoin('staff', 'staff.staff_id', 'orders.staff_id')
    .leftJoin('customers', 'customers.customer_id', 'orders.customer_id')
    .leftJoin('order_endings', 'order_endings.order_id', 'orders.order_id')
    .leftJoin('sales', 'sales.sale_id', 'order_endings.sale_id')
    .selectAll('orders')
    .select([
      'staff.name as made_by',
      'customers.name as customer',
      'customers.phone',
      'order_endings.ended_at',
      'order_endings.sale_id',
      'order_endings.reason',
      'sales.receipt_no'
    ])
    .where('orders.order_id', '=', order_id)
)

const byLink = question<{ link: string }>()((db, { link }) =>
  db.selectFrom('orders').select('order_id').where('link', '=', link)
)

const linesOf = question<{ order_id: string }>()((db, { order_id }) =>
  db.selectFrom('order_lines').selectAll().where('order_id', '=', order_id).orderBy('line_no')
)

const paymentsOf = question<{ order_id: string }>()((db, { order_id }) =>
  db
    .selectFrom('payments')
    .innerJoin('tender_methods', 'tender_methods.method_id', 'payments.method_id')
    .select([
      'payment_id',
      'payment_no',
      'payments.kind',
      'amount_minor',
      'paid_at',
      'tender_methods.kind as method',
      'tender_methods.name'
    ])
    .where('order_id', '=', order_id)
    .orderBy('paid_at')
    .orderBy('payment_no')
)

// A basket that a till works on, or that is put aside; what was given up or emptied binds nobody.
const inHand = question<{ order_id: string }>()((db, { order_id }) =>
  db
    .selectFrom('baskets')
    .leftJoin('till_baskets', 'till_baskets.basket_id', 'baskets.basket_id')
    .leftJoin('held_baskets', 'held_baskets.basket_id', 'baskets.basket_id')
    .innerJoin('terminals', (join) =>
      join.on(
        'terminals.terminal_id',
        '=',
        sql<string>`coalesce(till_baskets.terminal_id, held_baskets.terminal_id)`
      )
    )
    .select(['terminals.terminal_id', 'terminals.code'])
    .where('baskets.order_id', '=', order_id)
    .where(sql<boolean>`coalesce(held_baskets.is_discarded, 0) = 0`)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('basket_lines')
          .select('line_no')
          .whereRef('basket_lines.basket_id', '=', 'baskets.basket_id')
      )
    )
    .limit(1)
)

interface Wanted {
  ended: 0 | 1
  /** The last day that counts as due; null for any. */
  due_by: BusinessDay | null
  /** A part of the number, the customer's name or telephone. */
  like: string
}

const listed = question<Wanted>()((db, { ended, due_by, like }) =>
  db
    .selectFrom('orders')
    .leftJoin('customers', 'customers.customer_id', 'orders.customer_id')
    .leftJoin('order_endings', 'order_endings.order_id', 'orders.order_id')
    .leftJoin('balances', (join) =>
      join.onRef('balances.party_id', '=', 'orders.order_id').on('balances.account', '=', 'deposit')
    )
    .select([
      'orders.order_id',
      'orders.order_no',
      'orders.kind',
      'orders.made_at',
      'orders.due_on',
      'orders.valid_until',
      'orders.total_minor',
      'orders.note',
      'customers.name as customer',
      'order_endings.ended_at',
      'order_endings.sale_id',
      sql<Minor>`coalesce(-balance_minor, 0)`.as('deposit_minor')
    ])
    .where(sql<boolean>`(order_endings.order_id is not null) = ${ended}`)
    .where(sql<boolean>`(${due_by} is null or orders.due_on <= ${due_by})`)
    .where(
      sql<boolean>`(orders.order_no like ${like} or customers.name like ${like} or customers.phone like ${like})`
    )
    .orderBy(
      sql`iif(order_endings.order_id is null, coalesce(orders.due_on, orders.valid_until, '9999'), '')`
    )
    .orderBy('orders.made_at', 'desc')
    .limit(200)
)

type OrderLine = ReturnType<typeof linesOf.read>
export type ListedOrder = ReturnType<typeof listed.read>

/** An order or a quotation with all that stands on its slip. */
export interface WholeOrder extends ReturnType<typeof byId.read> {
  lines: OrderLine[]
  payments: ReturnType<typeof paymentsOf.list>
  /** What of the deposit is still with the shop. */
  deposit_minor: Minor
}

export function findOrder(reader: Reader, order_id: string): WholeOrder | undefined {
  const order = byId.find(reader, { order_id })
  if (!order) return undefined
  return {
    ...order,
    lines: linesOf.list(reader, { order_id }),
    payments: paymentsOf.list(reader, { order_id }),
    deposit_minor: minor(-balanceOf(reader, 'deposit', order_id))
  }
}

/** @throws {Refusal} order/gone */
export function readOrder(reader: Reader, order_id: string): WholeOrder {
  const order = findOrder(reader, order_id)
  if (!order) throw new Refusal('order/gone')
  return order
}

/**
 * An order that nothing has become of yet, and that lies in no basket.
 *
 * @throws {Refusal} order/gone, order/ended, order/in-hand
 */
export function readOpenOrder(reader: Reader, order_id: string): WholeOrder {
  const order = readOrder(reader, order_id)
  if (order.ended_at) throw new Refusal('order/ended', { number: order.order_no })
  const bound = findTillOfOrder(reader, order_id)
  if (bound) throw new Refusal('order/in-hand', { number: order.order_no, code: bound.code })
  return order
}

/** The till whose basket an order lies in, in hand or put aside. */
export function findTillOfOrder(reader: Reader, order_id: string) {
  return inHand.find(reader, { order_id })
}

/** The order whose page has this unguessable address. */
export function findOrderByLink(reader: Reader, link: string): WholeOrder | undefined {
  const found = byLink.find(reader, { link })
  return found && findOrder(reader, found.order_id)
}

/** Which orders one looks for: what is open, what should be handed over by today, what has ended. */
export type OrderShelf = 'open' | 'due' | 'ended'

/** Orders and quotations, what is due first; of those that ended the newest first. */
export function listOrders(
  reader: Reader,
  { shelf, text, today }: { shelf: OrderShelf; text: string; today: BusinessDay }
): ListedOrder[] {
  const like = `%${text.trim().replaceAll(/[%_]/g, '')}%`
  return listed.list(reader, {
    ended: shelf === 'ended' ? 1 : 0,
    due_by: shelf === 'due' ? today : null,
    like
  })
}
