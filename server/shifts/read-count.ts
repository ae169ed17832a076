import type { Static } from 'typebox'
import { Refusal } from '../refusal.ts'
import { readAmount } from '../requests/read-amount.ts'
import type { Denomination } from '../settings/read-settings.ts'
import { moneyKey } from '../settings/read-shift-form.ts'
import { Type } from '../values/shape.ts'
import { type Counted, type Pieces, worthOf } from './count-drawer.ts'

const Cells = Type.Array(Type.String({ maxLength: 20 }), { maxItems: 40, default: [] })

/** What was counted, as it is typed: so many of each note and coin, or the sum at once. */
export const CountForm = Type.Object({
  piece: Cells,
  pieces: Cells,
  counted: Type.Optional(Type.String({ maxLength: 20 }))
})

/**
 * Reads what was counted. Who types both pieces and a sum means the same by them, or is asked which is right.
 *
 * @throws {Refusal} count/needed when nothing was typed, count/pieces naming the row (from 1), count/two-sums,
 *   form/unreadable
 */
export function readCounted(form: Static<typeof CountForm>, table: readonly Denomination[]): Counted {
  const typed = form.counted?.trim() ?? ''
  if (form.pieces.every((text) => text.trim() === '')) {
    if (typed === '') throw new Refusal('count/needed')
    return { counted_minor: readAmount(typed, 'counted'), pieces: null }
  }
  const pieces = readPieces(form, table)
  const counted_minor = worthOf(pieces)
  if (typed !== '' && readAmount(typed, 'counted') !== counted_minor)
    throw new Refusal('count/two-sums', {
      pieces_minor: counted_minor,
      sum_minor: readAmount(typed, 'counted')
    })
  return { counted_minor, pieces }
}

function readPieces({ piece, pieces }: Static<typeof CountForm>, table: readonly Denomination[]): Pieces {
  return pieces.flatMap((text, at) => {
    const denomination = table.find((one) => moneyKey(one) === piece[at])
    const count = text.trim() === '' ? 0 : Number(text)
    const is_count = /^\s*\d{0,6}\s*$/.test(text)
    if (!denomination || !is_count) throw new Refusal('count/pieces', { row: at + 1 })
    return count === 0 ? [] : [{ ...denomination, count }]
  })
}
