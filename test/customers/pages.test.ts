import t, { type Test } from 'tap'
import { readCustomer } from '../../server/customers/find-customers.ts'
import { movePoints, pointsOf } from '../../server/customers/points.ts'
import { searchCustomers } from '../../server/customers/search-customers.ts'
import type { Store } from '../../server/db/store.ts'
import { balanceOf } from '../../server/ledger/post.ts'
import { readSettings } from '../../server/settings/read-settings.ts'
import { systemClock } from '../../server/values/clock.ts'
import { newId } from '../../server/values/id.ts'
import { OWNER, openBox } from '../shop.ts'
import { atTill, know, sellTo } from './book.ts'

const CARD = { name: 'Bu Tini', phone: '0812-3456-789', group_id: '', note: '' }

t.test('At the counter', async (t) => {
  const { store, till, owner, owner_id, by, idOf } = await openShop(t)

  await t.test('a customer is written down in two fields', async (t) => {
    const { goes } = await till.post('/customers', {
      name: 'Bu Tini',
      phone: '0812 3456 789',
      consent: 'yes'
    })
    t.equal(goes, `/customers/${idOf('tini')}?saved`)
    const { text } = await till.get(goes!)
    t.match(text, /Bu Tini/)
    t.match(text, /0812-3456-789/)
  })

  await t.test('a number that is known leads to its holder by name', async (t) => {
    const { status, text } = await till.post(
      '/customers',
      { name: 'Tini', phone: '08123456789' },
      { htmx: true }
    )
    t.equal(status, 409)
    t.match(text, /Nomor ini sudah milik Bu Tini\./)
  })

  await t.test('whoever is put right keeps the day they agreed, until they take it back', async (t) => {
    const customer_id = idOf('tini')
    const { consent_at } = readCustomer(store, customer_id)
    const group_id = newId()
    await owner.post('/customers/groups', { name: 'Grosir' }, { request_id: group_id })
    const note = 'Antar ke rumah'
    const card = { ...CARD, group_id, note, consent: 'yes' }
    t.equal(
      (await till.post(`/customers/${customer_id}`, card)).status,
      403,
      'a cashier gives nobody a group’s prices'
    )
    await owner.post(`/customers/${customer_id}`, card)
    t.match(readCustomer(store, customer_id), { group_name: 'Grosir', note, consent_at })
    await till.post(`/customers/${customer_id}`, { ...CARD, group_id, note })
    t.match(readCustomer(store, customer_id), { consent_at: null })
  })

  await t.test('a group is made and renamed by whoever may, once', async (t) => {
    t.equal((await till.post('/customers/groups', { name: 'Karyawan' })).status, 403)
    t.equal((await owner.post('/customers/groups', { name: 'grosir' })).status, 409)
    t.equal((await owner.post('/customers/groups', { name: '  ' })).status, 422)
    const { group_id } = readCustomer(store, idOf('tini'))
    await owner.post(`/customers/groups/${group_id}`, { name: 'Grosir besar' })
    t.equal(readCustomer(store, idOf('tini')).group_name, 'Grosir besar')
    t.equal((await owner.post(`/customers/groups/${newId()}`, { name: 'Lain' })).status, 404)
  })

  await t.test('a limit asks for the right', async (t) => {
    const url = `/customers/${idOf('tini')}/limit`
    const { status, text } = await till.post(url, { limit: '500.000' }, { htmx: true })
    t.equal(status, 403)
    t.match(text, /Batas kasbon pelanggan mau diubah/)
    const lent = { approver_id: owner_id, approver_pin: OWNER.password }
    await till.post(url, { limit: '500.000', ...lent })
    t.equal(readCustomer(store, idOf('tini')).limit_minor, 500_000)
  })

  await t.test('a debt is paid in part, and its slip is printed once, with the drawer', async (t) => {
    const customer_id = idOf('tini')
    await store.commit((tx) => sellTo(tx, by(), { customer_id, amount: 87_350 }))
    const form = { ...payment(), kind: 'debt', amount: '50.000' }
    const request_id = newId()
    const first = await till.post(`/customers/${customer_id}/payments`, form, { request_id })
    const again = await till.post(`/customers/${customer_id}/payments`, form, { request_id })
    t.equal(first.goes, `/customers/${customer_id}?paid=${request_id}`)
    t.equal(again.goes, first.goes)
    t.equal(balanceOf(store, 'receivable', customer_id), 37_350)
    const jobs = store.sqlite.prepare('select kind from print_jobs where subject_id = ? order by kind')
    t.same(jobs.pluck().all(request_id), ['payment', 'pulse'])
    t.match((await till.get(first.goes!)).text, /Pembayaran Rp\s50\.000 diterima\. Sisa kasbon Rp\s37\.350/)
  })

  await t.test('more than is owed offers to keep the rest, and keeps it', async (t) => {
    const url = `/customers/${idOf('tini')}/payments`
    const form = { ...payment(), kind: 'debt', amount: '40.000' }
    const { status, text, headers } = await till.post(url, form, { htmx: true })
    t.equal(status, 422)
    t.equal(headers['hx-retarget'], '#rest-debt')
    // 37.350 is 37.400 in coins.
    t.match(text, /Lunasi Rp\s37\.400, titipkan Rp\s2\.600/)
    await till.post(url, { ...form, keep_rest: 'yes' })
    t.equal(balanceOf(store, 'receivable', idOf('tini')), 0)
    t.equal(balanceOf(store, 'deposit', idOf('tini')), -2600)
  })

  await t.test('everything is paid at once, unless it has changed meanwhile', async (t) => {
    const customer_id = idOf('tini')
    const url = `/customers/${customer_id}/payments`
    await store.commit((tx) => sellTo(tx, by(), { customer_id, amount: 10_020 }))
    const form = { ...payment(), kind: 'debt', amount: '' }
    t.equal((await till.post(url, { ...form, whole: '9000' })).status, 409)
    await till.post(url, { ...form, whole: '10020' })
    t.equal(balanceOf(store, 'receivable', customer_id), 0)
  })

  await t.test('a copy of the slip says so', async (t) => {
    const payment_id = store.sqlite
      .prepare("select payment_id from payments where payment_no = 'K1-B000001'")
      .pluck()
      .get()
    await till.post(`/payments/${payment_id}/copies`)
    const copy = store.sqlite
      .prepare('select job_id from print_jobs where subject_id = ? and copy_no = 1')
      .pluck()
      .get(payment_id)
    const { text } = await till.get(`/printing/slips/${copy}.svg`)
    t.match(text, /SALINAN/)
    // What was left then, not what is left now.
    t.match(text, /37\.350/)
    t.equal((await till.post(`/payments/${newId()}/copies`)).status, 404)
  })

  await t.test('a statement is read, printed and sent', async (t) => {
    const customer_id = idOf('tini')
    const sale_id = await store.commit((tx) => sellTo(tx, by(), { customer_id, amount: 25_000 }))
    const { text } = await till.get(`/customers/${customer_id}/statement`)
    t.match(text, new RegExp(`/sales/${sale_id}`))
    const sent = decodeURIComponent(/https:\/\/wa\.me\/628123456789\?text=([^"]+)/.exec(text)![1]!)
    t.match(
      sent,
      /Yth\. Bu Tini, ini rincian kasbon di Toko Makmur Jaya:\n.*K1-\d+: Rp\s25\.000\n\*Jumlah kasbon: Rp\s25\.000\*/
    )
    const { goes } = await till.post(`/customers/${customer_id}/statement/prints`)
    const job = new URLSearchParams(goes!.split('?')[1]).get('job')
    t.match((await till.get(`/printing/slips/${job}.svg`)).text, /RINCIAN KASBON/)
  })

  await t.test('is found as one types, and those who owe by themselves', async (t) => {
    await till.post('/customers', { name: 'Pak Joko', phone: '' })
    const names = async (query: string) =>
      [
        ...(await till.get(`/customers?${query}`)).text.matchAll(/<a href="\/customers\/0[^>]+>([^<]+)</g)
      ].map(([, name]) => name)
    t.same(await names(''), ['Bu Tini', 'Pak Joko'])
    t.same(await names('text=joko'), ['Pak Joko'])
    t.same(await names('text=6789'), ['Bu Tini'])
    t.same(await names('owing=yes'), ['Bu Tini'])
    t.same(await names('owing=yes&text=joko'), [])
  })
})

t.test('Points', async (t) => {
  const { store, till, owner, by } = await openShop(t)
  const tini = await know(store, by(), { name: 'Bu Tini' })
  const correct = (browser: typeof till, form: Record<string, string>) =>
    browser.post(`/customers/${tini}/points`, { direction: 'more', reason: 'Terlewat', ...form })

  await t.test('are put right by whoever may, with a reason that stays', async (t) => {
    t.equal((await correct(till, { points: '10' })).status, 403)
    t.equal((await correct(owner, { points: '10', reason: ' ' })).status, 422)
    t.equal((await correct(owner, { points: '0' })).status, 422)
    await correct(owner, { points: '10' })
    t.equal(pointsOf(store, tini), 10)
    t.match((await till.get(`/customers/${tini}`)).text, /Pembetulan\s+Terlewat/)
  })

  await t.test('are never fewer than none', async (t) => {
    t.equal((await correct(owner, { points: '11', direction: 'fewer' })).status, 409)
    await correct(owner, { points: '10', direction: 'fewer' })
    t.equal(pointsOf(store, tini), 0)
  })

  await t.test('are earned and worth what the owner says, with an example', async (t) => {
    t.equal((await till.get('/settings/points')).status, 403)
    const example = async (per: string, worth: string) =>
      (await owner.get(`/settings/points/example?per=${per}&worth=${worth}`)).text
    t.match(await example('10.000', '100'), /mendapat 10 poin.*bernilai Rp\s1\.000.*1%/s)
    t.notMatch(await example('10.000', '100'), /Ini besar/)
    t.match(await example('1.000', '100'), /Ini besar/)
    t.match(await example('', ''), /tidak diberikan/)
    t.match(await example('10000', ''), /belum bisa dipakai/)
    t.equal((await owner.get('/settings/points/example?per=abc&worth=')).status, 422)
    await owner.post('/settings/points', { per: '10.000', worth: '100' })
    t.match(readSettings(store), { points_per_minor: 10_000, point_worth_minor: 100 })
  })
})

t.test('Personal data', async (t) => {
  const { store, till, owner, by } = await openShop(t)
  const tini = await know(store, by(), { name: 'Bu Tini', phone: '0812-3456-789', limit: 100_000 })
  const sale_id = await store.commit((tx) => sellTo(tx, by(), { customer_id: tini, amount: 20_000 }))
  await store.commit((tx) =>
    movePoints(tx, by(), { customer_id: tini, points: 2, reason: 'earned', source_id: sale_id })
  )

  await t.test('is handed out whole, to whoever may see to it', async (t) => {
    t.equal((await till.get(`/customers/${tini}/data.json`)).status, 403)
    const { text, headers } = await owner.get(`/customers/${tini}/data.json`)
    t.match(headers['content-disposition'], /attachment/)
    t.match(JSON.parse(text), {
      customer: { name: 'Bu Tini', phone: '628123456789', limit_minor: 100_000 },
      sales: [{ total_minor: 20_000, lines: [{ name: 'Barang 20000', quantity_milli: 1000 }] }],
      ledger: [{ account: 'receivable', amount_minor: 20_000 }],
      points: [{ points: 2, reason: 'earned' }],
      refunds: [],
      payments: [],
      orders: [],
      vouchers: []
    })
  })

  await t.test('is not forgotten while anything is owed, either way', async (t) => {
    const erase = () => owner.post(`/customers/${tini}/erasure`, { sure: 'yes' }, { htmx: true })
    t.match(await erase(), { status: 409, text: /masih berutang Rp\s20\.000/ })
    const url = `/customers/${tini}/payments`
    await till.post(url, { ...payment(), kind: 'debt', amount: '20.000' })
    await till.post(url, { ...payment(), kind: 'deposit', amount: '5.000' })
    t.match(await erase(), { status: 409, text: /masih punya titipan Rp\s5\.000/ })
    t.equal((await till.post(url, { ...payment(), kind: 'deposit-back', amount: '5.000' })).status, 403)
    store.sqlite.prepare("update staff set role = 'supervisor' where role = 'cashier'").run()
    await till.post(url, { ...payment(), kind: 'deposit-back', amount: '5.000' })
    store.sqlite.prepare("update staff set role = 'cashier' where role = 'supervisor'").run()
    t.equal(balanceOf(store, 'deposit', tini), 0)
  })

  await t.test('is forgotten at the customer’s wish; what was sold stays', async (t) => {
    t.equal((await till.post(`/customers/${tini}/erasure`, { sure: 'yes' })).status, 403)
    t.equal((await owner.post(`/customers/${tini}/erasure`)).status, 422)
    await owner.post(`/customers/${tini}/erasure`, { sure: 'yes' })
    t.notMatch(everythingIn(store), /Tini|8123456789/, 'neither name nor number is left in any table')
    t.same(searchCustomers(store, ''), [])
    const { text } = await till.get(`/sales/${sale_id}`)
    t.match(text, /K1-000001/)
    const page = await till.get(`/customers/${tini}`)
    t.match(page.text, /Pelanggan dihapus/)
    t.match(page.text, new RegExp(`/sales/${sale_id}`))
  })

  await t.test('is gone for good: nothing more is written down of it', async (t) => {
    t.equal((await till.post(`/customers/${tini}`, CARD)).status, 404)
    t.equal((await till.get(`/customers/${tini}/statement`)).status, 404)
    t.equal((await owner.get(`/customers/${tini}/data.json`)).status, 404)
    const form = { ...payment(), kind: 'deposit', amount: '1.000' }
    t.equal((await till.post(`/customers/${tini}/payments`, form)).status, 404)
    t.equal((await till.get(`/customers/${newId()}`)).status, 404)
  })
})

/** Every cell of every table, as text. */
function everythingIn({ sqlite }: Store): string {
  const tables = sqlite
    .prepare("select name from sqlite_schema where type = 'table'")
    .pluck()
    .all() as string[]
  return tables.map((name) => JSON.stringify(sqlite.prepare(`select * from "${name}"`).all())).join('\n')
}

function payment() {
  return { method_id: 'cash', reference: '', rest_id: newId() }
}

async function openShop(t: Test) {
  const { store, setUp } = await openBox(t)
  const shop = await setUp()
  const by = () => atTill(shop, systemClock.now())
  await shop.till.post('/shift', { float: '200000' })
  const idOf = (name: string) => searchCustomers(store, name)[0]!.customer_id
  return { ...shop, store, by, idOf }
}
