import type { ExportFile } from '../../server/exports/export-folder.ts'
import type { ExportJob } from '../../server/exports/run-exports.ts'
import { dayAndTime, figure } from '../format.ts'
import { formKeys, postButton } from '../forms.ts'
import { type Html, html } from '../html.ts'
import { icon } from '../icons.ts'
import type { Page } from '../page.ts'
import { sizeText } from '../words/exports-id.ts'
import { broken, refusal } from './export.ts'

/** The files that lie in the box, and how long they do. */
export interface Shelf {
  files: ExportFile[]
  kept_days: number
}

/** How an export fares; while it runs it looks again each second. */
export function exportState(page: Page, job: ExportJob, { files }: Shelf): Html | null {
  const w = page.words.exports
  if (job.state === 'running') return running(page, job)
  if (job.state === 'cancelled')
    return html`<div class="notice" role="status">${icon('close')}<p>${w.cancelled}</p></div>`
  if (job.state === 'failed') {
    const why = refusal(page.words.refusals[job.fault ?? 'export/failed'])
    return html`<div class="notice refused" role="alert">${icon('warning')}<div><b>${w.failed}</b><p>${why}</p></div></div>`
  }
  const file = files.find(({ name }) => name === job.name)
  return file ? done(page, job, file) : null
}

function running({ words, locale, ...page }: Page, job: ExportJob): Html {
  const w = words.exports
  const { name, done, of, sheet } = job
  const far = of > 0 ? w.rows(figure(done, locale), figure(of, locale)) : w.reading
  const at = sheet ? w.at_sheet(w.sheets[sheet as keyof typeof w.sheets]) : ''
  return html`<div class="card stack export-job" role="status" hx-get="/export/now" hx-trigger="every 1s" hx-target="#exports" hx-swap="innerMorph">
    <h2>${broken(w.running(name))}</h2>
    <progress ${of > 0 && html`value="${done}" max="${of}"`} aria-label="${far}"></progress>
    <p>${far}<br><small>${at}</small></p>
    <p class="hint">${w.keep_selling}</p>
    <form method="post" action="/export/${job.export_id}/cancelling" hx-post="/export/${job.export_id}/cancelling" hx-swap="none">
      ${formKeys({ words, locale, ...page })}<button>${icon('close')}<span>${w.cancel}</span></button></form>
  </div>`
}

function done({ words, locale }: Page, job: ExportJob, file: ExportFile): Html {
  const w = words.exports
  const size = sizeText(file.bytes, locale)
  return html`<div class="card stack export-job ready" role="status">
    <h2>${icon('check')} ${broken(w.done(file.name))}</h2>
    <p>${w.done_text(figure(job.done, locale), size)}</p>
    <a class="button primary big" href="/export/files/${file.name}" download>${icon('download')}<span>${w.download}</span></a>
  </div>`
}

/** The files that lie in the box. */
export function recentFiles(page: Page, { files, kept_days }: Shelf): Html {
  const w = page.words.exports
  if (files.length === 0) {
    return html`<div class="card empty">${icon('download')}<h2>${w.none}</h2><p>${w.none_text}</p></div>`
  }
  return html`<section class="stack"><h2>${w.recent}</h2><p class="hint">${w.recent_text(kept_days)}</p>
    <ul class="stack files">${files.map((file) => fileRow(page, file))}</ul></section>`
}

function fileRow(page: Page, { name, bytes, made_at }: ExportFile): Html {
  const { words, locale, zone } = page
  const w = words.exports
  return html`<li class="card file"><div><a href="/export/files/${name}" download>${broken(name)}</a>
      <p class="hint">${dayAndTime(made_at, locale, zone)} · ${sizeText(bytes, locale)}</p></div>
    ${postButton(page, `/export/files/${name}/deletion`, w.delete, '')}</li>`
}
