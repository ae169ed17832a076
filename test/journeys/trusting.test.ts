import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import t from 'tap'
import { openChromium } from '../browser.ts'
import { openLanBox } from '../tls/lan.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const artefacts = process.env['LACI_ARTEFACTS']

await t.test('The pages about trust can be read, on a phone as on a desk, in both themes', async (t) => {
  const box = await openLanBox(t, { names: ['kasir.internal'] })
  const { owner } = await box.setUp()
  const browser = await openChromium(t)
  // Axe is put into the page from outside, which the page's own policy would not let a stranger do.
  const context = await browser.newContext({ bypassCSP: true, reducedMotion: 'reduce' })
  await context.addCookies(
    [...owner.cookies].map(([name, value]) => ({
      name,
      value,
      url: `http://127.0.0.1:${box.box.ports.port}`
    }))
  )
  const plain = `http://127.0.0.1:${box.http_port}`
  const own = `http://127.0.0.1:${box.box.ports.port}`
  const pages: [name: string, url: string, ready: string][] = [
    ['trust', `${plain}/?stay`, '[data-check]'],
    ['trust-en', `${plain}/?stay&lang=en`, '[data-check]'],
    ['certificates-lan', `${own}/certificates`, '.qr'],
    ['certificates-sheet', `${own}/certificates/sheet`, '.qr']
  ]
  for (const [name, url, ready] of pages) {
    for (const colorScheme of ['light', 'dark'] as const) {
      for (const width of [360, 1280]) {
        const page = await context.newPage()
        await page.emulateMedia({ colorScheme })
        await page.setViewportSize({ width, height: 800 })
        await page.goto(url)
        await page.locator(ready).first().waitFor()
        await page.evaluate("for (const fold of document.querySelectorAll('main details')) fold.open = true")
        if (artefacts)
          await page.screenshot({ path: `${artefacts}/${name}-${width}-${colorScheme}.png`, fullPage: true })
        t.ok(
          (await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')) <= 0,
          `${name} fits ${width}`
        )
        t.same(await violations(page), [], `${name} at ${width}, ${colorScheme}`)
        await page.close()
      }
    }
  }
})

await t.test('A device that does not trust the box yet stays and is told so', async (t) => {
  const box = await openLanBox(t)
  const browser = await openChromium(t)
  const page = await browser.newPage()
  await page.goto(`http://127.0.0.1:${box.http_port}/`)
  await page.locator('[data-check]:not([disabled])').click()
  await page.locator('[data-check]:not([disabled])').waitFor()
  t.match(await page.locator('#trust-state').textContent(), 'belum percaya')
})

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe)
  const { violations } = await page.evaluate<{ violations: { id: string; nodes: { html: string }[] }[] }>(
    'axe.run(document)'
  )
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`))
}
