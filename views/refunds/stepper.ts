import type { Milli } from '../../server/values/quantity.ts'
import { type Html, html } from '../html.ts'
import { icon } from '../icons.ts'
import type { Page } from '../page.ts'

/** How much of one thing, by fingers as big as they come: less, more, all of it, or typed. */
export function stepper(
  { words, locale }: Page,
  { name, most_milli, now_milli = 0 }: { name: string; most_milli?: Milli; now_milli?: number }
): Html {
  const w = words.refunds
  const plain = (thousandths: number) => String(thousandths / 1000).replace('.', locale === 'id' ? ',' : '.')
  return html`<div class="stepper" data-stepper>
    <button type="button" data-step="-1" aria-label="${w.fewer(name)}">${icon('minus')}</button>
    <input class="number" name="quantity" value="${plain(now_milli)}" inputmode="decimal" autocomplete="off" maxlength="12"
      aria-label="${w.quantity_of(name)}" ${most_milli !== undefined && html`data-most="${plain(most_milli)}"`} data-fresh>
    <button type="button" data-step="1" aria-label="${w.more(name)}">${icon('plus')}</button>
    ${most_milli !== undefined && html`<button type="button" data-step="all">${w.all}</button>`}
  </div>`
}
