import { allow } from '../auth/allow.ts'
import { change, pick, type Tx } from '../db/prepare.ts'
import { type By, record } from '../events/record.ts'
import type { Moment } from '../values/clock.ts'
import type { Minor } from '../values/money.ts'
import { readCustomer } from './find-customers.ts'
import { readGroup } from './groups.ts'
import { freePhone, type NewCustomer, readName } from './save-customer.ts'

/** What a cashier may put right about somebody. */
export interface CustomerCard extends NewCustomer {
  group_id: string | null
  note: string
}

interface CardRow extends Omit<CustomerCard, 'phone' | 'consent'> {
  phone: string | null
  consent_at: Moment | null
}

const overwrite = change<CardRow>()((db, row) =>
  db
    .updateTable('customers')
    .set(pick(row, ['name', 'phone', 'group_id', 'note', 'consent_at']))
    .where('customer_id', '=', row.customer_id)
)

const putLimit = change<{ customer_id: string; limit_minor: Minor }>()((db, row) =>
  db.updateTable('customers').set({ limit_minor: row.limit_minor }).where('customer_id', '=', row.customer_id)
)

/** How long a note may be. */
export const NOTE_LENGTH = 500

/**
 * Writes anew what is known of a customer. Consent given keeps the day it was first given; taken back, it is gone.
 *
 * @throws {Refusal} customer/gone, customer/name-needed, customer/phone-wrong, customer/phone-taken, group/gone; right/ask
 *   for another group
 */
export function changeCustomer(tx: Tx, by: By, card: CustomerCard): void {
  const { customer_id, group_id, consent } = card
  const known = readCustomer(tx, customer_id)
  if (group_id) readGroup(tx, group_id)
  // A group has prices of its own: nobody gives them to a friend.
  if (group_id !== known.group_id) allow(tx, by, 'manage-customers')
  overwrite.run(tx, {
    customer_id,
    name: readName(card.name),
    phone: freePhone(tx, customer_id, card.phone),
    group_id,
    note: card.note.trim().slice(0, NOTE_LENGTH),
    consent_at: consent ? (known.consent_at ?? by.at) : null
  })
  record(tx, by, { type: 'customer.changed', subject_id: customer_id, facts: { group_id } })
}

/**
 * Decides how much a customer may owe; 0 for nothing. What is owed already stays owed.
 *
 * @throws {Refusal} customer/gone, right/ask
 */
export function setDebtLimit(tx: Tx, by: By, customer_id: string, limit_minor: Minor): void {
  const { limit_minor: before_minor } = readCustomer(tx, customer_id)
  allow(tx, by, 'set-debt-limits')
  putLimit.run(tx, { customer_id, limit_minor })
  record(tx, by, { type: 'customer.changed', subject_id: customer_id, facts: { before_minor, limit_minor } })
}
