import type { Page } from 'playwright-core'
import t from 'tap'
import { openCounter, TEA } from '../counter.ts'
import { openScreen, scan } from './at-the-screen.ts'

t.setTimeout(120_000)

t.test('An answer that the network holds up', async (t) => {
  const counter = await openCounter(t)
  const { page } = await openScreen(t, counter)
  const late = await holdUp(page, '/till/slip')

  await t.test('does not take off the slip what was scanned meanwhile, nor off what is to pay', async (t) => {
    await counter.till.post('/till/scans', { text: TEA.barcode }, { htmx: true })
    await late.is_held
    await scan(page)
    await page.locator('#slip').getByText('2 pcs × 3.700').waitFor()
    await late.letGo()
    t.match(await page.locator('#slip').innerText(), '2 pcs × 3.700')
    t.match(await page.locator('#bar .pay').innerText(), '7.400')
  })

  await t.test('and the next one is shown as ever', async () => {
    await counter.till.post('/till/scans', { text: TEA.barcode }, { htmx: true })
    await page.locator('#slip').getByText('3 pcs × 3.700').waitFor()
    await page.locator('#bar .pay', { hasText: '11.100' }).waitFor()
  })
})

/** Has the first answer to such a question come only when it is let go. */
async function holdUp(page: Page, path: string) {
  const held = Promise.withResolvers<void>()
  const go = Promise.withResolvers<void>()
  await page.route(
    `**${path}`,
    async (route) => {
      const response = await route.fetch()
      held.resolve()
      await go.promise
      await route.fulfill({ response })
    },
    { times: 1 }
  )
  return {
    is_held: held.promise,
    async letGo() {
      const shown = page.evaluate(
        "new Promise((resolve) => document.addEventListener('htmx:finally:swap', () => resolve(), { once: true }))"
      )
      go.resolve()
      await shown
    }
  }
}
