import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import t from 'tap'
import { listPrinters } from '../../server/printing/find-printer.ts'
import { openChromium } from '../browser.ts'
import { openCounter } from '../counter.ts'
import { listenAsPrinter } from '../printer/listener.ts'

const artefacts = join(import.meta.dirname, '../artefacts/printer-setup')
mkdirSync(artefacts, { recursive: true })

t.setTimeout(180_000)

t.test('An owner with a phone adds a printer, answers its test page, and lets it go again', async (t) => {
  const { shop, owner } = await openCounter(t)
  const paper = await listenAsPrinter(t)
  const browser = await openChromium(t)
  const context = await browser.newContext({
    viewport: { width: 360, height: 740 },
    hasTouch: true,
    isMobile: true,
    baseURL: shop.box.url
  })
  const { url } = shop.box
  await context.addCookies([...owner.cookies].map(([name, value]) => ({ name, value, url })))
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  const added = () => listPrinters(shop.store).find(({ name }) => name === 'Printer dapur')

  await t.test('fills in a form that asks only for what that kind needs', async (t) => {
    await page.goto('/printers/new')
    await page.locator('[name=name]').fill('Printer dapur')
    await page.locator('[name=transport][value=serial]').check()
    t.ok(await page.locator('[name=baud]').isVisible())
    await page.locator('[name=transport][value=tcp]').check()
    t.notOk(await page.locator('[name=baud]').isVisible())
    await page.locator('[name=language][value=tspl]').check()
    t.ok(await page.locator('[name=label_width_mm]').isVisible())
    t.notOk(await page.locator('[name=columns]').first().isVisible())
    await picture(page, 'form-label')
    await page.locator('[name=language][value=escpos]').check()
    await page.locator('[name=address]').fill(`127.0.0.1:${paper.port}`)
    t.notOk(await page.locator('[name=code_page]').isVisible(), 'what the test page finds out is folded away')
    await page.locator('.printer-form summary').tap()
    await picture(page, 'form')
    await page.getByRole('button', { name: 'Simpan', exact: true }).tap()
    await page.waitForURL('**/test?added')
  })

  await t.test('prints the test page and says how it came out, step by step', async (t) => {
    await picture(page, 'test-start')
    await page.getByRole('button', { name: 'Cetak halaman tes' }).tap()
    await paper.waitForJobs(1)
    await page.locator('#test-steps .job.printed').waitFor()
    await picture(page, 'test-printed')
    await page.getByRole('button', { name: 'Sudah keluar, lanjut' }).tap()

    await page.getByRole('heading', { name: /berakhir 48/ }).waitFor()
    await picture(page, 'test-width')
    await page.getByRole('button', { name: /Utuh/ }).tap()
    await page.getByRole('heading', { name: /hurufnya benar/ }).waitFor()
    await picture(page, 'test-letters')
    await page.getByRole('button', { name: /Baris B/ }).tap()
    await page.getByRole('heading', { name: /nomor berapa/ }).waitFor()
    await picture(page, 'test-cut')
    await page.getByRole('button', { name: 'Lewati' }).tap()
    await page.getByRole('heading', { name: /kode QR/ }).waitFor()
    await picture(page, 'test-qr')
    await page.getByRole('button', { name: 'Terbaca', exact: false }).first().tap()
    await page.getByRole('heading', { name: /laci uang tersambung/ }).waitFor()
    await picture(page, 'test-drawer')
    await page.getByRole('button', { name: 'Coba buka laci' }).tap()
    await page.getByText('Dicoba lewat pin 2, 100 milidetik').waitFor()
    await page.locator('#test-steps .job.printed').waitFor()
    await picture(page, 'test-drawer-tried')
    await page.getByRole('button', { name: 'Tidak, coba cara lain' }).tap()
    await page.getByText('Dicoba lewat pin 5, 100 milidetik').waitFor()
    await page.getByRole('button', { name: 'Ya, terbuka' }).tap()
    await page.getByRole('heading', { name: 'Selesai' }).waitFor()
    await picture(page, 'test-end')
    t.match(added(), { columns: 48, code_page: 'wpc1252', cut: 'partial', drawer_pin: 5, pulse_ms: 100 })
    t.same(
      await page.locator('.learnt .tag').allTextContents(),
      ['tersimpan', 'tersimpan', 'seperti semula', 'tersimpan'],
      'what was skipped is as before'
    )
  })

  await t.test('sees how it is, and asks it', async (t) => {
    await page.getByRole('link', { name: 'Ke daftar printer' }).tap()
    const card = page.locator('.printers > li', { hasText: 'Printer dapur' })
    await card.getByText('tidak pernah memberi kabar').waitFor()
    await card.getByRole('button', { name: 'Tanya printer' }).tap()
    await card.locator('.test .notice').waitFor()
    await picture(page, 'printers')
    t.equal(await page.evaluate('document.documentElement.scrollWidth - innerWidth'), 0, 'fits the phone')
  })

  await t.test('removes it, and brings it back', async (t) => {
    await page
      .locator('.printers > li', { hasText: 'Printer dapur' })
      .getByRole('link', { name: 'Ubah' })
      .tap()
    await page.getByText('Lepas printer ini').tap()
    await picture(page, 'form-removal')
    await page.getByRole('button', { name: 'Ya, lepas Printer dapur' }).tap()
    await page.getByText('Printer dapur sudah dilepas.').waitFor()
    t.equal(added(), undefined)
    await picture(page, 'removed')
    await page.getByRole('button', { name: 'Kembalikan' }).tap()
    await page.waitForURL('**/printers?saved')
    t.ok(added())
  })
})

/** The whole page, so that a person can look at it. */
async function picture(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(artefacts, `${name}.png`), fullPage: true })
}
