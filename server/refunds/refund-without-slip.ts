import { sql } from 'kysely'
import { allow } from '../auth/allow.ts'
import { question, type Reader, type Tx } from '../db/prepare.ts'
import type { BasketLine, PricedBasket } from '../pricing/basket.ts'
import { priceBasket } from '../pricing/price-basket.ts'
import { readPriceRules } from '../pricing/read-rules.ts'
import { Refusal } from '../refusal.ts'
import { readSettings } from '../settings/read-settings.ts'
import { readShiftAtWork } from '../shifts/late-sales.ts'
import type { AtTill } from '../shifts/open-shift.ts'
import { addDays, type BusinessDay } from '../values/business-day.ts'
import type { Moment } from '../values/clock.ts'
import { type Minor, minor, share } from '../values/money.ts'
import { type Milli, milli, ONE } from '../values/quantity.ts'
import { roundCash } from '../values/round-cash.ts'
import { readReason } from './refund-sale.ts'
import type { Destination } from './tables.ts'
import { writeRefund } from './write-refund.ts'

/** Goods that somebody brings without a slip. */
export interface BroughtLine {
  item_id: string
  /** Null: the item's own unit. */
  unit_id: string | null
  quantity_milli: Milli
  destination: Destination
}

export interface BroughtGoods {
  refund_id: string
  lines: readonly BroughtLine[]
  reason: string
  /** What the cashier saw would go back. */
  payout_minor: Minor
  link: string
}

export interface BroughtPlan {
  basket: PricedBasket
  payout_minor: Minor
}

/** How long a price that somebody paid is remembered for goods without a slip. */
const REMEMBERED_DAYS = 30

const goods = question<{ item_id: string; unit_id: string | null }>()((db, { item_id, unit_id }) =>
  db
    .selectFrom('items')
    .leftJoin('item_units', (join) =>
      join.onRef('item_units.item_id', '=', 'items.item_id').on('item_units.unit_id', '=', unit_id)
    )
    .select([
      'items.name',
      'items.unit',
      'items.category_id',
      'items.tax_class',
      'items.price_minor',
      'items.cost_minor',
      'item_units.unit_id',
      'item_units.name as unit_name',
      'item_units.holds_milli',
      'item_units.price_minor as unit_price_minor'
    ])
    .where('items.item_id', '=', item_id)
)

// Nothing paid at all says nothing of a price: it was given away. Whatever unit it was sold in: a carton that is opened
// comes back as pieces. No sale of these days has a lesser id than the least of them: from there on the item's lines are
// looked at, and not all that were ever sold of it, which took 100 ms for what goes daily. The plus has SQLite look for
// that id among these days, not from the first of all on.
const cheapest = question<{ item_id: string; from: BusinessDay }>()((db, { item_id, from }) =>
  db
    .selectFrom('sale_lines')
    .innerJoin('sales', 'sales.sale_id', 'sale_lines.sale_id')
    .select(['sale_lines.total_minor', 'quantity_milli', 'holds_milli'])
    .where('item_id', '=', item_id)
    .where('sale_lines.sale_id', '>=', ({ selectFrom }) =>
      selectFrom('sales').select(sql<string>`min(+sale_id)`.as('first')).where('business_day', '>=', from)
    )
    .where('business_day', '>=', from)
    .where('sale_lines.total_minor', '>', minor(0))
    .orderBy(sql`sale_lines.total_minor * 1.0 / (quantity_milli * holds_milli)`)
    .limit(1)
)

/**
 * What goes back for goods without a slip: today's price, or the least that anybody paid for them within thirty days
 * where that is less, so that nothing is won by buying cheap and giving back dear. Taxed by today's rules, in cash.
 *
 * @throws {Refusal} refund/nothing, item/gone
 */
export function planBrought(
  reader: Reader,
  lines: readonly BroughtLine[],
  { business_day, at }: { business_day: BusinessDay; at: Moment }
): BroughtPlan {
  const chosen = lines.filter(({ quantity_milli }) => quantity_milli > 0)
  if (chosen.length === 0) throw new Refusal('refund/nothing')
  const rules = readPriceRules(reader, business_day, at)
  const price = (lines: readonly BasketLine[]) =>
    priceBasket({ lines, discount: null, group_id: null }, rules)
  const fixed = chosen.map((brought, index): BasketLine => {
    const line = lineOf(reader, brought, index + 1)
    const today_minor = price([line]).subtotal_minor
    const paid_minor = leastPaid(reader, line, addDays(business_day, -REMEMBERED_DAYS))
    return { ...line, fixed: { total_minor: minor(Math.min(today_minor, paid_minor)), by: 'order' } }
  })
  const basket = price(fixed)
  const { rounding_step } = readSettings(reader)
  return { basket, payout_minor: roundCash(basket.total_minor, 'nearest', rounding_step) }
}

/**
 * Takes goods back whose sale nobody can name.
 *
 * @throws {Refusal} shift/closed, refund/reason-needed, refund/nothing, item/gone, refund/changed, right/ask for
 *   refund-without-slip, cash/not-that-much
 */
export function refundWithoutSlip(tx: Tx, by: AtTill, brought: BroughtGoods): { refund_id: string } {
  const { business_day } = readShiftAtWork(tx, by)
  const { refund_id, link } = brought
  const reason = readReason(brought.reason)
  const { basket, payout_minor } = planBrought(tx, brought.lines, { business_day, at: by.at })
  if (payout_minor !== brought.payout_minor) throw new Refusal('refund/changed')
  allow(tx, by, 'refund-without-slip', { payout_minor })
  const head = {
    ...basket,
    refund_id,
    sale_id: null,
    kind: 'refund',
    customer_id: null,
    exchange_sale_id: null,
    reason,
    value_minor: basket.total_minor,
    rounding_minor: minor(payout_minor - basket.total_minor),
    link
  } as const
  const chosen = brought.lines.filter(({ quantity_milli }) => quantity_milli > 0)
  const lines = basket.lines.map((line, at) => ({
    ...line,
    sale_line_no: null,
    is_tax_included: line.tax_included ? (1 as const) : (0 as const),
    destination: chosen[at]!.destination,
    own_unit_milli: milli(share(line.quantity_milli, line.holds_milli, 1000))
  }))
  writeRefund(tx, by, head, lines, payout_minor > 0 ? [inCash(payout_minor)] : [])
  return { refund_id }
}

/** What one of an item's units is called; undefined where it has no such unit. */
export function unitName(reader: Reader, item_id: string, unit_id: string | null): string | undefined {
  const found = goods.find(reader, { item_id, unit_id })
  return found?.unit_id === unit_id ? (found.unit_name ?? found.unit) : undefined
}

function inCash(amount_minor: Minor) {
  return { method_id: 'cash', method: 'cash', amount_minor, of_tender_no: null, party_id: null } as const
}

function lineOf(reader: Reader, brought: BroughtLine, line_no: number): BasketLine {
  const { item_id, unit_id, quantity_milli } = brought
  const found = goods.find(reader, { item_id, unit_id })
  if (!found || found.unit_id !== unit_id) throw new Refusal('item/gone')
  const { name, category_id, tax_class, cost_minor } = found
  return {
    line_no,
    item_id,
    unit_id,
    name,
    unit: found.unit_name ?? found.unit,
    category_id,
    tax_class,
    quantity_milli,
    holds_milli: found.holds_milli ?? ONE,
    list_price_minor: found.unit_price_minor ?? found.price_minor,
    tiers: [],
    cost_minor,
    own_price_minor: null,
    fixed: null,
    discount: null
  }
}

/** What the cheapest of the last weeks would make of this quantity; without end where none was sold. */
function leastPaid(
  reader: Reader,
  { item_id, quantity_milli, holds_milli }: BasketLine,
  from: BusinessDay
): number {
  const least = cheapest.find(reader, { item_id, from })
  if (!least) return Number.POSITIVE_INFINITY
  return share(least.total_minor, quantity_milli * holds_milli, least.quantity_milli * least.holds_milli)
}
