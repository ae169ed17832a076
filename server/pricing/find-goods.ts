import type { Goods } from './goods.ts'
import type { Target } from './promotion.ts'

/** Finds the goods that a promotion is about, in their own order. */
export type FindGoods = (target: Target) => readonly Goods[]

/** Lays out a basket's goods by item and category once, for all promotions to be looked up in. */
export function finderOf(all: readonly Goods[]): FindGoods {
  const promotable = all.filter((goods) => goods.promotable)
  const by_item = Map.groupBy(promotable, ({ line }) => line.item_id)
  const by_category = Map.groupBy(promotable, ({ line }) => line.category_id)

  return (target) => {
    if (target.of === 'everything') return promotable
    if (target.of === 'category') return by_category.get(target.category_id) ?? []
    const found = new Set<Goods>()
    for (const { item_id, unit_id } of target.items) {
      for (const goods of by_item.get(item_id) ?? []) if (goods.line.unit_id === unit_id) found.add(goods)
    }
    return found.size > 1 ? [...found].sort((a, b) => a.rank - b.rank) : [...found]
  }
}
