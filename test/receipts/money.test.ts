import t from 'tap'
import { addToBasket, editHead } from '../../server/baskets/change-basket.ts'
import { priceNow } from '../../server/baskets/read-basket.ts'
import type { NewTender } from '../../server/baskets/take-tender.ts'
import { takeTender } from '../../server/baskets/take-tender.ts'
import { drawSlip } from '../../server/printing/draw-slip.ts'
import { readDayFigures } from '../../server/reports/read-today.ts'
import { completeSale } from '../../server/sales/complete-sale.ts'
import { standingAfter } from '../../server/sales/find-standing.ts'
import { changeSettings } from '../../server/settings/change-settings.ts'
import { findShiftReport, readOpenShift } from '../../server/shifts/find-shift.ts'
import { readTakings } from '../../server/shifts/read-takings.ts'
import { takePayment } from '../../server/tenders/take-payment.ts'
import { systemClock } from '../../server/values/clock.ts'
import { newId, newToken } from '../../server/values/id.ts'
import { minor } from '../../server/values/money.ts'
import { milli } from '../../server/values/quantity.ts'
import { asText } from '../../views/receipts/document.ts'
import { fates, MILK, openCounter, sell, TEA, until } from '../counter.ts'
import { know } from '../customers/book.ts'

const counter = await openCounter(t)
const { shop, people, till, owner } = counter
const { store } = shop
const by = () => ({
  at: systemClock.now(),
  staff_id: people.cashier_id,
  terminal_id: people.terminal_id,
  request_id: newId()
})
const { shift_id, business_day } = readOpenShift(store, people.terminal_id)

t.test('A shift’s takings', async (t) => {
  const customer_id = await know(store, by(), { name: 'Bu Tini', phone: '0812-3456-789', limit: 500_000 })
  await store.commit((tx) => {
    tx.sqlite
      .prepare("update tender_methods set fee_bp = 70, name = 'EDC BCA' where method_id = 'card'")
      .run()
    changeSettings(tx, by(), { points_per_minor: minor(10_000), point_worth_minor: minor(100) })
  })
  const milk = store.sqlite
    .prepare('select item_id from items where name = ?')
    .pluck()
    .get(MILK.name) as string

  /** Sells milk for several means at once, cash last. */
  const buy = (count: number, tenders: NewTender[], customer: string | null = null) =>
    store.commit((tx) => {
      const basket_id = addToBasket(tx, by(), { item_id: milk }, milli(count * 1000))
      if (customer) editHead(tx, by(), { customer_id: customer })
      const { total_minor } = priceNow(tx, basket_id, { business_day, at: by().at })
      for (const tender of tenders.slice(0, -1)) takeTender(tx, by(), { ...tender, basket_id })
      return completeSale(tx, by(), { basket_id, total_minor, tender: tenders.at(-1)!, link: newToken() })
    })
  const give = (method_id: string, amount: number, reference: string | null = null): NewTender => {
    return { method_id, amount_minor: minor(amount), reference }
  }

  const split = await buy(2, [give('qris', 20_030), give('card', 10_000, '004321'), give('cash', 10_000)])
  const debt = await buy(3, [give('kasbon', 59_700)], customer_id)
  await store.commit((tx) =>
    takePayment(tx, by(), {
      payment_id: newId(),
      kind: 'debt',
      customer_id,
      order_id: null,
      method_id: 'transfer',
      amount_minor: minor(20_000),
      reference: '77'
    })
  )

  await t.test('stand by means, whole: the acquirer’s fee is another matter', async (t) => {
    t.match(findShiftReport(store, shift_id), {
      takings: [
        { method: 'cash', times: 1, amount_minor: 9800 },
        { method: 'qris', times: 1, amount_minor: 20_030 },
        { method: 'card', name: 'EDC BCA', times: 1, amount_minor: 10_000 },
        { method: 'transfer', times: 1, amount_minor: 20_000 },
        { method: 'kasbon', times: 1, amount_minor: 59_700 }
      ],
      rounding_minor: 30,
      payments: [{ kind: 'debt', payments: 1, amount_minor: 20_000 }]
    })
  })

  await t.test('agree with the ledger', async (t) => {
    const balance = store.sqlite
      .prepare('select coalesce(sum(amount_minor), 0) from journal where shift_id = ? and account in (?, ?)')
      .pluck()
    for (const { method, amount_minor } of readTakings(store, { shift_id })) {
      const fees = method === 'card' ? 'fees' : method
      if (method !== 'kasbon') t.equal(balance.get(shift_id, method, fees), amount_minor, method)
    }
  })

  await t.test('are those of the day, too', async (t) => {
    t.same(readTakings(store, { business_day }), readTakings(store, { shift_id }))
  })

  await t.test('are on the Z slip', async (t) => {
    const z = asText(drawSlip(store, { kind: 'z', subject_id: shift_id }, { columns: 32 })!)
    for (const line of [
      /^Pembulatan +Rp\s30$/m,
      /^EDC BCA \(1\) +Rp\s10\.000$/m,
      /^Kasbon \(1\) +Rp\s59\.700$/m,
      /^Kasbon dibayar \(1\) +Rp\s20\.000$/m
    ]) {
      t.match(z, line)
    }
  })

  await t.test('leave the slip of an earlier sale as it was', async (t) => {
    t.same(standingAfter(store, { sale_id: debt.sale_id, customer_id }), {
      owed_minor: 59_700,
      points: { earned: 5, burnt: 0, held: 5 }
    })
    const slip = asText(drawSlip(store, { kind: 'sale', subject_id: debt.sale_id })!)
    t.match(slip, /^Sisa kasbon +Rp 59\.700$/m)
    t.match(slip, /^Poin Anda +5$/m)
    const { points } = standingAfter(store, { sale_id: split.sale_id, customer_id: null })
    t.equal(points.held, 0)
  })

  await t.test('lose what goes back to customers, and so does the day', async (t) => {
    const before = readDayFigures(store, business_day, systemClock.now())
    const cash_back = 9800
    await store.commit((tx) => {
      const refund_id = newId()
      const { at, staff_id, terminal_id } = by()
      tx.sqlite
        .prepare(
          `insert into refunds (refund_id, sale_id, kind, terminal_id, refund_number, refund_no, shift_id, staff_id,
            refunded_at, business_day, reason, subtotal_minor, service_minor, added_tax_minor, tax_minor, value_minor,
            rounding_minor, link) values (?, ?, 'refund', ?, 1, 'K1-R000001', ?, ?, ?, ?, 'Rusak', ?, 0, 0, 0, ?, 0, ?)`
        )
        .run(
          refund_id,
          split.sale_id,
          terminal_id,
          shift_id,
          staff_id,
          at,
          business_day,
          cash_back,
          cash_back,
          newToken()
        )
      tx.sqlite
        .prepare("insert into refund_tenders values (?, 1, 'cash', 'cash', ?, 3, null, null)")
        .run(refund_id, cash_back)
    })
    t.match(readDayFigures(store, business_day, systemClock.now()), {
      sales: before.sales,
      total_minor: before.total_minor - cash_back,
      refunds: 1,
      refunded_minor: cash_back
    })
    t.match(readTakings(store, { shift_id })[0], { method: 'cash', times: 1, amount_minor: 0 })
  })
})

t.test('A receipt', async (t) => {
  const { sale_id } = await sell(till, [TEA.barcode])

  await t.test(
    'is printed once more as a gift, without a price; a second one says that it is a copy',
    async (t) => {
      await till.post(`/sales/${sale_id}/gifts`)
      await until(store, () => fates(store, sale_id).includes('gift printed'))
      await till.post(`/sales/${sale_id}/gifts`)
      await until(store, () => fates(store, sale_id).includes('gift 1 printed'))
      const logged = store.sqlite
        .prepare("select facts from events where type = 'slip.reprinted'")
        .pluck()
        .all()
      t.same(
        logged.map((facts) => JSON.parse(String(facts))),
        [
          { kind: 'gift', copy_no: 0 },
          { kind: 'gift', copy_no: 1 }
        ]
      )
    }
  )

  await t.test('goes to WhatsApp as text, without an address that opens only in the shop', async (t) => {
    const { goes = '' } = await till.get(`/sales/${sale_id}/whatsapp`)
    t.match(goes, 'https://wa.me/?text=')
    const text = new URL(goes).searchParams.get('text')!
    t.match(text, 'ULTRA TEH KOTAK 1L: Rp 3.700')
    t.notMatch(text, 'http')
    t.equal((await owner.get('/sales/none/whatsapp')).status, 404)
  })
})
