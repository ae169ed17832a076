import type { BusinessDay } from '../values/business-day.ts'
import type { Minor } from '../values/money.ts'
import type { Milli } from '../values/quantity.ts'

/** Which goods a promotion is about; an item counts in one of its units, null being its own. */
export type Target =
  | { of: 'items'; items: readonly { item_id: string; unit_id: string | null }[] }
  | { of: 'category'; category_id: string }
  | { of: 'everything' }

/** What is taken off: a part in basis points, so much for each unit, or down to a price of each unit. */
export type Off =
  | { kind: 'percent'; basis_points: number }
  | { kind: 'amount-each'; amount_minor: Minor }
  | { kind: 'price-each'; price_minor: Minor }

/** What a promotion gives. Whole units count for all but `price-off` and `quantity-break`. */
export type Offer =
  /** Buy so many, get so many more (of the same goods where `get` is null) with a part off; 10,000 is free. */
  | {
      kind: 'buy-get'
      buy: Target
      buy_count: number
      get: Target | null
      get_count: number
      basis_points: number
    }
  /** From a quantity of one item on, something off all of it. */
  | { kind: 'quantity-break'; target: Target; from_milli: Milli; off: Off }
  /** So many of each part together for one price, as often as they fit. */
  | { kind: 'bundle'; parts: readonly { target: Target; count: number }[]; price_minor: Minor }
  /** Something off the goods as they stand: a happy hour, a member's price. */
  | { kind: 'price-off'; target: Target; off: Off }
  /** Something off the whole basket once it is worth so much. */
  | {
      kind: 'basket-off'
      from_minor: Minor
      off: { kind: 'percent'; basis_points: number } | { kind: 'amount'; amount_minor: Minor }
    }

/** A promotion that applies itself. */
export interface Promotion {
  promotion_id: string
  name: string
  offer: Offer
  /** The higher goes first where the shop goes by priority. Tiers stand at 0. */
  priority: number
  /** First and last business day; null: without end. */
  starts_on: BusinessDay
  ends_on: BusinessDay | null
  /** Bit 0 is Monday, bit 6 Sunday; 127 is every day. */
  weekdays: number
  /** Minutes of the day, from (included) to (excluded); over midnight when from is the later one. 0 and 1440: all day. */
  from_minute: number
  until_minute: number
  /** Only customers of this group; null: everybody. */
  group_id: string | null
}
