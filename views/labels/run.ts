import type { WholeRun } from '../../server/labels/find-runs.ts'
import type { Job } from '../../server/printing/find-jobs.ts'
import { backLink } from '../back.ts'
import { dayAndTime, money } from '../format.ts'
import { type Html, html } from '../html.ts'
import { icon } from '../icons.ts'
import { layout } from '../layout.ts'
import type { Page } from '../page.ts'
import { jobWatch } from '../printing/job-watch.ts'

/** A run of labels: what became of it, what stood on it, and the way to print it again. */
export function runPage(page: Page, run: WholeRun, jobs: Job[]): Html {
  const { words, locale, zone } = page
  const w = words.labels
  const labels = run.lines.reduce((sum, { copies }) => sum + copies, 0)
  const title = w.run(labels, w.layouts[run.layout])
  return layout(page, {
    title,
    place: 'items',
    content: html`<main id="content" class="page">
      ${backLink('/labels', w.title)}
      <header class="head"><div><h1>${title}</h1>
        <p class="hint">${dayAndTime(run.asked_at, locale, zone)} · ${run.staff_name}</p></div>
        <div class="row"><a class="button" href="/labels?run=${run.run_id}">${icon('printer')}<span>${w.again}</span></a>
          <a class="button primary" href="/labels">${icon('plus')}<span>${w.others}</span></a></div></header>
      <section class="card stack">${jobs.map(({ job_id }) => jobWatch(job_id))}<p class="hint">${w.again_text}</p></section>
      <div class="table"><table class="cards label-table">
        <thead><tr><th>${words.items.fields.name}</th><th>${w.unit}</th><th class="number">${words.items.fields.price}</th><th class="number">${w.copies}</th></tr></thead>
        <tbody>${run.lines.map(
          (line) => html`<tr><td><b>${line.name}</b><small>${line.barcode ?? line.code}</small></td>
          <td data-label="${w.unit}">${line.unit}</td>
          <td class="number" data-label="${words.items.fields.price}">${money(line.price_minor, locale)}</td>
          <td class="number" data-label="${w.copies}">${line.copies}</td></tr>`
        )}</tbody></table></div>
    </main>`
  })
}
