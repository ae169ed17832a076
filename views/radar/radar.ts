import type { COUNTED, Compared } from '../../server/radar/compare-hands.ts'
import type { RadarReport } from '../../server/radar/read-radar.ts'
import { figure, money, moneyText } from '../format.ts'
import { type Html, html } from '../html.ts'
import { icon } from '../icons.ts'
import { layout } from '../layout.ts'
import type { Page } from '../page.ts'
import { doneFinding, findingCard } from './finding.ts'

/** What may be chosen besides the days: the months in which something was sold, newest first. */
export interface RadarChoices {
  months: string[]
  people: { id: string; name: string }[]
  tills: { id: string; name: string }[]
}

/**
 * What is out of the ordinary: each finding with what is behind it, and everyone's figures side by side.
 *
 * @param report undefined while the radar is still looking: the page asks for it again, and waits
 */
export function radarPage(
  page: Page,
  asked: Asked,
  report: RadarReport | undefined,
  choices: RadarChoices
): Html {
  const w = page.words.radar
  return layout(page, {
    title: w.title,
    place: 'radar',
    content: html`<main id="content" class="page radar">
      <header><h1>${w.title}</h1><p class="hint">${w.intro}</p></header>
      ${chooser(page, asked, choices)}
      ${report ? answer(page, report) : looking(page, asked)}
    </main>`
  })
}

type Asked = Omit<RadarReport['asked'], 'now'>

function looking({ words }: Page, asked: Asked): Html {
  const w = words.radar
  return html`<div id="radar-answer" class="card stack" role="status" hx-get="/radar?${query(asked)}" hx-trigger="load"
    hx-select="#radar-answer" hx-swap="outerHTML"><p>${w.looking}</p><progress aria-label="${w.looking}"></progress>
    <p class="hint">${w.looking_hint}</p></div>`
}

function answer(page: Page, report: RadarReport): Html {
  const w = page.words.radar
  const open = report.findings.filter(({ fresh }) => fresh > 0)
  const done = report.findings.filter(({ fresh }) => fresh === 0)
  return html`<div id="radar-answer">
    <section class="stack" aria-live="polite">
      ${open.length === 0 ? nothing(page, report) : open.map((found) => findingCard(page, report, found))}
    </section>
    ${
      done.length > 0 &&
      html`<details class="fold"><summary>${icon('right')}<span>${w.done(figure(done.length, page.locale))}</span></summary>
        <div class="stack">${done.map((found) => doneFinding(page, report, found))}</div></details>`
    }
    ${comparison(page, w.by_hand, report, report.hands)}
    ${comparison(page, w.by_till, report, report.tills)}
    ${report.findings.length > 0 && html`<p><a class="button" href="/radar/file?${query(report.asked)}">${icon('download')}<span>${w.file}</span></a></p>`}
  </div>`
}

/** The days, the person and the till that are looked at, as they stand in an address. */
export function query(asked: Asked): string {
  const fields = { period: asked.period, staff: asked.staff_id, till: asked.terminal_id }
  const set = Object.entries(fields).filter((field): field is [string, string] => Boolean(field[1]))
  return new URLSearchParams(set).toString()
}

function chooser(page: Page, asked: Asked, { months, people, tills }: RadarChoices): Html {
  const w = page.words.radar
  const option = (value: string, label: string, chosen: string | undefined) =>
    html`<option value="${value}" ${value === (chosen ?? '') && html`selected`}>${label}</option>`
  const periods = [...Object.entries(w.periods), ...months.map((month) => [month, monthName(page, month)])]
  return html`<form class="radar-choice" method="get" action="/radar">
    <label class="field"><span>${w.period}</span><select name="period">${periods.map(([value = '', label = '']) => option(value, label, asked.period))}</select></label>
    <label class="field"><span>${w.staff}</span><select name="staff">${option('', w.everyone, asked.staff_id)}${people.map(({ id, name }) => option(id, name, asked.staff_id))}</select></label>
    <label class="field"><span>${w.till}</span><select name="till">${option('', w.all_tills, asked.terminal_id)}${tills.map(({ id, name }) => option(id, name, asked.terminal_id))}</select></label>
    <button class="primary">${w.show}</button>
  </form>`
}

function monthName({ locale }: Page, month: string): string {
  const format = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' })
  return format.format(Date.parse(`${month}-01`))
}

/** Nothing unusual is an answer too: it says what was looked at. */
function nothing(page: Page, { looked_through }: RadarReport): Html {
  const w = page.words.radar
  const { sales, incidents } = looked_through
  return html`<div class="empty">${icon('check')}<p><b>${w.nothing}</b></p>
    <p class="hint">${w.looked_through(figure(sales, page.locale), figure(incidents, page.locale))}</p></div>`
}

function comparison(page: Page, title: string, { period }: RadarReport, rows: Compared[]): Html | false {
  const w = page.words.radar
  if (rows.length === 0) return false
  return html`<section class="stack"><h2>${title}</h2><p class="hint">${w.compared(figure(period.days, page.locale))}</p>
    <div class="table" tabindex="0" role="region" aria-label="${title}"><table class="cards radar-hands">
      <thead><tr><th>${title}</th><th class="number">${w.sales}</th>${countedNames(page).map((name) => html`<th class="number">${w.columns[name]}</th>`)}<th class="number">${w.cash}</th></tr></thead>
      <tbody>${rows.map((row) => comparedRow(page, row))}</tbody>
    </table></div></section>`
}

/** The columns, in the order they are named. */
function countedNames({ words }: Page) {
  return Object.keys(words.radar.columns) as (typeof COUNTED)[number][]
}

function comparedRow(page: Page, { name, now, before }: Compared): Html {
  const { locale, words } = page
  const w = words.radar
  const cell = (label: string, n: number, was: number) =>
    html`<td class="number" data-label="${label}">${figure(n, locale)} <small>${figure(was, locale)}</small></td>`
  return html`<tr><th scope="row">${name}</th>
    ${cell(w.sales, now.sales, before.sales)}
    ${countedNames(page).map((counted) => cell(w.columns[counted], now[counted], before[counted]))}
    <td class="number" data-label="${w.cash}">${money(now.cash_minor, locale)} <small>${moneyText(before.cash_minor, locale)}</small></td></tr>`
}

/** The loudest of it in one line, for the page of the day. */
export function radarLine(page: Page, { findings, names }: RadarReport): Html {
  const w = page.words.radar
  const open = findings.filter(({ fresh }) => fresh > 0)
  const [loudest] = open
  if (!loudest) {
    return html`<div class="card row day-line"><p>${icon('check')} ${w.today_none}</p><a class="button" href="/radar">${w.today_open}</a></div>`
  }
  const whose = loudest.staff_id ? names[loudest.staff_id] : undefined
  return html`<div class="card row day-line loud"><p><b>${w.findings[loudest.code].title}${whose && ` · ${whose}`}</b>
    <small>${w.today_line(figure(open.length, page.locale))}</small></p>
    <a class="button" href="/radar">${w.today_open}</a></div>`
}
