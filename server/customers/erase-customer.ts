import { sql } from 'kysely'
import { allow } from '../auth/allow.ts'
import { change, question, type Reader, type Tx } from '../db/prepare.ts'
import { type By, record } from '../events/record.ts'
import { balanceOf } from '../ledger/post.ts'
import { Refusal } from '../refusal.ts'
import type { Moment } from '../values/clock.ts'
import type { Minor } from '../values/money.ts'
import { readCustomer } from './find-customers.ts'

const forget = change<{ customer_id: string; name: string; erased_at: Moment }>()((db, row) =>
  db
    .updateTable('customers')
    .set({
      name: row.name,
      phone: null,
      note: '',
      group_id: null,
      consent_at: null,
      limit_minor: 0 as Minor,
      erased_at: row.erased_at
    })
    .where('customer_id', '=', row.customer_id)
)

const leftWithOrders = question<{ customer_id: string }>()((db, { customer_id }) =>
  db
    .selectFrom('balances')
    .innerJoin('orders', 'orders.order_id', 'balances.party_id')
    .select(sql<Minor>`coalesce(-sum(balance_minor), 0)`.as('deposit_minor'))
    .where('account', '=', 'deposit')
    .where('orders.customer_id', '=', customer_id)
)

/**
 * Forgets a customer at their wish (UU 27/2022, articles 8 and 43): name, number and note are gone; what they bought
 * stays in the books, which the law has the shop keep for ten years (UU KUP, article 28), as somebody's.
 *
 * @param erased_name what stands where the name stood
 * @throws {Refusal} customer/gone, right/ask, customer/owes, customer/has-deposit
 */
export function eraseCustomer(tx: Tx, by: By, customer_id: string, erased_name: string): void {
  readCustomer(tx, customer_id)
  allow(tx, by, 'manage-customers')
  const debt_minor = balanceOf(tx, 'receivable', customer_id)
  if (debt_minor !== 0) throw new Refusal('customer/owes', { debt_minor })
  const deposit_minor = depositsOf(tx, customer_id)
  if (deposit_minor !== 0) throw new Refusal('customer/has-deposit', { deposit_minor })
  forget.run(tx, { customer_id, name: erased_name, erased_at: by.at })
  record(tx, by, { type: 'customer.erased', subject_id: customer_id })
}

/** All that a customer has left with the shop: for no purpose yet, and for orders. */
function depositsOf(reader: Reader, customer_id: string): number {
  return (
    leftWithOrders.read(reader, { customer_id }).deposit_minor - balanceOf(reader, 'deposit', customer_id)
  )
}
