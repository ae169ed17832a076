import type { Point } from '../../server/backup/state/points.ts'
import type { Moment } from '../../server/values/clock.ts'
import { backLink } from '../back.ts'
import { dayAndTime, plainDay } from '../format.ts'
import { field, formKeys } from '../forms.ts'
import { type Html, html } from '../html.ts'
import { icon } from '../icons.ts'
import { layout } from '../layout.ts'
import type { Page } from '../page.ts'

export interface PointsFacts {
  points: Point[]
  /** Days that the history on the box reaches back to, newest first, and the last moment of each. */
  days: { day: string; ends_at: Moment }[]
  made: boolean
}

/** Moments that have a name, and a way back to each. */
export function pointsPage(page: Page, { points, days, made }: PointsFacts): Html {
  const w = page.words.backup.points
  return layout(page, {
    title: w.title,
    place: 'backup',
    content: html`<main id="content" class="page backup">${backLink('/backup', page.words.backup.title)}
      <header><h1>${w.title}</h1><p class="hint">${w.text}</p></header>
      ${made && html`<div class="notice" role="status">${icon('check')}<p>${w.made}</p></div>`}
      <form class="card naming" method="post" action="/backup/points" hx-post="/backup/points" hx-swap="none">${formKeys(page)}
        ${field(w.name, html`<input name="label" required maxlength="80" autocomplete="off">`, w.name_hint)}
        <button class="primary">${w.make}</button></form>
      <section class="card stack">${
        points.length === 0
          ? html`<div class="empty">${icon('clock')}<h2>${w.none}</h2><p>${w.none_text}</p></div>`
          : html`<ul class="lines points">${points.map((point) => pointRow(page, point))}</ul>`
      }</section>
      ${
        days.length > 0 &&
        html`<details class="card fold"><summary>${icon('right')}<h2>${w.days}</h2></summary>
        <ul class="lines">${days.map(
          ({ day, ends_at }) => html`<li><span><b>${plainDay(day, page.locale)}</b>
          <small>${w.day_end} · ${dayAndTime(ends_at, page.locale, page.zone)}</small></span>
          ${backButton(page, `at=${encodeURIComponent(ends_at)}`, plainDay(day, page.locale))}</li>`
        )}</ul></details>`
      }
    </main>`
  })
}

function pointRow(page: Page, { point_id, made_at, reason, label }: Point): Html {
  const w = page.words.backup.points
  const why = w.reasons[reason] ?? reason
  return html`<li><span><b>${label || why}</b><small>${label && `${why} · `}${dayAndTime(made_at, page.locale, page.zone)}</small></span>
    ${backButton(page, `point=${point_id}`, label || why)}</li>`
}

function backButton(page: Page, to: string, name: string): Html {
  const w = page.words.backup.points
  return html`<a class="button" href="/backup/restore?source=box&${to}" aria-label="${w.back_to}: ${name}">${icon('undo')}<span>${w.back_short}</span></a>`
}
