import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { scanGrayBuffer } from '@undecaf/zbar-wasm'
import type { BrowserContext, Page } from 'playwright-core'
import t, { type Test } from 'tap'
import { drawBars, labelBars } from '../../views/labels/label-bars.ts'
import { Bitmap } from '../../views/receipts/dots/bitmap.ts'
import { wordsIn } from '../../views/words/words.ts'
import { openChromium } from '../browser.ts'
import { MILK, openCounter } from '../counter.ts'

// The camera is Chromium's own false one, which plays a film of a drawn barcode. What is stood in for is the browser's
// `BarcodeDetector`, which Chromium has on telephones but not on Linux: the stand-in reads the very picture that the
// page gives it, by another reader of bars. Everything of ours is as it is at a till.

const artefacts = join(import.meta.dirname, '../artefacts/camera')
mkdirSync(artefacts, { recursive: true })
const words = wordsIn('id').camera
const [WIDTH, HEIGHT] = [640, 480]

t.test('The camera of a telephone scans goods', async (t) => {
  const { shop, people } = await openCounter(t)
  const { context, page } = await openTill(t, { url: shop.box.url, till: people.till, shows: MILK.barcode })
  const strange: string[] = []
  page.on('pageerror', (error) => strange.push(error.message))
  page.on('console', (message) => {
    if (/Content Security Policy/.test(message.text())) strange.push(message.text())
  })
  const submitted: string[] = []
  page.on('request', (request) => {
    if (request.url().endsWith('/till/scans')) submitted.push(request.postData() ?? '')
  })

  await t.test('what it sees is in the basket, as if a scanner had typed it', async (t) => {
    await page.goto('/till')
    await page.locator('[data-camera]').click()
    await page.locator('#camera [data-said]', { hasText: MILK.name }).waitFor()
    await page.screenshot({ path: join(artefacts, 'sheet-360.png') })
    t.equal(await page.locator('#slip .name').textContent(), MILK.name)
    t.match(submitted, [new RegExp(`text=${MILK.barcode}`)])
  })

  await t.test('once, for as long as it is held there', async (t) => {
    // Until it has looked some twenty times more.
    const looks = await page.evaluate<number>('looks')
    await until(page, `looks > ${looks + 20}`)
    t.equal(submitted.length, 1)
  })

  await t.test('Esc closes it, and the camera is off', async (t) => {
    await page.evaluate("globalThis.track = document.querySelector('#camera video').srcObject.getTracks()[0]")
    await page.keyboard.press('Escape')
    await until(page, "track.readyState === 'ended'")
    t.notOk(await page.locator('#camera').isVisible())
  })

  await t.test('held up again, it is another piece', async (t) => {
    await page.locator('[data-camera]').click()
    await until(page, "document.querySelector('#slip .count')?.textContent.includes('2 ')")
    t.equal(submitted.length, 2)
  })

  await t.test('it is off as soon as nobody looks', async (t) => {
    await page.evaluate("globalThis.track = document.querySelector('#camera video').srcObject.getTracks()[0]")
    // A page that is put aside is told so by its browser; a headless one never is put aside.
    await page.evaluate(`Object.defineProperty(document, 'hidden', { value: true, configurable: true })
      document.dispatchEvent(new Event('visibilitychange'))`)
    await until(page, "track.readyState === 'ended'")
    t.notOk(await page.locator('#camera').isVisible())
  })

  await t.test('a browser that was told not to says what to do', async (t) => {
    await page.goto('/till')
    await page.evaluate(`navigator.mediaDevices.getUserMedia = () =>
      Promise.reject(new DOMException('told so by the person', 'NotAllowedError'))`)
    await page.locator('[data-camera]').click()
    await page.locator('#camera .bad', { hasText: words.not_allowed }).waitFor()
    await page.screenshot({ path: join(artefacts, 'not-allowed-360.png') })
    await page.locator('#camera button').first().click()
    t.notOk(await page.locator('#camera').isVisible())
  })

  await t.test('a browser that cannot read bars is offered nothing', async (t) => {
    const plain = await context.browser()!.newContext({ baseURL: shop.box.url })
    await plain.addCookies(await context.cookies())
    const page = await plain.newPage()
    await page.goto('/till')
    await page.locator('.tile, #scan-text').first().waitFor()
    t.notOk(await page.locator('[data-camera]').isVisible())
  })

  t.same(strange, [])
})

t.test('What no item has is refused on the sheet, where one looks', async (t) => {
  const { shop, people } = await openCounter(t)
  const stranger = '8991234567891'
  const { page } = await openTill(t, { url: shop.box.url, till: people.till, shows: stranger })
  await page.goto('/till')
  await page.locator('[data-camera]').click()
  await page.locator('#camera .bad', { hasText: stranger }).waitFor()
  await page.screenshot({ path: join(artefacts, 'refused-360.png') })
  t.equal(await page.locator('#slip .name').count(), 0)
})

/** Asked from outside: a page of ours would not let the words of a question be run in it. */
async function until(page: Page, what: string): Promise<void> {
  while (!(await page.evaluate<boolean>(what))) await page.waitForTimeout(50)
}

interface Scene {
  url: string
  till: { cookies: Map<string, string> }
  /** What is held before the camera. */
  shows: string
}

/** A till's browser on a telephone, with something before its camera. */
async function openTill(
  t: Test,
  { url, till, shows }: Scene
): Promise<{ context: BrowserContext; page: Page }> {
  const folder = mkdtempSync(join(tmpdir(), 'laci-camera-'))
  t.teardown(() => rmSync(folder, { recursive: true, force: true }))
  const film = join(folder, 'bars.y4m')
  writeFileSync(film, filmOf(shows))
  const browser = await openChromium(t, [
    '--use-fake-ui-for-media-stream',
    '--use-fake-device-for-media-stream',
    `--use-file-for-fake-video-capture=${film}`
  ])
  const context = await browser.newContext({ baseURL: url, viewport: { width: 360, height: 740 } })
  await context.addCookies([...till.cookies].map(([name, value]) => ({ name, value, url })))
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  await page.exposeFunction('readBars', async (grey: string, width: number, height: number) => {
    const bytes = Uint8Array.from(Buffer.from(grey, 'base64'))
    const symbols = await scanGrayBuffer(bytes.buffer, width, height)
    return symbols.map((symbol) => symbol.decode())
  })
  await page.addInitScript(STAND_IN)
  return { context, page }
}

/** The browser's missing detector: hands on the picture, and says what is read on it. */
const STAND_IN = `
  globalThis.looks = 0
  globalThis.BarcodeDetector = class {
    static getSupportedFormats = async () => ['ean_13', 'qr_code']
    async detect(video) {
      looks++
      const [width, height] = [video.videoWidth, video.videoHeight]
      if (!width) return []
      const canvas = new OffscreenCanvas(width, height)
      const brush = canvas.getContext('2d')
      brush.drawImage(video, 0, 0)
      const { data } = brush.getImageData(0, 0, width, height)
      let grey = ''
      for (let at = 0; at < data.length; at += 4) grey += String.fromCharCode(data[at])
      return (await readBars(btoa(grey), width, height)).map((rawValue) => ({ rawValue }))
    }
  }`

/** A second of film, uncompressed (YUV4MPEG2), that shows nothing but these bars. */
function filmOf(code: string): Buffer {
  const bars = labelBars(code)!
  const dots = new Bitmap(WIDTH, HEIGHT)
  drawBars(dots, bars, { x: Math.round((WIDTH - bars.modules * 4) / 2), y: 140, height: 200, dots: 4 })
  const light = Buffer.alloc(WIDTH * HEIGHT)
  for (let y = 0; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH; x++) light[y * WIDTH + x] = dots.at(x, y) ? 16 : 235
  }
  const colour = Buffer.alloc((WIDTH * HEIGHT) / 2, 128)
  const frame = Buffer.concat([Buffer.from('FRAME\n'), light, colour])
  const head = Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F10:1 Ip A1:1 C420\n`)
  return Buffer.concat([head, ...Array.from({ length: 10 }, () => frame)])
}
