import type { ScaleLabel } from '../settings/read-settings.ts'
import { gtinCheckDigit } from '../values/barcode.ts'
import { type Minor, minor } from '../values/money.ts'
import { type Milli, milli } from '../values/quantity.ts'

/** What a scale's label says: of which goods, and how much of them or for how much money. */
export type LabelReading = { plu: string } & (
  | { holds: 'weight' | 'count'; quantity_milli: Milli }
  | { holds: 'price'; total_minor: Minor }
)

/** The digits of an EAN-13 that prefix, number and value fill; the last one checks them. */
const LABEL_DIGITS = 12

/**
 * Reads the label that a scale printed on weighed goods: an EAN-13 of prefix, the scale's number for the goods (PLU),
 * a value, and a check digit. Of the kinds of label that the shop has, the one with the longest fitting prefix counts.
 *
 * @returns undefined when no kind of label begins so; `check-digit` when one does and the label was misread
 * @see GS1 General Specifications, section 2.1.12, "Restricted Circulation Numbers": prefixes 02 and 20 to 29
 */
export function readScaleLabel(
  text: string,
  labels: readonly ScaleLabel[]
): LabelReading | 'check-digit' | undefined {
  if (!/^\d{13}$/.test(text)) return undefined
  const fitting = labels.filter(({ prefix }) => text.startsWith(prefix))
  const [label] = fitting.sort((a, b) => b.prefix.length - a.prefix.length)
  if (!label) return undefined
  if (gtinCheckDigit(text.slice(0, LABEL_DIGITS)) !== Number(text.at(-1))) return 'check-digit'
  const { holds, factor } = label
  const value_at = label.prefix.length + label.plu_digits
  const plu = text.slice(label.prefix.length, value_at)
  const value = Number(text.slice(value_at, value_at + label.value_digits)) * factor
  if (holds === 'price') return { plu, holds, total_minor: minor(value) }
  return { plu, holds, quantity_milli: milli(holds === 'count' ? value * 1000 : value) }
}
