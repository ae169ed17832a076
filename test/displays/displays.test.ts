import assert from 'node:assert/strict'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { io, type Socket } from 'socket.io-client'
import t, { type Test } from 'tap'
import { type DisplayState, firstName, readDisplay } from '../../server/displays/read-display.ts'
import { readPayload } from '../../server/qris/read-payload.ts'
import { findSale } from '../../server/sales/find-sales.ts'
import { changeSettings } from '../../server/settings/change-settings.ts'
import { readTill } from '../../server/till/read-till.ts'
import { later, systemClock } from '../../server/values/clock.ts'
import { minor } from '../../server/values/money.ts'
import { type DisplayFrame, displayPanel } from '../../views/displays/display.ts'
import { wordsIn } from '../../views/words/words.ts'
import { openChromium } from '../browser.ts'
import { type Counter, fillBasket, MILK, openCounter, sell, TEA, wired } from '../counter.ts'
import { STATIC } from '../qris/payloads.ts'
import { type Browser, OWNER } from '../shop.ts'

const artefacts = join(import.meta.dirname, '../artefacts/displays')
mkdirSync(artefacts, { recursive: true })

const FRAME: DisplayFrame = {
  words: wordsIn('id'),
  locale: 'id',
  zone: 'Asia/Jakarta',
  shop_name: 'Toko',
  now: '',
  file: String,
  base: null
}

t.test('A customer display', async (t) => {
  const counter = await openCodeCounter(t)
  const { shop, people, till } = counter
  const { terminal_id } = people
  let sold = ''
  const shows = (at = systemClock.now()): DisplayState => readDisplay(shop.store, terminal_id, at)

  await t.test('is idle while nobody is served', async (t) => {
    t.same(shows(), { shows: 'idle' })
  })

  await t.test('shows the basket of its till and the line that changed last', async (t) => {
    await fillBasket(till, [TEA.barcode, `2*${MILK.barcode}`, TEA.barcode])
    t.match(shows(), { shows: 'basket', last_line_no: 1, paid_minor: 0, basket: { total_minor: 47_200 } })
  })

  await t.test(
    'shows a code to pay by that holds the amount, as long as no more is asked than is owed',
    async (t) => {
      await askQris(counter, 47_200)
      const shown = shows()
      t.match(shown, { shows: 'qris', is_dynamic: true, amount_minor: 47_200 })
      const { payload } = shown as { payload: string }
      const read = readPayload(payload)
      t.match(read, { merchant: { name: 'TOKO CONTOH' } })
      t.equal('fields' in read && read.fields.find(({ tag }) => tag === '54')?.value, '47200')
      await till.post('/till/lines/1', { quantity: '1' }, { htmx: true })
      t.match(shows(), { shows: 'basket' }, 'a code for more than the basket costs is not shown')
    }
  )

  await t.test('shows the shop’s own code where the app turned the other one down', async (t) => {
    await askQris(counter, 43_500, { original: 'yes' })
    t.match(shows(), { shows: 'qris', payload: STATIC, is_dynamic: false, amount_minor: 43_500 })
  })

  await t.test('shows no code any more when the till takes it away', async (t) => {
    await till.post('/till/qris/removal', { basket_id: basketOf(counter) }, { htmx: true })
    t.match(shows(), { shows: 'basket' })
  })

  await t.test('asks for no more by a code than is left after what was paid in cash', async (t) => {
    await askQris(counter, 43_500)
    await payPart(counter, '20.000')
    t.match(shows(), { shows: 'basket', paid_minor: 20_000 }, 'the code for all of it is gone')
    await askQris(counter, 23_500)
    t.match(shows(), { shows: 'qris', amount_minor: 23_500 })
  })

  await t.test('thanks for half a minute, unless the next customer is there already', async (t) => {
    const { sale_id } = await sell(till, [])
    sold = sale_id
    const thanks = shows()
    t.match(thanks, { shows: 'thanks', sale: { sale_id } })
    const sold_at = thanks.shows === 'thanks' ? thanks.sale.sold_at : ''
    t.match(shows(later(sold_at, 29_999)), { shows: 'thanks', left_ms: 1 })
    t.same(shows(later(sold_at, 30_000)), { shows: 'idle' })
    await fillBasket(till, [TEA.barcode])
    t.match(shows(), { shows: 'basket' })
  })

  await t.test('shows the way to the receipt where a telephone can get there', async (t) => {
    const sale = findSale(shop.store, sold)!
    const thanks = { shows: 'thanks', sale, back_minor: minor(0), left_ms: 1 } as const
    t.match(displayPanel({ ...FRAME, base: 'https://toko.example' }, thanks).text, '<svg class="qr"')
    t.notMatch(displayPanel(FRAME, thanks).text, '<svg class="qr"')
  })

  await t.test('greets by as much of a name as a queue may read', async (t) => {
    t.same(['Tini Suhartini', 'Bu Tini Suhartini', 'Pak', ' ', null].map(firstName), [
      'Tini',
      'Bu Tini',
      'Pak',
      null,
      null
    ])
  })
})

t.test('While goods are exchanged, a customer display', async (t) => {
  const counter = await openCodeCounter(t)
  const { shop, people, till } = counter
  const shows = (): DisplayState => readDisplay(shop.store, people.terminal_id, systemClock.now())
  const panel = (): string => displayPanel(FRAME, shows()).text

  await t.test('shows what comes back before anything is taken for it', async (t) => {
    await startExchange(counter, MILK)
    t.match(shows(), { shows: 'basket', returns: { value_minor: 19_900 }, basket: { lines: [] } })
    t.match(panel(), /returned.*ULTRA MILK[\s\S]*−19\.900[\s\S]*Kembali untuk Anda[\s\S]*19\.900/)
  })

  await t.test('shows what goes back, as long as cheaper goods are taken for it', async (t) => {
    await fillBasket(till, [`2*${TEA.barcode}`])
    t.match(panel(), /−Rp.19\.900[\s\S]*Kembali untuk Anda[\s\S]*12\.500/)
  })

  await t.test('and says so once more when it is handed over', async (t) => {
    await finish(counter)
    t.match(shows(), { shows: 'thanks', back_minor: 12_500 })
    t.match(panel(), /Kembali untuk Anda[\s\S]*12\.500/)
  })

  await t.test(
    'shows what is still owed for dearer ones, and a code for that much and no more',
    async (t) => {
      await startExchange(counter, TEA)
      await fillBasket(till, [MILK.barcode])
      t.match(
        panel(),
        /Total[\s\S]*19\.900[\s\S]*Dikembalikan[\s\S]*−Rp.3\.700[\s\S]*Masih kurang[\s\S]*16\.200/
      )
      await askQris(counter, 19_900)
      t.match(shows(), { shows: 'basket' }, 'a code for the goods alone would take too much')
      await askQris(counter, 16_200)
      t.match(shows(), { shows: 'qris', amount_minor: 16_200 })
    }
  )
})

t.test('A device becomes a display', async (t) => {
  const counter = await openCounter(t)
  const { till } = counter
  const tablet = wired(counter.shop.box.url, { cookies: new Map() })

  await t.test('by the code that a till shows, once', async (t) => {
    t.equal((await tablet.get('/display/now')).status, 401)
    const code = await showCode(till)
    t.match(await tablet.post('/display/pairing', { code }), { status: 303, goes: '/display' })
    t.match((await tablet.get('/display')).text, 'id="display"')
    const second = wired(counter.shop.box.url, { cookies: new Map() })
    t.equal((await second.post('/display/pairing', { code })).status, 422, 'the code is used up')
  })

  await t.test('and by no code that was replaced by a newer one', async (t) => {
    const old = await showCode(till)
    await showCode(till)
    const other = wired(counter.shop.box.url, { cookies: new Map() })
    t.match(await other.post('/display/pairing', { code: old }), {
      status: 422,
      text: /salah atau sudah lewat/
    })
  })

  await t.test('and is let in nowhere else, nor told of anything but its basket', async (t) => {
    for (const url of ['/till', '/sales', '/displays', '/today']) {
      t.equal((await tablet.get(url)).goes, '/sign-in', url)
    }
    const screen = listen(t, counter, tablet)
    const heard: unknown[][] = []
    screen.onAny((...words) => heard.push(words))
    const told = new Promise((resolve) => screen.once('basket', resolve))
    await connected(screen)
    await till.post('/till/scans', { text: TEA.barcode }, { htmx: true })
    await told
    const of_pages = heard.filter(([what]) => what === 'version')
    t.ok(of_pages.length <= 1, 'but which pages are the newest')
    t.same(
      heard.filter((said) => !of_pages.includes(said)),
      [['basket']]
    )
  })

  await t.test('until it is unpaired', async (t) => {
    const [, url] = /action="(\/displays\/[^"]+\/end)"/.exec((await till.get('/displays')).text) ?? []
    await till.post(url ?? '')
    t.equal((await tablet.get('/display/now')).status, 401)
    await t.rejects(connected(listen(t, counter, tablet)), /pair first/)
  })

  await t.test('and a guesser is made to wait, from one address', async (t) => {
    const guesser = wired(counter.shop.box.url, { cookies: new Map() })
    const statuses: number[] = []
    for (let code = 100_000; code < 100_006; code++) {
      statuses.push((await guesser.post('/display/pairing', { code: String(code) })).status)
    }
    t.equal(statuses.at(-1), 429)
  })
})

t.test('Beside the till, the display follows it at once', async (t) => {
  const counter = await openCodeCounter(t)
  const { shop, people } = counter
  const browser = await openChromium(t)
  const context = await browser.newContext({ baseURL: shop.box.url, reducedMotion: 'reduce' })
  await context.addCookies(
    [...people.till.cookies].map(([name, value]) => ({ name, value, url: shop.box.url }))
  )
  const display = await context.newPage()
  const faults: string[] = []
  display.on('pageerror', (error) => faults.push(error.message))
  await display.goto('/display')
  await photograph(display, 'idle')

  const tillPage = await context.newPage()
  await tillPage.goto('/till')
  for (const text of [TEA.barcode, `4*${MILK.barcode}`]) {
    await tillPage.locator('#scan-text').fill(text)
    await tillPage.keyboard.press('Enter')
  }
  await display.locator('.latest', { hasText: MILK.name }).waitFor()
  t.match(await display.locator('.total output').textContent(), '83.300')
  await photograph(display, 'basket')

  await askQris(counter, 83_300)
  await display.locator('svg.qr').waitFor()
  await photograph(display, 'qris')

  await sell(counter.till, [])
  await display.locator('#display.thanks').waitFor()
  await photograph(display, 'thanks')

  await startExchange(counter, MILK)
  await display.locator('.returned').waitFor()
  await photograph(display, 'exchange-empty')
  await fillBasket(counter.till, [`2*${TEA.barcode}`])
  await display.locator('.latest').waitFor()
  await photograph(display, 'exchange')
  await finish(counter)
  await display.locator('#display.thanks').waitFor()
  await photograph(display, 'exchange-thanks')

  await changeShop(counter, { locale: 'en' })
  await display.reload()
  t.match(await display.locator('#display').textContent(), /Thank you/)
  await photograph(display, 'thanks-en')
  await fillBasket(counter.till, [TEA.barcode])
  await display.locator('#display.basket').waitFor()
  await photograph(display, 'basket-en')
  t.same(faults, [])

  async function photograph(page: Page, name: string): Promise<void> {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      for (const [width, height] of [
        [360, 740],
        [1280, 800],
        [1920, 1080]
      ] as const) {
        await page.setViewportSize({ width, height })
        await page.screenshot({ path: join(artefacts, `${name}-${width}-${colorScheme}.png`) })
        const size = await page.evaluate<number[]>(
          '[document.documentElement.scrollWidth - innerWidth, document.documentElement.scrollHeight - innerHeight]'
        )
        t.same(size, [0, 0], `${name} fits ${width} by ${height}`)
      }
    }
  }
})

/** A counter whose shop may show codes to pay by. */
async function openCodeCounter(t: Test): Promise<Counter> {
  const counter = await openCounter(t)
  await changeShop(counter, { qris_static: STATIC })
  return counter
}

function changeShop({ shop }: Counter, changes: Parameters<typeof changeSettings>[2]): Promise<void> {
  const by = { at: systemClock.now(), staff_id: null, terminal_id: null, request_id: null }
  return shop.store.commit((tx) => changeSettings(tx, by, changes))
}

/** Asks for a code at the till, as its pay panel does. */
async function askQris(counter: Counter, amount: number, more: { original?: string } = {}): Promise<void> {
  const form = { basket_id: basketOf(counter), amount: String(amount), ...more }
  assert.equal((await counter.till.post('/till/qris', form, { htmx: true })).status, 200)
}

/** Some of what is owed in cash, which the basket keeps. */
async function payPart(counter: Counter, given: string): Promise<void> {
  const { form, request_id } = await fillBasket(counter.till, [], given)
  const part = { ...form, part: 'yes' }
  assert.equal((await counter.till.post('/sales', part, { request_id, htmx: true })).status, 200)
}

/** Takes what is given back for the goods in the basket to be enough. */
async function finish({ till }: Counter): Promise<void> {
  const { form, request_id } = await fillBasket(till, [])
  const { given: _nothing, ...enough } = form
  assert.equal((await till.post('/sales', enough, { request_id, htmx: true })).status, 200)
}

/** Sells one, and takes it back against other goods. */
async function startExchange({ till, people }: Counter, goods: { barcode: string }): Promise<void> {
  const { sale_id } = await sell(till, [goods.barcode])
  const proof = { approver_id: people.owner_id, approver_pin: OWNER.password }
  const form = { line_no: '1', quantity: '1', reason: 'Salah barang', ...proof }
  assert.equal((await till.post(`/sales/${sale_id}/exchange`, form, { htmx: true })).goes, '/till')
}

function basketOf({ shop, people }: Counter): string {
  return readTill(shop.store, people.terminal_id, systemClock.now()).basket_id!
}

async function showCode(till: Browser): Promise<string> {
  const { text } = await till.post('/displays/codes', {}, { htmx: true })
  return /<output>(\d{3} \d{3})<\/output>/.exec(text)?.[1] ?? 'none'
}

function listen(t: Test, { shop }: Counter, { cookies }: Browser): Socket {
  const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const { url } = shop.box
  const socket = io(url, {
    transports: ['websocket'],
    reconnection: false,
    forceNew: true,
    query: { as: 'display' },
    extraHeaders: { cookie, origin: url }
  })
  t.teardown(() => socket.close())
  return socket
}

function connected(socket: Socket): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once('connect', resolve)
    socket.once('connect_error', reject)
  })
}
