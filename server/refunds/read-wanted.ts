import type { Static } from 'typebox'
import { readCount } from '../requests/read-amount.ts'
import { ID_PATTERN } from '../values/id.ts'
import { type Milli, milli } from '../values/quantity.ts'
import { Type } from '../values/shape.ts'
import type { WantedLine } from './plan-refund.ts'
import type { BroughtLine } from './refund-without-slip.ts'
import type { Destination } from './tables.ts'

const Quantities = Type.Optional(Type.Array(Type.String({ maxLength: 12 }), { maxItems: 500 }))
const Typed = Type.Optional(Type.String({ maxLength: 200 }))

/** Why something comes back: one of the usual reasons, or own words. */
export const ReasonForm = { reason: Typed, own_reason: Typed }

/** Parts of a sale as a form holds them: the lines, how much of each in the same order, and which are to be wasted. */
export const PartsForm = {
  line_no: Type.Optional(Type.Array(Type.Integer({ minimum: 1 }), { maxItems: 500 })),
  quantity: Quantities,
  waste: Type.Optional(Type.Array(Type.Integer({ minimum: 1 }), { maxItems: 500 }))
}

const Goods = Type.String({ pattern: `${ID_PATTERN.slice(0, -1)}(:${ID_PATTERN.slice(1, -1)})?$` })

/** Goods without a slip: each an item and, after a colon, its unit. */
export const BroughtForm = {
  goods: Type.Optional(Type.Array(Goods, { maxItems: 100 })),
  quantity: Quantities,
  waste: Type.Optional(Type.Array(Goods, { maxItems: 100 }))
}

type Form<Fields extends Parameters<typeof Type.Object>[0]> = Static<ReturnType<typeof Type.Object<Fields>>>

/** @throws {Refusal} scan/quantity */
export function wantedLines({
  line_no = [],
  quantity = [],
  waste = []
}: Form<typeof PartsForm>): WantedLine[] {
  return line_no.map((line_no, at) => ({
    line_no,
    quantity_milli: count(quantity[at]),
    destination: destination(waste.includes(line_no))
  }))
}

/** @throws {Refusal} scan/quantity */
export function broughtLines({
  goods = [],
  quantity = [],
  waste = []
}: Form<typeof BroughtForm>): BroughtLine[] {
  return goods.map((named, at) => {
    const [item_id = '', unit_id = null] = named.split(':')
    return {
      item_id,
      unit_id,
      quantity_milli: count(quantity[at]),
      destination: destination(waste.includes(named))
    }
  })
}

/** Own words count before a usual reason. */
export function reasonIn({ reason = '', own_reason = '' }: Form<typeof ReasonForm>): string {
  return own_reason.trim() || reason
}

function count(typed = ''): Milli {
  return typed.trim() === '' ? milli(0) : readCount(typed)
}

function destination(is_waste: boolean): Destination {
  return is_waste ? 'waste' : 'shelf'
}
