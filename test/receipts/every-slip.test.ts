import t from 'tap'
import { takeMoney } from '../../server/checkout/take-money.ts'
import { drawSlip } from '../../server/printing/draw-slip.ts'
import { listJobs } from '../../server/printing/find-jobs.ts'
import { queueSlip } from '../../server/printing/queue-jobs.ts'
import type { SlipKind } from '../../server/printing/tables.ts'
import { findOpenShift } from '../../server/shifts/find-shift.ts'
import { systemClock } from '../../server/values/clock.ts'
import { newId } from '../../server/values/id.ts'
import { minor } from '../../server/values/money.ts'
import { asText } from '../../views/receipts/document.ts'
import { fillBasket, openCounter, sell, TEA } from '../counter.ts'
import { know } from '../customers/book.ts'
import { OWNER } from '../shop.ts'

/** What has no sale, shift or person behind it, and is no slip that somebody keeps. */
type Beside = 'test' | 'labels'

const { shop, till, people } = await openCounter(t)
const { store } = shop
const by = () => ({
  at: systemClock.now(),
  staff_id: people.cashier_id,
  terminal_id: people.terminal_id,
  request_id: newId()
})
const shift_id = findOpenShift(store, people.terminal_id)!.shift_id
const subjects = await doEverything()

t.test('Every slip of the shop comes out, and says that it is a copy when it is one', async (t) => {
  for (const [kind, subject_id] of Object.entries(subjects) as [keyof typeof subjects, string][]) {
    const job_id = await store.commit((tx) =>
      queueSlip(tx, by(), { printer_id: people.printer_id, kind, subject_id })
    )
    for (const columns of [32, 48] as const) {
      const draw = (copy_no: number) => {
        const slip = { kind, subject_id, job_id, copy_no, asked_at: systemClock.now() }
        return asText(drawSlip(store, slip, { columns })!)
      }
      const [first, copy] = [draw(0), draw(1)]
      t.notMatch(first, 'SALINAN', `${kind}, the first time`)
      t.match(copy, '*** SALINAN ***', `${kind}, once more`)
      t.ok(
        copy.split('\n').every((line) => line.length <= columns),
        `${kind} fits ${columns} columns`
      )
    }
  }
  t.match(asText(drawSlip(store, { kind: 'test', subject_id: people.printer_id })!), 'TES PRINTER')
})

t.test('Every slip is asked for once more where its paper is', async (t) => {
  const asks: Partial<Record<SlipKind, string>> = {
    sale: `/sales/${subjects.sale}/copies`,
    gift: `/sales/${subjects.sale}/gifts`,
    refund: `/refunds/${subjects.refund}/copies`,
    payment: `/payments/${subjects.payment}/copies`,
    statement: `/customers/${subjects.statement}/statement/prints`,
    order: `/orders/${subjects.order}/copies`,
    move: `/shift/cash/${subjects.move}/copies`,
    x: '/shift/x',
    z: `/shifts/${subjects.z}/copies`
  }
  await till.post('/shift', { float: '100.000' })
  for (const [kind, url] of Object.entries(asks) as [SlipKind, string][]) {
    const before = count(kind)
    const { status } = await till.post(url, {}, { htmx: true })
    t.ok(status < 400, `${url} answers ${status}`)
    t.equal(count(kind), before + 1, `${kind} is printed once more`)
  }
})

/** One of each deed that leaves paper behind. @returns what each slip is of */
async function doEverything(): Promise<Record<Exclude<SlipKind, Beside>, string>> {
  const { sale_id } = await sell(till, [`2*${TEA.barcode}`])
  const undone = await sell(till)
  const [move, look, refund, order] = [newId(), newId(), newId(), newId()]
  await till.post(
    '/shift/cash',
    {
      amount: '7.000',
      reason: 'parkir',
      direction: 'out',
      approver_id: people.owner_id,
      approver_pin: OWNER.password
    },
    { request_id: move }
  )
  await till.post('/shift/x', {}, { request_id: look, htmx: true })
  const customer_id = await know(store, by(), { name: 'Bu Tini', limit: 100_000 })
  const payment_id = newId()
  await store.commit((tx) =>
    takeMoney(tx, by(), {
      ...{ payment_id, kind: 'deposit', customer_id, order_id: null },
      ...{ method_id: 'cash', amount_minor: minor(20_000), reference: null }
    })
  )
  await till.post('/sign-out')
  await till.post('/sign-in/password', OWNER)
  await till.post(`/sales/${undone.sale_id}/void`, { reason: 'Salah pesan' }, { request_id: refund })
  const { form } = await fillBasket(till, [TEA.barcode])
  const { basket_id, total } = form
  const wanted = {
    kind: 'order',
    basket_id,
    total,
    until: '',
    due: '',
    valid_until: '',
    due_on: '',
    note: ''
  }
  await till.post('/orders', wanted, { request_id: order, htmx: true })
  await till.post('/shift/closing', { counted: '100.000' })
  return {
    sale: sale_id,
    gift: sale_id,
    ticket: sale_id,
    refund,
    order,
    move,
    x: look,
    z: shift_id,
    payment: payment_id,
    statement: customer_id
  }
}

function count(kind: SlipKind): number {
  const asked = store.sqlite.prepare('select count(*) from print_jobs where kind = ?')
  return asked.pluck().get(kind) as number
}

t.test('What a sale leaves on paper is listed with it', async (t) => {
  t.same(
    listJobs(store, subjects.sale)
      .map(({ kind }) => kind)
      .slice(0, 2),
    ['pulse', 'sale']
  )
})
