import { closeSync, openSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { Engine } from '../../../server/backup/engine/engine.ts'
import { spoolFolder } from '../../../server/backup/engine/resume.ts'
import type { Said } from '../../../server/backup/engine/said.ts'
import { openStoreKey } from '../../../server/backup/keys/store-key.ts'
import { openState } from '../../../server/backup/state/open-state.ts'
import { anchorFile, readAnchors } from '../../../server/chain/anchor-file.ts'
import { verifyHere } from '../../../server/chain/verify-here.ts'
import { openStore } from '../../../server/db/open.ts'
import type { Store } from '../../../server/db/store.ts'
import { auditShop } from '../../audit-shop.ts'
import { rebuild } from '../../backup/engine/rebuild.ts'
import type { Heard } from './tills-at-work.ts'

/** What the tills know of their deeds, whatever the box says later. */
export interface Known {
  begun: readonly Heard[]
  answered: readonly Heard[]
  /** Each receipt number that was ever seen, and whose it is; added to at each look. */
  numbers: Map<string, string>
}

/** What is wrong with a shop after a power cut. */
export interface Looked {
  /** Deeds that were answered and are gone. */
  missing: string[]
  faults: string[]
  receipts: number
}

/**
 * Opens what a power cut left as the box would open it, books and backup, and looks for anything that is wrong. The
 * folder is changed by it.
 */
export async function lookAtShop(data: string, known: Known): Promise<Looked> {
  try {
    return await lookThrough(data, known)
  } catch (error) {
    // A damaged file may not even be asked.
    if ((error as { code?: string }).code !== 'SQLITE_CORRUPT') throw error
    return { missing: [], faults: [(error as Error).message], receipts: known.numbers.size }
  }
}

async function lookThrough(data: string, known: Known): Promise<Looked> {
  const store = await openStore(join(data, 'laci.db'))
  try {
    return {
      missing: findMissing(store, known),
      faults: [
        ...auditShop(store.sqlite),
        ...findGhosts(store, known),
        ...findReused(store, known),
        ...findDoubledJobs(store),
        ...askLedger(data, store),
        ...goOnRecording(data, store)
      ],
      receipts: known.numbers.size
    }
  } finally {
    store.close()
  }
}

/** What a till was answered is in the books, under the number it was told. */
function findMissing({ sqlite }: Store, { answered }: Known): string[] {
  const requests = new Set(sqlite.prepare('select request_id from requests').pluck().all())
  const numbers = readNumbers(sqlite)
  return answered.flatMap(({ deed, id, no }) => {
    const found = deed === 'sale' ? numbers.get(id) : requests.has(id) ? no : undefined
    const is_there = deed === 'sale' ? found !== undefined && (!no || no === found) : requests.has(id)
    return is_there ? [] : [`${deed} ${id} ${no ?? ''}, there is ${found ?? 'nothing'}`]
  })
}

/** Nothing is in the books twice, or that nobody asked for. */
function findGhosts({ sqlite }: Store, { begun }: Known): string[] {
  const wanted = new Set(begun.map(({ id }) => id))
  const ids = [...readNumbers(sqlite).keys()]
  return ids.filter((id) => !wanted.has(id)).map((id) => `${id} was never asked for`)
}

/** A number that somebody has seen, on paper or a screen, is never another's. */
function findReused({ sqlite }: Store, { answered, numbers }: Known): string[] {
  const faults: string[] = []
  const seen = answered.flatMap(({ deed, id, no }) => (deed === 'sale' && no ? [[id, no] as const] : []))
  for (const [id, no] of [...seen, ...readNumbers(sqlite)]) {
    if (numbers.has(no) && numbers.get(no) !== id) faults.push(`${no} is ${id}, and was ${numbers.get(no)}`)
    numbers.set(no, id)
  }
  return faults
}

function findDoubledJobs({ sqlite }: Store): string[] {
  return sqlite
    .prepare<[], string>(
      `select kind || ' of ' || subject_id || ' is printed ' || count(*) || ' times' from print_jobs
       where copy_no = 0 and kind in ('sale', 'refund', 'z') group by kind, subject_id having count(*) > 1`
    )
    .pluck()
    .all()
}

/** The chain of the books, and the heads that were noted beside them: what was noted must not be ahead of the books. */
function askLedger(data: string, { sqlite }: Store): string[] {
  const config = { data, host: '', port: 0, log: 'silent', stick_folders: [] } as const
  const { harm } = verifyHere(sqlite, readAnchors(anchorFile({ ...config, stick_folders: [] }), true))
  return harm ? [`verify-ledger: ${JSON.stringify(harm)}`] : []
}

/** The backup goes on where it was, and what it has then is the shop, byte for byte. */
function goOnRecording(data: string, store: Store): string[] {
  const folder = join(data, 'backups')
  const key = openStoreKey(folder)
  openState(folder).close()
  const database = join(data, 'laci.db')
  const handle = openSync(database, 'r')
  const said: Said[] = []
  const engine = new Engine(
    { database, handle, folder, key, app_version: 'test', now: () => Date.now() },
    (one) => said.push(one),
    0
  )
  try {
    const ahead = findAhead(data, store)
    engine.start()
    engine.flush()
    while (engine.snapshot_progress !== undefined) engine.tick()
    const into = join(data, 'rebuilt.db')
    rebuild(spoolFolder(folder), key, into)
    const stored = new Database(into, { readonly: true })
    const is_same = stored.serialize().equals(store.sqlite.serialize())
    stored.close()
    rmSync(into)
    return [...ahead, ...said.flatMap(faultIn), ...(is_same ? [] : ['the backup holds another shop'])]
  } finally {
    engine.stop()
    closeSync(handle)
  }
}

/** Before the box starts, the backup may lack the newest, and must not have what the shop does not. */
function findAhead(data: string, store: Store): string[] {
  const folder = join(data, 'backups')
  const into = join(data, 'stored.db')
  let stored: Database.Database | undefined
  try {
    rebuild(spoolFolder(folder), openStoreKey(folder), into)
    stored = new Database(into, { readonly: true })
    const newest = stored.prepare('select max(event_id) from events').pluck().get() as number
    const question = `select * from events where event_id <= ${newest} order by event_id`
    const [then, now] = [stored, store.sqlite].map((one) => JSON.stringify(one.prepare(question).raw().all()))
    return then === now ? [] : [`what was recorded up to event ${newest} is not what is in the shop`]
  } catch (error) {
    // Before its first picture is whole there is nothing to go back to, and nothing to compare.
    if (/nothing is stored|no such file|ENOENT|begins with nothing/.test(String(error))) return []
    return [`what is stored can't be restored: ${error}`]
  } finally {
    stored?.close()
    rmSync(into, { force: true })
  }
}

function faultIn(said: Said): string[] {
  if (said.type === 'resumed' && said.found.fork)
    return [`the backup forks: ${JSON.stringify(said.found.fork)}`]
  if (said.type === 'trouble' && said.trouble)
    return [`the backup stands still: ${said.trouble} ${said.detail}`]
  return []
}

function readNumbers(sqlite: Database.Database): Map<string, string> {
  return new Map(
    sqlite
      .prepare('select sale_id, receipt_no from sales union select refund_id, refund_no from refunds')
      .raw()
      .all() as [string, string][]
  )
}
