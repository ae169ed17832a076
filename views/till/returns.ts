import type { ExchangeCredit } from '../../server/refunds/read-returns.ts'
import type { TillState } from '../../server/till/read-till.ts'
import { figure, money, quantity } from '../format.ts'
import { type Html, html } from '../html.ts'
import { icon } from '../icons.ts'
import type { Page } from '../page.ts'

/** What a basket still asks for after what is given back for it; never below nothing. */
export function owedAmount({ basket: { total_minor }, returns }: TillState): number {
  return Math.max(0, total_minor - (returns?.value_minor ?? 0))
}

/** The goods given back, under those that are taken for them. */
export function returnedLines(page: Page, { receipt_no, lines }: ExchangeCredit): Html {
  const { locale } = page
  const w = page.words.refunds
  return html`<section class="returns" aria-label="${w.returned}">
    <header><h2>${w.returned} <small>${w.from_slip(receipt_no)}</small></h2>
      <button type="button" class="plain" hx-post="/till/exchange/cancel" hx-target="#slip" hx-swap="outerMorph">${icon('close')}<span>${w.call_off}</span></button></header>
    ${lines.length === 0 && html`<p class="notice refused">${icon('warning')}<span>${w.gone}</span></p>`}
    <ul>${lines.map(
      ({ line, quantity_milli, total_minor, destination }) => html`<li><span>${line.name}
        <small>${quantity(quantity_milli, locale)} ${line.unit} · ${destination === 'shelf' ? w.to_shelf : w.to_waste}</small></span>
        <b>−${figure(total_minor, locale)}</b></li>`
    )}</ul>
  </section>`
}

/** What the goods given back are worth, and what is left to pay or to hand back. */
export function returnedSum({ words, locale }: Page, credit: ExchangeCredit, total: number): Html {
  const w = words.refunds
  const { value_minor, back_minor } = credit
  const [label, amount] =
    back_minor > 0 ? [w.back_to_customer, back_minor] : [w.still_owed, Math.max(0, total - value_minor)]
  return html`<p><span>${w.returned}</span>${money(-value_minor, locale)}</p>
    <p class="total"><span>${label}</span><output>${money(amount, locale)}</output></p>`
}
