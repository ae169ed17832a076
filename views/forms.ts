import type { TenderMethod } from '../server/tenders/find-methods.ts'
import { newId } from '../server/values/id.ts'
import { type Html, html } from './html.ts'
import type { Page } from './page.ts'
import { methodName } from './tenders/method-name.ts'

/** What every form carries: an id of its own, so that it happens once, and the token that it is ours. */
export function formKeys(page: Page): Html {
  return html`<input type="hidden" name="request_id" value="${newId()}">
    <input type="hidden" name="_csrf" value="${page.csrf_token()}">`
}

/** A button that is a deed by itself. */
export function postButton(
  page: Page,
  url: string,
  label: string,
  kind: '' | 'danger' | 'primary' | 'plain'
): Html {
  return html`<form method="post" action="${url}" hx-post="${url}" hx-swap="none">${formKeys(page)}
    <button class="${kind}">${label}</button></form>`
}

/** A labelled field; the hint stands below and is read with it. */
export function field(label: string, input: Html, hint?: string): Html {
  return html`<label class="field"><span>${label}</span>${input}${hint ? html`<small>${hint}</small>` : ''}</label>`
}

/**
 * Where an amount in rupiah is typed, grouped as it grows.
 *
 * @param more attributes of this one
 */
export function amountInput(name: string, more?: Html): Html {
  return html`<input class="number amount" name="${name}" inputmode="numeric" autocomplete="off" maxlength="15" data-money ${more}>`
}

/** Some to choose one from, each with what it means. */
export function choices(
  legend: string,
  name: string,
  chosen: string,
  options: [string, string, string][]
): Html {
  return html`<fieldset><legend>${legend}</legend><div class="choices two">${options.map(
    ([value, label, text]) => html`<label class="choice">
      <input type="radio" name="${name}" value="${value}" ${value === chosen ? 'checked' : ''} required>
      <span><b>${label}</b><small>${text}</small></span></label>`
  )}</div></fieldset>`
}

/** By what it is paid. */
export function meansSelect({ words }: Page, methods: readonly TenderMethod[]): Html {
  return html`<select name="method_id">${methods.map(
    (method) =>
      html`<option value="${method.method_id}" data-kind="${method.kind}">${methodName(words, method)}</option>`
  )}</select>`
}
