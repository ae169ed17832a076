import type { Static } from 'typebox'
import { Refusal } from '../refusal.ts'
import { minor } from '../values/money.ts'
import { Type } from '../values/shape.ts'
import type { Denomination, Settings } from './read-settings.ts'

const Lines = Type.String({ maxLength: 1000 })

/** How the shop keeps its shifts, as it is typed: a line for each reason, notes and coins with spaces between them. */
export const ShiftForm = Type.Object({
  shift_mode: Type.Union([Type.Literal('shared'), Type.Literal('own')]),
  notes: Lines,
  coins: Lines,
  reasons_in: Lines,
  reasons_out: Lines
})

/** More reasons than this nobody reads, and longer ones are no button. */
const MOST_REASONS = 8
const LONGEST_REASON = 40
const MOST_DENOMINATIONS = 20

/**
 * Reads how the shop keeps its shifts.
 *
 * @throws {Refusal} shift/faulty-money when a note or coin is no amount, or there is none at all
 */
export function readShiftForm(
  form: Static<typeof ShiftForm>
): Pick<Settings, 'shift_mode' | 'denominations' | 'cash_reasons'> {
  const denominations = [...readMoney('note', form.notes), ...readMoney('coin', form.coins)]
  if (denominations.length === 0 || denominations.length > 2 * MOST_DENOMINATIONS)
    throw new Refusal('shift/faulty-money', { text: '' })
  return {
    shift_mode: form.shift_mode,
    denominations,
    cash_reasons: { in: readReasons(form.reasons_in), out: readReasons(form.reasons_out) }
  }
}

/** How a note or a coin is called in a form; there may be a note and a coin of one worth. */
export function moneyKey({ kind, value_minor }: Denomination): string {
  return `${kind}:${value_minor}`
}

function readMoney(kind: Denomination['kind'], text: string): Denomination[] {
  const values = text.split(/[\s;]+/).filter(Boolean)
  const read = values.map((typed) => {
    const value = Number(typed.replace(/[.,]/g, ''))
    if (!(Number.isSafeInteger(value) && value > 0)) throw new Refusal('shift/faulty-money', { text: typed })
    return value
  })
  return [...new Set(read)].sort((a, b) => b - a).map((value) => ({ kind, value_minor: minor(value) }))
}

function readReasons(text: string): string[] {
  const lines = text.split(/\r?\n/).map((line) => line.trim().slice(0, LONGEST_REASON))
  return [...new Set(lines.filter(Boolean))].slice(0, MOST_REASONS)
}
