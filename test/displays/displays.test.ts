import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { io, type Socket } from 'socket.io-client'
import t, { type Test } from 'tap'
import { type DisplayState, firstName, readDisplay } from '../../server/displays/read-display.ts'
import { findSale } from '../../server/sales/find-sales.ts'
import { changeSettings } from '../../server/settings/change-settings.ts'
import { later, systemClock } from '../../server/values/clock.ts'
import { displayPanel } from '../../views/displays/display.ts'
import { wordsIn } from '../../views/words/words.ts'
import { openChromium } from '../browser.ts'
import { type Counter, fillBasket, MILK, openCounter, sell, TEA, wired } from '../counter.ts'
import { STATIC } from '../qris/payloads.ts'
import type { Browser } from '../shop.ts'

const artefacts = join(import.meta.dirname, '../artefacts/displays')
mkdirSync(artefacts, { recursive: true })

t.test('A customer display', async (t) => {
  const counter = await openCounter(t)
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

  await t.test('shows a code to pay by, as long as no more is asked than is owed', async (t) => {
    const basket_id = askQris(counter, 47_200)
    t.match(shows(), { shows: 'qris', payload: STATIC, amount_minor: 47_200 })
    await till.post('/till/lines/1', { quantity: '1' }, { htmx: true })
    t.match(shows(), { shows: 'basket' }, 'a code for more than the basket costs is not shown')
    shop.store.sqlite.prepare('delete from qris_requests where basket_id = ?').run(basket_id)
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
    const thanks = { shows: 'thanks', sale: findSale(shop.store, sold)!, left_ms: 1 } as const
    const frame = {
      words: wordsIn('id'),
      locale: 'id',
      zone: 'Asia/Jakarta',
      shop_name: 'Toko',
      now: '',
      file: String
    } as const
    t.match(displayPanel({ ...frame, base: 'https://toko.example' }, thanks).text, '<svg class="qr"')
    t.notMatch(displayPanel({ ...frame, base: null }, thanks).text, '<svg class="qr"')
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
    t.same(heard, [['basket']])
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
  const counter = await openCounter(t)
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

  askQris(counter, 83_300)
  await tellDisplays(counter)
  await display.locator('svg.qr').waitFor()
  await photograph(display, 'qris')
  shop.store.sqlite.prepare('delete from qris_requests').run()

  await sell(counter.till, [])
  await display.locator('#display.thanks').waitFor()
  await photograph(display, 'thanks')

  await shop.store.commit((tx) =>
    changeSettings(
      tx,
      { at: systemClock.now(), staff_id: null, terminal_id: null, request_id: null },
      { locale: 'en' }
    )
  )
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

/** A code asked for at the till, as paying by QRIS does. */
function askQris({ shop, people }: Counter, amount: number): string {
  const { store } = shop
  const basket = store.sqlite.prepare('select basket_id from till_baskets where terminal_id = ?')
  const basket_id = basket.pluck().get(people.terminal_id) as string
  store.sqlite
    .prepare(
      "insert or replace into qris_requests values (?, ?, 'K1000001', ?, 1, '2026-11-22T05:00:00.000Z')"
    )
    .run(basket_id, amount, STATIC)
  return basket_id
}

/** Something happens at the till that its display hears of. */
async function tellDisplays({ till }: Counter): Promise<void> {
  await till.post('/displays/codes', {}, { htmx: true })
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
