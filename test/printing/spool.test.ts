import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import type { Store } from '../../server/db/store.ts'
import { listJobs } from '../../server/printing/find-jobs.ts'
import { findSale } from '../../server/sales/find-sales.ts'
import { changeSettings } from '../../server/settings/change-settings.ts'
import { systemClock } from '../../server/values/clock.ts'
import { newId } from '../../server/values/id.ts'
import { fates, fillBasket, MILK, openCounter, sell, TEA, until, wired } from '../counter.ts'
import { decode } from '../printer/decode.ts'
import { listenAsPrinter } from '../printer/listener.ts'
import { plugIn } from '../process.ts'
import { openBox } from '../shop.ts'
import { clockAt, countOf, inThisOrder, kindOf, linesOf, numbersOf, printerForm, words } from './on-paper.ts'

/** Longer than any pulse, shorter than any slip. */
const HALF_A_SLIP = 100

t.test('A sale', async (t) => {
  for (const columns of [32, 48] as const) {
    await t.test(
      `opens the drawer once, then prints one slip with all that was sold, ${columns} columns`,
      async (t) => {
        // Half past midnight in Bogor, the day before by the box's own clock.
        const { shop, till, printer } = await openCounter(t, {
          columns,
          clock: clockAt('2026-11-21T17:30:00.000Z')
        })
        const { sale_id } = await sell(till, [`3*${TEA.barcode}`, MILK.barcode])
        await until(shop.store, () => fates(shop.store, sale_id).every((fate) => fate.endsWith('printed')))

        t.equal(printer.jobs.length, 2)
        t.same(decode(printer.jobs[0]!), [{ kind: 'pulse', pin: 2, on_ms: 120, off_ms: 480 }])
        const slip = decode(printer.jobs[1]!)
        t.same(
          slip.filter(({ kind }) => kind === 'stray'),
          [],
          'a printer understands every byte'
        )
        t.ok(linesOf(slip).every((line) => line.length <= columns))
        t.match(
          linesOf(slip).join('\n'),
          inThisOrder([
            'Toko Makmur Jaya',
            'Jl. Raya Ciawi No. 17, Bogor',
            '0251-8240017',
            'No K1-000001',
            '22/11/2026',
            '00.30',
            'Kasir Siti Nurhaliza',
            TEA.name,
            '3 x 3.700',
            '11.100',
            MILK.name,
            '1 x 19.900',
            '19.900',
            'TOTAL',
            'Rp 31.000',
            'Tunai',
            'Rp 100.000',
            'Kembali',
            'Rp 69.000',
            'Terima kasih'
          ])
        )
        const { link } = findSale(shop.store, sale_id)!
        t.match(
          slip.find(({ kind }) => kind === 'qr'),
          { data: `${shop.box.url}/r/${link}` }
        )
        t.match(slip.at(-1), { kind: 'cut' })

        const [, job] = listJobs(shop.store, sale_id)
        const picture = (await till.get(`/printing/slips/${job!.job_id}.svg`)).text
        t.same(
          words(picture),
          linesOf(slip)
            .flatMap((line) => line.split(/\s{2,}/))
            .filter(Boolean),
          'the picture says the same'
        )
      }
    )
  }

  await t.test('of a shop that collects PPN says how much of it is tax', async (t) => {
    const { shop, till, printer, people } = await openCounter(t)
    const by = { at: systemClock.now(), staff_id: people.owner_id, terminal_id: null, request_id: null }
    await shop.store.commit((tx) => changeSettings(tx, by, { collects_tax: true, npwp: '0123456789012000' }))
    await sell(till, [`3*${TEA.barcode}`])
    await printer.waitForJobs(2)
    t.match(
      linesOf(decode(printer.jobs[1]!)).join('\n'),
      inThisOrder(['NPWP 0123 4567 8901 2000', 'DPP', 'Rp 9.167', 'Termasuk PPN', 'Rp 1.100'])
    )
  })

  await t.test(
    'paid by 200 copies of one request, all at once, is one sale, one slip, one pulse and 200 equal answers',
    async (t) => {
      const { shop, till, printer } = await openCounter(t)
      const { form, request_id } = await fillBasket(till, [TEA.barcode])
      const answers = await Promise.all(
        Array.from({ length: 200 }, () => till.post('/sales', form, { request_id, htmx: true }))
      )

      t.same(new Set(answers.map(({ status }) => status)), new Set([200]))
      t.equal(new Set(answers.map(({ text }) => text)).size, 1)
      t.match(answers[0]!.text, 'K1-000001')
      await until(shop.store, () =>
        fates(shop.store, form.basket_id).every((fate) => fate.endsWith('printed'))
      )
      t.same(fates(shop.store, form.basket_id), ['pulse printed', 'sale printed'])
      t.same(printer.jobs.map(kindOf), ['pulse', 'slip'])
      t.same(countOf(shop.store, 'sales'), 1)
      t.same(countOf(shop.store, 'tenders'), 1)
    }
  )

  await t.test('printed again says SALINAN, and each copy is counted and written down', async (t) => {
    const { shop, till, printer } = await openCounter(t)
    const { sale_id } = await sell(till)
    await printer.waitForJobs(2)
    await till.post(`/sales/${sale_id}/copies`)
    await till.post(`/sales/${sale_id}/copies`)
    await printer.waitForJobs(4)

    const slips = [printer.jobs[1]!, printer.jobs[2]!, printer.jobs[3]!].map((job) =>
      linesOf(decode(job)).join('\n')
    )
    t.same(
      slips.map((slip) => slip.includes('SALINAN')),
      [false, true, true]
    )
    t.ok(slips.every((slip) => slip.includes('K1-000001')))
    t.same(reprints(shop.store, sale_id), [1, 2])
  })
})

t.test('A slip that is cut off in the middle', async (t) => {
  const cutOff = async (t: Test) => {
    const counter = await openCounter(t)
    counter.printer.disconnectAfter(HALF_A_SLIP)
    const { sale_id } = await sell(counter.till)
    const { store } = counter.shop
    await until(store, () => fates(store, sale_id).includes('sale uncertain disconnected'))
    const { job_id } = listJobs(store, sale_id)[1]!
    return { ...counter, store, sale_id, job_id }
  }

  await t.test('asks a person and is not printed again unasked, while the next one prints', async (t) => {
    const { store, till, printer, sale_id } = await cutOff(t)
    const next = await sell(till)
    await until(store, () => fates(store, next.sale_id).includes('sale printed'))
    t.same(printer.jobs.map(kindOf), ['pulse', 'pulse', 'slip'])
    t.match(linesOf(decode(printer.jobs[2]!)).join('\n'), 'K1-000002')
    t.ok(fates(store, sale_id).includes('sale uncertain disconnected'))
    t.match(
      (await till.get('/printing')).text,
      inThisOrder(['Struk K1-000001', 'Lihat kertasnya', 'Sudah tercetak', 'Cetak salinan', 'Tidak usah'])
    )
  })

  await t.test('is settled by "it did print", and nothing more comes', async (t) => {
    const { store, till, printer, sale_id, job_id } = await cutOff(t)
    await till.post(`/jobs/${job_id}`, { verdict: 'printed' })
    t.ok(fates(store, sale_id).includes('sale printed disconnected'))
    await sell(till)
    await printer.waitForJobs(3)
    t.same(printer.jobs.map(kindOf), ['pulse', 'pulse', 'slip'])
    t.match(
      await till.post(`/jobs/${job_id}`, { verdict: 'copy' }),
      { status: 404 },
      'a settled slip is settled'
    )
  })

  await t.test(
    'is printed as a copy that says SALINAN when a person asks for it, and that is written down',
    async (t) => {
      const { store, till, printer, sale_id, job_id } = await cutOff(t)
      await till.post(`/jobs/${job_id}`, { verdict: 'copy' })
      await until(store, () => fates(store, sale_id).includes('sale 1 printed'))
      t.same(fates(store, sale_id), ['pulse printed', 'sale dropped disconnected', 'sale 1 printed'])
      t.match(linesOf(decode(printer.jobs[1]!)).join('\n'), inThisOrder(['SALINAN', 'K1-000001']))
      t.same(reprints(store, sale_id), [1])
    }
  )
})

t.test('A box that dies by kill -9', async (t) => {
  await t.test(
    'while a slip is being sent asks a person after the start, and prints nothing twice',
    async (t) => {
      const { data, cookies, printer } = await closedCounter(t)
      const box = await plugIn(t, data)
      const till = wired(box.url, { cookies })
      const { form, request_id } = await fillBasket(till, [TEA.barcode])
      const killed = printer.holdAfter(HALF_A_SLIP).then(() => box.kill())
      await till.post('/sales', form, { request_id, htmx: true })
      await killed

      const again = await openBox(t, { data })
      t.ok(fates(again.store, form.basket_id).includes('sale uncertain restarted'))
      const next = await sell(wired(again.box.url, { cookies }))
      await until(again.store, () => fates(again.store, next.sale_id).includes('sale printed'))
      printer.read()
      t.same(
        numbersOf(printer.jobs).filter((number) => number === 'K1-000002'),
        ['K1-000002']
      )
      t.ok(
        numbersOf(printer.jobs).filter((number) => number === 'K1-000001').length <= 1,
        'what was held, and no more'
      )
      t.ok(fates(again.store, form.basket_id).includes('sale uncertain restarted'))
    }
  )

  await t.test('while a slip waits prints it once after the start', async (t) => {
    const { data, cookies, printer } = await closedCounter(t)
    await printer.close()
    const box = await plugIn(t, data)
    const till = wired(box.url, { cookies })
    const { sale_id } = await sell(till)
    t.match((await till.get(`/sales/${sale_id}/jobs`, { htmx: true })).text, 'Struk menunggu dicetak')
    await box.kill()

    await printer.reopen()
    const again = await openBox(t, { data })
    await until(again.store, () => fates(again.store, sale_id).includes('sale printed'))
    t.same(numbersOf(printer.jobs), ['K1-000001'])
  })
})

t.test('A printer on the screen', async (t) => {
  await t.test('takes its slip at once and shows it as a picture, the newest first', async (t) => {
    const { shop, till, owner, people } = await openCounter(t)
    await owner.post(`/printers/${people.printer_id}`, {
      ...printerForm({ name: 'Layar', port: 1 }),
      transport: 'preview',
      address: ''
    })
    const first = await sell(till)
    const second = await sell(till)
    await until(shop.store, () => fates(shop.store, second.sale_id).includes('sale printed'))

    const ids = [second, first].map(({ sale_id }) => listJobs(shop.store, sale_id)[1]!.job_id)
    t.match(
      (await till.get('/printing/screen')).text,
      inThisOrder(ids.map((id) => `/printing/slips/${id}.svg`))
    )
    const picture = await till.get(`/printing/slips/${ids[0]}.svg`)
    t.match(picture, { status: 200, headers: { 'content-type': /image\/svg\+xml/ }, text: /K1-000002/ })
    t.match((await till.get(`/sales/${first.sale_id}/jobs`, { htmx: true })).text, 'Struk tampil di layar')
  })
})

t.test('On the printers’ page', async (t) => {
  const { shop, owner, till, printer, people } = await openCounter(t)

  await t.test('a printer is added by whoever may, with the port that goes without saying', async (t) => {
    await owner.post('/printers', { ...printerForm({ name: 'Dapur', port: 1 }), address: ' 192.0.2.7 ' })
    t.match((await owner.get('/printers')).text, inThisOrder(['Printer depan', 'Dapur', '192.0.2.7:9100']))
    t.match(await till.get('/printers'), { status: 403 })
  })

  await t.test(
    'an address where no printer can be is refused, and so is a pulse that would burn the coil',
    async (t) => {
      const form = printerForm({ name: 'Gudang', port: 9100 })
      for (const wrong of [
        { address: 'a b' },
        { transport: 'device', address: '/dev/sda' },
        { pulse_ms: '512' },
        { pulse_ms: '121' },
        { pulse_ms: '0' }
      ]) {
        t.match(await owner.post('/printers', { ...form, ...wrong }), { status: 422 }, JSON.stringify(wrong))
      }
      t.match(await owner.post('/printers', { ...form, name: 'dapur' }), { status: 409 })
      t.notMatch((await owner.get('/printers')).text, 'Gudang')
    }
  )

  await t.test('a test prints a slip that says so, and the drawer’s test is written down', async (t) => {
    await owner.post(`/printers/${people.printer_id}/tests`, { of: 'slip' }, { htmx: true })
    await owner.post(`/printers/${people.printer_id}/tests`, { of: 'drawer' }, { htmx: true })
    await printer.waitForJobs(2)
    t.same(printer.jobs.map(kindOf).sort(), ['pulse', 'slip'])
    t.match(
      printer.jobs.map((job) => linesOf(decode(job)).join('\n')).join(),
      inThisOrder(['TES PRINTER', 'Printer depan'])
    )
    t.equal(
      shop.store.sqlite
        .prepare("select count(*) from events where type = 'drawer.opened' and staff_id = ?")
        .pluck()
        .get(people.owner_id),
      1
    )
  })

  await t.test('a till is given another printer, and its next slip comes out there', async (t) => {
    const other = await listenAsPrinter(t)
    const printer_id = newId()
    await owner.post('/printers', printerForm({ name: 'Belakang', port: other.port }), {
      request_id: printer_id
    })
    await owner.post(`/tills/${people.terminal_id}/printer`, { printer_id })
    await sell(till)
    await other.waitForJobs(2)
    t.same(other.jobs.map(kindOf), ['pulse', 'slip'])
  })
})

/** A counter whose box is switched off; its printer is on. */
async function closedCounter(t: Test) {
  const data = mkdtempSync(join(tmpdir(), 'laci-spool-'))
  t.teardown(() => rmSync(data, { recursive: true }))
  const { shop, till, printer } = await openCounter(t, { data })
  await shop.box.stop()
  return { data, cookies: till.cookies, printer }
}

function reprints({ sqlite }: Store, sale_id: string): unknown[] {
  const facts = sqlite.prepare(
    "select facts ->> 'copy_no' from events where type = 'slip.reprinted' and subject_id = ?"
  )
  return facts.pluck().all(sale_id)
}
