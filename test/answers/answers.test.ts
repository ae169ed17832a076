import t from 'tap'
import {
  type AnswerFacts,
  type Copy,
  judgeAnswers,
  type Question
} from '../../server/answers/judge-answers.ts'
import { readAnswers } from '../../server/answers/read-answers.ts'
import { addFolder, openSafeShop, until, whole } from '../backup/safe-shop.ts'
import { CASHIER } from '../shop.ts'
import { sellToday } from '../trade.ts'

const NOW = '2026-11-22T05:00:00.000Z'

const copy = (name: string, more: Partial<Copy> = {}): Copy => ({
  name,
  is_far: false,
  safe_until: '2026-11-22T04:59:20.000Z',
  is_whole: false,
  is_well: true,
  ...more
})

/** A shop in which all is as it should be. */
const FINE: AnswerFacts = {
  now: NOW,
  folder: '/var/lib/laci',
  shop_bytes: 80_000_000,
  free_bytes: 60_000_000_000,
  copies: [copy('Flashdisk kasir'), copy('Google Drive', { is_far: true })],
  paused: 0,
  unsafe_sales: 0,
  unsafe_since: null,
  proven_at: '2026-11-21T20:10:00.000Z',
  proven_from: 'Flashdisk kasir',
  failed: [],
  has_passphrase: true,
  has_sheet: true,
  tills: 2,
  printers: 2
}

t.test('Where all is as it should be, every answer is that it is fine', async (t) => {
  for (const { question, state, href } of judgeAnswers(FINE)) {
    t.equal(state, 'good', question)
    t.equal(href, null, `nothing to mend at ${question}`)
  }
})

t.test('Each answer is the one that holds', async (t) => {
  const far = copy('S3', { is_far: true })
  const cases: [string, Partial<AnswerFacts>, Question, string, string][] = [
    ['no place at all', { copies: [] }, 'copies', 'none', 'bad'],
    ['no place at all', { copies: [], unsafe_sales: 300 }, 'box', 'everything', 'bad'],
    ['no place at all', { copies: [] }, 'internet', 'no_copies', 'good'],
    ['every place paused', { copies: [], paused: 2 }, 'copies', 'paused', 'bad'],
    [
      'a place that holds nothing yet',
      { copies: [copy('A', { safe_until: null })] },
      'copies',
      'empty',
      'look'
    ],
    [
      'a place that holds nothing yet',
      { copies: [copy('A', { safe_until: null })] },
      'box',
      'everything',
      'bad'
    ],
    ['one copy', { copies: [copy('A')] }, 'copies', 'one', 'look'],
    [
      'a place in trouble',
      { copies: [copy('A'), copy('B', { is_well: false })] },
      'copies',
      'unwell',
      'look'
    ],
    ['every copy far away', { copies: [far, far] }, 'internet', 'all_far', 'look'],
    ['never tried', { proven_at: null }, 'proven', 'never', 'look'],
    ['tried last week', { proven_at: '2026-11-15T20:10:00.000Z' }, 'proven', 'stale', 'look'],
    ['a trial that failed', { failed: ['NAS'] }, 'proven', 'failed', 'bad'],
    [
      'two sales on their way',
      { unsafe_sales: 2, unsafe_since: '2026-11-22T04:59:30.000Z' },
      'box',
      'some',
      'good'
    ],
    [
      'two days of sales',
      { unsafe_sales: 90, unsafe_since: '2026-11-20T04:00:00.000Z' },
      'box',
      'much',
      'bad'
    ],
    ['little room', { free_bytes: 300_000_000 }, 'where', 'little_room', 'look'],
    ['no passphrase', { has_passphrase: false, has_sheet: false }, 'passphrase', 'none', 'bad'],
    ['no sheet', { has_sheet: false }, 'passphrase', 'no_sheet', 'look'],
    ['one printer', { printers: 1 }, 'printer', 'one', 'look'],
    ['no printer', { printers: 0 }, 'printer', 'none', 'look'],
    ['no till', { tills: 0 }, 'tablet', 'none', 'good']
  ]
  for (const [name, facts, question, says, state] of cases) {
    const found = judgeAnswers({ ...FINE, ...facts }).find((one) => one.question === question)
    t.match(found, { says, state }, `${name}: ${question}`)
    t.equal(found?.href === null, state === 'good', 'what is not fine says where it is mended')
  }
})

t.test('The page says how it really is', async (t) => {
  const shop = await openSafeShop(t)
  const { owner, store, data, till, cashier_id } = shop
  const read = async (language = 'id') => {
    await owner.get(`/language/${language}?back=/answers`)
    return (await owner.get('/answers')).text
  }
  let place = ''
  await sellToday(store, 12_500)
  await sellToday(store, 3700)

  await t.test('A shop without a place for copies is told plainly that all would be lost', async (t) => {
    const text = await read()
    t.match(text, 'Tidak ada. Data hanya ada di kotak ini.')
    t.match(text, /Semua hilang: 2 penjualan sejak/)
    t.match(text, 'href="/backup/places/new"')
    t.match(text, data, 'it says where the data is')
    t.match(await read('en'), /Everything since .* would be lost: 2 sales/)
  })

  await t.test('A copy that has everything loses nothing; nobody has tried it yet', async (t) => {
    place = await addFolder(shop, 'NAS')
    await whole(shop, place)
    await until(() => readAnswers(shop.box.shop).unsafe_sales === 0)
    const text = await read()
    t.match(text, 'Tidak ada penjualan yang hilang')
    t.match(text, 'Belum pernah ada salinan yang dicoba dipulihkan')
    t.match(text, '<b>NAS</b>')
  })

  await t.test('Once it was tried, it says when and from where', async (t) => {
    await shop.backup.chores.drill(place)
    t.match(await read(), /Ya\. Terakhir dicoba dan terbukti utuh \d+ (detik|menit) lalu .* dari NAS/)
  })

  await t.test('It is for whoever may see the backup', async (t) => {
    await till.post('/sign-in/pin', { staff_id: cashier_id, pin: CASHIER.pin }) // who was out with the closed shift
    t.equal((await till.get('/answers')).status, 403)
    t.match((await owner.get('/answers/now')).text, 'Keadaan pada')
  })
})
