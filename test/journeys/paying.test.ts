import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import t, { type Test } from 'tap'
import { saveItem } from '../../server/catalog/save-item.ts'
import { findLastSale } from '../../server/sales/find-sales.ts'
import { changeSettings } from '../../server/settings/change-settings.ts'
import { newId } from '../../server/values/id.ts'
import { minor } from '../../server/values/money.ts'
import { milli } from '../../server/values/quantity.ts'
import { openChromium } from '../browser.ts'
import { type Counter, openCounter } from '../counter.ts'
import { STATIC } from '../qris/payloads.ts'

const SUGAR = '8993093665497'

const artefacts = join(import.meta.dirname, '../artefacts/paying')
mkdirSync(artefacts, { recursive: true })

const SIZES = [
  { width: 360, height: 740, touch: true },
  { width: 768, height: 1024, touch: true },
  { width: 1280, height: 800, touch: false }
]

t.test('Rp 18.640 are paid with Rp 5.000 in cash and the rest by QRIS', async (t) => {
  const counter = await openShop(t)
  const browser = await openChromium(t)
  for (const size of SIZES) {
    for (const locale of ['id', 'en'] as const) {
      const by = size.touch ? 'touch' : 'keyboard'
      await t.test(`by ${by}, at ${size.width} pixels, in ${locale}`, async (t) => {
        const context = await tillOn(browser, counter, size)
        const page = await open(context, locale)
        const shot = (name: string) =>
          page.screenshot({ path: join(artefacts, `${name}-${size.width}-${locale}.png`) })

        await scan(page, SUGAR)
        await page.locator('#slip [name=line]').first().waitFor({ state: 'attached' })
        await (size.touch ? page.locator('#bar .pay').tap() : page.keyboard.press('F9'))
        await page.locator('[name=given]').waitFor()
        await shot('cash')
        t.match(
          await page.locator('.rounding').innerText(),
          /−Rp\s40/,
          'the rounding is said before the money is taken'
        )
        t.match(await page.locator('.owed output').innerText(), /18[.,]600/)

        if (size.touch) {
          for (const digit of ['5', '000']) await page.locator(`[data-digit="${digit}"]`).tap()
        } else await page.keyboard.type('5000', { delay: 60 })
        await shot('short')
        if (size.touch) await page.locator('.part').tap()
        else {
          await page.keyboard.press('Enter')
          await page.locator('[aria-invalid]').waitFor()
          await shot('refused')
          await page.keyboard.press('F8')
        }
        await page.locator('.taken li').waitFor()
        await shot('part')
        t.match(await page.locator('.owed output').innerText(), /13[.,]600/)

        await page.reload()
        await (size.touch ? page.locator('#bar .pay').tap() : page.keyboard.press('F9'))
        await page.locator('.taken li').waitFor()
        t.match(
          await page.locator('#bar .pay').textContent(),
          /5[.,]000/,
          'the pay button knows what was paid'
        )

        if (size.touch) await page.getByRole('button', { name: 'QRIS' }).tap()
        else await page.keyboard.press('q')
        await page.locator('.code-form .qr').waitFor()
        await shot('code')
        t.match(await page.locator('.code-form .qr-amount').innerText(), /13[.,]640/, 'to the last rupiah')

        if (size.touch) await page.locator('.code-form .primary').tap()
        else await page.keyboard.press('Enter')
        await page.locator('.done-task').waitFor()
        await page.locator('#jobs .job.printed').first().waitFor()
        await shot('done')
        t.match(
          findLastSale(counter.shop.store, counter.people.terminal_id)?.tenders.map((tender) => [
            tender.method,
            tender.given_minor
          ]),
          [
            ['cash', 5000],
            ['qris', 13_640]
          ]
        )
        await context.close()
      })
    }
  }
})

t.test('What was taken is given back only after somebody said so', async (t) => {
  const counter = await openShop(t)
  const browser = await openChromium(t)
  const page = await open(await tillOn(browser, counter, SIZES[2]!), 'id')
  await scan(page, SUGAR)
  await page.locator('#slip [name=line]').first().waitFor()
  await page.keyboard.press('F9')
  await page.locator('[name=given]').waitFor()
  await page.keyboard.type('5000', { delay: 60 })
  await page.keyboard.press('F8')
  await page.locator('.taken li button').click()
  await page.locator('.asked').waitFor()
  await page.screenshot({ path: join(artefacts, 'give-back-1280-id.png') })
  await page.getByRole('button', { name: 'Tidak jadi' }).click()
  await page.locator('.asked').waitFor({ state: 'detached' })
  t.equal(await page.locator('.taken li').count(), 1)
  await page.locator('.taken li button').click()
  await page.getByRole('button', { name: 'Sudah dikembalikan' }).click()
  await page.locator('.taken').waitFor({ state: 'detached' })
  t.match(await page.locator('.owed output').innerText(), '18.600')
})

t.test('A letter chooses a means while the amount has the focus, and is none in a reference', async (t) => {
  const counter = await openShop(t)
  const browser = await openChromium(t)
  for (const size of [SIZES[0]!, SIZES[2]!]) {
    const context = await tillOn(browser, counter, size)
    const page = await open(context, 'id')
    if ((await page.locator('#slip [name=line]').count()) === 0) await scan(page, SUGAR)
    await page.locator('#slip [name=line]').first().waitFor({ state: 'attached' })
    await page.locator('#bar .pay').click()
    await page.locator('.cash-form').waitFor()
    await page.locator('.cash-form [name=given]').focus()
    await page.keyboard.press('k')
    await page.locator('[name=reference]').waitFor()
    await page.screenshot({ path: join(artefacts, `card-${size.width}-id.png`) })
    await page.keyboard.type('tk12', { delay: 60 })
    t.equal(await page.locator('[name=reference]').inputValue(), 'tk12')
    await page.locator('.means button', { hasText: 'Kasbon' }).click()
    await page.locator('.pay-form .notice').waitFor()
    await page.screenshot({ path: join(artefacts, `kasbon-${size.width}-id.png`) })
    await context.close()
  }
})

/** A counter whose shop shows codes with the amount, with sugar at a price that no coins make. */
async function openShop(t: Test): Promise<Counter> {
  const counter = await openCounter(t)
  const by = { at: new Date().toISOString(), staff_id: null, terminal_id: null, request_id: null }
  await counter.shop.store.commit((tx) => {
    changeSettings(tx, by, { qris_static: STATIC })
    saveItem(tx, by, {
      item_id: newId(),
      code: null,
      barcodes: [SUGAR],
      name: 'GULAKU GULA TEBU 1KG',
      category: null,
      unit: 'pcs',
      price_minor: minor(18_640),
      cost_minor: null,
      minimum_milli: milli(0),
      favourite: 1
    })
  })
  return counter
}

async function tillOn(
  browser: Browser,
  { shop, till }: Counter,
  { width, height, touch }: (typeof SIZES)[number]
): Promise<BrowserContext> {
  const { url } = shop.box
  const context = await browser.newContext({
    viewport: { width, height },
    hasTouch: touch,
    isMobile: touch,
    baseURL: url
  })
  await context.addCookies([...till.cookies].map(([name, value]) => ({ name, value, url })))
  return context
}

async function open(context: BrowserContext, locale: 'id' | 'en'): Promise<Page> {
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  await page.goto(`/language/${locale}?back=/till`)
  await page.locator('#scan-text').waitFor()
  return page
}

/** A scanner: a keyboard that types faster than any hand, and presses Enter. */
async function scan(page: Page, text: string): Promise<void> {
  await page.locator('#scan-text').focus()
  await page.keyboard.type(text)
  await page.keyboard.press('Enter')
}
