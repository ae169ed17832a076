import { findQrisRequest } from '../baskets/qris-requests.ts'
import type { Reader } from '../db/prepare.ts'
import type { PricedBasket } from '../pricing/basket.ts'
import { findRefund } from '../refunds/find-refunds.ts'
import type { ExchangeCredit } from '../refunds/read-returns.ts'
import { findLastSale, type WholeSale } from '../sales/find-sales.ts'
import { owedBy } from '../till/read-owed.ts'
import { readTill } from '../till/read-till.ts'
import { later, type Moment } from '../values/clock.ts'
import { type Minor, sum } from '../values/money.ts'

/** How long a customer is thanked: time to take the change and to hold a telephone at the receipt's code. */
const THANKS_MS = 30_000

/** What a customer display shows; nothing that is not the customer's own. */
export type DisplayState =
  | { shows: 'idle' }
  | {
      shows: 'basket'
      basket: PricedBasket
      /** What the customer gives back for it. */
      returns: ExchangeCredit | undefined
      last_line_no: number | null
      paid_minor: Minor
      greeted: string | null
    }
  | { shows: 'qris'; payload: string; is_dynamic: boolean; amount_minor: Minor }
  /** `left_ms` until it is over; `back_minor` is what goods given back were worth beyond those taken for them. */
  | { shows: 'thanks'; sale: WholeSale; back_minor: Minor; left_ms: number }

/** Reads what the display beside a till shows at a moment. */
export function readDisplay(reader: Reader, terminal_id: string, now: Moment): DisplayState {
  const till = readTill(reader, terminal_id, now)
  const { basket_id, basket, head, tenders, returns, last_line_no } = till
  const is_served = basket.lines.length > 0 || returns !== undefined
  if (!basket_id || !is_served) return afterwards(reader, terminal_id, now)
  const request = findQrisRequest(reader, basket_id)
  // A code that was asked for before something was taken out again would take too much.
  if (request && request.amount_minor <= owedBy(till, reader).exact_minor) {
    const { payload, is_dynamic, amount_minor } = request
    return { shows: 'qris', payload, is_dynamic: is_dynamic === 1, amount_minor }
  }
  return {
    shows: 'basket',
    basket,
    returns,
    last_line_no,
    paid_minor: sum(tenders.map(({ amount_minor }) => amount_minor)),
    greeted: firstName(head?.customer_name ?? null)
  }
}

function afterwards(reader: Reader, terminal_id: string, now: Moment): DisplayState {
  const sale = findLastSale(reader, terminal_id)
  if (!sale || sale.sold_at > now) return { shows: 'idle' }
  const left_ms = Date.parse(later(sale.sold_at, THANKS_MS)) - Date.parse(now)
  if (left_ms <= 0) return { shows: 'idle' }
  return { shows: 'thanks', sale, back_minor: handedBack(reader, sale), left_ms }
}

function handedBack(reader: Reader, { tenders }: WholeSale): Minor {
  const exchanged = tenders.find(({ method }) => method === 'exchange')
  const refund = exchanged?.party_id ? findRefund(reader, exchanged.party_id) : undefined
  const back = refund?.tenders.filter(({ method }) => method !== 'exchange') ?? []
  return sum(back.map(({ amount_minor }) => amount_minor))
}

const TITLES = /^(bu|ibu|pak|bapak|bp|mas|mbak|kak|bang|mr|mrs|ms|miss)\.?$/i

/** As much of a name as may stand where a queue reads it: the first word, and the title before it. */
export function firstName(name: string | null): string | null {
  const [first, second] = name?.trim().split(/\s+/) ?? []
  if (!first) return null
  return second && TITLES.test(first) ? `${first} ${second}` : first
}
