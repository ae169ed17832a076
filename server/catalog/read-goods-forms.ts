import type { Static } from 'typebox'
import { Refusal } from '../refusal.ts'
import type { Minor } from '../values/money.ts'
import type { Milli } from '../values/quantity.ts'
import { readMoney, readQuantity } from '../values/read-number.ts'
import { Type } from '../values/shape.ts'
import type { ItemTier } from './find-tiers.ts'
import type { Unit } from './find-units.ts'
import type { UnitCard } from './save-units.ts'

const Cell = Type.String({ maxLength: 60 })
/** One cell of each row of a table that is typed, from the top; a single one comes by itself. */
const Column = Type.Array(Cell, { maxItems: 100, default: [] })

/** A unit as it is typed. */
export const UnitForm = Type.Object({
  name: Cell,
  holds: Cell,
  price: Cell,
  barcode: Type.String({ maxLength: 400 })
})
export type UnitText = Static<typeof UnitForm>

/** All the tiers of an item as they are typed: a row is the n-th cell of each column. */
export const TiersForm = Type.Object({ unit: Column, from: Column, group: Column, price: Column })
export type TiersText = Static<typeof TiersForm>

const LONGEST_NAME = 20

/**
 * Reads a unit of an item as it was meant.
 *
 * @throws {Refusal} unit/faulty, naming the field
 */
export function readUnit(form: UnitText, item_id: string): UnitCard {
  const name = form.name.trim()
  if (!name || name.length > LONGEST_NAME) throw new Refusal('unit/faulty', { field: 'name' })
  const holds_milli = aboveNothing(form.holds)
  if (holds_milli === undefined) throw new Refusal('unit/faulty', { field: 'holds' })
  const price_minor = amount(form.price)
  if (price_minor === undefined) throw new Refusal('unit/faulty', { field: 'price' })
  const barcodes = form.barcode.split(/[\s,;|]+/).filter(Boolean)
  return { item_id, name, holds_milli, price_minor, barcodes }
}

/**
 * Reads the tiers of an item as they were meant; a row without quantity and price says nothing.
 *
 * @throws {Refusal} tier/faulty, naming the row (from 1) and the field
 */
export function readTiers(
  form: TiersText,
  known: { units: readonly Unit[]; groups: readonly { group_id: string }[] }
): ItemTier[] {
  return tierRows(form).flatMap(({ unit, from, group, price }, at) => {
    if (!from.trim() && !price.trim()) return []
    const wrong = (field: string) => new Refusal('tier/faulty', { row: at + 1, field })
    const from_milli = aboveNothing(from)
    if (from_milli === undefined) throw wrong('from')
    const price_minor = amount(price)
    if (price_minor === undefined) throw wrong('price')
    if (unit && !known.units.some(({ unit_id }) => unit_id === unit)) throw wrong('unit')
    if (group && !known.groups.some(({ group_id }) => group_id === group)) throw wrong('group')
    return [{ unit_id: unit || null, group_id: group || null, from_milli, price_minor }]
  })
}

/** The typed tiers row by row. */
export function tierRows({ unit, from, group, price }: TiersText) {
  return from.map((text, at) => ({
    unit: unit[at] ?? '',
    from: text,
    group: group[at] ?? '',
    price: price[at] ?? ''
  }))
}

function aboveNothing(text: string): Milli | undefined {
  const quantity = readQuantity(text)
  return typeof quantity === 'string' || quantity <= 0 ? undefined : quantity
}

function amount(text: string): Minor | undefined {
  const money = readMoney(text)
  return typeof money === 'string' ? undefined : money
}
