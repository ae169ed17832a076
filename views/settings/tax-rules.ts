import type { Refusal } from '../../server/refusal.ts'
import type { DatedTaxRule } from '../../server/settings/find-tax-rule.ts'
import type { TaxRuleText } from '../../server/settings/read-tax-form.ts'
import type { TaxKind } from '../../server/settings/tables.ts'
import type { BusinessDay } from '../../server/values/business-day.ts'
import { percent, plainDay } from '../format.ts'
import { field, formKeys, postButton } from '../forms.ts'
import { type Html, html } from '../html.ts'
import { icon } from '../icons.ts'
import type { Page } from '../page.ts'
import { refusalSentence } from '../refusal.ts'

const KINDS = ['pbjt', 'ppn', 'ppn-luxury'] as const satisfies TaxKind[]

/** Every rule by date, and a form for the next. */
export function taxRules(
  page: Page,
  { rules, day }: { rules: DatedTaxRule[]; day: BusinessDay },
  refused: { text: TaxRuleText; refusal: Refusal } | undefined
): Html {
  const w = page.words.tax.rules
  return html`<section class="stack" id="tax-rules">
    <header><h2>${w.title}</h2><p class="hint">${w.text}</p></header>
    <div class="table"><table class="cards">
      <thead><tr><th>${w.tax}</th><th>${w.from}</th><th class="number">${w.rate}</th><th>${w.base}</th><th>${w.state}</th></tr></thead>
      <tbody>${rules.map((rule) => ruleRow(page, rule, day))}</tbody>
    </table></div>
    ${ruleForm(page, day, refused)}
  </section>`
}

function ruleRow(page: Page, rule: DatedTaxRule, day: BusinessDay): Html {
  const { locale } = page
  const w = page.words.tax.rules
  const { rate, base, tax_rule_id } = rule
  const whole = base[0] === base[1]
  const effective = percent(((rate[0] * base[0]) / (rate[1] * base[1])) * 10_000, locale)
  const state = rule.holds
    ? html`<span class="tag good">${w.holds}</span>`
    : html`<span class="tag">${rule.valid_from > day ? w.later : w.past}</span>`
  return html`<tr>
    <td><b>${w.taxes[rule.tax]}</b></td>
    <td data-label="${w.from}">${plainDay(rule.valid_from, locale)}</td>
    <td class="number" data-label="${w.rate}">${percent((rate[0] / rate[1]) * 10_000, locale)}</td>
    <td data-label="${w.base}">${whole ? w.whole : html`${base[0]}/${base[1]} <small>${w.effective(effective)}</small>`}</td>
    <td><div class="row">${state}${rule.may_go && postButton(page, `/settings/tax/rules/${tax_rule_id}/removal`, w.remove, 'plain')}</div></td>
  </tr>`
}

function ruleForm(
  page: Page,
  day: BusinessDay,
  refused: { text: TaxRuleText; refusal: Refusal } | undefined
): Html {
  const w = page.words.tax.rules
  const typed = refused?.text ?? {
    tax: 'pbjt',
    rate: '',
    base_numerator: '1',
    base_denominator: '1',
    valid_from: day
  }
  const number = (name: 'base_numerator' | 'base_denominator', label: string) =>
    html`<input name="${name}" class="number" inputmode="numeric" maxlength="4" value="${typed[name]}" aria-label="${label}">`
  return html`<form class="card stack" method="post" action="/settings/tax/rules" hx-post="/settings/tax/rules"
    hx-target="#content" hx-select="#content" hx-swap="outerHTML" novalidate>
    <header><h3>${w.add}</h3><p class="hint">${w.add_text}</p></header>
    ${refused && html`<div class="notice refused" role="alert">${icon('warning')}<p>${refusalSentence(page, refused.refusal)}</p></div>`}
    ${formKeys(page)}
    <div class="two">
      ${field(
        w.tax,
        html`<select name="tax">${KINDS.map((kind) => html`<option value="${kind}" ${kind === typed.tax ? 'selected' : ''}>${w.taxes[kind]}</option>`)}</select>`
      )}
      ${field(w.rate_percent, html`<input name="rate" class="number" inputmode="decimal" maxlength="6" value="${typed.rate}" required>`)}
      <fieldset class="field"><legend>${w.base_fraction}</legend>
        <span class="fraction">${number('base_numerator', w.base_above)}<span>/</span>${number('base_denominator', w.base_below)}</span>
        <small>${w.base_hint}</small></fieldset>
      ${field(w.valid_from, html`<input name="valid_from" type="date" min="${day}" value="${typed.valid_from}" required>`)}
    </div>
    <button>${w.add}</button>
  </form>`
}
