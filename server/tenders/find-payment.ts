import { sql } from 'kysely'
import { question, type Reader } from '../db/prepare.ts'
import type { Minor } from '../values/money.ts'

const byId = question<{ payment_id: string }>()((db, { payment_id }) =>
  db
    .selectFrom('payments')
    .innerJoin('staff', 'staff.staff_id', 'payments.staff_id')
    .innerJoin('tender_methods', 'tender_methods.method_id', 'payments.method_id')
    .leftJoin('customers', 'customers.customer_id', 'payments.customer_id')
    .leftJoin('orders', 'orders.order_id', 'payments.order_id')
    .leftJoin('vouchers', 'vouchers.voucher_id', 'payments.voucher_id')
    .selectAll('payments')
    .select(['vouchers.code as voucher_code', 'vouchers.valid_until'])
    .select(['staff.name as cashier', 'customers.name as customer', 'order_no'])
    .select(['tender_methods.kind as method', 'tender_methods.name as method_name'])
    .where('payment_id', '=', payment_id)
)

const afterIt = question<{ payment_id: string }>()((db, { payment_id }) =>
  db
    .selectFrom('journal as its')
    .innerJoin('journal as before', (join) =>
      join
        .onRef('before.account', '=', 'its.account')
        .onRef('before.party_id', '=', 'its.party_id')
        .onRef('before.entry_no', '<=', 'its.entry_no')
    )
    .select(sql<Minor>`sum(before.amount_minor)`.as('balance_minor'))
    .where('its.source_id', '=', payment_id)
    .where('its.party_id', 'is not', null)
    .groupBy('its.entry_no')
)

/** A payment as it stands on its slip. */
export type WholePayment = ReturnType<typeof byId.read> & {
  /** What was owed, or was left with the shop, right after it: on a copy too. */
  left_minor: Minor
}

export function findPayment(reader: Reader, payment_id: string): WholePayment | undefined {
  const payment = byId.find(reader, { payment_id })
  if (!payment) return undefined
  const balance = afterIt.find(reader, { payment_id })?.balance_minor ?? 0
  return { ...payment, left_minor: Math.abs(balance) as Minor }
}
