import t from 'tap'
import { listJobs } from '../../server/printing/find-jobs.ts'
import { queuePulse } from '../../server/printing/queue-jobs.ts'
import { newId } from '../../server/values/id.ts'
import { fates, sell, until } from '../counter.ts'
import { inThisOrder } from './on-paper.ts'
import { bringPrinter, openTwoPrinters, sellCutOff, sellWhileOff, slipOf, slipsIn } from './two-printers.ts'

t.test('A slip that waits', async (t) => {
  const shop = await openTwoPrinters(t)
  const { till, back, back_id, printer, people } = shop
  const { store } = shop.shop
  const { sale_id, job_id } = await sellWhileOff(shop)

  await t.test(
    'comes out of another printer as it is, and says from where and to where it went',
    async (t) => {
      t.match(await till.post(`/jobs/${job_id}/hand-over`, { printer_id: back_id }, { htmx: true }), {
        status: 200
      })
      await until(store, () => fates(store, sale_id).includes('sale printed'))

      t.same(fates(store, sale_id).slice(1), ['sale handed-over refused', 'sale printed'])
      const [slip = '', ...more] = slipsIn(back.jobs)
      t.match(slip, 'K1-000001')
      t.notMatch(slip, 'SALINAN', 'nothing was on paper, so it is the first')
      t.same(more, [])
      const [, old, moved] = listJobs(store, sale_id)
      t.match(moved, { made_from: job_id, printer_id: back_id, asked_at: old!.asked_at, copy_no: 0 })
      const event = store.sqlite
        .prepare("select staff_id, facts from events where type = 'job.handed-over' and subject_id = ?")
        .all(sale_id) as { staff_id: string; facts: string }[]
      t.equal(event.length, 1)
      t.ok(event[0]!.staff_id)
      t.same(JSON.parse(event[0]!.facts), { job_id, from: people.printer_id, to: back_id })
    }
  )

  await t.test('does not come out of its own printer any more when that is back', async (t) => {
    await printer.reopen()
    await until(store, () => fates(store, sale_id).every((fate) => !fate.includes('waiting')))
    const next = await sell(till)
    await until(store, () => fates(store, next.sale_id).includes('sale printed'))
    t.same(slipsIn(printer.jobs).map(numberOn), ['K1-000002'])
  })

  await t.test('is told of as one slip: where it is now', async (t) => {
    const { text } = await till.get(`/sales/${sale_id}/jobs`, { htmx: true })
    t.match(text, 'Printer belakang')
    t.notMatch(text, 'dipindah')
    t.match((await till.get('/printing')).text, 'dipindah dari Printer depan')
  })
})

t.test('A slip that may be half on paper', async (t) => {
  await t.test('comes out of the other printer as a copy', async (t) => {
    const shop = await openTwoPrinters(t)
    const { till, back, back_id } = shop
    const { store } = shop.shop
    const { sale_id, job_id } = await sellCutOff(shop)
    await till.post(`/jobs/${job_id}/hand-over`, { printer_id: back_id })
    await until(store, () => fates(store, sale_id).includes('sale 1 printed'))

    t.same(fates(store, sale_id), ['pulse printed', 'sale handed-over disconnected', 'sale 1 printed'])
    t.match(slipsIn(back.jobs), [inThisOrder(['SALINAN', 'K1-000001'])])
    t.match(listJobs(store, sale_id).at(-1), { made_from: job_id, printer_id: back_id })
  })
})

t.test('Everything that waits for a dead printer', async (t) => {
  const shop = await openTwoPrinters(t)
  const { till, back, back_id, printer, people } = shop
  const { store } = shop.shop
  const cut = await sellCutOff(shop)
  const first = await sellWhileOff(shop)
  const second = await sell(till)
  await until(store, () => fates(store, second.sale_id).includes('sale waiting refused'))
  const url = `/printing/printers/${people.printer_id}/hand-over`

  await t.test(
    'goes to another in one press, in its order; what somebody must look at first stays',
    async (t) => {
      t.match((await till.get('/printing')).text, 'Pindahkan 2 struk ke Printer belakang')
      const request_id = newId()
      const answers = await Promise.all(
        [1, 2, 3].map(() => till.post(url, { printer_id: back_id }, { htmx: true, request_id }))
      )
      t.same(
        new Set(answers.map(({ status }) => status)),
        new Set([200]),
        'asked for again it is the same deed'
      )
      await until(store, () => fates(store, second.sale_id).includes('sale printed'))
      t.same(slipsIn(back.jobs).map(numberOn), ['K1-000002', 'K1-000003'])
      t.match(fates(store, first.sale_id), [
        'pulse waiting refused',
        'sale handed-over refused',
        'sale printed'
      ])
      t.same(fates(store, cut.sale_id).slice(1), ['sale uncertain disconnected'])
    }
  )

  await t.test('and then there is nothing left to hand over', async (t) => {
    t.match(await till.post(url, { printer_id: back_id }, { htmx: true }), {
      status: 404,
      text: /sudah diurus/
    })
  })

  await t.test('but never what opens a drawer', async (t) => {
    const by = { at: new Date().toISOString(), staff_id: null, terminal_id: null, request_id: null }
    const pulse = await store.commit((tx) =>
      queuePulse(tx, by, { printer_id: people.printer_id, subject_id: people.printer_id, why: 'test' })
    )
    t.match(await till.post(`/jobs/${pulse}/hand-over`, { printer_id: back_id }), { status: 404 })
    t.match(await till.post(url, { printer_id: back_id }), { status: 404 })
    t.equal(printer.jobs.length, 1, 'the drawer opened once, for the first sale')
    t.equal(back.jobs.length, 2)
  })
})

t.test('Of two who decide at the same time', async (t) => {
  const shop = await openTwoPrinters(t)
  const { till, owner, back_id } = shop
  const { store } = shop.shop
  const { sale_id, job_id } = await sellCutOff(shop)

  await t.test('one is heard, and the other is told so; there is one copy', async (t) => {
    const answers = await Promise.all([
      till.post(`/jobs/${job_id}/hand-over`, { printer_id: back_id }, { htmx: true }),
      owner.post(`/jobs/${job_id}`, { verdict: 'copy' }, { htmx: true }),
      till.post(`/jobs/${job_id}`, { verdict: 'drop' }, { htmx: true })
    ])
    t.same(answers.map(({ status }) => status).sort(), [200, 404, 404])
    t.match(
      answers.find(({ status }) => status === 404)!.text,
      'Struk itu sudah diurus, atau sedang dicetak.'
    )
    t.ok(listJobs(store, sale_id).length <= 3)
    t.equal(
      store.sqlite
        .prepare(
          "select count(*) from print_jobs where subject_id = ? and settled_at is not null and kind = 'sale' and job_id = ?"
        )
        .pluck()
        .get(sale_id, job_id),
      1
    )
  })

  await t.test('a slip that its printer takes up in that moment comes out once, here or there', async (t) => {
    await shop.printer.close()
    const sales: string[] = []
    for (let i = 0; i < 8; i++) sales.push((await sell(till)).sale_id)
    await until(store, () => sales.every((sale_id) => fates(store, sale_id).includes('sale waiting refused')))
    const jobs = sales.map((sale_id) => slipOf(shop.shop, sale_id))
    await shop.printer.reopen()
    await Promise.all([
      till.post(`/printing/printers/${shop.people.printer_id}/tries`, {}, { htmx: true }),
      ...jobs
        .toReversed()
        .map((id) => till.post(`/jobs/${id}/hand-over`, { printer_id: back_id }, { htmx: true }))
    ])
    await until(store, () => sales.every((sale_id) => fates(store, sale_id).includes('sale printed')))
    const numbers = slipsIn([...shop.printer.jobs, ...shop.back.jobs])
      .map(numberOn)
      .slice(-8)
      .sort()
    t.equal(new Set(numbers).size, 8)
    for (const sale_id of sales)
      t.equal(fates(store, sale_id).filter((fate) => fate === 'sale printed').length, 1)
  })
})

t.test('A slip is handed to no printer', async (t) => {
  const shop = await openTwoPrinters(t)
  const { till, people } = shop
  const labels = await bringPrinter(shop, { name: 'Label', port: 9, language: 'tspl' })
  const { job_id } = await sellWhileOff(shop)
  const handOver = (printer_id: string) =>
    till.post(`/jobs/${job_id}/hand-over`, { printer_id }, { htmx: true })

  await t.test('that is its own, or that nobody has', async (t) => {
    t.match(await handOver(people.printer_id), { status: 404 })
    t.match(await handOver(newId()), { status: 404 })
  })

  await t.test('that prints labels', async (t) => {
    t.match(await handOver(labels), { status: 409, text: /tidak bisa mencetak ini/ })
    t.notMatch((await till.get('/printing')).text, 'Pindah ke Label')
  })
})

function numberOn(slip: string): string {
  return /K\d-\d{6}/.exec(slip)?.[0] ?? ''
}
