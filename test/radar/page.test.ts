import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import t from 'tap'
import { forgetAnswers } from '../../server/radar/ask-radar.ts'
import { lookInThread } from '../../server/radar/radar-thread.ts'
import { openShift } from '../../server/shifts/open-shift.ts'
import { later } from '../../server/values/clock.ts'
import { newId } from '../../server/values/id.ts'
import { minor } from '../../server/values/money.ts'
import type { Answer, Browser } from '../shop.ts'
import { CASHIER, OWNER } from '../shop.ts'
import { openRadarShop, TODAY } from './honest-shop.ts'

/** Signed in anew: what the shop was set up with is long over. */
async function ownerOf(shop: Awaited<ReturnType<typeof openRadarShop>>): Promise<Browser> {
  const owner = shop.browser()
  await owner.post('/sign-in/password', OWNER)
  return owner
}

/** Opens the radar; shown that it is looking, the page asks again by itself. */
async function look(owner: Browser, asked = ''): Promise<Answer> {
  const url = `/radar${asked}`
  const page = await owner.get(url)
  return isLooking(page) ? owner.get(url, { htmx: true }) : page
}

const isLooking = ({ text }: Answer) => text.includes('Radar sedang memeriksa')

t.test('The owner sees what is out of the ordinary, and marks what is cleared up', async (t) => {
  const shop = await openRadarShop(t)
  await shop.trade(9, 12)
  const owner = await ownerOf(shop)
  const { store, at, budi, wati, second, sell, voidIt, clock } = shop
  /** Four minutes later a sale is made, and undone as soon as the customer has left: the owner is not away for long. */
  const steal = () =>
    store.commit((tx) => {
      const sale_id = sell(tx, at(later(clock.now(), 180_000), budi, second))
      clock.moment = later(clock.now(), 240_000)
      return voidIt(tx, at(clock.now(), budi, second, wati), sale_id)
    })

  await t.test('An honest week says that nothing is unusual, and what was looked at', async (t) => {
    const { status, text } = await look(owner)
    t.equal(status, 200)
    t.match(text, 'Tidak ada yang janggal')
    t.match(text, /Sudah diperiksa: \d+ penjualan/)
    t.match((await owner.get('/today/radar')).text, 'Tidak ada yang janggal')
  })

  await reopen(shop)
  const refunds = [await steal(), await steal(), await steal(), await steal(), await steal()]

  await t.test('A finding says who, how often, how usual that is, and what it may be besides', async (t) => {
    const { text } = await look(owner)
    t.match(text, 'Dikembalikan segera setelah dijual')
    t.match(text, '<span class="tag">Budi</span>')
    t.match(text, /Biasanya di sini/)
    t.match(text, 'Bisa jadi wajar')
    for (const refund of refunds) t.match(text, `href="/refunds/${refund}"`)
    t.notMatch(text, /pencuri|curang|mencuri/, 'nobody is accused')
    t.match((await owner.get('/today/radar')).text, /Dikembalikan segera setelah dijual · Budi/)
  })

  await t.test('By person and by till', async (t) => {
    t.match((await look(owner, `?staff=${budi}`)).text, 'segera setelah dijual')
    t.match((await look(owner, `?staff=${wati}`)).text, 'Tidak ada yang janggal')
    t.match((await look(owner, `?till=${shop.terminal_id}`)).text, 'Tidak ada yang janggal')
    t.equal((await owner.get('/radar?staff=nobody')).status, 404)
    t.equal((await owner.get('/radar?period=2026-13')).status, 422)
    t.equal((await owner.get('/radar?period=2026-10')).status, 200)
  })

  await t.test('Taken out as a table, with a row for each thing behind it', async (t) => {
    const { text, headers } = await owner.get('/radar/file')
    t.match(headers['content-disposition'], 'Radar_2026-11-16_2026-11-22.csv')
    const rows = text.trim().split('\r\n').slice(1)
    t.equal(rows.filter((row) => row.includes('60 detik setelah dijual')).length, rows.length)
    t.ok(rows.length >= refunds.length, text)
  })

  const mark = async (key: string, until = clock.now()) =>
    owner.post('/radar/looks', {
      finding: key,
      period: 'week',
      staff: '',
      till: '',
      until,
      note: 'Sudah ditanya'
    })
  const key = `refund-soon/${budi}`
  let drawn_at = ''

  await t.test('Looked at, it is done with, and says by whom', async (t) => {
    t.equal((await mark(`reprints/${budi}`)).status, 409, 'of what is not there nothing is kept')
    t.match(await mark(key), { goes: '/radar?period=week' })
    const { text } = await look(owner)
    t.match(text, 'Tidak ada yang janggal')
    t.match(text, `Dilihat ${OWNER.name}`)
    t.match(text, 'Sudah ditanya')
    t.match((await owner.get('/today/radar')).text, 'Tidak ada yang janggal')
    const [event] = store.sqlite.prepare("select facts from events where type = 'radar.looked-at'").all()
    t.match(event, { facts: new RegExp(key) })
  })

  await t.test('It comes back with something new, and with nothing else', async (t) => {
    drawn_at = clock.now()
    await steal()
    const { text } = await look(owner)
    t.match(text, '1 baru sejak dilihat')
    t.notMatch(text, 'Tidak ada yang janggal')
  })

  await t.test('What came after the page was drawn is not marked with it', async (t) => {
    await mark(key, drawn_at)
    t.match((await look(owner)).text, '1 baru sejak dilihat')
    await mark(key)
    t.match((await look(owner)).text, 'Tidak ada yang janggal')
  })

  await t.test('Whoever must wait is told so at once, and shown the answer when it is there', async (t) => {
    const database = store.sqlite.name
    const keepBusy = (looks: number) =>
      Array.from({ length: looks }, () =>
        lookInThread({ database, asked: { period: 'thirty', now: clock.now() } })
      )
    let page = await owner.get('/radar?period=thirty')
    for (let looks = 100; !isLooking(page); looks *= 2) {
      forgetAnswers(shop.box.shop)
      const others = keepBusy(looks)
      page = await owner.get('/radar?period=thirty')
      if (isLooking(page)) {
        t.match(page.text, '<option value="thirty" selected>', 'what was asked for stays chosen')
        t.match((await look(owner, '?period=thirty')).text, /Sudah dilihat: \d/)
      }
      await Promise.all(others)
    }
  })

  await t.test('A look that fails is told, and the next one is as good as ever', async (t) => {
    const nowhere = { database: '/nowhere/laci.db', asked: { period: 'week', now: clock.now() } }
    await t.rejects(lookInThread(nowhere))
    forgetAnswers(shop.box.shop)
    t.equal((await look(owner)).status, 200)
  })

  await t.test('A cashier sees nothing of others', async (t) => {
    const till = shop.browser()
    await till.post('/sign-in/password', OWNER)
    await till.post('/till/pairing', { name: 'Kasir tiga', printer_id: shop.printer_id })
    await till.post('/sign-out')
    await till.post('/sign-in/pin', { staff_id: shop.cashier_id, pin: CASHIER.pin })
    for (const url of ['/radar', '/radar/file', '/today/radar', '/answers']) {
      t.equal((await till.get(url)).status, 403, url)
    }
    t.equal((await till.post('/radar/looks', { finding: key, until: clock.now(), note: '' })).status, 403)
  })

  await t.test('At the box itself: laci radar', async (t) => {
    const run = async (...args: string[]) => {
      const env = { ...process.env, LACI_DATA: shop.data, LANG: 'id_ID.UTF-8' }
      const laci = new URL('../../server/cli/laci.ts', import.meta.url).pathname
      const done = await promisify(execFile)(process.execPath, [laci, 'radar', ...args], { env }).catch(
        (e) => e
      )
      return { code: done.code ?? 0, out: done.stdout as string }
    }
    t.match(await run('--days', 'many'), { code: 64 })
    const { code, out } = await run('--json', '--days', '366')
    t.ok(code <= 1)
    const { findings } = JSON.parse(out) as { findings: { code: string; person: string }[] }
    t.ok(findings.every((found) => typeof found.code === 'string'))
    t.ok((await run()).out.length > 0)
  })
})

/** The back till opens once more, for whoever steals in the afternoon. */
async function reopen({
  store,
  at,
  budi,
  second,
  clock
}: Awaited<ReturnType<typeof openRadarShop>>): Promise<void> {
  const by = at(clock.now(), budi, second)
  await store.commit((tx) =>
    openShift(tx, by, { shift_id: newId(), float_minor: minor(500_000), business_day: TODAY })
  )
}
