import { mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import t, { type Test } from 'tap'
import { openChromium } from '../browser.ts'
import { fates, MILK, placePrinter, sell, TEA, until } from '../counter.ts'
import { scanFromAnywhere, sitDown } from '../journeys/hands.ts'
import { listenAsLiar } from '../printer/liar-tcp.ts'
import { openTwoPrinters, slipsIn, type TwoPrinters } from './two-printers.ts'

const artefacts = join(import.meta.dirname, '../artefacts/printing')
mkdirSync(artefacts, { recursive: true })
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

t.test('The light on a till', async (t) => {
  const shop = await openShop(t)
  const { page } = await sit(t, shop, { width: 1280, height: 800, touch: false })
  const { liar } = shop
  const light = page.locator('#printing-light')

  await t.test('says nothing while all is well', async (t) => {
    await sell(shop.till)
    await until(shop.shop.store, () => nothingHangs(shop))
    t.equal((await light.innerText()).trim(), '')
  })

  await t.test('says that paper ends and has ended, and takes neither the focus nor a scan', async (t) => {
    await page.locator('#scan-text').focus()
    await page.keyboard.type('ULT', { delay: 60 })
    liar.set({ paper: 'near-end' })
    await sell(shop.till)
    await light.getByText('Kertas menipis').waitFor()
    await until(shop.shop.store, () => nothingHangs(shop))
    liar.set({ paper: 'out' })
    await sell(shop.till)
    await light.getByText('Kertas habis').waitFor()
    t.equal(await page.evaluate('document.activeElement.id'), 'scan-text')
    t.equal(await page.locator('#scan-text').inputValue(), 'ULT')
    await page.screenshot({ path: join(artefacts, 'light-1280.png') })
  })

  await t.test(
    'shows the queue at a press, without leaving the till, and a scan goes on from there',
    async (t) => {
      await light.locator('button').press('Enter')
      await page.locator('.queue-task .tag', { hasText: 'Kertas habis sejak' }).waitFor()
      await page.screenshot({ path: join(artefacts, 'light-queue-1280.png') })
      await scanFromAnywhere(page, MILK.barcode)
      await page.locator('#slip').getByText('1 pcs × 19.900').waitFor()
      await light.locator('button').focus()
      await page.keyboard.type(`3*${MILK.barcode}`, { delay: 60 }) // a scanner that is slow
      await page.keyboard.press('Enter')
      await page.locator('#slip').getByText('4 pcs × 19.900').waitFor()
      await page.locator('#scan-text').focus()
      await page.keyboard.type('2*', { delay: 60 })
      await scanFromAnywhere(page, MILK.barcode)
      await page.locator('#slip').getByText('6 pcs × 19.900').waitFor()
      await page.keyboard.press('Escape')
      await page.locator('.queue-task').waitFor({ state: 'detached' })
      t.equal(await page.evaluate('document.activeElement.id'), 'scan-text')
    }
  )

  await t.test('goes out by itself when there is paper', async (t) => {
    liar.refill()
    await light.locator('button').waitFor({ state: 'detached' })
    t.ok(nothingHangs(shop))
  })
})

t.test('On a telephone of 360 px', async (t) => {
  const shop = await openShop(t)
  const { page, tap } = await sit(t, shop, { width: 360, height: 740, touch: true })
  const { liar, back, shop: box } = shop

  await t.test('what is done says that paper is out, and the change is still the largest', async (t) => {
    liar.set({ paper: 'out' })
    await page.fill('#scan-text', TEA.barcode)
    await page.keyboard.press('Enter')
    await page.locator('#bar .pay b', { hasText: '3.700' }).waitFor()
    await tap('#bar .pay')
    await page.locator('[data-task] [name=given]').waitFor()
    await tap('.quick [data-amount] >> nth=-1')
    await page.locator('#jobs').getByText('Struk menunggu dicetak: kertas habis').waitFor()
    await page.screenshot({ path: join(artefacts, 'done-paper-out-360.png') })
    await fits(t, page)
    t.ok(await page.locator('[data-done] > .primary').isVisible(), 'and the next sale is one press away')
  })

  await t.test('the slip is handed to the other printer by one press', async (t) => {
    await tap('#jobs button:has-text("Pindah ke Printer belakang")')
    await page.locator('#jobs').getByText('Printer belakang').waitFor()
    await page.locator('#jobs').getByText('Struk terkirim').waitFor()
    await page.screenshot({ path: join(artefacts, 'done-handed-over-360.png') })
    t.match(slipsIn(back.jobs), [/K1-000001/])
    t.notMatch(slipsIn(back.jobs)[0], 'SALINAN')
  })

  await t.test('all that waits is handed over from the queue, and what came out is listed', async (t) => {
    const { sale_id } = await sell(shop.till)
    const second = await sell(shop.till)
    await until(box.store, () => fates(box.store, second.sale_id).includes('sale waiting paper-out'))
    await tap('[data-done] > .primary')
    await tap('#printing-light button')
    await page.locator('.queue-task .job').nth(1).waitFor()
    await page.screenshot({ path: join(artefacts, 'light-queue-360.png') })
    await fits(t, page)
    await page.goto('/printing')
    await page.locator('.queue .job').nth(1).waitFor()
    await page.screenshot({ path: join(artefacts, 'queue-360.png'), fullPage: true })
    await fits(t, page)
    await tap('button:has-text("Pindahkan 2 struk ke Printer belakang")')
    await page.locator('.queue').waitFor({ state: 'detached' })
    await page.locator('#past').getByText('dipindah dari Printer depan').nth(2).waitFor()
    await page.screenshot({ path: join(artefacts, 'queue-past-360.png'), fullPage: true })
    await fits(t, page)
    t.ok(fates(box.store, sale_id).includes('sale printed'))
    t.equal(slipsIn(back.jobs).length, 3)
  })
})

async function openShop(t: Test) {
  const shop = await openTwoPrinters(t)
  const liar = await listenAsLiar(t)
  await placePrinter(shop.owner, shop.people.printer_id, { port: liar.port })
  return { ...shop, liar }
}

async function sit(t: Test, { shop, till }: TwoPrinters, size: Parameters<typeof sitDown>[1]['size']) {
  const browser = await openChromium(t)
  return await sitDown(browser, { url: shop.box.url, cookies: till.cookies, size, locale: 'id' })
}

/** Nothing is cut off, and everyone can read it. */
async function fits(t: Test, page: Page): Promise<void> {
  await page.evaluate(axe)
  const { violations } = (await page.evaluate("axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag22aa'] })")) as {
    violations: { id: string; nodes: { html: string }[] }[]
  }
  t.same(
    violations.map(({ id, nodes }) => [id, nodes[0]?.html]),
    []
  )
  t.ok(
    await page.evaluate(
      "[...document.querySelectorAll('.top > *')].every((one) => one.getBoundingClientRect().right <= innerWidth)"
    ),
    'the head has room'
  )
  t.ok(
    await page.evaluate('document.documentElement.scrollWidth <= innerWidth'),
    'nothing stands over the edge'
  )
}

function nothingHangs({ shop: { store } }: TwoPrinters): boolean {
  return store.sqlite.prepare('select 1 from print_jobs where settled_at is null').get() === undefined
}
