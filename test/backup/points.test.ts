import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import t from 'tap'
import { plugIn } from '../process.ts'
import { read } from '../read.ts'
import { OWNER, openBox } from '../shop.ts'
import { addFolder, openSafeShop, until, whole } from './safe-shop.ts'

const LIST = 'kode,nama,harga\nA1,Teh botol,5000\nA2,Kopi susu,7000\n'

t.test('A moment gets a name', async (t) => {
  const shop = await openSafeShop(t)
  const { owner, till } = shop

  await t.test('by the owner’s hand', async (t) => {
    t.match(read((await owner.get('/backup/points')).text), /Belum ada yang ditandai/)
    t.equal((await owner.post('/backup/points', { label: '  ' })).status, 422)
    t.equal(
      (await owner.post('/backup/points', { label: 'Sebelum stok opname' })).goes,
      '/backup/points?made'
    )
    const { text } = await owner.get('/backup/points?made')
    t.match(read(text), /Sebelum stok opname Ditandai sendiri/)
    t.match(text, /href="\/backup\/restore\?source=box&point&#61;[0-9a-f-]{36}"/)
    t.equal((await till.post('/backup/points', { label: 'x' })).status, 403)
  })

  await t.test('by itself before and after an import, which links to it', async (t) => {
    const file = new File([LIST], 'harga-baru.csv')
    const { goes } = await owner.post('/items/import', { file })
    const request_id = crypto.randomUUID()
    const done = await owner.post(`${goes}/commit`, {}, { request_id })
    t.equal(done.goes, goes)
    t.equal((await owner.post(`${goes}/commit`, {}, { request_id })).goes, done.goes)
    const points = shop.backup.state.sqlite
      .prepare("select reason, seq from backup_points where label = 'harga-baru.csv' order by seq")
      .all() as { reason: string; seq: number }[]
    t.same(
      points.map(({ reason }) => reason),
      ['before-import', 'after-import'],
      'once, however often it is sent'
    )
    t.ok(points[0]!.seq < points[1]!.seq)
    const { text } = await owner.get(done.goes!)
    t.match(read(text), /Toko sebelum impor ini/)
    t.match(text, /undoing/, 'beside taking back the import alone')
    t.notMatch(read(text), /tidak ditandai/)
    t.equal((await owner.post(`${goes}/undoing`)).goes, goes)
    t.match(read((await owner.get('/backup/points')).text), /harga-baru\.csv Sebelum impor dibatalkan/)
  })
})

t.test('An update of Laci marks the moment at which the version before it left the shop', async (t) => {
  const shop = await openSafeShop(t)
  const seq = await shop.backup.engine.flush()
  shop.backup.state.sqlite.prepare("update backup_app set version = '0.0.1'").run()
  await shop.box.stop()
  const again = await openBox(t, { data: shop.data })
  const owner = again.browser()
  await owner.post('/sign-in/password', OWNER)
  t.match(read((await owner.get('/backup/points')).text), /Laci 0\.0\.1 Sebelum pembaruan Laci/)
  const point = again.box.shop.backup.state.sqlite.prepare('select * from backup_points').get() as {
    point_id: string
    seq: number
  }
  t.ok(point.seq >= seq, 'where the history ended')
  const { goes } = await owner.get(`/backup/restore?source=box&point=${point.point_id}`)
  t.match(read((await owner.get(goes!)).text), /Sebelum pembaruan Laci: Laci 0\.0\.1/)
  await owner.post('/backup/restore/moment', { what: 'point', point_id: point.point_id })
  const proven = await until(async () => {
    const result = read((await owner.get('/backup/restore/result')).text)
    return /sedang dipulihkan/.test(result) ? false : result
  })
  t.match(proven, /Terbukti pulih/, 'though no segment bears its name')
  await again.box.stop()
  const third = await openBox(t, { data: shop.data })
  t.equal(
    third.box.shop.backup.state.sqlite.prepare('select count(*) from backup_points').pluck().get(),
    1,
    'once'
  )
})

t.test('The owner says when, in words', async (t) => {
  const shop = await openSafeShop(t)
  const { owner, box } = shop
  const usual = {
    ship: 'minute',
    cron: '',
    drill_hour: '3',
    snapshot_day: '0',
    share: '128000',
    keep_days: '35',
    keep_weeks: '8',
    keep_months: '18',
    keep_years: '10'
  }
  const next = () => box.shop.schedule!.next().get('ship')!
  t.equal(
    (await owner.post('/backup/settings', { ...usual, ship: 'closing' })).goes,
    '/backup/settings?saved'
  )
  t.match(next(), /T21:05:00/, 'five past four in the morning, Jakarta, and armed at once')
  for (const cron of ['* * * * * *', '61 * * * *', 'tiap jam', '', '@daily']) {
    const { status, text } = await owner.post('/backup/settings', { ...usual, ship: 'own', cron })
    t.equal(status, 422, cron)
    t.match(read(text), /Jadwal cron-nya belum benar/)
  }
  t.equal(
    (await owner.post('/backup/settings', { ...usual, ship: 'own', cron: ' 0  22 * * * ' })).status,
    303
  )
  t.match(next(), /T15:00:00/)
  for (const field of ['keep_days', 'keep_weeks', 'keep_months', 'keep_years'])
    for (const value of ['0', '999', 'x', ''])
      t.equal((await owner.post('/backup/settings', { ...usual, [field]: value })).status, 422)
  t.equal((await shop.till.post('/backup/settings', usual)).status, 403)
})

t.test('The command line asks how it stands, and has it sent', async (t) => {
  const shop = await openSafeShop(t)
  const laci = (...args: string[]) =>
    spawnSync(join(import.meta.dirname, '../../scripts/laci'), ['backup', ...args], {
      env: { ...process.env, LACI_DATA: shop.data, LANG: 'id_ID.UTF-8' },
      encoding: 'utf8'
    })
  t.match(laci('status'), { status: 1, stdout: /MERAH|KUNING/ }, 'no place yet')
  t.match(laci(), { status: 64 })
  t.match(laci('status', '--nonsense'), { status: 64 })
  await whole(shop, await addFolder(shop, 'nas'))
  await shop.box.stop()
  t.match(laci('status'), { stdout: /nas: lengkap/ }, 'the box need not run')
  const facts = JSON.parse(laci('status', '--json').stdout)
  t.match(facts, { places: [{ name: 'nas', kind: 'folder', state: 'there' }] })
  t.match(laci('now'), { status: 69, stderr: /tidak sedang berjalan/ })
  const box = await plugIn(t, shop.data)
  t.match(laci('now'), { status: 0, stdout: /nas: semua sudah sampai/ })
  await box.close()
})
