import type { ClockDoubt } from '../server/clock/judge-clock.ts'
import type { Moment } from '../server/values/clock.ts'
import { dayAndTime, figure } from './format.ts'
import { formKeys } from './forms.ts'
import { type Html, html } from './html.ts'
import { icon } from './icons.ts'
import type { Page } from './page.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

/** That the box's clock can't be believed, and the way to say that it can; nothing while all is well. */
export function clockCard(page: Page, doubt: ClockDoubt | undefined, now: Moment): Html {
  if (!doubt) return html``
  const { words, locale, zone } = page
  const w = words.faults.clock
  const url = '/clock/confirmations'
  return html`<div class="card stack day-line bad"><h2>${icon('warning')} ${w.title}</h2>
    <p><b>${w[doubt.kind](spanText(page, doubt.by_ms))}</b> ${w.shows(dayAndTime(now, locale, zone))}</p>
    <p>${w.goes_on}</p>
    ${
      page.may('edit-settings') &&
      html`<p>${w.act}</p><form method="post" action="${url}" hx-post="${url}" hx-target="#today-clock" hx-swap="innerHTML">
        ${formKeys(page)}<button>${icon('check')}<span>${w.confirm}</span></button></form>`
    }</div>`
}

/** As long as one would say it: minutes, hours, or days. */
function spanText({ words, locale }: Page, ms: number): string {
  const w = words.faults.clock
  if (ms < HOUR_MS) return w.minutes(figure(Math.round(ms / MINUTE_MS), locale))
  if (ms < 2 * DAY_MS) return w.hours(figure(Math.round(ms / HOUR_MS), locale))
  return w.days(figure(Math.round(ms / DAY_MS), locale))
}
