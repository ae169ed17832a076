import type { TaxClass } from '../../server/pricing/basket.ts'
import type { Settings } from '../../server/settings/read-settings.ts'
import { field, formKeys } from '../forms.ts'
import { type Html, html } from '../html.ts'
import { icon } from '../icons.ts'
import type { Page } from '../page.ts'
import { refusalSentence } from '../refusal.ts'
import { savedNotice } from '../saved.ts'
import type { Words } from '../words/words.ts'
import type { GoodsItem, ItemGoods, Part, Refused } from './item-goods.ts'

const CLASSES = ['standard', 'exempt', 'untaxed', 'served', 'luxury'] as const satisfies TaxClass[]

/** How an item is taxed, in words with examples, and under which number a scale knows it. */
export function classificationSection(
  page: Page,
  item: GoodsItem,
  { settings, saved, refused }: ItemGoods & { saved: Part | undefined; refused: Refused | undefined }
): Html {
  const { words } = page
  const w = words.goods.tax
  const typed = refused?.part === 'tax' ? refused : undefined
  const chosen = typed?.text.tax_class ?? item.tax_class
  const url = `/items/${item.item_id}/tax`
  const shelf = html`<p class="shelf-text"><span>${w.shelf}</span> <b>${taxStatement(words, settings, item.tax_class)}</b></p>`
  if (!page.may('edit-items')) {
    return html`<section class="card stack" id="tax"><h2>${w.title}</h2><p>${w.classes[item.tax_class]}</p>${shelf}</section>`
  }
  return html`<section class="card stack" id="tax">
    <h2 ${saved === 'tax' && html`tabindex="-1" autofocus`}>${w.title}</h2>
    ${saved === 'tax' && savedNotice(page)}
    <form class="stack" method="post" action="${url}" hx-post="${url}" hx-target="#content" hx-select="#content"
      hx-swap="outerHTML" novalidate>
      ${typed && html`<div class="notice refused" role="alert">${icon('warning')}<p>${refusalSentence(page, typed.refusal)}</p></div>`}
      ${formKeys(page)}
      <fieldset><legend>${w.class}</legend><div class="choices">${CLASSES.map(
        (
          name
        ) => html`<label class="choice"><input type="radio" name="tax_class" value="${name}" ${name === chosen ? 'checked' : ''}>
          <span><b>${w.classes[name]}</b><small>${w.examples[name]}</small></span></label>`
      )}</div></fieldset>
      ${
        item.category !== null &&
        html`<label class="choice"><input type="checkbox" name="whole_category" value="yes"><span>${w.whole_category(item.category)}</span></label>`
      }
      ${shelf}
      ${field(w.plu, html`<input name="plu" inputmode="numeric" maxlength="6" autocomplete="off" value="${typed?.text.plu ?? item.plu ?? ''}">`, w.plu_hint)}
      <button>${words.common.save}</button>
    </form>
  </section>`
}

/**
 * What a shelf must say of the tax in a price.
 *
 * @see Permendag 35/M-DAG/PER/7/2013, article 3: a price says whether taxes and other charges are in it
 */
function taxStatement(
  { goods: { tax: w } }: Words,
  settings: Pick<Settings, 'collects_tax' | 'prices_include_tax' | 'collects_pbjt' | 'pbjt_included'>,
  tax_class: TaxClass
): string {
  const { collects_tax, prices_include_tax, collects_pbjt, pbjt_included } = settings
  if (tax_class === 'served' && collects_pbjt)
    return pbjt_included ? w.shelf_included('PBJT') : w.shelf_added('PBJT')
  const bears_ppn = collects_tax && (tax_class === 'standard' || tax_class === 'luxury')
  if (!bears_ppn) return w.shelf_none
  return prices_include_tax ? w.shelf_included('PPN') : w.shelf_added('PPN')
}
