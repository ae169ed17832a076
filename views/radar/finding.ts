import type { Incident } from '../../server/radar/facts.ts'
import type { RadarReport, ShownFinding } from '../../server/radar/read-radar.ts'
import { dayAndTime, figure, moneyText, percent } from '../format.ts'
import { formKeys } from '../forms.ts'
import { type Html, html } from '../html.ts'
import { icon } from '../icons.ts'
import type { Page } from '../page.ts'

/** So many of what is behind a finding stand on the page; the file has them all. */
const SHOWN = 50

/** What was seen, how much of it is usual, what else it may be, and everything that is behind it. */
export function findingCard(page: Page, report: RadarReport, found: ShownFinding): Html {
  const w = page.words.radar
  const { innocent } = w.findings[found.code]
  return html`<article class="card stack finding">
    ${head(page, found)}
    <p>${sentence(page, found)}</p>
    <p class="hint">${compared(page, report, found).join(' ')}</p>
    <p class="innocent"><b>${w.innocent}:</b> ${innocent}</p>
    ${found.look && looked(page, found)}
    ${behind(page, report, found)}
    ${lookForm(page, report, found)}
  </article>`
}

/** One that somebody has looked into, since when nothing was added. */
export function doneFinding(page: Page, report: RadarReport, found: ShownFinding): Html {
  return html`<article class="card stack finding done">${head(page, found)}
    <p>${sentence(page, found)}</p>${looked(page, found)}${behind(page, report, found)}</article>`
}

/** What was seen, in one sentence; for a page, a file and the command line. */
export function sentence({ words, locale }: Pick<Page, 'words' | 'locale'>, found: ShownFinding): string {
  const { count, amount_minor } = found.figures
  return words.radar.findings[found.code].says(figure(count, locale), moneyText(amount_minor, locale))
}

/** How it compares: with what is usual here, and with the days before. */
export function compared(
  { words, locale }: Pick<Page, 'words' | 'locale'>,
  { period }: RadarReport,
  { code, figures }: ShownFinding
): string[] {
  const w = words.radar
  const { of, usual, before } = figures
  const number = (n: number) =>
    Number.isInteger(n) ? figure(n, locale) : n.toFixed(1).replace('.', locale === 'id' ? ',' : '.')
  const days = figure(period.days, locale)
  const habit = usual === null ? w.young(number(of)) : w.usual(number(usual), number(of))
  return [
    code.startsWith('cash-') ? w.of_shifts(number(of)) : of > 0 && habit,
    before > 0 ? w.before(number(before), days) : w.before_none(days)
  ].filter((text) => text !== false)
}

function head({ words }: Page, { code, person }: ShownFinding): Html {
  const w = words.radar
  return html`<header class="row"><h2>${w.findings[code].title}</h2><span class="tag">${person ?? w.nobody}</span></header>`
}

function looked({ words, locale, zone }: Page, { look, fresh }: ShownFinding): Html | false {
  const w = words.radar
  if (!look) return false
  return html`<p class="hint">${icon('check')} ${w.was_looked(look.looked_by, dayAndTime(look.looked_at, locale, zone))}${look.note && html`: “${look.note}”`}
    ${fresh > 0 && html`<span class="tag warn">${w.fresh(figure(fresh, locale))}</span>`}</p>`
}

function behind(page: Page, report: RadarReport, { incidents }: ShownFinding): Html {
  const { words, locale } = page
  const w = words.radar
  const more = incidents.length - SHOWN
  return html`<details class="fold"><summary>${icon('right')}<span>${w.evidence(figure(incidents.length, locale))}</span></summary>
    <ul class="lines incidents">${incidents.slice(0, SHOWN).map((one) => incidentLine(page, report, one))}</ul>
    ${more > 0 && html`<p class="hint">${w.more(figure(more, locale))}</p>`}</details>`
}

const PAGES = { sale: '/sales', refund: '/refunds', shift: '/shifts', customer: '/customers' } as const

function incidentLine(page: Page, { names }: RadarReport, one: Incident): Html {
  const { locale, zone } = page
  const { at, place, staff_id, terminal_id, amount_minor } = one
  const label = labelOf(page, one)
  const href =
    place.page === null ? null : place.page === 'vouchers' ? '/vouchers' : `${PAGES[place.page]}/${place.id}`
  const who = [staff_id, terminal_id].flatMap((id) => (id && names[id]) || [])
  return html`<li><span>${href ? html`<a href="${href}">${label || dayAndTime(at, locale, zone)}</a>` : html`<b>${label || dayAndTime(at, locale, zone)}</b>`}
    <small>${[label && dayAndTime(at, locale, zone), ...who, ...detailsOf(page, names, one)].filter(Boolean).join(' · ')}</small></span>
    ${amount_minor !== null && html`<b class="number">${moneyText(amount_minor, locale)}</b>`}</li>`
}

/** What an incident is called: a number, a name, or why somebody says they did it. */
export function labelOf(
  { words }: Pick<Page, 'words'>,
  { id, label, note, place, amount_minor }: Incident
): string {
  const w = words.radar
  if (label) return w.reasons[label] ?? label
  if (note && w.deeds[note]) return w.deeds[note]
  // An event of a basket that has no number was never sold.
  return place.page === null && amount_minor !== null && id.startsWith('event:') ? w.basket : ''
}

/** What else is known of it. */
export function detailsOf(
  { words, locale }: Pick<Page, 'words' | 'locale'>,
  names: RadarReport['names'],
  { note, approved_by, measure, id, label, place, amount_minor }: Incident
): string[] {
  const w = words.radar
  const allowed = approved_by && names[approved_by]
  const is_event = id.startsWith('event:')
  const details = [note && !w.deeds[note] && note, allowed && w.allowed_by(allowed)]
  if (measure !== null) {
    if (place.page === 'refund') {
      details.push(
        measure < 120
          ? w.seconds_after(figure(measure, locale))
          : w.minutes_after(figure(Math.round(measure / 60), locale))
      )
    } else if (place.page === 'customer') details.push(w.points(figure(measure, locale)))
    else if (is_event && !label) details.push(w.minutes_back(figure(measure, locale)))
    else if (note && amount_minor !== null) details.push(w.of_label(moneyText(measure, locale)))
    else details.push(w.percent_off(percent(measure, locale)))
  }
  return details.filter((detail): detail is string => Boolean(detail))
}

function lookForm(page: Page, { asked }: RadarReport, { key }: ShownFinding): Html {
  const w = page.words.radar
  const hidden = {
    finding: key,
    period: asked.period,
    staff: asked.staff_id ?? '',
    till: asked.terminal_id ?? '',
    until: asked.now
  }
  return html`<details class="fold"><summary>${icon('right')}<span>${w.looked}</span></summary><form class="look-at" method="post" action="/radar/looks" hx-post="/radar/looks" hx-swap="none">${formKeys(page)}
    ${Object.entries(hidden).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
    <label class="field"><span>${w.note}</span><input name="note" maxlength="500" autocomplete="off"><small>${w.note_hint}</small></label>
    <button>${w.keep_look}</button><small class="hint">${w.looked_hint}</small></form></details>`
}
