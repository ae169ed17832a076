import t from 'tap'
import { readSettings } from '../../server/settings/read-settings.ts'
import { Bitmap } from '../../views/receipts/dots/bitmap.ts'
import { asPng } from '../../views/receipts/dots/png.ts'
import { openChromium } from '../browser.ts'
import { openCounter } from '../counter.ts'

t.test('The owner types, and sees the slip change', async (t) => {
  const { shop, owner, printer } = await openCounter(t)
  const browser = await openChromium(t)
  const context = await browser.newContext({ baseURL: shop.box.url, viewport: { width: 1280, height: 900 } })
  await context.addCookies([...owner.cookies].map(([name, value]) => ({ name, value, url: shop.box.url })))
  const page = await context.newPage()
  const faults: string[] = []
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()))
  page.on('pageerror', (error) => faults.push(String(error)))
  await page.goto('/settings/slip')
  const sample = page.locator('#slip-sample')
  const says = (text: string) => sample.getByText(text).filter({ visible: true }).first().waitFor()

  await t.test('line by line, without pressing anything', async () => {
    await says('Begini struk tercetak sekarang.')
    await page.locator('[name=receipt_head]').pressSequentially('Buka 08.00')
    await says('Buka 08.00')
    await says('Belum disimpan')
    await page.locator('[name=receipt_foot]').fill('Tukar tiga hari')
    await says('Tukar tiga hari')
  })

  await t.test('where one looks, though the sample is drawn anew', async (t) => {
    const paper = "document.querySelector('.paper-32')"
    await page.evaluate(`${paper}.scrollTo(0, 150)`)
    await page.locator('[name=receipt_foot]').pressSequentially(' saja')
    await says('Tukar tiga hari saja')
    t.equal(await page.evaluate(`${paper}.scrollTop`), 150)
    await page.locator('[name=receipt_foot]').fill('Tukar tiga hari')
  })

  await t.test('with the parts that are ticked, on either paper, of any kind', async (t) => {
    await page.getByLabel('Nama kasir').uncheck()
    await sample.getByText('Kasir Siti').first().waitFor({ state: 'detached' })
    t.equal(await sample.locator('.paper-32').isVisible(), true)
    await page.locator('label:has([name=paper][value="48"])').click()
    t.equal(await sample.locator('.paper-32').isVisible(), false)
    t.equal(await sample.locator('.paper-48').isVisible(), true)
    await page.locator('label:has([name=kind][value=refund])').click()
    await says('Kemasan sobek')
    await page.locator('label:has([name=kind][value=sale])').click()
    await says('Pandan Wangi')
    await says('Buka 08.00')
  })

  await t.test('with a logo, while what was typed stays', async (t) => {
    const dots = new Bitmap(200, 80)
    dots.box(20, 10, 160, 60)
    const picture = { name: 'logo.png', mimeType: 'image/png', buffer: asPng(dots) }
    await page.locator('[name=picture]').setInputFiles(picture)
    await page.getByRole('button', { name: 'Pasang gambar ini' }).click()
    await sample.locator('image').first().waitFor({ state: 'attached' })
    t.equal(await page.locator('[name=receipt_head]').inputValue(), 'Buka 08.00')
    const width = () => sample.locator('.paper-48 image').getAttribute('width')
    const before = await width()
    await page.locator('label:has([name=logo_size][value=full])').click()
    await sample.locator(`.paper-48 image:not([width="${before}"])`).waitFor({ state: 'attached' })
    t.ok(Number(await width()) > Number(before))
  })

  await t.test('on paper too, before it is kept', async (t) => {
    await page.getByRole('button', { name: 'Cetak contoh ini' }).click()
    await printer.waitForJobs(1)
    const paper = Buffer.concat(printer.jobs).toString('latin1')
    t.match(paper, 'CONTOH')
    t.match(paper, 'Buka 08.00')
    t.equal(readSettings(shop.store).receipt_head, '')
  })

  await t.test('and keeps it, or goes back to what was before', async (t) => {
    await page.getByRole('button', { name: 'Simpan' }).click()
    await page.getByText('Tersimpan.').waitFor()
    t.match(readSettings(shop.store), {
      receipt_head: 'Buka 08.00',
      receipt_foot: 'Tukar tiga hari',
      receipt_shows: { cashier: false, link: true },
      receipt_logo: { size: 'full' }
    })
    await says('Begini struk tercetak sekarang.')
    await page.getByRole('button', { name: 'Kembalikan yang sebelumnya' }).click()
    await page.locator('[name=receipt_head]:empty').waitFor()
    t.equal(readSettings(shop.store).receipt_logo, null)
  })

  t.same(faults, [], 'nothing on the page went wrong')
})
