import type { ShiftReport } from '../../server/shifts/find-shift.ts'
import { dayAndTime, money, timeOfDay } from '../format.ts'
import { amountInput, field, formKeys } from '../forms.ts'
import { type Html, html } from '../html.ts'
import { icon } from '../icons.ts'
import { layout } from '../layout.ts'
import type { Page } from '../page.ts'
import { drawerPanel } from './shift-drawer.ts'
import { shiftMoney } from './shift-money.ts'

/** The shift at this till: opened here, looked after here, closed here. */
export function shiftPage(page: Page, report: ShiftReport | undefined): Html {
  const { words } = page
  return layout(page, {
    title: words.shift.title,
    place: 'shifts',
    content: html`<main id="content" class="page">
      <div class="head"><h1>${report ? words.shift.running : words.shift.open_title}</h1>
        <a class="button" href="/shifts">${words.shift.all}</a></div>
      ${report ? running(page, report) : opening(page)}
    </main>`
  })
}

/** The field for the money that lies in the drawer when a shift begins. */
export function floatField({ words }: Page): Html {
  return field(words.shift.float, amountInput('float', html`required placeholder="0"`))
}

function opening(page: Page): Html {
  const { words } = page
  return html`<form class="card stack narrow" method="post" action="/shift" hx-post="/shift" hx-swap="none">
    ${formKeys(page)}<p>${words.shift.open_text}</p>${floatField(page)}
    <button class="primary big">${words.shift.open_action}</button></form>`
}

function running(page: Page, report: ShiftReport): Html {
  const { words, locale, zone } = page
  const w = words.shift
  return html`<p class="hint">${w.opened(report.shift.opened_by_name, dayAndTime(report.shift.opened_at, locale, zone))}</p>
    ${figures(page, report)}
    ${shiftMoney(page, report)}
    <div class="columns">
      ${drawerPanel(page, report)}
      ${xForm(page)}
    </div>
    <div class="columns">
      <section class="card stack"><h2>${w.moves}</h2>${moves(page, report)}${moveForm(page)}</section>
      <section class="card stack"><h2>${w.close_title}</h2><p>${w.close_text}</p>
        <form class="stack" method="post" action="/shift/closing" hx-post="/shift/closing" hx-swap="none">
          ${formKeys(page)}
          ${field(w.counted, amountInput('counted', html`required`))}
          <button class="primary big">${w.close_action}</button>
        </form></section>
    </div>`
}

function figures({ words, locale }: Page, report: ShiftReport): Html {
  const w = words.shift
  const figure = (label: string, value: Html | number) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`
  return html`<dl class="figures">
    ${figure(w.sales, report.sales)}
    ${figure(words.common.total, money(report.total_minor, locale))}
    ${
      report.refunds > 0 &&
      html`${figure(words.refunds.shift_refunds(report.refunds), money(-report.refunded_minor, locale))}
        ${figure(words.refunds.net, money(report.net_minor, locale))}`
    }
    ${report.tax_minor > 0 ? figure(w.tax, money(report.tax_minor, locale)) : ''}
    ${figure(w.float, money(report.shift.float_minor, locale))}
  </dl>`
}

/** How the shift stands, on paper. */
function xForm({ words: { drawer: w } }: Page): Html {
  return html`<section class="card stack"><h2>${w.print_x}</h2><p class="hint">${w.x_text}</p>
    <button type="button" hx-post="/shift/x" hx-target="#x-job" hx-swap="innerHTML">${icon('printer')}<span>${w.print_x}</span></button>
    <div id="x-job" class="test"></div></section>`
}

function moves(page: Page, { moves }: ShiftReport): Html {
  const { words, locale, zone } = page
  if (moves.length === 0) return html`<p class="hint">${words.shift.no_moves}</p>`
  return html`<ul class="moves">${moves.map(
    (
      move
    ) => html`<li><span>${timeOfDay(move.moved_at, locale, zone)} · ${move.reason} <small>${move.moved_by_name}</small></span>
      <b>${money(move.amount_minor, locale)}</b> ${moveCopy(page, move)}</li>`
  )}</ul><div id="move-job" class="test"></div>`
}

function moveCopy(
  { words: { drawer: w } }: Page,
  { cash_move_id, reason }: ShiftReport['moves'][number]
): Html {
  return html`<button type="button" class="plain" hx-post="/shift/cash/${cash_move_id}/copies" hx-target="#move-job"
    hx-swap="innerHTML" aria-label="${w.print_move}: ${reason}">${icon('printer')}</button>`
}

function moveForm(page: Page): Html {
  const w = page.words.shift
  return html`<form class="stack" method="post" action="/shift/cash" hx-post="/shift/cash" hx-swap="none">
    ${formKeys(page)}
    ${field(w.amount, amountInput('amount', html`required`))}
    ${field(w.reason, html`<input name="reason" required maxlength="120" autocomplete="off" placeholder="${w.reason_example}">`)}
    <div class="row two">${direction('in', w.cash_in)}${direction('out', w.cash_out)}</div>
    <button>${icon('check')}<span>${w.record}</span></button></form>`
}

function direction(value: string, label: string): Html {
  return html`<label class="choice"><input type="radio" name="direction" value="${value}" required><b>${label}</b></label>`
}
