import { createHash } from 'node:crypto'
import type Database from 'better-sqlite3'
import { hashLedger } from '../../ledger/hash-ledger.ts'
import type { Moment } from '../../values/clock.ts'
import type { FileWriter } from '../files/file-writer.ts'
import { CARRIED } from './carried-tables.ts'
import { type CopiedTable, copiedTable, schemaOf } from './table-queries.ts'

export const FORMAT = 'laci-backup'
export const VERSION = 1

/** Text is hashed and written by so many characters at once. */
const PIECE_CHARACTERS = 256 * 1024

/** A document that sums itself up. */
export interface Document {
  say(text: string): void
  /** Ends it: the last line is the SHA-256 of all before it. */
  end(): void
}

/**
 * Begins a document: JSON with one thing a line, so that it is read as it was written, a line at a time, however long
 * it is. The first line says what it is.
 */
export function beginDocument(file: FileWriter, head: object): Document {
  const hash = createHash('sha256')
  let text = ''
  const flush = (): void => {
    const bytes = Buffer.from(text)
    hash.update(bytes)
    file.write(bytes)
    text = ''
  }
  const say = (more: string): void => {
    text += more
    if (text.length >= PIECE_CHARACTERS) flush()
  }
  say(`${JSON.stringify({ format: FORMAT, version: VERSION, ...head }).slice(0, -1)},\n"tables":{`)
  return {
    say,
    end() {
      flush()
      file.write(Buffer.from(`"sha256":"${hash.digest('hex')}"}\n`))
    }
  }
}

/**
 * Writes the whole shop, but for its secrets: a box that reads it is the same shop. All of it must be read in one
 * transaction.
 *
 * @param step is told of every so many rows
 */
export function writeCopy(
  sqlite: Database.Database,
  file: FileWriter,
  { made_at, shop_name, step }: { made_at: Moment; shop_name: string; step: Step }
): number {
  const tables = CARRIED.map((name) => copiedTable(sqlite, name))
  const of = tables.reduce((sum, { rows }) => sum + rows, 0)
  const document = beginDocument(file, {
    what: 'everything',
    shop: shop_name,
    schema: schemaOf(sqlite),
    made_at
  })
  let done = 0
  for (const [at, table] of tables.entries()) {
    document.say(
      `${at === 0 ? '' : ','}\n${JSON.stringify(table.name)}:{"columns":${JSON.stringify(table.columns)},"rows":[`
    )
    for (const line of linesOf(sqlite, table)) {
      document.say(line)
      step(++done, of, null)
    }
    document.say('\n]}')
  }
  const counts = Object.fromEntries(tables.map(({ name, rows }) => [name, rows]))
  document.say(
    `\n},\n"counts":${JSON.stringify(counts)},\n"ledger":${JSON.stringify(hashLedger({ sqlite }))},\n`
  )
  document.end()
  return done
}

/** How far a writer has come, and which sheet it is at. */
export type Step = (done: number, of: number, sheet: string | null) => void

/** A table's rows as lists, each with the line's end before it; bytes as `{"base64":"…"}`. */
function* linesOf(sqlite: Database.Database, { query }: CopiedTable): Generator<string> {
  const rows = sqlite.prepare<[], unknown[]>(query).raw().iterate()
  let before = '\n'
  for (const row of rows) {
    const line = row.map((cell) => (Buffer.isBuffer(cell) ? { base64: cell.toString('base64') } : cell))
    yield before + JSON.stringify(line)
    before = ',\n'
  }
}
