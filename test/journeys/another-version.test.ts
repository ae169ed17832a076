import t from 'tap'
import { wordsIn } from '../../views/words/words.ts'
import { openChromium } from '../browser.ts'
import { openCounter, TEA } from '../counter.ts'

const w = wordsIn('id').update

t.setTimeout(120_000)

t.test('A till whose box has another version', async (t) => {
  const { shop, people } = await openCounter(t)
  const { url } = shop.box
  const browser = await openChromium(t)
  const context = await browser.newContext({ baseURL: url })
  await context.addCookies([...people.till.cookies].map(([name, value]) => ({ name, value, url })))
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  await page.clock.install()
  const notice = page.locator('#newer', { hasText: w.new_version })

  /** Opens the till and has it hear of another version, as it would over its socket after the box has come back. */
  const open = async (): Promise<void> => {
    await page.goto('/till')
    await page.evaluate(`import(document.querySelector('script[type=module]').src.replace('app.js', 'version.js'))
      .then(({ hearVersion }) => hearVersion('another'))
      .then(() => { window.is_old = true })`)
    await notice.waitFor()
  }
  const isOld = () => page.evaluate<boolean>("'is_old' in window")
  const drawnAnew = () => page.waitForFunction("!('is_old' in window)")

  await t.test('hears over its socket which version the box has: its own, and stays', async (t) => {
    await page.goto('/till')
    const said = await page.evaluate<string>(
      "new Promise((heard) => io({ transports: ['websocket'], forceNew: true }).on('version', heard))"
    )
    t.ok((await page.content()).includes(`/static/${said}/`))
    t.notOk(await notice.isVisible())
  })

  await t.test('is drawn anew when nobody is in the middle of anything', async (t) => {
    await open()
    await page.clock.fastForward(7000)
    await drawnAnew()
    t.notOk(await notice.isVisible())
  })

  await t.test('waits while a name is being typed, however long', async (t) => {
    await open()
    await page.fill('#scan-text', 'teh kot')
    await page.clock.fastForward(600_000)
    t.ok(await isOld())
    t.equal(await page.inputValue('#scan-text'), 'teh kot')
  })

  await t.test(
    'waits while goods are in the basket and somebody is there, and while they are paid',
    async (t) => {
      await page.fill('#scan-text', TEA.barcode)
      await page.keyboard.press('Enter')
      await page.locator('#slip', { hasText: TEA.name }).waitFor()
      await page.clock.fastForward(10_000)
      t.ok(await isOld(), 'goods in the basket')
      await page.keyboard.press('F9')
      await page.locator('#task input:visible').first().waitFor()
      await page.clock.fastForward(600_000)
      t.ok(await isOld(), 'the payment is open')
    }
  )

  await t.test('and is drawn anew with the basket as it was, once it was left alone', async () => {
    await page.keyboard.press('Escape')
    await page.locator('#task input').first().waitFor({ state: 'detached' })
    await page.clock.fastForward(125_000)
    await drawnAnew()
    await page.locator('#slip', { hasText: TEA.name }).waitFor()
  })
})
