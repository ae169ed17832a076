import type { Light, Reminder, ReminderCode } from '../../server/backup/light/judge-light.ts'
import { businessDay } from '../../server/values/business-day.ts'
import type { Moment } from '../../server/values/clock.ts'
import { dayAndTime, figure, timeOfDay } from '../format.ts'
import { formKeys } from '../forms.ts'
import { type Html, html } from '../html.ts'
import { type IconName, icon } from '../icons.ts'
import type { Page } from '../page.ts'

const LOOKS: Record<Light['colour'], { icon: IconName; tag: string; word: 'good' | 'look' | 'bad' }> = {
  green: { icon: 'check', tag: 'good', word: 'good' },
  yellow: { icon: 'warning', tag: 'warn', word: 'look' },
  red: { icon: 'warning', tag: 'bad', word: 'bad' }
}

/** Where the card stands: among the day's figures it says one sentence, and no more unless there is danger. */
export type LightAt = 'today' | 'backup'

/** How it stands with the backup: one sentence, what is the worst now, and the rest folded. */
export function lightCard(page: Page, light: Light, at: LightAt): Html {
  const w = page.words.backup_light
  const { tag, word, icon: sign } = LOOKS[light.colour]
  const { open, folded, put_off } = sortReminders(light, at)
  const lines = (reminders: Reminder[]): Html =>
    html`<ul class="lines">${reminders.map((reminder) => reminderLine(page, reminder, at))}</ul>`
  const fold = (summary: string, reminders: Reminder[]): Html | false =>
    reminders.length > 0 &&
    html`<details class="fold"><summary>${icon('right')}<span>${summary}</span></summary>${lines(reminders)}</details>`
  return html`<div class="card stack backup-light ${light.colour} at-${at}">
    <p class="row"><span class="tag ${tag}">${icon(sign)} ${w[word]}</span></p>
    <p class="sentence">${lightSentence(page, light)}</p>
    ${open.length > 0 && lines(open)}
    ${at === 'backup' && light.colour === 'green' && html`<p class="hint">${w.nothing_to_do}</p>`}
    ${at === 'today' && page.may('see-backup') && html`<p><a class="button" href="/backup">${w.open}</a></p>`}
    ${fold(open.length > 0 ? w.others(folded.length) : w.to_do(folded.length), folded)}
    ${fold(w.was_put_off(put_off.length), put_off)}
  </div>`
}

/** Danger is never folded. */
function sortReminders({ reminders }: Light, at: LightAt): Record<'open' | 'folded' | 'put_off', Reminder[]> {
  const put_off = reminders.filter(({ is_put_off }) => is_put_off)
  const due = reminders.filter(({ is_put_off }) => !is_put_off)
  const red = due.filter(({ level }) => level === 'red')
  const open = red.length > 0 || at === 'today' ? red : due.slice(0, 1)
  return { open, folded: due.filter((one) => !open.includes(one)), put_off }
}

/** The sentence alone, without a full stop. */
export function lightSentence(page: Page, { now, proven, at_risk }: Light): string {
  const w = page.words.backup_light
  const loss = at_risk === null ? w.lost_all : w.lost(figure(at_risk, page.locale))
  const proof = proven ? w.proven(when(page, proven.at, now), proven.name) : w.not_proven
  return `${proof}; ${loss}`
}

/** What one reminder says. */
function reminderText({ words, locale }: Page, { code, name, count }: Reminder): string {
  return words.backup_light.reminders[code](name, figure(count, locale))
}

function reminderLine(page: Page, reminder: Reminder, at: LightAt): Html {
  const w = page.words.backup_light
  const { code, level, place, href, is_put_off } = reminder
  // What has no page of its own is done on the backup's, which the card leads to or stands on.
  const action = (w.actions as Partial<Record<ReminderCode, string>>)[code]
  return html`<li class="reminder ${level}"><span>${reminderText(page, reminder)}</span>
    ${
      page.may('manage-backup') &&
      html`<span class="row">${action && html`<a class="button" href="${href}">${action}</a>`}
        ${level === 'yellow' && !is_put_off && laterButton(page, { code, place, at })}</span>`
    }</li>`
}

function laterButton(page: Page, hidden: { code: string; place: string; at: LightAt }): Html {
  const url = '/backup/reminders/later'
  return html`<form method="post" action="${url}" hx-post="${url}" hx-target="closest .backup-light" hx-swap="outerHTML">
    ${formKeys(page)}${Object.entries(hidden).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
    <button class="plain">${page.words.backup_light.put_off}</button></form>`
}

/** As one says it: this morning, yesterday, or the date. */
function when({ words, locale, zone }: Page, moment: Moment, now: Moment): string {
  const w = words.backup_light
  const days = calendarDays(moment, now, zone)
  const time = timeOfDay(moment, locale, zone)
  if (days === 1) return w.yesterday(time)
  if (days !== 0) return dayAndTime(moment, locale, zone)
  const { hour } = Temporal.Instant.from(moment).toZonedDateTimeISO(zone)
  return hour < 11 ? w.this_morning(time) : hour < 18 ? w.this_noon(time) : w.this_evening(time)
}

function calendarDays(moment: Moment, now: Moment, zone: string): number {
  const [from, to] = [moment, now].map((one) => Temporal.PlainDate.from(businessDay(one, zone, 0)))
  return from!.until(to!).days
}
