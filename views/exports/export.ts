import type { Wish } from '../../server/exports/choice.ts'
import type { ExportJob } from '../../server/exports/run-exports.ts'
import type { Sheet } from '../../server/exports/sheets/sheet.ts'
import type { BusinessDay } from '../../server/values/business-day.ts'
import { formKeys } from '../forms.ts'
import { type Html, html } from '../html.ts'
import { icon } from '../icons.ts'
import { layout } from '../layout.ts'
import type { Page } from '../page.ts'
import { exportState, recentFiles, type Shelf } from './files.ts'

/** What a choice would make: its file's name and sheets; no name where a day is missing. */
export type ChoiceOutcome = { name: string; sheets: Sheet[] } | { name: null }

/** Where data is taken out: three questions, one button, and the files that are there. */
export function exportPage(
  page: Page,
  at: ChoiceOutcome & { wish: Wish; today: BusinessDay; shelf: Shelf; job: ExportJob | undefined }
): Html {
  const w = page.words.exports
  return layout(page, {
    title: w.title,
    place: 'exports',
    content: html`<main id="content" class="page">
      <div class="head"><div><h1>${w.title}</h1><p class="hint">${w.intro}</p></div></div>
      <div class="beside">
        <form class="card stack export" method="post" action="/export" hx-post="/export" hx-target="#exports" hx-swap="innerHTML show:top">
          ${formKeys(page)}
          ${question(w.what, 'what', at.wish.what, w.kinds, 'two')}
          ${periods(page, at)}
          ${question(w.format, 'format', at.wish.format, w.formats, '')}
          <div id="outcome" class="stack" aria-live="polite">${choiceOutcome(page, at)}</div>
          <button class="primary big">${icon('download')}<span>${w.make}</span></button>
        </form>
        <section id="exports" class="stack">${exportPanel(page, at.job, at.shelf)}</section>
      </div>
    </main>`
  })
}

/** What the file will be called and hold. */
export function choiceOutcome({ words }: Page, outcome: ChoiceOutcome): Html {
  const w = words.exports
  if (outcome.name === null)
    return html`<p class="hint">${icon('calendar')} ${refusal(words.refusals['export/period'])}</p>`
  const holds =
    outcome.sheets.length > 0
      ? outcome.sheets.map(({ name }) => w.sheets[name]).join(', ')
      : w.kinds.everything.text
  return html`<dl class="facts"><dt>${w.file_name}</dt><dd><b>${broken(outcome.name)}</b></dd>
    <dt>${w.holds}</dt><dd>${holds}</dd></dl>`
}

/** How the newest export fares, and the files that are there. */
export function exportPanel(page: Page, job: ExportJob | undefined, shelf: Shelf): Html {
  return html`${job && exportState(page, job, shelf)}${recentFiles(page, shelf)}`
}

/** A question with some answers, each asked about anew when another is chosen. */
function question<Name extends string>(
  legend: string,
  name: string,
  chosen: Name,
  texts: Record<Name, { name: string; text: string }>,
  kind: string
): Html {
  return html`<fieldset ${asks()}><legend><h2>${legend}</h2></legend><div class="choices ${kind}">${namesOf(
    texts
  ).map(
    (answer) => html`<label class="choice"><input type="radio" name="${name}" value="${answer}" required
      ${answer === chosen ? 'checked' : ''}><span><b>${texts[answer].name}</b><small>${texts[answer].text}</small></span></label>`
  )}</div></fieldset>`
}

function periods({ words }: Page, { wish, today }: { wish: Wish; today: BusinessDay }): Html {
  const w = words.exports
  return html`<fieldset ${asks()}><legend><h2>${w.period}</h2></legend>
    <div class="chips periods">${namesOf(w.periods).map(
      (period) => html`<label class="chip"><input type="radio" name="period" value="${period}" required
        ${period === wish.period ? 'checked' : ''}><span>${w.periods[period]}</span></label>`
    )}</div>
    <div class="row days">
      <label class="field"><span>${w.from}</span><input type="date" name="from" max="${today}"></label>
      <label class="field"><span>${w.to}</span><input type="date" name="to" max="${today}" value="${today}"></label>
    </div>
    <p class="hint">${w.timeless}</p></fieldset>`
}

function asks(): Html {
  return html`hx-get="/export/choice" hx-trigger="change" hx-target="#outcome" hx-swap="innerHTML" hx-include="closest form"`
}

/** The names that a table of sentences has, in its order. */
function namesOf<Name extends string>(table: Record<Name, unknown>): Name[] {
  return Object.keys(table) as Name[]
}

/** A file's name that may be broken after each of its parts. */
export function broken(name: string): Html {
  return html`${name.split('_').map((part, i) => html`${i > 0 && html`_<wbr>`}${part}`)}`
}

/** A refusal's sentence that needs no facts. */
export function refusal(sentence: string | ((facts: Record<string, string | number>) => string)): string {
  return typeof sentence === 'string' ? sentence : sentence({})
}
