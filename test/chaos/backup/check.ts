import { hash } from 'node:crypto'
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync
} from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { openStoreKey } from '../../../server/backup/keys/store-key.ts'
import { readCatalog } from '../../../server/backup/restore/catalog.ts'
import { restoreTo } from '../../../server/backup/restore/restore.ts'
import { openShelf } from '../../../server/backup/restore/shelf.ts'
import type { Source } from '../../../server/backup/restore/source.ts'
import { pickStore } from '../../../server/backup/restore/stores.ts'
import { auditShop } from '../../audit-shop.ts'
import { type Rebuilt, rebuild } from '../../backup/engine/rebuild.ts'
import type { Chances } from '../chances.ts'
import type { Box } from './box.ts'

/** A shop taken back from what is stored, and the one that lives, side by side. */
export interface Sight {
  rebuilt: Rebuilt
  stored: Database.Database
  live: Database.Database
  /** Whether they are the same file, byte for byte. */
  is_same: boolean
  close(): void
}

/** Builds the shop up from the spool and lays a copy of the live one beside it. Nobody may be selling. */
export function look(folder: string, spool = join(folder, 'backups/spool')): Sight {
  const scratch = mkdtempSync(join(folder, '../scratch-'))
  const key = openStoreKey(join(folder, 'backups'))
  try {
    const path = join(scratch, 'stored.db')
    const rebuilt = rebuild(spool, key, path)
    const bytes = readFileSync(path)
    const live = openCopy(folder, scratch)
    const stored = new Database(path)
    return {
      rebuilt,
      stored,
      live,
      is_same: live.serialize().equals(bytes),
      close() {
        stored.close()
        live.close()
        rmSync(scratch, { recursive: true })
      }
    }
  } catch (error) {
    rmSync(scratch, { recursive: true })
    throw error
  }
}

function openCopy(folder: string, scratch: string): Database.Database {
  for (const name of ['laci.db', 'laci.db-wal']) {
    if (existsSync(join(folder, name))) copyFileSync(join(folder, name), join(scratch, name))
  }
  return new Database(join(scratch, 'laci.db'))
}

/** What is wrong after the plug was pulled, before anything was started again. */
export function faultsOfDead({ rebuilt, stored, live }: Sight, box: Box): string[] {
  const faults = auditShop(stored)
  if (rebuilt.seq < box.recorded)
    faults.push(`segment ${box.recorded} was recorded, stored are ${rebuilt.seq}`)
  const last = newestEvent(stored)
  if (eventsUpTo(stored, last) !== eventsUpTo(live, last)) faults.push('what happened was not so')
  if (rebuilt.meta.e !== undefined && rebuilt.meta.e !== last) faults.push('it says that it goes further')
  if (newestEvent(live) < box.answered) faults.push('the live shop lost what it had answered')
  return faults
}

/** What is wrong when the box says that all is recorded. */
export function faultsOfSettled({ stored, live, is_same }: Sight, box: Box): string[] {
  const faults = is_same ? [] : auditShop(stored)
  if (newestEvent(live) < box.answered) faults.push('the live shop lost what it had answered')
  if (newestEvent(stored) < box.answered) faults.push('what was answered is not stored')
  // Pages that SQLite does not use may hold anything; what they hold is nobody's.
  if (!is_same && contentOf(stored) !== contentOf(live)) faults.push('what is stored is not what is live')
  return faults
}

/** What is wrong when the shop's own restore takes a source back to its newest point. */
export async function faultsOfRestore(
  source: Source,
  folder: string,
  { stored, rebuilt }: Sight
): Promise<string[]> {
  const key = openStoreKey(join(folder, 'backups'))
  const store = pickStore(await readCatalog(source), { own: key })
  if (!store) return ['the restore finds no shop']
  const file = `${stored.name}.restored`
  const { reached, is_complete } = await restoreTo(openShelf(source, store, key), 'latest', file)
  if (!is_complete) return [`the restore reaches ${reached?.seq}, and ${rebuilt.seq} is there`]
  return readFileSync(file).equals(readFileSync(stored.name))
    ? []
    : ['the restore makes something else of it']
}

/**
 * Changes a copy of what is stored: a bit, the length of a file, two files in each other's place, one away.
 *
 * @returns whether that was found, or the shop as it once was came of it; or something else did
 */
export function bendAndLook(folder: string, chances: Chances): 'refused' | 'harmless' | 'wrong' {
  const copy = mkdtempSync(join(folder, '../bent-'))
  try {
    cpSync(join(folder, 'backups/spool'), copy, { recursive: true })
    const found = readdirSync(copy, { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('.lac')
    )
    bend(join(copy, chances.of(found)), join(copy, chances.of(found)), chances)
    let sight: Sight
    try {
      sight = look(folder, copy)
    } catch {
      return 'refused'
    }
    const last = newestEvent(sight.stored)
    const is_right = eventsUpTo(sight.stored, last) === eventsUpTo(sight.live, last)
    const is_sound = auditShop(sight.stored).length === 0
    sight.close()
    return is_right && is_sound ? 'harmless' : 'wrong'
  } finally {
    rmSync(copy, { recursive: true })
  }
}

function bend(path: string, other: string, chances: Chances): void {
  const bytes = readFileSync(path)
  const way = chances.below(6)
  if (way === 0) rmSync(path)
  else if (way === 1) truncateSync(path, chances.below(bytes.length))
  else if (way === 2) copyFileSync(other, path)
  else {
    bytes[chances.below(bytes.length)]! ^= 1 << chances.below(8)
    writeFileSync(path, bytes)
  }
}

function newestEvent(sqlite: Database.Database): number {
  return sqlite.prepare('select max(event_id) from events').pluck().get() as number
}

function eventsUpTo(sqlite: Database.Database, last: number): string {
  return hashOf(sqlite, `select * from events where event_id <= ${last} order by event_id`)
}

function contentOf(sqlite: Database.Database): string {
  const tables = sqlite
    .prepare("select name from sqlite_schema where type = 'table' and rootpage > 0 order by name")
    .pluck()
    .all() as string[]
  return tables.map((name) => `${name} ${hashOf(sqlite, `select * from "${name}"`)}`).join('\n')
}

function hashOf(sqlite: Database.Database, query: string): string {
  return hash('sha256', JSON.stringify(sqlite.prepare(query).raw().all()))
}
