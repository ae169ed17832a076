import type { Unit } from '../../server/catalog/find-units.ts'
import type { UnitText } from '../../server/catalog/read-goods-forms.ts'
import type { Refusal } from '../../server/refusal.ts'
import { share } from '../../server/values/money.ts'
import { figure, money, moneyText, quantity } from '../format.ts'
import { field, formKeys, postButton } from '../forms.ts'
import { type Html, html } from '../html.ts'
import { icon } from '../icons.ts'
import type { Page } from '../page.ts'
import { refusalSentence } from '../refusal.ts'
import { savedNotice } from '../saved.ts'
import type { GoodsItem, ItemGoods, Part, Refused } from './item-goods.ts'

/** The other units an item is sold in: each a card to change, and an empty one for the next. */
export function unitsSection(
  page: Page,
  item: GoodsItem,
  { units, saved, refused }: ItemGoods & { saved: Part | undefined; refused: Refused | undefined }
): Html | null {
  const w = page.words.goods.units
  const others = units.filter(({ unit_id }) => unit_id !== null)
  const may_edit = page.may('edit-items')
  if (!may_edit && others.length === 0) return null
  const typed = (unit_id: string | null) =>
    refused?.part === 'units' && refused.unit_id === unit_id ? refused : undefined
  return html`<section class="stack" id="units">
    <header><h2 ${saved === 'units' && html`tabindex="-1" autofocus`}>${w.title}</h2>${may_edit && html`<p class="hint">${w.text}</p>`}</header>
    ${saved === 'units' && savedNotice(page)}
    <ul class="units">
      ${others.map(
        (unit) =>
          html`<li class="card stack">${
            may_edit
              ? unitForm(page, item, { unit, ...typed(unit.unit_id) })
              : html`<h3>${unit.name}</h3>${unitFacts(page, item, unit)}`
          }</li>`
      )}
      ${may_edit && html`<li class="card stack">${unitForm(page, item, { ...typed(null) })}</li>`}
    </ul>
    ${may_edit && others.length > 0 && html`<p class="hint">${w.content_text}</p>`}
  </section>`
}

interface Typed {
  unit?: Unit & { barcodes: string[] }
  text?: UnitText
  refusal?: Refusal
}

function unitForm(page: Page, item: GoodsItem, { unit, text, refusal }: Typed): Html {
  const { words, locale } = page
  const w = words.goods.units
  const typed = text ?? (unit ? textOf(unit, locale) : { name: '', holds: '', price: '', barcode: '' })
  const url = unit ? `/items/${item.item_id}/units/${unit.unit_id}` : `/items/${item.item_id}/units`
  return html`<h3>${unit ? unit.name : w.add}</h3>
    ${unit && unitFacts(page, item, unit)}
    <form class="stack" method="post" action="${url}" hx-post="${url}" hx-target="#content" hx-select="#content"
      hx-swap="outerHTML" novalidate>
      ${refusal && html`<div class="notice refused" role="alert">${icon('warning')}<p>${refusalSentence(page, refusal)}</p></div>`}
      ${formKeys(page)}
      <div class="two">
        ${field(w.name, html`<input name="name" maxlength="20" value="${typed.name}" placeholder="${w.name_example}" required>`)}
        ${field(w.holds(item.unit), html`<input name="holds" class="number" inputmode="decimal" value="${typed.holds}" required>`)}
      </div>
      ${field(w.price, html`<input name="price" class="number" inputmode="decimal" value="${typed.price}" required>`)}
      ${field(w.barcode, html`<textarea name="barcode" rows="1" maxlength="400">${typed.barcode}</textarea>`, w.barcode_hint)}
      <button>${unit ? words.common.save : w.add}</button>
    </form>
    ${unit && postButton(page, `${url}/retirement`, w.retire, 'plain')}`
}

function unitFacts({ words, locale }: Page, item: GoodsItem, { name, holds_milli, price_minor }: Unit): Html {
  const w = words.goods.units
  const piece = moneyText(share(price_minor, 1000, holds_milli), locale)
  return html`<p class="unit-facts"><span>${w.holds_text(name, quantity(holds_milli, locale), item.unit)}</span>
    <b>${money(price_minor, locale)}</b> <small>${w.per_piece(piece, item.unit)}</small></p>`
}

function textOf(
  { name, holds_milli, price_minor, barcodes }: Unit & { barcodes: string[] },
  locale: Page['locale']
): UnitText {
  const holds = String(holds_milli / 1000).replace('.', ',')
  return { name, holds, price: figure(price_minor, locale), barcode: barcodes.join('\n') }
}
