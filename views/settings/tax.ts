import type { PricedBasket, ServiceCharge } from '../../server/pricing/basket.ts'
import type { Refusal } from '../../server/refusal.ts'
import type { DatedTaxRule } from '../../server/settings/find-tax-rule.ts'
import type { Settings } from '../../server/settings/read-settings.ts'
import type { TaxRuleText, TaxText } from '../../server/settings/read-tax-form.ts'
import type { BusinessDay } from '../../server/values/business-day.ts'
import { backLink } from '../back.ts'
import { money } from '../format.ts'
import { choices, field, formKeys } from '../forms.ts'
import { type Html, html } from '../html.ts'
import { icon } from '../icons.ts'
import { layout } from '../layout.ts'
import type { Page } from '../page.ts'
import { refusalSentence } from '../refusal.ts'
import { savedNotice } from '../saved.ts'
import { taxRules } from './tax-rules.ts'

/** The same meal, with the service charge taken after the discount and before it. */
export type Examples = Record<ServiceCharge['of'], PricedBasket>

export interface TaxFacts {
  settings: Settings
  day: BusinessDay
  rules: DatedTaxRule[]
  examples: Examples
  saved: boolean
  /** What was typed and not taken. */
  refused?:
    | { part: 'outlet'; text: TaxText; refusal: Refusal }
    | { part: 'rule'; text: TaxRuleText; refusal: Refusal }
}

/** Which taxes the outlet collects, with what they come to, and the rules by date. */
export function taxPage(page: Page, facts: TaxFacts): Html {
  const { settings, examples, saved, refused } = facts
  const w = page.words.tax
  return layout(page, {
    title: w.title,
    place: 'settings',
    content: html`<main id="content" class="page">
      ${backLink('/settings', page.words.settings.title)}
      <header><h1>${w.title}</h1><p class="hint">${w.text}</p></header>
      ${saved && savedNotice(page)}
      <div class="beside">
        ${outletForm(page, settings, refused?.part === 'outlet' ? refused : undefined)}
        <section class="card stack tax-example"><header><h2>${w.example.title}</h2><p class="hint">${w.example.text}</p></header>
          <div id="tax-example" aria-live="polite" hx-get="/settings/tax/example" hx-include="#outlet-taxes" hx-swap="innerHTML"
            hx-trigger="input from:#outlet-taxes delay:300ms, change from:#outlet-taxes">${taxExample(page, examples, settings.service_of)}</div>
        </section>
      </div>
      ${taxRules(page, facts, refused?.part === 'rule' ? refused : undefined)}
    </main>`
  })
}

/** Two ways to take the service charge, beside each other; null while it is no percentage. */
export function taxExample(page: Page, examples: Examples | null, chosen?: ServiceCharge['of']): Html {
  const w = page.words.tax.example
  if (!examples) return html`<div class="notice refused">${icon('warning')}<p>${w.faulty}</p></div>`
  const { net, gross } = examples
  return html`<div class="two">${(
    [
      ['net', net],
      ['gross', gross]
    ] as const
  ).map(
    ([of, basket]) => html`<div class="bill-card">
      <h3>${w[of]} ${of === chosen && html`<span class="tag good">${w.chosen}</span>`}</h3>
      <dl class="bill">
        ${billRow(w.price, money(basket.lines[0]?.gross_minor ?? 0, page.locale))}
        ${billRow(w.discount, money(-basket.reduced_minor, page.locale))}
        ${billRow(w.service, money(basket.service_minor, page.locale))}
        ${basket.taxes.map(({ label, included, tax_minor }) => billRow(included ? w.included(label) : label, money(tax_minor, page.locale)))}
        ${billRow(w.total, html`<b>${money(basket.total_minor, page.locale)}</b>`)}
      </dl></div>`
  )}</div>`
}

function billRow(label: string, amount: Html): Html {
  return html`<div><dt>${label}</dt><dd>${amount}</dd></div>`
}

function outletForm(
  page: Page,
  settings: Settings,
  refused: { text: TaxText; refusal: Refusal } | undefined
): Html {
  const w = page.words.tax
  const typed = refused?.text ?? textOf(settings)
  return html`<form class="card stack" method="post" action="/settings/tax" hx-post="/settings/tax" hx-target="#content"
    hx-select="#content" hx-swap="outerHTML" novalidate>
    ${refused && html`<div class="notice refused" role="alert">${icon('warning')}<p>${refusalSentence(page, refused.refusal)}</p></div>`}
    ${formKeys(page)}
    <div class="stack" id="outlet-taxes">
      <h2>${w.ppn.title}</h2>
      ${choices(w.ppn.status, 'collects_tax', typed.collects_tax, [
        ['no', w.ppn.not_registered, w.ppn.not_registered_text],
        ['yes', w.ppn.registered, w.ppn.registered_text]
      ])}
      ${choices(w.ppn.prices, 'prices_include_tax', typed.prices_include_tax, [
        ['yes', w.ppn.included, w.ppn.included_text],
        ['no', w.ppn.added, w.ppn.added_text]
      ])}
      <header><h2>${w.pbjt.title}</h2><p class="hint">${w.pbjt.text}</p></header>
      ${choices(w.pbjt.status, 'collects_pbjt', typed.collects_pbjt, [
        ['no', w.pbjt.no, w.pbjt.no_text],
        ['yes', w.pbjt.yes, w.pbjt.yes_text]
      ])}
      ${choices(w.pbjt.prices, 'pbjt_included', typed.pbjt_included, [
        ['yes', w.pbjt.included, w.pbjt.included_text],
        ['no', w.pbjt.added, w.pbjt.added_text]
      ])}
      <header><h2>${w.service.title}</h2><p class="hint">${w.service.text}</p></header>
      ${field(w.service.percent, html`<input name="service" class="number" inputmode="decimal" maxlength="6" value="${typed.service}">`, w.service.percent_hint)}
      ${choices(w.service.of, 'service_of', typed.service_of, [
        ['net', w.service.net, w.service.net_text],
        ['gross', w.service.gross, w.service.gross_text]
      ])}
    </div>
    <button class="primary">${page.words.common.save}</button>
  </form>`
}

function textOf(settings: Settings): TaxText {
  const yes = (is: boolean) => (is ? ('yes' as const) : ('no' as const))
  return {
    collects_tax: yes(settings.collects_tax),
    prices_include_tax: yes(settings.prices_include_tax),
    collects_pbjt: yes(settings.collects_pbjt),
    pbjt_included: yes(settings.pbjt_included),
    service: settings.service_bp === 0 ? '' : String(settings.service_bp / 100).replace('.', ','),
    service_of: settings.service_of
  }
}
