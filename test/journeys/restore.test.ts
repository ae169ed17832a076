import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import t from 'tap'
import { scratch } from '../backup/restore/recorded-shop.ts'
import { tryPlace, until } from '../backup/safe-shop.ts'
import { openChromium } from '../browser.ts'
import { type Counter, openCounter, sell, TEA } from '../counter.ts'
import { plugIn } from '../process.ts'
import { CASHIER, OWNER } from '../shop.ts'

const PASSPHRASE = 'warung sepeda hujan mangga'
const PHONE = { width: 360, height: 740 }
const DESK = { width: 1280, height: 800 }

const artefacts = join(import.meta.dirname, '../artefacts/restore')
mkdirSync(artefacts, { recursive: true })

t.test('An owner goes back to a named moment on the telephone, and comes back from there', async (t) => {
  const data = scratch(t)
  const counter = await openCounter(t, { data })
  await sell(counter.till, [TEA.barcode])
  await counter.shop.box.stop()
  const box = await plugIn(t, data)
  const browser = await openChromium(t)
  const phone = await sitDown(browser, box.url, counter.owner.cookies, PHONE)
  const till = await sitDown(browser, box.url, counter.till.cookies, DESK)
  const shot = shooter('owner')

  await t.test('The moment gets a name, and then something is sold', async () => {
    await phone.goto('/backup/points')
    await phone.locator('[name=label]').fill('Sebelum stok opname')
    await phone.locator('.naming .primary').click()
    await phone.waitForURL('**/points?made')
    await sellOn(till, 2)
    await shot(phone, '1-named')
  })

  await t.test('What would be lost is that sale and nothing else', async (t) => {
    await phone.locator('.points li', { hasText: 'Sebelum stok opname' }).locator('a.button').click()
    await phone.waitForURL('**/backup/restore/moment?point=*')
    t.ok(await phone.locator('[value=point]').isChecked(), 'the moment is chosen already')
    t.match(await phone.locator('[name=point_id] option:checked').innerText(), /^Sebelum stok opname/)
    t.equal(await phone.locator('[name=passphrase]').count(), 0, 'and nobody asks for the passphrase')
    await shot(phone, '2-chosen')
    await phone.locator('.restore-to .primary').click()
    await phone.locator('[name=proof]').waitFor()
    t.match(await phone.locator('table.loss').innerText(), /Penjualan\s+1\s+Rp.7\.400/)
    await phone
      .locator('details', { has: phone.locator('.numbers') })
      .locator('summary')
      .click()
    t.equal(await phone.locator('.numbers').innerText(), 'K1-000002')
    await shot(phone, '3-preview')
  })

  await t.test('The shop is replaced, and every screen finds the box again by itself', async (t) => {
    await confirm(phone)
    await shot(phone, '4-restarting')
    await phone.waitForURL('**/sign-in**')
    await till.waitForURL('**/sign-in**')
    t.pass('nobody pressed anything; everyone signs in again')
    await shot(till, '5-till')
  })

  await t.test('The sale is gone, and the next one takes its number', async (t) => {
    await signIn(phone)
    await phone.goto('/sales')
    t.notMatch(await phone.locator('main').innerText(), /K1-000002/)
    await signInAtTill(till)
    t.equal(await sellOn(till), 'K1-000002')
  })

  await t.test('“Sebelum dipulihkan” brings it back', async (t) => {
    await phone.goto('/backup/points')
    await phone.locator('.points li', { hasText: 'Sebelum dipulihkan' }).locator('a.button').click()
    await phone.locator('.restore-to .primary').click()
    await phone.locator('[name=proof]').waitFor()
    await confirm(phone)
    await phone.waitForURL('**/sign-in**')
    await signIn(phone)
    await phone.goto('/sales')
    t.match(await phone.locator('main').innerText(), /K1-000002[\s\S]*7\.400|7\.400[\s\S]*K1-000002/)
    await shot(phone, '6-back')
  })
})

t.test('A technician makes an empty box the shop again, and it sells', async (t) => {
  const slots = scratch(t)
  const counter = await openCounter(t)
  await sell(counter.till, [TEA.barcode])
  await fillStick(counter, join(slots, 'KINGSTON'))
  await counter.shop.box.stop()
  const box = await plugIn(t, scratch(t), { LACI_STICKS: slots })
  const browser = await openChromium(t)
  const page = await browser.newPage({ baseURL: box.url, viewport: DESK })
  page.setDefaultTimeout(20_000)
  const shot = shooter('technician')

  await page.goto('/setup')
  await shot(page, '1-first-page')
  await page.locator('a[href="/setup/backup"]').click()
  await page.locator('.choice', { hasText: '(KINGSTON)' }).click()
  await shot(page, '2-stick')
  await page.locator('[name=passphrase]').fill('bukan frasa sandinya')
  await page.locator('.restore-from .primary').click()
  await page.locator('#notice .refused').waitFor()
  await shot(page, '3-refused')
  await page.locator('[name=passphrase]').fill(PASSPHRASE)
  await page.locator('.restore-from .primary').click()
  await page.waitForURL('**/setup/backup/moment')
  await shot(page, '4-moment')
  await page.locator('.restore-to .primary').click()
  await page.locator('form[action="/setup/backup/result"]').waitFor()
  await shot(page, '5-proven')
  await page.locator('form[action="/setup/backup/result"] button').click()
  await page.waitForURL('**/sign-in**')
  await signIn(page)
  t.equal(page.url(), `${box.url}/today`, 'the owner is in, with the name and the password of old')

  const till = await sitDown(browser, box.url, counter.till.cookies, DESK)
  await signInAtTill(till)
  t.equal(await sellOn(till), 'K1-000002', 'and the till goes on with its numbers')
  await shot(till, '6-sold')
})

/** Has the shop's backup carried to a folder that stands for a stick, until all is there. */
async function fillStick({ owner }: Counter, path: string): Promise<void> {
  mkdirSync(path)
  await owner.post('/backup/passphrase', { passphrase: PASSPHRASE, passphrase_again: PASSPHRASE })
  const { url } = await tryPlace(owner, { kind: 'folder', name: 'Flashdisk', path })
  await owner.post(`${url}/keeping`)
  await until(async () => (await owner.get('/backup')).text.includes('Semua sudah sampai'))
}

/** Takes a picture on a telephone and on a desk. */
function shooter(who: string) {
  return async (page: Page, name: string): Promise<void> => {
    const before = page.viewportSize()!
    for (const size of [PHONE, DESK]) {
      await page.setViewportSize(size)
      await page.screenshot({ path: join(artefacts, `${who}-${name}-${size.width}.png`), fullPage: true })
    }
    await page.setViewportSize(before)
  }
}

async function confirm(page: Page): Promise<void> {
  await page.locator('[name=proof]').fill(OWNER.password)
  await page.locator('form:has([name=proof]) button').click()
  await page.locator('.notice', { hasText: 'dinyalakan ulang' }).waitFor()
}

async function signIn(page: Page): Promise<void> {
  await page.goto('/sign-in?by=password')
  await page.locator('[name=name]').fill(OWNER.name)
  await page.locator('[name=password]').fill(OWNER.password)
  await page.locator('form:has([name=password]) button').last().click()
  await page.locator('body[data-signed-in=yes]').waitFor()
}

/** Signs the cashier in by PIN, which opens the till. */
async function signInAtTill(page: Page): Promise<void> {
  await page.goto('/sign-in')
  await page.getByText(CASHIER.name).click()
  for (const digit of CASHIER.pin) await page.locator(`[data-digit="${digit}"]`).click()
  await page.locator('form[data-pin] .primary').click()
  await page.locator('#scan-text').waitFor()
}

/** Sells tea for the exact money. @returns the sale's number */
async function sellOn(page: Page, count = 1): Promise<string> {
  if (!page.url().endsWith('/till')) await page.goto('/till')
  await page.locator('#scan-text').focus()
  await page.keyboard.type(`${count}*${TEA.barcode}`)
  await page.keyboard.press('Enter')
  await page.locator('#slip [name=line]').first().waitFor({ state: 'attached' })
  await page.keyboard.press('F9')
  await page.locator('[name=given]').waitFor()
  await page.keyboard.press('F10')
  await page.locator('.done-task').waitFor()
  return page.locator('.done-task .hint').first().innerText()
}

/** A device of the shop's, with what it was signed in by. */
async function sitDown(
  browser: Browser,
  url: string,
  cookies: Map<string, string>,
  viewport: typeof PHONE
): Promise<Page> {
  const context = await browser.newContext({ baseURL: url, viewport })
  await context.addCookies([...cookies].map(([name, value]) => ({ name, value, url })))
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  return page
}
