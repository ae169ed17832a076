import type { AccountMove, Statement } from '../../server/customers/read-statement.ts'
import type { Minor } from '../../server/values/money.ts'
import { money, moneyText } from '../format.ts'
import { type Html, html } from '../html.ts'
import type { Page } from '../page.ts'
import { shortDate } from './dates.ts'
import { sourceLink } from './source-link.ts'

/** How much of the limit is used, as a bar and in words. */
export function limitBar(
  { words, locale }: Page,
  { debt_minor, limit_minor }: { debt_minor: Minor; limit_minor: Minor }
): Html {
  const w = words.customers.account
  const left = limit_minor - debt_minor
  const state = left < 0 ? 'bad' : left * 5 < limit_minor ? 'warn' : 'good'
  if (limit_minor === 0 && debt_minor <= 0) return html`<p class="hint">${w.no_limit}</p>`
  return html`<div class="limit-bar ${state}">
    <progress max="${Math.max(1, limit_minor)}" value="${Math.min(Math.max(0, debt_minor), limit_minor)}"
      aria-label="${words.customers.limit}"></progress>
    <p><span>${w.owed_of(moneyText(debt_minor, locale), moneyText(limit_minor, locale))}</span>
      <b>${left < 0 ? w.over(moneyText(-left, locale)) : w.left(moneyText(left, locale))}</b></p>
  </div>`
}

/** What is owed by how old it is. */
export function ageing({ words, locale }: Page, { ageing }: Statement): Html {
  const w = words.customers.account
  return html`<div><h2 class="ages-head">${w.ageing}</h2>
    <dl class="ages">${ageing.map(
      (amount, at) => html`<div class="${amount === 0 ? 'none' : at >= 2 ? 'old' : ''}">
        <dt>${w.ages[at]}</dt><dd>${amount === 0 ? '–' : money(amount, locale)}</dd></div>`
    )}</dl>
    <p class="hint">${w.oldest_first}</p></div>`
}

/** The latest moves of a statement, for where there is no room for all. */
export function latestOf(statement: Statement, most: number): Statement {
  const { moves, opening_minor } = statement
  const left_out = Math.max(0, moves.length - most)
  return {
    ...statement,
    opening_minor: moves[left_out - 1]?.balance_minor ?? opening_minor,
    moves: moves.slice(left_out)
  }
}

/** How a debt came about: each sale, payment and refund, and what was owed after it. */
export function debtTable(page: Page, { opening_minor, moves, closing_minor }: Statement): Html {
  const { words, locale } = page
  const w = words.customers.account
  const only = (label: string, amount: Minor) =>
    html`<tr class="only"><td colspan="3">${label}</td><td class="number">${money(amount, locale)}</td></tr>`
  return html`<div class="table"><table class="cards account">
    <thead><tr><th>${w.day}</th><th>${w.what}</th><th class="number">${w.change}</th><th class="number">${w.balance}</th></tr></thead>
    <tbody>
      ${opening_minor !== 0 && only(w.opening, opening_minor)}
      ${moves.map((move) => moveRow(page, move, w.kinds[move.kind], w.balance))}
    </tbody>
    <tfoot>${only(w.closing, closing_minor)}</tfoot>
  </table></div>`
}

/** One change of an account. */
export function moveRow({ locale }: Page, move: AccountMove, label: string, balance: string): Html {
  return html`<tr>
    <td>${shortDate(move.business_day)}</td>
    <td>${sourceLink(move, html`${label} ${move.number}`)}</td>
    <td class="number">${money(move.amount_minor, locale)}</td>
    <td class="number" data-label="${balance}">${money(move.balance_minor, locale)}</td>
  </tr>`
}
