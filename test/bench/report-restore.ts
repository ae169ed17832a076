import { copyFileSync, mkdirSync, openSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { Engine } from '../../server/backup/engine/engine.ts'
import { spoolFolder } from '../../server/backup/engine/resume.ts'
import { newStoreKey } from '../../server/backup/keys/store-key.ts'
import { proveDatabase } from '../../server/backup/proof/prove.ts'
import { readCatalog } from '../../server/backup/restore/catalog.ts'
import { restoreTo } from '../../server/backup/restore/restore.ts'
import { openShelf } from '../../server/backup/restore/shelf.ts'
import { spoolSource } from '../../server/backup/restore/source.ts'
import { openBareShop } from './bare-shop.ts'
import { fillHistory } from './fill-history.ts'
import type { Prepared } from './prepare-shop.ts'
import { Till } from './till.ts'
import { round, verdict } from './verdict.ts'

/** As many segments as a week of a shop that sells a thousand times a day, in steps of nine minutes. */
const SEGMENTS = 600
const SALES_IN_EACH = 2

/**
 * How long it takes until a shop stands again: 200,000 sales in a snapshot, which is more than half a year of a thousand a
 * day, and the segments of the week after it; restored and proven, beside copying that file and asking SQLite alone
 * whether it is whole.
 */
export async function reportRestore(data: string, shop: Prepared): Promise<void> {
  const path = join(data, 'laci.db')
  copyFileSync(shop.path, path)
  const sqlite = new Database(path)
  fillHistory(sqlite)
  sqlite.close()
  const key = newStoreKey()
  const bytes = await recordWeek(data, shop, key)

  const copied_s = await timed(() => copyFileSync(path, join(data, 'copy.db')))
  const copy = new Database(join(data, 'copy.db'))
  const checked_s = await timed(() => copy.pragma('integrity_check'))
  copy.close()

  const source = spoolSource(spoolFolder(join(data, 'backups')), key.store_id.toString('hex'))
  const [store] = (await readCatalog(source)).stores
  const file = join(data, 'restored.db')
  let reached = ''
  const restored_s = await timed(async () => {
    const restoring = await restoreTo(openShelf(source, store!, key), 'latest', file)
    if (!restoring.is_complete) throw new Error(`restored to ${restoring.reached?.seq} only`)
    reached = restoring.reached!.meta.s
  })
  let is_proven = false
  const proved_s = await timed(async () => {
    const expected = { sum: reached, counts: null, ledger: null, last_event_id: null }
    is_proven = (await proveDatabase(file, expected)).ok
  })
  if (!is_proven) throw new Error('what was restored is not sound')
  const megabytes = statSync(file).size / 1e6
  console.table([
    { what: 'copy', seconds: round(copied_s), 'MB/s': Math.round(megabytes / copied_s) },
    {
      what: 'integrity_check of the copy',
      seconds: round(checked_s),
      'MB/s': Math.round(megabytes / checked_s)
    },
    { what: 'restore', seconds: round(restored_s), 'MB/s': Math.round(megabytes / restored_s) },
    { what: 'proof', seconds: round(proved_s), 'MB/s': Math.round(megabytes / proved_s) }
  ])
  console.log(
    `${Math.round(megabytes)} MB from ${Math.round(bytes / 1e6)} MB of snapshot and ${SEGMENTS} segments`
  )
  console.log(
    `restore and proof ÷ copy and integrity_check: ${round((restored_s + proved_s) / (copied_s + checked_s))}`
  )
  verdict('200,000 sales restored and proven, seconds', restored_s + proved_s, '≤', 30)
  for (const name of ['copy.db', 'restored.db']) rmSync(join(data, name))
}

/** Makes a picture of the shop, then sells a week. @returns how many bytes of backup there are */
async function recordWeek(
  data: string,
  { tills, barcodes }: Prepared,
  key: ReturnType<typeof newStoreKey>
): Promise<number> {
  const folder = join(data, 'backups')
  mkdirSync(folder, { recursive: true })
  const { app, store, url } = await openBareShop(data)
  let bytes = 0
  let is_whole = false
  const database = join(data, 'laci.db')
  const handle = openSync(database, 'r') // open until the process ends, as the engine wants it
  const engine = new Engine(
    { database, handle, folder, key, app_version: '0', now: () => Date.now() },
    (said) => {
      if (said.type === 'recorded' || said.type === 'snapshot-made') bytes += said.bytes
      if (said.type === 'snapshot-made') is_whole = true
    },
    0
  )
  engine.start()
  while (!is_whole) engine.tick()
  const till = await Till.open(url, tills[0]!, 'identity')
  for (let segment = 0; segment < SEGMENTS; segment++) {
    for (let sale = 0; sale < SALES_IN_EACH; sale++) {
      await till.fill(() => barcodes[Math.floor(Math.random() * barcodes.length)]!)
      await (await till.toPay())()
    }
    engine.tick()
  }
  till.close()
  await app.close()
  engine.stop()
  store.close()
  return bytes
}

async function timed(work: () => unknown): Promise<number> {
  const from = performance.now()
  await work()
  return (performance.now() - from) / 1000
}
