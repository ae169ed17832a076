import type { PickerGoods, PickerState } from '../../views/promotions/picker.ts'
import type { Names } from '../../views/promotions/sentence.ts'
import { listCategoryIds } from '../catalog/find-categories.ts'
import { listUnits } from '../catalog/find-units.ts'
import { nameGoodsOf } from '../catalog/name-units.ts'
import { searchItems } from '../catalog/search-items.ts'
import { question, type Reader } from '../db/prepare.ts'
import { BUNDLE_PARTS, PARTS, type PartName, type PromotionText } from './promotion-form.ts'
import { goodsOf } from './read-promotion-form.ts'

/** Where an offer says how many; what is given for what is bought is counted beside its reduction. */
const COUNTED: ReadonlySet<PartName> = new Set(['buy', ...BUNDLE_PARTS])

/** So many items are offered to be ticked. */
const OFFERED = 8

const groupName = question<{ group_id: string }>()((db, { group_id }) =>
  db.selectFrom('customer_groups').select('name').where('group_id', '=', group_id)
)

/** What promotions call the goods and the groups of customers that they speak of. */
export function findNames(reader: Reader): Names {
  const categories = new Map(listCategoryIds(reader).map(({ category_id, name }) => [category_id, name]))
  return {
    goods: (goods) => nameGoodsOf(reader, goods)?.name,
    category: (category_id) => categories.get(category_id),
    group: (group_id) => groupName.find(reader, { group_id })?.name
  }
}

/** Each part of an offer as it is being typed, with the goods that can be ticked. */
export function readPickers(reader: Reader, text: Partial<PromotionText>): Record<PartName, PickerState> {
  const states = PARTS.map((part) => [part, readPicker(reader, part, text)] as const)
  return Object.fromEntries(states) as Record<PartName, PickerState>
}

/** One part of it. */
export function readPicker(reader: Reader, part: PartName, text: Partial<PromotionText>): PickerState {
  const typed = text[`${part}_text`]?.trim() ?? ''
  return {
    part,
    of: text[`${part}_of`] ?? 'items',
    count: COUNTED.has(part) ? text[`${part}_count`] || '1' : null,
    text: typed,
    category: text[`${part}_category`] ?? '',
    categories: listCategoryIds(reader),
    picked: (text[`${part}_item`] ?? []).map((value) => picked(reader, value)),
    found: typed ? offered(reader, typed) : []
  }
}

function picked(reader: Reader, value: string): PickerGoods {
  const goods = nameGoodsOf(reader, goodsOf(value))
  return { value, label: goods?.name ?? '–', price_minor: goods?.price_minor ?? null }
}

function offered(reader: Reader, text: string): PickerGoods[] {
  return searchItems(reader, text, { limit: OFFERED }).flatMap(({ item_id, name }) =>
    listUnits(reader, item_id).map(({ unit_id, name: unit, price_minor }) => ({
      value: unit_id ? `${item_id}/${unit_id}` : item_id,
      label: `${name} (${unit})`,
      price_minor
    }))
  )
}
