import { sql } from 'kysely'
import { question, type Reader } from '../db/prepare.ts'
import type { Moment } from '../values/clock.ts'
import { type Minor, minor } from '../values/money.ts'

/** A purchase, or goods brought back. */
export interface Purchase {
  at: Moment
  kind: 'sale' | 'refund'
  number: string
  /** The sale's, or the refund's. */
  source_id: string
  /** What came back stands negative. */
  amount_minor: Minor
}

const bought = question<{ customer_id: string; limit: number }>()((db, { customer_id, limit }) =>
  db
    .selectFrom('sales')
    .select(['sold_at', 'sale_id', 'receipt_no', 'total_minor'])
    .where('customer_id', '=', customer_id)
    .orderBy('sold_at', 'desc')
    .limit(limit)
)

const broughtBack = question<{ customer_id: string; limit: number }>()((db, { customer_id, limit }) =>
  db
    .selectFrom('refunds')
    .select(['refunded_at', 'refund_id', 'refund_no', 'value_minor'])
    .where('customer_id', '=', customer_id)
    .orderBy('refunded_at', 'desc')
    .limit(limit)
)

const inAll = question<{ customer_id: string }>()((db, { customer_id }) =>
  db
    .selectFrom('sales')
    .select(sql<number>`count(*)`.as('sales'))
    .select(sql<Minor>`coalesce(sum(total_minor), 0)`.as('total_minor'))
    .where('customer_id', '=', customer_id)
)

/** What a customer bought and brought back, the newest first. */
export function listPurchases(reader: Reader, customer_id: string, limit = 10): Purchase[] {
  const sales = bought.list(reader, { customer_id, limit }).map(
    ({ sold_at, sale_id, receipt_no, total_minor }): Purchase => ({
      at: sold_at,
      kind: 'sale',
      number: receipt_no,
      source_id: sale_id,
      amount_minor: total_minor
    })
  )
  const refunds = broughtBack.list(reader, { customer_id, limit }).map(
    ({ refunded_at, refund_id, refund_no, value_minor }): Purchase => ({
      at: refunded_at,
      kind: 'refund',
      number: refund_no,
      source_id: refund_id,
      amount_minor: minor(-value_minor)
    })
  )
  return [...sales, ...refunds].sort((a, b) => (a.at < b.at ? 1 : -1)).slice(0, limit)
}

/** How often a customer bought, and for how much in all. */
export function countPurchases(reader: Reader, customer_id: string): { sales: number; total_minor: Minor } {
  return inAll.read(reader, { customer_id })
}
