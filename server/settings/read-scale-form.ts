import type { Static } from 'typebox'
import { Refusal } from '../refusal.ts'
import { Type } from '../values/shape.ts'
import type { ScaleLabel } from './read-settings.ts'

const Column = Type.Array(Type.String({ maxLength: 10 }), { maxItems: 20, default: [] })

/** The kinds of label as they are typed: a row is the n-th cell of each column. */
export const ScaleForm = Type.Object({
  prefix: Column,
  plu_digits: Column,
  value_digits: Column,
  holds: Column,
  factor: Column
})
export type ScaleText = Static<typeof ScaleForm>

/** Prefix, number and value; the thirteenth digit checks them. */
const DIGITS = 12
const FACTORS = [1, 10, 100, 1000]

/** What scales in shops are usually set to; none is on before somebody takes it. */
export const USUAL_LABELS: readonly ScaleLabel[] = [
  { prefix: '21', plu_digits: 5, value_digits: 5, holds: 'weight', factor: 1 },
  { prefix: '22', plu_digits: 4, value_digits: 6, holds: 'price', factor: 1 },
  { prefix: '23', plu_digits: 5, value_digits: 5, holds: 'price', factor: 1 },
  { prefix: '24', plu_digits: 5, value_digits: 5, holds: 'price', factor: 10 },
  { prefix: '25', plu_digits: 5, value_digits: 5, holds: 'count', factor: 1 }
]

/**
 * Reads the kinds of label as they were meant; a row without a prefix says nothing.
 *
 * @throws {Refusal} scale/faulty, naming the row (from 1) and what is wrong with it
 */
export function readScaleLabels(form: ScaleText): ScaleLabel[] {
  const labels: ScaleLabel[] = []
  for (const [at, text] of scaleRows(form).entries()) {
    const prefix = text.prefix.trim()
    if (!prefix) continue
    const label = { ...readRow(text, at + 1), prefix }
    if (labels.some((one) => one.prefix === prefix)) throw faulty(at + 1, 'twice')
    labels.push(label)
  }
  return labels
}

function readRow(text: ReturnType<typeof scaleRows>[number], row: number): Omit<ScaleLabel, 'prefix'> {
  const prefix = text.prefix.trim()
  // What GS1 leaves to the shop itself: 02, and all that begins with 2.
  if (!/^(02|2\d{1,3})$/.test(prefix)) throw faulty(row, 'prefix')
  const plu_digits = Number(text.plu_digits)
  if (!(plu_digits >= 3 && plu_digits <= 6)) throw faulty(row, 'plu_digits')
  const value_digits = Number(text.value_digits)
  if (!(value_digits >= 4 && value_digits <= 7)) throw faulty(row, 'value_digits')
  if (prefix.length + plu_digits + value_digits !== DIGITS) throw faulty(row, 'digits')
  const holds = text.holds === 'price' || text.holds === 'count' ? text.holds : 'weight'
  const factor = FACTORS.find((one) => String(one) === text.factor) ?? 1
  return { plu_digits, value_digits, holds, factor }
}

/** The typed kinds of label row by row. */
export function scaleRows(form: ScaleText) {
  return form.prefix.map((prefix, at) => ({
    prefix,
    plu_digits: form.plu_digits[at] ?? '',
    value_digits: form.value_digits[at] ?? '',
    holds: form.holds[at] ?? '',
    factor: form.factor[at] ?? ''
  }))
}

/** The kinds of label as their form would hold them. */
export function scaleText(labels: readonly ScaleLabel[]): ScaleText {
  return {
    prefix: labels.map(({ prefix }) => prefix),
    plu_digits: labels.map(({ plu_digits }) => String(plu_digits)),
    value_digits: labels.map(({ value_digits }) => String(value_digits)),
    holds: labels.map(({ holds }) => holds),
    factor: labels.map(({ factor }) => String(factor))
  }
}

function faulty(row: number, field: string): Refusal {
  return new Refusal('scale/faulty', { row, field })
}
