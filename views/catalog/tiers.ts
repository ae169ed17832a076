import { type ItemTier, tierWarning } from '../../server/catalog/find-tiers.ts'
import type { Unit } from '../../server/catalog/find-units.ts'
import { tierRows } from '../../server/catalog/read-goods-forms.ts'
import { figure, money, quantity } from '../format.ts'
import { formKeys } from '../forms.ts'
import { type Html, html } from '../html.ts'
import { icon } from '../icons.ts'
import type { Page } from '../page.ts'
import { refusalSentence } from '../refusal.ts'
import { savedNotice } from '../saved.ts'
import type { GoodsItem, ItemGoods, Part, Refused } from './item-goods.ts'

type Row = ReturnType<typeof tierRows>[number]

const EMPTY: Row = { unit: '', from: '', group: '', price: '' }

/** Cheaper prices by quantity and by group of customers: a table to fill in, or to read for who may not change it. */
export function tiersSection(
  page: Page,
  item: GoodsItem,
  goods: ItemGoods & { saved: Part | undefined; refused: Refused | undefined }
): Html | null {
  const { saved, refused, tiers } = goods
  const w = page.words.goods.tiers
  const may_edit = page.may('edit-items')
  if (!may_edit && tiers.length === 0) return null
  const typed = refused?.part === 'tiers' ? refused : undefined
  return html`<section class="card stack" id="tiers">
    <header><h2 ${saved === 'tiers' && html`tabindex="-1" autofocus`}>${w.title}</h2>${may_edit && html`<p class="hint">${w.text}</p>`}</header>
    ${saved === 'tiers' && savedNotice(page)}
    ${may_edit ? tiersForm(page, item, goods, typed) : tiersTable(page, goods)}
  </section>`
}

function tiersForm(
  page: Page,
  item: GoodsItem,
  { units, tiers, groups }: ItemGoods,
  typed: Extract<Refused, { part: 'tiers' }> | undefined
): Html {
  const { words } = page
  const w = words.goods.tiers
  const url = `/items/${item.item_id}/tiers`
  const rows = typed
    ? tierRows(typed.text).map((row) => tierRow(page, row, units, groups))
    : tiers.map((tier) =>
        tierRow(page, rowOf(tier, page.locale), units, groups, warningOf(tier, units, item))
      )
  return html`<form class="stack" method="post" action="${url}" hx-post="${url}" hx-target="#content" hx-select="#content"
    hx-swap="outerHTML" novalidate>
    ${typed && html`<div class="notice refused" role="alert">${icon('warning')}<p>${refusalSentence(page, typed.refusal)}</p></div>`}
    ${formKeys(page)}
    <ul class="rows" data-rows>${rows}${tierRow(page, EMPTY, units, groups)}</ul>
    <div class="row">
      <button type="button" data-add-row>${icon('plus')}<span>${w.add}</span></button>
      <button class="primary">${words.common.save}</button>
    </div>
  </form>`
}

function tierRow(
  { words }: Page,
  { unit, from, group, price }: Row,
  units: Unit[],
  groups: ItemGoods['groups'],
  warning?: ReturnType<typeof tierWarning>
): Html {
  const w = words.goods.tiers
  return html`<li class="tier-row">
    <label class="field"><span>${w.from}</span><input name="from" class="number" inputmode="decimal" value="${from}"></label>
    <label class="field"><span>${w.unit}</span><select name="unit">${units.map(
      ({ unit_id, name }) =>
        html`<option value="${unit_id}" ${(unit_id ?? '') === unit ? 'selected' : ''}>${name}</option>`
    )}</select></label>
    <label class="field"><span>${w.group}</span><select name="group"><option value="">${w.everybody}</option>${groups.map(
      ({ group_id, name }) =>
        html`<option value="${group_id}" ${group_id === group ? 'selected' : ''}>${name}</option>`
    )}</select></label>
    <label class="field"><span>${w.price}</span><input name="price" class="number" inputmode="decimal" value="${price}">
      ${warning && html`<small class="fault" data-remark>${icon('warning')}<span>${w.warnings[warning]}</span></small>`}</label>
    <button type="button" class="plain" data-drop-row aria-label="${w.remove}">${icon('trash')}</button>
  </li>`
}

function tiersTable({ words, locale }: Page, { units, tiers, groups }: ItemGoods): Html {
  const w = words.goods.tiers
  return html`<table class="cards"><thead><tr><th>${w.from}</th><th>${w.group}</th><th class="number">${w.price}</th></tr></thead>
    <tbody>${tiers.map(({ unit_id, group_id, from_milli, price_minor }) => {
      const unit = units.find((one) => one.unit_id === unit_id)
      const group = groups.find((one) => one.group_id === group_id)
      return html`<tr><td>${quantity(from_milli, locale)} ${unit?.name}</td><td>${group?.name ?? w.everybody}</td>
        <td class="number">${money(price_minor, locale)}</td></tr>`
    })}</tbody></table>`
}

function rowOf({ unit_id, group_id, from_milli, price_minor }: ItemTier, locale: Page['locale']): Row {
  return {
    unit: unit_id ?? '',
    group: group_id ?? '',
    from: String(from_milli / 1000).replace('.', ','),
    price: figure(price_minor, locale)
  }
}

function warningOf(tier: ItemTier, units: Unit[], { cost_minor }: GoodsItem) {
  const unit = units.find(({ unit_id }) => unit_id === tier.unit_id)
  return unit && tierWarning(tier, unit, cost_minor)
}
