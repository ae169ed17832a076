import { type Static, type TSchema, Type } from 'typebox'

/** Amounts are whole rupiah, quantities plain numbers such as 0.25, parts percent such as "10%". */
const Rupiah = Type.Integer({ minimum: 0, maximum: 1e12 })
const Quantity = Type.Number({ exclusiveMinimum: 0, maximum: 1e9 })
const Percent = Type.String({ pattern: '^(100([.,]0{1,2})?|\\d{1,2}([.,]\\d{1,2})?)%$' })
const PercentOrRupiah = Type.Unsafe<string | number>(Type.Union([Percent, Rupiah]))
const Name = Type.String({ minLength: 1, maxLength: 100 })
const Hour = Type.String({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d$|^24:00$' })
const Day = Type.String({ pattern: '^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$' })
const Count = Type.Integer({ minimum: 1, maximum: 10_000 })
const one = <Value extends string>(...values: Value[]) => Type.Unsafe<Value>(Type.Enum(values))
const TaxClass = one('standard', 'luxury', 'exempt', 'untaxed', 'served')

const strict = { additionalProperties: false }
const optional = Type.Optional

/** `"all"`, a category, or an item in one of its units. */
const Target = Type.Object(
  {
    all: optional(Type.Literal(true)),
    category: optional(Name),
    item: optional(Name),
    items: optional(Type.Array(Name, { minItems: 1 })),
    unit: optional(Name)
  },
  { ...strict, minProperties: 1 }
)

/** Exactly one of them. */
const Off = Type.Object(
  { percent: optional(Percent), each: optional(Rupiah), price: optional(Rupiah) },
  { ...strict, minProperties: 1, maxProperties: 1 }
)

const limits = {
  name: Name,
  priority: optional(Type.Integer({ minimum: -1000, maximum: 1000 })),
  starts: optional(Day),
  ends: optional(Day),
  days: optional(Type.Array(one('mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'), { minItems: 1 })),
  from: optional(Hour),
  until: optional(Hour),
  group: optional(Name)
}

/** A promotion by its kind. */
export const PROMOTIONS = {
  'buy-get': Type.Object(
    {
      ...limits,
      kind: Type.Literal('buy-get'),
      buy: Target,
      buy_count: Count,
      get: optional(Target),
      get_count: Count,
      off: optional(Percent)
    },
    strict
  ),
  'quantity-break': Type.Object(
    { ...limits, kind: Type.Literal('quantity-break'), target: Target, from_quantity: Quantity, off: Off },
    strict
  ),
  bundle: Type.Object(
    {
      ...limits,
      kind: Type.Literal('bundle'),
      parts: Type.Array(Type.Object({ target: Target, count: Count }, strict), { minItems: 1, maxItems: 10 }),
      price: Rupiah
    },
    strict
  ),
  'price-off': Type.Object({ ...limits, kind: Type.Literal('price-off'), target: Target, off: Off }, strict),
  'basket-off': Type.Object(
    { ...limits, kind: Type.Literal('basket-off'), from_total: Rupiah, off: PercentOrRupiah },
    strict
  )
} satisfies Record<string, TSchema>

const Line = Type.Object(
  {
    item: Name,
    quantity: Quantity,
    unit: optional(Name),
    holds: optional(Quantity),
    price: Rupiah,
    category: optional(Name),
    class: optional(TaxClass),
    tiers: optional(
      Type.Array(Type.Object({ from: Quantity, price: Rupiah, group: optional(Name) }, strict), {
        maxItems: 100
      })
    ),
    own_price: optional(Rupiah),
    label: optional(Rupiah),
    order: optional(Rupiah),
    discount: optional(PercentOrRupiah)
  },
  strict
)

const Tax = Type.Object(
  {
    label: Name,
    percent: Type.Integer({ minimum: 1, maximum: 100 }),
    of: optional(Type.String({ pattern: '^[1-9]\\d?/[1-9]\\d?$' })),
    included: optional(Type.Boolean()),
    for: optional(Type.Array(TaxClass, { minItems: 1 }))
  },
  strict
)

/** The whole file; which kind a promotion is of is looked at first, so that a fault is named where it stands. */
export const PriceFile = Type.Object(
  {
    at: optional(
      Type.String({
        pattern: '^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01]) ([01]\\d|2[0-3]):[0-5]\\d$'
      })
    ),
    mode: optional(one('best', 'priority')),
    group: optional(Name),
    discount: optional(PercentOrRupiah),
    lines: Type.Array(Line, { minItems: 1, maxItems: 10_000 }),
    promotions: optional(
      Type.Array(
        Type.Object({ kind: one('buy-get', 'quantity-break', 'bundle', 'price-off', 'basket-off') }),
        {
          maxItems: 10_000
        }
      )
    ),
    taxes: optional(Type.Array(Tax, { maxItems: 10 })),
    service: optional(Type.Object({ percent: Percent, of: optional(one('net', 'gross')) }, strict))
  },
  strict
)

export type PriceFile = Static<typeof PriceFile>
export type FilePromotion = Static<(typeof PROMOTIONS)[keyof typeof PROMOTIONS]>
export type FileLine = Static<typeof Line>
export type FileTarget = Static<typeof Target>
export type FileOff = Static<typeof Off>
export type FileTax = Static<typeof Tax>
