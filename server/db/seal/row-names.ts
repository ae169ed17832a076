import { crc32 } from 'node:zlib'
import type { CoveredRow } from './covered-rows.ts'

const NAME_BYTES = 5

/**
 * What is kept to name a harmed row by: of each row its table and the CRC-32 of its line, five bytes. It proves nothing,
 * the seal's hash does.
 */
export function rowNames(rows: readonly CoveredRow[]): Buffer {
  const names = Buffer.allocUnsafe(rows.length * NAME_BYTES)
  for (const [at, { table, line }] of rows.entries()) {
    names.writeUInt8(table, at * NAME_BYTES)
    names.writeUInt32BE(crc32(line), at * NAME_BYTES + 1)
  }
  return names
}

/** Reads them back, as `table:crc`. */
export function readRowNames(names: Buffer): { table: number; name: string }[] {
  return Array.from({ length: Math.floor(names.length / NAME_BYTES) }, (_, at) => {
    const table = names.readUInt8(at * NAME_BYTES)
    return { table, name: `${table}:${names.readUInt32BE(at * NAME_BYTES + 1)}` }
  })
}
