import { sql } from 'kysely'
import { question, type Reader } from '../../db/prepare.ts'
import { addDays } from '../../values/business-day.ts'
import type { Incident, RadarPeriod } from '../facts.ts'
import { type Asked, asIncident } from './rows.ts'

/** So soon after its sale a refund is looked at. */
const SOON_S = 15 * 60

const SALE_AT = sql<string | null>`(select sold_at from sales where sales.sale_id = refunds.sale_id)`
const SALE_TILL = sql<string | null>`(select terminal_id from sales where sales.sale_id = refunds.sale_id)`

/** What was paid back in cash though the tender it goes back to was none. */
const AS_CASH = sql<number>`coalesce((
  select sum(back.amount_minor) from refund_tenders as back
  join tenders on tenders.sale_id = refunds.sale_id and tenders.tender_no = back.of_tender_no
  where back.refund_id = refunds.refund_id and back.method = 'cash' and tenders.method <> 'cash'), 0)`

/** When its sale's slip was printed once more by the same person, before; null when it wasn't. */
const REPRINTED_AT = sql<string | null>`(
  select max(at) from events where subject_id = refunds.sale_id and type = 'slip.reprinted'
  and staff_id = refunds.staff_id and at <= refunds.refunded_at and facts ->> 'kind' = 'sale')`

const all = question<Asked & { first_day: string }>()((db, { from, to, first_day }) =>
  db
    .selectFrom('refunds')
    .select(['refund_id', 'sale_id', 'kind', 'refund_no', 'terminal_id', 'staff_id', 'approved_by'])
    .select(['refunded_at', 'reason', 'value_minor'])
    .select([SALE_AT.as('sold_at'), SALE_TILL.as('sold_on'), AS_CASH.as('as_cash_minor')])
    .select(REPRINTED_AT.as('reprinted_at'))
    .where('business_day', '>=', first_day)
    .where('refunded_at', '>=', from)
    .where('refunded_at', '<', to)
)

type Row = ReturnType<typeof all.read>

type Kinds = Record<'refund-soon' | 'refund-without-slip' | 'refund-as-cash' | 'reprint-refunded', Incident[]>

/** Goods and money given back, by what stands out about them. An exchange brings no money out of the drawer. */
export function readRefunds(reader: Reader, { known_from, known_from_day, now }: RadarPeriod): Kinds {
  // A refund's own business day may lie before the moment when the clock says it was.
  const asked = { from: known_from, to: now.to, first_day: addDays(known_from_day, -1) }
  const rows = all.list(reader, asked).filter(({ kind }) => kind !== 'exchange')
  return {
    'refund-soon': rows.filter(isSoon).map((row) => incident(row, secondsAfterSale(row))),
    'refund-without-slip': rows.filter(({ sale_id }) => sale_id === null).map((row) => incident(row)),
    'refund-as-cash': rows
      .filter(({ as_cash_minor }) => as_cash_minor > 0)
      .map((row) => ({ ...incident(row), amount_minor: row.as_cash_minor })),
    'reprint-refunded': rows.filter(({ reprinted_at }) => reprinted_at !== null).map((row) => incident(row))
  }
}

function incident(row: Row, measure: number | null = null): Incident {
  const { refund_id: id, refunded_at: at, refund_no: label, value_minor: amount_minor, reason: note } = row
  const { staff_id, terminal_id, approved_by } = row
  const told = { id, at, staff_id, terminal_id, approved_by, label, amount_minor, note, measure }
  return asIncident({ ...told, page_id: id }, 'refund')
}

function isSoon(row: Row): boolean {
  return row.sold_on === row.terminal_id && secondsAfterSale(row) <= SOON_S
}

function secondsAfterSale({ refunded_at, sold_at }: Row): number {
  return sold_at ? Math.round((Date.parse(refunded_at) - Date.parse(sold_at)) / 1000) : Infinity
}
