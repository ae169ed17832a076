import type { Page } from '../../views/page.ts'
import { detailsOf, labelOf } from '../../views/radar/finding.ts'
import type { Cell, Column } from '../exports/sheets/sheet.ts'
import type { RadarReport } from './read-radar.ts'

/** A row for everything behind each finding. */
export const FILE_COLUMNS: Column[] = [
  { name: 'finding', kind: 'text' },
  { name: 'person', kind: 'text' },
  { name: 'moved_at', kind: 'moment' },
  { name: 'till', kind: 'text' },
  { name: 'about', kind: 'text' },
  { name: 'amount_minor', kind: 'money' },
  { name: 'note', kind: 'text' }
]

/** All that is behind the findings, as a table. */
export function* fileRows(
  page: Pick<Page, 'words' | 'locale'>,
  { findings, names }: RadarReport
): Generator<Record<string, Cell>> {
  for (const { code, incidents } of findings) {
    for (const one of incidents) {
      yield {
        finding: page.words.radar.findings[code].title,
        person: names[one.staff_id ?? ''] ?? null,
        moved_at: one.at,
        till: names[one.terminal_id ?? ''] ?? null,
        about: labelOf(page, one) || null,
        amount_minor: one.amount_minor,
        note: detailsOf(page, names, one).join(' · ') || null
      }
    }
  }
}
