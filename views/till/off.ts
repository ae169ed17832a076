import type { BasketHead } from '../../server/baskets/read-basket.ts'
import type { Discount, PricedBasket, PricedLine } from '../../server/pricing/basket.ts'
import { moneyText, percent } from '../format.ts'
import { type Html, html } from '../html.ts'
import { icon } from '../icons.ts'
import type { Page } from '../page.ts'
import { keypad } from '../sign-in.ts'
import { lineTabs, taskHead } from './line.ts'

const QUICK_PERCENTS = [5, 10, 15, 20]

/** What is taken off one line by hand. */
export function lineOff(page: Page, row: PricedLine): Html {
  return off(page, {
    url: `/till/lines/${row.line_no}/discount`,
    title: row.name,
    tabs: lineTabs(page, row, 'discount'),
    now: row.discount
  })
}

/** What is taken off the whole basket by hand. */
export function basketOff(page: Page, head: BasketHead | null): Html {
  const { discount_bp = null, discount_minor = null } = head ?? {}
  return off(page, {
    url: '/till/discount',
    title: page.words.basket.off.basket_title,
    tabs: null,
    now: discountOf(discount_bp, discount_minor)
  })
}

function off(
  page: Page,
  { url, title, tabs, now }: { url: string; title: string; tabs: Html | null; now: Discount | null }
): Html {
  const { words, locale } = page
  const w = words.basket.off
  return html`<form class="task stack line-task" hx-post="${url}" hx-target="#slip" hx-swap="outerMorph" data-task>
    ${taskHead(page, title)}
    ${tabs}
    <p class="hint">${now ? w.now(offText(page, now)) : w.none}</p>
    <label class="field"><span>${w.how_much}</span>
      <input class="number" name="off" inputmode="none" autocomplete="off" maxlength="12" required autofocus></label>
    ${keypad(words.sign_in.digit_delete, ',')}
    <div class="pair"><button class="primary big" name="as" value="percent">${w.percent} <kbd>Enter</kbd></button>
      <button class="big" name="as" value="amount" data-key="F6">${w.amount} <kbd>F6</kbd></button></div>
    <div class="quick percents" role="group" aria-label="${w.quick}">${QUICK_PERCENTS.map(
      (part) =>
        html`<button type="button" hx-post="${url}" hx-vals='{"off":"${part}","as":"percent"}' hx-target="#slip" hx-swap="outerMorph">${percent(part * 100, locale)}</button>`
    )}</div>
    ${now ? html`<button class="danger" name="remove" value="yes" formnovalidate data-key="Delete">${icon('trash')}<span>${w.remove}</span> <kbd>Del</kbd></button>` : ''}
  </form>`
}

/** Another price for one line, set by hand. */
export function linePrice(page: Page, row: PricedLine): Html {
  const { words, locale } = page
  const w = words.basket.price
  return html`<form class="task stack line-task" hx-post="/till/lines/${row.line_no}/price" hx-target="#slip" hx-swap="outerMorph" data-task>
    ${taskHead(page, row.name)}
    ${lineTabs(page, row, 'price')}
    <p class="hint">${w.list(moneyText(row.list_price_minor, locale), row.unit)}</p>
    <label class="field"><span>${w.own}</span>
      <input class="number" name="price" inputmode="none" autocomplete="off" maxlength="15" required data-money autofocus></label>
    ${keypad(words.sign_in.digit_delete, '000')}
    <button class="primary big">${w.set} <kbd>Enter</kbd></button>
    ${row.own_price_minor === null ? '' : html`<button class="danger" name="remove" value="yes" formnovalidate data-key="Delete">${icon('undo')}<span>${w.remove}</span> <kbd>Del</kbd></button>`}
  </form>`
}

/** A discount as one says it: `10%` or `Rp 5.000`. */
function offText({ locale }: Page, discount: Discount): string {
  return discount.kind === 'percent'
    ? percent(discount.basis_points, locale)
    : moneyText(discount.amount_minor, locale)
}

function discountOf(
  basis_points: number | null,
  amount_minor: PricedBasket['total_minor'] | null
): Discount | null {
  if (basis_points !== null) return { kind: 'percent', basis_points }
  return amount_minor === null ? null : { kind: 'amount', amount_minor }
}
