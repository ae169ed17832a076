import type { Entry } from '../../server/door/entries.ts'
import type { Visit } from '../../server/door/sessions.ts'
import { formKeys } from '../forms.ts'
import { type Html, html } from '../html.ts'
import type { Page } from '../page.ts'
import { doorFrame, wayOut } from './frame.ts'
import { entryList, visitList } from './second-step.ts'

/** From afar: where one is signed in, and who knocked. */
export function visitsPage(
  page: Page,
  { visits, entries, own }: { visits: Visit[]; entries: Entry[]; own: string }
): Html {
  const w = page.words.door
  return doorFrame(page, {
    title: w.visits,
    place: 'visits',
    content: html`<main id="content" class="page">
      <section class="card stack"><h1>${w.visits_title}</h1>${visitList(page, visits, '/visits/end', own)}
        ${
          visits.length > 1 &&
          html`<form method="post" action="/visits/end">${formKeys(page)}<button class="danger">${w.end_others}</button></form>`
        }</section>
      <section class="card stack"><h2>${w.entries_title}</h2>${entryList(page, entries)}</section>
      ${wayOut(page)}
    </main>`
  })
}
