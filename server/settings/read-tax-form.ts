import type { Static } from 'typebox'
import { Refusal } from '../refusal.ts'
import { Type } from '../values/shape.ts'
import type { Settings } from './read-settings.ts'
import type { NewTaxRule } from './save-tax-rule.ts'

const YesNo = Type.Union([Type.Literal('yes'), Type.Literal('no')])
const Cell = Type.String({ maxLength: 12 })

/** Which taxes the outlet collects, and its own charge. */
export const TaxForm = Type.Object({
  collects_tax: YesNo,
  prices_include_tax: YesNo,
  collects_pbjt: YesNo,
  pbjt_included: YesNo,
  service: Cell,
  service_of: Type.Union([Type.Literal('net'), Type.Literal('gross')])
})
export type TaxText = Static<typeof TaxForm>

/** A tax rule as it is typed: a rate in percent, and the part of the price it is taken of. */
export const TaxRuleForm = Type.Object({
  tax: Type.Union([Type.Literal('ppn'), Type.Literal('ppn-luxury'), Type.Literal('pbjt')]),
  rate: Cell,
  base_numerator: Cell,
  base_denominator: Cell,
  valid_from: Type.String({ maxLength: 10 })
})
export type TaxRuleText = Static<typeof TaxRuleForm>

const MOST_SERVICE_BP = 2500

/**
 * Reads the outlet's taxes as they were meant.
 *
 * @throws {Refusal} tax/faulty when the service charge is no percentage from 0 to 25
 */
export function readTaxes(form: TaxText) {
  const service_bp = basisPoints(form.service.trim() || '0')
  if (service_bp === undefined || service_bp > MOST_SERVICE_BP)
    throw new Refusal('tax/faulty', { field: 'service' })
  return {
    collects_tax: form.collects_tax === 'yes',
    prices_include_tax: form.prices_include_tax === 'yes',
    collects_pbjt: form.collects_pbjt === 'yes',
    pbjt_included: form.pbjt_included === 'yes',
    service_bp,
    service_of: form.service_of
  } satisfies Partial<Settings>
}

/**
 * Reads a tax rule as it was meant; PBJT has no base but the whole amount.
 *
 * @throws {Refusal} tax/faulty, naming the field
 */
export function readTaxRuleForm(form: TaxRuleText): NewTaxRule {
  const { tax } = form
  const rate_bp = basisPoints(form.rate)
  if (rate_bp === undefined) throw new Refusal('tax/faulty', { field: 'rate' })
  const base = tax === 'pbjt' ? ([1, 1] as const) : fraction(form)
  if (!base) throw new Refusal('tax/faulty', { field: 'base' })
  if (!isDay(form.valid_from)) throw new Refusal('tax/faulty', { field: 'valid_from' })
  return { tax, rate: [rate_bp, 10_000], base, valid_from: form.valid_from }
}

function fraction({ base_numerator, base_denominator }: TaxRuleText): [number, number] | undefined {
  const [above, below] = [base_numerator, base_denominator].map((text) => text.trim() || '1')
  if (!/^\d{1,4}$/.test(above!) || !/^\d{1,4}$/.test(below!) || Number(below) === 0) return undefined
  return [Number(above), Number(below)]
}

/** A percentage with up to two decimals, `10` or `8,5`, in hundredths of a percent. */
export function basisPoints(text: string): number | undefined {
  const [, whole, part = ''] = /^(\d{1,3})(?:[.,](\d{1,2}))?\s*%?$/.exec(text.trim()) ?? []
  return whole === undefined ? undefined : Number(whole) * 100 + Number(part.padEnd(2, '0'))
}

/** Whether a text is a day of the calendar, `2026-11-22`. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const time = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
}
