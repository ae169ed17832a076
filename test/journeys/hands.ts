import type { Browser, Page } from 'playwright-core'
import type { Locale } from '../../server/settings/read-settings.ts'

export const SIZES = [
  { width: 360, height: 740, touch: true },
  { width: 768, height: 1024, touch: true },
  { width: 1280, height: 800, touch: false }
] as const
export type Size = (typeof SIZES)[number]

/** Somebody at a till's screen: with fingers, or with a keyboard and a mouse. */
export interface Hand {
  page: Page
  /** The key that a button names, or the button itself where there are no keys. */
  press(key: string, button: string): Promise<void>
  tap(what: string): Promise<void>
  /** Digits into the field that waits for them: on the keypad, or typed no faster than a hand can. */
  digits(text: string, where?: string): Promise<void>
  /** A scanner: a keyboard that types faster than any hand, and presses Enter. */
  scan(text: string): Promise<void>
  /** Has the slip in sight, which a small screen shows over the goods when asked. */
  showSlip(): Promise<void>
}

/** Opens a till's own page on its device. */
export async function sitDown(
  browser: Browser,
  device: { url: string; cookies: Map<string, string>; size: Size; locale: Locale }
): Promise<Hand> {
  const { url, cookies, size, locale } = device
  const { width, height, touch } = size
  const context = await browser.newContext({
    viewport: { width, height },
    hasTouch: touch,
    isMobile: touch,
    baseURL: url
  })
  await context.addCookies([...cookies].map(([name, value]) => ({ name, value, url })))
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  await page.goto(`/language/${locale}?back=/till`)
  await page.locator('#scan-text').waitFor()
  return handOf(page, touch)
}

function handOf(page: Page, touch: boolean): Hand {
  const tap = async (what: string): Promise<void> => {
    const there = page.locator(what).first()
    await (touch ? there.tap() : there.click())
  }
  return {
    page,
    tap,
    press: (key, button) => (touch ? tap(button) : page.keyboard.press(key)),
    async digits(text, where = '#task') {
      if (!touch) return page.keyboard.type(text, { delay: 60 })
      for (const digit of text) await tap(`${where} [data-digit="${digit}"]`)
    },
    async scan(text) {
      await page.locator('#scan-text').focus()
      await page.keyboard.type(text)
      await page.keyboard.press('Enter')
    },
    async showSlip() {
      const slip = page.locator('#slip')
      if (await slip.isVisible()) return
      await tap('#bar .peek')
      await slip.waitFor()
    }
  }
}

/**
 * A scanner, from wherever the focus is: its keys are 5 ms apart by their own clock, however slowly a busy machine hands
 * them on to the browser.
 *
 * @param midway what happens in the middle of the code
 */
export async function scanFromAnywhere(
  page: Page,
  text: string,
  midway: () => Promise<void> = async () => {}
): Promise<void> {
  const devtools = await page.context().newCDPSession(page)
  const began = Date.now() / 1000
  for (const [at, key] of [...text, 'Enter'].entries()) {
    if (at === Math.floor(text.length / 2)) await midway()
    const press = { key, text: key === 'Enter' ? '\r' : key, timestamp: began + at * 0.005 }
    await devtools.send('Input.dispatchKeyEvent', { type: 'keyDown', ...press })
    await devtools.send('Input.dispatchKeyEvent', { type: 'keyUp', key, timestamp: press.timestamp })
  }
  await devtools.detach()
}
