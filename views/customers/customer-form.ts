import type { Customer } from '../../server/customers/find-customers.ts'
import type { listGroups } from '../../server/customers/groups.ts'
import { phoneText } from '../../server/customers/phone.ts'
import { dayAndTime } from '../format.ts'
import { field, formKeys } from '../forms.ts'
import { type Html, html } from '../html.ts'
import type { Page } from '../page.ts'

/** The two fields that a new customer is, and what the customer is asked. */
export function nameAndPhone(
  page: Page,
  known: Pick<Customer, 'name' | 'phone' | 'consent_at'> | undefined
): Html {
  const w = page.words.customers
  const phone = known?.phone ? phoneText(known.phone) : ''
  return html`
    ${field(
      w.name,
      html`<input name="name" required maxlength="80" autocomplete="off" value="${known?.name ?? ''}" ${!known && 'autofocus'}>`
    )}
    ${field(
      w.phone,
      html`<input name="phone" type="tel" inputmode="tel" maxlength="30" autocomplete="off" value="${phone}" placeholder="${w.phone_example}">`,
      page.words.common.optional
    )}
    ${consent(page, known)}`
}

function consent(page: Page, known: Pick<Customer, 'consent_at'> | undefined): Html {
  const { words, locale, zone } = page
  const w = words.customers
  const since = known?.consent_at
    ? w.consent_since(dayAndTime(known.consent_at, locale, zone))
    : known && w.consent_none
  return html`<label class="choice consent"><input type="checkbox" name="consent" value="yes" ${known?.consent_at && 'checked'}>
    <span><b>${w.consent}</b><small>${since} ${w.consent_purpose}</small></span></label>`
}

/** Everything a cashier may put right about somebody. */
export function customerForm(page: Page, customer: Customer, groups: ReturnType<typeof listGroups>): Html {
  const w = page.words.customers
  const url = `/customers/${customer.customer_id}`
  return html`<form class="card stack" id="details" method="post" action="${url}" hx-post="${url}" hx-swap="none">
    <h2>${w.edit_title}</h2>
    ${formKeys(page)}
    ${nameAndPhone(page, customer)}
    ${field(
      w.group,
      html`<select name="group_id"><option value="">${w.no_group}</option>${groups.map(
        ({ group_id, name }) =>
          html`<option value="${group_id}" ${group_id === customer.group_id && 'selected'}>${name}</option>`
      )}</select>`
    )}
    ${field(w.note, html`<textarea name="note" rows="2" maxlength="500">${customer.note}</textarea>`, w.note_hint)}
    <button class="primary">${page.words.common.save}</button>
  </form>`
}
