import { allow } from '../auth/allow.ts'
import { change, pick, type Tx } from '../db/prepare.ts'
import { type By, record } from '../events/record.ts'
import { post } from '../ledger/post.ts'
import { received } from '../ledger/received.ts'
import { Refusal } from '../refusal.ts'
import { readShiftToBook } from '../shifts/late-sales.ts'
import type { BusinessDay } from '../values/business-day.ts'
import { type Minor, minor } from '../values/money.ts'
import { readMoneyMethod } from './find-methods.ts'
import type { TenderTables } from './tables.ts'
import { writePayment } from './write-payment.ts'

export interface NewVoucher {
  voucher_id: string
  /** What the customer shows; made by the caller, guessed by nobody. */
  code: string
  /** Above 0. */
  value_minor: Minor
  valid_until: BusinessDay | null
  customer_id: string | null
}

/** How a voucher was paid for: with money, at a till. */
export interface VoucherSale {
  payment_id: string
  method_id: string
  reference: string | null
}

const add = change<TenderTables['vouchers']>()((db, row) =>
  db
    .insertInto('vouchers')
    .values(
      pick(row, ['voucher_id', 'code', 'value_minor', 'valid_until', 'customer_id', 'issued_at', 'issued_by'])
    )
)

/**
 * Sells a voucher: its value is money now, and the shop owes goods for it.
 *
 * @throws {Refusal} right/ask, shift/closed, cash/amount-needed, tender/unknown, tender/reference-needed
 */
export function sellVoucher(tx: Tx, by: By, voucher: NewVoucher, sale: VoucherSale): void {
  if (!by.terminal_id || !by.staff_id) throw new Refusal('terminal/needed')
  const { terminal_id, staff_id } = by
  const { shift_id, business_day } = readShiftToBook(tx, { ...by, terminal_id, staff_id })
  const { payment_id, method_id, reference } = sale
  const method = readMoneyMethod(tx, method_id)
  if (method.needs_reference && !reference) throw new Refusal('tender/reference-needed')
  issue(tx, by, voucher)
  recordIssued(tx, by, voucher)
  const { voucher_id, customer_id, value_minor } = voucher
  writePayment(
    tx,
    { ...by, terminal_id, staff_id },
    {
      payment_id,
      kind: 'voucher',
      customer_id,
      order_id: null,
      voucher_id,
      method_id,
      amount_minor: value_minor,
      reference,
      shift_id,
      business_day
    }
  )
  post(tx, by, { source_id: payment_id, shift_id, business_day }, [
    ...received(method.kind, value_minor, method.fee_bp),
    { account: 'voucher', amount_minor: minor(-value_minor), party_id: voucher_id }
  ])
  record(tx, by, {
    type: 'payment.taken',
    subject_id: payment_id,
    facts: { method_id, amount_minor: value_minor }
  })
}

/**
 * Gives a voucher away: no money comes in; what it will cost is a cost of promotion.
 *
 * @param business_day of the outlet at this moment
 * @throws {Refusal} right/ask, cash/amount-needed
 */
export function giveVoucher(tx: Tx, by: By, voucher: NewVoucher, business_day: BusinessDay): void {
  issue(tx, by, voucher)
  const { voucher_id, value_minor } = voucher
  post(tx, by, { source_id: voucher_id, shift_id: null, business_day }, [
    { account: 'promotion', amount_minor: value_minor },
    { account: 'voucher', amount_minor: minor(-value_minor), party_id: voucher_id }
  ])
  recordIssued(tx, by, voucher)
}

function issue(tx: Tx, by: By, voucher: NewVoucher): void {
  allow(tx, by, 'issue-vouchers')
  const { value_minor } = voucher
  if (value_minor <= 0) throw new Refusal('cash/amount-needed')
  add.run(tx, { ...voucher, issued_at: by.at, issued_by: by.staff_id! })
}

function recordIssued(tx: Tx, by: By, { voucher_id, value_minor }: NewVoucher): void {
  record(tx, by, { type: 'voucher.issued', subject_id: voucher_id, facts: { value_minor } })
}
