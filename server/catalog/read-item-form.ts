import type { Static } from 'typebox'
import type { Milli } from '../values/quantity.ts'
import { Type } from '../values/shape.ts'
import { checkRow } from './price-list/check-row.ts'
import { type Fault, FIELDS, type Mapping } from './price-list/faults.ts'
import type { ItemCard } from './save-item.ts'

const Cell = Type.Optional(Type.String({ maxLength: 2000 }))

/** An item as it is typed: the cells of a price list's row, by the same names. */
export const ItemForm = Type.Object({
  code: Cell,
  barcode: Cell,
  name: Cell,
  category: Cell,
  unit: Cell,
  cost: Cell,
  price: Cell,
  minimum: Cell,
  stock: Cell,
  favourite: Type.Optional(Type.Literal('1'))
})

export type ItemText = Static<typeof ItemForm>

export interface ReadForm {
  /** The item as it was meant, or null while something is wrong. */
  card: Omit<ItemCard, 'item_id'> | null
  stock_milli: Milli | null
  faults: Fault[]
}

const IN_ORDER: Mapping = Object.fromEntries(FIELDS.map((field, column) => [field, column]))

/** Reads a typed item by the rules of a price list, so that a form and a file refuse the same things. */
export function readItemForm(form: ItemText): ReadForm {
  const cells = FIELDS.map((field) => form[field] ?? '')
  const { draft, faults } = checkRow({ line: 1, cells }, IN_ORDER, FIELDS.length)
  if (!draft) return { card: null, stock_milli: null, faults }
  const { stock_milli, ...card } = draft
  return { card: { ...card, favourite: form.favourite ? 1 : 0 }, stock_milli, faults }
}
