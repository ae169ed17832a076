import t from 'tap'
import { choose, momentsOf, type Wish } from '../../server/exports/choice.ts'
import { nameFile } from '../../server/exports/name-file.ts'
import { later } from '../../server/values/clock.ts'
import { openBox } from '../shop.ts'
import { sell } from '../trade.ts'
import { readCsv, readZip } from './read-back.ts'
import { takeOut } from './taking-out.ts'

const SALES = { what: 'sales', format: 'csv', period: 'today' } as const satisfies Wish

t.test('A file is called by what it holds, and of when', async (t) => {
  const named = (wish: Partial<Wish>, today = '2025-06-15') => {
    const choice = choose({ ...SALES, ...wish }, today)!
    return [nameFile(choice, 'id', today), nameFile(choice, 'en', today)]
  }
  t.same(named({}), ['Backup_Penjualan_15_Juni_2025.csv', 'Backup_Sales_15_June_2025.csv'])
  t.same(named({ period: 'yesterday' }, '2026-01-01')[0], 'Backup_Penjualan_31_Desember_2025.csv')
  t.same(named({ period: 'this-month' })[0], 'Backup_Penjualan_1-15_Juni_2025.csv')
  t.same(named({ period: 'this-month' }, '2025-06-30')[0], 'Backup_Penjualan_Juni_2025.csv')
  t.same(named({ period: 'last-month' }), ['Backup_Penjualan_Mei_2025.csv', 'Backup_Sales_May_2025.csv'])
  t.same(
    named({ period: 'this-week' }, '2025-06-04')[1],
    'Backup_Sales_2-4_June_2025.csv',
    'which begins on Monday'
  )
  t.same(named({ period: 'this-year' })[1], 'Backup_Sales_1_January-15_June_2025.csv')
  t.same(named({ period: 'this-year' }, '2025-12-31')[1], 'Backup_Sales_2025.csv')
  t.same(
    named({ period: 'days', from: '2024-12-30', to: '2025-01-02' })[0],
    'Backup_Penjualan_30_Desember_2024-2_Januari_2025.csv'
  )
  t.same(named({ period: 'all' }), [
    'Backup_Penjualan_sampai_15_Juni_2025.csv',
    'Backup_Sales_until_15_June_2025.csv'
  ])
  t.same(
    named({ what: 'items', format: 'xlsx', period: 'last-month' })[0],
    'Backup_Barang_15_Juni_2025.xlsx',
    'what knows no time by its own day'
  )
  t.same(named({ what: 'everything', format: 'csv' })[0], 'Backup_Semua_15_Juni_2025.zip')
  t.same(named({ what: 'everything', format: 'json' })[1], 'Backup_Everything_15_June_2025.laci.json')
})

t.test('A period that is none is not taken', async (t) => {
  t.equal(choose({ ...SALES, period: 'days', from: '2025-06-02', to: '2025-06-01' }, '2025-06-15'), undefined)
  t.equal(choose({ ...SALES, period: 'days', from: '2025-06-02' }, '2025-06-15'), undefined)
  const shop = await openBox(t)
  const { owner } = await shop.setUp()
  const { status } = await owner.post('/export', { ...SALES, period: 'days', from: '', to: '2025-06-01' })
  t.equal(status, 422)
  const asked = await owner.get('/export/choice?what=sales&format=csv&period=days&from=&to=', { htmx: true })
  t.match(asked.text, /Isi kedua tanggalnya/)
  t.equal((await owner.post('/export', { ...SALES, what: 'passwords' })).status, 422)
})

t.test('A day begins where the shop’s day begins, by the clock of its zone', async (t) => {
  const span = { from: '2026-11-21', to: '2026-11-21' }
  t.same(momentsOf(span, 'Asia/Jayapura', 4), {
    from_at: '2026-11-20T19:00:00.000Z',
    until_at: '2026-11-21T19:00:00.000Z'
  })

  const shop = await openBox(t)
  const { owner, ...people } = await shop.setUp()
  const late = '2026-11-21T20:30:00.000Z' // half past three at night in Jakarta: still the evening before
  const early = later(late, 60 * 60_000)
  await sell(shop.store, people, { at: late, amounts: [3000] })
  await sell(shop.store, people, { at: early, amounts: [5000] })

  const lines = async (from: string, what = 'sales') =>
    readCsv((await takeOut(shop.box, owner, { what, format: 'csv', period: 'days', from, to: from })).bytes)
      .rows
  t.same(
    (await lines('2026-11-21')).map((row) => row['Waktu']),
    ['2026-11-22 03:30:00']
  )
  t.same(
    (await lines('2026-11-22')).map((row) => row['Waktu']),
    ['2026-11-22 04:30:00']
  )
  t.same((await lines('2026-11-20')).length, 0)

  const { bytes } = await takeOut(shop.box, owner, {
    what: 'stock',
    format: 'csv',
    period: 'days',
    from: '2026-11-22',
    to: '2026-11-22'
  })
  const moves = readCsv(readZip(bytes).get('Keluar_masuk_stok.csv')!).rows
  t.same(
    moves.map((row) => row['Waktu']),
    ['2026-11-22 04:30:00'],
    'what has a moment and no day too'
  )
})
