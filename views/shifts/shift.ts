import type { Settings } from '../../server/settings/read-settings.ts'
import type { ShiftReport } from '../../server/shifts/find-shift.ts'
import { dayAndTime, money } from '../format.ts'
import { amountInput, field, formKeys } from '../forms.ts'
import { type Html, html } from '../html.ts'
import { icon } from '../icons.ts'
import { layout } from '../layout.ts'
import type { Page } from '../page.ts'
import { moveForm, movesList } from './cash-moves.ts'
import { drawerPanel } from './shift-drawer.ts'
import { cashiersCard, shiftMoney } from './shift-money.ts'

type Reasons = Settings['cash_reasons']

/** The shift at this till: opened here, looked after here, and from here on the way to be closed. */
export function shiftPage(page: Page, report: ShiftReport | undefined, reasons: Reasons): Html {
  const { words } = page
  return layout(page, {
    title: words.shift.title,
    place: 'shifts',
    content: html`<main id="content" class="page">
      <div class="head"><h1>${report ? words.shift.running : words.shift.open_title}</h1>
        <a class="button" href="/shifts">${words.shift.all}</a></div>
      ${report ? running(page, report, reasons) : opening(page)}
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

function running(page: Page, report: ShiftReport, reasons: Reasons): Html {
  const { words, locale, zone } = page
  const w = words.shift
  const { opened_by_name, opened_at, holder_id } = report.shift
  return html`<p class="hint">${w.opened(opened_by_name, dayAndTime(opened_at, locale, zone))}
      ${holder_id && html`<span class="tag">${words.shifts.own}</span>`}</p>
    ${figures(page, report)}
    ${shiftMoney(page, report)}
    ${page.may('see-expected') && cashiersCard(page, report.cashiers)}
    <div class="columns">
      ${drawerPanel(page, report)}
      ${xForm(page)}
    </div>
    <div class="columns">
      <section class="card stack"><h2>${w.moves}</h2>${movesList(page, report)}${moveForm(page, reasons)}</section>
      <section class="card stack"><h2>${w.close_title}</h2><p>${words.shifts.closing_text}</p>
        <a class="button primary big" href="/shift/closing">${words.shifts.to_closing}</a></section>
    </div>`
}

/** What the shift stands at; the money of its sales only for somebody who may know before the drawer is counted. */
function figures(page: Page, report: ShiftReport): Html {
  const { words, locale } = page
  const w = words.shift
  const figure = (label: string, value: Html | number) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`
  const money_of = (amount: number) => money(amount, locale)
  if (!page.may('see-expected'))
    return html`<dl class="figures">${figure(w.sales, report.sales)}
      ${report.refunds > 0 && figure(words.refunds.slip.public_title, report.refunds)}
      ${figure(w.float, money_of(report.shift.float_minor))}</dl>`
  return html`<dl class="figures">
    ${figure(w.sales, report.sales)}
    ${figure(words.common.total, money_of(report.total_minor))}
    ${
      report.refunds > 0 &&
      html`${figure(words.refunds.shift_refunds(report.refunds), money_of(-report.refunded_minor))}
        ${figure(words.refunds.net, money_of(report.net_minor))}`
    }
    ${report.tax_minor > 0 ? figure(w.tax, money_of(report.tax_minor)) : ''}
    ${figure(w.float, money_of(report.shift.float_minor))}
  </dl>`
}

/** How the shift stands, on paper. */
function xForm({ words, may }: Page): Html {
  const w = words.drawer
  return html`<section class="card stack"><h2>${w.print_x}</h2>
    <p class="hint">${w.x_text} ${!may('see-expected') && words.shifts.blind_x}</p>
    <button type="button" hx-post="/shift/x" hx-target="#x-job" hx-swap="innerHTML">${icon('printer')}<span>${w.print_x}</span></button>
    <div id="x-job" class="test"></div></section>`
}
