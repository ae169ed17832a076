import t from 'tap'
import { listStaff } from '../../server/auth/find-staff.ts'
import { noteFailure } from '../../server/auth/throttle.ts'
import type { Store } from '../../server/db/store.ts'
import { listPrinters } from '../../server/printing/find-printer.ts'
import { readSettings } from '../../server/settings/read-settings.ts'
import { listTerminals } from '../../server/terminals/find-terminal.ts'
import { later, systemClock } from '../../server/values/clock.ts'
import { newId } from '../../server/values/id.ts'
import { answerWizard, CASHIER, OWNER, openBox, type TestShop, TILL } from '../shop.ts'
import { businessDayOf, sell, sellToday } from '../trade.ts'

await t.test('Where one lands', async (t) => {
  const { store, browser, setUp } = await openBox(t)

  await t.test('A box without an owner sends everybody to its setup', async (t) => {
    t.match(await browser().get('/'), { status: 303, goes: '/setup' })
    t.match(await browser().get('/sales'), { goes: '/setup' })
  })

  const { owner, till } = await setUp()

  await t.test('A shop that has not sold yet sends its owner to the next step', async (t) => {
    t.match(await owner.get('/'), { goes: '/start' })
  })

  await t.test('A cashier at a till lands at the till, a stranger at the door', async (t) => {
    t.match(await till.get('/'), { goes: '/till' })
    t.match(await browser().get('/'), { goes: '/sign-in' })
  })

  await t.test('Those who do not sell land where their work lies', async (t) => {
    for (const [role, place] of [
      ['stock', '/items'],
      ['technician', '/printers']
    ] as const) {
      await owner.post('/staff', { name: role, role, pin: '8026' })
      const { staff_id } = listStaff(store).find(({ name }) => name === role)!
      await till.post('/sign-in/pin', { staff_id, pin: '8026' })
      t.match(await till.get('/'), { goes: place }, role)
    }
  })

  await t.test('After the first sale the owner lands at the day', async (t) => {
    await sellToday(store, 25_000)
    t.match(await owner.get('/'), { goes: '/today' })
  })
})

await t.test('The way to the first sale', async (t) => {
  const { store, browser } = await openBox(t)
  const owner = browser()
  await answerWizard(owner)
  const done = async () => ((await owner.get('/start')).text.match(/tag good/g) ?? []).length
  const next = async () =>
    /aria-current="step"[\s\S]*?href="([^"]+)"/.exec((await owner.get('/start')).text)?.[1]

  await t.test('begins with nothing done and the goods next', async (t) => {
    t.equal(await done(), 0)
    t.equal(await next(), '/items/import')
  })

  await t.test(
    'ticks a step as soon as the books show it, and never waits for an optional one',
    async (t) => {
      await owner.post('/staff', { name: CASHIER.name, role: 'cashier', pin: CASHIER.pin })
      t.equal(await done(), 1)
      t.equal(await next(), '/items/import')
      await owner.post('/till/pairing', { name: TILL, printer_id: listPrinters(store)[0]!.printer_id })
      t.equal(await done(), 2)
      await sellToday(store, 12_000)
      t.equal(await done(), 5, 'all but the printer, which can wait')
      t.match((await owner.get('/start')).text, 'Toko sudah berjualan')
    }
  )
})

await t.test('A device that becomes a till', async (t) => {
  const { store, browser, setUp } = await openBox(t)
  const { owner, till, printer_id } = await setUp()

  await t.test('knows its name and is not made one twice', async (t) => {
    await till.post('/sign-in/password', OWNER)
    t.match((await till.get('/till/pairing')).text, `K1 · ${TILL}`)
    t.match(await till.post('/till/pairing', { name: 'Kasir dua', printer_id }), { status: 409 })
    t.equal(listTerminals(store).length, 1)
  })

  await t.test(
    'becomes one till however often the request arrives, and keeps its key to itself',
    async (t) => {
      const device = browser()
      await device.post('/sign-in/password', OWNER)
      const request_id = newId()
      const form = { name: 'Kasir belakang', printer_id: '' }
      t.match(await device.post('/till/pairing', form, { request_id }), { goes: '/' })
      const key = device.cookies.get('laci_device')
      t.ok(key)
      device.cookies.delete('laci_device')
      t.match(await device.post('/till/pairing', form, { request_id }), { goes: '/' })
      t.notOk(device.cookies.has('laci_device'), 'a key that opens nothing is not handed out')
      t.strictSame(
        listTerminals(store).map(({ code, name }) => [code, name]),
        [
          ['K1', TILL],
          ['K2', form.name]
        ]
      )
      t.notOk(JSON.stringify(store.sqlite.prepare('select * from requests').all()).includes(key!))
    }
  )

  await t.test('is handed one key when the request arrives twice at once', async (t) => {
    const [device, echo] = [browser(), browser()]
    await device.post('/sign-in/password', OWNER)
    for (const [name, value] of device.cookies) echo.cookies.set(name, value)
    const request_id = newId()
    const form = { name: 'Kasir gudang', printer_id: '' }
    await Promise.all([device, echo].map((each) => each.post('/till/pairing', form, { request_id })))
    t.equal([device, echo].filter(({ cookies }) => cookies.has('laci_device')).length, 1)
    t.equal(listTerminals(store).length, 3)
  })

  await t.test('needs a name of its own and a printer that exists', async (t) => {
    const device = browser()
    await device.post('/sign-in/password', OWNER)
    t.match(
      (await device.post('/till/pairing', { name: TILL.toUpperCase(), printer_id })).text,
      'Sudah ada kasir'
    )
    t.match(await device.post('/till/pairing', { name: '   ', printer_id }), { status: 422 })
    t.match(await device.post('/till/pairing', { name: 'Baru', printer_id: newId() }), { status: 404 })
    t.equal(listTerminals(store).length, 3)
  })

  await t.test('is made one by an owner or a technician, not by a cashier', async (t) => {
    await till.post('/sign-out')
    const { staff_id } = listStaff(store).find(({ role }) => role === 'cashier')!
    await till.post('/sign-in/pin', { staff_id, pin: CASHIER.pin })
    t.match(await till.get('/till/pairing'), { status: 403 })
    t.match(await till.post('/till/pairing', { name: 'Baru', printer_id }), { status: 403 })
  })

  await t.test('prints where the owner says, or nowhere', async (t) => {
    const { terminal_id } = listTerminals(store)[0]!
    const printer = () => listTerminals(store)[0]!.printer_id
    t.match(await owner.post(`/tills/${terminal_id}/printer`, { printer_id: '' }), { status: 303 })
    t.equal(printer(), null)
    await owner.post(`/tills/${terminal_id}/printer`, { printer_id })
    t.equal(printer(), printer_id)
    t.match(await owner.post(`/tills/${newId()}/printer`, { printer_id }), { status: 404 })
    t.match(await till.post(`/tills/${terminal_id}/printer`, { printer_id: '' }), { status: 403 })
    t.equal(printer(), printer_id)
  })
})

await t.test('Staff', async (t) => {
  const { store, browser, setUp } = await openBox(t)
  const shop = await setUp()
  const { owner, till, owner_id, cashier_id } = shop
  const names = () => listStaff(store).map(({ name }) => name)

  await t.test('A cashier may not see the staff page, nor hire, nor let go', async (t) => {
    t.match(await till.get('/staff'), { status: 403 })
    t.match(await till.post('/staff', { name: 'Teman', role: 'cashier', pin: '8026' }), { status: 403 })
    t.match(await till.post(`/staff/${owner_id}/departure`), { status: 403 })
    t.strictSame(names(), [OWNER.name, CASHIER.name])
  })

  await t.test('The same request twice hires one person', async (t) => {
    const request_id = newId()
    const form = { name: 'Budi', role: 'cashier', pin: '8026' }
    t.match(await owner.post('/staff', form, { request_id }), { goes: '/staff?saved' })
    t.match(await owner.post('/staff', form, { request_id }), { goes: '/staff?saved' })
    t.strictSame(names(), ['Budi', OWNER.name, CASHIER.name])
  })

  await t.test('Two people never have one name, upper or lower case', async (t) => {
    const answer = await owner.post('/staff', { name: ' budi ', role: 'stock', pin: '8026' }, { htmx: true })
    t.match(answer, { status: 409, text: 'Sudah ada yang bernama budi' })
  })

  await t.test('A PIN that anyone would try is refused with a sentence', async (t) => {
    for (const pin of ['1234', '9876', '0000', '12', '123456789', 'abcd']) {
      const answer = await owner.post('/staff', { name: 'Wati', role: 'cashier', pin }, { htmx: true })
      t.match(answer, { status: 422, text: 'PIN harus 4 sampai 8 angka' }, pin)
    }
    t.notOk(names().includes('Wati'))
  })

  await t.test('A name is shown as it was typed, whatever it says', async (t) => {
    await owner.post('/staff', { name: '<b>O’Neil & "Co"</b>', role: 'stock', pin: '8026' })
    const { text } = await owner.get('/staff')
    t.notMatch(text, '<b>O’Neil')
    t.match(text, '&lt;b&gt;O’Neil &amp; &#34;Co&#34;&lt;/b&gt;')
  })

  await t.test('A new PIN replaces the old one and signs out whoever used it', async (t) => {
    t.match(await till.get('/sales'), { status: 200 })
    await owner.post(`/staff/${cashier_id}/pin`, { pin: '2749' })
    t.match(await till.get('/sales'), { goes: '/sign-in' })
    t.match(await till.post('/sign-in/pin', { staff_id: cashier_id, pin: CASHIER.pin }), { status: 401 })
    t.match(await till.post('/sign-in/pin', { staff_id: cashier_id, pin: '2749' }), { goes: '/' })
  })

  await t.test('An owner may take a PIN for the till, and stays signed in', async (t) => {
    t.match(await owner.post('/me/pin', { pin: '6190', proof: OWNER.password }), { goes: '/me?saved' })
    t.match(await owner.get('/staff'), { status: 200 })
    await till.post('/sign-out')
    t.match(await till.post('/sign-in/pin', { staff_id: owner_id, pin: '6190' }), { goes: '/' })
    t.match(await till.get('/settings'), { status: 200 })
  })

  await t.test('The last owner can’t leave', async (t) => {
    t.match(await owner.post(`/staff/${owner_id}/departure`), {
      status: 409,
      text: 'harus tetap punya pemilik'
    })
  })

  await t.test('Nobody lets themselves go, but one owner may let go another', async (t) => {
    await owner.post('/staff', { name: 'Pak Hendra', role: 'owner', pin: '5518' })
    t.match(await owner.post(`/staff/${owner_id}/departure`), { status: 409, text: 'diri sendiri' })
    const { staff_id } = listStaff(store).find(({ name }) => name === 'Pak Hendra')!
    t.match(await owner.post(`/staff/${staff_id}/departure`), { goes: '/staff?saved' })
    t.notOk(names().includes('Pak Hendra'))
  })

  await t.test('Whoever has left is out at once, by session and by PIN, and gone once', async (t) => {
    await till.post('/sign-in/pin', { staff_id: cashier_id, pin: '2749' })
    await owner.post(`/staff/${cashier_id}/departure`)
    t.match(await till.get('/sales'), { goes: '/sign-in' })
    t.match(await till.post('/sign-in/pin', { staff_id: cashier_id, pin: '2749' }), { status: 401 })
    t.match(await owner.post(`/staff/${cashier_id}/departure`), { status: 404 })
    t.match(await owner.post(`/staff/${cashier_id}/pin`, { pin: '2749' }), { status: 404 })
  })

  await t.test('The name of somebody who has left stays theirs in the books', async (t) => {
    const answer = await owner.post('/staff', { name: CASHIER.name, role: 'cashier', pin: '8026' })
    t.match(answer, { status: 409, text: 'karyawan yang dulu' })
  })

  await t.test('A stranger is sent to the door', async (t) => {
    t.match(await browser().get('/staff'), { goes: '/sign-in' })
    t.match(await browser().post('/staff', { name: 'X', role: 'owner', pin: '8026' }), { goes: '/sign-in' })
  })
})

await t.test('Guessing a PIN', async (t) => {
  const { store, setUp } = await openBox(t)
  const shop = await setUp()
  const { owner, till, cashier_id } = shop
  const guess = (pin: string) => till.post('/sign-in/pin', { staff_id: cashier_id, pin })
  await till.post('/sign-out')

  await t.test('five times wrong locks this person for half a minute', async (t) => {
    for (const pin of ['1', '22', '333', '4072', '4073']) t.match(await guess(pin), { status: 401 }, pin)
    const answer = await guess(CASHIER.pin)
    t.match(answer, { status: 429, text: 'Terlalu banyak salah' })
    const seconds = Number(/lagi (\d+) detik/.exec(answer.text)?.[1])
    t.ok(seconds > 0 && seconds <= 30, `${seconds} seconds`)
  })

  await t.test('locks nobody else there', async (t) => {
    await owner.post('/staff', { name: 'Budi', role: 'cashier', pin: '8026' })
    const { staff_id } = listStaff(store).find(({ name }) => name === 'Budi')!
    t.match(await till.post('/sign-in/pin', { staff_id, pin: '8026' }), { goes: '/' })
  })

  await t.test('is over when the half minute is, and the next wrong one waits longer', async (t) => {
    await failed(store, shop, { times: 1, ago_ms: 61_000 }) // the sixth: a minute's wait, just over
    t.match(await guess('4099'), { status: 401 })
    const seconds = Number(/lagi (\d+) detik/.exec((await guess(CASHIER.pin)).text)?.[1])
    t.ok(seconds > 60 && seconds <= 120, `${seconds} seconds after the seventh`)
  })

  await t.test('forgives whoever gets in', async (t) => {
    await failed(store, shop, { times: 1, ago_ms: 16 * 60_000 })
    t.match(await guess(CASHIER.pin), { goes: '/' })
    t.match(await guess('4072'), { status: 401 })
    t.match(await guess(CASHIER.pin), { goes: '/' })
  })

  /** Wrong tries as they would stand in the books had they been made some time ago. */
  async function failed(store: Store, shop: TestShop, { times, ago_ms }: { times: number; ago_ms: number }) {
    const at = later(systemClock.now(), -ago_ms)
    for (let i = 0; i < times; i++) {
      await store.commit((tx) => noteFailure(tx, `pin:${shop.cashier_id}`, at))
    }
  }
})

await t.test('Settings', async (t) => {
  const { store, setUp } = await openBox(t)
  const { owner, till } = await setUp()
  const form = {
    name: 'Toko Makmur Jaya',
    address: 'Jl. Raya Ciawi No. 17, Bogor',
    phone: '',
    zone: 'Asia/Makassar',
    locale: 'en',
    npwp: '01.234.567.8-901.000'
  }

  await t.test('belong to the owner alone', async (t) => {
    t.match(await till.get('/settings'), { status: 403 })
    t.match(await till.post('/settings/shop', form), { status: 403 })
    t.equal(readSettings(store).zone, 'Asia/Jakarta')
  })

  await t.test('show on the sample slip before they are kept', async (t) => {
    const { text } = await owner.get(`/settings/sample?${new URLSearchParams(form)}`)
    t.match(text, '01.234.567.8-901.000')
    t.equal(readSettings(store).npwp, null)
    const half = { ...form, name: '', npwp: 'x' }
    t.match(await owner.get(`/settings/sample?${new URLSearchParams(half)}`), { status: 200, text: '<svg' })
  })

  await t.test('are kept as sent, and only what changed is written down', async (t) => {
    const events = () =>
      store.sqlite.prepare("select subject_id from events where type = 'setting.changed'").all()
    const before = events().length
    t.match(await owner.post('/settings/shop', form), { goes: '/settings/shop?saved' })
    t.match(readSettings(store), {
      zone: 'Asia/Makassar',
      locale: 'en',
      npwp: '012345678901000'
    })
    t.equal(events().length - before, 4, 'all but name and address')
    await owner.post('/settings/shop', form)
    t.equal(events().length - before, 4)
  })

  await t.test('speak the language that was chosen, at once', async (t) => {
    t.match((await owner.get('/settings/shop?saved')).text, 'Saved.')
  })

  await t.test('refuse what is no zone, no tax number', async (t) => {
    for (const wrong of [{ zone: 'Mars/Olympus' }, { npwp: 'abc' }, { name: ' ' }]) {
      t.match(
        await owner.post('/settings/shop', { ...form, ...wrong }),
        { status: 422 },
        JSON.stringify(wrong)
      )
    }
    t.equal(readSettings(store).zone, 'Asia/Makassar')
  })
})

await t.test('Sales', async (t) => {
  const { store, browser, setUp } = await openBox(t)
  const shop = await setUp()
  const { owner, till } = shop
  const now = systemClock.now()
  const yesterday = later(now, -86_400_000)

  await t.test('An empty day says what will be here', async (t) => {
    t.match((await till.get('/sales')).text, 'Belum ada penjualan')
    t.match((await till.get('/sales?day=2020-02-02')).text, 'Tidak ada penjualan hari itu')
  })

  const first = await sell(store, shop, { at: yesterday, amounts: [17_500] })
  const sold = await sell(store, shop, { at: now, amounts: [62_500, 10_000] })

  await t.test('The day’s sales stand in one table with their sum', async (t) => {
    const { text } = await till.get('/sales')
    for (const { receipt_no } of sold) t.match(text, receipt_no)
    t.notMatch(text, first[0]!.receipt_no)
    const sum = /2 penjualan\s*Rp 72\.500/
    t.match((await owner.get('/sales')).text.replace(/<[^>]+>/g, ''), sum)
    t.notMatch(
      text.replace(/<[^>]+>/g, ''),
      sum,
      'but not for whoever is to count the drawer without knowing it'
    )
  })

  await t.test('Another day is an address away; a day that is none shows today', async (t) => {
    t.match((await till.get(`/sales?day=${businessDayOf(yesterday)}`)).text, first[0]!.receipt_no)
    for (const day of ['2026-13-45', 'kemarin', "'; drop table sales"]) {
      t.match((await till.get(`/sales?day=${encodeURIComponent(day)}`)).text, sold[0]!.receipt_no, day)
    }
  })

  await t.test('A panel that asks for itself is answered with the table alone', async (t) => {
    const { text } = await till.get('/sales', { htmx: true })
    t.match(text, sold[0]!.receipt_no)
    t.notMatch(text, '<html')
  })

  await t.test('A sale shows its slip as a picture', async (t) => {
    const { sale_id, receipt_no } = sold[0]!
    t.match((await till.get(`/sales/${sale_id}`)).text, `/sales/${sale_id}/slip.svg`)
    const picture = await till.get(`/sales/${sale_id}/slip.svg`)
    t.match(picture.headers['content-type'], 'image/svg+xml')
    t.match(picture.text, receipt_no)
    t.match(picture.text, '62.500')
  })

  await t.test('A sale that is none is refused in words', async (t) => {
    for (const url of [`/sales/${newId()}`, `/sales/${newId()}/slip.svg`, '/sales/../../etc/passwd']) {
      t.match(await till.get(url), { status: 404 }, url)
    }
  })

  await t.test('Sales are for those who sell', async (t) => {
    await owner.post('/staff', { name: 'Agus', role: 'stock', pin: '8026' })
    const { staff_id } = listStaff(store).find(({ name }) => name === 'Agus')!
    await till.post('/sign-in/pin', { staff_id, pin: '8026' })
    const { sale_id } = sold[0]!
    for (const url of [
      '/sales',
      `/sales/${sale_id}`,
      `/sales/${sale_id}/slip.svg`,
      '/today',
      '/today/figures'
    ]) {
      t.match(await till.get(url), { status: 403 }, url)
    }
  })

  await t.test('The customer’s receipt needs no session, and gives nothing else away', async (t) => {
    const { link, receipt_no } = sold[0]!
    const customer = browser()
    const page = await customer.get(`/r/${link}`)
    t.match(page, { status: 200, text: receipt_no })
    t.equal(page.headers['x-robots-tag'], 'noindex')
    t.notMatch(page.text, /<nav|<script|<form|csrf/)
    t.equal(customer.cookies.size, 0)
    t.match((await customer.get(`/r/${link}/slip.svg`)).text, receipt_no)
    t.match(await customer.get(`/sales/${sold[0]!.sale_id}`), { goes: '/sign-in' })
  })

  await t.test('A guessed receipt is not found, and a guesser is stopped', async (t) => {
    const guesser = browser()
    t.match(await guesser.get(`/r/${sold[0]!.link.slice(0, -1)}`), { status: 404 })
    let last = 0
    for (let i = 0; i < 61; i++) last = (await guesser.get(`/r/guess${i}`)).status
    t.equal(last, 429)
  })
})

await t.test('Today', async (t) => {
  const { store, setUp } = await openBox(t)
  const shop = await setUp()
  const { owner, till } = shop
  const now = systemClock.now()
  const figures = async () =>
    (await owner.get('/today/figures')).text.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')

  await t.test('is for owners and supervisors', async (t) => {
    t.match(await till.get('/today'), { status: 403 })
    t.match(await owner.get('/today'), { status: 200 })
  })

  await t.test('begins at nothing, with nothing to compare', async (t) => {
    t.match(await figures(), 'Rp 0')
    t.match((await owner.get('/today')).text, 'Belum ada shift yang dibuka')
  })

  await t.test('is compared with the same weekday up to the same hour', async (t) => {
    const week_ago = later(now, -7 * 86_400_000)
    await sell(store, shop, { at: later(week_ago, -1000), amounts: [40_000], day: businessDayOf(week_ago) })
    await sell(store, shop, { at: later(week_ago, 60_000), amounts: [60_000], day: businessDayOf(week_ago) })
    await sell(store, shop, { at: now, amounts: [30_000, 20_000], keep_open: true })
    const text = await figures()
    t.match(text, 'Rp 50.000')
    t.match(text, 'naik 25%')
    t.match(text, 'Rp 40.000, sehari penuh Rp 100.000')
    t.match(text, /Rata-rata Rp 25\.000/)
  })

  await t.test('knows what each open drawer should hold', async (t) => {
    t.match(
      (await owner.get('/today/drawers')).text.replace(/<[^>]+>/g, ''),
      /K1 · Kasir depan[\s\S]*Rp 250\.000/
    )
  })

  await t.test('names the goods at or below their minimum', async (t) => {
    t.match((await owner.get('/today/low')).text, 'Semua stok masih di atas batas minimum')
    await sell(store, shop, { at: now, amounts: [5000], minimum_milli: 2000 })
    const { text } = await owner.get('/today/low')
    t.match(text, 'Barang 5000')
    t.match(text, 'habis')
  })

  await t.test('draws seven days that can be read without looking', async (t) => {
    const { text } = await owner.get('/today/days')
    t.equal(text.match(/<text x="100%"/g)?.length, 7)
    t.match(text, /<title>Tujuh hari terakhir<\/title>/)
    t.match(text, /Rp\s55\.000/)
  })

  await t.test('has no other panels', async (t) => {
    for (const panel of ['nothing', 'toString', '__proto__']) {
      t.match(await owner.get(`/today/${panel}`), { status: 404 }, panel)
    }
  })
})
