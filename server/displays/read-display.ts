import { question, type Reader } from '../db/prepare.ts'
import type { PricedBasket } from '../pricing/basket.ts'
import { findLastSale, type WholeSale } from '../sales/find-sales.ts'
import { readTill } from '../till/read-till.ts'
import { later, type Moment } from '../values/clock.ts'
import { type Minor, sum } from '../values/money.ts'

/** How long a customer is thanked: time to take the change and to hold a telephone at the receipt's code. */
const THANKS_MS = 30_000

const asked = question<{ basket_id: string }>()((db, { basket_id }) =>
  db.selectFrom('qris_requests').selectAll().where('basket_id', '=', basket_id)
)

/** What a customer display shows; nothing that is not the customer's own. */
export type DisplayState =
  | { shows: 'idle' }
  | {
      shows: 'basket'
      basket: PricedBasket
      last_line_no: number | null
      paid_minor: Minor
      greeted: string | null
    }
  | { shows: 'qris'; payload: string; is_dynamic: boolean; amount_minor: Minor }
  /** `left_ms` until it is over. */
  | { shows: 'thanks'; sale: WholeSale; left_ms: number }

/** Reads what the display beside a till shows at a moment. */
export function readDisplay(reader: Reader, terminal_id: string, now: Moment): DisplayState {
  const { basket_id, basket, head, tenders, last_line_no } = readTill(reader, terminal_id, now)
  if (!basket_id || basket.lines.length === 0) return afterwards(reader, terminal_id, now)
  const paid_minor = sum(tenders.map(({ amount_minor }) => amount_minor))
  const request = asked.find(reader, { basket_id })
  // A code that was asked for before something was taken out again would take too much.
  if (request && request.amount_minor <= basket.total_minor - paid_minor) {
    const { payload, is_dynamic, amount_minor } = request
    return { shows: 'qris', payload, is_dynamic: is_dynamic === 1, amount_minor }
  }
  return {
    shows: 'basket',
    basket,
    last_line_no,
    paid_minor,
    greeted: firstName(head?.customer_name ?? null)
  }
}

function afterwards(reader: Reader, terminal_id: string, now: Moment): DisplayState {
  const sale = findLastSale(reader, terminal_id)
  if (!sale || sale.sold_at > now) return { shows: 'idle' }
  const left_ms = Date.parse(later(sale.sold_at, THANKS_MS)) - Date.parse(now)
  return left_ms > 0 ? { shows: 'thanks', sale, left_ms } : { shows: 'idle' }
}

const TITLES = /^(bu|ibu|pak|bapak|bp|mas|mbak|kak|bang|mr|mrs|ms|miss)\.?$/i

/** As much of a name as may stand where a queue reads it: the first word, and the title before it. */
export function firstName(name: string | null): string | null {
  const [first, second] = name?.trim().split(/\s+/) ?? []
  if (!first) return null
  return second && TITLES.test(first) ? `${first} ${second}` : first
}
