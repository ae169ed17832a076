import type { OpenedPlace } from '../../server/backup/restore/restore-desk.ts'
import type { Point } from '../../server/backup/restore/shelf.ts'
import { backLink } from '../back.ts'
import { dayAndTime } from '../format.ts'
import { field, formKeys } from '../forms.ts'
import { type Html, html } from '../html.ts'
import { layout } from '../layout.ts'
import type { Page } from '../page.ts'
import { placeName } from './restore-places.ts'

interface MomentFacts {
  base: string
  is_setup: boolean
  standing: OpenedPlace
}

/** Points beyond these are found by their time. */
const MOST_POINTS = 50

/** To which moment the shop is to be brought back. */
export function choosePage(page: Page, { base, is_setup, standing }: MomentFacts): Html {
  const w = page.words.restore
  const { place, points, oldest, newest } = standing
  return layout(page, {
    title: w.moment_title,
    place: 'settings',
    content: html`<main id="content" class="${is_setup ? 'narrow setup' : 'page'}">
      ${backLink(base, w.title)}
      <header><h1>${w.moment_title}</h1>
        <p class="hint">${w.holds(placeName(page, place), said(page, oldest), said(page, newest))}</p></header>
      <form class="card stack" method="post" action="${base}/moment" hx-post="${base}/moment" hx-swap="none">
        ${formKeys(page)}
        <fieldset><legend>${w.moment}</legend><div class="choices">
          ${choice('latest', w.latest, w.latest_text(said(page, newest)), true)}
          ${choice('time', w.time, w.time_text, false)}
          ${points.length > 0 && choice('point', w.point, w.point_text, false)}
        </div></fieldset>
        ${field(
          w.time_label,
          html`<input name="time" type="datetime-local" step="1" value="${local(page, newest)}"
          min="${local(page, oldest)}">`,
          page.zone
        )}
        ${
          points.length > 0 &&
          field(
            w.point_label,
            html`<select name="point_id">${points.slice(0, MOST_POINTS).map((point) => pointOption(page, point))}</select>`
          )
        }
        <p class="hint">${w.nothing_lost_yet}</p>
        <button class="primary">${w.start}</button>
      </form>
    </main>`
  })
}

function pointOption(page: Page, { point_id, reason, label, at }: Point): Html {
  const name = [page.words.restore.reasons[reason], label].filter(Boolean).join(': ')
  return html`<option value="${point_id}">${said(page, at)} · ${name}</option>`
}

function choice(value: string, label: string, text: string, is_chosen: boolean): Html {
  return html`<label class="choice"><input type="radio" name="what" value="${value}" ${is_chosen ? 'checked' : ''} required>
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
