import t from 'tap'
import { listJobs } from '../../server/printing/find-jobs.ts'
import { queueSlip } from '../../server/printing/queue-jobs.ts'
import { newId } from '../../server/values/id.ts'
import { type Counter, fates, openCounter, placePrinter, sell, until } from '../counter.ts'
import { listenAsLiar } from '../printer/liar-tcp.ts'
import { inThisOrder } from './on-paper.ts'
import { openTwoPrinters, sellCutOff, sellWhileOff, slipsIn } from './two-printers.ts'

t.test('What is said of a slip', async (t) => {
  await t.test('that went to a printer which never answers is no more than is known', async (t) => {
    const { shop, till } = await openCounter(t)
    const { sale_id } = await sell(till)
    await until(shop.store, () => fates(shop.store, sale_id).includes('sale printed'))
    for (const url of [`/sales/${sale_id}/jobs`, `/sales/${sale_id}`, '/printing']) {
      const { text } = await till.get(url)
      t.match(text, 'Struk terkirim', url)
      t.notMatch(text, 'Struk tercetak', url)
    }
    t.match(
      (await till.get(`/sales/${sale_id}/jobs`)).text,
      'Printer ini tidak memberi kabar. Lihat kertasnya.'
    )
  })

  await t.test('that a printer says it has done is that it is printed', async (t) => {
    const { shop, till } = await openTalkingCounter(t)
    const { sale_id } = await sell(till)
    await until(shop.store, () => fates(shop.store, sale_id).includes('sale printed'))
    for (const url of [`/sales/${sale_id}/jobs`, `/sales/${sale_id}`, '/printing']) {
      const { text } = await till.get(url)
      t.match(text, 'Struk tercetak', url)
      t.notMatch(text, 'Struk terkirim', url)
    }
  })

  await t.test(
    'that somebody found on the paper is that it is printed, whatever its printer says',
    async (t) => {
      const shop = await openCounter(t)
      const { sale_id, job_id } = await sellCutOff(shop)
      t.match(
        (await shop.till.get('/printing')).text,
        'Lihat kertasnya, struk mungkin terpotong: sambungan terputus'
      )
      await shop.till.post(`/jobs/${job_id}`, { verdict: 'printed' })
      t.match((await shop.till.get(`/sales/${sale_id}/jobs`)).text, 'Struk tercetak')
    }
  )

  await t.test('that can’t be drawn says so; it is tried again, and let go', async (t) => {
    const { shop, till, people } = await openCounter(t)
    const by = { at: new Date().toISOString(), staff_id: null, terminal_id: null, request_id: null }
    const subject_id = newId()
    const slip = { printer_id: people.printer_id, kind: 'order', subject_id } as const
    const job_id = await shop.store.commit((tx) => queueSlip(tx, by, slip))
    const failed = () =>
      until(shop.store, () => fates(shop.store, subject_id).includes('order failed cannot-draw'))
    await failed()
    t.match(
      (await till.get('/printing')).text,
      inThisOrder([
        'Pesanan',
        'Struk tidak bisa dibuat: isi struk tidak bisa dibaca',
        'Coba lagi',
        'Tidak usah'
      ])
    )
    t.match(await till.post(`/jobs/${job_id}`, { verdict: 'again' }, { htmx: true }), { status: 200 })
    await failed()
    await till.post(`/jobs/${job_id}`, { verdict: 'drop' })
    t.same(fates(shop.store, subject_id), ['order dropped cannot-draw'])
    t.match((await till.get('/printing')).text, 'Tidak ada yang menunggu')
  })
})

t.test('A printer without paper', async (t) => {
  const counter = await openTalkingCounter(t)
  const { shop, till, owner, liar } = counter

  await t.test('is told of while its paper is only low: gently, and nothing waits', async (t) => {
    liar.set({ paper: 'near-end' })
    const { sale_id } = await sell(till)
    await until(shop.store, () => fates(shop.store, sale_id).includes('sale printed'))
    t.match((await till.get('/till/jobs')).text, inThisOrder(['class="warn"', 'Kertas menipis']))
    t.match((await till.get('/printing')).text, inThisOrder(['Printer depan', 'Kertas hampir habis']))
  })

  await t.test('says so on the till, in the queue and to the owner, with what waits', async (t) => {
    liar.set({ paper: 'out' })
    const { sale_id } = await sell(till)
    await until(shop.store, () => fates(shop.store, sale_id).includes('sale waiting paper-out'))
    t.match(
      (await till.get('/till/jobs')).text,
      inThisOrder(['class="bad"', 'Kertas habis', '1 struk menunggu'])
    )
    t.match(
      (await till.get('/printing')).text,
      inThisOrder(['Printer depan', 'Kertas habis sejak', 'Struk menunggu dicetak: kertas habis'])
    )
    t.match((await till.get('/till/printers')).text, inThisOrder(['Printer depan', 'Kertas habis sejak']))
    t.match(
      (await owner.get('/today')).text,
      inThisOrder(['Printer depan', 'Kertas habis sejak', '1 struk menunggu dicetak'])
    )
    t.match(
      (await till.get(`/sales/${sale_id}/jobs?later=yes`)).text,
      inThisOrder(['kertas habis', 'Nanti saja'])
    )
  })

  await t.test('prints by itself when there is some, and the light goes out', async (t) => {
    liar.refill()
    await until(shop.store, () => noneWaits(counter))
    t.notMatch((await till.get('/till/jobs')).text, 'button')
    t.match((await till.get('/printing')).text, 'Tidak ada yang menunggu')
    t.match((await owner.get('/today')).text, 'Semua struk sudah tercetak')
  })

  await t.test(
    'that ended within a slip leaves it to a person; a copy of it knows what it is a copy of',
    async (t) => {
      liar.endAfter(4)
      const { sale_id } = await sell(till)
      await until(shop.store, () => fates(shop.store, sale_id).includes('sale uncertain paper-out'))
      t.match((await till.get('/printing')).text, 'Lihat kertasnya, struk mungkin terpotong: kertas habis')
      liar.refill()
      const [, half] = listJobs(shop.store, sale_id)
      await till.post(`/jobs/${half!.job_id}`, { verdict: 'copy' })
      await until(shop.store, () => fates(shop.store, sale_id).includes('sale 1 printed'))
      t.match(listJobs(shop.store, sale_id).at(-1), { made_from: half!.job_id, copy_no: 1 })
      t.ok(liar.paper.slips.at(-1)!.says_copy)
    }
  )
})

t.test('“Try again”', async (t) => {
  const shop = await openCounter(t)
  await t.test('asks the printer at once', async (t) => {
    const { sale_id } = await sellWhileOff(shop)
    await shop.printer.reopen()
    const url = `/printing/printers/${shop.people.printer_id}/tries`
    t.match(await shop.till.post(url, {}, { htmx: true }), {
      status: 200,
      headers: { 'hx-trigger': /laci:job/ }
    })
    await until(shop.shop.store, () => fates(shop.shop.store, sale_id).includes('sale printed'))
    t.match(await shop.till.post(`/printing/printers/${newId()}/tries`, {}, { htmx: true }), { status: 404 })
  })
})

t.test('The last slips', async (t) => {
  const shop = await openTwoPrinters(t)
  const { till, owner, people, printer } = shop
  const { store } = shop.shop
  const { sale_id } = await sell(till)
  await until(store, () => fates(store, sale_id).includes('sale printed'))
  const [, first] = listJobs(store, sale_id)

  await t.test(
    'are printed again where they were printed, as a copy, and say who asked for it',
    async (t) => {
      t.match(await till.post(`/jobs/${first!.job_id}/copies`, {}, { htmx: true }), { status: 200 })
      await until(store, () => fates(store, sale_id).includes('sale 1 printed'))
      t.match(slipsIn(printer.jobs).at(-1), 'SALINAN')
      t.match(listJobs(store, sale_id).at(-1), { made_from: first!.job_id, printer_id: people.printer_id })
      t.match(
        (await till.get('/printing')).text,
        inThisOrder(['Struk terakhir', 'K1-000001', 'salinan', 'disalin oleh Siti Nurhaliza', 'K1-000001'])
      )
    }
  )

  await t.test('of a test, a pulse, or what was not printed have no copies', async (t) => {
    await owner.post(`/printers/${people.printer_id}/tests`, { of: 'slip' }, { htmx: true })
    await until(store, () => fates(store, people.printer_id).includes('test printed'))
    const [pulse] = listJobs(store, sale_id)
    const [test] = listJobs(store, people.printer_id)
    for (const { job_id } of [pulse!, test!])
      t.match(await till.post(`/jobs/${job_id}/copies`, {}, { htmx: true }), { status: 404 })
    const { job_id } = await sellWhileOff(shop)
    t.match(await till.post(`/jobs/${job_id}/copies`, {}, { htmx: true }), { status: 404 })
  })

  await t.test('are found among ten thousand by their number, however many went before', async (t) => {
    const { printer_id, subject_id } = first!
    store.sqlite.exec(`
      with recursive counted (n) as (select 1 union all select n + 1 from counted where n < 10000)
      insert into print_jobs (job_id, printer_id, kind, subject_id, asked_at, state, settled_at)
      select 'old-' || n, '${printer_id}', iif(n % 2, 'pulse', 'sale'), '${subject_id}', '2026-01-01', 'printed', '2026-01-01'
      from counted`)
    const { text } = await till.get('/printing/queue')
    t.equal(text.match(/id="past-/g)?.length, 15)
    t.match(text, inThisOrder(['K1-000002', 'id="past-old-10000"', 'id="past-old-9998"']))
  })
})

/** A counter whose printer answers. */
async function openTalkingCounter(t: Parameters<typeof openCounter>[0]) {
  const counter = await openCounter(t)
  const liar = await listenAsLiar(t)
  await placePrinter(counter.owner, counter.people.printer_id, { port: liar.port })
  return { ...counter, liar }
}

function noneWaits({ shop: { store } }: Counter): boolean {
  return store.sqlite.prepare('select 1 from print_jobs where settled_at is null').get() === undefined
}
