import type { Reader } from '../db/prepare.ts'
import { findTaxRule } from '../settings/find-tax-rule.ts'
import { readSettings } from '../settings/read-settings.ts'
import { findOpenShift, type Shift } from '../shifts/find-shift.ts'
import { findLastSale, type WholeSale } from './find-sales.ts'
import { type PricedBasket, priceBasket } from './price-basket.ts'
import { findLastChange, findTillBasket, listOtherBaskets, readBasketLines } from './read-basket.ts'

/** What a till shows of its work: the basket in hand, priced as it would be sold now. */
export interface TillState {
  basket_id: string | null
  basket: PricedBasket
  tax_label: string | null
  /** The line that changed last, where the eye should fall. */
  last_line_no: number | null
  can_undo: boolean
  shift: Shift | undefined
  last_sale: WholeSale | undefined
  others: ReturnType<typeof listOtherBaskets>
}

export function readTill(reader: Reader, terminal_id: string): TillState {
  const shift = findOpenShift(reader, terminal_id)
  const basket_id = findTillBasket(reader, terminal_id) ?? null
  const rule =
    shift && readSettings(reader).collects_tax ? findTaxRule(reader, shift.business_day) : undefined
  const basket = priceBasket(basket_id ? readBasketLines(reader, basket_id) : [], rule)
  const change = basket_id ? findLastChange(reader, basket_id) : undefined
  const idle = basket.lines.length === 0
  return {
    basket_id,
    basket,
    tax_label: rule?.label ?? null,
    last_line_no: change?.line_no ?? null,
    can_undo: change !== undefined,
    shift,
    // Between two sales there is room for what was and what waits elsewhere; during one there is not.
    last_sale: idle ? findLastSale(reader, terminal_id) : undefined,
    others: idle ? listOtherBaskets(reader, terminal_id) : []
  }
}
