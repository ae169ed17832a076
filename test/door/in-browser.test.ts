import { once } from 'node:events'
import { mkdirSync } from 'node:fs'
import { connect, createServer, type Socket } from 'node:net'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import t, { type Test } from 'tap'
import { wordsIn } from '../../views/words/words.ts'
import { openChromium } from '../browser.ts'
import { openCounter, sell } from '../counter.ts'
import { OWNER } from '../shop.ts'
import { DOOR, setUpSecondStep } from './from-afar.ts'

const artefacts = join(import.meta.dirname, '../artefacts/door')
mkdirSync(artefacts, { recursive: true })

const words = wordsIn('id').door
const KEEPS_NOTHING = 'caches.keys().then((names) => names.length === 0)'

await t.test('On the owner’s telephone', async (t) => {
  const { shop, people, till } = await openCounter(t, { door: DOOR })
  const { phone, codes } = await setUpSecondStep(people.owner)
  const way = await openWay(t, Number(new URL(shop.box.door!.url).port))
  const browser = await openChromium(t)
  const context = await browser.newContext({ baseURL: way.url, viewport: { width: 360, height: 740 } })
  const page = await context.newPage()
  const strange: string[] = []
  page.on('pageerror', (error) => strange.push(error.message))
  page.on('console', (message) => {
    if (/Content Security Policy/.test(message.text())) strange.push(message.text())
  })
  await sell(till)

  await t.test('one signs in by name, password and code', async (t) => {
    await page.goto('/')
    await picture(page, 'sign-in')
    await page.fill('[name=name]', OWNER.name)
    await page.fill('[name=password]', OWNER.password)
    await page.fill('[name=code]', await phone.next())
    await page.click('main button')
    await page.waitForSelector('#line[data-state=live]')
    t.equal(await soldToday(page), '3.700')
    await picture(page, 'now')
    t.ok(await fits(page))
  })

  await t.test('a sale in the shop is seen without anything being pressed', async (t) => {
    await sell(till)
    await sees(page, '7.400')
    t.pass()
  })

  await t.test('cut off, the page says since when and dims what it last knew', async (t) => {
    await untilKept(page, '7.400')
    way.cut()
    await page.waitForSelector('#line[data-state=cut]')
    const line = (await page.textContent('#line')) ?? ''
    t.ok(line.includes(words.cut))
    t.match(line, /\d\d\.\d\d$/)
    t.ok(await page.isVisible('#cut-note'))
    t.equal(await soldToday(page), '7.400')
    await picture(page, 'cut')
  })

  await t.test(
    'and a page that is opened meanwhile still shows the last figures with their age',
    async (t) => {
      await page.reload()
      await page.waitForSelector('#line[data-state=cut]')
      t.equal(await soldToday(page), '7.400')
      t.match(await page.textContent('.numbers .as-of'), /^per \d\d\.\d\d\.\d\d$/)
      t.ok(await fits(page))
    }
  )

  await t.test('the way back, it is live again by itself, with what happened meanwhile', async (t) => {
    await sell(till)
    way.mend()
    await page.waitForSelector('#line[data-state=live]')
    await sees(page, '11.100')
    t.notOk(await page.isVisible('#cut-note'))
  })

  await t.test('one looks at a sale, and at who else is inside', async (t) => {
    await page.click('#content a[href^="/sold/"]')
    await page.waitForSelector('.slip-text')
    await picture(page, 'sale')
    t.ok(await fits(page))
    await page.goto('/sold')
    t.ok(await fits(page))
    await page.goto('/visits')
    await picture(page, 'visits')
    t.ok(await fits(page))
  })

  await t.test('signed out, nothing of the shop stays on it', async (t) => {
    await page.click('[data-sign-out] button')
    await page.waitForSelector('[name=code]')
    await page.waitForFunction(KEEPS_NOTHING)
    t.equal(await page.evaluate('sessionStorage.length'), 0)
    way.cut()
    const later = await context.newPage()
    await t.rejects(later.goto('/'), 'there is nothing to show')
    await later.close()
    way.mend()
  })

  await t.test('shown out from the shop, it is at the way in within a moment', async (t) => {
    await page.goto('/sign-in?by=recovery')
    await page.fill('[name=name]', OWNER.name)
    await page.fill('[name=password]', OWNER.password)
    await page.fill('[name=code]', codes[0]!)
    await page.click('main button')
    await page.waitForSelector('#line[data-state=live]')
    await people.owner.post('/second-step/visits/end')
    await page.waitForSelector('[name=code]')
    await page.waitForFunction(KEEPS_NOTHING)
    t.pass()
  })

  t.same(strange, [], 'no page did what it may not')
})

async function soldToday(page: Page): Promise<string> {
  const text = (await page.textContent('.numbers .first .money')) ?? ''
  return text.replace(/[^\d.]/g, '')
}

async function sees(page: Page, amount: string): Promise<void> {
  await page.locator('.numbers .first .money', { hasText: amount }).waitFor()
}

/** Until the telephone keeps a page with this figure. */
async function untilKept(page: Page, amount: string): Promise<void> {
  const text = "caches.match('/').then((kept) => kept?.text())"
  await page.waitForFunction(`${text}.then((text) => text?.includes('${amount}'))`)
}

function fits(page: Page): Promise<boolean> {
  return page.evaluate('document.documentElement.scrollWidth <= innerWidth')
}

async function picture(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(artefacts, `${name}.png`), fullPage: true })
}

/** A way to the door that can be cut and mended, as a tunnel's. */
async function openWay(t: Test, port: number) {
  const open = new Set<Socket>()
  let is_cut = false
  const server = createServer((near) => {
    if (is_cut) {
      near.destroy()
      return
    }
    const far = connect(port, '127.0.0.1')
    for (const [one, other] of [
      [near, far],
      [far, near]
    ] as const) {
      open.add(one)
      one.on('error', () => other.destroy())
      one.on('close', () => {
        open.delete(one)
        other.destroy()
      })
      one.pipe(other)
    }
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => server.close())
  return {
    url: `http://127.0.0.1:${(server.address() as { port: number }).port}`,
    cut() {
      is_cut = true
      for (const socket of open) socket.destroy()
    },
    mend() {
      is_cut = false
    }
  }
}
