import { inflateRawSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import readExcel from 'read-excel-file/node'

/** A sheet read by somebody else's reader: its head, and its rows by the names in it. */
export interface ReadSheet {
  head: string[]
  rows: Record<string, unknown>[]
}

/** Reads a CSV as a program of the language would: the signs are told, nothing is guessed. */
export function readCsv(bytes: Buffer, delimiter = ';'): ReadSheet {
  const [head = [], ...lines] = parse(bytes, { delimiter, bom: true }) as string[][]
  return { head, rows: lines.map((line) => named(head, line)) }
}

/** Reads every sheet of a workbook. */
export async function readXlsx(bytes: Buffer): Promise<Map<string, ReadSheet>> {
  const sheets = (await readExcel(bytes)) as unknown as { sheet: string; data: unknown[][] }[]
  return new Map(
    sheets.map(({ sheet, data }) => {
      const [head = [], ...lines] = data
      return [sheet, { head: head.map(String), rows: lines.map((line) => named(head.map(String), line)) }]
    })
  )
}

/** Reads an archive by its list at the end, as APPNOTE says; no reader of ours. */
export function readZip(bytes: Buffer): Map<string, Buffer> {
  const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06'))
  const files = new Map<string, Buffer>()
  let at = bytes.readUInt32LE(end + 16)
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left--) {
    const [name_length, extra, comment] = [28, 30, 32].map((offset) => bytes.readUInt16LE(at + offset)) as [
      number,
      number,
      number
    ]
    const name = bytes.toString('utf8', at + 46, at + 46 + name_length)
    const head = bytes.readUInt32LE(at + 42)
    const from = head + 30 + bytes.readUInt16LE(head + 26) + bytes.readUInt16LE(head + 28)
    files.set(name, inflateRawSync(bytes.subarray(from, from + bytes.readUInt32LE(at + 20))))
    at += 46 + name_length + extra + comment
  }
  return files
}

/** What a column adds up to; a decimal comma is one. */
export function sumOf({ rows }: ReadSheet, column: string): number {
  const thousandths = rows.map((row) => Math.round(Number(String(row[column] ?? 0).replace(',', '.')) * 1000))
  return thousandths.reduce((sum, one) => sum + one, 0) / 1000
}

function named(head: string[], line: unknown[]): Record<string, unknown> {
  return Object.fromEntries(head.map((name, i) => [name, line[i]]))
}
