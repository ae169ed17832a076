import type { Locale } from '../../settings/read-settings.ts'
import type { Cell, Column } from '../sheets/sheet.ts'
import type { Tongue } from './tongue.ts'

/** What tells Excel that a file is UTF-8. */
const BOM = '\ufeff'

/**
 * How Excel of each language reads a file by a double click: where a comma stands before the decimals, a semicolon
 * stands between the columns. Figures are never grouped.
 */
const SIGNS: Record<Locale, { between: string; decimal: string }> = {
  id: { between: ';', decimal: ',' },
  en: { between: ',', decimal: '.' }
}

/**
 * A text that a spreadsheet would take for a formula.
 *
 * @see owasp.org/www-community/attacks/CSV_Injection
 */
const FORMULA = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/

/** Writes rows as CSV (RFC 4180), a piece of text for each; figures as figures, and no text as a formula. */
export function* csvText(
  columns: Column[],
  rows: Iterable<Record<string, Cell>>,
  { locale, titles, word, clock, yes }: Tongue
): Generator<string> {
  const { between, decimal } = SIGNS[locale]

  function text(value: string): string {
    const harmless = FORMULA.test(value) ? `'${value}` : value
    return /["\r\n;,]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
  }

  function cell({ kind, list }: Column, value: Cell): string {
    if (value === null || value === undefined) return ''
    if (list) return text(word(list, String(value)))
    if (kind === 'moment') return new Date(clock(String(value))).toISOString().slice(0, 19).replace('T', ' ')
    if (kind === 'quantity') return String(Number(value) / 1000).replace('.', decimal)
    if (kind === 'yes') return yes(Boolean(value))
    return typeof value === 'number' ? String(value) : kind === 'day' ? value : text(value)
  }

  yield `${BOM}${columns.map(({ name }) => text(titles[name])).join(between)}\r\n`
  for (const row of rows)
    yield `${columns.map((column) => cell(column, row[column.name]!)).join(between)}\r\n`
}
