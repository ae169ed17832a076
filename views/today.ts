import type { QueueGroup } from '../server/printing/read-queue.ts'
import type { DayFigures, DayTotal, Drawer, LowItem } from '../server/reports/read-today.ts'
import type { Locale } from '../server/settings/read-settings.ts'
import type { Taking } from '../server/shifts/read-takings.ts'
import type { BusinessDay } from '../server/values/business-day.ts'
import type { Moment } from '../server/values/clock.ts'
import { barChart } from './chart.ts'
import { dayMark, dayName, figure, money, moneyText, quantity, timeOfDay } from './format.ts'
import { type Html, html } from './html.ts'
import { icon } from './icons.ts'
import { layout } from './layout.ts'
import type { Page } from './page.ts'
import { stateOf } from './printing/queue.ts'
import { takingsList } from './shifts/shift-money.ts'

export type Panel =
  | 'door'
  | 'ledger'
  | 'clock'
  | 'backup'
  | 'figures'
  | 'takings'
  | 'drawers'
  | 'slips'
  | 'low'
  | 'days'

/** What makes each panel ask anew. */
const CHANGES: Record<Panel, string[]> = {
  door: ['door'],
  ledger: ['ledger'],
  clock: ['clock'],
  backup: ['backup'],
  figures: ['sale'],
  takings: ['sale', 'shift'],
  drawers: ['sale', 'shift'],
  slips: ['job', 'sale'],
  low: ['sale', 'stock', 'items'],
  days: ['sale']
}

/** How the day goes, for an owner with a phone. */
export function todayPage(page: Page, day: BusinessDay, draw: (panel: Panel) => Html): Html {
  const w = page.words.today
  const panel = (name: Panel) => html`<section class="panel" id="today-${name}" hx-get="/today/${name}"
    hx-trigger="${trigger(name)}" hx-swap="innerMorph">${draw(name)}</section>`
  return layout(page, {
    title: w.title,
    place: 'today',
    content: html`<main id="content" class="page today">
      <header><h1>${w.title}</h1><p class="hint">${dayName(day, page.locale)}</p></header>
      ${panel('clock')}
      ${panel('figures')}
      ${panel('backup')}
      ${
        page.may('see-doctor') &&
        html`<section class="panel" id="today-doctor" hx-get="/today/doctor" hx-trigger="load, every 300s" hx-swap="innerHTML"></section>`
      }
      ${
        page.may('see-radar') &&
        html`<section class="panel" id="today-radar" hx-get="/today/radar" hx-trigger="load, laci:radar from:body, every 300s"
          hx-swap="innerHTML"><div class="card"><p class="hint">${w.radar_looking}</p></div></section>`
      }
      ${page.may('verify-ledger') && panel('ledger')}
      ${page.may('see-from-afar') && panel('door')}
      <div class="columns">
        <div class="stack">${panel('takings')}${panel('drawers')}${panel('slips')}${panel('low')}</div>
        ${panel('days')}
      </div>
      ${page.may('see-backup') && html`<p><a class="button" href="/answers">${icon('check')}<span>${w.answers}</span></a></p>`}
    </main>`
  })
}

function trigger(panel: Panel): string {
  return CHANGES[panel].map((what) => `laci:${what} from:body throttle:2s`).join(', ')
}

/** Sold, how many, on average; and how that compares. */
export function dayFigures(page: Page, figures: DayFigures, now: Moment): Html {
  const { words, locale } = page
  const { sales, total_minor, refunds, refunded_minor } = figures
  const average = sales === 0 ? 0 : Math.round((total_minor + refunded_minor) / sales)
  return html`<p class="hint">${words.today.as_of(timeOfDay(now, locale, page.zone))}</p><dl class="figures">
    <div class="first"><dt>${words.today.sold}</dt><dd>${money(total_minor, locale)}</dd>${comparison(page, figures, now)}</div>
    <div><dt>${words.today.sales}</dt><dd>${figure(sales, locale)}</dd></div>
    <div><dt>${words.today.average}</dt><dd>${money(average, locale)}</dd></div>
    ${refunds > 0 && html`<div><dt>${words.slips.refunds(refunds)}</dt><dd>${money(-refunded_minor, locale)}</dd></div>`}
  </dl>`
}

/** Half a day is compared with the same half of last week's, not with the whole. */
export function comparison({ words, locale, zone }: Page, figures: DayFigures, now: Moment): Html {
  const w = words.today
  const { business_day, total_minor, last_week_minor, last_week_by_now_minor } = figures
  if (last_week_minor === 0) return html`<dd class="hint">${w.no_last_week}</dd>`
  const percent = Math.round(((total_minor - last_week_by_now_minor) * 100) / last_week_by_now_minor)
  const known = last_week_by_now_minor > 0
  return html`<dd class="hint">
    ${known && html`<span class="tag ${percent < 0 ? 'warn' : 'good'}">${percent < 0 ? w.down(figure(-percent, locale)) : w.up(figure(percent, locale))}</span>`}
    ${w.last_week(weekday(business_day, locale), timeOfDay(now, locale, zone), moneyText(last_week_by_now_minor, locale), moneyText(last_week_minor, locale))}
  </dd>`
}

/** What each means of paying brought today. */
export function dayTakings(page: Page, takings: Taking[]): Html {
  return card(page.words.slips.takings, takingsList(page, takings))
}

/** What each open drawer should hold. */
export function drawers(page: Page, open: Drawer[]): Html {
  const { words, locale, zone } = page
  const w = words.today
  return card(
    w.drawers,
    open.length === 0
      ? html`<p class="hint">${w.no_drawers}</p>`
      : html`<ul class="lines">${open.map(
          ({ code, name, expected_minor, opened_at, opened_by }) => html`<li>
            <span><b>${code} · ${name}</b><small>${words.shift.opened(opened_by, timeOfDay(opened_at, locale, zone))}</small></span>
            <b>${money(expected_minor, locale)}</b></li>`
        )}</ul>`
  )
}

/** Printers that need a look, and slips that have not come out yet. */
export function waitingSlips(page: Page, groups: QueueGroup[], now: Moment): Html {
  const w = page.words.today
  const slips = groups.reduce((sum, group) => sum + group.slips.length, 0)
  const states = groups.map((group) => ({ name: group.printer.name, state: stateOf(page, group, now) }))
  const troubled = states.filter(({ state }) => state !== null)
  if (slips === 0 && troubled.length === 0) return card(w.printers, html`<p class="hint">${w.jobs_none}</p>`)
  return card(
    w.printers,
    html`${troubled.length > 0 && html`<ul class="lines">${troubled.map(({ name, state }) => html`<li><b>${name}</b>${state}</li>`)}</ul>`}
      <p class="row">${slips > 0 && html`<span class="tag warn">${w.jobs_waiting(slips)}</span>`}
      ${page.may('sell') && html`<a class="button" href="/printing">${icon('wait')}<span>${page.words.printer.queue}</span></a>`}
      ${page.may('edit-printers') && html`<a class="button" href="/printers">${icon('printer')}<span>${w.see_printers}</span></a>`}</p>`
  )
}

/** What should be ordered. */
export function lowStock(page: Page, items: LowItem[]): Html {
  const { words, locale } = page
  const w = words.today
  const more = (items[0]?.of ?? 0) - items.length
  if (items.length === 0) return card(w.low, html`<p class="hint">${w.low_none}</p>`)
  return card(
    w.low,
    html`<ul class="lines">${items.map((item) => lowLine(page, item))}</ul>
    ${more > 0 && html`<p class="hint">${w.low_more(figure(more, locale))}</p>`}`
  )
}

/** Below nothing, the books say so: more was sold than ever came in. */
function lowLine({ words, locale }: Page, item: LowItem): Html {
  const w = words.today
  const there = `${quantity(item.quantity_milli, locale)} ${item.unit}`
  const minimum = w.minimum(quantity(item.minimum_milli, locale))
  return html`<li>
    <a href="/items/${item.item_id}">${item.name}</a>
    <span class="number">
      ${item.quantity_milli > 0 ? html`<b>${w.left(there)}</b>` : html`<b class="bad">${w.none_left}</b>`}
      ${item.quantity_milli < 0 && html`<small>${w.recorded(there)}</small>`}
      <small>${minimum}</small>
    </span></li>`
}

/** Seven days, one below another; each leads to its sales. */
export function lastDays(page: Page, days: DayTotal[]): Html {
  const { words, locale } = page
  const last = days.at(-1)?.business_day
  return card(
    words.today.last_days,
    barChart(
      words.today.last_days,
      days.map(({ business_day, total_minor }) => ({
        label: business_day === last ? words.today.title : dayMark(business_day, locale),
        value: total_minor,
        text: moneyText(total_minor, locale),
        href: `/sales?day=${business_day}`,
        current: business_day === last
      }))
    )
  )
}

function card(title: string, content: Html): Html {
  return html`<div class="card stack"><h2>${title}</h2>${content}</div>`
}

/** The name of a day alone: it stands first in both languages. */
function weekday(day: BusinessDay, locale: Locale): string {
  return dayName(day, locale).split(',')[0]!
}
