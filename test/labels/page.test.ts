import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { listJobs } from '../../server/printing/find-jobs.ts'
import { addPrinter, PLAIN_PRINTER } from '../../server/printing/save-printer.ts'
import { newId } from '../../server/values/id.ts'
import { openChromium } from '../browser.ts'
import { bringItem, openShop } from '../catalog/goods.ts'
import { until } from '../counter.ts'
import { decodeTspl } from '../printer/decode-labels.ts'
import { listenAsPrinter } from '../printer/listener.ts'

const artefacts = join(import.meta.dirname, '../artefacts/labels')
mkdirSync(artefacts, { recursive: true })

t.test('Labels are scanned onto the list, seen, counted and printed, by scanner and keyboard', async (t) => {
  const shop = await openShop(t)
  const { store, box, owner } = shop
  const printer = await listenAsPrinter(t)
  await store.commit((tx) =>
    addPrinter(tx, shop.as_owner(), {
      ...PLAIN_PRINTER,
      printer_id: newId(),
      name: 'Printer label gudang',
      language: 'tspl',
      answers: 'never',
      transport: 'tcp',
      address: `127.0.0.1:${printer.port}`
    })
  )
  await bringItem(shop, { name: 'Susu Cokelat 1 L', price: 19_900, barcode: '8998009010620' })
  await bringItem(shop, { name: 'Teh Kotak Melati 1 L', price: 8_700, barcode: '8998009040405' })
  await bringItem(shop, {
    name: 'Beras Pandan Wangi Cianjur Super Pulen Kemasan Karung 25 kg',
    price: 412_500
  })
  const chromium = await openChromium(t)
  const context = await chromium.newContext({ baseURL: box.url })
  await context.addCookies([...owner.cookies].map(([name, value]) => ({ name, value, url: box.url })))
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  await page.goto('/labels')

  const lines = page.locator('.label-lines > li')
  const type = async (text: string): Promise<void> => {
    await page.locator('[name=text]').pressSequentially(text)
    await page.keyboard.press('Enter')
  }
  await t.test(
    'a scan is a label, the same again is one more, a name is enough where it is alone',
    async () => {
      await type('8998009010620')
      await lines.nth(0).locator('[name=n][value="1"]').waitFor()
      await type('8998009010620')
      await lines.nth(0).locator('[name=n][value="2"]').waitFor()
      await type('beras')
      await lines.nth(1).waitFor()
      await page.locator('.print-bar button', { hasText: '3 label' }).waitFor()
      await page.locator('[name=text]:focus').waitFor()
    }
  )

  await t.test('each label is seen as it will be printed, and fits the screen', async (t) => {
    for (const width of [360, 1280]) {
      await page.setViewportSize({ width, height: 900 })
      for (const img of await page.locator('.label-picture img').all()) {
        await img.scrollIntoViewIfNeeded()
        await page.waitForFunction('[...document.images].every((img) => img.complete)')
      }
      await page.screenshot({ path: join(artefacts, `labels-${width}.png`), fullPage: true })
      const wider = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')
      t.ok(wider <= 0, `fits ${width} pixels`)
    }
  })

  await t.test('many are asked for once more, and then come out of the printer', async (t) => {
    await lines.nth(0).locator('[name=n]').fill('60')
    await lines.nth(0).locator('[name=n]').press('Tab')
    await page.locator('[name=sure]').waitFor()
    await page.locator('.print-bar button', { hasText: '61 label' }).waitFor()
    await page.locator('[name=sure]').check()
    await page.screenshot({ path: join(artefacts, 'labels-sure.png'), fullPage: true })
    await page.keyboard.press('F9')
    await page.waitForURL(/\/labels\/[0-9a-f-]{36}$/)
    const run_id = page.url().split('/').at(-1)!
    await until(store, () => listJobs(store, run_id)[0]?.state === 'printed')
    await page.locator('.job.printed').waitFor()
    await page.screenshot({ path: join(artefacts, 'run.png'), fullPage: true })
    const { labels } = decodeTspl(printer.jobs[0]!)
    t.same(
      labels.map(({ copies }) => copies),
      [60, 1]
    )
  })

  await t.test('what was printed before can be printed again, and a line can be left out', async (t) => {
    await page.goto('/labels')
    await page.locator('.label-runs a').first().click()
    await page.locator('a[href^="/labels?run="]').click()
    await lines.nth(1).waitFor()
    await lines.nth(0).locator('[data-drop-row]').click()
    await page.locator('.print-bar button', { hasText: '1 label' }).waitFor()
    t.equal(await lines.count(), 1)
  })
})
