import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import t, { type Test } from 'tap'
import { changeRights } from '../../server/auth/change-rights.ts'
import { listStaff } from '../../server/auth/find-staff.ts'
import { NOBODY } from '../../server/auth/hash-secret.ts'
import { hireStaff, partWithStaff } from '../../server/auth/hire-staff.ts'
import { openStore } from '../../server/db/open.ts'
import { seedShop } from '../../server/demo/seed-shop.ts'
import { addPrinter, PLAIN_PRINTER } from '../../server/printing/save-printer.ts'
import { listTerminals } from '../../server/terminals/find-terminal.ts'
import { newId } from '../../server/values/id.ts'
import { Bitmap } from '../../views/receipts/dots/bitmap.ts'
import { asPng } from '../../views/receipts/dots/png.ts'
import { openChromium } from '../browser.ts'
import { inviteRegulars } from '../customers/regulars.ts'
import { national, STATIC, variant } from '../qris/payloads.ts'
import { openBox, type TestBox } from '../shop.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const artefacts = join(import.meta.dirname, '../artefacts/pages')
mkdirSync(artefacts, { recursive: true })

const WIDTHS = [360, 768, 1280, 1920]
/** One width of each layout: upright and wide. */
const ASKED = [360, 1280]
const LOCALES = ['id', 'en'] as const
const THEMES = ['light', 'dark'] as const

/** WCAG 2.2 AA by day; by night only what colours decide, since nothing else of a page is another then. */
const RULES = {
  light: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'] },
  dark: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] }
}

/** Each page is measured on each screen; pictures are kept of each layout by day in one language, or all of them. */
const ALL_PICTURES = process.env['LACI_PICTURES'] === 'all'

/** By how many pixels a page is too wide for its screen, once it is drawn. */
const WIDER =
  'new Promise((tell) => requestAnimationFrame(() => tell(document.documentElement.scrollWidth - innerWidth)))'

// On two slow cores that takes longer than other tests may.
t.setTimeout(1_200_000)

t.test(
  'Every page can be read by everyone, in both languages, by day and by night, on any screen',
  async (t) => {
    const shop = await openExample(t)
    const browser = await openChromium(t)
    const context = await browser.newContext({ baseURL: shop.box.url })
    await becomeTill(context, shop)
    const nobody: Parameters<typeof look>[2] = { name: 'customers-none', url: '/customers', locale: 'id' }
    await look(t, context, nobody)
    const customer = `/customers/${await inviteRegulars(shop.store)}`
    const printer = `/printers/${await addPaperPrinter(shop.store)}`
    const member = `/staff/${await changeStaff(shop.store)}`

    const sale = `/sales/${longestSale(shop.store)}`
    const pages: [name: string, url: string, go?: (page: Page) => Promise<void>][] = [
      ['till', '/till'],
      ['till-search', '/till', (page) => search(page, 'susu')],
      ['till-nothing', '/till', (page) => search(page, 'tidak ada ini')],
      ['till-basket', '/till', fillBasket],
      ['till-line', '/till', (page) => press(page, 'F4', '[name=quantity]')],
      ['till-line-discount', '/till', (page) => open(page, ['F4', '[name=quantity]'], ['F6', '[name=off]'])],
      ['till-line-price', '/till', (page) => open(page, ['F4', '[name=quantity]'], ['F4', '[name=price]'])],
      ['till-discount', '/till', (page) => press(page, 'F6', '[name=off]')],
      ['till-customer', '/till', (page) => press(page, 'F3', '#found')],
      ['till-held', '/till', (page) => press(page, 'F8', '#held-list')],
      ['till-discard', '/till', clear],
      ['till-drawer', '/till', (page) => press(page, 'F12', '.drawer-task')],
      ['till-pay', '/till', (page) => press(page, 'F9', '[name=given]')],
      ['till-pay-part', '/till', payInParts],
      ['till-pay-card', '/till', (page) => payBy(page, 'Kartu', 'Card')],
      ['till-pay-kasbon', '/till', (page) => payBy(page, 'Kasbon', 'On account')],
      ['till-refused', '/till', refuse],
      ['till-menu', '/till', openMenu],
      ['till-keys', '/till', (page) => press(page, '?', 'dialog[open]')],
      ['till-done', '/till', finishSale],
      ['till-order', '/till', askForOrder],
      ['till-ordered', '/till', makeOrder],
      ['orders', '/orders'],
      ['orders-none', '/orders?show=ended'],
      ['order', '/orders', (page) => follow(page, 'main a[href^="/orders/0"]', '#jobs')],
      ['displays', '/displays', showDisplayCode],
      ['start', '/start'],
      ['today', '/today'],
      ['second-step', '/second-step'],
      ['radar', '/radar?period=thirty', (page) => page.locator('#radar-answer:not([role])').waitFor()],
      ['answers', '/answers'],
      ['doctor', '/doctor', (page) => page.locator('.doctor-actions').waitFor()],
      ['guide', '/guide/cashier'],
      ['sales', '/sales'],
      ['sale', await linkOn(context, '/sales', 'main a[href^="/sales/"]')],
      ['sales-missed', '/sales?find=K9-404'],
      ['refund-form', `${sale}/refund`, chooseAll],
      ['refund-void', `${sale}/refund?turn=void`],
      ['refund-exchange', `${sale}/refund?turn=exchange`, chooseAll],
      ['refund-without-slip', '/refunds/new', bringGoods],
      ['refund-done', `${sale}/refund`, takeBack],
      ['till-exchange', `${sale}/refund?turn=exchange`, exchange],
      ['shift', '/shift'],
      ['shift-count', '/shift/closing?again', (page) => page.locator('form[data-count] summary').click()],
      ['shift-count-wrong', '/shift/closing?again', countTwoSums],
      ['shift-outcome', '/shift/closing?again', countDrawer],
      ['shift-left', await linkOn(context, '/shifts', 'main tr:has(td[colspan]) a[href^="/shifts/"]')],
      ['shifts', '/shifts'],
      ['shift-report', await linkOn(context, '/shifts', 'main a[href^="/shifts/"]')],
      ['items', '/items'],
      ['item', await linkOn(context, '/items', 'main a[href^="/items/0"]')],
      ['item-new', '/items/new'],
      ['item-units', await linkOn(context, '/items?text=sedaap+mie+kari', 'main a[href^="/items/0"]')],
      [
        'item-tier-wrong',
        await linkOn(context, '/items?text=beras+ramos', 'main a[href^="/items/0"]'),
        typeTier
      ],
      ['promotions', '/promotions'],
      ['promotion-kinds', '/promotions/new'],
      ['promotion', await linkOn(context, '/promotions', 'main h2 a[href^="/promotions/0"]')],
      ['promotion-new', '/promotions/new?kind=buy-get', typePromotion],
      ['promotion-bundle', '/promotions/new?kind=bundle'],
      ['import', '/items/import'],
      ['labels-none', '/labels'],
      ['labels', '/labels', chooseLabels],
      ['labels-run', '/labels', printLabels],
      ['customers', '/customers'],
      ['customers-owing', '/customers?owing=yes'],
      ['customers-nothing', '/customers?text=tidak+ada'],
      ['customer', customer, openDetails],
      ['customer-rest', customer, payTooMuch],
      ['customer-paid', customer, payPart],
      ['customer-new', '/customers/new'],
      ['customer-groups', '/customers/groups'],
      ['statement', `${customer}/statement`],
      ['points', '/settings/points'],
      ['printers', '/printers'],
      ['printers-find', '/printers/find'],
      ['printer-new', '/printers/new', openDetails],
      ['printer-new-label', '/printers/new', (page) => page.locator('[name=language][value=zpl]').check()],
      ['printer-new-serial', '/printers/new', (page) => page.locator('[value=serial]').check()],
      ['printer', printer, openDetails],
      ['printer-test', `${printer}/test`, (page) => askOfTestPage(page, 0)],
      ['printer-test-letters', `${printer}/test`, (page) => askOfTestPage(page, 1)],
      ['printer-test-drawer', `${printer}/test`, (page) => askOfTestPage(page, 4)],
      ['printer-test-end', `${printer}/test`, (page) => askOfTestPage(page, 5)],
      ['printer-removed', '/printers', (page) => removePrinter(page, printer)],
      ['tickets', '/printers/tickets'],
      ['queue', '/printing'],
      ['screen', '/printing/screen'],
      ['staff', '/staff', openDetails],
      ['staff-member', member, openDetails],
      ['me', '/me'],
      ['export-none', '/export'],
      ['export', '/export', makeFile],
      ['ledger-none', '/ledger'],
      ['ledger-wrong', '/ledger', typeWrongSeal],
      ['ledger', '/ledger', verifyLedger],
      ['settings', '/settings'],
      ['settings-shop', '/settings/shop'],
      ['settings-shifts', '/settings/shifts'],
      ['slip-look', '/settings/slip', bringLogo],
      ['slip-look-sample', '/settings/slip', showSample],
      ['taxes', '/settings/tax', typeService],
      ['scale', '/settings/scale', scanLabel],
      ['certificates', '/certificates'],
      ['backup-sheet-none', '/backup/sheet'],
      ['backup-passphrase', '/backup/passphrase'],
      ['backup-sheet', '/backup/passphrase', setPassphrase],
      ['backup-passphrase-change', '/backup/passphrase'],
      ['backup-sheet-again', '/backup/sheet?made'],
      ['tunnel', '/tunnel'],
      ['tunnel-key', '/tunnel', makeTunnelKey],
      ['tunnel-nowhere', '/tunnel', askNowhere],
      ['qris-none', '/settings/qris', typeBrokenCode],
      ['qris', '/settings/qris', checkSticker],
      ['tenders', '/settings/tenders', (page) => page.locator('main details summary').first().click()],
      ['backup', '/backup', openFolds],
      ['backup-place-kinds', '/backup/places/new'],
      ['backup-stick', '/backup/places/new?kind=stick'],
      ['backup-folder', '/backup/places/new?kind=folder'],
      ['backup-sftp', '/backup/places/new?kind=sftp'],
      ['backup-webdav', '/backup/places/new?kind=webdav', typeDeadPlace],
      ['backup-s3', '/backup/places/new?kind=s3'],
      ['backup-points', '/backup/points'],
      ['backup-settings', '/backup/settings'],
      ['backup-restore', '/backup/restore', (page) => page.locator('[value=path]').check()],
      ['backup-restore-moment', '/backup/restore?source=box', (page) => page.locator('[value=time]').check()],
      ['backup-restore-result', '/backup/restore?source=box', restoreBeside],
      ['vouchers-none', '/vouchers'],
      ['vouchers', '/vouchers', sellVoucher],
      ['pairing', '/till/pairing'],
      ['tills', '/tills', (page) => page.locator('#waiting-devices .pair-code').waitFor()],
      ['tills-one', await linkOn(context, '/tills', 'main a[href^="/tills/0"]')],
      ['tills-new', '/tills/new'],
      ['tills-let-in', '/tills', letIn],
      ['sessions', '/sessions'],
      ['missing', '/nowhere'],
      ['sign-in', '/sign-in'],
      ['password', '/sign-in?by=password']
    ]
    const newcomer = await browser.newContext({ baseURL: shop.box.url })
    const waits = await newcomer.newPage()
    await waits.goto('/sign-in')
    await shown(waits, '.pair-code')
    for (const [name, url, go] of pages) {
      await t.test(name, async (t) => {
        for (const locale of LOCALES) await look(t, context, { name, url, go, locale })
      })
    }

    await t.test('sign-in-waiting', async (t) => {
      for (const locale of LOCALES) {
        const url = '/sign-in'
        await look(t, newcomer, {
          name: 'sign-in-waiting',
          url,
          go: (page) => shown(page, '.pair-code'),
          locale
        })
      }
    })

    await t.test('display-code', async (t) => {
      const elsewhere = await browser.newContext({ baseURL: shop.box.url })
      for (const locale of LOCALES) {
        await look(t, elsewhere, { name: 'display-code', url: '/display', go: typeWrongCode, locale })
      }
      await elsewhere.close()
    })

    await t.test('receipt', async (t) => {
      const sale = await context.newPage()
      await sale.goto(await linkOn(context, '/sales', 'main a[href^="/sales/"]'))
      const receipt = await sale.locator('a[href*="/r/"]').first().getAttribute('href')
      await sale.close()
      await look(t, context, { name: 'receipt', url: receipt!, locale: 'id' })
    })
  }
)

t.test('So can what a supervisor is asked', async (t) => {
  const shop = await openExample(t)
  const browser = await openChromium(t)
  const context = await browser.newContext({ baseURL: shop.box.url })
  await becomeTill(context, shop, 'cashier')
  for (const locale of LOCALES) {
    await look(t, context, { name: 'till-approval', url: '/till', go: askForMore, locale })
  }
})

t.test('So can the first run, which has nobody signed in', async (t) => {
  const shop = await openBox(t)
  const browser = await openChromium(t)
  const context = await browser.newContext({ baseURL: shop.box.url })
  for (const step of ['', '/shop', '/tax', '/owner', '/backup', '/copy']) {
    for (const locale of LOCALES) {
      const name = `setup${step.replace('/', '-')}`
      await look(t, context, { name, url: `/setup${step}`, locale })
    }
  }
})

interface Look {
  name: string
  url: string
  go?: ((page: Page) => Promise<void>) | undefined
  locale: 'id' | 'en'
}

/** Opens a page, takes its pictures, and asks axe what somebody could not read or reach. */
async function look(t: Test, context: BrowserContext, { name, url, go, locale }: Look): Promise<void> {
  const page = await context.newPage()
  await page.goto(`/language/${locale}?back=/sign-in`)
  page.setDefaultTimeout(15_000)
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('console', (message) => {
    if (/Content Security Policy/.test(message.text())) faults.push(message.text())
  })
  await page.setViewportSize({ width: 1280, height: 800 })
  await page.goto(url)
  await go?.(page)
  t.equal(await page.locator('html').getAttribute('lang'), locale)
  for (const theme of THEMES) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
    for (const width of widthsOf(locale, theme)) {
      await page.setViewportSize({ width, height: width < 700 ? 740 : 900 })
      if (ALL_PICTURES || (locale === 'id' && theme === 'light' && ASKED.includes(width))) {
        await page.screenshot({ path: join(artefacts, `${name}-${width}-${locale}-${theme}.png`) })
      }
      const wider = await page.evaluate<number>(WIDER)
      t.ok(wider <= 0, `${name} fits ${width} pixels (${locale}, ${theme})`)
      // What axe asks depends on the layout and the colours, not on the language.
      if (locale === 'id' && ASKED.includes(width)) {
        t.same(await violations(page, theme), [], `${name} can be read at ${width} pixels (${theme})`)
      }
    }
  }
  t.same(faults, [], 'nothing on it went wrong')
  await page.close()
}

/** By day on every screen; by night once for each layout, in one language: how wide a word is does not depend on it. */
function widthsOf(locale: Look['locale'], theme: (typeof THEMES)[number]): number[] {
  if (theme === 'light') return WIDTHS
  return locale === 'id' ? ASKED : []
}

async function violations(page: Page, theme: (typeof THEMES)[number]): Promise<string[]> {
  if (!(await page.evaluate('window.axe'))) await page.evaluate(axe)
  const { violations } = await page.evaluate<{
    violations: { id: string; nodes: { html: string; failureSummary: string }[] }[]
  }>(`axe.run(document, ${JSON.stringify({ runOnly: RULES[theme] })})`)
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary.slice(0, 200)}`)
  )
}

/** The example shop, with a week behind it, on a clock that went on from an afternoon: at dawn no shop has sold yet. */
async function openExample(t: Test): Promise<TestBox> {
  const data = mkdtempSync(join(tmpdir(), 'laci-pages-'))
  t.teardown(() => rmSync(data, { recursive: true, force: true }))
  const behind = sinceAfternoon(Date.now())
  const clock = { now: () => new Date(Date.now() - behind).toISOString() }
  const store = await openStore(join(data, 'laci.db'))
  const people = await seedShop(store, { now: clock.now(), locale: 'id', progress: () => undefined })
  staff.set(data, people)
  store.close()
  return openBox(t, { data, clock })
}

/** @returns the milliseconds since it was last 16.30 in Jakarta */
function sinceAfternoon(now: number): number {
  const [hour_ms, day_ms, afternoon_utc] = [3_600_000, 86_400_000, 9.5]
  return (((now - afternoon_utc * hour_ms) % day_ms) + day_ms) % day_ms
}

const staff = new Map<string, Awaited<ReturnType<typeof seedShop>>>()

/** Signs the owner in, makes this browser a till and opens a shift; somebody else may work there then. */
async function becomeTill(
  context: BrowserContext,
  { box, data, store, browser }: TestBox,
  worker: 'owner' | 'cashier' = 'owner'
): Promise<void> {
  const owner = browser()
  const of = (role: string) => staff.get(data)!.find((person) => person.role === role)!
  const { name, secret } = of('owner')
  await owner.post('/sign-in/password', { name, password: secret })
  const { printer_id } = listTerminals(store)[0]!
  await owner.post('/till/pairing', { name: 'Kasir foto', printer_id: printer_id ?? '' })
  await owner.post('/shift', { float: '200000' })
  if (worker === 'cashier') {
    await owner.post('/sign-out')
    const { staff_id } = listStaff(store).find((person) => person.name === of('cashier').name)!
    await owner.post('/sign-in/pin', { staff_id, pin: of('cashier').secret })
  }
  await context.addCookies([...owner.cookies].map(([name, value]) => ({ name, value, url: box.url })))
}

/** What stands on a slip was typed in wrongly. */
async function typeWrongSeal(page: Page): Promise<void> {
  await page.fill('[name=noted]', '1842 K7QD')
  await page.click('main form button')
  await page.waitForSelector('[role=alert]')
}

async function verifyLedger(page: Page): Promise<void> {
  await page.click('main form button')
  await page.waitForSelector('#ledger .notice')
}

/** Enough on it to bring some back in either language. */
function longestSale(store: TestBox['store']): string {
  const row = store.sqlite
    .prepare('select sale_id from sale_lines group by sale_id order by count(*) desc, sale_id desc limit 1')
    .get() as { sale_id: string }
  return row.sale_id
}

/** A printer of paper that is switched off. */
async function addPaperPrinter(store: TestBox['store']): Promise<string> {
  const printer_id = newId()
  const by = { at: new Date().toISOString(), staff_id: null, terminal_id: null, request_id: null }
  const where = { name: 'Printer dapur di belakang', transport: 'tcp', address: '127.0.0.1:9' } as const
  await store.commit((tx) => addPrinter(tx, by, { ...PLAIN_PRINTER, ...where, printer_id }))
  return printer_id
}

/** A cashier with rights of their own, and somebody who has left. @returns the cashier */
async function changeStaff(store: TestBox['store']): Promise<string> {
  const by = { at: new Date().toISOString(), staff_id: null, terminal_id: null, request_id: null }
  const { staff_id } = listStaff(store).find(({ role }) => role === 'cashier')!
  const leaver = { staff_id: newId(), name: 'Wawan Kurniawan Setiadi', role: 'stock' } as const
  await store.commit((tx) => {
    changeRights(tx, by, { staff_id, rights: ['sell', 'see-items', 'see-sales', 'refund', 'see-today'] })
    hireStaff(tx, by, { ...leaver, password_hash: null, pin_hash: NOBODY })
    partWithStaff(tx, by, leaver.staff_id)
  })
  return staff_id
}

async function linkOn(context: BrowserContext, url: string, selector: string): Promise<string> {
  const page = await context.newPage()
  await page.goto(url)
  const href = await page.locator(selector).first().getAttribute('href', { timeout: 15_000 })
  await page.close()
  return href!
}

async function fillBasket(page: Page): Promise<void> {
  for (const tile of [0, 1, 2]) await page.locator('.tile').nth(tile).click()
  await page.locator('#slip [name=line]').nth(2).waitFor()
}

async function openMenu(page: Page): Promise<void> {
  await page.locator('.menu summary').click()
  await page.locator('.menu .own').waitFor()
}

async function press(page: Page, key: string, appears: string): Promise<void> {
  if ((await page.locator('#slip [name=line]').count()) === 0) await fillBasket(page)
  await page.keyboard.press(key)
  await page.locator(appears).waitFor()
}

async function open(page: Page, ...steps: [key: string, appears: string][]): Promise<void> {
  for (const [key, appears] of steps) await press(page, key, appears)
}

async function clear(page: Page): Promise<void> {
  await press(page, 'F4', '[name=quantity]')
  await page.keyboard.press('Escape')
  await page.locator('.slip-actions .clear').click()
  await page.locator('#ask dialog[open]').waitFor()
}

/** Asks for more off than a cashier may take. */
async function askForMore(page: Page): Promise<void> {
  await press(page, 'F6', '[name=off]')
  await page.locator('.percents button').nth(1).click()
  await page.locator('#ask dialog[open]').waitFor()
}

async function payBy(page: Page, ...names: string[]): Promise<void> {
  await press(page, 'F9', '.pay-task')
  await page
    .locator('.means button')
    .filter({ hasText: new RegExp(names.join('|')) })
    .click()
  await page.locator('.pay-form:not(.cash-form)').waitFor()
}

/** Rp 1.000 in cash, which the basket keeps from then on, and the question whether to give them back. */
async function payInParts(page: Page): Promise<void> {
  await press(page, 'F9', '[name=given]')
  if ((await page.locator('.taken li').count()) === 0) {
    await page.locator('[name=given]').fill('1000')
    await page.keyboard.press('F8')
    await page.locator('.taken li').waitFor()
  }
  await page.locator('.taken li button').first().click()
  await page.locator('.asked').waitFor()
}

/** What would come out, and what it would cost. */
async function restoreBeside(page: Page): Promise<void> {
  await page.locator('.restore-to .primary').click()
  await page.locator('[name=proof]').waitFor({ timeout: 60_000 })
  await page.locator('details.fold summary').last().click()
}

/** Everything of this month, as it is offered, and the button that fetches it. */
async function makeFile(page: Page): Promise<void> {
  await page.locator('.export button.primary').click()
  await page.locator('.export-job.ready a').waitFor()
  await page.evaluate('scrollTo(0, 0)')
}

/** Prints the test page, and skips as many of its questions. */
async function askOfTestPage(page: Page, skipped: number): Promise<void> {
  await page.locator('#test-steps .primary').click()
  await page.locator('#test-steps [hx-get$="/test/width"]').click()
  for (let step = 1; step <= skipped; step++) {
    await page.locator(`#test-steps:has(progress[value="${step}"]) > button.plain`).click()
  }
  await page.locator(`#test-steps ${skipped < 5 ? `progress[value="${skipped + 1}"]` : '.learnt'}`).waitFor()
}

/** In the other language it comes back first. */
async function removePrinter(page: Page, printer: string): Promise<void> {
  await page.goto(printer.replace('/printers/', '/printers?removed='))
  const back = page.locator('form[action$="/return"] button')
  if (await back.count()) {
    await back.click()
    await page.waitForURL('**/printers?saved')
  }
  await page.goto(printer)
  await page.locator('details.card summary').click()
  await page.locator('button.danger').click()
  await back.waitFor()
}

async function sellVoucher(page: Page): Promise<void> {
  await page.locator('[name=value]').fill('50000')
  await page.locator('main form .primary').click()
  await page.locator('.issued').waitFor()
}

async function search(page: Page, text: string): Promise<void> {
  const query = `/till/shelf?${new URLSearchParams({ text })}`
  const found = page.waitForResponse((response) => response.url().endsWith(query))
  await page.locator('#scan-text').pressSequentially(text)
  await found
}

async function refuse(page: Page): Promise<void> {
  await page.locator('#scan-text').fill('00000000')
  await page.keyboard.press('Enter')
  await page.locator('.refused').waitFor()
}

async function makeTunnelKey(page: Page): Promise<void> {
  const first = page.locator('form[action="/tunnel/key"] button.primary')
  if (await first.isVisible()) await first.click()
  await page.waitForSelector('main details')
}

async function askNowhere(page: Page): Promise<void> {
  await page.locator('[name=host]').fill('127.0.0.1')
  await page.locator('[name=port]').fill('9')
  await page.locator('form[action="/tunnel/look"] button').click()
  await page.waitForSelector('.notice.refused')
}

async function typeBrokenCode(page: Page): Promise<void> {
  await page.locator('#payload').fill(STATIC.replace('TOKO', 'T0KO'))
  await page.locator('#code-reading .refused').waitFor()
}

async function checkSticker(page: Page): Promise<void> {
  await page.locator('#payload').fill(STATIC)
  await page.locator('#code-reading .facts').waitFor()
  await page.locator('main .primary').click()
  await page.waitForURL('**/settings/qris?saved')
  await page.locator('#sticker input[name=payload]').fill(variant({ 51: national('ID2000000000002') }))
  await page.keyboard.press('Enter')
  await page.locator('.verdict.refused').waitFor()
}

async function typeTier(page: Page): Promise<void> {
  await page.locator('#tiers [name=from]').first().fill('10')
  await page.locator('#tiers [data-add-row]').click()
  await page.locator('#tiers .primary').click()
  await page.locator('#tiers .refused').waitFor()
}

async function typePromotion(page: Page): Promise<void> {
  await page.locator('[name=name]').fill('Susu cokelat beli 2 gratis 1')
  await page.locator('#part-buy-text').pressSequentially('susu')
  await page.locator('#part-buy .tick input').first().check()
  await page.locator('#promotion-preview .bill').waitFor()
}

async function openFolds(page: Page): Promise<void> {
  for (const summary of await page.locator('main details.fold > summary').all()) await summary.click()
}

/** A place that nobody answers at. */
async function typeDeadPlace(page: Page): Promise<void> {
  await page.locator('[name=url]').fill('http://127.0.0.1:9/cadangan')
  await page.locator('[name=user]').fill('toko')
  await page.locator('#place-form .primary').click()
  await page.locator('.tried h2.bad').waitFor()
}

async function typeService(page: Page): Promise<void> {
  await page.locator('[name=collects_pbjt][value=yes]').check()
  await page.locator('[name=service]').fill('5')
  await page.locator('#tax-example', { hasText: '92.400' }).waitFor()
}

async function scanLabel(page: Page): Promise<void> {
  await page.locator('#trial').pressSequentially('2100101015007')
  await page.locator('#label-reading .reads').first().waitFor()
}

/** A logo that was brought and is not kept yet. */
async function bringLogo(page: Page): Promise<void> {
  const dots = new Bitmap(200, 80)
  dots.box(20, 10, 160, 60)
  const picture = { name: 'logo.png', mimeType: 'image/png', buffer: asPng(dots) }
  await page.locator('[name=picture]').setInputFiles(picture)
  await page.locator('#slip-logo form button:not([type])').click()
  await page.locator('#slip-sample image').first().waitFor({ state: 'attached' })
}

/** What a phone shows when it does not show the form. */
async function showSample(page: Page): Promise<void> {
  await page.setViewportSize({ width: 360, height: 740 })
  await page.locator('label:has([name=pane][value=sample])').click()
}

async function setPassphrase(page: Page): Promise<void> {
  if (await page.locator('[name=proof]').count()) {
    await page.goto('/backup/sheet')
    const { secret } = [...staff.values()].flat().find(({ role }) => role === 'owner')!
    await page.locator('[name=proof]').fill(secret)
  } else {
    for (const name of ['passphrase', 'passphrase_again']) {
      await page.locator(`[name=${name}]`).fill('Gerobak kuning di depan klinik')
    }
  }
  await page.locator('main form .primary').click()
  await page.locator('.code-groups').waitFor()
}

async function openDetails(page: Page): Promise<void> {
  for (const summary of await page.locator('main details > summary').all()) await summary.click()
  await page.evaluate('scrollTo(0, 0)')
}

async function payTooMuch(page: Page): Promise<void> {
  await page.locator('#account [name=amount]').fill('900000')
  await page.locator('#account button.primary').click()
  await page.locator('#rest-debt button').waitFor()
}

async function payPart(page: Page): Promise<void> {
  await page.locator('#account [name=amount]').fill('10000')
  await page.locator('#account button.primary').click()
  await page.waitForURL('**?paid=*')
  await page.locator('.job.printed').waitFor()
}

async function finishSale(page: Page): Promise<void> {
  await press(page, 'F9', '[name=given]')
  await page.locator('[data-amount]').last().click()
  await page.locator('#jobs .job.printed').waitFor()
}

async function chooseAll(page: Page): Promise<void> {
  await page.locator('[data-step=all]').first().click()
  await page.locator('#plan .pay-back').waitFor()
  await page.locator('[name=reason]').first().check()
  // At its top: the bar would else lie over half a box, which no reader of the page would call its size.
  await page.evaluate('scrollTo(0, 0)')
}

/** Pieces that make another sum than the one that is typed. */
async function countTwoSums(page: Page): Promise<void> {
  await page.locator('[name=pieces]').first().fill('3')
  await page.locator('form[data-count] summary').click()
  await page.locator('[name=counted]').fill('1000')
  await page.locator('form[data-count] .primary').click()
  await page.locator('#notice .refused').waitFor()
  await page.evaluate('scrollTo(0, 0)')
}

async function countDrawer(page: Page): Promise<void> {
  await page.locator('[name=pieces]').first().fill('2')
  await page.locator('form[data-count] .primary').click()
  await page.locator('form[action="/shift/closing"]').waitFor()
}

async function takeBack(page: Page): Promise<void> {
  await page.locator('[data-step="1"]').first().click()
  await page.locator('#plan .pay-back').waitFor()
  await page.locator('[name=own_reason]').fill('Kemasannya penyok waktu sampai di rumah')
  await page.locator('form.returning .primary').click()
  await page.locator('.hand-over').waitFor()
}

async function exchange(page: Page): Promise<void> {
  await page.locator('[data-step="1"]').last().click()
  await page.locator('#plan .pay-back').waitFor()
  await page.locator('[name=reason]').last().check()
  await page.locator('form.returning .primary').click()
  await page.waitForURL('**/till')
  await page.locator('.tile').first().click()
  await page.locator('#slip [name=line]').first().waitFor()
}

async function bringGoods(page: Page): Promise<void> {
  for (const text of ['susu', 'teh']) {
    await page.locator('[name=text]').fill(text)
    await page.keyboard.press('Enter')
    await page.locator('.found button').first().click()
    await page.locator('.found').waitFor({ state: 'detached' })
  }
  await page.locator('#plan .pay-back').waitFor()
}

/** Something of everything: what a search could not tell apart, labels in a list, and the folded part. */
async function chooseLabels(page: Page): Promise<void> {
  for (const text of ['beras', 'susu']) {
    await page.locator('[name=text]').fill(text)
    await page.keyboard.press('Enter')
    await page.locator('.found button').first().waitFor()
    if (text === 'beras') await page.locator('.found button').first().click()
    if (text === 'beras') await page.locator('.label-lines li').waitFor()
  }
  await page.locator('main details summary').click()
  await page.evaluate('scrollTo(0, 0)')
}

async function printLabels(page: Page): Promise<void> {
  await chooseLabels(page)
  await page.locator('.print-bar button').click()
  await page.locator('.job.printed').waitFor()
}

async function askForOrder(page: Page): Promise<void> {
  if ((await page.locator('#slip [name=line]').count()) === 0) await fillBasket(page)
  await page.locator('[hx-get="/till/order"]').dispatchEvent('click')
  await page.locator('.order-task').waitFor()
}

async function makeOrder(page: Page): Promise<void> {
  await askForOrder(page)
  await page.locator('.order-task .primary').click()
  await page.locator('[data-done]').waitFor()
}

async function follow(page: Page, link: string, appears: string): Promise<void> {
  await page.locator(link).first().click()
  await page.locator(appears).waitFor()
}

async function showDisplayCode(page: Page): Promise<void> {
  await page.locator('[hx-post="/displays/codes"]').click()
  await page.locator('#display-code output').waitFor()
}

async function typeWrongCode(page: Page): Promise<void> {
  await page.locator('[name=code]').fill('000 000')
  await page.keyboard.press('Enter')
  await page.locator('.refused').waitFor()
}

/** The form that lets in the device that waits. */
async function letIn(page: Page): Promise<void> {
  await page.locator('#waiting-devices a').first().click()
  await shown(page, 'input[type=hidden][name=code]')
}

async function shown(page: Page, what: string): Promise<void> {
  await page.locator(what).first().waitFor({ state: 'attached' })
}
