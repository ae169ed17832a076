import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import t from 'tap'
import { listPoints } from '../../../server/backup/state/points.ts'
import { findSale } from '../../../server/sales/find-sales.ts'
import { openCounter, sell, TEA, wired } from '../../counter.ts'
import { read } from '../../read.ts'
import { type Browser, CASHIER, OWNER, openBox, type TestBox } from '../../shop.ts'
import { copyTo, openRecordedShop, scratch } from './recorded-shop.ts'

const PASSPHRASE = 'warung sepeda hujan mangga'

t.test('An owner takes the shop back to a named point, sees what it costs, and can come back', async (t) => {
  const data = scratch(t)
  const { shop: first, owner, till } = await openCounter(t, { data })
  const before = await sell(till, [TEA.barcode])
  await whole(first)
  const point = await first.box.shop.backup.makePoint('before-prices', 'harga Lebaran')
  const after = await sell(till, [`3*${TEA.barcode}`])

  t.match(await owner.get('/backup/restore'), { status: 200, text: 'Riwayat kotak ini' })
  t.match(await owner.post('/backup/restore', { place_id: 'own' }), { goes: '/backup/restore/moment' })
  t.match((await owner.get('/backup/restore/moment')).text, 'Sebelum ganti harga: harga Lebaran')
  const { goes } = await owner.get(`/backup/restore?source=box&point=${point!.point_id}`)
  t.equal(goes, `/backup/restore/moment?point=${point!.point_id}`, 'or is led there, nothing asked')
  t.match(
    (await owner.get(goes!)).text,
    /name="what" value="point" checked[\s\S]*<option value="[^"]*" selected>Sebelum ganti harga: harga Lebaran/
  )
  const start = { what: 'point', point_id: point!.point_id }
  t.match(await owner.post('/backup/restore/moment', start), { goes: '/backup/restore/result' })
  const result = read(await resultOf(owner, '/backup/restore/result'))
  t.match(result, 'Terbukti pulih')
  t.match(result, /Yang akan hilang.*Penjualan 1 Rp.11\.100.*Nomor struknya K1-000002 Pakai/)
  t.ok(findSale(first.store, after.sale_id), 'until then nothing is touched')

  const url = '/backup/restore/result'
  t.match(await owner.post(url, { proof: 'bukan sandinya' }), { status: 401 })
  t.match(await owner.post(url, { proof: OWNER.password }), { goes: url })
  t.match((await owner.get(url)).text, 'Kotak sedang dinyalakan ulang')
  await first.box.restarts
  await first.box.stop()

  const second = await openBox(t, { data })
  t.ok(findSale(second.store, before.sale_id))
  t.equal(findSale(second.store, after.sale_id), undefined)
  t.ok(
    readdirSync(data).some((file) => /^before-restore-.*\.db$/.test(file)),
    'the old one is kept'
  )
  const again = wired(second.box.url, owner)
  t.match(await again.get('/backup/restore'), { goes: /^\/sign-in/ }, 'everyone signs in again')
  await again.post('/sign-in/password', OWNER)
  const way_back = listPoints(second.box.shop.backup.state).find(({ reason }) => reason === 'before-rewind')
  await again.post('/backup/restore', { place_id: 'own' })
  t.match((await again.get('/backup/restore/moment')).text, 'Sebelum dipulihkan')
  await again.post('/backup/restore/moment', { what: 'point', point_id: way_back!.point_id })
  t.match(await resultOf(again, url), 'Terbukti pulih')
  await again.post(url, { proof: OWNER.password })
  await second.box.restarts
  await second.box.stop()

  const third = await openBox(t, { data })
  t.ok(findSale(third.store, after.sale_id), 'and it is as it was')
})

t.test('An empty box becomes the shop from a stick, with its passphrase', async (t) => {
  const shop = await openRecordedShop(t)
  await shop.trade()
  const stick = join(scratch(t), 'stick')
  mkdirSync(stick)
  await copyTo(shop, stick, PASSPHRASE)
  const data = scratch(t)
  const empty = await openBox(t, { data })
  const technician = wired(empty.box.url, empty.browser())
  const stranger = () => wired(empty.box.url, empty.browser())

  t.match((await technician.get('/setup')).text, '/setup/backup')
  t.match(await technician.get('/setup/backup'), { status: 200, text: 'Pulihkan toko' })
  const wrong = { place_id: 'path', path: stick, passphrase: 'warung sepeda hujan pisang' }
  t.match(await technician.post('/setup/backup', wrong), { status: 422 })
  t.match(await technician.post('/setup/backup', { ...wrong, path: scratch(t) }), { status: 404 })
  const right = { ...wrong, passphrase: PASSPHRASE }
  t.match(await technician.post('/setup/backup', right), { goes: '/setup/backup/moment' })
  t.match(await stranger().get('/setup/backup/moment'), { status: 403 }, 'nobody else looks in')
  t.match(await stranger().post('/setup/backup/moment', { what: 'latest' }), { status: 403 })
  await technician.post('/setup/backup/moment', { what: 'latest' })
  t.match(await resultOf(technician, '/setup/backup/result'), 'Terbukti pulih')
  t.match(await stranger().post('/setup/backup/result'), { status: 403 })
  await technician.post('/setup/backup/result')
  await empty.box.restarts
  await empty.box.stop()

  const box = await openBox(t, { data })
  const owner = box.browser()
  t.match(await owner.post('/sign-in/password', OWNER), { goes: /^\// })
  t.equal(box.box.shop.backup.key.store_id.toString('hex'), shop.key.store_id.toString('hex'))
  t.ok(
    existsSync(join(data, 'backups/keys', `${shop.key.key_id.toString('hex')}.json`)),
    'its passphrase still opens it'
  )
  t.match(await owner.get('/setup/backup'), { goes: '/' }, 'and nobody restores over it without signing in')
  t.match(await wired(box.box.url, technician).post('/setup/backup', right), { status: 409 })
})

t.test('From another device an empty box asks for the code on its screen', async (t) => {
  const { box } = await openBox(t)
  const page = await box.app.inject({ url: '/setup/backup', remoteAddress: '192.168.1.7' })
  t.match(page.body, 'name="code"')
  const here = await box.app.inject({ url: '/setup/backup' })
  t.notMatch(here.body, 'name="code"')
})

t.test('A page that names a moment leads to the choice with that moment in it', async (t) => {
  const box = await openBox(t)
  const { owner, till } = await box.setUp()
  await whole(box)
  const led = await owner.get('/backup/restore?source=box&at=2026-11-21T20%3A59%3A59.999Z')
  t.equal(led.goes, '/backup/restore/moment?at=2026-11-21T20%3A59%3A59.999Z')
  const { text } = await owner.get(led.goes!)
  t.match(text, /name="what" value="time" checked/)
  t.match(text, /value="2026-11-22T03:59:59"/, 'on the outlet’s clock')
  t.match((await owner.get('/backup/restore/moment?point=gone')).text, /sudah tidak ada di riwayat/)
  t.match((await owner.get('/backup/restore/moment?at=kemarin')).text, /value="latest" checked/)
  t.match(await till.get('/backup/restore?source=box'), { status: 403 })
})

t.test('A folder that is not there is said to hold nothing, and nobody waits for it', async (t) => {
  const { owner } = await (await openBox(t)).setUp()
  const nowhere = { place_id: 'path', path: join(scratch(t), 'tidak-ada') }
  const answer = await owner.post('/backup/restore', nowhere)
  t.match(answer, { status: 404, text: /Tidak ada cadangan Laci di tempat ini/ })
})

t.test('Who sells restores nothing', async (t) => {
  const { setUp } = await openBox(t)
  const { till } = await setUp()
  t.match(await till.get('/backup/restore'), { status: 403 })
  t.match(await till.post('/backup/restore', { place_id: 'own' }), { status: 403 })
  t.match(await till.post('/backup/restore/result', { proof: CASHIER.pin }), { status: 403 })
})

t.test(
  'A moment that is none, a place that is none, and a result that is not there yet are refused',
  async (t) => {
    const box = await openBox(t)
    const { owner } = await box.setUp()
    await whole(box)
    t.match(await owner.post('/backup/restore', { place_id: 'elsewhere' }), { status: 404 })
    t.match(await owner.post('/backup/restore/moment', { what: 'latest' }), { status: 409 })
    t.match(await owner.post('/backup/restore/result', { proof: OWNER.password }), { status: 409 })
    await owner.post('/backup/restore', { place_id: 'own' })
    t.match(await owner.post('/backup/restore/moment', { what: 'time', time: 'kemarin' }), { status: 422 })
    await owner.post('/backup/restore/moment', { what: 'time', time: '2001-01-01T00:00' })
    t.match(await resultOf(owner, '/backup/restore/result'), 'tidak sampai ke saat itu')
    await owner.post('/backup/restore/stop')
    t.match(await owner.get('/backup/restore/moment'), { goes: '/backup/restore' })
  }
)

/** Waits until the first whole picture is there. */
async function whole({ box }: TestBox): Promise<void> {
  await box.shop.backup.engine.takeSnapshot()
  while (box.shop.backup.engine.standing.snapshot_progress !== undefined) await setTimeout(20)
  await box.shop.backup.engine.flush()
}

/** Looks, as the page does, until the restoring has ended. */
async function resultOf(browser: Browser, url: string): Promise<string> {
  for (;;) {
    const { text } = await browser.get(url)
    if (!text.includes('hx-trigger="every 1s"')) return text
    await setTimeout(50)
  }
}
