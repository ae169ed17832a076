import { createHash } from 'node:crypto'
import {
  closeSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import type { Backup } from '../../server/backup/backup.ts'
import type { CareOrder } from '../../server/backup/care/care.ts'
import { careForDestination } from '../../server/backup/care/care-for-destination.ts'
import { GRACE_MS } from '../../server/backup/care/thin-out.ts'
import { openDestination } from '../../server/backup/destinations/open-destination.ts'
import { Engine } from '../../server/backup/engine/engine.ts'
import { spoolFolder } from '../../server/backup/engine/resume.ts'
import { SpoolIndex } from '../../server/backup/engine/spool-index.ts'
import { newStoreKey } from '../../server/backup/keys/store-key.ts'
import { readCatalog } from '../../server/backup/restore/catalog.ts'
import { restoreTo } from '../../server/backup/restore/restore.ts'
import { openShelf } from '../../server/backup/restore/shelf.ts'
import { listDoomed } from '../../server/backup/state/doomed.ts'
import { keepProven } from '../../server/backup/state/drills.ts'
import { rememberGeneration } from '../../server/backup/state/generations.ts'
import { openState } from '../../server/backup/state/open-state.ts'
import { keepRound } from '../../server/backup/state/rounds.ts'
import { listTroubles } from '../../server/backup/state/troubles.ts'
import { countUptime } from '../../server/backup/state/uptime.ts'
import { openStore } from '../../server/db/open.ts'
import { filesIn, openBackedUpShop } from './backed-up-shop.ts'

const DAY_MS = 86_400_000
const DAYS = 730
const KEEP = { days: 35, weeks: 8, months: 18, years: 10 }

t.test(
  'Two years of history: what was promised can be had back after every thinning, and the rest goes',
  async (t) => {
    const years = await openYears(t)
    const { state, place } = years
    let removed = 0
    for (let day = 1; day <= DAYS; day++) {
      await years.live(day)
      if (day % 7 !== 0) continue
      years.carry()
      await years.prove()
      removed += (await years.care(day)).length
      if (day % 140 === 0 || day > DAYS - 7) await years.keepsItsPromises(t, day)
    }
    const { stores } = await readCatalog(place)
    const snapshots = stores[0]!.generations.filter(({ parts }) => parts.length > 0)
    t.ok(removed > 150, `${removed} files went`)
    // Eight weeks, eighteen months and two year's ends, of which some are the same.
    t.ok(snapshots.length >= 20 && snapshots.length <= 34, `${snapshots.length} snapshots are left`)
    t.ok(listDoomed(state, 'nas').length > 0, 'what is planned now waits for its time')
  }
)

t.test(
  'What is to go waits for a week of the box running, and a clock that jumps stops it all',
  async (t) => {
    const years = await openYears(t)
    for (let day = 1; day <= 70; day++) {
      await years.live(day)
      if (day % 7 === 0) {
        years.carry()
        await years.prove()
      }
    }
    t.same(await years.care(70, { uptime_ms: 0 }), [], 'planned only')
    const planned = listDoomed(years.state, 'nas').length
    t.ok(planned > 3)
    t.same(await years.care(70, { uptime_ms: GRACE_MS - 1 }), [])
    t.same(await years.care(70, { uptime_ms: GRACE_MS, is_frozen: true }), [], 'the clock had jumped')
    t.equal((await years.care(70, { uptime_ms: GRACE_MS })).length, planned)
  }
)

t.test('With fewer than two proven snapshots nothing is ever planned to go', async (t) => {
  const years = await openYears(t)
  for (let day = 1; day <= 70; day++) {
    await years.live(day)
    if (day % 7 === 0) years.carry()
  }
  await years.prove()
  await years.care(70, { uptime_ms: 0 })
  t.equal(listDoomed(years.state, 'nas').length, 0)
})

t.test(
  'A clock is doubted when it jumps while the box runs, or goes back; not when the shop was closed',
  async (t) => {
    const state = openState(t.testdir())
    t.teardown(() => state.close())
    const at = (hours: number): string =>
      new Date(Date.parse('2026-11-22T00:00:00Z') + hours * 3_600_000).toISOString()
    const HOUR = 3_600_000
    t.match(countUptime(state, at(0), null), { uptime_ms: 0, is_frozen: false })
    t.match(countUptime(state, at(10), 10 * HOUR), { uptime_ms: 10 * HOUR, is_frozen: false })
    t.match(countUptime(state, at(10 + 14 * 24), null), { is_frozen: false }, 'closed for Lebaran')
    t.match(countUptime(state, at(10 + 16 * 24), HOUR), { is_frozen: true }, 'two days in one hour')
    t.match(countUptime(state, at(10 + 16 * 24 + 160), 160 * HOUR), { is_frozen: true })
    t.match(
      countUptime(state, at(10 + 16 * 24 + 170), 10 * HOUR),
      { is_frozen: false },
      'a week on, it is believed again'
    )
    t.match(countUptime(state, at(0), null), { is_frozen: true }, 'back again')
  }
)

t.test('What a destination lost or what turned bad there is mended from the spool', async (t) => {
  const shop = await openBackedUpShop(t)
  const { backup } = shop.box.shop
  const nas = await shop.addFolder('NAS')
  for (let n = 0; n < 3; n++) {
    await shop.sellSome(1)
    await shop.ship(nas.destination_id)
  }
  const packs = filesIn(nas.path).filter((file) => file.includes('/log/'))
  const part = filesIn(nas.path).find((file) => file.includes('/snapshot/'))!
  rmSync(packs[1]!)
  const whole = readFileSync(part)
  writeFileSync(part, Buffer.concat([whole.subarray(0, 200), Buffer.from('x'), whole.subarray(201)]))
  monthAgo(backup, nas.destination_id)
  const ofNas = async () =>
    (await backup.chores.care()).find(({ place }) => place === nas.destination_id)!.report
  const mended = await ofNas()
  t.match(mended, { outcome: 'done', bad: [], needs_anew: false })
  t.ok(readFileSync(part).equals(whole))
  const [drilled] = await backup.chores.drill(nas.destination_id)
  t.equal(drilled!.is_proven, true)
  t.match(await ofNas(), { mended: [], bad: [] }, 'and there is nothing left to mend')
})

t.test('What is bad and lies nowhere else is said, and the place gets all anew, once', async (t) => {
  const shop = await openBackedUpShop(t)
  const { backup } = shop.box.shop
  const nas = await shop.addFolder('NAS')
  await shop.sellSome(2)
  await shop.ship(nas.destination_id)
  const inSpool = filesIn(spoolFolder(backup.folder)).find((file) => file.includes('/snapshot/'))!
  const atNas = filesIn(nas.path).find((file) => file.includes('/snapshot/'))!
  rmSync(inSpool)
  const bytes = readFileSync(atNas)
  bytes[300]! ^= 1
  writeFileSync(atNas, bytes)
  monthAgo(backup, nas.destination_id)
  const [, first] = await backup.chores.care()
  t.match(first!.report, { outcome: 'done', needs_anew: true })
  const trouble = () =>
    listTroubles(backup.state).find(({ kind }) => kind === `stored-damaged/${nas.destination_id}`)
  t.equal(trouble()?.ended_at, null)
  const isAnew = (file: string) => /snapshot\/.*-end-/.test(file) && file !== atNas
  for (let n = 0; n < 600 && !filesIn(nas.path).some(isAnew); n++) {
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  await shop.ship(nas.destination_id)
  const [drilled] = await backup.chores.drill(nas.destination_id)
  t.equal(drilled!.is_proven, true)
  const [, second] = await backup.chores.care()
  t.match(second!.report, { needs_anew: false })
})

/** As if nothing there had been read again for a month: then it all is. */
function monthAgo({ state }: Backup, place: string): void {
  const read_at = new Date(Date.now() - 31 * DAY_MS).toISOString()
  keepRound(state, { place, next_name: '', read_at, files: 0, bytes: 0, faults: 0 })
}

/** A shop whose days pass as fast as they can be written, and a folder that they are carried to. */
async function openYears(t: Test) {
  const root = mkdtempSync(join(tmpdir(), 'laci-years-'))
  const [database, folder, nas] = [join(root, 'laci.db'), join(root, 'backups'), join(root, 'nas')]
  mkdirSync(nas)
  mkdirSync(folder)
  const store = await openStore(database)
  const handle = openSync(database, 'r')
  const key = newStoreKey()
  const store_id = key.store_id.toString('hex')
  const state = openState(folder)
  const place = openDestination({ kind: 'folder', path: nas }, {})
  await place.prepare()
  const begin = Date.parse('2024-11-24T05:00:00.000Z')
  let now = begin
  const at = { database, handle, folder, key, app_version: '0.1.0', now: () => ++now }
  let engine = new Engine(at, () => {}, 0)
  engine.start()
  const pictured = (): void => {
    while (engine.snapshot_progress !== undefined) engine.tick()
  }
  pictured()
  t.teardown(() => {
    engine.stop()
    state.close()
    store.close()
    closeSync(handle)
    rmSync(root, { recursive: true })
  })
  const points: { day: number; generation: string; seq: number; sha256: string; is_picture: boolean }[] = []
  const shelf = async () => openShelf(place, (await readCatalog(place)).stores[0]!, key)

  return {
    state,
    place,
    /** A day of trade: two segments; a picture a week; a new beginning every fifth day. */
    async live(day: number) {
      for (const hour of [8, 17]) {
        now = Math.max(now + 1, begin + day * DAY_MS + hour * 3_600_000)
        await store.commit(({ sqlite }) =>
          sqlite
            .prepare("insert or replace into settings values ('name', json_quote(?), '')")
            .run(`Toko ${day} ${hour}`)
        )
        const recorded = engine.flush()!
        const sha256 = createHash('sha256').update(store.sqlite.serialize()).digest('hex')
        rememberGeneration(state, recorded.generation)
        points.push({
          day,
          generation: recorded.generation.generation,
          seq: recorded.seq,
          sha256,
          is_picture: false
        })
      }
      if (day % 5 === 0) {
        engine.stop()
        engine = new Engine(at, () => {}, 0)
        engine.start()
      }
      // In the middle of the week, so that the days that are kept begin between two pictures.
      if (day % 7 !== 3) return
      engine.beginSnapshot()
      pictured()
      points.at(-1)!.is_picture = true
    },
    carry() {
      cpSync(spoolFolder(folder), join(nas, 'laci', store_id), {
        recursive: true,
        filter: (file) => !file.endsWith('open.lac')
      })
      rmSync(join(root, 'tried'), { force: true })
    },
    async prove() {
      const file = join(root, 'tried')
      const { plan, is_complete } = await restoreTo(await shelf(), 'latest', file)
      rmSync(file)
      if (is_complete) keepProven(state, 'nas', plan.parts[0]!.name.generation, '')
    },
    /** Thins out as of the evening of a day. */
    async care(day: number, { uptime_ms = day * DAY_MS, is_frozen = false } = {}) {
      for (const { name } of (await readCatalog(place)).stores[0]!.generations)
        rememberGeneration(state, name)
      const order: CareOrder = {
        place: 'nas',
        source: { kind: 'path', path: nas },
        key,
        folder,
        now: new Date(begin + day * DAY_MS + 20 * 3_600_000).toISOString(),
        uptime: { uptime_ms, is_frozen },
        keep: KEEP,
        zone: 'Asia/Jakarta',
        destinations: ['nas'],
        bad: [],
        bytes_per_second: 0,
        most_spool_bytes: 2e9,
        is_short: false
      }
      const index = new SpoolIndex(join(root, 'no-spool'))
      const signal = new AbortController().signal
      const report = await careForDestination(place, { state, index, near: undefined, order, signal })
      if (report.outcome !== 'done') throw new Error(report.outcome)
      // What went from the folder must not come back with the next carrying.
      for (const name of report.gone)
        rmSync(join(spoolFolder(folder), name.split('/').slice(2).join('/')), { force: true })
      return report.gone
    },
    /** Every second of the last days, and the last picture of each week, month and year. */
    async keepsItsPromises(t: Test, today: number) {
      const file = join(root, 'restored')
      // What was written since the last picture lies in a pack that is still open.
      const carried = points.filter(({ day }) => day <= today - ((today - 3) % 7))
      const recent = carried.filter(({ day }) => day > today - KEEP.days)
      const weekly = carried.filter(({ day, is_picture }) => is_picture && day > today - (KEEP.weeks - 1) * 7)
      const { store } = await shelf()
      for (const point of [...recent.filter((_, n) => n < 5 || n % 13 === 0), ...weekly]) {
        const { day, seq, sha256 } = point
        // A picture lies in the generation that begins with it.
        const own = store.generations.find(({ parts }) => point.is_picture && parts[0]?.seq === seq)
        const generation = own?.name.generation ?? point.generation
        const { is_complete } = await restoreTo(await shelf(), { generation, seq }, file)
        const restored = is_complete && createHash('sha256').update(readFileSync(file)).digest('hex')
        rmSync(file, { force: true })
        if (restored !== sha256) t.fail(`on day ${today}, day ${day} can't be had back`)
      }
      t.pass(`on day ${today}`)
    }
  }
}
