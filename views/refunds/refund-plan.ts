import type { SalePlan } from '../../server/refunds/read-plan.ts'
import type { BroughtPlan } from '../../server/refunds/refund-without-slip.ts'
import type { SaleTax } from '../../server/sales/find-sales.ts'
import { money } from '../format.ts'
import { type Html, html } from '../html.ts'
import type { Page } from '../page.ts'
import type { Turn } from './refund-form.ts'

/** What would go back for what is chosen: largest the money, and under it how to hand it over. */
export function refundPlan(page: Page, plan: SalePlan, turn: Turn, taxes: readonly SaleTax[]): Html {
  const { words, locale } = page
  const w = words.refunds
  const is_exchange = turn === 'exchange'
  const included = taxes.flatMap(({ tax_rule_id, label }) => {
    const lines = plan.lines.filter(({ line }) => line.tax_rule_id === tax_rule_id)
    const tax_minor = lines.reduce((total, part) => total + part.tax_minor, 0)
    return tax_minor > 0 ? [{ label, tax_minor, is_included: lines[0]!.line.is_tax_included === 1 }] : []
  })
  const amount = is_exchange ? plan.owed_minor : plan.payout_minor
  return html`<dl class="sums">
      ${sum(w.goods, money(plan.subtotal_minor, locale))}
      ${plan.service_minor > 0 && sum(w.service, money(plan.service_minor, locale))}
      ${included.map((tax) => sum(tax.is_included ? w.tax_included(tax.label) : tax.label, money(tax.tax_minor, locale)))}
      ${!is_exchange && plan.rounding_minor !== 0 && sum(w.rounding, money(plan.rounding_minor, locale))}
    </dl>
    ${biggest(page, is_exchange ? w.worth : w.pay_back, amount)}
    ${is_exchange ? html`<p class="hint">${w.worth_text}</p>` : ways(page, plan)}
    <input type="hidden" name="payout" value="${amount}">`
}

/** The same for goods without a slip, which are always paid in cash. */
export function broughtPlan(page: Page, { basket, payout_minor }: BroughtPlan): Html {
  const { words, locale } = page
  const w = words.refunds
  const rounding = payout_minor - basket.total_minor
  return html`<dl class="sums">
      ${basket.lines.map((line) => sum(line.name, money(line.total_minor, locale)))}
      ${basket.service_minor > 0 && sum(w.service, money(basket.service_minor, locale))}
      ${basket.taxes.map((tax) => sum(tax.included ? w.tax_included(tax.label) : tax.label, money(tax.tax_minor, locale)))}
      ${rounding !== 0 && sum(w.rounding, money(rounding, locale))}
    </dl>
    ${biggest(page, w.pay_back, payout_minor)}
    <ul class="ways"><li><span>${w.back_by.cash}</span><b>${money(payout_minor, locale)}</b></li></ul>
    <input type="hidden" name="payout" value="${payout_minor}">`
}

/** Before anything is chosen. */
export function noPlan({ words }: Page): Html {
  return html`<p class="hint">${words.refunds.nothing_yet}</p><input type="hidden" name="payout" value="0">`
}

/** A choice that can't be, in words, where the figures would stand. */
export function faultyPlan(sentence: string): Html {
  return html`<p class="notice refused" role="alert">${sentence}</p><input type="hidden" name="payout" value="0">`
}

function biggest({ locale }: Page, label: string, amount: number): Html {
  return html`<p class="pay-back"><span>${label}</span><output>${money(amount, locale)}</output></p>`
}

function ways({ words, locale }: Page, { tenders }: SalePlan): Html {
  const sums = new Map<keyof typeof words.refunds.back_by, number>()
  for (const { method, amount_minor } of tenders) sums.set(method, (sums.get(method) ?? 0) + amount_minor)
  return html`<ul class="ways">${[...sums].map(([method, amount]) => html`<li><span>${words.refunds.back_by[method]}</span><b>${money(amount, locale)}</b></li>`)}</ul>`
}

function sum(label: string, amount: Html): Html {
  return html`<div><dt>${label}</dt><dd>${amount}</dd></div>`
}
