import { backLink } from '../back.ts'
import { formKeys } from '../forms.ts'
import { type Html, html } from '../html.ts'
import { layout } from '../layout.ts'
import type { Page } from '../page.ts'
import { nameAndPhone } from './customer-form.ts'

/** Somebody new: a name, a number, and whether they agree. */
export function newCustomerPage(page: Page): Html {
  const w = page.words.customers
  return layout(page, {
    title: w.add,
    place: 'customers',
    content: html`<main id="content" class="page customers">
      ${backLink('/customers', w.back)}
      <h1>${w.add}</h1>
      <form class="card stack new-customer" method="post" action="/customers" hx-post="/customers" hx-swap="none">
        ${formKeys(page)}
        ${nameAndPhone(page, undefined)}
        <button class="primary big">${page.words.common.save}</button>
      </form>
    </main>`
  })
}
