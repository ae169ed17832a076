import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { listStaff } from '../../server/auth/find-staff.ts'
import { findTerminalByCode } from '../../server/terminals/find-terminal.ts'
import { wordsIn } from '../../views/words/words.ts'
import { openChromium } from '../browser.ts'
import { TEA } from '../counter.ts'
import { CASHIER, OWNER } from '../shop.ts'
import { openStockedFloor } from '../terminals/stocked-floor.ts'

const artefacts = join(import.meta.dirname, '../artefacts/terminals')
mkdirSync(artefacts, { recursive: true })
const w = wordsIn('id').terminals

t.setTimeout(120_000)

t.test('A tablet becomes a till, sells, locks, goes on, and is taken out', async (t) => {
  const { shop, clock } = await openStockedFloor(t)
  const { url } = shop.box
  const browser = await openChromium(t)
  const tablet = await (
    await browser.newContext({ baseURL: url, viewport: { width: 1280, height: 800 } })
  ).newPage()
  const office = await (await browser.newContext({ baseURL: url })).newPage()
  const shot = (name: string) => tablet.screenshot({ path: join(artefacts, `${name}.png`) })
  for (const page of [tablet, office]) page.setDefaultTimeout(15_000)
  const cashier = listStaff(shop.store).find(({ role }) => role === 'cashier')!

  await t.test('It shows a code, and the owner lets it in from the office', async () => {
    await tablet.goto('/')
    const shown = await tablet.locator('.pairing output').innerText()
    await shot('code')
    await office.goto('/sign-in')
    await office.fill('[name=name]', OWNER.name)
    await office.fill('[name=password]', OWNER.password)
    await office.keyboard.press('Enter')
    await office.waitForURL((at) => !at.pathname.startsWith('/sign-in'))
    await office.goto('/tills')
    const device = office.locator('#waiting-devices li', { hasText: shown })
    await device.locator('a').click()
    await office.fill('main [name=name]', 'Kasir tablet')
    await office.fill('main [name=place]', 'Teras')
    await office.getByRole('button', { name: w.save }).click()
    await office.locator('[data-till=K2]', { hasText: 'Teras' }).waitFor()
    await tablet.locator('.people').waitFor()
  })

  await t.test('The cashier signs in by PIN, opens a shift and fills a basket', async () => {
    await signIn()
    await tablet.goto('/till')
    await tablet.fill('[name=float]', '50.000')
    await tablet.locator('.open-shift button').click()
    await tablet.locator('#scan-text').fill(TEA.barcode)
    await tablet.keyboard.press('Enter')
    await tablet.locator('#slip', { hasText: TEA.name }).waitFor()
    await office.locator('[data-till=K2] .tag.good', { hasText: w.state.online }).waitFor()
  })

  await t.test('Nobody touches it: it locks itself, and opens with the basket as it was', async () => {
    clock.pass(5)
    await tablet.getByRole('heading', { name: w.locked_title(CASHIER.name) }).waitFor()
    await shot('locked')
    await typePin()
    await tablet.waitForURL(`${url}/till`)
    await tablet.locator('#slip', { hasText: TEA.name }).waitFor()
    await tablet.locator('#scan-text').fill(TEA.barcode)
    await tablet.keyboard.press('Enter')
    await tablet.locator('#slip', { hasText: '2' }).waitFor()
  })

  await t.test('One key asks who comes next, and the same page is there again', async () => {
    await tablet.keyboard.press('F11')
    await tablet.locator('.person', { hasText: CASHIER.name }).click()
    await typePin()
    await tablet.waitForURL(`${url}/till`)
    await tablet.locator('#slip', { hasText: TEA.name }).waitFor()
  })

  await t.test('The owner takes it out: it says so by itself, and the office sees it', async (t) => {
    const { terminal_id } = findTerminalByCode(shop.store, 'K2')!
    await office.goto(`/tills/${terminal_id}`)
    await office.getByRole('button', { name: w.revoke }).click()
    await tablet.locator('[data-taken-out]').waitFor()
    await shot('taken-out')
    t.match(await tablet.locator('main').innerText(), w.out_text('K2 · Kasir tablet'))
    await office.locator('[data-till=K2]', { hasText: w.state.out }).waitFor()
  })

  async function signIn(): Promise<void> {
    await tablet.locator(`.person[href*="${cashier.staff_id}"]`).click()
    await typePin()
    await tablet.waitForURL((at) => !at.pathname.startsWith('/sign-in'))
  }

  async function typePin(): Promise<void> {
    for (const digit of CASHIER.pin) await tablet.locator(`[data-digit="${digit}"]`).click()
    await tablet.locator('form.pin .primary').click()
  }
})
