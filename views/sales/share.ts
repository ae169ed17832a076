import type { WholeSale } from '../../server/sales/find-sales.ts'
import { formKeys } from '../forms.ts'
import { type Html, html } from '../html.ts'
import { icon } from '../icons.ts'
import type { Page } from '../page.ts'

/** The way to WhatsApp with this receipt as a message. */
export function whatsAppLink({ words }: Page, sale_id: string): Html {
  return html`<a class="button" href="/sales/${sale_id}/whatsapp" target="_blank" rel="noopener noreferrer">${icon('share')}<span>${words.slips.whatsapp}</span></a>`
}

/** The customer's own page of a sale, and its way to a telephone. */
export function shareCard(page: Page, { sale_id, link }: WholeSale, customer: string | undefined): Html {
  const { sales, slips } = page.words
  return html`<section class="card stack"><h2>${sales.share}</h2><p class="hint">${sales.share_text}</p>
    <a class="button" href="/r/${link}">${icon('receipt')}<span>${sales.share_action}</span></a>
    ${whatsAppLink(page, sale_id)}
    <p class="hint">${customer ? slips.whatsapp_hint_known(customer) : slips.whatsapp_hint}</p></section>`
}

/** A slip without prices, once more said to be a copy. */
export function giftForm(page: Page, { sale_id }: WholeSale, gifts: number): Html {
  const w = page.words.slips
  const url = `/sales/${sale_id}/gifts`
  return html`<form class="stack" method="post" action="${url}" hx-post="${url}" hx-swap="none">
    ${formKeys(page)}
    <button>${icon('gift')}<span>${w.gift_action}</span></button>
    <p class="hint">${gifts > 0 ? w.gift_exists : w.gift_hint}</p>
  </form>`
}
