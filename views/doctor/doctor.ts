import type { Right } from '../../server/auth/permissions.ts'
import type { CheckName, Finding } from '../../server/doctor/checks.ts'
import type { Verdict } from '../../server/doctor/finding.ts'
import type { Visit } from '../../server/doctor/visits.ts'
import { dayAndTime, figure } from '../format.ts'
import { type Html, html } from '../html.ts'
import { type IconName, icon } from '../icons.ts'
import { layout } from '../layout.ts'
import type { Page } from '../page.ts'
import { asText, tell } from './tell.ts'

const SIGNS: Record<Verdict, { icon: IconName; tag: string }> = {
  good: { icon: 'check', tag: 'good' },
  watch: { icon: 'warning', tag: 'warn' },
  bad: { icon: 'warning', tag: 'bad' },
  unknown: { icon: 'search', tag: '' }
}

/** The worst first. */
const ORDER: Verdict[] = ['bad', 'watch', 'unknown', 'good']

/** Who may open the page on which something is put right; nobody is sent where they are refused. */
const RIGHTS: Record<string, Right> = {
  '/backup': 'see-backup',
  '/backup/places/new': 'manage-backup',
  '/certificates': 'edit-settings',
  '/printers': 'edit-printers',
  '/printing': 'sell'
}

/** How the box itself fares; to be read on a phone, or printed. */
export function doctorPage(page: Page, visit: Visit): Html {
  const w = page.words.doctor
  return layout(page, {
    title: w.title,
    place: 'doctor',
    content: html`<main id="content" class="page doctor">
      <header><h1>${w.title}</h1><p class="hint">${w.intro}</p></header>
      ${doctorResults(page, visit)}
    </main>`
  })
}

/** What was found so far; while there is more to come it asks again by itself. */
export function doctorResults(page: Page, visit: Visit): Html {
  const { began_at, findings, left } = visit
  const w = page.words.doctor
  const sorted = ORDER.flatMap((verdict) => findings.filter((finding) => finding.verdict === verdict))
  const asks = left.length > 0 && html`hx-get="/doctor/now" hx-trigger="load delay:600ms" hx-swap="outerHTML"`
  return html`<section id="doctor-results" class="stack" ${asks}>
    ${left.length > 0 ? progress(page, findings.length, left.length) : summary(page, findings)}
    ${sorted.map((finding) => card(page, finding))}
    ${left.map((check, i) => waiting(page, check, i === 0))}
    ${
      left.length === 0 &&
      html`<p class="hint">${w.as_of(dayAndTime(began_at, page.locale, page.zone))}</p>${actions(page, sorted)}`
    }
  </section>`
}

/** What the light of the backup says, a hand above, on the same page. */
const SAID_BY_THE_LIGHT: ReadonlySet<string> = new Set(['places', 'drill'])

/** One line for the page of the day, when something must be put right that nothing else there says. */
export function doctorLine(page: Page, visit: Visit | undefined): Html {
  const w = page.words.doctor
  const bad = visit?.findings.filter(isOwnNews) ?? []
  if (bad.length === 0) return html``
  const titles = bad.map(({ check }) => w.checks[check].title).join(', ')
  return html`<div class="card row day-line bad"><p>${icon('warning')} <b>${w.today_bad(figure(bad.length, page.locale))}</b>
    <small>${titles}</small></p><a class="button" href="/doctor">${w.today_open}</a></div>`
}

function isOwnNews({ check, verdict }: Finding): boolean {
  return verdict === 'bad' && !SAID_BY_THE_LIGHT.has(check)
}

function progress({ words, locale }: Page, done: number, left: number): Html {
  const w = words.doctor
  return html`<div class="card stack" role="status"><p>${w.looking(figure(left, locale))}</p>
    <progress max="${done + left}" value="${done}" aria-label="${w.looking(figure(left, locale))}"></progress></div>`
}

function summary({ words, locale }: Page, findings: readonly Finding[]): Html {
  const w = words.doctor
  const count = (wanted: Verdict) => findings.filter(({ verdict }) => verdict === wanted).length
  const [bad, watch] = [count('bad'), count('watch')]
  const verdict = bad > 0 ? 'bad' : watch > 0 ? 'watch' : 'good'
  const sentence =
    bad > 0 ? w.some_bad(figure(bad, locale)) : watch > 0 ? w.some_watch(figure(watch, locale)) : w.all_well
  return html`<p class="doctor-sum ${verdict}" role="status">${icon(SIGNS[verdict].icon)} <b>${sentence}</b></p>`
}

function card(page: Page, finding: Finding): Html {
  const w = page.words.doctor
  const { title, verdict, result, remedy } = tell(page, finding)
  const { tag, icon: sign } = SIGNS[finding.verdict]
  const href = 'href' in finding ? finding.href : undefined
  return html`<article id="doctor-${finding.check}" class="card stack finding-of ${finding.verdict}">
    <header class="row"><h2>${title}</h2><span class="tag ${tag}">${icon(sign)} ${verdict}</span></header>
    <p>${result}</p>
    ${remedy && html`<p class="remedy"><b>${w.remedy}:</b> ${remedy}</p>`}
    ${href && page.may(RIGHTS[href]!) && html`<p class="mend"><a class="button" href="${href}">${w.open}</a></p>`}
  </article>`
}

function waiting({ words }: Page, check: CheckName, is_next: boolean): Html {
  const w = words.doctor
  return html`<article id="doctor-${check}" class="card stack finding-of waits"><h2>${w.checks[check].title}</h2>
    <p class="hint">${is_next ? w.under_way : w.waits}</p></article>`
}

function actions(page: Page, findings: Finding[]): Html {
  const w = page.words.doctor
  const text = findings.map((finding) => asText(tell(page, finding))).join('\n')
  return html`<div class="row doctor-actions">
      <a class="button primary" href="/doctor?again=1">${icon('undo')}<span>${w.again}</span></a>
      <button type="button" data-print>${icon('printer')}<span>${w.print}</span></button>
      <button type="button" data-copy="#doctor-text" data-copied="${w.copied}">${icon('share')}<span>${w.copy}</span></button>
    </div>
    <details class="fold"><summary>${icon('right')}<span>${w.as_text}</span></summary>
      <textarea id="doctor-text" rows="12" readonly aria-label="${w.as_text}">${text}</textarea></details>
    <div class="card stack"><p>${w.support_hint}</p>
      <p><a class="button" href="/doctor/support" download>${icon('download')}<span>${w.support}</span></a></p></div>`
}
