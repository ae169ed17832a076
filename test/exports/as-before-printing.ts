type Row = unknown[]

/** What the tables did not have before printers told how they are, and what stood there instead. */
const LATER_TABLES = [
  'shift_counts',
  'bill_pictures',
  'logos',
  'ticket_printers',
  'label_runs',
  'label_lines',
  'staff_rights',
  'radar_looks',
  'radar_seen',
  'ledger_genesis',
  'event_seals'
]
const LATER_COLUMNS: Record<string, string[]> = {
  printers: [
    'language',
    'code_page',
    'answers',
    'label_width_mm',
    'label_height_mm',
    'label_gap_mm',
    'removed_at'
  ],
  print_jobs: ['pin', 'made_from', 'is_heard'],
  terminals: ['drawer_printer_id', 'drawer_pin', 'place'],
  shifts: ['holder_id', 'supplement_to', 'supplement_no'],
  open_shifts: ['holder_id'],
  shift_closings: ['reason', 'taken_by'],
  till_baskets: ['taken_by'],
  held_baskets: ['waits_for']
}
const LATER_KINDS = ['move', 'x', 'ticket', 'labels']

/** A copy as a box of the version before would have written it, of the same shop. */
export function asBeforePrinting(copy: string): string {
  const before = JSON.parse(copy)
  before.schema = '20261122T1200-backup'
  for (const name of LATER_TABLES) {
    delete before.tables[name]
    delete before.counts[name]
  }
  for (const [name, later] of Object.entries(LATER_COLUMNS)) {
    const table: { columns: string[]; rows: Row[] } = before.tables[name]
    const kept = table.columns.flatMap((column, at) => (later.includes(column) ? [] : [at]))
    const kind = table.columns.indexOf('kind')
    const rows = table.rows.filter((row) => !LATER_KINDS.includes(String(row[kind])))
    const cut = table.columns.indexOf('cut')
    before.tables[name] = {
      columns: kept.map((at) => (at === cut ? 'cutter' : table.columns[at])),
      rows: rows.map((row) => kept.map((at) => (at === cut ? Number(row[at] !== 'none') : row[at])))
    }
    before.counts[name] = rows.length
  }
  return written(before)
}

/** One thing a line, as a box writes it; the sum at its end is for whoever seals it. */
function written({ tables, counts, ledger, sha256, ...head }: Record<string, object>): string {
  const parts = Object.entries(tables as unknown as Record<string, { columns: string[]; rows: Row[] }>).map(
    ([name, { columns, rows }]) => {
      const lines = rows.map((row, at) => `\n${JSON.stringify(row)}${at === rows.length - 1 ? '' : ','}`)
      return `\n${JSON.stringify(name)}:{"columns":${JSON.stringify(columns)},"rows":[${lines.join('')}\n]}`
    }
  )
  return `${JSON.stringify(head).slice(0, -1)},
"tables":{${parts.join(',')}
},
"counts":${JSON.stringify(counts)},
"ledger":${JSON.stringify(ledger)},
"sha256":${JSON.stringify(sha256)}}
`
}
