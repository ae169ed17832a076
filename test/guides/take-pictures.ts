// Takes the guides' pictures anew, all of them: `npm run pictures`. The example shop on one afternoon that is always the
// same, driven as people drive it; only codes that the box makes up (a device's six letters, a QR code) differ each time.
import { mkdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import sharp from 'sharp'
import t, { type Test } from 'tap'
import type { Locale } from '../../server/settings/read-settings.ts'
import { openChromium } from '../browser.ts'
import { type Browser as Device, openBox } from '../shop.ts'
import { clockOfPictures, type ExampleShop, openExampleShop } from './example-shop.ts'
import { FOLDER, LOCALES, pictureFile, ROOT, wantedPictures } from './guides.ts'
import * as hands from './picture-hands.ts'

const PHONE = { width: 360, height: 740 }
const TILL = { width: 1280, height: 800 }
/** All of them together, so that nobody thinks twice before fetching the source. */
const MOST_BYTES = 2_500_000

/** A picture: whose screen, how large, where on it, and what is done there first. */
interface Shot {
  name: string
  url: string
  size?: typeof PHONE
  go?: (page: Page) => Promise<void>
}

const OF_THE_OWNER: Shot[] = [
  {
    name: 'today',
    url: '/today',
    size: PHONE,
    go: (page) => hands.see(page, '#backup-light, .backup-light')
  },
  { name: 'answers', url: '/answers', size: PHONE },
  { name: 'shifts', url: '/shifts' },
  { name: 'radar', url: '/radar?period=thirty', go: (page) => hands.see(page, '#radar-answer:not([role])') },
  { name: 'let-in', url: '/tills', size: PHONE, go: hands.letIn },
  { name: 'tills', url: '/tills' },
  { name: 'staff', url: '/staff' },
  { name: 'promotion', url: '/promotions/new?kind=buy-get', go: hands.writePromotion },
  { name: 'export', url: '/export' },
  { name: 'printers', url: '/printers' },
  { name: 'stick', url: '/backup', go: (page) => hands.see(page, '.notice.stick button') },
  { name: 'restore', url: '/backup/restore' },
  { name: 'update', url: '/update', go: (page) => hands.see(page, 'form:has([name=path]) button') }
]

t.setTimeout(600_000)

rmSync(join(FOLDER, 'pictures'), { recursive: true, force: true })
mkdirSync(join(FOLDER, 'pictures'))
const wanted = new Map(wantedPictures().map((picture) => [picture.name, picture]))
const browser = await openChromium(t)
for (const locale of LOCALES) {
  await t.test(`The pictures, ${locale}`, async (t) => {
    await takeNewBox(t, locale)
    await takeDoctor(t, locale)
    await takeShop(t, locale)
  })
}

await t.test('All of them together are small', async (t) => {
  const files = LOCALES.flatMap((locale) => wantedPictures().map((picture) => pictureFile(picture, locale)))
  const bytes = files.reduce((sum, file) => sum + statSync(join(ROOT, file)).size, 0)
  t.ok(bytes < MOST_BYTES, `${Math.round(bytes / 1000)} KB`)
})

/** A box that nobody has set up, and one right after. */
async function takeNewBox(t: Test, locale: Locale): Promise<void> {
  const shop = await openBox(t, { clock: clockOfPictures() })
  const nobody = await sitAt(t, shop.box.url, { cookies: new Map() })
  const taking = { locale, url: shop.box.url, data: shop.data }
  await take(nobody, taking, [
    { name: 'setup', url: '/setup' },
    { name: 'setup-shop', url: '/setup/shop', size: PHONE, go: hands.nameTheShop }
  ])
  const { owner } = await shop.setUp()
  await take(await sitAt(t, shop.box.url, owner), taking, [
    { name: 'start', url: '/start', size: PHONE },
    { name: 'backup-first', url: '/backup', size: PHONE, go: (page) => hands.see(page, '.steps .next') }
  ])
}

/** What the doctor says on the first day; of today, or the doctor would call the clock wrong. */
async function takeDoctor(t: Test, locale: Locale): Promise<void> {
  const shop = await openBox(t)
  const { owner } = await shop.setUp()
  await take(await sitAt(t, shop.box.url, owner), { locale, url: shop.box.url, data: shop.data }, [
    { name: 'doctor', url: '/doctor', size: PHONE, go: hands.examine }
  ])
}

/** The example shop at work. */
async function takeShop(t: Test, locale: Locale): Promise<void> {
  const shop = await openExampleShop(t, locale)
  const taking = { locale, url: shop.box.url, data: shop.data }
  const till = await sitAt(t, shop.box.url, shop.till)
  await take(till, taking, [{ name: 'sign-in', url: '/sign-in' }])
  await shop.beginWork()
  await till.addCookies(cookiesOf(shop.box.url, shop.till))
  await take(till, taking, atTheTill(shop, till))

  await shop.makeSafe()
  shop.plugIn()
  const newcomer = await sitAt(t, shop.box.url, { cookies: new Map() })
  await take(newcomer, taking, [
    { name: 'waiting-till', url: '/sign-in', size: PHONE, go: (page) => hands.see(page, '.pair-code') }
  ])
  const waits = await newcomer.newPage()
  await waits.goto('/sign-in')
  await hands.see(waits, '.pair-code')
  await take(await sitAt(t, shop.box.url, shop.owner), taking, OF_THE_OWNER)
}

function atTheTill({ printer }: ExampleShop, context: BrowserContext): Shot[] {
  return [
    { name: 'till', url: '/till', go: hands.fillBasket },
    { name: 'till-phone', url: '/till', size: PHONE },
    { name: 'pay', url: '/till', go: hands.pay },
    { name: 'done', url: '/till', go: hands.finish },
    { name: 'refund', url: '/sales', go: hands.takeBack },
    { name: 'count', url: '/shift/closing', go: hands.count },
    { name: 'till-printer', url: '/till', go: (page) => hands.runOutOfPaper(page, printer) },
    { name: 'till-offline', url: '/till', go: (page) => hands.loseWifi(page, { context, printer }) }
  ]
}

async function sitAt(t: Test, url: string, device: Pick<Device, 'cookies'>): Promise<BrowserContext> {
  const context = await (browser as Browser).newContext({ baseURL: url, reducedMotion: 'reduce' })
  t.teardown(() => context.close())
  await context.addCookies(cookiesOf(url, device))
  return context
}

function cookiesOf(url: string, { cookies }: Pick<Device, 'cookies'>) {
  return [...cookies].map(([name, value]) => ({ name, value, url }))
}

async function take(
  context: BrowserContext,
  { locale, ...place }: { locale: Locale; url: string; data: string },
  shots: Shot[]
): Promise<void> {
  for (const { name, url, size = TILL, go } of shots) {
    const page = await context.newPage()
    page.setDefaultTimeout(20_000)
    await page.setViewportSize(size)
    await hands.asInAShop(page, place)
    await page.goto(`/language/${locale}?back=${encodeURIComponent(url)}`)
    await page.goto(url)
    await go?.(page)
    const png = await page.screenshot({ animations: 'disabled', caret: 'hide' })
    await sharp(png)
      .webp({ quality: 82, effort: 6 })
      .toFile(join(ROOT, pictureFile(wanted.get(name)!, locale)))
    await page.close()
  }
}
