import { Fault } from './fault.ts'
import { type Field, readFields, valueIn } from './fields.ts'

/** Who is paid by a code, as it says itself. */
export interface Merchant {
  name: string
  city: string
  /** National merchant id, `ID` and 13 digits: the same on every code of one merchant. */
  nmid: string
  /** The size of the business as its bank registered it, such as `UMI`; empty when the code does not say. */
  criteria: string
  /** Merchant category code, ISO 18245. */
  mcc: string
}

/** What makes a code a QRIS code (tag 51.00). */
const QRIS = 'ID.CO.QRIS.WWW'

/** Who is paid, if this is a merchant in Indonesia who is paid in rupiah through QRIS. */
export function readMerchant(fields: readonly Field[]): Merchant | Fault {
  const missing = ['52', '53', '58', '59', '60'].find((tag) => !valueIn(fields, tag)?.trim())
  if (missing) return new Fault('missing-tag', { tag: missing })
  return (
    differs(fields, '53', '360', 'not-rupiah') ??
    differs(fields, '58', 'ID', 'not-indonesia') ??
    readNational(fields)
  )
}

function readNational(fields: readonly Field[]): Merchant | Fault {
  const national = readFields(valueIn(fields, '51') ?? '', '51')
  if (national instanceof Fault) return national
  const of = valueIn(national, '00') ?? ''
  if (of !== QRIS) return new Fault('not-qris', { tag: '51.00', expected: QRIS, found: of })
  const nmid = valueIn(national, '02') ?? ''
  if (!/^ID\d{13}$/.test(nmid)) return new Fault('nmid-wrong', { tag: '51.02', found: nmid })
  return {
    name: valueIn(fields, '59')!,
    city: valueIn(fields, '60')!,
    nmid,
    criteria: valueIn(national, '03') ?? '',
    mcc: valueIn(fields, '52')!
  }
}

function differs(
  fields: readonly Field[],
  tag: string,
  expected: string,
  code: 'not-rupiah' | 'not-indonesia'
): Fault | undefined {
  const found = valueIn(fields, tag) ?? ''
  return found === expected ? undefined : new Fault(code, { tag, expected, found })
}
