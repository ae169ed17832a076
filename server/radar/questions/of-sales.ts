import { sql } from 'kysely'
import { question, type Reader } from '../../db/prepare.ts'
import type { Incident, RadarPeriod, Traded } from '../facts.ts'
import { median } from '../habits.ts'
import { asIncident } from './rows.ts'

/** Sales are found by their business day, for which they have an index. */
interface Days {
  first_day: string
  last_day: string
}

const days = question<Days>()((db, { first_day, last_day }) =>
  db
    .selectFrom('sales')
    .select(['business_day', 'staff_id', 'terminal_id'])
    .select([
      sql<number>`count(*)`.as('sales'),
      sql<number>`sum(total_minor)`.as('total_minor'),
      sql<string>`min(sold_at)`.as('first_at'),
      sql<string>`max(sold_at)`.as('last_at')
    ])
    .where('business_day', '>=', first_day)
    .where('business_day', '<=', last_day)
    .groupBy(['business_day', 'staff_id', 'terminal_id'])
)

const BY_HAND = sql<number>`coalesce((select sum(amount_minor) from sale_reductions
  where sale_reductions.sale_id = sales.sale_id and kind in ('line-discount', 'basket-discount')), 0)`
const ALLOWED_BY = sql<string | null>`(select approved_by from baskets where basket_id = sales.sale_id)`

const discounted = question<Days>()((db, { first_day, last_day }) =>
  db
    .selectFrom((db) =>
      db
        .selectFrom('sales')
        .select(['sale_id as id', 'sold_at as at', 'staff_id', 'terminal_id', 'receipt_no as label'])
        .select(['subtotal_minor', BY_HAND.as('amount_minor'), ALLOWED_BY.as('approved_by')])
        .where('business_day', '>=', first_day)
        .where('business_day', '<=', last_day)
        // What a customer was promised was allowed when it was promised.
        .where('order_id', 'is', null)
        .as('sold')
    )
    .selectAll()
    .where('amount_minor', '>', 0)
)

/** How much less than its price; negative for more. */
const CHEAPER = sql<number>`(select sum((list_price_minor - price_minor) * quantity_milli / 1000) from sale_lines
  where sale_lines.sale_id = sales.sale_id and price_minor < list_price_minor)`

const cheaper = question<Days>()((db, { first_day, last_day }) =>
  db
    .selectFrom((db) =>
      db
        .selectFrom('sales')
        .select(['sale_id as id', 'sold_at as at', 'staff_id', 'terminal_id', 'receipt_no as label'])
        .select(CHEAPER.as('amount_minor'))
        .where('business_day', '>=', first_day)
        .where('business_day', '<=', last_day)
        .where('order_id', 'is', null)
        .as('sold')
    )
    .selectAll()
    .where('amount_minor', '>', 0)
)

const labelled = question<Days>()((db, { first_day, last_day }) =>
  db
    .selectFrom('sales')
    .innerJoin('basket_lines', 'basket_lines.basket_id', 'sales.sale_id')
    .innerJoin('items', 'items.item_id', 'basket_lines.item_id')
    .select(['sales.sale_id as id', 'sold_at as at', 'staff_id', 'terminal_id', 'receipt_no as label'])
    .select(['items.item_id', 'items.name as note', 'fixed_minor as amount_minor'])
    .where('business_day', '>=', first_day)
    .where('business_day', '<=', last_day)
    .where('fixed_by', '=', 'label')
)

/** So little of what labels of the same item usually say, in hundredths; and of so many of them it can be said. */
const LOW = 25
const FEWEST_LABELS = 8

/** What was sold, by whom and on which days. */
export function readTraded(reader: Reader, period: RadarPeriod): Traded[] {
  return days.list(reader, daysOf(period))
}

type Kinds = Record<'discount-by-hand' | 'price-by-hand' | 'label-low', Incident[]>

/** Sales that cost less than the shop's own prices, because somebody said so. */
export function readCheapSales(reader: Reader, period: RadarPeriod): Kinds {
  const asked = daysOf(period)
  return {
    'discount-by-hand': discounted.list(reader, asked).map(({ subtotal_minor, ...sale }) => {
      const measure = Math.round((sale.amount_minor * 10_000) / (subtotal_minor + sale.amount_minor))
      return asIncident({ ...sale, measure, page_id: sale.id }, 'sale')
    }),
    'price-by-hand': cheaper
      .list(reader, asked)
      .map((sale) => asIncident({ ...sale, page_id: sale.id }, 'sale')),
    'label-low': lowLabels(labelled.list(reader, asked))
  }
}

function lowLabels(rows: ReturnType<typeof labelled.list>): Incident[] {
  return [...Map.groupBy(rows, ({ item_id }) => item_id).values()].flatMap((labels) => {
    if (labels.length < FEWEST_LABELS) return []
    const usual_minor = median(labels.map(({ amount_minor }) => amount_minor ?? 0))
    return labels
      .filter(({ amount_minor }) => (amount_minor ?? 0) * 100 < usual_minor * LOW)
      .map(({ item_id: _, ...label }) =>
        asIncident({ ...label, page_id: label.id, measure: Math.round(usual_minor) }, 'sale')
      )
  })
}

function daysOf({ known_from_day, last_day }: RadarPeriod): Days {
  return { first_day: known_from_day, last_day }
}
