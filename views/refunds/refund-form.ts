import type { WholeSale } from '../../server/sales/find-sales.ts'
import type { Drawer } from '../../server/shifts/find-shift.ts'
import type { TenderMethod } from '../../server/tenders/find-methods.ts'
import type { Milli } from '../../server/values/quantity.ts'
import { backLink } from '../back.ts'
import { dayAndTime, figure, quantity } from '../format.ts'
import { formKeys } from '../forms.ts'
import { type Html, html } from '../html.ts'
import { icon } from '../icons.ts'
import { layout } from '../layout.ts'
import type { Page } from '../page.ts'
import { methodName } from '../tenders/method-name.ts'
import { stepper } from './stepper.ts'

/** What is to become of a sale. */
export type Turn = 'refund' | 'exchange' | 'void'

/** A sale that goods of may come back, and how. */
export interface Returnable {
  sale: WholeSale
  turn: Turn
  /** How much of each line has not come back. */
  left: ReadonlyMap<number, Milli>
  /** The means that money may go back by, besides the one it came by. */
  means: readonly TenderMethod[]
  drawer: Drawer
  /** What would go back as the form stands. */
  plan: Html
}

const ACTIONS: Record<Turn, string> = { refund: 'refunds', exchange: 'exchange', void: 'void' }

/** Where goods of a sale come back: which, why, and by what means their money goes. */
export function refundForm(page: Page, offer: Returnable): Html {
  const { words, locale, zone } = page
  const w = words.refunds
  const { sale, turn, plan, drawer } = offer
  const url = `/sales/${sale.sale_id}/${ACTIONS[turn]}`
  return layout(page, {
    title: w.actions[turn],
    place: 'sales',
    content: html`<main id="content" class="page">
      ${backLink(`/sales/${sale.sale_id}`, w.to_sale)}
      <header class="head"><div><h1>${w.actions[turn]}</h1>
        <p class="hint">${w.of_sale(sale.receipt_no, dayAndTime(sale.sold_at, locale, zone))}</p></div></header>
      ${drawer !== 'open' && cannot(page, drawer)}
      <form class="beside returning" method="post" action="${url}" hx-post="${url}" hx-swap="none">
        ${formKeys(page)}
        <div id="choices" class="stack">
          ${turn === 'void' ? html`<p class="card">${w.void_text}</p>` : goods(page, offer)}
          ${reasonChoice(page, turn === 'void' ? w.void_reasons : w.reasons)}
          ${turn === 'refund' && meansChoice(page, offer)}
        </div>
        <section class="card stack to-pay-back">
          <div id="plan" aria-live="polite" ${turn !== 'void' && planSource(`/sales/${sale.sale_id}/refund/plan?turn=${turn}`)}>${plan}</div>
          <button class="primary big" ${drawer !== 'open' && 'disabled'}>${w.confirm[turn]}</button>
        </section>
      </form>
    </main>`
  })
}

/** Where the figures come from whenever a choice changes: the box works them out, never the browser. */
export function planSource(url: string): Html {
  return html`hx-get="${url}" hx-include="#choices" hx-trigger="change from:#choices, input from:#choices delay:250ms" hx-swap="innerMorph"`
}

/** Why nothing can be done on this device now, and what would help. */
export function cannot({ words }: Page, why: Exclude<Drawer, 'open'>): Html {
  const w = words.refunds
  return html`<p class="notice">${icon('warning')}<span>${why === 'no-till' ? w.need_till : w.need_shift}</span>
    ${why === 'no-shift' && html`<a class="button" href="/shift">${words.shift.open_action}</a>`}</p>`
}

function goods(page: Page, { sale, left }: Returnable): Html {
  const { words, locale } = page
  const w = words.refunds
  return html`<section class="card stack"><h2>${w.choose}</h2><ul class="coming-back">${sale.lines.map(
    (line) => {
      const left_milli = left.get(line.line_no)!
      const bought = w.bought(`${quantity(line.quantity_milli, locale)} ${line.unit}`)
      return html`<li>
      <p><b>${line.name}</b><small>${bought} · ${figure(line.total_minor, locale)} ·
        ${left_milli > 0 ? w.remaining(`${quantity(left_milli, locale)} ${line.unit}`) : w.none_left}</small></p>
      ${left_milli > 0 && html`<input type="hidden" name="line_no" value="${line.line_no}">${stepper(page, { name: line.name, most_milli: left_milli })}${wasteChoice(page, { name: line.name, value: line.line_no })}`}
    </li>`
    }
  )}</ul></section>`
}

/** Whether what comes back can still be sold. */
export function wasteChoice(
  { words }: Page,
  { name, value, chosen = false }: { name: string; value: string | number; chosen?: boolean }
): Html {
  return html`<label class="waste"><input type="checkbox" name="waste" value="${value}" ${chosen && 'checked'} aria-label="${words.refunds.waste_of(name)}">
    <span>${words.refunds.waste}</span></label>`
}

/** Why: one tap for the usual reasons, own words for the others. */
export function reasonChoice({ words }: Page, reasons: readonly string[]): Html {
  const w = words.refunds
  return html`<fieldset class="card stack"><legend class="unseen">${w.why}</legend><h2 aria-hidden="true">${w.why}</h2>
    <div class="reasons">${reasons.map((reason) => html`<label class="choice"><input type="radio" name="reason" value="${reason}"><b>${reason}</b></label>`)}</div>
    <label class="field"><span>${w.own_reason}</span>
      <input name="own_reason" maxlength="200" autocomplete="off" placeholder="${w.own_reason_example}"></label>
  </fieldset>`
}

function meansChoice({ words }: Page, { means, sale }: Returnable): Html {
  const w = words.refunds
  const paid = [
    ...new Set(
      sale.tenders.map((tender) => methodName(words, { kind: tender.method, name: tender.method_name }))
    )
  ].join(', ')
  const choice = (value: string, label: string, hint: string) => html`<label class="choice">
    <input type="radio" name="method_id" value="${value}" ${value === '' && 'checked'}><span><b>${label}</b>${hint && html`<small>${hint}</small>`}</span></label>`
  return html`<fieldset class="card stack"><legend class="unseen">${w.means_title}</legend><h2 aria-hidden="true">${w.means_title}</h2>
    <div class="choices">${choice('', w.as_paid, paid)}${means.map((method) =>
      choice(method.method_id, w.all_by(methodName(words, method)), '')
    )}</div>
    ${means.length > 0 && html`<p class="hint">${w.needs_permission}</p>`}</fieldset>`
}
