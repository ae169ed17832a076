import t from 'tap'
import { listJobs } from '../../server/printing/find-jobs.ts'
import { newId } from '../../server/values/id.ts'
import { openChromium } from '../browser.ts'
import { fates, openCounter, placePrinter, sell, TEA, until } from '../counter.ts'
import { listenAsPrinter } from '../printer/listener.ts'
import { clockAt, countOf, inThisOrder, kindOf, printerForm } from './on-paper.ts'

t.test('A printer that is off', async (t) => {
  await t.test(
    'holds up no sale; the till says that the slip waits and why, and it prints once when the printer is on',
    async (t) => {
      const { shop, till, printer } = await openCounter(t)
      await printer.close()
      const { sale_id } = await sell(till)
      await until(shop.store, () => fates(shop.store, sale_id).includes('sale waiting refused'))

      t.match(
        (await till.get('/till/jobs', { htmx: true })).text,
        inThisOrder(['Printer terputus', '1 struk menunggu'])
      )
      t.match(
        (await till.get(`/sales/${sale_id}/jobs`, { htmx: true })).text,
        'Struk menunggu dicetak: printer menolak sambungan'
      )
      t.match(
        (await till.get('/printing')).text,
        inThisOrder([
          'Printer depan',
          'Printer menolak sambungan sejak',
          'Struk K1-000001',
          'Struk menunggu dicetak: printer menolak sambungan',
          'Tidak usah',
          'Coba lagi'
        ])
      )

      await printer.reopen()
      await until(shop.store, () => fates(shop.store, sale_id).includes('sale printed'))
      t.same(
        printer.jobs.map(kindOf).filter((kind) => kind === 'slip'),
        ['slip']
      )
      t.notMatch((await till.get('/till/jobs', { htmx: true })).text, 'menunggu')
      t.match((await till.get(`/sales/${sale_id}/jobs`, { htmx: true })).text, 'Struk terkirim')
      t.match((await till.get('/printing')).text, 'Tidak ada yang menunggu')
    }
  )

  await t.test(
    'is told of on the till that took the money, and so is its coming back, without a reload',
    async (t) => {
      const { shop, till, printer } = await openCounter(t)
      const browser = await openChromium(t)
      const context = await browser.newContext({ baseURL: shop.box.url })
      await context.addCookies([...till.cookies].map(([name, value]) => ({ name, value, url: shop.box.url })))
      const page = await context.newPage()
      await printer.close()
      await page.goto('/till')
      await page.fill('#scan-text', TEA.barcode)
      await page.keyboard.press('Enter')
      await page.locator('#slip').getByText(TEA.name).waitFor()
      await page.keyboard.press('F9')
      await page.locator('[data-task] [name=given]').waitFor()
      await page.keyboard.press('F10')

      await page.locator('#jobs').getByText('Struk menunggu dicetak: printer menolak sambungan').waitFor()
      await page.locator('#printing-light').getByText('Printer terputus').waitFor()
      await printer.reopen()
      await page.locator('#jobs').getByText('Struk terkirim').waitFor()
      t.equal((await page.locator('#printing-light').innerText()).trim(), '')
      t.match(await page.locator('[data-done]').innerText(), 'K1-000001')
    }
  )

  await t.test('never opens a drawer later than ten seconds after it was asked for', async (t) => {
    const clock = clockAt('2026-11-22T03:00:00.000Z')
    const { shop, till, printer } = await openCounter(t, { clock })
    await printer.close()
    const { sale_id } = await sell(till)
    await until(shop.store, () => fates(shop.store, sale_id).includes('pulse waiting refused'))

    clock.pass(10_000)
    await until(shop.store, () => fates(shop.store, sale_id).includes('pulse expired refused'))
    t.match(
      (await till.get(`/sales/${sale_id}/jobs`, { htmx: true })).text,
      'Laci tidak dibuka: printer menolak sambungan'
    )
    await printer.reopen()
    await until(shop.store, () => fates(shop.store, sale_id).includes('sale printed'))
    t.same(printer.jobs.map(kindOf), ['slip'])
  })

  await t.test('opens no drawer either when the clock was set back in the meantime', async (t) => {
    const clock = clockAt('2026-11-22T03:00:00.000Z')
    const { shop, till, printer } = await openCounter(t, { clock })
    await printer.close()
    const { sale_id } = await sell(till)
    await until(shop.store, () => fates(shop.store, sale_id).includes('pulse waiting refused'))
    clock.pass(-3_600_000)
    await until(shop.store, () => fates(shop.store, sale_id).includes('pulse expired refused'))
    t.same(printer.jobs, [])
  })

  await t.test('is tried again and again, and noted once', async (t) => {
    const { shop, till, printer } = await openCounter(t)
    await printer.close()
    const { sale_id } = await sell(till)
    await until(shop.store, () => fates(shop.store, sale_id).includes('sale waiting refused'))
    const notes = countOf(shop.store, 'events')
    // By then it was tried more than once: the pause before each try is far shorter.
    await until(shop.store, () => fates(shop.store, sale_id).includes('pulse expired refused'))

    t.equal(countOf(shop.store, 'events') - notes, 1, 'that the drawer stayed shut, and nothing else')
  })

  await t.test('holds up no other printer', async (t) => {
    const { shop, till, owner, printer, people } = await openCounter(t)
    await printer.close()
    const { sale_id } = await sell(till)
    await until(shop.store, () => fates(shop.store, sale_id).includes('sale waiting refused'))

    const kitchen = await listenAsPrinter(t)
    const printer_id = newId()
    await owner.post('/printers', printerForm({ name: 'Printer dapur', port: kitchen.port }), {
      request_id: printer_id
    })
    await till.post(`/sales/${sale_id}/copies`, { printer_id })
    await kitchen.waitForJobs(1)
    t.same(fates(shop.store, sale_id).at(-1)?.startsWith('sale 1'), true)
    t.ok(fates(shop.store, sale_id).includes('sale waiting refused'), 'the first one waits on')
    t.ok(people.printer_id !== printer_id)
  })

  await t.test('and is then found elsewhere gets its slips where it is now', async (t) => {
    const { shop, till, owner, printer, people } = await openCounter(t)
    await printer.close()
    const { sale_id } = await sell(till)
    await until(shop.store, () => fates(shop.store, sale_id).includes('sale waiting refused'))

    const elsewhere = await listenAsPrinter(t)
    await placePrinter(owner, people.printer_id, elsewhere)
    await until(shop.store, () => fates(shop.store, sale_id).includes('sale printed'))
    t.equal(elsewhere.jobs.map(kindOf).filter((kind) => kind === 'slip').length, 1)
  })

  await t.test('may have its slip let go of, and then prints nothing when it is on again', async (t) => {
    const { shop, till, printer } = await openCounter(t)
    await printer.close()
    const { sale_id } = await sell(till)
    await until(shop.store, () => fates(shop.store, sale_id).includes('sale waiting refused'))
    const { job_id } = listJobs(shop.store, sale_id)[1]!
    t.match(
      await till.post(`/jobs/${job_id}`, { verdict: 'printed' }),
      { status: 404 },
      'nobody can have seen it on paper'
    )
    t.match(await till.post(`/jobs/${job_id}`, { verdict: 'drop' }, { htmx: true }), {
      status: 200,
      headers: { 'hx-trigger': /laci:job/ }
    })

    await printer.reopen()
    const next = await sell(till)
    await until(shop.store, () => fates(shop.store, next.sale_id).includes('sale printed'))
    t.equal(printer.jobs.map(kindOf).filter((kind) => kind === 'slip').length, 1)
    t.ok(fates(shop.store, sale_id).includes('sale dropped refused'))
  })
})
