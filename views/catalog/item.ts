import type { findAnyItem } from '../../server/catalog/find-item.ts'
import type { Fault, Field } from '../../server/catalog/price-list/faults.ts'
import { type ItemText, readItemForm } from '../../server/catalog/read-item-form.ts'
import type { Refusal } from '../../server/refusal.ts'
import type { Milli } from '../../server/values/quantity.ts'
import { readQuantity } from '../../server/values/read-number.ts'
import { backLink } from '../back.ts'
import { figure, moneyText, quantity } from '../format.ts'
import { formKeys, postButton } from '../forms.ts'
import { type Html, html } from '../html.ts'
import { icon } from '../icons.ts'
import { layout } from '../layout.ts'
import type { Page } from '../page.ts'
import { refusalSentence } from '../refusal.ts'
import { savedNotice } from '../saved.ts'
import { classificationSection } from './classification.ts'
import { faultReason } from './fault.ts'
import type { ItemGoods, Part, Refused } from './item-goods.ts'
import { stockMark } from './items.ts'
import { tiersSection } from './tiers.ts'
import { unitsSection } from './units.ts'

type Item = NonNullable<ReturnType<typeof findAnyItem>> & { barcodes: string[]; quantity_milli: Milli }

/** What was typed, and what is wrong with it. */
interface Typed {
  categories: string[]
  text?: ItemText
  refusal?: Refusal
}

/** An empty card, or one that was not accepted yet. */
export function newItemPage(page: Page, typed: Typed): Html {
  const w = page.words.items
  return frame(page, w.form.new_title, [
    itemForm(page, { ...typed, url: '/items', action: w.form.create, with_stock: true })
  ])
}

/** One item: its card, its stock, and the way off sale. Who may not change it may look. */
export function itemPage(
  page: Page,
  given: Typed & {
    item: Item
    goods: ItemGoods
    saved?: Part | 'card' | undefined
    correction?: { counted: string; reason: string }
    /** What was typed in another part of the page and not taken. */
    refused?: Refused
  }
): Html {
  const { item, correction, refusal } = given
  const parts = {
    ...given.goods,
    saved: given.saved === 'card' ? undefined : given.saved,
    refused: given.refused
  }
  const w = page.words.items
  const may_edit = page.may('edit-items')
  const url = `/items/${item.item_id}`
  const text = given.text ?? textOf(page, item)
  const on_card = correction ? undefined : refusal
  return frame(page, item.name, [
    given.saved === 'card' && savedNotice(page),
    item.retired_at !== null && retiredNotice(page, item),
    html`<div class="beside">
      ${itemForm(page, { categories: given.categories, text, ...(on_card && { refusal: on_card }), url, action: page.words.common.save, with_stock: false })}
      <div class="stack">
        ${stockCard(page, item, correction, correction ? refusal : undefined)}
        ${may_edit && marginCard(page, item)}
        ${item.retired_at === null && page.may('print-labels') && labelsLink(page, item)}
        ${
          may_edit &&
          item.retired_at === null &&
          html`<section class="card stack"><p>${w.form.retire_text}</p>
          ${postButton(page, `${url}/retirement`, w.form.retire, 'danger')}</section>`
        }
      </div>
    </div>`,
    unitsSection(page, item, parts),
    tiersSection(page, item, parts),
    classificationSection(page, item, parts)
  ])
}

function labelsLink({ words }: Page, { item_id }: Item): Html {
  return html`<a class="button" href="/labels?item=${item_id}">${icon('tag')}<span>${words.labels.to_labels}</span></a>`
}

function frame(page: Page, title: string, content: (Html | false | null | undefined)[]): Html {
  return layout(page, {
    title,
    place: 'items',
    content: html`<main id="content" class="page">
      ${backLink('/items', page.words.items.title)}
      <h1>${title}</h1>
      ${content}
    </main>`
  })
}

interface Form extends Typed {
  url: string
  action: string
  with_stock: boolean
}

function itemForm(page: Page, { categories, text = {}, refusal, url, action, with_stock }: Form): Html {
  const { words } = page
  const w = words.items
  const may_edit = page.may('edit-items')
  const faults = refusal ? [...readItemForm(text).faults, ...faultOf(refusal)] : []
  const input = (field: Field, hint: string | undefined, attributes: Html): Html =>
    cell(
      page,
      field,
      faults,
      hint,
      (marks) => html`<input name="${field}" value="${text[field] ?? ''}" ${attributes} ${marks}>`
    )
  return html`<form class="card stack item-form" novalidate ${
    may_edit &&
    html`method="post" action="${url}" hx-post="${url}" hx-target="#content" hx-select="#content" hx-swap="outerHTML"`
  }>
    ${refusal && html`<div class="notice refused" role="alert">${icon('warning')}<p>${refusalSentence(page, refusal)}</p></div>`}
    ${may_edit && formKeys(page)}
    <fieldset class="stack" ${may_edit ? '' : 'disabled'}>
      ${input('name', undefined, html`required maxlength="240" ${with_stock && !refusal && 'autofocus'}`)}
      <div class="two">
        ${input('price', undefined, html`required inputmode="decimal" class="number"`)}
        ${may_edit && input('cost', w.form.cost_hint, html`inputmode="decimal" class="number"`)}
      </div>
      <div class="two">
        ${input('code', w.form.code_hint, html`maxlength="80" autocomplete="off"`)}
        ${input('category', words.common.optional, html`list="categories" maxlength="120" autocomplete="off"`)}
      </div>
      ${cell(
        page,
        'barcode',
        faults,
        w.form.barcode_hint,
        (marks) => html`<textarea name="barcode" rows="2" ${marks}>${text.barcode ?? ''}</textarea>`
      )}
      <div class="two">
        ${input('unit', w.form.unit_hint, html`maxlength="40" placeholder="pcs"`)}
        ${input('minimum', w.form.minimum_hint, html`inputmode="decimal" class="number"`)}
        ${with_stock && input('stock', undefined, html`inputmode="decimal" class="number"`)}
      </div>
      <label class="choice"><input type="checkbox" name="favourite" value="1" ${text.favourite ? 'checked' : ''}>
        <span><b>${w.form.favourite}</b><small>${w.form.favourite_text}</small></span></label>
    </fieldset>
    <datalist id="categories">${categories.map((name) => html`<option value="${name}">`)}</datalist>
    ${may_edit && html`<div class="actions"><a class="button" href="/items">${words.common.back}</a><button class="primary">${action}</button></div>`}
  </form>`
}

/** A labelled input with its faults in words, read with it; the first that is wrong has the cursor. */
function cell(
  page: Page,
  field: Field,
  faults: Fault[],
  hint: string | undefined,
  input: (marks: Html) => Html
): Html {
  const wrong = faults.filter((fault) => fault.field === field)
  const is_error = wrong.some(({ severity }) => severity === 'error')
  const is_first = is_error && faults.find(({ severity }) => severity === 'error')?.field === field
  const marks = html`${is_first && 'autofocus'} ${wrong.length > 0 && html`aria-describedby="fault-${field}"`} ${is_error && html`aria-invalid="true"`}`
  const sentence = wrong.map(
    (fault) => (fault.value && fault.field === 'barcode' ? `${fault.value} ` : '') + faultReason(page, fault)
  )
  return html`<label class="field"><span>${page.words.items.fields[field]}</span>${input(marks)}
    ${wrong.length > 0 && html`<small class="fault" id="fault-${field}">${icon('warning')}<span>${sentence.join('; ')}</span></small>`}
    ${hint && html`<small>${hint}</small>`}</label>`
}

/** Where a refusal of the deed itself belongs on the card. */
function faultOf({ code, facts }: Refusal): Fault[] {
  const name = String(facts['name'])
  if (code === 'item/barcode-taken') {
    const value = String(facts['barcode'])
    return [{ field: 'barcode', code: 'barcode-taken', severity: 'error', value, facts: { name } }]
  }
  if (code !== 'item/code-taken') return []
  const value = String(facts['code'])
  return [{ field: 'code', code: 'barcode-taken', severity: 'error', value, facts: { name } }]
}

function stockCard(
  page: Page,
  item: Item,
  correction: { counted: string; reason: string } | undefined,
  refusal: Refusal | undefined
): Html {
  const { words, locale } = page
  const w = words.items
  const url = `/items/${item.item_id}/stock`
  const counted = correction && readQuantity(correction.counted)
  const faults: Fault[] =
    typeof counted === 'string'
      ? [
          {
            field: 'stock',
            code: correction?.counted.trim() ? counted : 'missing',
            severity: 'error',
            value: ''
          }
        ]
      : []
  return html`<section class="card stack">
    <h2>${w.form.stock_title}</h2>
    <p class="stock-now"><span>${w.form.stock_now}</span> <b>${quantity(item.quantity_milli, locale)} <small>${item.unit}</small></b>
      ${stockMark(page, item)}</p>
    ${
      page.may('edit-items') &&
      html`<form class="stack" method="post" action="${url}" hx-post="${url}" hx-target="#content" hx-select="#content"
      hx-swap="outerHTML" novalidate>
      ${refusal && html`<div class="notice refused" role="alert">${icon('warning')}<p>${refusalSentence(page, refusal)}</p></div>`}
      ${formKeys(page)}
      <label class="field"><span>${w.form.counted}</span>
        <input name="counted" class="number" inputmode="decimal" value="${correction?.counted ?? ''}" required>
        ${faults.map((fault) => html`<small class="fault">${icon('warning')}<span>${faultReason(page, fault)}</span></small>`)}</label>
      <label class="field"><span>${w.form.reason}</span>
        <input name="reason" maxlength="200" value="${correction?.reason ?? ''}" required>
        ${correction && !correction.reason.trim() && html`<small class="fault">${icon('warning')}<span>${w.form.reason_missing}</span></small>`}
        <small>${w.form.reason_example}</small></label>
      <button>${w.form.correct}</button>
    </form>`
    }
  </section>`
}

function marginCard({ words, locale }: Page, { price_minor, cost_minor }: Item): Html {
  const w = words.items.form
  const margin = price_minor - (cost_minor ?? 0)
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 })
  return html`<section class="card"><h2>${w.margin}</h2>
    <p class="${margin < 0 && 'fault'}">${
      cost_minor === null || price_minor === 0
        ? w.no_margin
        : w.margin_text(moneyText(margin, locale), percent.format(margin / price_minor))
    }</p></section>`
}

function retiredNotice(page: Page, { item_id }: Item): Html {
  const w = page.words.items.form
  return html`<div class="notice waiting" role="status">${icon('warning')}<p>${w.retired}</p>
    ${page.may('edit-items') && postButton(page, `/items/${item_id}/return`, w.bring_back, '')}</div>`
}

/** An item as its own form would hold it; read back, it is the same item. */
function textOf({ locale }: Page, item: Item): ItemText {
  return {
    code: item.code,
    barcode: item.barcodes.join('\n'),
    name: item.name,
    category: item.category ?? '',
    unit: item.unit,
    price: figure(item.price_minor, locale),
    cost: item.cost_minor === null ? '' : figure(item.cost_minor, locale),
    minimum: plainQuantity(item.minimum_milli),
    ...(item.favourite && { favourite: '1' as const })
  }
}

/** Without groups, and with the mark that can only be a decimal one. */
function plainQuantity(thousandths: Milli): string {
  return String(thousandths / 1000).replace('.', ',')
}
