import t from 'tap'
import {
  judgeLight,
  type LightFacts,
  type PlaceFacts,
  type ReminderCode
} from '../../server/backup/light/judge-light.ts'
import { readLight } from '../../server/backup/light/read-light.ts'
import { beginTrouble, endTrouble } from '../../server/backup/state/troubles.ts'
import { lightCard, lightSentence } from '../../views/backup/light.ts'
import type { Page } from '../../views/page.ts'
import { wordsIn } from '../../views/words/words.ts'
import { openBackedUpShop } from './backed-up-shop.ts'

const NOW = '2026-11-22T01:30:00.000Z'
const ago = (hours: number): string => new Date(Date.parse(NOW) - hours * 3_600_000).toISOString()

const PLACE: PlaceFacts = {
  place: 'nas',
  name: 'NAS kantor',
  kind: 'folder',
  is_paused: false,
  added_at: ago(1000),
  reached_at: ago(0.1),
  safe_until: ago(0.1),
  waiting_bytes: 0,
  fault: null,
  proven_at: '2026-11-21T20:10:00.000Z',
  is_failed: false,
  free_bytes: 100e9
}

const GOOD: LightFacts = {
  now: NOW,
  first_sale_at: ago(1000),
  places: [PLACE, { ...PLACE, place: 'stick', name: 'Flashdisk merah', kind: 'stick' }],
  at_risk: { count: 0, since: null },
  troubles: new Set(),
  has_passphrase: true,
  has_sheet: true,
  free_bytes: 50e9,
  room: 'ample',
  put_off: new Set()
}

const page = (locale: 'id' | 'en'): Page => ({
  words: wordsIn(locale),
  locale,
  zone: 'Asia/Jakarta',
  shop_name: '',
  who: null,
  terminal: null,
  may: () => true,
  path: '/today',
  file: (name) => name,
  csrf_token: () => ''
})

t.test('All is well: the light is green and says when it was proven and what would be lost', async (t) => {
  const light = judgeLight(GOOD)
  t.match(light, { colour: 'green', at_risk: 0, reminders: [] })
  t.equal(
    lightSentence(page('id'), light),
    'Terbukti pulih pagi ini 03.10 dari NAS kantor; kalau kotak hilang sekarang, yang hilang 0 penjualan'
  )
  t.match(lightSentence(page('en'), light), /^Proven to restore this morning at .* sales lost: 0$/)
})

const CASES: [string, ReminderCode, 'yellow' | 'red', Partial<LightFacts>][] = [
  ['The database is damaged', 'database-damaged', 'red', { troubles: new Set(['database-damaged']) }],
  ['Nothing is recorded', 'not-recorded', 'red', { troubles: new Set(['disk-full']) }],
  [
    'No destination has had a sale for a day',
    'nothing-safe',
    'red',
    { at_risk: { count: 4, since: ago(25) } }
  ],
  ['The last restoring failed', 'proof-failed', 'red', changed({ is_failed: true })],
  ['Another box took its place', 'fenced', 'red', changed({ fault: 'fenced' })],
  ['A new shop has no destination', 'no-place', 'yellow', { places: [], first_sale_at: ago(3) }],
  ['A shop that has sold for long has none', 'no-place', 'red', { places: [] }],
  ['There is only one', 'one-place', 'yellow', { places: [PLACE] }],
  ['All but one are paused', 'one-place', 'yellow', changed({ is_paused: true })],
  [
    'None was ever proven',
    'never-proven',
    'yellow',
    { places: GOOD.places.map((one) => ({ ...one, proven_at: null })) }
  ],
  [
    'The last proof is old',
    'proof-old',
    'yellow',
    { places: GOOD.places.map((one) => ({ ...one, proven_at: ago(73) })) }
  ],
  ['A destination is behind', 'behind', 'yellow', changed({ waiting_bytes: 5, safe_until: ago(25) })],
  ['A destination was not reached for a day', 'behind', 'yellow', changed({ reached_at: ago(30) })],
  [
    'The stick lies in a drawer',
    'stick-away',
    'yellow',
    changed({ kind: 'stick', reached_at: ago(7 * 24 + 1) })
  ],
  ['A destination refuses us', 'place-faulty', 'yellow', changed({ fault: 'refused' })],
  ['All are paused', 'all-paused', 'yellow', { places: [{ ...PLACE, is_paused: true }] }],
  ['A stored file is damaged', 'stored-damaged', 'yellow', { troubles: new Set(['stored-damaged/nas']) }],
  ['Another box writes there too', 'foreign-writer', 'yellow', changed({ fault: 'foreign-writer' })],
  ['A destination is nearly full', 'place-full', 'yellow', changed({ free_bytes: 5e8 })],
  ['The box is nearly full', 'disk-full', 'yellow', { free_bytes: 5e8, room: 'tight' }],
  ['The box gives up what it can make again', 'disk-full', 'yellow', { free_bytes: 2e8, room: 'short' }],
  ['The box holds back sales', 'disk-out', 'red', { free_bytes: 2e7, room: 'out' }],
  ['A page went bad on the disk', 'page-damaged', 'red', { troubles: new Set(['page-damaged']) }],
  ['There is no passphrase', 'no-passphrase', 'yellow', { has_passphrase: false, has_sheet: false }],
  ['The sheet was never put away', 'no-sheet', 'yellow', { has_sheet: false }]
]

function changed(change: Partial<PlaceFacts>): Partial<LightFacts> {
  return { places: [{ ...PLACE, ...change }, GOOD.places[1]!] }
}

for (const [name, code, level, facts] of CASES) {
  t.test(`${name}: the light is ${level}, and says so`, async (t) => {
    const light = judgeLight({ ...GOOD, ...facts })
    t.match(light, { colour: level, reminders: [{ code, level }] })
    t.equal(light.reminders.length, 1)
    for (const locale of ['id', 'en'] as const) {
      const card = lightCard(page(locale), light, 'backup').text
      t.match(card, new RegExp(`backup-light ${level}`))
      t.notMatch(card, /undefined|NaN|null/)
      t.equal(/reminders\/later/.test(card), level === 'yellow', 'only what is yellow can be put off')
    }
  })
}

t.test(
  'What is less than a day behind, or less than a week in a drawer, is nothing to talk about',
  async (t) => {
    t.equal(judgeLight({ ...GOOD, ...changed({ waiting_bytes: 5, safe_until: ago(23) }) }).colour, 'green')
    t.equal(judgeLight({ ...GOOD, ...changed({ kind: 'stick', reached_at: ago(6 * 24) }) }).colour, 'green')
    t.equal(judgeLight({ ...GOOD, at_risk: { count: 9, since: ago(5) } }).colour, 'green')
  }
)

t.test('Among the day’s figures only danger is unfolded', async (t) => {
  const yellow = judgeLight({ ...GOOD, has_sheet: false })
  const red = judgeLight({ ...GOOD, has_sheet: false, troubles: new Set(['disk-full']) })
  t.match(lightCard(page('id'), yellow, 'today').text, /1 hal perlu dibereskan/)
  t.notMatch(lightCard(page('id'), yellow, 'backup').text, /<details/)
  t.match(lightCard(page('id'), red, 'today').text, /reminder red[\s\S]*<details[\s\S]*1 hal lain/)
})

t.test('The worst comes first, and what was put off last; the light stays as it is', async (t) => {
  const facts = {
    ...GOOD,
    free_bytes: 1,
    room: 'tight' as const,
    has_sheet: false,
    ...changed({ is_failed: true })
  }
  const light = judgeLight({ ...facts, put_off: new Set(['no-sheet/', 'proof-failed/nas']) })
  t.same(
    light.reminders.map(({ code, is_put_off }) => [code, is_put_off]),
    [
      ['proof-failed', false],
      ['disk-full', false],
      ['no-sheet', true]
    ]
  )
  t.equal(judgeLight({ ...GOOD, has_sheet: false, put_off: new Set(['no-sheet/']) }).colour, 'yellow')
})

t.test(
  'The owner sees it on the first page, puts off what may wait, and is reminded the next day',
  async (t) => {
    const shop = await openBackedUpShop(t)
    const { backup, schedule, clock } = shop.box.shop
    const { owner, till } = shop.shop
    t.match((await owner.get('/today')).text, /Belum ada tempat cadangan di luar kotak/)
    t.match((await owner.get('/today/backup')).text, /semuanya hilang/)

    const nas = await shop.addFolder('NAS')
    await shop.sellSome(2)
    t.equal(readLight(shop.box.shop).at_risk, 2, 'nothing was carried yet')
    await shop.ship(nas.destination_id)
    t.equal(readLight(shop.box.shop).at_risk, 0)
    await schedule!.run('drill')
    const { text } = await owner.get('/today/backup')
    t.match(
      text,
      /Terbukti pulih (pagi|siang|malam) ini .* dari NAS; kalau kotak hilang sekarang, yang hilang 0 penjualan/
    )
    t.match(text, /Cadangan baru di satu tempat, NAS/)

    const later = { code: 'one-place', place: '' }
    t.equal((await till.post('/backup/reminders/later', later)).status, 403)
    const answer = await owner.post('/backup/reminders/later', later, { htmx: true })
    t.match(answer.text, /Ditunda sampai besok/)
    t.equal(readLight(shop.box.shop).reminders.find(({ code }) => code === 'one-place')?.is_put_off, true)

    beginTrouble(backup.state, { kind: 'disk-full', detail: '', at: clock.now() })
    const refused = await owner.post('/backup/reminders/later', { code: 'not-recorded', place: '' })
    t.equal(refused.status, 409)
    t.match(refused.text, /tidak bisa ditunda/)
    endTrouble(backup.state, 'disk-full', clock.now())

    await schedule!.run('remind')
    const said = shop.store.sqlite
      .prepare("select facts from events where type = 'backup.reminded'")
      .pluck()
      .all() as string[]
    t.same(JSON.parse(said[0]!), { colour: 'yellow', codes: 'no-passphrase' })
  }
)
