import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { createInterface } from 'node:readline'
import t, { type Test } from 'tap'
import { addDestination } from '../../server/backup/places/add-destination.ts'
import { keepDrill } from '../../server/backup/state/drills.ts'
import { openState } from '../../server/backup/state/open-state.ts'
import { keepReach } from '../../server/backup/state/reach.ts'
import { openStore } from '../../server/db/open.ts'
import { checkBattery } from '../../server/doctor/check-battery.ts'
import { checkBox } from '../../server/doctor/check-box.ts'
import { checkCertificates } from '../../server/doctor/check-certificates.ts'
import { checkClock } from '../../server/doctor/check-clock.ts'
import { checkDrill } from '../../server/doctor/check-drill.ts'
import { checkLog } from '../../server/doctor/check-log.ts'
import { checkPlaces } from '../../server/doctor/check-places.ts'
import { checkPorts } from '../../server/doctor/check-ports.ts'
import { checkPrinters } from '../../server/doctor/check-printers.ts'
import { checkVersion } from '../../server/doctor/check-version.ts'
import { findBox } from '../../server/doctor/find-box.ts'
import { record } from '../../server/events/record.ts'
import { later } from '../../server/values/clock.ts'
import { newId } from '../../server/values/id.ts'
import { tell } from '../../views/doctor/tell.ts'
import { wordsIn } from '../../views/words/words.ts'
import { openCounter, sell, until } from '../counter.ts'
import { freePort } from '../free-port.ts'
import { openBox } from '../shop.ts'
import { openLanBox } from '../tls/lan.ts'
import { folderFor, layDisk, patientAt, patientOfBox } from './patients.ts'

const DAY_MS = 86_400_000

t.test('Whether the box runs is told without getting in its way', async (t) => {
  const shop = await openBox(t)
  const { database } = patientOfBox(shop)
  t.equal(findBox(database), process.pid)
  t.match(checkBox(patientOfBox(shop)), { verdict: 'good', says: 'runs', facts: { runs_ms: Number } })
  await shop.box.stop()
  t.equal(findBox(database), null)
  t.match(checkBox(patientAt(shop.data)), { verdict: 'bad', says: 'stopped' })
  t.match(checkBox(patientAt(folderFor(t))), { verdict: 'bad', says: 'no_shop' })
})

t.test('A clock that woke up before the last sale', async (t) => {
  const time = { at: new Date().toISOString() }
  const shop = await openBox(t, { clock: { now: () => time.at } })
  await shop.setUp()
  const board = (at: string) =>
    layDisk(
      t,
      { name: 'none', numbers: '0:0' },
      { '/class/rtc/rtc0/since_epoch': String(Math.floor(Date.parse(at) / 1000)) }
    )
  const look = (at: string) => checkBattery(patientOfBox(shop, { now: at, sys: board(at) }))

  t.match(look(time.at), { verdict: 'good', says: 'keeps_time', facts: { behind_ms: 0, times_back: 0 } })
  t.match(look(later(time.at, -3 * DAY_MS)), { verdict: 'bad', says: 'behind' })
  const drifted = board(later(time.at, -3_600_000))
  t.match(checkBattery(patientOfBox(shop, { sys: drifted })), { verdict: 'watch', says: 'differs' })
  const without = layDisk(t, { name: 'none', numbers: '0:0' }, {})
  t.match(checkBattery(patientOfBox(shop, { sys: without })), { verdict: 'unknown', says: 'no_clock' })

  // One thing happens while the clock is a day behind, and the next at the right time again.
  for (const at of [later(time.at, -DAY_MS), later(time.at, 1000)]) {
    await shop.store.commit((tx) =>
      record(
        tx,
        { at, staff_id: null, terminal_id: null, request_id: null },
        { type: 'radar.looked-at', subject_id: newId() }
      )
    )
  }
  t.match(look(later(time.at, 2000)), { verdict: 'watch', says: 'went_back', facts: { times_back: 1 } })

  t.match(checkClock(patientOfBox(shop, { now: '2020-01-01T00:03:00.000Z' })), {
    verdict: 'bad',
    says: 'too_early'
  })
  t.match(checkClock(patientOfBox(shop)).facts, { zone: 'Asia/Jakarta' })
})

t.test(
  'Before seven in the morning the box names today, and not the day that London still has',
  async (t) => {
    const shop = await openBox(t)
    await shop.setUp()
    const found = checkClock(patientOfBox(shop, { now: '2026-11-23T21:35:00.000Z' }))
    const page = { words: wordsIn('id'), locale: 'id', zone: 'Asia/Jakarta' } as const
    t.match(tell(page, { check: 'clock', ...found }).result, '04.35, 24 November 2026 (Asia/Jakarta)')
  }
)

t.test('A log that nobody moves into the database', async (t) => {
  const data = folderFor(t)
  const patient = patientAt(data)
  const store = await openStore(patient.database)
  t.match(checkLog(patient), { verdict: 'good', says: 'short' })
  store.sqlite.exec('create table ballast (bytes blob)')
  store.sqlite.prepare('insert into ballast values (zeroblob(70000000))').run()
  t.match(checkLog(patient), { verdict: 'watch', says: 'long' })
  store.sqlite.pragma('wal_checkpoint(passive)')
  t.match(checkLog(patient), { verdict: 'good' }, 'moved, it waits no more, however large its file is')
  t.ok(checkLog(patient).facts.log_bytes > 64e6)
  store.close()
})

t.test('Printers', async (t) => {
  const { shop, till, people, printer } = await openCounter(t)
  await sell(till)
  await printer.waitForJobs(2)
  t.match(await checkPrinters(patientOfBox(shop)), { verdict: 'good', says: 'well', facts: { printers: 1 } })

  await printer.close()
  await sell(till)
  await until(shop.store, () => linkOf(shop.store) === 'refused')
  t.match(await checkPrinters(patientOfBox(shop)), {
    verdict: 'bad',
    says: 'all_ill',
    facts: { names: ['Printer depan'], troubles: ['refused'], waiting: 1 }
  })
  await shop.box.stop()
  const dead = await checkPrinters(patientAt(shop.data))
  t.match(
    dead,
    { verdict: 'bad', says: 'all_ill', facts: { troubles: ['refused'] } },
    'beside a box that is stopped it is knocked at'
  )
  await printer.reopen()
  t.match(await checkPrinters(patientAt(shop.data)), { verdict: 'good', says: 'well' })
  t.ok(people)
})

t.test('Places of the backup, and the last trial restore', async (t) => {
  const { shop, till } = await openCounter(t)
  await sell(till)
  t.match(checkPlaces(patientOfBox(shop)), { verdict: 'bad', says: 'none' })
  t.match(checkDrill(patientOfBox(shop)), { verdict: 'good', says: 'no_place' })
  const { backup, clock } = shop.box.shop
  const now = clock.now()
  await shop.box.stop()

  const store = await openStore(patientAt(shop.data).database)
  const state = openState(backup.folder)
  t.teardown(() => {
    store.close()
    state.close()
  })
  const by = { at: later(now, -9 * DAY_MS), staff_id: null, terminal_id: null, request_id: null }
  const add = async (name: string) => {
    const destination_id = newId()
    const address = { kind: 'folder', path: `/mnt/${name}` } as const
    await store.commit((tx) =>
      addDestination(tx, by, backup.key, { destination_id, name, address, secret: {} })
    )
    return destination_id
  }
  const reach = (destination_id: string, more: Partial<Parameters<typeof keepReach>[1]> = {}) =>
    keepReach(state, {
      ...{ destination_id, tried_at: now, reached_at: now, fault: null, fault_detail: '' },
      ...{ failures: 0, safe_until: now, waiting_bytes: 0, ...more }
    })
  const look = (after_ms = 0) => checkPlaces(patientAt(shop.data, { now: later(now, after_ms) }))

  const nas = await add('nas')
  reach(nas)
  t.match(look(), { verdict: 'watch', says: 'one' })
  const office = await add('kantor')
  reach(office)
  t.match(look(), { verdict: 'good', says: 'well', facts: { places: 2 } })
  reach(nas, { fault: 'read-only', failures: 3 })
  t.match(look(), { verdict: 'watch', says: 'faulty', facts: { names: ['nas'], faults: ['read-only'] } })
  reach(nas, { safe_until: later(now, -2 * DAY_MS), waiting_bytes: 5000 })
  t.match(look(), { verdict: 'watch', says: 'behind', facts: { names: ['nas'], oldest_ms: 2 * DAY_MS } })
  t.match(
    look(3 * DAY_MS),
    { verdict: 'bad', says: 'behind' },
    'when no place is near, all of it is at stake'
  )

  const drill = (days_ago: number, is_proven: 0 | 1) => {
    const at = later(now, -days_ago * DAY_MS)
    keepDrill(state, {
      drill_id: newId(),
      destination_id: nas,
      started_at: at,
      ended_at: at,
      is_proven,
      certificate: '{}'
    })
  }
  const drilled = () => checkDrill(patientAt(shop.data, { now }))
  t.match(drilled(), { verdict: 'watch', says: 'never' })
  drill(20, 1)
  t.match(drilled(), { verdict: 'bad', says: 'old' })
  drill(5, 1)
  t.match(drilled(), { verdict: 'watch', says: 'old', facts: { age_ms: 5 * DAY_MS } })
  drill(1, 1)
  t.match(drilled(), { verdict: 'good', says: 'proven' })
  drill(0, 0)
  t.match(drilled(), { verdict: 'bad', says: 'failed', facts: { names: ['nas'] } })
})

t.test('Certificates are looked at as a device sees them', async (t) => {
  const box = await openLanBox(t)
  const at = (now: string, https_port = box.https_port) => {
    const patient = patientOfBox(box, { now })
    return checkCertificates({ ...patient, config: { ...patient.config, host: '0.0.0.0', https_port } })
  }
  const now = box.clock.at
  const fine = await at(now)
  t.match(fine, { verdict: 'good', says: 'valid' })
  const { shown_until = '', authority_until = '' } = fine.facts
  t.match(await at(later(shown_until, -7 * DAY_MS)), { verdict: 'watch', says: 'soon' })
  t.match(await at(later(shown_until, 1000)), { verdict: 'bad', says: 'over' })
  t.match(await at(later(authority_until, -30 * DAY_MS)), { verdict: 'watch', says: 'authority_soon' })
  t.match(await at(later(authority_until, 1000)), { verdict: 'bad', says: 'authority_over' })
  const other = await openLanBox(t)
  t.match(await at(now, other.https_port), { verdict: 'bad', says: 'not_ours' })
  t.match(await at(now, await freePort()), { verdict: 'bad', says: 'not_shown' })
  t.match(await checkCertificates(patientOfBox(box, { now })), { verdict: 'good', says: 'not_needed' })
})

t.test('Ports', async (t) => {
  const { port, pid } = await listenElsewhere(t)
  const own = createServer().listen(0, '127.0.0.1')
  await once(own, 'listening')
  t.teardown(() => own.close())
  const look = (asked: number, runs: number | null) => {
    const patient = patientAt(folderFor(t), { pid: runs })
    return checkPorts({ ...patient, config: { ...patient.config, port: asked } })
  }
  const { port: ours } = own.address() as { port: number }
  t.match(look(ours, process.pid), { verdict: 'good', says: 'ours', facts: { ports: [String(ours)] } })
  t.match(look(port, process.pid), { verdict: 'bad', says: 'taken', facts: { wrong: [String(port)] } })
  t.match(look(port, pid), { verdict: 'good', says: 'ours' })
  t.match(look(port, null), { verdict: 'bad', says: 'taken' }, 'where no box runs, nobody else may sit there')
  const free = await freePort()
  t.match(look(free, null), { verdict: 'good', says: 'free' })
  t.match(look(free, process.pid), { verdict: 'bad', says: 'silent' })
})

t.test('A database that a newer Laci has used', async (t) => {
  const shop = await openBox(t)
  t.match(checkVersion(patientOfBox(shop)), { verdict: 'good', says: 'matches', facts: { sqlite: /^3\./ } })
  shop.store.sqlite
    .prepare('insert into kysely_migration (name, timestamp) values (?, ?)')
    .run('29991231T2359-far-ahead', '2999-12-31T23:59:00.000Z')
  t.match(checkVersion(patientOfBox(shop)), { verdict: 'bad', says: 'newer_tables' })
})

function linkOf({ sqlite }: Parameters<typeof until>[0]): unknown {
  return sqlite.prepare('select link from printer_states').pluck().get()
}

/** Another program that sits at a port. */
async function listenElsewhere(t: Test): Promise<{ port: number; pid: number }> {
  const program =
    "const s = require('net').createServer().listen(0, '127.0.0.1', () => console.log(s.address().port))"
  const child = spawn(process.execPath, ['-e', program], { stdio: ['ignore', 'pipe', 'inherit'] })
  t.teardown(() => child.kill())
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string]
  return { port: Number(line), pid: child.pid! }
}
