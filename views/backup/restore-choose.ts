import type { OpenedPlace } from '../../server/backup/restore/restore-desk.ts'
import type { Point } from '../../server/backup/restore/shelf.ts'
import { backLink } from '../back.ts'
import { dayAndTime } from '../format.ts'
import { field, formKeys } from '../forms.ts'
import { type Html, html } from '../html.ts'
import { icon } from '../icons.ts'
import { layout } from '../layout.ts'
import type { Page } from '../page.ts'
import { placeName } from './restore-places.ts'

interface MomentFacts {
  base: string
  is_setup: boolean
  standing: OpenedPlace
  /** What was chosen on the page that led here; `at` in milliseconds since 1970. */
  chosen: { point_id: string | undefined; at: number | undefined }
}

/** Points beyond these are found by their time. */
const MOST_POINTS = 50

/** To which moment the shop is to be brought back. */
export function choosePage(page: Page, { base, is_setup, standing, chosen }: MomentFacts): Html {
  const w = page.words.restore
  const { place, points, oldest, newest } = standing
  const { point_id, at } = chosen
  const point = points.find((one) => one.point_id === point_id)
  const what = point ? 'point' : at === undefined ? 'latest' : 'time'
  return layout(page, {
    title: w.moment_title,
    place: 'backup',
    content: html`<main id="content" class="${is_setup ? 'narrow setup' : 'page backup restore'}">
      ${backLink(base, w.title)}
      <header><h1>${w.moment_title}</h1>
        <p class="hint">${w.holds(placeName(page, place), said(page, oldest), said(page, newest))}</p></header>
      ${point_id !== undefined && !point && html`<div class="notice waiting" role="status">${icon('warning')}<p>${w.point_gone}</p></div>`}
      <form class="card stack restore-to" method="post" action="${base}/moment" hx-post="${base}/moment" hx-swap="none">
        ${formKeys(page)}
        <fieldset><legend>${w.moment}</legend><div class="choices">
          ${choice('latest', w.latest, w.latest_text(said(page, newest)), what)}
          ${points.length > 0 && choice('point', w.point, w.point_text, what)}
          ${choice('time', w.time, w.time_text, what)}
        </div></fieldset>
        ${
          points.length > 0 &&
          html`<div class="for-point">${field(
            w.point_label,
            html`<select name="point_id">${offered(points, point).map((one) => pointOption(page, one, one === point))}</select>`
          )}</div>`
        }
        <div class="for-time">${field(
          w.time_label,
          html`<input name="time" type="datetime-local" step="1" value="${local(page, at ?? newest)}"
          min="${local(page, Math.min(oldest, at ?? oldest))}">`,
          w.time_hint(said(page, oldest), said(page, newest))
        )}</div>
        <p class="hint">${is_setup ? w.nothing_used_yet : w.nothing_lost_yet}</p>
        <button class="primary">${w.start}</button>
      </form>
    </main>`
  })
}

/** The newest, and the one that was chosen, however old. */
function offered(points: Point[], chosen: Point | undefined): Point[] {
  const newest = points.slice(0, MOST_POINTS)
  return chosen && !newest.includes(chosen) ? [...newest, chosen] : newest
}

function pointOption(page: Page, { point_id, reason, label, at }: Point, is_chosen: boolean): Html {
  const why = page.words.restore.reasons[reason]
  const name = reason === 'by-hand' ? label : [why, label].filter(Boolean).join(': ')
  return html`<option value="${point_id}" ${is_chosen ? 'selected' : ''}>${name} · ${said(page, at)}</option>`
}

function choice(value: string, label: string, text: string, chosen: string): Html {
  return html`<label class="choice"><input type="radio" name="what" value="${value}" ${value === chosen ? 'checked' : ''} required>
    <span><b>${label}</b><small>${text}</small></span></label>`
}

function said({ locale, zone }: Page, at: number): string {
  return dayAndTime(new Date(at).toISOString(), locale, zone)
}

/** As a date-time field wants it, on the outlet's clock. */
function local({ zone }: Page, at: number): string {
  const then = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone)
  return then.toPlainDateTime().toString({ smallestUnit: 'second' })
}
