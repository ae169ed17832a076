import { sql } from 'kysely'
import { question, type Reader } from '../db/prepare.ts'
import type { Basket, BasketLine, Discount, PricedBasket, Tier } from '../pricing/basket.ts'
import { priceBasket } from '../pricing/price-basket.ts'
import { readPriceRules } from '../pricing/read-rules.ts'
import type { BusinessDay } from '../values/business-day.ts'
import type { Moment } from '../values/clock.ts'
import { type Minor, minor } from '../values/money.ts'
import { ONE } from '../values/quantity.ts'

const lines = question<{ basket_id: string }>()((db, { basket_id }) =>
  db
    .selectFrom('basket_lines')
    .innerJoin('items', 'items.item_id', 'basket_lines.item_id')
    .leftJoin('item_units', 'item_units.unit_id', 'basket_lines.unit_id')
    .selectAll('basket_lines')
    .select([
      'items.name',
      'items.category_id',
      'items.tax_class',
      'items.unit as own_unit',
      'items.price_minor as own_unit_price_minor',
      'items.cost_minor',
      'item_units.name as unit_name',
      'item_units.holds_milli',
      'item_units.price_minor as unit_price_minor'
    ])
    .where('basket_id', '=', basket_id)
    .orderBy('line_no')
)

const tiers = question<{ basket_id: string }>()((db, { basket_id }) =>
  db
    .selectFrom('basket_lines')
    .innerJoin('item_tiers', (join) =>
      join
        .onRef('item_tiers.item_id', '=', 'basket_lines.item_id')
        .on(({ eb, ref }) => eb('item_tiers.unit_id', 'is not distinct from', ref('basket_lines.unit_id')))
    )
    .select([
      'basket_lines.line_no',
      'item_tiers.from_milli',
      'item_tiers.group_id',
      'item_tiers.price_minor'
    ])
    .where('basket_id', '=', basket_id)
    .orderBy('tier_no')
)

const head = question<{ basket_id: string }>()((db, { basket_id }) =>
  db
    .selectFrom('baskets')
    .leftJoin('customers', 'customers.customer_id', 'baskets.customer_id')
    .leftJoin('orders', 'orders.order_id', 'baskets.order_id')
    .selectAll('baskets')
    .leftJoin('balances', (join) =>
      join.onRef('balances.party_id', '=', 'baskets.order_id').on('balances.account', '=', 'deposit')
    )
    .select(['customers.name as customer_name', 'customers.group_id', 'orders.order_no'])
    .select(({ fn, val }) => fn.coalesce('orders.by_hand_minor', val(minor(0))).as('promised_off_minor'))
    .select(sql<Minor>`coalesce(-balance_minor, 0)`.as('order_deposit_minor'))
    .where('basket_id', '=', basket_id)
)

const atTill = question<{ terminal_id: string }>()((db, { terminal_id }) =>
  db.selectFrom('till_baskets').select('basket_id').where('terminal_id', '=', terminal_id)
)

const lastChange = question<{ basket_id: string }>()((db, { basket_id }) =>
  db
    .selectFrom('basket_changes')
    .selectAll()
    .where('basket_id', '=', basket_id)
    .orderBy('change_no', 'desc')
    .limit(1)
)

// Begins at the few baskets that tills work on: a join that is grouped would begin at every basket there ever was.
const elsewhere = question<{ terminal_id: string }>()((db, { terminal_id }) =>
  db
    .selectFrom((db) =>
      db
        .selectFrom('till_baskets')
        .innerJoin('terminals', 'terminals.terminal_id', 'till_baskets.terminal_id')
        .innerJoin('baskets', 'baskets.basket_id', 'till_baskets.basket_id')
        .select((own) => [
          'baskets.basket_id',
          'baskets.begun_at',
          'terminals.code',
          'terminals.name',
          own
            .selectFrom('basket_lines')
            .select(({ fn }) => fn.countAll<number>().as('lines'))
            .whereRef('basket_lines.basket_id', '=', 'till_baskets.basket_id')
            .$asScalar()
            .$notNull()
            .as('lines')
        ])
        .where('till_baskets.terminal_id', '<>', terminal_id)
        .as('elsewhere')
    )
    .selectAll()
    .where('lines', '>', 0)
    .orderBy('begun_at')
)

export type BasketHead = ReturnType<typeof head.read>

/** What a basket says of itself: whose it is, what is taken off the whole, which order it comes from. */
export function readBasketHead(reader: Reader, basket_id: string): BasketHead {
  return head.read(reader, { basket_id })
}

/** A basket with its lines in the order they were begun, at the list's prices of now. */
export function readBasket(reader: Reader, basket_id: string): Basket {
  const { group_id, discount_bp, discount_minor } = readBasketHead(reader, basket_id)
  const cheaper = Map.groupBy(tiers.list(reader, { basket_id }), ({ line_no }) => line_no)
  return {
    lines: lines.list(reader, { basket_id }).map((row) => lineOf(row, cheaper.get(row.line_no) ?? [])),
    discount: discountOf(discount_bp, discount_minor),
    group_id
  }
}

/** What a basket costs at this moment, on the business day of a shift. */
export function priceNow(
  reader: Reader,
  basket_id: string | undefined,
  { business_day, at }: { business_day: BusinessDay; at: Moment }
): PricedBasket {
  const basket = basket_id ? readBasket(reader, basket_id) : NOTHING
  return priceBasket(basket, readPriceRules(reader, business_day, at))
}

const NOTHING: Basket = { lines: [], discount: null, group_id: null }

function lineOf(row: ReturnType<typeof lines.read>, cheaper: readonly Tier[]): BasketLine {
  const { fixed_minor, fixed_by } = row
  return {
    line_no: row.line_no,
    item_id: row.item_id,
    unit_id: row.unit_id,
    name: row.name,
    unit: row.unit_name ?? row.own_unit,
    category_id: row.category_id,
    tax_class: row.tax_class,
    quantity_milli: row.quantity_milli,
    holds_milli: row.holds_milli ?? ONE,
    list_price_minor: row.unit_price_minor ?? row.own_unit_price_minor,
    tiers: cheaper,
    cost_minor: row.cost_minor,
    own_price_minor: row.own_price_minor,
    fixed: fixed_minor === null || fixed_by === null ? null : { total_minor: fixed_minor, by: fixed_by },
    discount: discountOf(row.discount_bp, row.discount_minor)
  }
}

function discountOf(basis_points: number | null, amount_minor: Minor | null): Discount | null {
  if (basis_points !== null) return { kind: 'percent', basis_points }
  return amount_minor === null ? null : { kind: 'amount', amount_minor }
}

/** The basket that a till works on. */
export function findTillBasket(reader: Reader, terminal_id: string): string | undefined {
  return atTill.find(reader, { terminal_id })?.basket_id
}

/** The newest change of a basket: what the eye should fall on, and what undoing takes back. */
export function findLastChange(reader: Reader, basket_id: string) {
  return lastChange.find(reader, { basket_id })
}

/** The baskets with something in them that other tills work on, oldest first. */
export function listOtherBaskets(reader: Reader, terminal_id: string) {
  return elsewhere.list(reader, { terminal_id })
}
