import { createHash, randomBytes } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { open, unlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import t, { type Test } from 'tap'
import { proveDatabase } from '../../../server/backup/proof/prove.ts'
import { readCatalog } from '../../../server/backup/restore/catalog.ts'
import { folderSource } from '../../../server/backup/restore/folder-source.ts'
import { restoreTo } from '../../../server/backup/restore/restore.ts'
import { openShelf } from '../../../server/backup/restore/shelf.ts'
import { readCursors } from '../../../server/backup/state/cursors.ts'
import { type Reach, readReach } from '../../../server/backup/state/reach.ts'
import { openReader } from '../../../server/db/open.ts'
import { systemClock } from '../../../server/values/clock.ts'
import { openSafeShop, until } from '../../backup/safe-shop.ts'
import { sell } from '../../trade.ts'
import { showFigures } from './figures.ts'
import { FILE_SYSTEMS, type FileSystem, plugIn, run, tempFolder } from './sticks.ts'

/** So often each stick is pulled while the box writes on it, and the stick of the control. */
const YANKS: Record<FileSystem, number> = { ext4: 34, exfat: 16 }
const CONTROL_YANKS = 6
/** The plug goes somewhere in the first so many milliseconds. */
const WITHIN_MS = 250
const PATIENCE_MS = 10_000
/** Each so many rounds a whole picture is on its way as well. */
const PICTURE_EACH = 5

for (const file_system of FILE_SYSTEMS) {
  await t.test(`A stick with ${file_system} that is pulled while the shop is brought to it`, async (t) => {
    const shop = await openShopWithStick(t, file_system)
    const counts = {
      yanks: 0,
      'in the middle': 0,
      restored: 0,
      older: 0,
      'said ok and was not': 0,
      'plugged in twice': 0
    }
    for (let round = 0; round < YANKS[file_system]; round++) {
      if (round % PICTURE_EACH === 0) await shop.backup.engine.takeSnapshot()
      await shop.tradeUntilYanked(Math.random() * WITHIN_MS)
      counts.yanks++
      const acked = shop.acked()
      if (shop.newest() > acked.seq) counts['in the middle']++
      t.same(filesIn(shop.stick.path), [], 'nothing is written where it was plugged in')
      await shop.stick.plug()
      const found = await shop.restoreOrPlugAgain(t)
      counts['plugged in twice'] += found.times - 1
      if (found.is_proven) counts.restored++
      if (found.seq < acked.seq || found.at < acked.at) counts.older++
      if (!found.is_true) counts['said ok and was not']++
      t.ok(found.is_proven && found.is_true, 'what is restored is the shop')
      t.ok(found.seq >= acked.seq && found.at >= acked.at, `${found.seq} is not before ${acked.seq}`)
    }
    await shop.settle()
    showFigures(`A stick with ${file_system}, pulled at random`, [counts])
    t.equal(counts.restored, YANKS[file_system])
    t.ok(counts['in the middle'] > 0, 'the plug was pulled before all was there')
    const last = await shop.restore(t)
    t.equal(last.sales, shop.count(), 'and in the end everything is there')

    await t.test('that is full says so, and keeps what it had', async (t) => {
      const before = await shop.restore(t)
      const filler = join(shop.stick.path, 'film.mkv')
      await fill(filler)
      await shop.trade()
      await shop.fails('full')
      const { seq, is_proven, is_true } = await shop.restore(t)
      t.ok(is_proven && is_true && seq >= before.seq)
      await unlink(filler)
      await shop.settle()
      t.equal((await shop.restore(t)).sales, shop.count())
    })

    // By FUSE it can't be made so while it is plugged in.
    if (file_system === 'ext4') {
      await t.test('that may only be read says so, and keeps what it had', async (t) => {
        const before = await shop.restore(t)
        run('mount', '-o', 'remount,ro', shop.stick.path)
        await shop.trade()
        await shop.fails('read-only')
        const { seq, is_proven, is_true } = await shop.restore(t)
        t.ok(is_proven && is_true && seq === before.seq)
        run('mount', '-o', 'remount,rw', shop.stick.path)
        await shop.settle()
        t.equal((await shop.restore(t)).sales, shop.count())
      })
    }

    await t.test(
      'that is not mounted, or holds nothing at all, is away: the box’s own disk gets nothing',
      async (t) => {
        await shop.stick.yank()
        await shop.trade()
        await shop.fails('away')
        t.same(filesIn(shop.stick.path), [])
        await shop.stick.format()
        await shop.stick.plug()
        await shop.trade()
        await shop.fails('away')
        t.same(
          filesIn(shop.stick.path).filter((name) => name !== 'lost+found'),
          [],
          'an empty stick is not the one that was chosen'
        )
      }
    )
  })
}

await t.test(
  'The control: a backup that writes over its last file loses it when the stick is pulled',
  async (t) => {
    const stick = await plugIn(t, 'exfat', `/media/laci control ${process.pid}`)
    const path = join(stick.path, 'toko.bak')
    let lost = 0
    for (let round = 0; round < CONTROL_YANKS; round++) {
      await overwrite(path)
      const writing = overwrite(path).catch(() => 'away')
      await pause(5 + Math.random() * 40)
      await stick.yank()
      await writing
      await stick.plug()
      if (!isWhole(path)) lost++
    }
    showFigures('The control, which must lose its last good state', [{ yanks: CONTROL_YANKS, lost }])
    t.ok(lost > 0)
  }
)

interface Found {
  seq: number
  at: number
  sales: number
  /** By its own sum, and as books. */
  is_proven: boolean
  /** It is no other state than the one it is said to be. */
  is_true: boolean
}

/** A box that runs, with a stick that the owner took for its backup. */
async function openShopWithStick(t: Test, file_system: FileSystem) {
  const stick = await plugIn(t, file_system, `/media/laci yank ${file_system} ${process.pid}`, 120e6)
  const shop = await openSafeShop(t)
  const { backup, store, owner } = shop
  await backup.sticks.look()
  await owner.post('/backup/sticks', { path: stick.path })
  const destination_id = store.sqlite
    .prepare('select destination_id from destinations')
    .pluck()
    .get() as string
  /** How many sales there were when a segment was recorded. */
  const sales_at = new Map<number, number>()
  const count = (): number => store.sqlite.prepare('select count(*) from sales').pluck().get() as number
  let newest = 0

  async function trade(): Promise<void> {
    await sell(store, shop, { at: systemClock.now(), amounts: [5000, 12_500], keep_open: true })
    const seq = await backup.engine.flush()
    if (seq === undefined) throw new Error('nothing is recorded')
    newest = seq
    sales_at.set(seq, count())
    backup.courier.go(destination_id, true)
  }

  const reach = (): Reach => readReach(backup.state, destination_id)

  /** Has it visited until it stands there as said. */
  const stands = (holds: (reach: Reach) => boolean): Promise<Reach> =>
    until(() => {
      backup.courier.go(destination_id, true)
      const now = reach()
      return holds(now) && now
    })

  await trade()
  await stands(({ fault, waiting_bytes, safe_until }) => !fault && waiting_bytes === 0 && safe_until !== null)

  return {
    stick,
    backup,
    count,
    trade,
    newest: () => newest,
    /** Up to where the box holds the stick for safe. */
    acked: () => {
      const { segments } = readCursors(backup.state, destination_id)
      return { seq: Math.max(...segments.values()), at: Date.parse(reach().safe_until ?? '1970-01-01') }
    },
    fails: (kind: Reach['fault']) => stands(({ fault }) => fault === kind),
    settle: () =>
      stands(({ fault, waiting_bytes, safe_until }) => {
        const { segments } = readCursors(backup.state, destination_id)
        return (
          !fault && waiting_bytes === 0 && safe_until !== null && Math.max(...segments.values()) >= newest
        )
      }),
    async tradeUntilYanked(within_ms: number): Promise<void> {
      let is_pulled = false
      const trading = (async () => {
        while (!is_pulled) await trade()
      })()
      await pause(within_ms)
      await stick.yank()
      is_pulled = true
      await trading
      await stands(({ fault }) => fault === 'away')
    },
    restore,
    /** The program that is exFAT hangs now and then on what the check left; then a person plugs the stick in again. */
    async restoreOrPlugAgain(t: Test): Promise<Found & { times: number }> {
      for (let times = 1; ; times++) {
        const found = await Promise.race([restore(t), pause(PATIENCE_MS, undefined, { ref: false })])
        if (found) return { ...found, times }
        if (times === 3) throw new Error('the stick can’t be read')
        await stick.yank()
        await stick.plug()
      }
    }
  }

  async function restore(t: Test): Promise<Found> {
    const source = folderSource(stick.path)
    const { stores } = await readCatalog(source)
    const file = join(tempFolder(t), 'restored.db')
    const { reached, is_complete } = await restoreTo(
      openShelf(source, stores[0]!, backup.key),
      'latest',
      file
    )
    if (!reached) return { seq: -1, at: 0, sales: 0, is_proven: false, is_true: !is_complete }
    const { ok } = await proveDatabase(file, {
      sum: reached.meta.s,
      counts: null,
      last_event_id: null,
      ledger: null
    })
    const sales = countIn(file)
    const known = sales_at.get(reached.seq)
    const is_true = known === undefined || known === sales
    return { seq: reached.seq, at: reached.at, sales, is_proven: ok && is_complete, is_true }
  }
}

function countIn(file: string): number {
  const sqlite = openReader(file)
  try {
    return sqlite.prepare('select count(*) from sales').pluck().get() as number
  } finally {
    sqlite.close()
  }
}

function filesIn(path: string): string[] {
  const entries = readdirSync(path, { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map(({ name }) => name)
}

/** Takes all the room there is. */
async function fill(path: string): Promise<void> {
  const file = await open(path, 'w')
  try {
    for (let bytes = 1 << 20; bytes >= 512; ) {
      const written = await file.write(Buffer.alloc(bytes)).then(
        ({ bytesWritten }) => bytesWritten,
        () => 0
      )
      if (written === 0) bytes >>= 1
    }
    await file.sync().catch(() => undefined)
  } finally {
    await file.close()
  }
}

/** Writes a file that says itself whether it is whole, over the one that is there: what we do not do. */
async function overwrite(path: string): Promise<void> {
  const bytes = randomBytes(8 << 20)
  await writeFile(path, Buffer.concat([createHash('sha256').update(bytes).digest(), bytes]), { flush: true })
}

function isWhole(path: string): boolean {
  const bytes = readFileSync(path)
  return (
    bytes.length > 32 &&
    createHash('sha256').update(bytes.subarray(32)).digest().equals(bytes.subarray(0, 32))
  )
}
