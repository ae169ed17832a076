import { crcOf } from './crc.ts'
import { Fault } from './fault.ts'
import { type Field, readFields, valueIn } from './fields.ts'
import { type Merchant, readMerchant } from './merchant.ts'

/** A code that a customer's app would take for a payment to one merchant. */
export interface Payload {
  /** The code as it stands in the picture, without what was pasted around it. */
  text: string
  /** Every field but the checksum, in the order of the code. */
  fields: readonly Field[]
  merchant: Merchant
}

/** EMVCo merchant-presented mode, 3.1: the whole of a code. */
export const LONGEST_PAYLOAD = 512
/** `000201` and a checksum. */
const SHORTEST_PAYLOAD = 14

/**
 * Reads a QRIS code, field by field and by each field's own length. Blanks and line breaks around it are what
 * pasting leaves; within it nothing is forgiven and nothing is guessed: a code that is off by one character would pay
 * somebody else. Names longer than the standard allows are read, since such codes are in use.
 */
export function readPayload(pasted: string): Payload | Fault {
  const text = pasted.trim()
  const unfit = unfitText(text)
  if (unfit) return unfit
  const all = readFields(text)
  if (all instanceof Fault) return all
  const wrong = wrongCrc(text, all) ?? wrongTemplate(all)
  if (wrong) return wrong
  const fields = all.slice(0, -1)
  const merchant = readMerchant(fields)
  return merchant instanceof Fault ? merchant : { text, fields, merchant }
}

/**
 * Reads the code on a merchant's own sticker, which is for any number of payments and leaves the amount to whoever
 * pays: the only kind that a code with an amount can be made of.
 */
export function readStatic(pasted: string): Payload | Fault {
  const payload = readPayload(pasted)
  if (payload instanceof Fault) return payload
  const method = valueIn(payload.fields, '01') ?? ''
  if (method !== '11') return new Fault('not-static', { tag: '01', expected: '11', found: method })
  // Shown as it stands, it would ask every customer for this amount.
  const amount = valueIn(payload.fields, '54')
  return amount === undefined ? payload : new Fault('has-amount', { tag: '54', found: amount })
}

function unfitText(text: string): Fault | undefined {
  const stray = /[^\x20-\x7e]/u.exec(text)
  if (stray) return new Fault('characters', { position: stray.index + 1, found: stray[0] })
  if (text.length < SHORTEST_PAYLOAD)
    return new Fault('too-short', { found: text.length, least: SHORTEST_PAYLOAD })
  if (text.length > LONGEST_PAYLOAD)
    return new Fault('too-long', { found: text.length, most: LONGEST_PAYLOAD })
  if (!text.startsWith('000201')) return new Fault('not-a-payment-code', { found: text.slice(0, 24) })
  return undefined
}

function wrongCrc(text: string, fields: readonly Field[]): Fault | undefined {
  const found = valueIn(fields, '63')
  if (found === undefined) return new Fault('missing-crc', { tag: '63' })
  if (fields.at(-1)?.tag !== '63') return new Fault('crc-not-last', { tag: '63', after: fields.at(-1)!.tag })
  const expected = crcOf(text.slice(0, text.length - found.length))
  return found === expected ? undefined : new Fault('crc-wrong', { tag: '63', expected, found })
}

/** Accounts (26 to 51) and additional data (62) hold fields of their own; others we neither use nor judge. */
function wrongTemplate(fields: readonly Field[]): Fault | undefined {
  const templates = fields.filter(({ tag }) => (tag >= '26' && tag <= '51') || tag === '62')
  return templates.map(({ tag, value }) => readFields(value, tag)).find((inner) => inner instanceof Fault)
}
