import type { BusinessDay } from '../values/business-day.ts'
import type { Minor } from '../values/money.ts'
import type { Milli } from '../values/quantity.ts'
import type { TaxRate } from '../values/tax.ts'
import type { Promotion } from './promotion.ts'

/**
 * How goods are taxed: `standard` and `luxury` bear value-added tax, `exempt` goods are freed from it by law, `untaxed`
 * ones are no object of it, and what is `served` (food and drink) bears the local PBJT and the service charge instead.
 */
export type TaxClass = 'standard' | 'luxury' | 'exempt' | 'untaxed' | 'served'

/** What somebody takes off by hand: a part in basis points (1 % = 100), or an amount. */
export type Discount = { kind: 'percent'; basis_points: number } | { kind: 'amount'; amount_minor: Minor }

/** A cheaper price of one unit, from a quantity of that unit on, for everybody or for one group of customers. */
export interface Tier {
  from_milli: Milli
  group_id: string | null
  price_minor: Minor
}

/** One line of a basket, with all that its price may depend on. */
export interface BasketLine {
  line_no: number
  item_id: string
  /** Null: the item's own unit. */
  unit_id: string | null
  name: string
  /** The name of the line's unit: `pcs`, `dus`, `kg`. */
  unit: string
  category_id: string | null
  tax_class: TaxClass
  /** How much, in the line's unit. */
  quantity_milli: Milli
  /** How much of the item's own unit one of the line's unit holds: 1000 for the own unit, 40,000 for a carton of 40. */
  holds_milli: Milli
  list_price_minor: Minor
  /** Of the line's unit, in any order. */
  tiers: readonly Tier[]
  /** What one of the item's own unit cost the shop. */
  cost_minor: Minor | null
  /** A price for one unit that somebody with the right set by hand; no tier and no promotion touches it. */
  own_price_minor: Minor | null
  /** What the whole line costs, as a scale's label or an order promised; no tier and no promotion touches it. */
  fixed: { total_minor: Minor; by: 'label' | 'order' } | null
  discount: Discount | null
}

/** A whole basket, as it stands at a till. */
export interface Basket {
  lines: readonly BasketLine[]
  /** Taken off the whole by hand, after all that is taken off its lines. */
  discount: Discount | null
  /** The group of the customer who buys. */
  group_id: string | null
}

/** The moment of a price, as the shop's own clock and calendar show it. */
export interface ShopTime {
  day: BusinessDay
  /** Of the calendar, which after midnight is a day ahead of the shop’s: 1 is Monday, 7 is Sunday. */
  weekday: number
  /** Of the day, 0 to 1439. */
  minute: number
}

/** A tax as the outlet charges it: within its prices, or on top of them. */
export interface OutletTax extends TaxRate {
  tax_rule_id: string
  label: string
  included: boolean
}

/** The merchant's own charge on what is served, in basis points, of the amount after reductions or before them. */
export interface ServiceCharge {
  basis_points: number
  of: 'net' | 'gross'
}

/** Everything but the basket that a price depends on. */
export interface PriceRules {
  at: ShopTime
  promotions: readonly Promotion[]
  /** Where promotions meet on the same goods: what is best for the customer, or the order the owner gave. */
  promotion_mode: 'best' | 'priority'
  /** The tax of each class on that day; a class that is missing bears none. */
  taxes: Partial<Record<TaxClass, OutletTax>>
  service: ServiceCharge | null
}

/** Why less is paid than the price says. */
export interface Reduction {
  kind: 'tier' | 'promotion' | 'line-discount' | 'basket-discount'
  promotion_id: string | null
  /** The promotion's name; null for what the words tables name. */
  name: string | null
  /** How much of the line it touches; null for the whole line. */
  quantity_milli: Milli | null
  /** Above 0. */
  amount_minor: Minor
}

/** A step on the way to a line's price, in the order in which it was taken; the words tables make sentences of them. */
export type Reason =
  | { kind: 'list'; price_minor: Minor }
  | { kind: 'own-price'; price_minor: Minor }
  | { kind: 'label' | 'order'; total_minor: Minor }
  | { kind: 'tier'; from_milli: Milli; group_id: string | null; price_minor: Minor; amount_minor: Minor }
  | { kind: 'promotion'; promotion_id: string; name: string; quantity_milli: Milli; amount_minor: Minor }
  /** The line's part of a promotion on the whole basket. */
  | { kind: 'basket-promotion'; promotion_id: string; name: string; amount_minor: Minor }
  /** A promotion that fits the line but gave way to a better or an earlier one. */
  | { kind: 'passed-over'; promotion_id: string; name: string }
  | { kind: 'line-discount' | 'basket-discount'; amount_minor: Minor }
  | { kind: 'service'; amount_minor: Minor }
  | { kind: 'tax'; label: string; included: boolean; amount_minor: Minor }

export interface PricedLine extends BasketLine {
  /** Of one unit: the tier's price where it holds for the whole line, else the list's or the one set by hand. */
  price_minor: Minor
  /** Quantity at that price, or what the label or the order says. */
  gross_minor: Minor
  reductions: readonly Reduction[]
  /** Gross without its reductions; never below 0. */
  total_minor: Minor
  /** The line's part of the service charge and of the tax; they add up to the basket's. */
  service_minor: Minor
  tax_minor: Minor
  tax_rule_id: string | null
  tax_included: boolean
  reasons: readonly Reason[]
}

/** One tax of a basket, rounded once. */
export interface TaxTotal {
  tax_rule_id: string
  label: string
  included: boolean
  /** What it was taken of or out of: the lines that bear it, with their service charge. */
  of_minor: Minor
  /** The base by law (DPP). */
  base_minor: Minor
  tax_minor: Minor
}

export interface PricedBasket {
  lines: readonly PricedLine[]
  /** The lines after their reductions. */
  subtotal_minor: Minor
  /** What was taken off in all. */
  reduced_minor: Minor
  service_minor: Minor
  /** By tax rule. */
  taxes: readonly TaxTotal[]
  /** All of them, and of it what stands on top of the prices. */
  tax_minor: Minor
  added_tax_minor: Minor
  /** Subtotal, service charge and added taxes. */
  total_minor: Minor
}
