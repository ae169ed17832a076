import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { knowsSchema } from '../db/migrate.ts'
import { openReader } from '../db/open.ts'
import { beforeFolder } from './keep-before.ts'

/** What going back by hand would mean. */
export interface WayBack {
  /**
   * `open`: this version reads what the newer one wrote, and nothing is lost. `empty`: it can't, but nothing happened
   * since. `lossy`: what happened since would be set aside. `none`: nothing was kept from before.
   */
  way: 'open' | 'empty' | 'lossy' | 'none'
  /** What happened in the shop since the newer version came. */
  events: number
  sales: number
}

/** What happens by itself and is no loss to anybody. */
const IDLE = ['version.changed', 'staff.signed-in', 'staff.signed-out', 'session.locked', 'session.ended']

/**
 * Looks how this version could take the shop over again from the newer one that runs. In plain SQL: the tables are
 * those of the newer one.
 */
export function lookBack(data: string): WayBack {
  const sqlite = openReader(join(data, 'laci.db'))
  try {
    const schemas = sqlite.prepare('select name from kysely_migration').pluck().all() as string[]
    const since = `event_id > (select max(event_id) from events where type = 'version.changed')`
    const count = (where: string): number =>
      sqlite.prepare(`select count(*) from events where ${since} and ${where}`).pluck().get() as number
    const sales = count(`type = 'sale.completed'`)
    const events = count(`type not in (${IDLE.map((type) => `'${type}'`).join(', ')})`)
    return { way: wayOf(data, schemas, events), events, sales }
  } finally {
    sqlite.close()
  }
}

function wayOf(data: string, schemas: readonly string[], events: number): WayBack['way'] {
  if (schemas.every(knowsSchema)) return 'open'
  if (!existsSync(join(beforeFolder(data), 'laci.db'))) return 'none'
  return events === 0 ? 'empty' : 'lossy'
}
