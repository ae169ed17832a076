import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import t from 'tap'
import { findItemByText } from '../../server/catalog/find-item.ts'
import { stockLevel } from '../../server/stock/move-stock.ts'
import { openChromium } from '../browser.ts'
import { openBox, type TestBox } from '../shop.ts'
import { die } from '../terminals/at-the-screen.ts'

const PRODUCTS = join(import.meta.dirname, '../../server/demo/data/products-id.csv')
const TEA = '8998009040405'
const PULPY = '8992761136208'
const PIN = '4071'

const artefacts = join(import.meta.dirname, '../artefacts/day')
mkdirSync(artefacts, { recursive: true })

t.test('A day in the shop', async (t) => {
  const shop = await openBox(t)
  const browser = await openChromium(t)
  const counter = await device(browser, shop, { width: 1280, height: 800 })

  await t.test('begins with four questions, each on a page of its own', async (t) => {
    await counter.goto('/')
    await counter.getByText('English').first().waitFor()
    await shot(counter, '01-language')
    await counter.getByRole('button', { name: 'Lanjut' }).click()
    await counter.getByLabel('Nama toko').fill('Toko Makmur Jaya')
    await counter.getByLabel('Alamat').fill('Jl. Raya Ciawi No. 17, Bogor')
    await counter.getByRole('button', { name: 'Lanjut' }).click()
    await counter.getByText('Bukan PKP').waitFor()
    await counter.getByText('PKP', { exact: true }).click()
    await counter.getByLabel('NPWP').fill('01.234.567.8-912.000')
    await counter.getByText('80 mm').click()
    await shot(counter, '02-tax')
    await counter.getByRole('button', { name: 'Lanjut' }).click()
    await counter.getByLabel('Nama pemilik').fill('Ibu Ratna')
    await counter.locator('[name=password]').fill('gudang garam 88')
    await counter.locator('[name=password_again]').fill('gudang garam 88')
    await counter.getByRole('button', { name: 'Selesai' }).click()
    await counter.waitForURL('**/start')
    await shot(counter, '03-checklist')
    t.match(await counter.locator('main').innerText(), 'Menuju penjualan pertama')
  })

  await t.test('goes on with 3,130 products out of a spreadsheet', async (t) => {
    await counter.goto('/items/import')
    await counter.setInputFiles('input[type=file]', PRODUCTS)
    await counter.locator('form:has(input[type=file]) button.primary').click()
    await counter.waitForURL(/\/items\/import\/[0-9a-f-]{36}/)
    await shot(counter, '04-preview')
    t.match(await counter.locator('main').innerText(), /3[.,]130/)
    await counter.getByRole('button', { name: /3[.,]130/ }).click()
    await counter.locator('main', { hasText: /urungkan|batalkan/i }).waitFor()
    await shot(counter, '05-imported')
    t.ok(findItemByText(shop.store, TEA), 'the first product is in the shop')
  })

  await t.test('makes this device a till and hires a cashier with a PIN of her own', async (t) => {
    await counter.goto('/till/pairing')
    await counter.getByLabel('Nama kasir').fill('Kasir depan')
    await counter.locator('main button.primary').click()
    await counter.waitForURL((url) => url.pathname !== '/till/pairing')
    await counter.goto('/staff')
    const form = counter.locator('form[action="/staff"]')
    await form.locator('[name=name]').fill('Siti Nurhaliza')
    await form.locator('[name=pin]').fill(PIN)
    await form.locator('button.primary').click()
    await counter.getByText('Siti Nurhaliza').first().waitFor()
    await signOut(counter)
    await counter.getByText('Siti Nurhaliza').click()
    for (const digit of PIN) await counter.locator(`[data-digit="${digit}"]`).click()
    await shot(counter, '06-pin')
    await counter.getByRole('button', { name: 'Masuk' }).click()
    await counter.waitForURL('**/till')
    t.match(await counter.locator('.top').innerText(), 'Siti Nurhaliza')
  })

  await t.test('opens the shift with the change in the drawer', async (t) => {
    await counter.getByLabel('Modal kembalian').fill('200000')
    await counter.getByRole('button', { name: 'Buka shift' }).click()
    await counter.locator('#scan-text').waitFor()
    await shot(counter, '07-till')
    t.equal(await focused(counter), 'scan-text', 'the scan field has the focus')
  })

  await t.test('sells by the keyboard alone', async (t) => {
    const before = level(shop, TEA)
    await scan(counter, TEA)
    await scan(counter, `3*${PULPY}`)
    await scan(counter, TEA)
    await counter.getByText('2 pcs × 3.700').waitFor()
    await shot(counter, '08-basket')
    await counter.keyboard.press('F7')
    await counter.getByText('1 pcs × 3.700').waitFor()
    await counter.keyboard.press('F4')
    await counter.locator('[name=quantity]').waitFor()
    await counter.keyboard.type('2', { delay: 60 })
    await counter.keyboard.press('Enter')
    await counter.getByText('2 pcs × 4.400').waitFor()
    await counter.keyboard.press('F9')
    await counter.locator('[name=given]').waitFor()
    await counter.keyboard.type('50000', { delay: 60 })
    await shot(counter, '09-pay')
    t.match(await counter.locator('[data-preview]').innerText(), /Kembalian\s+Rp 37\.500/)
    await counter.keyboard.press('Enter')
    await counter.locator('.done-task').waitFor()
    await counter.locator('#jobs .job.printed').waitFor()
    await shot(counter, '10-done')
    t.match(await counter.locator('.change output').innerText(), /37\.500/)
    t.equal(level(shop, TEA), before - 1000)

    await scan(counter, TEA)
    await counter.locator('#slip .latest').waitFor()
    t.equal(
      await counter.locator('.done-task').count(),
      0,
      'the first scan of the next sale is not swallowed'
    )
    await counter.keyboard.press('F9')
    await counter.locator('[name=given]').waitFor()
    await counter.keyboard.press('F10')
    await counter.locator('.done-task').waitFor()
    t.match(await counter.locator('.done-task').innerText(), 'Uang pas')
    await counter.keyboard.press('Enter')
    t.equal(await focused(counter), 'scan-text')
  })

  await t.test('sells by touch alone, on a phone that is a till too', async (t) => {
    const phone = await device(browser, shop, { width: 360, height: 740 }, true)
    await phone.goto('/sign-in')
    await phone.locator('[name=name]').fill('Ibu Ratna')
    await phone.locator('[name=password]').fill('gudang garam 88')
    await phone.getByRole('button', { name: 'Masuk' }).tap()
    await phone.waitForURL((url) => url.pathname !== '/sign-in')
    await phone.goto('/till/pairing')
    await phone.getByLabel('Nama kasir').fill('Kasir berjalan')
    await phone.locator('main button.primary').tap()
    await phone.waitForURL((url) => url.pathname !== '/till/pairing')
    await phone.goto('/till')
    await phone.getByLabel('Modal kembalian').fill('100000')
    await phone.getByRole('button', { name: 'Buka shift' }).tap()
    const tile = phone.locator('.tile').first()
    await tile.waitFor()
    await shot(phone, '11-phone')
    await tile.tap()
    await phone.locator('.peek', { hasText: '1 barang' }).waitFor()
    await phone.locator('.peek').tap()
    await phone.locator('#slip [name=line]').tap()
    await phone.locator('[data-digit="3"]').tap()
    await phone.locator('.task .primary').tap()
    await phone.locator('#slip .count', { hasText: '3 pcs' }).waitFor({ state: 'attached' })
    await shot(phone, '12-phone-slip')
    await phone.locator('.pay').tap()
    await phone.locator('[data-amount]').last().tap()
    await phone.locator('.done-task').waitFor()
    await shot(phone, '13-phone-done')
    t.match(await phone.locator('.done-task').innerText(), 'K2-000001', 'each till counts its own receipts')
    await phone.context().close()
  })

  await t.test('shows both tills the same stock, without a reload', async (t) => {
    const second = await device(browser, shop, { width: 1024, height: 768 })
    await second.context().addCookies(await counter.context().cookies())
    await second.goto('/till')
    await search(second, 'KOTAK JASMINE')
    await scan(counter, `20*${TEA}`)
    await counter.locator('#slip .latest').waitFor()
    await counter.keyboard.press('F9')
    await counter.locator('[name=given]').waitFor()
    await counter.keyboard.press('F10')
    await second.locator('.tile em').first().waitFor()
    t.match(await second.locator('.tile', { hasText: 'JASMINE' }).first().innerText(), /sisa|habis/)
    await second.context().close()
  })

  await t.test('loses the Wi-Fi, says so, and sends what was pressed when it is back, once', async (t) => {
    await counter.keyboard.press('Enter')
    await counter.context().setOffline(true)
    await scan(counter, PULPY)
    await counter.locator('#status[data-state="waiting"]').waitFor()
    await shot(counter, '14-offline')
    t.match(await counter.locator('#status').innerText(), 'Menunggu jaringan')
    await counter.context().setOffline(false)
    await counter.getByText('1 pcs × 4.400').waitFor()
    t.equal(await counter.locator('#slip [name=line]').count(), 1)
    await counter.reload()
    t.equal(await counter.locator('#slip [name=line]').count(), 1, 'a reload changes nothing')
    await counter.keyboard.press('F7')
    await counter.locator('#slip .empty').waitFor()
  })

  await t.test('keeps what was pressed even when the page is gone before the network is back', async (t) => {
    const dying = await counter.context().newPage()
    await dying.goto('/till')
    await dying.locator('#scan-text').waitFor()
    await dying.context().setOffline(true)
    await scan(dying, PULPY)
    await dying.locator('#status[data-state="waiting"]').waitFor()
    await die(dying)
    await counter.context().setOffline(false)
    await counter.goto('/till')
    await counter.getByText('1 pcs × 4.400').waitFor()
    t.equal(await counter.locator('#slip [name=line]').count(), 1, 'it was sent by the next page, once')
    await counter.keyboard.press('F7')
    await counter.locator('#slip .empty').waitFor()
  })

  await t.test('says what is wrong and what to do, and the words stay until one has gone on', async (t) => {
    await scan(counter, '123456789')
    await counter.locator('.refused').waitFor()
    await shot(counter, '15-unknown')
    t.match(await counter.locator('.refused').innerText(), 'belum terdaftar')
    await scan(counter, 'ultra teh')
    await counter.locator('.refused', { hasText: 'Pilih salah satu' }).waitFor()
    await counter.locator('.tile', { hasText: 'ULTRA TEH KOTAK' }).first().waitFor()
    t.equal(
      await counter.locator('#scan-text').inputValue(),
      'ultra teh',
      'a name is given back to be mended'
    )
    await scan(counter, TEA)
    await counter.locator('#slip .latest').waitFor()
    t.equal(await counter.locator('.refused').count(), 0)
    await counter.keyboard.press('F7')
  })

  await t.test('ends with the drawer counted and a Z slip', async (t) => {
    await counter.goto('/shift')
    await counter.getByRole('link', { name: 'Hitung dan tutup' }).click()
    const count = counter.locator('form[action="/shift/count"]')
    await count.locator('summary').click()
    await count.locator('[name=counted]').fill('290100')
    await count.locator('button').click()
    await counter.locator('form[action="/shift/closing"] button').click()
    await counter.waitForURL(/\/shifts\/[0-9a-f-]{36}/)
    await counter.locator('#jobs .job').first().waitFor()
    await shot(counter, '16-z')
    const text = await counter.locator('main').innerText()
    t.match(text, /Seharusnya\s+Rp 290\.200/)
    t.match(text, /Selisih\s+−Rp 100\s+kurang/)
  })
})

t.test('The till is light', async (t) => {
  const shop = await openBox(t)
  const { till } = await shop.setUp()
  await till.post('/shift', { float: '0' })
  const browser = await openChromium(t)
  const page = await device(browser, shop, { width: 1280, height: 800 })
  await page
    .context()
    .addCookies([...till.cookies].map(([name, value]) => ({ name, value, url: shop.box.url })))
  const devtools = await page.context().newCDPSession(page)
  let bytes = 0
  await devtools.send('Network.enable')
  devtools.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength
  })
  await page.goto('/till')
  await page.waitForLoadState('networkidle')
  t.ok(bytes < 90_000, `the first load carries ${bytes} bytes, under 90 KB`)
  bytes = 0
  await search(page, 'a')
  await page.waitForLoadState('networkidle')
  t.ok(bytes < 15_000, `a search carries ${bytes} bytes, under 15 KB`)
})

async function device(
  browser: Browser,
  { box }: TestBox,
  viewport: { width: number; height: number },
  hasTouch = false
): Promise<Page> {
  const context = await browser.newContext({ viewport, hasTouch, isMobile: hasTouch, baseURL: box.url })
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  return page
}

/** A scanner: a keyboard that types faster than any hand, and presses Enter. */
async function scan(page: Page, text: string): Promise<void> {
  await page.keyboard.type(text)
  await page.keyboard.press('Enter')
}

async function search(page: Page, text: string): Promise<void> {
  const query = `/till/shelf?${new URLSearchParams({ text })}`
  const found = page.waitForResponse((response) => response.url().endsWith(query))
  await page.locator('#scan-text').pressSequentially(text, { delay: 50 })
  await found
}

async function signOut(page: Page): Promise<void> {
  await page.locator('.menu summary').click()
  await page.getByRole('button', { name: 'Keluar' }).click()
  await page.waitForURL('**/sign-in')
}

async function focused(page: Page): Promise<string> {
  return page.evaluate<string>("document.activeElement?.id ?? ''")
}

function level({ store }: TestBox, barcode: string): number {
  return stockLevel(store, findItemByText(store, barcode)!.item_id)
}

async function shot(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(artefacts, `${name}.png`) })
}
