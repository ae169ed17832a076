import type { BackupStanding, JobStanding } from '../../server/backup/read-standing.ts'
import { postButton } from '../forms.ts'
import { type Html, html } from '../html.ts'
import { icon } from '../icons.ts'
import type { Page } from '../page.ts'
import { shortTime } from './say.ts'

/** Troubles older than this are history. */
const RECENT_MS = 7 * 86_400_000

/** For whoever wants to know more: what was last done, the jobs, and what went wrong lately. Folded. */
export function detailsCard(page: Page, standing: BackupStanding): Html {
  const w = page.words.backup.details
  return html`<details class="card fold"><summary>${icon('right')}<h2>${w.title}</h2></summary>
    <div class="stack">${facts(page, standing)}${jobs(page, standing)}${troubles(page, standing)}</div></details>`
}

function facts(page: Page, standing: BackupStanding): Html {
  const w = page.words.backup.details
  const { now, recorded_at, snapshot_at, snapshot_progress, proven_at } = standing
  const said = (moment: string | null | undefined): string =>
    moment ? shortTime(page, moment, now) : w.not_yet
  const drill = standing.jobs.find(({ name }) => name === 'drill')
  const part = new Intl.NumberFormat(page.locale, { style: 'percent' }).format(snapshot_progress ?? 0)
  return html`<dl class="facts">
    ${recorded_at && html`<div><dt>${w.recorded}</dt><dd>${said(recorded_at)}</dd></div>`}
    <div><dt>${w.snapshot}</dt><dd>${snapshot_progress === undefined ? said(snapshot_at) : w.snapshot_running(part)}</dd></div>
    <div><dt>${w.proven}</dt><dd>${said(proven_at)}</dd></div>
    ${drill && html`<div><dt>${w.drill}</dt><dd>${said(drill.next)}</dd></div>`}
  </dl>`
}

function jobs(page: Page, { jobs, now }: BackupStanding): Html {
  const w = page.words.backup.details
  return html`<h3>${w.jobs}</h3><div class="table"><table class="cards jobs">
    <thead><tr><th>${w.job}</th><th>${w.last}</th><th>${w.next}</th><th><span class="unseen">${w.run}</span></th></tr></thead>
    <tbody>${jobs.map((job) => jobRow(page, job, now))}</tbody></table></div>`
}

function jobRow(page: Page, { name, run, next }: JobStanding, now: string): Html {
  const w = page.words.backup.details
  return html`<tr><td><b>${w.names[name] ?? name}</b></td>
    <td data-label="${w.last}">${run?.started_at ? shortTime(page, run.started_at, now) : w.not_yet}
      ${run && html`<span class="tag ${run.result === 'failed' && 'bad'}">${run.result ? w.results[run.result] : w.running}</span>`}
      ${run?.result === 'failed' && page.may('manage-backup') && html`<small class="system-words">${run.detail}</small>`}</td>
    <td data-label="${w.next}">${shortTime(page, next, now)}</td>
    <td>${page.may('manage-backup') && postButton(page, `/backup/jobs/${name}`, w.run, '')}</td></tr>`
}

function troubles(page: Page, { troubles, now }: BackupStanding): Html {
  const w = page.words.backup.details
  const kinds = page.words.backup.troubles
  const recent = troubles.filter(({ began_at }) => Date.parse(now) - Date.parse(began_at) < RECENT_MS)
  const time = (moment: string): string => shortTime(page, moment, now)
  return html`<h3>${w.past}</h3>${
    recent.length === 0
      ? html`<p class="hint">${w.past_none}</p>`
      : html`<ul class="lines">${recent.map(
          ({ kind, began_at, ended_at }) => html`<li><span>${kinds[kind.split('/')[0]!] ?? kinds['other']}
          <small>${ended_at ? (ended_at === began_at ? time(began_at) : w.from_to(time(began_at), time(ended_at))) : w.going_on(time(began_at))}</small></span></li>`
        )}</ul>`
  }`
}
