import type { BrowserContext, Page } from 'playwright-core'
import type { TcpLiar } from '../printer/liar-tcp.ts'

/** Waits until something is there. */
export async function see(page: Page, what: string): Promise<void> {
  await page.locator(what).first().waitFor()
}

/** From now on writes addresses and folders as they are in a shop, not as they happen to be on this machine today. */
export async function asInAShop(page: Page, { url, data }: { url: string; data: string }): Promise<void> {
  const said = [
    [data, '/var/lib/laci'],
    [url, 'https://laci.local'],
    ['127\\.0\\.0\\.1:[0-9]+', '192.168.1.50:9100'],
    ['127\\.0\\.0\\.1', '192.168.1.23']
  ]
  // Panels are drawn anew by themselves, so it is done after each change.
  await page.addInitScript(`(() => {
    const said = ${JSON.stringify(said)}.map(([here, there]) => [new RegExp(here, 'g'), there])
    const write = () => {
      const walker = document.createTreeWalker(document, NodeFilter.SHOW_TEXT)
      while (walker.nextNode()) {
        const text = said.reduce((text, [here, there]) => text.replace(here, there), walker.currentNode.data)
        if (text !== walker.currentNode.data) walker.currentNode.data = text
      }
    }
    new MutationObserver(write).observe(document, { childList: true, subtree: true, characterData: true })
  })()`)
}

export async function nameTheShop(page: Page): Promise<void> {
  await page.locator('[name=name]').fill('Toko Sumber Rejeki')
  await page.locator('[name=address]').fill('Jl. Pasar Lama No. 8, Bogor')
}

export async function fillBasket(page: Page): Promise<void> {
  const tiles = page.locator('.tile')
  for (const [line, tile] of [0, 2, 5, 6].entries()) {
    await tiles.nth(tile).click()
    await page.locator('#slip [name=line]').nth(line).waitFor()
  }
  await page.locator('#scan-text').fill('3*')
  await tiles.nth(3).click()
  await page.locator('#slip [name=line]').nth(4).waitFor()
}

export async function pay(page: Page): Promise<void> {
  await page.locator('#slip [name=line]').first().waitFor()
  await page.keyboard.press('F9')
  await see(page, '[name=given]')
}

export async function finish(page: Page): Promise<void> {
  await pay(page)
  await page.locator('[data-amount]').last().click()
  await see(page, '#jobs .job.printed')
}

/** A sale comes back in part; the supervisor is asked only when it is done. */
export async function takeBack(page: Page): Promise<void> {
  await page.locator('main a[href^="/sales/"]').first().click()
  await page.waitForURL('**/sales/*')
  await page.locator('a[href$="/refund"]').first().click()
  await page.locator('[data-step="1"]').first().click()
  await see(page, '#plan .pay-back')
  await page.locator('[name=reason]').first().check()
  await page.evaluate('scrollTo(0, 0)')
}

export async function count(page: Page): Promise<void> {
  const pieces = page.locator('[name=pieces]')
  for (const [row, many] of ['2', '3', '1', '4', '2', '6', '5'].entries()) {
    if (row < (await pieces.count())) await pieces.nth(row).fill(many)
  }
  await page.evaluate('scrollTo(0, 0)')
}

/** The paper ends, and two slips wait for it. */
export async function runOutOfPaper(page: Page, printer: TcpLiar): Promise<void> {
  printer.set({ paper: 'out' })
  await page.locator('.tile').first().click()
  await see(page, '#slip [name=line]')
  await pay(page)
  await page.locator('[data-amount]').first().click()
  await see(page, '#jobs .job.waiting')
}

/** New paper is in; then the Wi-Fi is gone, and a key was pressed all the same. */
export async function loseWifi(
  page: Page,
  { context, printer }: { context: BrowserContext; printer: TcpLiar }
): Promise<void> {
  printer.set({ paper: 'ok' })
  await page.locator('#printing-light button').waitFor({ state: 'detached' })
  await page.locator('.tile').nth(4).click()
  await see(page, '#slip [name=line]')
  await context.setOffline(true)
  await page.locator('.tile').nth(1).click()
  await see(page, '#status:not([data-state=ready]):not([data-state=sending]):not([data-state=sent])')
}

/** The form that lets in the device that waits. */
export async function letIn(page: Page): Promise<void> {
  await page.locator('#waiting-devices a').first().click()
  await page.locator('input[type=hidden][name=code]').first().waitFor({ state: 'attached' })
}

export async function writePromotion(page: Page): Promise<void> {
  await page.locator('[name=name]').fill('Susu cokelat beli 2 gratis 1')
  await page.locator('#part-buy-text').pressSequentially('susu')
  await page.locator('#part-buy .tick input').first().check()
  await see(page, '#promotion-preview .bill')
}

/** The doctor has looked at everything. */
export async function examine(page: Page): Promise<void> {
  await page.locator('#doctor-results:not([hx-get])').waitFor()
}
