import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import t from 'tap'
import { saveItem } from '../../server/catalog/save-item.ts'
import { listJobs } from '../../server/printing/find-jobs.ts'
import { readDrawerOpenings } from '../../server/shifts/drawer-openings.ts'
import { findOpenShift } from '../../server/shifts/find-shift.ts'
import { newId } from '../../server/values/id.ts'
import { minor } from '../../server/values/money.ts'
import { milli } from '../../server/values/quantity.ts'
import { openChromium } from '../browser.ts'
import { openCounter } from '../counter.ts'
import { OWNER } from '../shop.ts'
import { type Hand, SIZES, sitDown } from './hands.ts'

const SUPERVISOR = { name: 'Pak Budi', pin: '582930' }

const artefacts = join(import.meta.dirname, '../artefacts/drawer')
mkdirSync(artefacts, { recursive: true })

const counter = await openCounter(t)
const { shop, people, till, owner } = counter
const { store } = shop
await owner.post('/staff', { ...SUPERVISOR, role: 'supervisor' })
const browser = await openChromium(t)

t.test('A cashier opens the drawer though nothing is sold, with a supervisor’s PIN', async (t) => {
  for (const size of SIZES) {
    await t.test(`at ${size.width} pixels, by ${size.touch ? 'touch' : 'keyboard'}`, async (t) => {
      const hand = await sitDown(browser, { url: shop.box.url, cookies: till.cookies, size, locale: 'id' })
      const { page, tap } = hand
      const before = openings()
      if (size.touch) {
        await tap('.menu summary')
        await shot(hand, 'menu')
        await tap('.menu [data-key=F12]')
      } else await page.keyboard.press('F12')
      await page.locator('.drawer-task').waitFor()
      t.notOk(await page.locator('.menu[open]').count(), 'the menu is out of the way')
      await shot(hand, 'why')

      await tap('.drawer-task .reasons button')
      await page.locator('#ask dialog[open]').waitFor()
      t.match(await page.locator('#ask').innerText(), 'Laci mau dibuka tanpa penjualan.')
      await page.getByText(SUPERVISOR.name).click()
      await hand.digits(SUPERVISOR.pin, '#ask')
      await shot(hand, 'approval')
      await tap('#ask .primary')
      await page.locator('.drawer-job .job.printed', { hasText: 'Laci dibuka' }).waitFor()
      t.equal(await page.locator('#ask dialog').count(), 0)
      await shot(hand, 'opened')
      t.equal(openings(), before + 1, 'once')

      await tap('#task [data-leave].primary')
      await page.locator('#task [data-task]').waitFor({ state: 'detached' })
      await page.goto('/shift')
      await page
        .locator('.moves li', { hasText: `izin ${SUPERVISOR.name}` })
        .first()
        .waitFor()
      await page.screenshot({ path: join(artefacts, `shift-${size.width}.png`), fullPage: true })
      await page.context().close()
    })
  }
})

t.test('The words of whoever opens it are kept, and a hurried hand opens it once', async (t) => {
  const hand = await sitDown(browser, {
    url: shop.box.url,
    cookies: till.cookies,
    size: SIZES[2],
    locale: 'en'
  })
  const { page } = hand
  const before = openings()
  await page.keyboard.press('F12')
  await page.locator('[name=note]').fill('storeroom key')
  await page.keyboard.press('Enter')
  await page.locator('#ask dialog[open]').waitFor()
  await page.getByText(SUPERVISOR.name).click()
  await page.keyboard.type(SUPERVISOR.pin)
  await page.locator('#ask .primary').dblclick()
  await page.locator('.drawer-job .job.printed').waitFor()
  t.equal(openings(), before + 1)
  t.equal(read().at(-1)?.note, 'storeroom key')
  await page.context().close()
})

t.test('X is printed from the shift’s page, and a cash slip once more', async (t) => {
  const hand = await sitDown(browser, {
    url: shop.box.url,
    cookies: till.cookies,
    size: SIZES[0],
    locale: 'id'
  })
  const { page } = hand
  const move = newId()
  await till.post(
    '/shift/cash',
    {
      amount: '5.000',
      reason: 'es batu',
      direction: 'out',
      approver_id: people.owner_id,
      approver_pin: OWNER.password
    },
    { request_id: move }
  )
  await page.goto('/shift')
  await page.locator('[hx-post="/shift/x"]').tap()
  await page.locator('#x-job .job').waitFor()
  await page.locator(`[hx-post="/shift/cash/${move}/copies"]`).tap()
  await page.locator('#move-job .job').waitFor()
  t.same(
    listJobs(store, move).map(({ kind, copy_no }) => `${kind} ${copy_no}`),
    ['pulse 0', 'move 0', 'move 1']
  )
  await page.context().close()
})

t.test('The owner says where drawers hang, and which kitchen hears of what', async (t) => {
  await bringFood()
  const plain = { columns: '32', drawer_pin: '2', pulse_ms: '120', transport: 'tcp' }
  await owner.post('/printers', { ...plain, name: 'Dapur', address: '127.0.0.1:9' })
  await owner.post('/printers', { ...plain, name: 'Gudang belakang', address: '127.0.0.1:9' })
  for (const { width, height } of SIZES) {
    const page = await openOffice(browser, { width, height })
    await page.goto('/printers#tills')
    await page.locator('[name=drawer_pin]').selectOption('5')
    await page.screenshot({ path: join(artefacts, `printers-${width}.png`), fullPage: true })
    await page.locator('.till-printer .primary').click()
    await page.waitForURL('**/printers?saved*')
    t.equal(await page.locator('[name=drawer_pin]').inputValue(), '5')

    await page.goto('/printers/tickets')
    const box = page.locator('[aria-label="Makanan, Dapur"]')
    const was = await box.isChecked()
    await box.click()
    await page.screenshot({ path: join(artefacts, `tickets-${width}.png`), fullPage: true })
    t.ok((await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')) <= 0, 'it fits')
    await page.locator('main .primary').click()
    await page.waitForURL('**/printers/tickets?saved')
    t.equal(await box.isChecked(), !was)
    await page.context().close()
  }
})

function read() {
  const { terminal_id } = people
  const { shift_id } = findOpenShift(store, terminal_id)!
  return readDrawerOpenings(store, { shift_id, terminal_id }).without_sale
}

function openings(): number {
  return read().length
}

async function shot({ page }: Hand, name: string): Promise<void> {
  await page.screenshot({ path: join(artefacts, `${name}-${page.viewportSize()!.width}.png`) })
}

async function openOffice(browser: Browser, viewport: { width: number; height: number }) {
  const context = await browser.newContext({ viewport, baseURL: shop.box.url })
  await context.addCookies([...owner.cookies].map(([name, value]) => ({ name, value, url: shop.box.url })))
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  await page.goto('/language/id?back=/printers')
  return page
}

async function bringFood(): Promise<void> {
  const by = { at: new Date().toISOString(), staff_id: null, terminal_id: null, request_id: null }
  await store.commit((tx) => {
    for (const category of ['Makanan', 'Minuman dingin dan es', 'Alat tulis dan perlengkapan sekolah anak']) {
      saveItem(tx, by, {
        ...{ item_id: newId(), code: null, barcodes: [], name: `Barang ${category}`, category, unit: 'pcs' },
        ...{ price_minor: minor(1000), cost_minor: null, minimum_milli: milli(0), favourite: 0 }
      })
    }
  })
}
