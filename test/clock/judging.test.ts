import t from 'tap'
import { type ClockFacts, judgeClock } from '../../server/clock/judge-clock.ts'
import { businessDay } from '../../server/values/business-day.ts'
import { later, type Moment } from '../../server/values/clock.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const NOW = '2026-11-23T03:00:00.000Z'

const FACTS: ClockFacts = {
  now: NOW,
  last_at: later(NOW, -60_000),
  jumped_ms: null,
  is_synced: false,
  doubt: undefined
}

const kindOf = (facts: Partial<ClockFacts>): string | undefined => {
  const verdict = judgeClock({ ...FACTS, ...facts })
  return typeof verdict === 'object' ? verdict.doubt.kind : verdict
}

t.test('A clock is believed that goes on from what happened last', async (t) => {
  t.equal(kindOf({}), undefined)
  t.equal(kindOf({ last_at: null }), undefined, 'or before anything has')
  t.equal(kindOf({ last_at: later(NOW, -14 * DAY_MS) }), undefined, 'and after a fortnight of Lebaran')
  t.equal(kindOf({ last_at: later(NOW, 2 * 60_000) }), undefined, 'a late request is no jump')
})

t.test('A clock is doubted at a start', async (t) => {
  t.equal(kindOf({ now: later(NOW, -10 * 365 * DAY_MS) }), 'behind', 'that begins ten years back')
  t.equal(kindOf({ now: later(NOW, -HOUR_MS) }), 'behind', 'that is an hour back')
  t.equal(kindOf({ now: later(NOW, 400 * DAY_MS) }), 'ahead', 'that is a year ahead')
  t.equal(kindOf({ now: '2038-01-19T03:14:08.000Z' }), 'ahead')
  t.equal(kindOf({ now: later(NOW, 400 * DAY_MS), is_synced: true }), undefined, 'unless the network set it')
})

t.test('A clock is doubted that jumps while the box runs', async (t) => {
  t.equal(kindOf({ jumped_ms: -HOUR_MS, now: later(NOW, -HOUR_MS) }), 'behind')
  t.equal(kindOf({ jumped_ms: 2 * HOUR_MS, now: later(NOW, 2 * HOUR_MS) }), 'ahead')
  t.equal(kindOf({ jumped_ms: 5 * DAY_MS, now: later(NOW, 5 * DAY_MS) }), 'ahead')
  t.equal(kindOf({ jumped_ms: 0, now: later(NOW, 8 * HOUR_MS) }), undefined, 'a machine that slept is none')
})

t.test('A doubt passes by itself when the clock is set right', async (t) => {
  const behind = { kind: 'behind', by_ms: HOUR_MS, known_at: NOW } as const
  t.equal(kindOf({ doubt: behind, now: later(NOW, -HOUR_MS) }), undefined, 'not before')
  t.equal(kindOf({ doubt: behind, now: later(NOW, 1000) }), 'set-right')
  const ahead = { kind: 'ahead', by_ms: 5 * DAY_MS, known_at: NOW } as const
  t.equal(kindOf({ doubt: ahead, now: later(NOW, 6 * DAY_MS) }), undefined)
  t.equal(kindOf({ doubt: ahead, now: later(NOW, 600_000), jumped_ms: -5 * DAY_MS }), 'set-right')
})

const DAYS: [zone: string, moment: Moment, day: string][] = [
  ['Asia/Jakarta', '2028-02-29T03:00:00.000Z', '2028-02-29'],
  ['Asia/Jakarta', '2028-02-29T20:59:59.000Z', '2028-02-29'],
  ['Asia/Jakarta', '2038-01-19T03:14:08.000Z', '2038-01-19'],
  ['Europe/Berlin', '2026-03-29T00:30:00.000Z', '2026-03-28'],
  ['Europe/Berlin', '2026-03-29T02:30:00.000Z', '2026-03-29'],
  ['Europe/Berlin', '2026-10-25T01:30:00.000Z', '2026-10-24'],
  ['Europe/Berlin', '2026-10-25T03:30:00.000Z', '2026-10-25']
]

t.test(
  'The day of trade is right on leap days, past 2038, and when summer time begins and ends',
  async (t) => {
    for (const [zone, moment, day] of DAYS) t.equal(businessDay(moment, zone), day, `${zone} ${moment}`)
  }
)
