import type { Static, TSchema } from 'typebox'
import { Type } from '../values/shape.ts'

const Cell = Type.Optional(Type.String({ maxLength: 60 }))
const Some = Type.Optional(Type.Array(Type.String({ maxLength: 80 }), { maxItems: 200 }))

/** The parts of the form where goods are chosen: the only ones, those to buy and to get, or a bundle's. */
export const PARTS = ['target', 'buy', 'get', 'part0', 'part1', 'part2', 'part3'] as const
export type PartName = (typeof PARTS)[number]

const BUNDLE = ['part0', 'part1', 'part2', 'part3'] as const satisfies PartName[]

/** The parts of a bundle, in order; those without goods do not count. */
export const BUNDLE_PARTS: readonly PartName[] = BUNDLE

const partFields = Object.fromEntries(
  PARTS.flatMap((part): [string, TSchema][] => [
    [`${part}_of`, Cell],
    // `item_id` or `item_id/unit_id`
    [`${part}_item`, Some],
    [`${part}_category`, Cell],
    [`${part}_text`, Type.Optional(Type.String({ maxLength: 120 }))],
    [`${part}_count`, Cell]
  ])
) as Record<`${PartName}_${'of' | 'category' | 'text' | 'count'}`, typeof Cell> &
  Record<`${PartName}_item`, typeof Some>

/** A promotion as it is typed; which fields count depends on its kind. */
export const PromotionForm = Type.Object({
  kind: Type.Union([
    Type.Literal('price-off'),
    Type.Literal('quantity-break'),
    Type.Literal('buy-get'),
    Type.Literal('bundle'),
    Type.Literal('basket-off')
  ]),
  name: Type.String({ maxLength: 200 }),
  ...partFields,
  /** Buy-get: whether what is given is the same as what is bought. */
  get_same: Cell,
  off_kind: Cell,
  off_value: Cell,
  from: Cell,
  price: Cell,
  starts_on: Cell,
  ends_on: Cell,
  weekday: Some,
  from_time: Cell,
  until_time: Cell,
  group: Cell,
  priority: Cell
})

export type PromotionText = Static<typeof PromotionForm>
export type OfferKind = PromotionText['kind']
