import { allow } from '../auth/allow.ts'
import { readCustomer } from '../customers/find-customers.ts'
import type { Reader, Tx } from '../db/prepare.ts'
import { record } from '../events/record.ts'
import type { MoneyKind } from '../ledger/accounts.ts'
import { balanceOf, type Entry, post } from '../ledger/post.ts'
import { received } from '../ledger/received.ts'
import { Refusal } from '../refusal.ts'
import { readSettings } from '../settings/read-settings.ts'
import { refuseBeyondDrawer } from '../shifts/find-shift.ts'
import { readShiftToBook } from '../shifts/late-sales.ts'
import type { AtTill } from '../shifts/open-shift.ts'
import { type Minor, minor } from '../values/money.ts'
import { roundCash } from '../values/round-cash.ts'
import { readMoneyMethod, type TenderMethod } from './find-methods.ts'
import type { PaymentKind } from './tables.ts'
import { writePayment } from './write-payment.ts'

/** Money that comes or goes besides a sale. */
export interface NewPayment {
  payment_id: string
  /** A debt paid, money left with the shop, or such money given back. */
  kind: Exclude<PaymentKind, 'voucher'>
  /** Whose; null only for money left for an order of nobody in particular. */
  customer_id: string | null
  /** The order that money is left for; null for what is kept under the customer's name. */
  order_id: string | null
  method_id: string
  amount_minor: Minor
  reference: string | null
}

/**
 * Takes money besides a sale, or gives it back, with a number of its own.
 *
 * A debt is paid in part or whole, never beyond: there is no change. In cash it is paid whole by what coins make of it,
 * rounded as at the counter.
 *
 * @returns the number on its slip, `K1-B000007`
 * @throws {Refusal} shift/closed, cash/amount-needed, tender/unknown, tender/reference-needed, customer/gone,
 *   payment/nothing-owed, payment/more-than-owed, tender/not-enough, cash/not-that-much, and right/ask for money given back
 */
export function takePayment(tx: Tx, by: AtTill, payment: NewPayment): { payment_no: string } {
  const { shift_id, business_day } = readShiftToBook(tx, by)
  if (payment.amount_minor <= 0) throw new Refusal('cash/amount-needed')
  const method = readMoneyMethod(tx, payment.method_id)
  if (method.needs_reference && !payment.reference) throw new Refusal('tender/reference-needed')
  if (payment.customer_id) readCustomer(tx, payment.customer_id)
  const entries = entriesOf(tx, by, { ...payment, shift_id }, method.kind, method.fee_bp)

  const { payment_id, kind, amount_minor } = payment
  const payment_no = writePayment(tx, by, { ...payment, shift_id, business_day, voucher_id: null })
  post(tx, by, { source_id: payment_id, shift_id, business_day }, entries)
  record(tx, by, { type: 'payment.taken', subject_id: payment_id, facts: { kind, amount_minor } })
  return { payment_no }
}

/** What pays a customer's debt in full by some means: in cash what coins can make, otherwise to the rupiah. */
export function wholeDebt(reader: Reader, customer_id: string, { kind }: Pick<TenderMethod, 'kind'>): Minor {
  const debt_minor = minor(Math.max(0, balanceOf(reader, 'receivable', customer_id)))
  if (kind !== 'cash') return debt_minor
  const { rounding_mode, rounding_step } = readSettings(reader)
  return roundCash(debt_minor, rounding_mode, rounding_step)
}

type Moving = NewPayment & { shift_id: string }

function entriesOf(tx: Tx, by: AtTill, moving: Moving, account: MoneyKind, fee_bp: number): Entry[] {
  switch (moving.kind) {
    case 'debt':
      return paidDebt(tx, moving, account, fee_bp)
    case 'deposit':
      return [
        ...received(account, moving.amount_minor, fee_bp),
        { account: 'deposit', amount_minor: minor(-moving.amount_minor), party_id: holder(moving) }
      ]
    case 'deposit-back':
      return givenBack(tx, by, moving, account)
  }
}

function paidDebt(
  tx: Tx,
  { customer_id, amount_minor }: Moving,
  account: MoneyKind,
  fee_bp: number
): Entry[] {
  if (!customer_id) throw new Refusal('tender/customer-needed')
  const debt_minor = balanceOf(tx, 'receivable', customer_id)
  if (debt_minor <= 0) throw new Refusal('payment/nothing-owed')
  const whole_minor = wholeDebt(tx, customer_id, { kind: account })
  // A debt of less than half a coin rounds to nothing, and nothing can't be paid.
  const settles = amount_minor === whole_minor
  if (!settles && amount_minor > debt_minor) throw new Refusal('payment/more-than-owed', { debt_minor })
  const paid_minor = settles ? debt_minor : amount_minor
  return [
    ...received(account, amount_minor, fee_bp),
    { account: 'receivable', amount_minor: minor(-paid_minor), party_id: customer_id },
    { account: 'rounding', amount_minor: minor(paid_minor - amount_minor) }
  ]
}

function givenBack(tx: Tx, by: AtTill, moving: Moving, account: MoneyKind): Entry[] {
  const { amount_minor, shift_id } = moving
  const party_id = holder(moving)
  allow(tx, by, 'give-deposits-back')
  const left_minor = minor(-balanceOf(tx, 'deposit', party_id))
  if (amount_minor > left_minor)
    throw new Refusal('tender/not-enough', { left_minor: Math.max(0, left_minor) })
  if (account === 'cash') refuseBeyondDrawer(tx, shift_id, amount_minor)
  return [
    { account, amount_minor: minor(-amount_minor) },
    { account: 'deposit', amount_minor, party_id }
  ]
}

/** Whose the money is that is left here: the order's, or the customer's. */
function holder({ order_id, customer_id }: Moving): string {
  const party_id = order_id ?? customer_id
  if (!party_id) throw new Refusal('tender/customer-needed')
  return party_id
}
