import type { ShelfItem } from '../../server/catalog/search-items.ts'
import type { Drawer } from '../../server/shifts/find-shift.ts'
import { backLink } from '../back.ts'
import { figure } from '../format.ts'
import { formKeys } from '../forms.ts'
import { type Html, html } from '../html.ts'
import { icon } from '../icons.ts'
import { layout } from '../layout.ts'
import type { Page } from '../page.ts'
import { cannot, planSource, reasonChoice, wasteChoice } from './refund-form.ts'
import { stepper } from './stepper.ts'

/** Goods as they lie on the counter. */
export interface Brought {
  /** The item, and after a colon its unit where it is not the item's own. */
  goods: string
  name: string
  unit: string
  quantity_milli: number
}

/** What lies on the counter, and what a search found that may be added to it. */
export interface Counted {
  brought: readonly Brought[]
  found: readonly ShelfItem[]
}

/** Where goods come back whose receipt nobody has. */
export function withoutSlipPage(
  page: Page,
  counted: Counted,
  { drawer, plan }: { drawer: Drawer; plan: Html }
): Html {
  const { words } = page
  const w = words.refunds
  return layout(page, {
    title: w.without_slip_title,
    place: 'sales',
    content: html`<main id="content" class="page">
      ${backLink('/sales', words.sales.title)}
      <header class="head"><div><h1>${w.without_slip_title}</h1><p class="hint">${w.without_slip_text}</p></div></header>
      ${drawer !== 'open' && cannot(page, drawer)}
      <form class="card find" hx-get="/refunds/new/goods" hx-include="#choices" hx-target="#brought" hx-swap="outerMorph">
        <label class="field"><span>${w.goods_search}</span>
          <input name="text" autocomplete="off" maxlength="120" placeholder="${w.goods_hint}" data-cleared autofocus></label>
        <button>${icon('plus')}<span>${words.till.add}</span></button></form>
      <form class="beside returning" method="post" action="/refunds" hx-post="/refunds" hx-swap="none">
        ${formKeys(page)}
        <div id="choices" class="stack">${broughtGoods(page, counted)}${reasonChoice(page, w.reasons)}</div>
        <section class="card stack to-pay-back">
          <div id="plan" aria-live="polite" ${planSource('/refunds/new/plan')}>${plan}</div>
          <button class="primary big" ${drawer !== 'open' && 'disabled'}>${w.confirm.refund}</button>
        </section>
      </form>
    </main>`
  })
}

/** The goods on the counter, each with how many; above them what a search could not tell apart. */
export function broughtGoods(page: Page, { brought, found }: Counted, waste: readonly string[] = []): Html {
  const { words, locale } = page
  const w = words.refunds
  return html`<section id="brought" class="card stack"><h2>${w.choose}</h2>
    ${
      found.length > 0 &&
      html`<div class="found">${found.map(
        (
          item
        ) => html`<button type="button" hx-get="/refunds/new/goods?add=${item.item_id}" hx-include="#choices"
          hx-target="#brought" hx-swap="outerMorph"><span>${item.name}</span><b>${figure(item.price_minor, locale)}</b></button>`
      )}</div>`
    }
    ${brought.length === 0 && found.length === 0 && html`<p class="hint">${w.goods_hint}</p>`}
    <ul class="coming-back">${brought.map(
      ({ goods, name, unit, quantity_milli }) => html`<li><p><b>${name}</b><small>${unit}</small></p>
        <input type="hidden" name="goods" value="${goods}">${stepper(page, { name, now_milli: quantity_milli })}${wasteChoice(page, { name, value: goods, chosen: waste.includes(goods) })}</li>`
    )}</ul></section>`
}
