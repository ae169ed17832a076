import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { openSafeShop, PASSPHRASE } from '../backup/safe-shop.ts'
import { openChromium } from '../browser.ts'

const artefacts = join(import.meta.dirname, '../artefacts/backup')
mkdirSync(artefacts, { recursive: true })

t.test('On a telephone an owner makes the shop safe', async (t) => {
  const shop = await openSafeShop(t, { passphrase: false })
  const browser = await openChromium(t)
  const context = await browser.newContext({
    baseURL: shop.box.url,
    viewport: { width: 360, height: 740 },
    hasTouch: true,
    isMobile: true
  })
  t.teardown(() => context.close())
  await context.addCookies(
    [...shop.owner.cookies].map(([name, value]) => ({ name, value, url: shop.box.url }))
  )
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  const shot = (name: string) => page.screenshot({ path: join(artefacts, `${name}.png`), fullPage: true })

  await t.test('who is led to the passphrase first', async (t) => {
    await page.goto('/backup')
    await page.locator('.backup-light:not(.green)').waitFor()
    await shot('1-fresh')
    await page.locator('.steps .next .button').tap()
    await page.locator('[name=passphrase]').fill(PASSPHRASE)
    await page.locator('[name=passphrase_again]').fill(PASSPHRASE)
    await page.locator('main form .primary').tap()
    await page.locator('.code-groups').waitFor()
    await shot('2-sheet')
    t.pass('and sees the sheet to print')
    await page.locator('form[action="/backup/sheet/kept"] button').tap()
    await page.waitForURL('**/backup')
  })

  await t.test('then to a place, which is tried before it is kept', async (t) => {
    await page.locator('.steps .next .button').tap()
    await page.locator('a[href$="kind=folder"]').tap()
    await page.locator('[name=path]').fill(join(shop.outside, 'nas'))
    await page.locator('#place-form .primary').tap()
    await page.locator('.tried h2.good').waitFor()
    await shot('3-tried')
    await page.locator('form[action$="/keeping"] .primary').tap()
    await page.waitForURL('**/backup')
    // Nothing is pressed: the page follows by itself.
    await page.locator('.places .tag.good').waitFor()
    t.match(await page.locator('.places .what small').innerText(), /Semua sudah sampai/)
    await shot('4-there')
  })

  await t.test('and to a stick, by plugging it in and one press', async (t) => {
    shop.plugIn('A')
    await page.locator('.notice.stick .primary').tap()
    await page.locator('.notice', { hasText: 'boleh dicabut' }).waitFor()
    await shot('5-may-be-pulled')
    t.equal(await page.locator('.places > li').count(), 2)
    t.equal(await page.locator('.steps').count(), 0, 'nothing is left to set up')
  })
})
