import type { listPointsMoves } from '../../server/customers/correct-points.ts'
import type { Purchase } from '../../server/customers/list-purchases.ts'
import type { Minor } from '../../server/values/money.ts'
import { dayAndTime, figure, money, moneyText } from '../format.ts'
import { field, formKeys } from '../forms.ts'
import { type Html, html } from '../html.ts'
import type { Page } from '../page.ts'
import { sourceLink } from './source-link.ts'

/** What somebody bought and brought back, each leading to its sale. */
export function historyCard(page: Page, purchases: readonly Purchase[], sales: number): Html {
  const { words, locale, zone } = page
  const w = words.customers.history
  const row = ({ at, kind, number, source_id, amount_minor }: Purchase) => html`<li>
    <span>${sourceLink({ kind, source_id }, number)}
      <small>${dayAndTime(at, locale, zone)}${kind === 'refund' && html` · ${w.brought_back}`}</small></span>
    <b>${money(amount_minor, locale)}</b></li>`
  return html`<section class="card stack"><h2>${w.title}</h2>
    ${purchases.length === 0 ? html`<p class="hint">${w.empty}</p>` : html`<ul class="book">${purchases.map(row)}</ul>`}
    ${sales > purchases.length && html`<p class="hint">${w.only_newest(purchases.length)}</p>`}
  </section>`
}

export interface PointsFacts {
  customer_id: string
  points: number
  worth_minor: Minor
  moves: ReturnType<typeof listPointsMoves>
}

/** What points somebody has, where they came from, and the way to put them right. */
export function pointsCard(page: Page, facts: PointsFacts): Html {
  const { words, locale } = page
  const w = words.customers.points_book
  const { points, worth_minor, moves } = facts
  return html`<section class="card stack"><h2>${w.title}</h2>
    <p class="stock-now"><b>${figure(points, locale)}</b> ${worth_minor > 0 && html`<span>${w.worth(moneyText(worth_minor, locale))}</span>`}</p>
    ${moves.length === 0 ? html`<p class="hint">${w.empty}</p>` : html`<ul class="book">${moves.map((move) => pointsRow(page, move))}</ul>`}
    ${page.may('edit-customers') && correction(page, facts)}
  </section>`
}

function pointsRow(page: Page, move: PointsFacts['moves'][number]): Html {
  const { words, locale, zone } = page
  const kind = move.receipt_no ? 'sale' : move.refund_no ? 'refund' : 'other'
  const number = move.receipt_no ?? move.refund_no ?? move.told
  return html`<li><span>${words.customers.points_book.reasons[move.reason]}
      ${sourceLink({ kind, source_id: move.source_id }, number)}
      <small>${dayAndTime(move.moved_at, locale, zone)}</small></span>
    <b>${move.points > 0 ? '+' : '−'}${figure(Math.abs(move.points), locale)}</b></li>`
}

function correction(page: Page, { customer_id }: PointsFacts): Html {
  const w = page.words.customers.points_book
  const url = `/customers/${customer_id}/points`
  const choice = (value: string, label: string) =>
    html`<label class="choice"><input type="radio" name="direction" value="${value}" required><b>${label}</b></label>`
  return html`<details><summary class="button">${w.correct}</summary>
    <form class="stack" method="post" action="${url}" hx-post="${url}" hx-swap="none">
      ${formKeys(page)}
      <div class="two">${choice('more', w.more)}${choice('fewer', w.fewer)}</div>
      ${field(w.amount, html`<input class="number" name="points" inputmode="numeric" autocomplete="off" maxlength="7" required pattern="[0-9]+">`)}
      ${field(w.reason, html`<input name="reason" required maxlength="120" autocomplete="off" placeholder="${w.reason_example}">`)}
      <button>${w.correct_action}</button>
    </form></details>`
}
