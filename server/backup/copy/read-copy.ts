import { createHash } from 'node:crypto'
import { closeSync, openSync, readSync } from 'node:fs'
import { CARRIED, type CarriedTable } from '../../exports/copy/carried-tables.ts'
import { FORMAT, VERSION } from '../../exports/copy/write-copy.ts'
import { Refusal } from '../../refusal.ts'

const READ_BYTES = 1024 * 1024
/** A row holds a price list at most, as it was uploaded; a longer line is none of ours. */
const MOST_LINE_BYTES = 64 * 1024 * 1024
const NEW_LINE = 10

/** What a copy says of itself. */
export interface CopyHead {
  shop: string
  /** The newest change of the tables that its shop had seen. */
  schema: string
  made_at: string
}

/** What it says it holds, as its end says it. */
export interface CopyFoot {
  counts: Record<string, number>
  ledger: { last_no: number; sha256: string }
}

/** Takes what stands in a copy, in its order. */
export interface CopyTaker {
  head(head: CopyHead): void
  table(name: CarriedTable, columns: string[]): void
  row(cells: unknown[]): void
}

/**
 * Reads a copy of a shop a line at a time, however large it is. Everything is told as it is read: only when this returns
 * is it known that the file is what was written, so whoever takes it must be able to forget it all.
 *
 * @throws {Refusal} copy/no-copy, copy/newer, copy/damaged
 */
export function readCopy(path: string, taker: CopyTaker): CopyFoot {
  const lines = new Lines(path)
  try {
    const head = readHead(lines.next())
    taker.head(head)
    if (lines.next() !== '"tables":{') throw damaged()
    const tables = readTables(lines, taker)
    const counts = afterName(lines.next(), 'counts') as Record<string, number>
    const ledger = afterName(lines.next(), 'ledger') as CopyFoot['ledger']
    const sum = lines.digest()
    if (lines.next() !== `"sha256":"${sum}"}` || !lines.isOver()) throw damaged()
    if (tables.symmetricDifference(new Set(Object.keys(counts))).size > 0) throw damaged()
    return { counts, ledger }
  } finally {
    lines.close()
  }
}

function readHead(line: string | undefined): CopyHead {
  let head: Partial<CopyHead> & { format?: unknown; version?: unknown; what?: unknown }
  try {
    head = JSON.parse(`${(line ?? '').replace(/,$/, '')}}`)
  } catch {
    throw new Refusal('copy/no-copy')
  }
  if (typeof head !== 'object' || head === null || head.format !== FORMAT) throw new Refusal('copy/no-copy')
  if (typeof head.version !== 'number' || head.version > VERSION) throw new Refusal('copy/newer')
  if (head.what !== 'everything') throw new Refusal('copy/no-copy')
  const { shop, schema, made_at } = head
  if (typeof shop !== 'string' || typeof schema !== 'string' || typeof made_at !== 'string') throw damaged()
  return { shop, schema, made_at }
}

/** @returns the tables there were */
function readTables(lines: Lines, taker: CopyTaker): Set<string> {
  const wanted = new Set<string>(CARRIED)
  for (let line = lines.next(); line !== '},'; line = lines.next()) {
    const [, name = '', columns = ''] = /^"(\w+)":\{"columns":(\[.*\]),"rows":\[$/.exec(line ?? '') ?? []
    if (!wanted.delete(name)) throw damaged()
    taker.table(name as CarriedTable, parsed(columns) as string[])
    let row = lines.next()
    for (; row?.startsWith('['); row = lines.next()) taker.row(cellsOf(row))
    if (row !== ']}' && row !== ']},') throw damaged()
  }
  return new Set<string>(CARRIED).difference(wanted)
}

function cellsOf(line: string): unknown[] {
  const cells = parsed(line.endsWith(',') ? line.slice(0, -1) : line) as unknown[]
  return cells.map((cell) =>
    typeof cell === 'object' && cell !== null && 'base64' in cell
      ? Buffer.from(String(cell.base64), 'base64')
      : cell
  )
}

function afterName(line: string | undefined, name: string): unknown {
  if (!line?.startsWith(`"${name}":`) || !line.endsWith(',')) throw damaged()
  return parsed(line.slice(name.length + 3, -1))
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw damaged()
  }
}

function damaged(): Refusal {
  return new Refusal('copy/damaged')
}

/** A file's lines, and the sum of those that were read. */
class Lines {
  readonly #handle: number
  readonly #hash = createHash('sha256')
  readonly #decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  #held: Buffer = Buffer.alloc(0)
  #at = 0

  constructor(path: string) {
    this.#handle = openSync(path, 'r')
  }

  /** The next line without its end; undefined when none is left or what is left is no line of text. */
  next(): string | undefined {
    let end = this.#held.indexOf(NEW_LINE, this.#at)
    for (let sought = this.#held.length; end < 0; end = this.#held.indexOf(NEW_LINE, sought)) {
      const kept = this.#held.length - this.#at
      if (kept > MOST_LINE_BYTES || !this.#read()) return undefined
      sought = kept
    }
    const line = this.#held.subarray(this.#at, end + 1)
    this.#at = end + 1
    this.#hash.update(line)
    try {
      return this.#decoder.decode(line.subarray(0, -1))
    } catch {
      return undefined
    }
  }

  /** The SHA-256 of all lines so far. */
  digest(): string {
    return this.#hash.copy().digest('hex')
  }

  /** Whether nothing stands behind what was read. */
  isOver(): boolean {
    return this.#at === this.#held.length && !this.#read()
  }

  close(): void {
    closeSync(this.#handle)
  }

  /** Reads on; what is not yet told stays in front. @returns false at the end */
  #read(): boolean {
    const more = Buffer.allocUnsafe(READ_BYTES)
    const bytes = readSync(this.#handle, more, 0, READ_BYTES, null)
    if (bytes === 0) return false
    this.#held = Buffer.concat([this.#held.subarray(this.#at), more.subarray(0, bytes)])
    this.#at = 0
    return true
  }
}
