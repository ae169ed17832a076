import { change, type Tx } from '../db/prepare.ts'
import { type By, record } from '../events/record.ts'
import type { TaxClass } from '../pricing/basket.ts'
import { Refusal } from '../refusal.ts'
import { findAnyItem, findItemByPlu, plainPlu } from './find-item.ts'

/** How an item is taxed, and what a scale calls it. */
export interface Classification {
  item_id: string
  tax_class: TaxClass
  /** Digits; null or zeros alone: no scale knows it. */
  plu: string | null
}

const classify = change<Classification>()((db, { item_id, tax_class, plu }) =>
  db.updateTable('items').set({ tax_class, plu }).where('item_id', '=', item_id)
)

const classifyAll = change<{ category_id: string; tax_class: TaxClass }>()((db, { category_id, tax_class }) =>
  db
    .updateTable('items')
    .set({ tax_class })
    .where('category_id', '=', category_id)
    .where('tax_class', '<>', tax_class)
)

const forgetPlu = change<{ item_id: string }>()((db, { item_id }) =>
  db.updateTable('items').set({ plu: null }).where('item_id', '=', item_id)
)

/**
 * Says how an item is taxed and under which number a scale knows it. A number that an item off sale holds is free.
 *
 * @throws {Refusal} item/gone, item/plu-taken
 */
export function classifyItem(tx: Tx, by: By, { item_id, tax_class, plu: label }: Classification): void {
  if (!findAnyItem(tx, item_id)) throw new Refusal('item/gone')
  const plu = label === null ? null : plainPlu(label) || null
  const holder = plu === null ? undefined : findItemByPlu(tx, plu)
  if (plu !== null && holder && holder.item_id !== item_id) {
    if (holder.retired_at === null) throw new Refusal('item/plu-taken', { plu, name: holder.name })
    forgetPlu.run(tx, holder)
  }
  classify.run(tx, { item_id, tax_class, plu })
  record(tx, by, { type: 'item.changed', subject_id: item_id, facts: { tax_class, plu } })
}

/**
 * Taxes all the items of a category alike.
 *
 * @returns how many were taxed otherwise before
 */
export function classifyCategory(tx: Tx, by: By, category_id: string, tax_class: TaxClass): number {
  const changed = classifyAll.run(tx, { category_id, tax_class })
  record(tx, by, { type: 'item.changed', subject_id: category_id, facts: { tax_class, items: changed } })
  return changed
}
