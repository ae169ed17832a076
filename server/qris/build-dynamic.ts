import type { Minor } from '../values/money.ts'
import { crcOf } from './crc.ts'
import { Fault } from './fault.ts'
import { readFields, valueIn, withField, writeFields } from './fields.ts'
import { LONGEST_PAYLOAD, type Payload, readStatic } from './read-payload.ts'

/** What one customer shall pay, and what the merchant's bank shall write beside it. */
export interface AskedPayment {
  /** Whole rupiah, 1 to {@link MOST_BY_QRIS_MINOR}. */
  amount_minor: Minor
  /** The number on the slip (tag 62.01), 1 to 25 printable ASCII characters. */
  bill?: string | undefined
  /** The till (tag 62.07), likewise. */
  terminal?: string | undefined
}

/** Bank Indonesia: the most that one payment by QRIS may be, in rupiah. */
const MOST_BY_QRIS_MINOR = 10_000_000

/** What a field of a code holds at most: its length is two digits. */
const LONGEST_VALUE = 99

/**
 * Makes of a merchant's own code one that asks for an amount: method 12 (tag 01), the amount after the currency
 * (54 after 53), slip and till in the additional data (62), and a new checksum. Everything else stays as it was
 * issued, in its order, a tip that the merchant agreed with his bank (55 to 57) too.
 *
 * @param static_payload as pasted or stored
 * @returns the text to draw
 */
export function dynamicPayload(static_payload: string, payment: AskedPayment): string | Fault {
  const payload = readStatic(static_payload)
  if (payload instanceof Fault) return payload
  const wrong = wrongPayment(payment)
  if (wrong) return wrong
  const additional = additionalData(payload, payment)
  if (additional.length > LONGEST_VALUE) {
    return new Fault('no-room', { tag: '62', found: additional.length, most: LONGEST_VALUE })
  }
  let fields = withField(payload.fields, '01', '12')
  const currency = fields.findIndex(({ tag }) => tag === '53')
  fields = fields.toSpliced(currency + 1, 0, { tag: '54', value: String(payment.amount_minor) })
  if (additional) fields = withField(fields, '62', additional)
  const body = `${writeFields(fields)}6304`
  const text = body + crcOf(body)
  if (text.length <= LONGEST_PAYLOAD) return text
  return new Fault('too-long', { found: text.length, most: LONGEST_PAYLOAD })
}

/** Why an amount cannot be paid by QRIS, in whichever way it is asked for. */
export function wrongAmount(amount_minor: number): Fault | undefined {
  if (amount_minor > MOST_BY_QRIS_MINOR) return new Fault('amount-too-large', { most: MOST_BY_QRIS_MINOR })
  if (!Number.isSafeInteger(amount_minor) || amount_minor < 1) return new Fault('amount-wrong')
  return undefined
}

function wrongPayment({ amount_minor, bill, terminal }: AskedPayment): Fault | undefined {
  const wrong = wrongAmount(amount_minor)
  if (wrong) return wrong
  if (bill !== undefined && !isLabel(bill)) return new Fault('bill-wrong')
  if (terminal !== undefined && !isLabel(terminal)) return new Fault('terminal-wrong')
  return undefined
}

function isLabel(text: string): boolean {
  return /^[\x20-\x7e]{1,25}$/.test(text)
}

/** What the merchant's code says there already stays, but for the slip and the till. */
function additionalData({ fields }: Payload, { bill, terminal }: AskedPayment): string {
  const inner = readFields(valueIn(fields, '62') ?? '', '62')
  let additional = inner instanceof Fault ? [] : inner // the payload has been read: there is no fault
  if (bill !== undefined) additional = withField(additional, '01', bill)
  if (terminal !== undefined) additional = withField(additional, '07', terminal)
  return writeFields(additional)
}
