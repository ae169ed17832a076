import { mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { BrowserContext, Browser as Chromium, Page } from 'playwright-core'
import t, { type Test } from 'tap'
import { openChromium } from '../browser.ts'
import { openCounter, sell } from '../counter.ts'
import { type Browser, OWNER } from '../shop.ts'
import { DOOR, fromAfar, knock, setUpSecondStep } from './from-afar.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const artefacts = join(import.meta.dirname, '../artefacts/door')
mkdirSync(artefacts, { recursive: true })

/** WCAG 2.2 AA. */
const RULES = {
  runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'] }
}
const LOOKS = [
  { width: 360, locale: 'id', theme: 'light' },
  { width: 360, locale: 'en', theme: 'dark' },
  { width: 1280, locale: 'id', theme: 'dark' },
  { width: 1280, locale: 'en', theme: 'light' }
] as const

await t.test('The owner’s door and the second step can be read by everyone', async (t) => {
  const { shop, people, till } = await openCounter(t, { door: DOOR })
  const door = shop.box.door!.url
  const chromium = await openChromium(t)
  const { owner } = people
  const inShop = (name: string) => look(t, chromium, shop.box.url, owner, [[name, '/second-step']])

  await inShop('second-step-off')
  await owner.post('/second-step', { password: OWNER.password })
  await inShop('second-step-offered')
  const { phone } = await setUpSecondStep(owner)
  const visitor = fromAfar(door)
  await knock(fromAfar(door), { code: '111111' })
  await look(t, chromium, door, visitor, [
    ['sign-in', '/sign-in'],
    ['sign-in-recovery', '/sign-in?by=recovery']
  ])
  await knock(visitor, { code: await phone.next() })
  await look(t, chromium, door, visitor, [['now-empty', '/']])
  const { sale_id } = await sell(till)
  await look(t, chromium, door, visitor, [
    ['now', '/'],
    ['sold', '/sold'],
    ['sale', `/sold/${sale_id}`],
    ['visits', '/visits'],
    ['missing', '/nothing-here']
  ])
  await inShop('second-step-on')
  await look(t, chromium, shop.box.url, owner, [['today-news', '/today']])
})

await t.test('The recovery codes can be read, and printed by themselves', async (t) => {
  const { shop, people } = await openCounter(t)
  const chromium = await openChromium(t)
  await setUpSecondStep(people.owner)
  const context = await becoming(chromium, shop.box.url, people.owner, LOOKS[0])
  const page = await context.newPage()
  await page.goto('/second-step')
  await page.click('.second-step details summary')
  await page.fill('.second-step details[open] [name=password]', OWNER.password)
  await page.click('.second-step details[open] button')
  await page.waitForSelector('.recovery-codes li')
  await check(t, page, 'recovery-codes')
  await page.emulateMedia({ media: 'print' })
  t.ok(await page.isVisible('.recovery-codes li'))
  t.notOk(await page.isVisible('.recovery-codes button'))
  await context.close()
})

async function look(
  t: Test,
  chromium: Chromium,
  url: string,
  browser: Browser,
  pages: [name: string, path: string][]
): Promise<void> {
  for (const looks of LOOKS) {
    const context = await becoming(chromium, url, browser, looks)
    for (const [name, path] of pages) {
      const page = await context.newPage()
      await page.goto(path)
      await page.waitForLoadState('networkidle')
      await check(t, page, `${name}-${looks.width}-${looks.locale}-${looks.theme}`)
      await page.close()
    }
    await context.close()
  }
}

/** A browser that is signed in as another one is. */
async function becoming(
  chromium: Chromium,
  url: string,
  { cookies }: Browser,
  { width, locale, theme }: (typeof LOOKS)[number]
): Promise<BrowserContext> {
  const context = await chromium.newContext({
    baseURL: url,
    colorScheme: theme,
    viewport: { width, height: 800 }
  })
  const kept = [...cookies, ['laci_locale', locale]] as [string, string][]
  await context.addCookies(
    kept.map(([name, value]) => {
      // Kept as a browser keeps them that was handed them on the machine itself.
      const secure = name.startsWith('__Host-')
      return {
        name,
        value: encodeURIComponent(value),
        url: secure ? url.replace('http:', 'https:') : url,
        secure
      }
    })
  )
  return context
}

async function check(t: Test, page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(artefacts, `${name}.png`), fullPage: true })
  const too_wide = await page.evaluate('document.documentElement.scrollWidth > innerWidth')
  t.notOk(too_wide, `${name} fits`)
  await page.evaluate(axe)
  const { violations } = await page.evaluate<{ violations: object[] }>(
    `axe.run(document, ${JSON.stringify(RULES)})`
  )
  t.same(
    violations.map((one) => JSON.stringify(one).slice(0, 600)),
    [],
    name
  )
}
