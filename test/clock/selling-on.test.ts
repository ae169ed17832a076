import t from 'tap'
import { noteFailure, reserveTry } from '../../server/auth/throttle.ts'
import { findClockDoubt } from '../../server/clock/find-doubt.ts'
import { currentDay } from '../../server/settings/current-day.ts'
import { later } from '../../server/values/clock.ts'
import { openCounter, sell } from '../counter.ts'
import { CASHIER, OWNER } from '../shop.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** Eleven in the morning in Jakarta. */
const NOON = Date.parse('2026-11-23T04:00:00.000Z')

const JUMPS: [what: string, by_ms: number, told: string][] = [
  ['ten years back', -3652 * DAY_MS, 'Jam kotak mundur 3.652 hari'],
  ['a day back', -DAY_MS, 'Jam kotak mundur 24 jam'],
  ['two hours ahead', 2 * HOUR_MS, 'Jam kotak maju 2 jam'],
  ['five days ahead', 5 * DAY_MS, 'Jam kotak maju 5 hari']
]

for (const [what, by_ms, told] of JUMPS) {
  await t.test(`A shop whose clock jumps ${what}`, async (t) => {
    const clock = { ms: NOON, now: () => new Date(clock.ms).toISOString() }
    const { shop, people, till, owner } = await openCounter(t, { clock })
    const { store, box } = shop
    const today = () => currentDay(store, clock.now())
    const numbers = () =>
      store.sqlite.prepare('select receipt_number from sales order by receipt_number').pluck().all()
    await sell(till)
    const day = today()

    clock.ms += by_ms
    await box.shop.watchedClock.look(by_ms)
    await till.post('/sign-in/pin', { staff_id: people.cashier_id, pin: CASHIER.pin })
    await sell(till)
    t.same(numbers(), [1, 2], 'goes on selling, and its numbers go on')
    t.ok(today() >= day, 'has no day that turns back')

    await owner.post('/sign-in/password', OWNER)
    const page = await owner.get('/today')
    t.match(page.text, told, 'tells its owner')
    const said = await owner.post('/clock/confirmations', {}, { htmx: true })
    t.equal(said.status, 200)
    t.equal(findClockDoubt(store), undefined, 'believes who says that it is right')
    t.notMatch((await owner.get('/today')).text, told)
    t.equal(today(), currentDayOf(clock.ms), 'and its day follows the clock again')
    t.same(
      store.sqlite
        .prepare("select type from events where type like 'clock.%' order by event_id")
        .pluck()
        .all(),
      ['clock.doubted', 'clock.confirmed']
    )
  })
}

await t.test('A clock that is set right again is asked about no more', async (t) => {
  const clock = { ms: NOON, now: () => new Date(clock.ms).toISOString() }
  const { shop, till } = await openCounter(t, { clock })
  const { watchedClock } = shop.box.shop
  clock.ms -= HOUR_MS
  await watchedClock.look(-HOUR_MS)
  await sell(till)
  t.match(findClockDoubt(shop.store), { kind: 'behind', by_ms: HOUR_MS })
  clock.ms += HOUR_MS + 60_000
  await watchedClock.look(HOUR_MS)
  t.equal(findClockDoubt(shop.store), undefined)
})

await t.test(
  'What a till may still ask about is not forgotten by a clock that nobody believes',
  async (t) => {
    const clock = { ms: NOON, now: () => new Date(clock.ms).toISOString() }
    const { shop, till } = await openCounter(t, { clock })
    await sell(till)
    const kept = () => Number(shop.store.sqlite.prepare('select count(*) from requests').pluck().get())
    const before = kept()
    clock.ms += 400 * DAY_MS
    await shop.box.shop.watchedClock.look(400 * DAY_MS)
    await shop.box.shop.schedule!.run('forget-answers')
    t.equal(kept(), before)
  }
)

await t.test('Whoever was locked out is not locked out for years when the clock goes back', async (t) => {
  const clock = { ms: NOON, now: () => new Date(clock.ms).toISOString() }
  const { shop } = await openCounter(t, { clock })
  const guesser = { subject: 'pin:somebody', free: 1 }
  await shop.store.commit((tx) => noteFailure(tx, guesser.subject, clock.now(), 1))
  await t.rejects(
    shop.store.commit((tx) => reserveTry(tx, [guesser], clock.now())),
    { code: 'sign-in/locked' }
  )
  const years_ago = later(clock.now(), -3652 * DAY_MS)
  await t.resolves(shop.store.commit((tx) => reserveTry(tx, [guesser], years_ago)))
})

function currentDayOf(ms: number): string {
  // The shop's day begins at four in the morning of Jakarta.
  return new Date(ms + 3 * HOUR_MS).toISOString().slice(0, 10)
}
