import { change, pick, question, type Tx } from '../db/prepare.ts'
import { type By, record } from '../events/record.ts'
import { Refusal } from '../refusal.ts'
import type { Moment } from '../values/clock.ts'
import { readPhone } from './phone.ts'

/** What a cashier asks of somebody new. */
export interface NewCustomer {
  customer_id: string
  name: string
  /** As typed; '' when the customer gives none. */
  phone: string
  /** Whether the customer agreed that this is kept. */
  consent: boolean
}

const add = change<{
  customer_id: string
  name: string
  phone: string | null
  consent_at: Moment | null
  added_at: Moment
  added_by: string
}>()((db, row) =>
  db
    .insertInto('customers')
    .values(pick(row, ['customer_id', 'name', 'phone', 'consent_at', 'added_at', 'added_by']))
)

const holderOf = question<{ phone: string }>()((db, { phone }) =>
  db.selectFrom('customers').select(['customer_id', 'name']).where('phone', '=', phone)
)

/** How long a name may be. */
export const NAME_LENGTH = 80

/**
 * Writes somebody new down. The record that stays for good holds no name and no number, so that both can be forgotten.
 *
 * @throws {Refusal} customer/name-needed, customer/phone-wrong, customer/phone-taken naming the holder, right/sign-in
 */
export function addCustomer(tx: Tx, by: By, customer: NewCustomer): void {
  if (!by.staff_id) throw new Refusal('right/sign-in')
  const { customer_id, consent } = customer
  add.run(tx, {
    customer_id,
    name: readName(customer.name),
    phone: freePhone(tx, customer_id, customer.phone),
    consent_at: consent ? by.at : null,
    added_at: by.at,
    added_by: by.staff_id
  })
  record(tx, by, { type: 'customer.added', subject_id: customer_id })
}

/**
 * A name as it is kept, without needless spaces.
 *
 * @throws {Refusal} customer/name-needed
 */
export function readName(typed: string): string {
  const name = typed.trim().replace(/\s+/g, ' ').slice(0, NAME_LENGTH)
  if (!name) throw new Refusal('customer/name-needed')
  return name
}

/**
 * A phone number that is nobody else's, or null when none is typed.
 *
 * @throws {Refusal} customer/phone-wrong, customer/phone-taken
 */
export function freePhone(tx: Tx, customer_id: string, typed: string): string | null {
  if (!typed.trim()) return null
  const phone = readPhone(typed)
  if (!phone) throw new Refusal('customer/phone-wrong')
  const holder = holderOf.find(tx, { phone })
  if (holder && holder.customer_id !== customer_id) {
    throw new Refusal('customer/phone-taken', { name: holder.name, customer_id: holder.customer_id })
  }
  return phone
}
