import { columnsOf } from '../../views/receipts/rows.ts'

/** Rows under each other, their columns as wide as what stands in them, two spaces apart. */
export function asColumns(rows: string[][]): string {
  const widths = rows[0]!.map((_, i) => Math.max(...rows.map((row) => columnsOf(row[i]!))))
  const padded = (text: string, i: number): string => text + ' '.repeat(widths[i]! - columnsOf(text))
  return rows.map((row) => row.map(padded).join('  ').trimEnd()).join('\n')
}
