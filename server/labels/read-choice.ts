import type { Static } from 'typebox'
import type { LabelLayout } from '../../views/labels/label.ts'
import { ID_PATTERN } from '../values/id.ts'
import { Type } from '../values/shape.ts'

const Key = Type.String({ pattern: '^(\\d{1,9}(-[0-9a-f]{8})?)?$' })

/** What is chosen on the page: the goods, how many labels of each in the same order, how, and where. */
export const ChoiceForm = {
  g: Type.Optional(Type.Array(Key, { maxItems: 500 })),
  n: Type.Optional(Type.Array(Type.String({ maxLength: 4 }), { maxItems: 500 })),
  layout: Type.Optional(Type.Union([Type.Literal('shelf'), Type.Literal('sticker')])),
  printer_id: Type.Optional(Type.String({ pattern: ID_PATTERN })),
  sure: Type.Optional(Type.Literal('yes'))
}

const Choice = Type.Object(ChoiceForm)

/** The most labels of one thing. */
const MOST_COPIES = 500

export interface Choice {
  layout: LabelLayout
  printer_id: string | undefined
  wanted: { key: string; copies: number }[]
  is_sure: boolean
}

/** What is chosen; goods that stand twice are one line, and those with no number are gone. */
export function readChoice({
  g = [],
  n = [],
  layout = 'shelf',
  printer_id,
  sure
}: Static<typeof Choice>): Choice {
  const wanted: Choice['wanted'] = []
  for (const [i, key] of g.entries()) {
    const copies = Math.min(MOST_COPIES, Math.max(0, Math.trunc(Number(n[i]) || 0)))
    const there = wanted.find((one) => one.key === key)
    if (there) there.copies = Math.min(MOST_COPIES, there.copies + copies)
    else if (key !== '' && copies > 0) wanted.push({ key, copies })
  }
  return { layout, printer_id, wanted, is_sure: sure === 'yes' }
}

/** The choice with more goods on it; what lies there already gets that many more. */
export function withMore(
  wanted: Choice['wanted'],
  keys: readonly string[],
  copies: number
): Choice['wanted'] {
  const all = new Map(wanted.map((one) => [one.key, one.copies]))
  for (const key of keys) all.set(key, Math.min(MOST_COPIES, (all.get(key) ?? 0) + copies))
  return [...all].map(([key, copies]) => ({ key, copies }))
}
