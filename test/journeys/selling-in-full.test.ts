import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type Database from 'better-sqlite3'
import type { Browser, Page } from 'playwright-core'
import t, { type Test } from 'tap'
import { pointsOf } from '../../server/customers/points.ts'
import { balanceOf } from '../../server/ledger/post.ts'
import { readPayload } from '../../server/qris/read-payload.ts'
import { listRefundsOf } from '../../server/refunds/find-refunds.ts'
import { findSaleByNumber } from '../../server/sales/find-sales.ts'
import type { Locale } from '../../server/settings/read-settings.ts'
import { findOpenShift, findShiftReport } from '../../server/shifts/find-shift.ts'
import { stockLevel } from '../../server/stock/move-stock.ts'
import { listTerminals } from '../../server/terminals/find-terminal.ts'
import { type Words, wordsIn } from '../../views/words/words.ts'
import { auditShop } from '../audit-shop.ts'
import { openChromium } from '../browser.ts'
import { MILK, TEA } from '../counter.ts'
import { decodeQr, modulesOf } from '../qris/decode-qr.ts'
import { type FullShop, NOODLES, openFullShop, PROMOTIONS, REGULAR, SOAP, SUPERVISOR } from './full-shop.ts'
import { type Hand, SIZES, type Size, sitDown } from './hands.ts'

const artefacts = join(import.meta.dirname, '../artefacts/selling-in-full')
mkdirSync(artefacts, { recursive: true })

t.test('A shop sells all that it can, gives back and exchanges, and its books agree', async (t) => {
  const browser = await openChromium(t)
  t.jobs = 3
  const days = SIZES.flatMap((size) => (['id', 'en'] as const).map((locale) => ({ size, locale })))
  await Promise.all(
    days.map(({ size, locale }) => {
      const by = size.touch ? 'touch' : 'keyboard'
      const name = `by ${by}, at ${size.width} pixels, in ${locale}`
      return t.test(name, { buffered: true }, (t) => day(t, browser, size, locale))
    })
  )
})

/** What there is at a till: the shop, a hand at its screen, and the words that stand there. */
interface Till {
  shop: FullShop
  hand: Hand
  page: Page
  words: Words
  shot(name: string, of?: Page): Promise<unknown>
}

async function day(t: Test, browser: Browser, size: Size, locale: Locale): Promise<void> {
  const shop = await openFullShop(t, locale)
  const words = wordsIn(locale)
  const { url } = shop.shop.box
  const till = async (cookies: Map<string, string>): Promise<Till> => {
    const hand = await sitDown(browser, { url, cookies, size, locale })
    const { page } = hand
    const shot = (name: string, of = page) =>
      of.screenshot({ path: join(artefacts, `${name}-${size.width}-${locale}.png`) })
    return { shop, hand, page, words, shot }
  }
  const first = await till(shop.till.cookies)
  const display = await first.page.context().newPage()
  await display.goto('/display')

  await fillBasket(t, first)
  await seeWhy(t, first)
  await payInTwoWays(t, first, display)
  await readSlip(t, first)
  await sellOnAccount(t, first)

  const second = await till(shop.second.cookies)
  await giveBackOnePack(t, second)
  await exchangeForDearer(t, second)
  await exchangeForCheaper(t, second)
  checkBooks(t, shop)
  await first.page.context().close()
  await second.page.context().close()
}

async function fillBasket(t: Test, { hand, page, shot }: Till): Promise<void> {
  const slip = page.locator('#slip')
  for (const [text, line] of [
    [`12*${NOODLES.pcs}`, '12 pcs'],
    [NOODLES.pack, '1 pack'],
    [NOODLES.dus, '1 dus'],
    [`3*${TEA.barcode}`, PROMOTIONS.tea],
    [SOAP.barcode, SOAP.name]
  ] as const) {
    await hand.scan(text)
    await slip.getByText(line).first().waitFor({ state: 'attached' })
  }
  await hand.showSlip()
  const lines = plain(await slip.innerText())
  for (const part of ['12 pcs × 2.950', '35.400', '15.000', '112.000', '11.100', '−3.700', '5.250']) {
    t.match(lines, part, 'three units of one item stand side by side, each at its own price')
  }
  t.match(await total(page), '175.050')
  await shot('basket')

  await hand.press('F3', '.slip-head .buyer')
  await page.locator('.buyer-task [name=text]').fill(REGULAR.phone)
  await page.locator('#found button', { hasText: REGULAR.name }).waitFor()
  await shot('buyer')
  await hand.tap('#found .held button')
  await slip.getByText(PROMOTIONS.soap).waitFor({ state: 'attached' })
  t.match(await total(page), '174.525', 'the group pays less for its soap')
}

async function seeWhy(t: Test, { hand, page, words, shot }: Till): Promise<void> {
  await hand.showSlip()
  await hand.tap('#line-1 button')
  await hand.tap('#task .why summary')
  await shot('why')
  const why = plain(await page.locator('#task .why').innerText())
  t.match(why, plain(words.pricing.reasons.list('Rp 3.100')))
  t.match(why, plain(words.pricing.reasons.tier('12 pcs', 'Rp 2.950', 'Rp 1.800')))
  await hand.press('Escape', '#task [data-leave]')
}

async function payInTwoWays(t: Test, { shop, hand, page, shot }: Till, display: Page): Promise<void> {
  await display.locator('.total output', { hasText: '174.525' }).waitFor()
  await shot('display-basket', display)
  await hand.press('F9', '#bar .pay')
  await page.locator('.cash-form').waitFor()
  await hand.digits('50000')
  await hand.press('F8', '.part')
  await page.locator('.taken li').waitFor()
  await shot('part')
  const [zero, accept] = [await boxOf(page, '[data-digit="0"]'), await boxOf(page, '.pay-form .accept')]
  t.ok(zero.y + zero.height <= accept.y, 'no key lies under a button')

  await hand.press('q', '.means button:has-text("QRIS")')
  await page.locator('.code-form .qr').waitFor()
  await display.locator('svg.qr').waitFor()
  for (const [where, screen] of [
    ['the till', page.locator('.code-form figure')],
    ['the customer’s screen', display.locator('#display .code')]
  ] as const) {
    const read = readPayload(decodeQr(modulesOf(await screen.innerHTML())))
    t.equal('fields' in read && read.fields.find(({ tag }) => tag === '54')?.value, '124525', where)
  }
  const { y, height } = await boxOf(page, '.code-form .qr')
  t.ok(y + height <= page.viewportSize()!.height, 'all of the code is in sight')
  await shot('qris')
  await shot('display-qris', display)
  await page.locator('.code-form [name=reference]').fill('DANA 88231')
  await hand.tap('.code-form .primary')
  await page.locator('.done-task').waitFor()
  await page.locator('#jobs .job.printed').first().waitFor()
  await display.locator('#display.thanks').waitFor()
  await shot('display-thanks', display)
  await shot('done')
  const { store } = shop.shop
  t.match(findSaleByNumber(store, 'K1-000001')?.tenders, [
    { method: 'cash', given_minor: 50_000 },
    { method: 'qris', given_minor: 124_525, reference: 'DANA 88231' }
  ])
}

async function readSlip(t: Test, { hand, page, shot }: Till): Promise<void> {
  await hand.tap('.done-task a[href^="/sales/"]')
  const picture = page.locator('.slip-picture')
  await picture.waitFor()
  await shot('sale')
  const text = plain((await picture.getAttribute('alt')) ?? '')
  for (const part of [
    'K1-000001',
    'INDOMIE GORENG JUMBO AYAM PANGGANG',
    '12 x 2.950',
    '1 pack',
    '1 dus',
    PROMOTIONS.tea,
    PROMOTIONS.soap,
    '174.525',
    '50.000',
    'QRIS',
    '124.525',
    REGULAR.name,
    'PPN'
  ]) {
    t.match(text, plain(part), `the slip says ${part}`)
  }
}

async function sellOnAccount(t: Test, { shop, hand, page, shot, words }: Till): Promise<void> {
  await page.goto('/till')
  await hand.scan(`4*${MILK.barcode}`)
  await page.locator('#slip').getByText('4 pcs').waitFor({ state: 'attached' })
  await hand.showSlip()
  await hand.press('F3', '.slip-head .buyer')
  await page.locator('.buyer-task [name=text]').fill(REGULAR.phone)
  await page.locator('#found button', { hasText: REGULAR.name }).waitFor()
  await hand.tap('#found .held button')
  await page.locator('.slip-head', { hasText: REGULAR.name }).waitFor({ state: 'attached' })
  await hand.press('F9', '#bar .pay')
  await hand.tap(`.means button:has-text("${words.slips.means.kasbon}")`)
  await page.locator('.pay-form .notice').waitFor()
  await shot('kasbon')
  await hand.tap('.pay-form .primary')
  await allow({ hand, page, shot }, 'kasbon-approval')
  await page.locator('.done-task').waitFor()
  await shot('kasbon-done')
  t.equal(balanceOf(shop.shop.store, 'receivable', shop.customer_id), 79_600)
}

/** The supervisor comes over and types a PIN. */
async function allow(
  { hand, page, shot }: Pick<Till, 'hand' | 'page' | 'shot'>,
  name: string
): Promise<void> {
  await page.locator('#ask dialog[open]').waitFor()
  await hand.tap(`#ask .choice:has-text("${SUPERVISOR.name}")`)
  await hand.digits(SUPERVISOR.pin, '#ask')
  await shot(name)
  await hand.tap('#ask .primary')
  await page.locator('#ask dialog').waitFor({ state: 'detached' })
}

async function findSale({ hand, page }: Till, number: string): Promise<void> {
  await page.goto('/sales')
  await page.locator('[name=find]').fill(number)
  await hand.tap('form.find button')
  await page.locator('.slip-picture').waitFor()
}

/** On a sale's page: one of its line comes back, for that reason. */
async function chooseLine({ hand, page }: Till, turn: string, line_no: number): Promise<void> {
  await hand.tap(`main a[href$="/refund${turn}"]`)
  await page.locator('form.returning').waitFor()
  const row = `.coming-back > li:nth-child(${line_no})`
  await hand.tap(`${row} [data-step="1"]`)
  await page.locator('#plan .pay-back').waitFor()
  await hand.tap('.reasons .choice:first-child')
}

async function giveBackOnePack(t: Test, till: Till): Promise<void> {
  const { hand, page, shot, words, shop } = till
  await findSale(till, 'k1-1')
  await chooseLine(till, '', 2)
  t.match(plain(await page.locator('#plan').innerText()), /15\.000/, 'what it cost on that day')
  await shot('refund')
  await hand.tap('form.returning .primary')
  await allow(till, 'refund-approval')
  await page.locator('.hand-over').waitFor()
  await page.locator('#jobs .job.printed').first().waitFor()
  await shot('refund-done')
  t.match(plain(await page.locator('.hand-over').innerText()), plain(words.refunds.back_by.qris))

  const { store } = shop.shop
  const sale = findSaleByNumber(store, 'K1-000001')!
  t.match(listRefundsOf(store, sale.sale_id), [
    {
      refund_no: 'K2-R000001',
      value_minor: 15_000,
      approver: SUPERVISOR.name,
      lines: [{ unit: 'pack', quantity_milli: 1000 }],
      tenders: [{ method: 'qris', amount_minor: 15_000 }]
    }
  ])
  const text = plain((await page.locator('.slip-picture').getAttribute('alt')) ?? '')
  for (const part of [words.refunds.slip.titles.refund, 'K2-R000001', 'K1-000001', '1 pack', '15.000'])
    t.match(text, part, `its slip says ${part}`)

  await findSale(till, 'K1-000001')
  t.match(plain(await page.locator('main').innerText()), /K2-R000001[\s\S]*−Rp 15\.000/)
  await shot('sale-after')
  await hand.tap('main a[href$="/refund"]')
  const rows = page.locator('.coming-back > li')
  await rows.first().waitFor()
  t.match(plain(await rows.nth(1).innerText()), words.refunds.none_left)
  t.match(plain(await rows.nth(0).innerText()), plain(words.refunds.remaining('12 pcs')))
  await shot('what-is-left')
}

/** Soap that 4.725 were paid for, against milk for 19.900: 15.175 are left, which are 15.200 in coins. */
async function exchangeForDearer(t: Test, till: Till): Promise<void> {
  const { hand, page, shot, words, shop } = till
  await findSale(till, 'K1-1')
  await chooseLine(till, '?turn=exchange', 5)
  await shot('exchange')
  await hand.tap('form.returning .primary')
  await allow(till, 'exchange-approval')
  await page.waitForURL('**/till')
  const peek = page.locator('#bar .peek')
  if (await peek.isVisible())
    t.match(await peek.innerText(), words.refunds.exchange, 'a small screen says what is going on')
  await shot('exchange-started')
  await hand.scan(MILK.barcode)
  await page.locator('#slip .lines').getByText(MILK.name).waitFor({ state: 'attached' })
  await hand.showSlip()
  t.match(plain(await page.locator('#slip').innerText()), plain(words.refunds.still_owed))
  t.match(await total(page), '15.175')
  await shot('exchange-dearer')
  await hand.press('F9', '#bar .pay')
  await page.locator('.cash-form').waitFor()
  t.match(plain(await page.locator('.owed output').innerText()), '15.200')
  await shot('exchange-pay')
  await hand.press('F10', '[data-amount]')
  await page.locator('.done-task').waitFor()
  await page.locator('#jobs .job.printed').first().waitFor()
  t.equal(await page.locator('.done-task .hand-over .change').count(), 0, 'nothing is handed back')
  await shot('exchange-done')
  const { tenders } = findSaleByNumber(shop.shop.store, 'K2-000001')!
  t.match(tenders, [
    { method: 'exchange', given_minor: 4725 },
    { method: 'cash', given_minor: 15_200, change_minor: 0 }
  ])
}

/** That milk against tea for 3.700: 16.225 are left, of which coins make 16.200. */
async function exchangeForCheaper(t: Test, till: Till): Promise<void> {
  const { hand, page, shot, words, shop } = till
  await findSale(till, 'K2-1')
  await chooseLine(till, '?turn=exchange', 1)
  await hand.tap('form.returning .primary')
  await allow(till, 'exchange-again-approval')
  await page.waitForURL('**/till')
  await hand.scan(TEA.barcode)
  await page.locator('#slip .lines').getByText(TEA.name).waitFor({ state: 'attached' })
  await hand.showSlip()
  t.match(plain(await page.locator('#slip').innerText()), plain(words.refunds.back_to_customer))
  t.match(await total(page), '16.200')
  await shot('exchange-cheaper')
  await hand.press('F9', '#bar .pay')
  await page.locator('.pay-task .accept').waitFor()
  await shot('exchange-nothing-to-pay')
  t.match(plain(await page.locator('.owed').innerText()), '16.200', 'as much as coins make of it')
  const colours = [await colourOf(page, '.pay-form .accept'), await colourOf(page, '.accept .primary')]
  t.not(colours[0], colours[1], 'the button stands out')
  await hand.tap('.pay-task .accept .primary')
  await page.locator('.done-task .hand-over .change').waitFor()
  await shot('exchange-handed-back')
  t.match(plain(await page.locator('.done-task .hand-over').innerText()), /16\.200/)
  const { sale_id } = findSaleByNumber(shop.shop.store, 'K2-000001')!
  t.match(listRefundsOf(shop.shop.store, sale_id), [{ kind: 'exchange', cash_minor: 16_200 }])
}

function checkBooks(t: Test, { shop, items, customer_id }: FullShop): void {
  const { store } = shop
  t.same(auditShop(store.sqlite), [])
  const left = Object.entries(items).map(([name, item_id]) => [name, stockLevel(store, item_id) / 1000])
  t.same(Object.fromEntries(left), {
    noodles: 1000 - 12 - 5 - 40 + 5,
    tea: 1000 - 3 - 1,
    milk: 1000 - 4 - 1 + 1,
    soap: 1000 - 1 + 1
  })
  t.match(ledger(store.sqlite), {
    qris: 124_525 - 15_000,
    receivable: 79_600,
    exchange: 0,
    held: 0
  })
  t.equal(pointsOf(store, customer_id), 17 - 1 - 1 + 7, 'points go back with the goods that gave them')
  const drawers = listTerminals(store).map(({ terminal_id }) => {
    const { shift_id } = findOpenShift(store, terminal_id)!
    return findShiftReport(store, shift_id)!.expected_minor
  })
  t.same(drawers, [200_000 + 50_000, 100_000 + 15_200 - 16_200])
}

/** What each account holds, over all of the journal. */
function ledger(sqlite: Database.Database): Record<string, number> {
  const rows = sqlite.prepare('select account, sum(amount_minor) from journal group by account').raw()
  return Object.fromEntries(rows.all() as [string, number][])
}

async function boxOf(page: Page, what: string) {
  return (await page.locator(what).first().boundingBox())!
}

async function colourOf(page: Page, what: string): Promise<string> {
  return page.evaluate<string>(`getComputedStyle(document.querySelector('${what}')).backgroundColor`)
}

async function total(page: Page): Promise<string> {
  return plain((await page.locator('#slip .total output').textContent()) ?? '')
}

/** Text with one kind of blank, in which thousands are set apart as in Indonesian. */
function plain(text: string): string {
  return text.replace(/[\s\u00a0\u202f]+/g, ' ').replace(/(?<=\d),(?=\d{3})/g, '.')
}
