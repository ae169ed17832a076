import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type Database from 'better-sqlite3'
import { Kysely, SqliteAdapter, SqliteDialect } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
import * as beginnings from './migrations/20261122T0500-beginnings.ts'
import * as sellingInFull from './migrations/20261122T0800-selling-in-full.ts'
import * as backup from './migrations/20261122T1200-backup.ts'
import * as printing from './migrations/20261122T1600-printing.ts'
import * as ledgerChain from './migrations/20261122T2000-ledger-chain.ts'
import * as singleRights from './migrations/20261122T2010-single-rights.ts'
import * as shiftsInFull from './migrations/20261122T2020-shifts-in-full.ts'
import * as terminals from './migrations/20261122T2030-terminals.ts'
import * as ownersDoor from './migrations/20261122T2040-owners-door.ts'
import * as certificates from './migrations/20261122T2050-certificates.ts'
import * as radar from './migrations/20261122T2060-radar.ts'
import { sealOnce } from './seal/seal-history.ts'
import { syncFolder } from './sync-folder.ts'

/** Every change of the tables, in order. A shipped one is never edited. */
const migrations: Record<string, Migration> = {
  '20261122T0500-beginnings': beginnings,
  '20261122T0800-selling-in-full': sellingInFull,
  '20261122T1200-backup': backup,
  '20261122T1600-printing': printing,
  '20261122T2000-ledger-chain': ledgerChain,
  '20261122T2010-single-rights': singleRights,
  '20261122T2020-shifts-in-full': shiftsInFull,
  '20261122T2030-terminals': terminals,
  '20261122T2040-owners-door': ownersDoor,
  '20261122T2050-certificates': certificates,
  '20261122T2060-radar': radar
}

/** Kysely runs SQLite's migrations without a transaction unless told that SQLite can: it can. */
class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true
  }
}

class TransactionalDialect extends SqliteDialect {
  override createAdapter(): SqliteAdapter {
    return new TransactionalAdapter()
  }
}

/**
 * Brings the tables up to date: all pending migrations, or none. A database that holds a shop already is copied
 * to `before-<name>.db` in the backups folder beside it first; going back is opening that copy.
 *
 * @throws the migration's own error, with the tables as they were.
 */
export async function migrate(sqlite: Database.Database, path: string): Promise<void> {
  // Never destroyed: that would close the connection, which is not ours to close.
  const db = new Kysely<unknown>({ dialect: new TransactionalDialect({ database: sqlite }) })
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } })
  const pending = (await migrator.getMigrations()).filter(({ executedAt }) => !executedAt)
  const [first] = pending
  if (first) await bringUp(sqlite, path, { migrator, first, of: pending.length })
  sealOnce(sqlite)
}

async function bringUp(
  sqlite: Database.Database,
  path: string,
  { migrator, first, of }: { migrator: Migrator; first: { name: string }; of: number }
): Promise<void> {
  if (of < Object.keys(migrations).length) keepCopy(sqlite, path, first.name)
  // A table that is written anew is dropped for a moment; the migration itself looks for orphans before it ends.
  sqlite.pragma('foreign_keys = off')
  const { error } = await migrator.migrateToLatest()
  sqlite.pragma('foreign_keys = on')
  if (error) throw error
}

/** Whether a database that has seen a change of the tables is no newer than this box. */
export function knowsSchema(name: string): boolean {
  return Object.hasOwn(migrations, name)
}

/** Makes an empty database the tables as they were after a change of theirs: to be filled with rows of that time. */
export async function migrateTo(sqlite: Database.Database, name: string): Promise<void> {
  const db = new Kysely<unknown>({ dialect: new TransactionalDialect({ database: sqlite }) })
  const { error } = await new Migrator({
    db,
    provider: { getMigrations: async () => migrations }
  }).migrateTo(name)
  if (error) throw error
}

/**
 * SQLite does not bring what it copies to the disk. The copy has its name only once it is there: after a power cut it is
 * whole, or it is made anew.
 */
function keepCopy(sqlite: Database.Database, path: string, name: string): void {
  const folder = join(dirname(path), 'backups')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const copy = join(folder, `before-${name}-${basename(path)}`)
  if (existsSync(copy)) return
  const making = `${copy}.part`
  rmSync(making, { force: true })
  sqlite.prepare('vacuum into ?').run(making)
  syncFile(making)
  renameSync(making, copy)
  syncFolder(folder)
}

function syncFile(path: string): void {
  const handle = openSync(path, 'r+')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
