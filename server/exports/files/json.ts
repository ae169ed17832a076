import type { Cell, Column, Sheet } from '../sheets/sheet.ts'

/** Says a table's rows as JSON objects, one a line; amounts in whole rupiah, quantities in units, moments in UTC. */
export function* jsonRows(columns: Column[], rows: Iterable<Record<string, Cell>>): Generator<string> {
  let before = ''
  for (const row of rows) {
    const said = columns.map(({ name, kind }) => [name, plain(kind, row[name] ?? null)])
    yield `${before}\n${JSON.stringify(Object.fromEntries(said))}`
    before = ','
  }
}

function plain(kind: Sheet['columns'][number]['kind'], value: Cell): Cell | boolean {
  if (value === null) return null
  if (kind === 'quantity') return Number(value) / 1000
  return kind === 'yes' ? Boolean(value) : value
}
