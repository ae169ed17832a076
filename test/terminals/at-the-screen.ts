import type { BrowserContext, Page } from 'playwright-core'
import type { Test } from 'tap'
import { openChromium } from '../browser.ts'
import { type Counter, TEA } from '../counter.ts'

/** A till's own screen in a real browser, signed in as the till is. */
export async function openScreen(
  t: Test,
  { shop, till }: Pick<Counter, 'shop' | 'till'>
): Promise<{ context: BrowserContext; page: Page }> {
  const { url } = shop.box
  const browser = await openChromium(t)
  const context = await browser.newContext({ baseURL: url, viewport: { width: 1280, height: 800 } })
  await context.addCookies(
    [...till.cookies].map(([name, value]) => ({ name, value: encodeURIComponent(value), url }))
  )
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  await page.goto('/till')
  return { context, page }
}

/** Scans as a hand would type it. */
export async function scan(page: Page, text = TEA.barcode): Promise<void> {
  await page.locator('#scan-text').fill(text)
  await page.keyboard.press('Enter')
}

/** Scans, and pays with Rp 5.000 in the moment the network goes: the sale waits on the device. */
export async function payCutOff(context: BrowserContext, page: Page): Promise<void> {
  await scan(page)
  await page.locator('#slip [name=line]').first().waitFor()
  await page.keyboard.press('F9')
  await page.locator('[name=given]').fill('5000')
  await context.setOffline(true)
  await page.locator('[name=given]').press('Enter')
  await page.locator('#status[data-state=waiting]').waitFor()
}

/** The battery is empty. A page that is closed or left, on the other hand, is online again for its last moment, and uses it. */
export async function die(page: Page): Promise<void> {
  const dead = page.waitForEvent('crash')
  const asked = page.goto('chrome://crash').catch((gone: unknown) => gone)
  await dead
  await page.close()
  await asked
}

/** Somebody chooses their name where it says who is on duty, or finds it there, and types their PIN. */
export async function comeBack(page: Page, { name, pin }: { name: string; pin: string }): Promise<void> {
  await page.locator('.sign-in').waitFor()
  const tile = page.locator('.person', { hasText: name })
  if (await tile.isVisible()) await tile.click()
  await page.locator('form.pin').waitFor()
  for (const digit of pin) await page.locator(`[data-digit="${digit}"]`).click()
  await page.locator('form.pin .primary').click()
  await page.waitForURL((at) => !at.pathname.startsWith('/sign-in'))
}
