import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import t from 'tap'
import { findClosing, findOpenShift } from '../../server/shifts/find-shift.ts'
import { openChromium } from '../browser.ts'
import { openCounter, sell } from '../counter.ts'

const artefacts = join(import.meta.dirname, '../artefacts/shifts')
mkdirSync(artefacts, { recursive: true })

t.setTimeout(120_000)

const counter = await openCounter(t)
const { shop, till, people, owner } = counter
const browser = await openChromium(t)

/** The till's own browser at a size: a telephone, or a screen on the counter. */
async function sitDown(width: number, height: number, cookies = till.cookies) {
  const context = await browser.newContext({
    baseURL: shop.box.url,
    viewport: { width, height },
    hasTouch: width < 600,
    locale: 'id'
  })
  await context.addCookies(
    [...cookies].map(([name, value]) => ({ name, value: encodeURIComponent(value), url: shop.box.url }))
  )
  return context.newPage()
}

t.test('On a telephone', async (t) => {
  await sell(till)
  const { shift_id } = findOpenShift(shop.store, people.terminal_id)!
  const page = await sitDown(360, 740)
  const fits = () => page.evaluate<boolean>('document.documentElement.scrollWidth <= innerWidth')
  const shot = (name: string) => page.screenshot({ path: join(artefacts, `${name}.png`), fullPage: true })

  await t.test('the picture of a bill is taken and goes with its cash move', async (t) => {
    await owner.post('/settings/shifts', {
      shift_mode: 'shared',
      notes: '100000 50000 20000 10000 5000 2000 1000',
      coins: '1000 500 200 100',
      reasons_in: 'Tambah uang kecil',
      reasons_out: 'Beli plastik'
    })
    await page.goto('/shift')
    await page.getByRole('button', { name: 'Tambah uang kecil' }).tap()
    await page.locator('#cash-move [name=amount]').fill('5000')
    const create = { width: 800, height: 600, channels: 3 as const, background: '#886644' }
    const buffer = await sharp({ create }).jpeg().toBuffer()
    await page.locator('[name=picture]').setInputFiles({ name: 'nota.jpg', mimeType: 'image/jpeg', buffer })
    await page.locator('#bill img').waitFor()
    await shot('shift-360-bill')
    t.ok(await fits(), 'nothing stands out at the side')
    await page.getByRole('button', { name: 'Catat' }).tap()
    await page.locator('.moves .bill img').waitFor()
    await shot('shift-360')
    t.match(await page.locator('.moves').first().innerText(), /Tambah uang kecil[\s\S]*5\.000/)
  })

  await t.test('a drawer is counted with the sum before one’s eyes, then closed', async (t) => {
    await page.goto('/shift')
    await page.getByRole('link', { name: 'Hitung dan tutup' }).tap()
    await page.getByLabel('Rp 100.000, berapa lembar').fill('2')
    await page.getByLabel('Rp 2.000, berapa lembar').fill('4')
    await page.getByLabel('Rp 500, berapa keping').fill('1')
    t.equal((await page.locator('[data-count-sum]').innerText()).replace(/\s/g, ' '), 'Rp 208.500')
    t.ok(await fits(), 'nothing stands out at the side')
    t.notMatch(await page.locator('main').innerText(), /208\.700|Seharusnya/)
    await shot('count-360')
    await page.getByRole('button', { name: 'Kirim hitungan' }).tap()
    await page.getByRole('heading', { name: 'Hasil hitungan' }).waitFor()
    t.match(await page.locator('main').innerText(), /Seharusnya\s+Rp 208\.700[\s\S]*−Rp 200\s+kurang/)
    t.ok(await fits())
    await shot('outcome-360')
    await page.locator('form[action="/shift/closing"] [name=reason]').fill('salah kembalian')
    await page.locator('form[action="/shift/closing"] button').tap()
    await page.waitForURL(`**/shifts/${shift_id}`)
    await page.locator('#jobs .job').first().waitFor()
    await shot('closed-360')
    t.ok(await fits())
    t.match(findClosing(shop.store, shift_id), { counted_minor: 208_500, expected_minor: 208_700 })
  })
})

t.test('On the counter’s screen a drawer is counted by keyboard alone', async (t) => {
  await till.post('/shift', { float: '10.000' })
  const { shift_id } = findOpenShift(shop.store, people.terminal_id)!
  const page = await sitDown(1280, 800)
  await page.goto('/shift')
  await page.screenshot({ path: join(artefacts, 'shift-1280.png'), fullPage: true })
  await page.goto('/shift/closing')
  await page.getByLabel('Rp 10.000, berapa lembar').focus()
  await page.keyboard.type('1')
  await page.screenshot({ path: join(artefacts, 'count-1280.png'), fullPage: true })
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Hasil hitungan' }).waitFor()
  await page.screenshot({ path: join(artefacts, 'outcome-1280.png'), fullPage: true })
  t.match(await page.locator('main').innerText(), /Pas/)
  await page.locator('form[action="/shift/closing"] [name=reason]').focus()
  await page.keyboard.press('Enter')
  await page.waitForURL(`**/shifts/${shift_id}`)
  await page.screenshot({ path: join(artefacts, 'closed-1280.png'), fullPage: true })
  t.match(findClosing(shop.store, shift_id), { counted_minor: 10_000, expected_minor: 10_000 })
  const desk = await sitDown(1280, 800, owner.cookies)
  await desk.goto('/settings/shifts')
  await desk.screenshot({ path: join(artefacts, 'settings-1280.png'), fullPage: true })
  await desk.setViewportSize({ width: 360, height: 740 })
  await desk.screenshot({ path: join(artefacts, 'settings-360.png'), fullPage: true })
})
