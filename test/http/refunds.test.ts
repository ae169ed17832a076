import t from 'tap'
import { findRefund } from '../../server/refunds/find-refunds.ts'
import { findSale } from '../../server/sales/find-sales.ts'
import { newId } from '../../server/values/id.ts'
import { fates, MILK, openCounter, sell, TEA, until } from '../counter.ts'
import { OWNER } from '../shop.ts'

t.test('A cashier takes goods back', async (t) => {
  const { till, owner, shop, people } = await openCounter(t)
  const { store } = shop
  const { sale_id } = await sell(till, [`3*${TEA.barcode}`])
  const sale = findSale(store, sale_id)!
  const url = `/sales/${sale_id}/refunds`
  const form = { line_no: '1', quantity: '2', reason: 'Rusak', payout: '7400' }
  const proof = { approver_id: people.owner_id, approver_pin: OWNER.password }

  await t.test('of a slip that is found by its number, or the code on it', async (t) => {
    t.equal((await till.get('/sales?find=K1-1')).goes, `/sales/${sale_id}`)
    t.equal((await till.get('/sales?find=1')).goes, `/sales/${sale_id}`, 'at its own till the number will do')
    const scanned = encodeURIComponent(`http://laci.local/r/${sale.link}`)
    t.equal((await till.get(`/sales?find=${scanned}`)).goes, `/sales/${sale_id}`)
    t.match((await till.get('/sales?find=K1-99')).text, /Struk “K1-99” tidak ada/)
  })

  await t.test('seeing what goes back before anything does', async (t) => {
    t.match((await till.get(`/sales/${sale_id}`)).text, `/sales/${sale_id}/refund`)
    t.match((await till.get(`/sales/${sale_id}/refund`)).text, /bisa kembali 3/)
    const plan = (query: string) => till.get(`/sales/${sale_id}/refund/plan?${query}`, { htmx: true })
    t.match((await plan('line_no=1&quantity=2')).text, /name="payout" value="7400"/)
    t.match((await plan('line_no=1&quantity=0')).text, /Pilih barangnya dulu/)
    t.match((await plan('line_no=1&quantity=9')).text, /bisa dikembalikan dari ULTRA TEH KOTAK 1L: 3/)
  })

  const request_id = newId()
  await t.test('only with the PIN of somebody who may', async (t) => {
    const asked = await till.post(url, form, { request_id, htmx: true })
    t.equal(asked.status, 403)
    t.match(asked.text, /Barang senilai Rp.7\.400 mau dikembalikan/)
    t.equal(findRefund(store, request_id), undefined)
    const wrong = await till.post(
      url,
      { ...form, ...proof, approver_pin: '0000' },
      { request_id, htmx: true }
    )
    t.equal(wrong.status, 403)
    t.equal(findRefund(store, request_id), undefined)
  })

  await t.test('once, however often the form arrives', async (t) => {
    const first = await till.post(url, { ...form, ...proof }, { request_id, htmx: true })
    const again = await till.post(url, { ...form, ...proof }, { request_id, htmx: true })
    t.equal(first.goes, `/refunds/${request_id}?done`)
    t.equal(again.goes, first.goes)
    t.match(findRefund(store, request_id), { payout_minor: 7400, approver: OWNER.name })
    const after = await till.post(url, { ...form, ...proof }, { htmx: true })
    t.equal(after.status, 409)
    t.match(after.text, /bisa dikembalikan dari ULTRA TEH KOTAK 1L: 1/)
  })

  await t.test('with the drawer open and a slip on paper', async (t) => {
    await until(store, () => fates(store, request_id).every((fate) => fate.endsWith('printed')))
    t.same(fates(store, request_id), ['pulse printed', 'refund printed'])
  })

  await t.test('and it is seen wherever the sale is', async (t) => {
    t.match((await till.get(`/refunds/${request_id}?done`)).text, /Serahkan ke pembeli/)
    t.match((await till.get(`/sales/${sale_id}`)).text, /K1-R000001/)
    const day = (await till.get('/sales')).text
    t.match(day, /K1-R000001/)
    t.match((await owner.get('/sales')).text, /Bersih[\s\S]*3\.700/)
    t.equal((await till.get('/sales?find=R1')).goes, `/refunds/${request_id}`)
    const { link } = findRefund(store, request_id)!
    const page = await shop.browser().get(`/r/${link}`)
    t.match(page.text, /Pengembalian K1-R000001/)
    t.match((await shop.browser().get(`/r/${link}/slip.svg`)).headers['content-type'], 'image/svg+xml')
    t.equal((await owner.get(`/refunds/${request_id}/slip.svg`)).status, 200)
  })
})

t.test('A cashier exchanges goods', async (t) => {
  const { till, shop, people } = await openCounter(t)
  const { store } = shop
  const { sale_id } = await sell(till, [TEA.barcode])
  const proof = { approver_id: people.owner_id, approver_pin: OWNER.password }
  const form = { line_no: '1', quantity: '1', waste: '1', reason: '', own_reason: 'Kotaknya penyok' }

  await t.test('by choosing what comes back, then what is taken instead', async (t) => {
    const url = `/sales/${sale_id}/exchange`
    t.equal((await till.post(url, form, { htmx: true })).status, 403)
    t.equal((await till.post(url, { ...form, ...proof }, { htmx: true })).goes, '/till')
    t.match((await till.get('/till')).text, /Dikembalikan[\s\S]*dari struk K1-000001/)
    const { text } = await till.post('/till/scans', { text: MILK.barcode }, { htmx: true })
    t.match(text, /Harus dibayar[\s\S]*16\.200/)
  })

  await t.test('or calls it off, and nothing has happened', async (t) => {
    const { text } = await till.post('/till/exchange/cancel', {}, { htmx: true })
    t.notMatch(text, /Dikembalikan/)
    t.equal(store.sqlite.prepare('select count(*) from refunds').pluck().get(), 0)
  })
})

t.test('A cashier takes goods back without a slip', async (t) => {
  const { till, shop, people } = await openCounter(t)
  const { store } = shop
  const { text } = await till.get(`/refunds/new/goods?text=2*${TEA.barcode}`, { htmx: true })
  const [, goods = ''] = /name="goods" value="([^"]+)"/.exec(text) ?? []
  t.match(text, /name="payout" value="7400"/)
  t.match((await till.get('/refunds/new/goods?text=ultra', { htmx: true })).text, /\?add&#61;|\?add=/)
  const form = { goods, quantity: '2', reason: 'Rusak', payout: '7400' }
  const asked = await till.post('/refunds', form, { htmx: true })
  t.match(asked.text, /tanpa struk/)
  const proof = { approver_id: people.owner_id, approver_pin: OWNER.password }
  const request_id = newId()
  await till.post('/refunds', { ...form, ...proof }, { request_id, htmx: true })
  t.match(findRefund(store, request_id), { sale_id: null, cash_minor: 7400 })
})
