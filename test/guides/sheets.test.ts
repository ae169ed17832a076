import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import t from 'tap'
import { openChromium } from '../browser.ts'
import { openBox } from '../shop.ts'

/** Letters are a little wider on another machine; what only just fits here would not fit there. */
const WIDER = 1.05

await t.test('What is hung up beside the till and the box', async (t) => {
  const shop = await openBox(t)
  const browser = await openChromium(t)
  const page = await browser.newPage({ baseURL: shop.box.url })
  const folder = t.testdir()

  for (const locale of ['id', 'en'] as const) {
    await page.goto(`/language/${locale}?back=/guide`)
    for (const name of ['cashier', 'technician']) {
      await t.test(`fits one sheet of A4: ${name}, ${locale}`, async (t) => {
        await page.goto(`/guide/${name}`)
        t.equal(await page.locator('html').getAttribute('lang'), locale)
        t.same(await printed(page, join(folder, `${name}-${locale}.pdf`), WIDER), { sheets: 1, size: 'A4' })
      })
    }
  }

  await t.test('and a longer one is found out', async (t) => {
    await page.goto('/guide/technician')
    await page.evaluate(
      `document.querySelector('.guide-parts').append(...document.querySelector('.guide-parts').cloneNode(true).children)`
    )
    const { sheets } = await printed(page, join(folder, 'twice.pdf'), 1)
    t.ok(sheets > 1, `${sheets} sheets`)
  })
})

/** Prints as a browser does, and counts what comes out. */
async function printed(page: Page, path: string, scale: number): Promise<{ sheets: number; size: string }> {
  await page.pdf({ path, preferCSSPageSize: true, scale })
  const pdf = readFileSync(path, 'latin1')
  const [, width, height] = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(pdf) ?? []
  const is_a4 = Math.abs(Number(width) - 595) < 2 && Math.abs(Number(height) - 842) < 2
  return {
    sheets: pdf.match(/\/Type \/Page\b(?!s)/g)?.length ?? 0,
    size: is_a4 ? 'A4' : `${width} × ${height}`
  }
}
