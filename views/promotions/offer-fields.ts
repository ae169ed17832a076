import { BUNDLE_PARTS, type PromotionText } from '../../server/pricing/promotion-form.ts'
import { choices, field } from '../forms.ts'
import { type Html, html } from '../html.ts'
import type { Page } from '../page.ts'
import { type PickerState, picker } from './picker.ts'
import type { PromotionFacts } from './promotion.ts'

/** Most bundles are of two; more are there for whoever asks. */
const [first, others] = [BUNDLE_PARTS.slice(0, 2), BUNDLE_PARTS.slice(2)]

/** What a promotion gives, as its kind asks for it. */
export function offerFields(page: Page, { text, pickers }: PromotionFacts): Html {
  const w = page.words.promotions.form
  switch (text.kind) {
    case 'price-off':
      return html`${picker(page, pickers.target)}${offFields(page, text, ['percent', 'amount-each', 'price-each'])}`
    case 'quantity-break':
      return html`${picker(page, pickers.target)}
        ${field(w.from, numberInput('from', text.from), w.from_hint)}
        ${offFields(page, text, ['percent', 'amount-each', 'price-each'])}`
    case 'buy-get':
      return html`${picker(page, pickers.buy)}
        ${choices(w.same, 'get_same', text.get_same === 'no' ? 'no' : 'yes', [
          ['yes', w.same_yes, w.same_yes_text],
          ['no', w.same_no, w.same_no_text]
        ])}
        <div class="other-goods">${picker(page, pickers.get)}</div>
        <div class="two">${field(w.parts.get, numberInput('get_count', text.get_count || '1', 'numeric'))}
          ${field(w.discount, numberInput('off_value', text.off_value || '100'), w.discount_hint)}</div>`
    case 'bundle':
      return html`${first.map((part) => picker(page, pickers[part]))}
        <details class="more-parts" ${others.some((part) => isFilled(pickers[part])) && 'open'}><summary class="button">${w.more_parts}</summary>
          <div class="stack">${others.map((part) => picker(page, pickers[part]))}</div></details>
        ${field(w.price, numberInput('price', text.price))}`
    case 'basket-off':
      return html`${field(w.from_amount, numberInput('from', text.from))}${offFields(page, text, ['percent', 'amount'])}`
  }
}

type OffKind = keyof Page['words']['promotions']['form']['off_kinds']

function offFields(page: Page, text: PromotionText, kinds: OffKind[]): Html {
  const w = page.words.promotions.form
  return html`<div class="two">
    ${field(
      w.off,
      html`<select name="off_kind">${kinds.map((kind) => html`<option value="${kind}" ${kind === text.off_kind ? 'selected' : ''}>${w.off_kinds[kind]}</option>`)}</select>`
    )}
    ${field(w.off_value, numberInput('off_value', text.off_value))}</div>`
}

function isFilled({ of, picked, category }: PickerState): boolean {
  return of === 'everything' || category !== '' || picked.length > 0
}

function numberInput(name: string, value: string | undefined, mode: 'decimal' | 'numeric' = 'decimal'): Html {
  return html`<input name="${name}" class="number" inputmode="${mode}" maxlength="20" autocomplete="off" value="${value}">`
}
