import type { Point } from '../../server/backup/state/points.ts'
import type { Import } from '../../server/catalog/find-imports.ts'
import { backLink } from '../back.ts'
import { dayAndTime, figure } from '../format.ts'
import { postButton } from '../forms.ts'
import { type Html, html } from '../html.ts'
import { icon } from '../icons.ts'
import { layout } from '../layout.ts'
import type { Page } from '../page.ts'

/** What an import did, and the way to take it back; or what taking it back did. */
export function importDonePage(
  page: Page,
  done: Import,
  { before, is_unmarked }: { before: Point | undefined; is_unmarked: boolean }
): Html {
  const { words, locale, zone } = page
  const w = words.items.import
  const when = done.committed_at && dayAndTime(done.committed_at, locale, zone)
  return layout(page, {
    title: w.title,
    place: 'items',
    content: html`<main id="content" class="page">
      ${backLink('/items/import', w.title)}
      <h1>${done.undone_at ? w.undone_title : w.done_title}</h1>
      <p>${done.file_name}<br><small>${when && w.committed(when, done.staff_name ?? w.by_technician)}</small></p>
      ${is_unmarked && html`<div class="notice waiting">${icon('warning')}<p>${page.words.backup.points.unmarked}</p></div>`}
      ${
        done.undone_at
          ? undone(page, done)
          : [
              figures(page, [
                [w.added, done.added],
                [w.changed, done.changed],
                [w.unchanged, done.unchanged],
                [w.refused, done.refused]
              ]),
              html`<div class="row"><a class="button primary" href="/items">${w.to_items}</a></div>
      <section class="card stack"><p>${w.undo_text}</p>
        ${postButton(page, `/items/import/${done.import_id}/undoing`, w.undo, 'danger')}</section>`
            ]
      }
      ${before && page.may('restore-backup') && rewind(page, before)}
    </main>`
  })
}

/** Beside taking back the import alone, the whole shop can be taken back to before it. */
function rewind({ words }: Page, { point_id }: Point): Html {
  const w = words.backup.points
  return html`<section class="card stack"><p>${w.rewind_text}</p>
    <div class="row"><a class="button" href="/backup/restore?source=box&point=${point_id}">${icon('undo')}<span>${w.rewind}</span></a></div></section>`
}

function undone(page: Page, done: Import): Html {
  const { words, locale, zone } = page
  const w = words.items.import
  return html`<p>${w.undone_at(dayAndTime(done.undone_at!, locale, zone))}</p>
    ${figures(page, [
      [w.removed, done.removed],
      [w.restored, done.restored],
      [w.retired, done.retired],
      [w.kept, done.kept]
    ])}
    <div class="row"><a class="button primary" href="/items/import">${w.title}</a>
      <a class="button" href="/items">${w.to_items}</a></div>`
}

/** Figures that stand for themselves; those of nothing stay out of the way. */
export function figures({ locale }: Page, entries: [string, number | null][]): Html {
  return html`<dl class="figures">${entries.map(
    ([label, amount]) =>
      html`<div class="${!amount && 'nothing'}"><dt>${label}</dt><dd>${figure(amount ?? 0, locale)}</dd></div>`
  )}</dl>`
}
