import type { PartName } from '../../server/pricing/promotion-form.ts'
import { moneyText } from '../format.ts'
import { type Html, html } from '../html.ts'
import { icon } from '../icons.ts'
import type { Page } from '../page.ts'

/** Goods that can be ticked: an item in one of its units. */
export interface PickerGoods {
  /** `item_id` or `item_id/unit_id`. */
  value: string
  label: string
  price_minor: number | null
}

/** One part of an offer where goods are chosen, with what is chosen so far. */
export interface PickerState {
  part: PartName
  of: string
  /** How many of it, where the offer counts. */
  count: string | null
  text: string
  category: string
  categories: { category_id: string; name: string }[]
  picked: PickerGoods[]
  found: PickerGoods[]
}

/** Chooses goods: some items found by typing, a category, or everything. It redraws itself; what is ticked stays. */
export function picker(page: Page, state: PickerState): Html {
  const w = page.words.promotions.form
  const { part, categories, category, count } = state
  const of = state.of === 'category' || state.of === 'everything' ? state.of : 'items'
  const id = `part-${part}`
  return html`<fieldset class="picker stack" id="${id}" hx-get="/promotions/goods?part=${part}" hx-include="#${id}"
    hx-trigger="input delay:200ms, change" hx-sync="this:replace" hx-swap="outerMorph">
    <legend><h2>${w.parts[part]}</h2></legend>
    <div class="two">
      ${count !== null && html`<label class="field"><span>${w.count}</span><input name="${part}_count" class="number" inputmode="numeric" maxlength="4" autocomplete="off" value="${count}"></label>`}
      <label class="field"><span>${w.of}</span><select name="${part}_of">${Object.entries(w.ofs).map(
        ([value, label]) => html`<option value="${value}" ${value === of ? 'selected' : ''}>${label}</option>`
      )}</select></label>
      ${
        of === 'category' &&
        html`<label class="field"><span>${w.category}</span><select name="${part}_category"><option value="">${w.choose}</option>${categories.map(
          ({ category_id, name }) =>
            html`<option value="${category_id}" ${category_id === category ? 'selected' : ''}>${name}</option>`
        )}</select></label>`
      }
      ${
        of === 'items' &&
        html`<label class="field"><span>${w.search}</span><input id="${id}-text" name="${part}_text" type="search" value="${state.text}" maxlength="120"
          autocomplete="off"><small>${w.search_hint}</small></label>`
      }
    </div>
    ${of === 'items' && ticks(page, state)}
  </fieldset>`
}

function ticks(page: Page, { part, picked, found, text }: PickerState): Html {
  const w = page.words.promotions.form
  const tick = (goods: PickerGoods, is_picked: boolean) =>
    html`<li><label class="tick"><input type="checkbox" name="${part}_item" value="${goods.value}" ${is_picked ? 'checked' : ''}>
      <span>${goods.label}</span>${goods.price_minor !== null && html`<b>${moneyText(goods.price_minor, page.locale)}</b>`}</label></li>`
  const others = found.filter(({ value }) => !picked.some((one) => one.value === value))
  return html`<ul class="ticks">${picked.map((goods) => tick(goods, true))}${others.map((goods) => tick(goods, false))}</ul>
    ${picked.length === 0 && others.length === 0 && html`<p class="hint">${text ? html`${icon('search')} ${page.words.common.nothing_found}` : w.nothing_picked}</p>`}`
}
