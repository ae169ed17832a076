import assert from 'node:assert/strict'
import fc from 'fast-check'
import t from 'tap'
import { addToBasket } from '../../server/baskets/change-basket.ts'
import { saveItem } from '../../server/catalog/save-item.ts'
import { addUnit } from '../../server/catalog/save-units.ts'
import { refundAtTill, refundBroughtGoods, voidAtTill } from '../../server/checkout/refund.ts'
import { closeTill } from '../../server/checkout/shift-ends.ts'
import { eraseCustomer } from '../../server/customers/erase-customer.ts'
import { addCustomer } from '../../server/customers/save-customer.ts'
import { balanceOf } from '../../server/ledger/post.ts'
import { drawSlip } from '../../server/printing/draw-slip.ts'
import { listJobs } from '../../server/printing/find-jobs.ts'
import { listRefundsOf } from '../../server/refunds/find-refunds.ts'
import { remainingOf } from '../../server/refunds/plan-refund.ts'
import type { WantedRefund } from '../../server/refunds/refund-sale.ts'
import { planBrought } from '../../server/refunds/refund-without-slip.ts'
import { readReceiptNo } from '../../server/sales/read-receipt-no.ts'
import { findShiftReport } from '../../server/shifts/find-shift.ts'
import { openShift } from '../../server/shifts/open-shift.ts'
import { takePayment } from '../../server/tenders/take-payment.ts'
import { newId, newToken } from '../../server/values/id.ts'
import { minor, sum } from '../../server/values/money.ts'
import { milli } from '../../server/values/quantity.ts'
import { asText } from '../../views/receipts/document.ts'
import { AT, type Given, openShop, part } from './returning-shop.ts'

t.test('A refund', async (t) => {
  const shop = await openShop(t)
  const { store, by, sell, giveBack, ledger } = shop

  await t.test('gives back a part: money, goods, number and record together', async (t) => {
    const sale = await sell({ tea: 3, rice: 2 })
    const refund = await giveBack(sale, [part(1, 2), part(2, 0.5, 'waste')])
    t.match(refund, {
      refund_no: 'K1-R000001',
      receipt_no: sale.receipt_no,
      value_minor: 7400 + 7250,
      rounding_minor: 50,
      payout_minor: 14_700,
      cash_minor: 14_700
    })
    t.equal(shop.stock('tea'), -1, 'two of three are on the shelf again')
    t.equal(shop.stock('rice'), -2, 'what is thrown away is not')
    const moves = store.sqlite.prepare('select reason, quantity_milli from stock_moves where source_id = ?')
    t.same(moves.all(refund.refund_id), [
      { reason: 'refund', quantity_milli: 2000 },
      { reason: 'refund', quantity_milli: 500 },
      { reason: 'waste', quantity_milli: -500 }
    ])
    t.match(ledger(), { cash: sale.total_minor - 14_700, sales: 14_650 - sale.total_minor, rounding: 50 })
    const event = store.sqlite.prepare("select * from events where type = 'refund.completed'").get()
    t.match(event, { subject_id: refund.refund_id, facts: /"reason":"Rusak"/ })
  })

  await t.test('leaves the sale as it was', async (t) => {
    const sale = await sell({ tea: 2 })
    const before = store.sqlite.prepare(
      'select * from sales join sale_lines using (sale_id) where sale_id = ?'
    )
    const rows = before.all(sale.sale_id)
    await giveBack(sale, [part(1, 2)])
    t.same(before.all(sale.sale_id), rows)
  })

  await t.test('opens the drawer where cash is handed out, and prints what came back', async (t) => {
    const kinds = (refund_id: string) => listJobs(store, refund_id).map(({ kind }) => kind)
    const in_cash = await giveBack(await sell({ tea: 1 }), [part(1, 1)])
    t.same(kinds(in_cash.refund_id), ['pulse', 'refund'])
    const by_qris = await giveBack(await sell({ tea: 1 }, [['qris', 3700]]), [part(1, 1)])
    t.same(kinds(by_qris.refund_id), ['refund'])
    const slip = asText(drawSlip(store, { kind: 'refund', subject_id: in_cash.refund_id })!)
    for (const text of ['PENGEMBALIAN BARANG', in_cash.refund_no, in_cash.receipt_no!, 'Rusak', 'Rp 3.700']) {
      t.match(slip, text)
    }
  })

  await t.test('is refused, and leaves no trace', async (t) => {
    const sale = await sell({ tea: 3 })
    const wanted = {
      refund_id: newId(),
      sale_id: sale.sale_id,
      lines: [part(1, 1)],
      reason: 'Rusak',
      method_id: null,
      payout_minor: minor(3700),
      link: newToken()
    }
    const counts = () =>
      ['refunds', 'journal', 'stock_moves', 'points_moves'].map((table) =>
        store.sqlite.prepare(`select count(*) from ${table}`).pluck().get()
      )
    const before = counts()
    const facts: [why: string, changes: Partial<WantedRefund>, code: string][] = [
      ['more than was bought', { lines: [part(1, 4)] }, 'refund/too-much'],
      ['nothing chosen', { lines: [part(1, 0)] }, 'refund/nothing'],
      ['no such line', { lines: [part(2, 1)] }, 'refund/too-much'],
      ['no reason', { reason: '  ' }, 'refund/reason-needed'],
      ['no such sale', { sale_id: newId() }, 'sale/gone'],
      ['another amount than was seen', { payout_minor: minor(3800) }, 'refund/changed'],
      ['by a means nobody can hand over', { method_id: 'points' }, 'tender/unknown']
    ]
    for (const [why, changes, code] of facts) {
      await t.rejects(
        store.commit((tx) => refundAtTill(tx, by(), { ...wanted, ...changes })),
        { code },
        why
      )
    }
    t.same(counts(), before)
    await giveBack(sale, [part(1, 2)])
    await t.rejects(giveBack(sale, [part(1, 2)]), {
      code: 'refund/too-much',
      facts: { name: 'tea', left_milli: 1000 }
    })
  })

  await t.test('takes a supervisor, who stands on it', async (t) => {
    const sale = await sell({ tea: 3 }, [['qris', 11_100]])
    const cashier = by(shop.cashier_id)
    await t.rejects(giveBack(sale, [part(1, 1)], { who: cashier }), {
      code: 'right/ask',
      facts: { right: 'refund' }
    })
    const lent = { ...cashier, approved_by: shop.owner_id }
    t.equal((await giveBack(sale, [part(1, 1)], { who: lent })).approver, 'Ibu Ratna')
    t.equal((await giveBack(sale, [part(1, 1)])).approver, null, 'nobody needs to lend the owner anything')
  })

  await t.test('cannot hand out more than the drawer holds', async (t) => {
    const second = await shop.secondTill()
    const sale = await sell({ milk: 60 })
    await t.rejects(giveBack(sale, [part(1, 60)], { who: second() }), { code: 'cash/not-that-much' })
    t.equal((await giveBack(sale, [part(1, 10)], { who: second() })).refund_no, 'K2-R000001', 'at any till')
  })

  await t.test('happens once when two tills take back the same at once', async (t) => {
    const second = await shop.secondTill()
    const sale = await sell({ tea: 1 })
    const tries = await Promise.allSettled([
      giveBack(sale, [part(1, 1)]),
      giveBack(sale, [part(1, 1)], { who: second() })
    ])
    t.same(
      tries.map(({ status }) => status),
      ['fulfilled', 'rejected']
    )
    t.equal(listRefundsOf(store, sale.sale_id).length, 1)
  })
})

t.test('Money that was not cash', async (t) => {
  const shop = await openShop(t)
  const { store, by, sell, giveBack, ledger, customer_id } = shop
  const tini = { customer_id }
  const debt = () => balanceOf(store, 'receivable', customer_id)

  await t.test('goes back to QRIS, and in cash only if somebody allows it', async (t) => {
    const sale = await sell({ tea: 3 }, [['qris', 11_100]])
    t.same(means(await giveBack(sale, [part(1, 1)])), ['qris 3700'])
    const lent_refund = by(shop.cashier_id)
    await t.rejects(giveBack(sale, [part(1, 1)], { method_id: 'cash', who: lent_refund }), {
      code: 'right/ask'
    })
    t.same(means(await giveBack(sale, [part(1, 1)], { method_id: 'cash' })), ['cash 3700'])
  })

  await t.test('on account: the debt falls, and what was paid of it since is handed over', async (t) => {
    const sale = await sell({ rice: 4 }, [['kasbon', 58_000]], tini)
    t.equal(debt(), 58_000)
    await giveBack(sale, [part(1, 1)])
    t.equal(debt(), 43_500)
    await store.commit((tx) =>
      takePayment(tx, by(), {
        payment_id: newId(),
        kind: 'debt',
        customer_id,
        order_id: null,
        method_id: 'cash',
        amount_minor: minor(33_500),
        reference: null
      })
    )
    t.same(means(await giveBack(sale, [part(1, 1)])), ['kasbon 10000', 'cash 4500'])
    t.equal(debt(), 0)
  })

  await t.test('a deposit and a voucher are worth again what they were', async (t) => {
    await store.commit((tx) =>
      takePayment(tx, by(), {
        payment_id: newId(),
        kind: 'deposit',
        customer_id,
        order_id: null,
        method_id: 'cash',
        amount_minor: minor(50_000),
        reference: null
      })
    )
    const sale = await sell({ rice: 2 }, [['deposit', 29_000]], tini)
    t.equal(balanceOf(store, 'deposit', customer_id), -21_000)
    await giveBack(sale, [part(1, 2)])
    t.equal(balanceOf(store, 'deposit', customer_id), -50_000)
  })

  await t.test('points come back, and those that the sale gave are taken back', async (t) => {
    const before = shop.points()
    const sale = await sell({ milk: 5 }, [], tini)
    t.equal(shop.points() - before, 9, '99.500 paid')
    const paid = await sell({ tea: 1 }, [['points', 700]], tini)
    t.equal(shop.points() - before, 2, 'seven were worth 700; the other 3.000 give none')
    await giveBack(paid, [part(1, 1)])
    t.equal(shop.points() - before, 9)
    for (const _ of [1, 2, 3, 4, 5]) await giveBack(sale, [part(1, 1)])
    t.equal(shop.points() - before, 0, 'piece by piece, none is left')
  })

  await t.test('a deposit of somebody who was forgotten meanwhile goes back as cash', async (t) => {
    const forgotten = newId()
    await store.commit((tx) => {
      addCustomer(tx, by(), { customer_id: forgotten, name: 'Bu Darmi', phone: '', consent: false })
      takePayment(tx, by(), {
        payment_id: newId(),
        kind: 'deposit',
        customer_id: forgotten,
        order_id: null,
        method_id: 'cash',
        amount_minor: minor(29_000),
        reference: null
      })
    })
    const sale = await sell({ rice: 2 }, [['deposit', 29_000]], { customer_id: forgotten })
    await store.commit((tx) => eraseCustomer(tx, by(), forgotten, 'Pelanggan dihapus'))
    t.same(means(await giveBack(sale, [part(1, 2)])), ['cash 29000'])
    t.equal(balanceOf(store, 'deposit', forgotten), 0)
  })

  await t.test('an acquirer keeps its fee', async (t) => {
    store.sqlite.prepare("update tender_methods set fee_bp = 70 where method_id = 'qris'").run()
    const before = ledger()
    await giveBack(await sell({ milk: 1 }, [['qris', 19_900]]), [part(1, 1)])
    const after = ledger()
    t.equal((after['fees'] ?? 0) - (before['fees'] ?? 0), 139)
    t.equal((after['qris'] ?? 0) - (before['qris'] ?? 0), -139)
  })
})

t.test('A void', async (t) => {
  const shop = await openShop(t)
  const { store, by, sell, giveBack, ledger } = shop
  const undo = (sale_id: string, who = by()) =>
    store.commit((tx) =>
      voidAtTill(tx, who, { refund_id: newId(), sale_id, reason: 'Salah pencet', link: newToken() })
    )

  await t.test('undoes a sale as a whole, right away', async (t) => {
    const sale = await sell({ tea: 3, rice: 0.333 }, [['qris', 5000]])
    await t.rejects(undo(sale.sale_id, by(shop.cashier_id)), {
      code: 'right/ask',
      facts: { right: 'void-sale' }
    })
    await undo(sale.sale_id)
    const [refund] = listRefundsOf(store, sale.sale_id)
    t.match(refund, { kind: 'void', value_minor: sale.total_minor, rounding_minor: sale.rounding_minor })
    t.same(ledger(), {}, 'as if nothing had been')
    t.same([shop.stock('tea'), shop.stock('rice')], [0, 0])
    await t.rejects(undo(sale.sale_id), { code: 'refund/not-void' }, 'once')
  })

  await t.test('is a refund once something came back, or its shift is over', async (t) => {
    const sale = await sell({ tea: 2 })
    await giveBack(sale, [part(1, 1)])
    await t.rejects(undo(sale.sale_id), { code: 'refund/not-void' })
    const late = await sell({ tea: 1 })
    await store.commit((tx) => {
      closeTill(tx, by(), minor(0))
      openShift(tx, by(), { shift_id: newId(), float_minor: minor(100_000), business_day: '2026-11-23' })
    })
    await t.rejects(undo(late.sale_id), { code: 'refund/not-void' })
    t.equal((await giveBack(late, [part(1, 1)])).business_day, '2026-11-23', 'it belongs to its own day')
  })
})

t.test('A shift', async (t) => {
  const shop = await openShop(t)
  const sale = await shop.sell({ tea: 3, milk: 1 })
  await shop.giveBack(sale, [part(1, 2)])
  t.match(findShiftReport(shop.store, shop.shift_id), {
    sales: 1,
    total_minor: 31_000,
    refunds: 1,
    refunded_minor: 7400,
    net_minor: 23_600,
    cash_minor: 23_600,
    expected_minor: 5_023_600
  })
})

t.test('Goods without a slip are worth no more as pieces than the carton they were bought in', async (t) => {
  const { store, by, items, pay } = await openShop(t)
  await store.commit((tx) => {
    const carton = { name: 'dus', holds_milli: milli(24_000), price_minor: minor(72_000), barcodes: [] }
    const unit_id = addUnit(tx, by(), { ...carton, item_id: items.tea })
    addToBasket(tx, by(), { item_id: items.tea, unit_id }, milli(1000))
  })
  await pay()
  const pieces = {
    item_id: items.tea,
    unit_id: null,
    quantity_milli: milli(24_000),
    destination: 'shelf' as const
  }
  t.equal(planBrought(store, [pieces], { business_day: '2026-11-22', at: AT }).payout_minor, 72_000)
})

t.test('Goods without a slip', async (t) => {
  const shop = await openShop(t)
  const { store, by, items } = shop
  const tea = {
    item_id: items.tea,
    unit_id: null,
    quantity_milli: milli(2000),
    destination: 'shelf' as const
  }
  const plan = (day = '2026-11-22') => planBrought(store, [tea], { business_day: day, at: AT })
  const price = (amount: number) =>
    store.commit((tx) =>
      saveItem(tx, by(), {
        item_id: items.tea,
        code: 'TEA',
        barcodes: [],
        name: 'tea',
        category: null,
        unit: 'pcs',
        price_minor: minor(amount),
        cost_minor: null,
        minimum_milli: milli(0),
        favourite: 0
      })
    )

  await t.test('are worth today’s price, or the least that anybody paid within thirty days', async (t) => {
    t.equal(plan().payout_minor, 7400)
    await shop.sell({ tea: 3 }, [], { discount_minor: minor(1100) }) // 3 for 10.000
    t.equal(plan().basket.subtotal_minor, 6667)
    t.equal(plan().payout_minor, 6700, 'in coins')
    t.equal(plan('2026-12-23').payout_minor, 7400, 'after thirty days nobody remembers')
    await price(3000)
    t.equal(plan().payout_minor, 6000, 'today’s price is the lower one')
    await price(3700)
  })

  await t.test('come back in cash, by a right of its own, of no sale', async (t) => {
    const bring = (who = by()) =>
      store.commit((tx) =>
        refundBroughtGoods(tx, who, {
          refund_id: newId(),
          lines: [tea],
          reason: 'Struk hilang',
          payout_minor: minor(6700),
          link: newToken()
        })
      )
    await t.rejects(bring(by(shop.cashier_id)), {
      code: 'right/ask',
      facts: { right: 'refund-without-slip' }
    })
    const before = shop.stock('tea')
    const { refund_id } = await bring()
    t.equal(shop.stock('tea') - before, 2)
    const row = store.sqlite.prepare('select * from refunds where refund_id = ?').get(refund_id)
    t.match(row, { sale_id: null, value_minor: 6667, rounding_minor: 33 })
  })
})

t.test('What somebody types or scans to find a slip', async (t) => {
  const facts: [typed: string, name: ReturnType<typeof readReceiptNo>][] = [
    ['K1-000123', { number: 'K1-000123' }],
    ['k1-123', { number: 'K1-000123' }],
    ['K12 7', { number: 'K12-000007' }],
    ['123', { number: 'K3-000123' }],
    ['K1-R12', { number: 'K1-R000012' }],
    ['r12', { number: 'K3-R000012' }],
    ['http://laci.local/r/abcdefghijklmnopqrstuvwxyz', { link: 'abcdefghijklmnopqrstuvwxyz' }],
    ['teh kotak', { number: 'TEH KOTAK' }]
  ]
  for (const [typed, name] of facts) t.same(readReceiptNo(typed, 'K3'), name, typed)
})

t.test('Whatever is sold, all of it in any parts leaves nothing behind', async (t) => {
  const shop = await openShop(t)
  const { store, sell, giveBack, ledger } = shop
  store.sqlite.prepare("update items set tax_class = 'served' where name = 'milk'").run()
  await fc.assert(
    fc.asyncProperty(
      fc.record({
        goods: fc.record({
          tea: fc.integer({ min: 1, max: 7 }),
          rice: fc.integer({ min: 1, max: 4000 }).map((grams) => grams / 1000),
          milk: fc.integer({ min: 1, max: 4 })
        }),
        off: fc.integer({ min: 1, max: 3000 }),
        share: fc.integer({ min: 0, max: 9 }),
        means: fc.constantFrom('qris', 'kasbon'),
        settings: fc.record({
          collects_tax: fc.boolean(),
          prices_include_tax: fc.boolean(),
          collects_pbjt: fc.boolean(),
          pbjt_included: fc.boolean(),
          service_bp: fc.constantFrom(0, 500),
          rounding_mode: fc.constantFrom('down' as const, 'nearest' as const, 'up' as const),
          rounding_step: fc.constantFrom(0, 100, 500)
        }),
        cuts: fc.array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 12, maxLength: 12 })
      }),
      async ({ goods, off, share, means, settings, cuts }) => {
        await shop.settings(settings)
        const before = { ledger: ledger(), points: shop.points() }
        const head = { customer_id: shop.customer_id, discount_minor: minor(off) }
        const given: Given[] = share > 0 ? [[means, share * 1000]] : []
        const sale = await sell(goods, given, head)
        const refunds = []
        for (let turn = 0; ; turn++) {
          const left = remainingOf(sale, listRefundsOf(store, sale.sale_id))
          const open = [...left].filter(([, quantity]) => quantity > 0)
          if (open.length === 0) break
          const lines = open.map(([line_no, quantity], at) => {
            const cut = cuts[(turn * 3 + at) % cuts.length]!
            return {
              line_no,
              quantity_milli: turn > 2 ? quantity : milli(cut % (quantity + 1)),
              destination: 'shelf' as const
            }
          })
          if (lines.some(({ quantity_milli }) => quantity_milli > 0))
            refunds.push(await giveBack(sale, lines))
        }
        assert.equal(
          sum(refunds.map(({ payout_minor }) => payout_minor)),
          sale.total_minor + sale.rounding_minor
        )
        assert.deepEqual(ledger(), before.ledger)
        assert.equal(shop.points(), before.points)
        assert.deepEqual([shop.stock('tea'), shop.stock('rice'), shop.stock('milk')], [0, 0, 0])
      }
    ),
    { numRuns: 40 }
  )
})

function means({ tenders }: { tenders: readonly { method: string; amount_minor: number }[] }): string[] {
  return tenders.map(({ method, amount_minor }) => `${method} ${amount_minor}`)
}
