import { type HeldBasket, listHeldBaskets } from '../baskets/find-held.ts'
import {
  type BasketHead,
  findLastChange,
  findTillBasket,
  listOtherBaskets,
  priceNow,
  readBasketHead
} from '../baskets/read-basket.ts'
import { type HeldTender, listHeldTenders } from '../baskets/take-tender.ts'
import type { Reader } from '../db/prepare.ts'
import type { PricedBasket } from '../pricing/basket.ts'
import { type ExchangeCredit, exchangeCredit } from '../refunds/read-returns.ts'
import { findLastSale, type WholeSale } from '../sales/find-sales.ts'
import { currentDay } from '../settings/current-day.ts'
import { findOpenShift, type Shift } from '../shifts/find-shift.ts'
import type { Moment } from '../values/clock.ts'
import { minor, sum } from '../values/money.ts'
import { type Buyer, findBuyer } from './find-buyer.ts'

/** What a till shows of its work: the basket in hand, priced as it would be sold now. */
export interface TillState {
  basket_id: string | null
  basket: PricedBasket
  head: BasketHead | null
  /** What was taken for the basket already. */
  tenders: HeldTender[]
  /** What is given back for it, when it is an exchange. */
  returns: ExchangeCredit | undefined
  /** The line that changed last, where the eye should fall. */
  last_line_no: number | null
  can_undo: boolean
  shift: Shift | undefined
  last_sale: WholeSale | undefined
  others: ReturnType<typeof listOtherBaskets>
  /** Who buys. */
  buyer: Buyer | undefined
  /** What waits, shown while the till's own basket is empty. */
  held: HeldBasket[]
  /** The moment all this is of. */
  now: Moment
}

/**
 * Reads all that a till shows at a moment; prices may change with the hour.
 *
 * @param who works there, where that decides which shift is theirs
 */
export function readTill(
  reader: Reader,
  terminal_id: string,
  at: Moment,
  who?: { staff_id: string } | undefined
): TillState {
  const shift = findOpenShift(reader, terminal_id, who?.staff_id)
  const basket_id = findTillBasket(reader, terminal_id)
  const business_day = shift?.business_day ?? currentDay(reader, at)
  const basket = priceNow(reader, basket_id, { business_day, at })
  const change = basket_id ? findLastChange(reader, basket_id) : undefined
  const idle = basket.lines.length === 0
  const head = basket_id ? readBasketHead(reader, basket_id) : null
  const tenders = basket_id ? listHeldTenders(reader, basket_id) : []
  const open_minor = minor(basket.total_minor - sum(tenders.map(({ amount_minor }) => amount_minor)))
  return {
    basket_id: basket_id ?? null,
    basket,
    head,
    buyer: head?.customer_id ? findBuyer(reader, head.customer_id) : undefined,
    tenders,
    returns: basket_id ? exchangeCredit(reader, basket_id, open_minor) : undefined,
    last_line_no: change?.line_no ?? null,
    can_undo: change !== undefined,
    shift,
    // Between two sales there is room for what was and what waits elsewhere; during one there is not.
    last_sale: idle ? findLastSale(reader, terminal_id) : undefined,
    others: idle ? listOtherBaskets(reader, terminal_id) : [],
    held: idle ? listHeldBaskets(reader, at).filter(({ is_discarded }) => !is_discarded) : [],
    now: at
  }
}
