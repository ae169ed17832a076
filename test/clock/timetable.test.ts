import { setTimeout as pause } from 'node:timers/promises'
import cron from 'node-cron'
import t, { type Test } from 'tap'
import { Timetable } from '../../server/timetable.ts'

const HOUR_MS = 3_600_000
const QUIET = { info() {}, warn() {}, error() {}, debug() {} }
const SystemDate = Date

await t.test('A chore of each second', async (t) => {
  await t.test('goes on after the clock was set back an hour', async (t) => {
    const wall = turnableClock(t)
    let done = 0
    const table = openTimetable(t, '* * * * * *', () => done++)
    await until(() => done > 0)
    wall.by_ms = -HOUR_MS
    await until(() => table.jumps.length > 0)
    const before = done
    await until(() => done > before + 1)
    t.ok(table.jumps[0]! < -HOUR_MS + 60_000)
  })

  await t.test('waits for ever after that with nothing but node-cron', async (t) => {
    const wall = turnableClock(t)
    let done = 0
    const task = cron.schedule('* * * * * *', () => void done++, { logger: QUIET })
    t.teardown(() => task.destroy())
    await until(() => done > 0)
    wall.by_ms = -HOUR_MS
    await pause(1500) // one that was on its way
    const before = done
    await pause(2500)
    t.equal(done, before, 'or the test above sees nothing')
  })
})

await t.test('A chore of each hour that a jump ahead went past is done once', async (t) => {
  const wall = turnableClock(t)
  let done = 0
  const table = openTimetable(t, '0 * * * *', () => done++)
  wall.by_ms = 5 * HOUR_MS
  await until(() => table.jumps.length > 0)
  t.equal(done, 1)
  t.ok(Date.parse(table.next().get('chore')!) > Date.now(), 'and again at its next time')
})

await t.test('A chore that was not due is not done because the clock jumped', async (t) => {
  const wall = turnableClock(t)
  let done = 0
  const table = openTimetable(t, '0 0 1 1 *', () => done++)
  wall.by_ms = -24 * HOUR_MS
  await until(() => table.jumps.length > 0)
  t.equal(done, 0)
})

function openTimetable(t: Test, when: string, run: () => void) {
  const jumps: number[] = []
  const timetable = new Timetable<'chore'>({
    read: () => ({ zone: 'Asia/Jakarta', chores: [{ name: 'chore', when }] }),
    run,
    jumped: (by_ms) => void jumps.push(by_ms),
    log: QUIET,
    beat_ms: 50
  })
  t.teardown(() => timetable.stop())
  return Object.assign(timetable, { jumps })
}

/** A wall clock that can be turned under a program that runs; the steady one goes on. */
function turnableClock(t: Test): { by_ms: number } {
  const wall = { by_ms: 0 }
  const now = () => SystemDate.now() + wall.by_ms
  globalThis.Date = new Proxy(SystemDate, {
    construct: (date, args) => (args.length > 0 ? Reflect.construct(date, args) : new date(now())),
    get: (date, name) => (name === 'now' ? now : Reflect.get(date, name))
  })
  t.teardown(() => {
    globalThis.Date = SystemDate
  })
  return wall
}

async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; !holds(); tries++) {
    if (tries > 1000) throw new Error('it never came')
    await pause(20)
  }
}
