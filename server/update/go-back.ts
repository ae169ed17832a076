import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type Database from 'better-sqlite3'
import { APP_VERSION } from '../backup/version.ts'
import { knowsSchema } from '../db/migrate.ts'
import { openReader } from '../db/open.ts'
import { beforeFolder } from './keep-before.ts'

/** What going back by hand would mean. */
export interface WayBack {
  /**
   * `open`: this version reads what the newer one wrote, and nothing is lost. `empty`: it can't, but nothing happened
   * since. `lossy`: what happened since would be set aside. `no-copy`: nothing was kept from before. `not-there`: this is
   * not the version that was in use before.
   */
  way: 'open' | 'empty' | 'lossy' | 'no-copy' | 'not-there'
  /** What happened in the shop since the newer version came: sales, and what is not one. */
  sales: number
  others: number
}

/** What happens by itself, or says only that somebody looked, and is no loss to anybody. */
const IDLE = [
  'version.changed',
  'update.asked',
  'staff.signed-in',
  'staff.signed-out',
  'session.locked',
  'session.ended',
  'door.signed-in',
  'door.signed-out',
  'ledger.verified',
  'backup.tried',
  'backup.reminded',
  'backup.archived',
  'backup.page-damaged',
  'clock.doubted'
]

/**
 * Looks how this version could take the shop over again from the newer one that runs. In plain SQL: the tables are
 * those of the newer one.
 *
 * @param running the version that runs
 */
export function lookBack(data: string, running: string): WayBack {
  const sqlite = openReader(join(data, 'laci.db'))
  try {
    const came = comingOf(sqlite)
    if (came?.version !== running || came.from !== APP_VERSION)
      return { way: 'not-there', sales: 0, others: 0 }
    const count = (where: string): number =>
      sqlite
        .prepare<[number], number>(`select count(*) from events where event_id > ? and ${where}`)
        .pluck()
        .get(came.event_id)!
    const sales = count(`type = 'sale.completed'`)
    const others = count(`type not in (${['sale.completed', ...IDLE].map((type) => `'${type}'`).join(', ')})`)
    return { way: wayOf(data, sqlite, sales + others), sales, others }
  } finally {
    sqlite.close()
  }
}

/** How the version that runs came into use, and after which. */
function comingOf(sqlite: Database.Database) {
  return sqlite
    .prepare<[], { event_id: number; version: string; from: string }>(
      `select event_id, subject_id as version, facts ->> 'from' as "from" from events
       where type in ('version.changed', 'version.returned') order by event_id desc limit 1`
    )
    .get()
}

function wayOf(data: string, sqlite: Database.Database, events: number): WayBack['way'] {
  const schemas = sqlite.prepare('select name from kysely_migration').pluck().all() as string[]
  if (schemas.every(knowsSchema)) return 'open'
  if (!existsSync(join(beforeFolder(data), 'laci.db'))) return 'no-copy'
  return events === 0 ? 'empty' : 'lossy'
}
