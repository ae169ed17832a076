import { mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import t from 'tap'
import { openChromium } from '../browser.ts'
import { openCounter, sell, until } from '../counter.ts'
import { hireAt } from '../rights/apps.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const artefacts = join(import.meta.dirname, '../artefacts/doctor')
mkdirSync(artefacts, { recursive: true })

t.test('The owner asks the doctor, on a phone', async (t) => {
  const { shop, people, till, printer, owner } = await openCounter(t)
  const { store, box } = shop
  await printer.close()
  await sell(till)
  await until(
    store,
    () => store.sqlite.prepare('select link from printer_states').pluck().get() === 'refused'
  )

  t.equal(
    (await owner.get('/today/doctor')).text.trim(),
    '',
    'before anything was found the day’s page says nothing of it'
  )
  const browser = await openChromium(t)
  const context = await browser.newContext({
    baseURL: box.url,
    viewport: { width: 360, height: 740 },
    colorScheme: 'light'
  })
  await context.addCookies([...owner.cookies].map(([name, value]) => ({ name, value, url: box.url })))
  const page = await context.newPage()

  await t.test('Findings come in one after another, the worst on top when all are there', async (t) => {
    await page.goto('/doctor')
    await page.locator('#doctor-results').waitFor()
    t.match(await page.locator('#doctor-results > :first-child').innerText(), /Sedang memeriksa/)
    await page.screenshot({ path: join(artefacts, 'under-way.png') })
    await page.locator('.doctor-actions').waitFor()
    await page.screenshot({ path: join(artefacts, 'found.png'), fullPage: true })
    const kinds = await page
      .locator('.finding-of')
      .evaluateAll((cards) => cards.map((card) => card.className.split(' ').at(-1)!))
    t.equal(kinds.length, 14)
    const ranks = kinds.map((kind) => ['bad', 'watch', 'unknown', 'good'].indexOf(kind))
    t.same(ranks, ranks.toSorted())
    t.match(
      await page.locator('#doctor-printers').innerText(),
      /Printer depan \(printer menolak sambungan\)[\s\S]*Periksa kabel/
    )
    t.equal(await page.locator('#doctor-printers a').getAttribute('href'), '/printers')
    t.match(await page.locator('#doctor-text').inputValue(), /Bereskan sekarang · Printer: [\s\S]*\n {2}→ /)
  })

  await t.test('Everyone can read it', async (t) => {
    await page.evaluate(axe)
    const { violations } = await page.evaluate<{ violations: { id: string }[] }>('axe.run(document)')
    t.same(
      violations.map(({ id }) => id),
      []
    )
    t.ok(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'), 'nothing sticks out')
  })

  await t.test('The day’s page says that something must be put right', async (t) => {
    await page.goto('/today')
    await page.locator('#today-doctor .day-line').waitFor()
    await page.screenshot({ path: join(artefacts, 'today.png') })
    t.match(await page.locator('#today-doctor').innerText(), /Printer/)
    await page.locator('#today-doctor a').click()
    await page.locator('.doctor-actions').waitFor()
  })

  await t.test('Put right and looked at again, it is well', async () => {
    await printer.reopen()
    await until(store, () => store.sqlite.prepare('select link from printer_states').pluck().get() === 'ok')
    await page.locator('.doctor-actions .primary').click()
    await page.locator('.doctor-actions').waitFor()
    await page.locator('#doctor-printers.good').waitFor()
  })

  await t.test(
    'The technician may ask, too, and takes out the support file; a cashier may not',
    async (t) => {
      const technician = await hireAt(shop, people, 'technician')
      const file = await technician.get('/doctor/support')
      t.match(file.headers['content-disposition'], /laci-doctor-\d{4}-\d\d-\d\d\.json/)
      t.match(JSON.parse(file.text), { config: { runs: true }, shop: { rows: { sales: 1 } } })
      t.equal((await technician.get('/doctor')).status, 200)
      t.notMatch(
        (await technician.get('/doctor')).text,
        'href="/backup/places/new"',
        'nobody is sent where they are refused'
      )
      for (const url of ['/doctor', '/doctor/now', '/doctor/support', '/today/doctor']) {
        t.equal((await till.get(url)).status, 403, url)
      }
    }
  )
})
