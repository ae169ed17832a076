import { existsSync, rmSync } from 'node:fs'
import Database from 'better-sqlite3'
import { NOBODY } from '../../auth/hash-secret.ts'
import { knowsSchema, migrate, migrateTo } from '../../db/migrate.ts'
import { settle } from '../../db/open.ts'
import { CARRIED, type CarriedTable, LOST } from '../../exports/copy/carried-tables.ts'
import { columnsOf, quoted } from '../../exports/copy/table-queries.ts'
import { hashLedger } from '../../ledger/hash-ledger.ts'
import { Refusal } from '../../refusal.ts'
import { auditBooks } from '../proof/audit-books.ts'
import { type CopyFoot, type CopyHead, readCopy } from './read-copy.ts'

/** What was brought back, and the proof that it is what was written. */
export interface Restored {
  shop: string
  made_at: string
  rows: number
  /** The ledger's hash, as the copy says it and as it was counted anew. */
  ledger: { last_no: number; sha256: string }
  owner: { staff_id: string; name: string }
}

/** The copy as it is to be brought back. */
export interface BringBackTask {
  database: string
  copy: string
  /** The owner's new password, hashed. */
  password_hash: string
}

/** What must be empty in a box that takes a whole shop. */
const MUST_BE_EMPTY = ['staff', 'items', 'customers', 'sales', 'journal'] as const

/**
 * Brings a whole shop back from its copy into a box that has none yet. It is read into a file aside first, brought up to
 * date and proven there: counts, ledger, what each row names, the books. Only then does it come into the shop's
 * database, in one transaction, and is counted again.
 *
 * Passwords and PINs are not in a copy: the first owner gets a new password, everybody else a lock without a key.
 *
 * @throws {Refusal} copy/no-copy, copy/newer, copy/damaged, copy/not-empty, copy/breaks-rules, copy/no-owner
 */
export async function bringBack({ database, copy, password_hash }: BringBackTask): Promise<Restored> {
  const aside = `${database}.restoring`
  forget(aside)
  const sqlite = new Database(database)
  try {
    settle(sqlite)
    refuseUnlessEmpty(sqlite)
    const { head, foot, now, owner } = await fillAside(aside, copy, password_hash)
    sqlite.prepare('attach ? as aside').run(aside)
    sqlite
      .transaction(() => {
        refuseUnlessEmpty(sqlite)
        takeOver(sqlite)
        prove(sqlite, now)
      })
      .immediate()
    sqlite.exec('detach aside')
    const rows = Object.values(foot.counts).reduce((sum, count) => sum + count, 0)
    return { shop: head.shop, made_at: head.made_at, rows, ledger: foot.ledger, owner }
  } finally {
    sqlite.close()
    forget(aside)
  }
}

/** Reads the copy into a database of its own, with the tables of its time, and brings those up to date. */
async function fillAside(path: string, copy: string, password_hash: string) {
  const sqlite = new Database(path)
  try {
    sqlite.pragma('journal_mode = off')
    sqlite.pragma('synchronous = off')
    sqlite.pragma('foreign_keys = off')
    const head = firstLine(copy)
    if (!knowsSchema(head.schema)) throw new Refusal('copy/newer')
    await migrateTo(sqlite, head.schema)
    const foot = fill(sqlite, copy)
    prove(sqlite, foot)
    await migrate(sqlite, ':memory:')
    refuseWrongBooks(sqlite)
    const owner = giveNewLocks(sqlite, password_hash)
    return { head, foot, now: countAll(sqlite), owner }
  } finally {
    sqlite.close()
  }
}

/** What a copy says it is; nothing more is read. */
function firstLine(copy: string): CopyHead {
  let found: CopyHead | undefined
  const enough = new Error('enough')
  try {
    readCopy(copy, {
      head(head) {
        found = head
        throw enough
      },
      table() {},
      row() {}
    })
  } catch (error) {
    if (error !== enough) throw error
  }
  return found!
}

function fill(sqlite: Database.Database, copy: string): CopyFoot {
  // The tables of a new shop are not quite empty: rules of tax, means of paying.
  for (const table of CARRIED)
    if (columnsOf(sqlite, table).length > 0) sqlite.exec(`delete from ${quoted(table)}`)
  let insert: Database.Statement<unknown[]> | undefined
  sqlite.exec('begin')
  const foot = readCopy(copy, {
    head() {},
    table(name, columns) {
      const known = new Set(columnsOf(sqlite, name))
      if (!columns.every((column) => known.has(column))) throw new Refusal('copy/damaged')
      const slots = columns.map(() => '?').join(', ')
      insert = sqlite.prepare(
        `insert into ${quoted(name)} (${columns.map(quoted).join(', ')}) values (${slots})`
      )
    },
    row: (cells) => guarded(() => insert?.run(...cells))
  })
  sqlite.exec('commit')
  return foot
}

/** A row that the database refuses is a row that breaks a rule, or no row at all. */
function guarded(work: () => unknown): void {
  try {
    work()
  } catch (error) {
    if (error instanceof Database.SqliteError && /^SQLITE_(CONSTRAINT|MISMATCH)/.test(error.code)) {
      throw new Refusal('copy/breaks-rules', { rule: error.message })
    }
    if (error instanceof TypeError || error instanceof RangeError) throw new Refusal('copy/damaged')
    throw error
  }
}

function giveNewLocks(sqlite: Database.Database, password_hash: string): Restored['owner'] {
  const lost = `${LOST}%`
  sqlite.prepare('update staff set password_hash = ? where password_hash like ?').run(NOBODY, lost)
  sqlite.prepare('update staff set pin_hash = ? where pin_hash like ?').run(NOBODY, lost)
  const owner = sqlite
    .prepare<[], Restored['owner']>(
      `select staff_id, name from staff where role = 'owner' and staff_id not in (select staff_id from staff_departures)
       order by hired_at limit 1`
    )
    .get()
  if (!owner) throw new Refusal('copy/no-owner')
  sqlite.prepare('update staff set password_hash = ? where staff_id = ?').run(password_hash, owner.staff_id)
  return owner
}

/** Puts all that was read into the shop's own tables, in place of what a new shop begins with. */
function takeOver(sqlite: Database.Database): void {
  sqlite.pragma('defer_foreign_keys = on')
  // What a new box wrote down while it was set up is no part of the shop that comes back; nothing else may delete it.
  const guards = sqlite
    .prepare<[], { name: string; sql: string }>(
      "select name, sql from main.sqlite_schema where type = 'trigger' and tbl_name in ('events', 'event_seals', 'ledger_genesis')"
    )
    .all()
  for (const { name } of guards) sqlite.exec(`drop trigger main.${quoted(name)}`)
  for (const table of CARRIED) sqlite.exec(`delete from main.${quoted(table)}`)
  for (const table of CARRIED) {
    const columns = columnsOf(sqlite, table).map(quoted).join(', ')
    sqlite.exec(
      `insert into main.${quoted(table)} (${columns}) select ${columns} from aside.${quoted(table)}`
    )
  }
  for (const { sql } of guards) sqlite.exec(sql)
}

/**
 * Counts it all again, here where it lies now.
 *
 * @throws {Refusal} copy/breaks-rules, copy/damaged
 */
function prove(sqlite: Database.Database, { counts, ledger }: CopyFoot): void {
  for (const [table, rows] of Object.entries(counts)) {
    if (rowsIn(sqlite, table) !== rows) throw new Refusal('copy/damaged')
  }
  const [orphan] = sqlite.pragma('main.foreign_key_check') as { table: CarriedTable; parent: string }[]
  if (orphan) throw new Refusal('copy/breaks-rules', { rule: `${orphan.table} → ${orphan.parent}` })
  const found = hashLedger({ sqlite })
  if (found.last_no !== ledger.last_no || found.sha256 !== ledger.sha256) throw new Refusal('copy/damaged')
}

/** @throws {Refusal} copy/breaks-rules, naming the first rule of the books that does not hold */
function refuseWrongBooks(sqlite: Database.Database): void {
  const [broken] = auditBooks(sqlite)
  if (broken) throw new Refusal('copy/breaks-rules', { rule: broken.rule })
}

function countAll(sqlite: Database.Database): CopyFoot {
  const counts = Object.fromEntries(CARRIED.map((table) => [table, rowsIn(sqlite, table)]))
  return { counts, ledger: hashLedger({ sqlite }) }
}

function rowsIn(sqlite: Database.Database, table: string): number {
  return (
    sqlite
      .prepare<[], number>(`select count(*) from main.${quoted(table)}`)
      .pluck()
      .get() ?? 0
  )
}

/** @throws {Refusal} copy/not-empty */
function refuseUnlessEmpty(sqlite: Database.Database): void {
  for (const table of MUST_BE_EMPTY) {
    if (sqlite.prepare(`select 1 from main.${quoted(table)} limit 1`).get())
      throw new Refusal('copy/not-empty')
  }
}

function forget(path: string): void {
  for (const ending of ['', '-journal', '-wal', '-shm']) {
    if (existsSync(path + ending)) rmSync(path + ending)
  }
}
