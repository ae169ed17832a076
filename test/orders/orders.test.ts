import t, { type Test } from 'tap'
import { listStaff } from '../../server/auth/find-staff.ts'
import {
  addToBasket,
  type BasketBy,
  editHead,
  editLine,
  undoChange
} from '../../server/baskets/change-basket.ts'
import { takeTender } from '../../server/baskets/take-tender.ts'
import { saveItem } from '../../server/catalog/save-item.ts'
import { checkOut } from '../../server/checkout/check-out.ts'
import {
  callOffOrder,
  giveDepositBack,
  makeTillOrder,
  takeOrderDeposit
} from '../../server/checkout/order-money.ts'
import { balanceOf } from '../../server/ledger/post.ts'
import { bringOrder, type OrderPrices } from '../../server/orders/bring-order.ts'
import { findOrder, listOrders, readOrder } from '../../server/orders/find-orders.ts'
import type { NewOrder } from '../../server/orders/make-order.ts'
import { findSale } from '../../server/sales/find-sales.ts'
import { changeSettings } from '../../server/settings/change-settings.ts'
import { readSettings } from '../../server/settings/read-settings.ts'
import { findShiftReport } from '../../server/shifts/find-shift.ts'
import { openShift } from '../../server/shifts/open-shift.ts'
import { pairTerminal } from '../../server/terminals/pair-terminal.ts'
import { readTill } from '../../server/till/read-till.ts'
import { newId, newToken } from '../../server/values/id.ts'
import { minor } from '../../server/values/money.ts'
import { milli } from '../../server/values/quantity.ts'
import { asText, layOut } from '../../views/receipts/document.ts'
import { orderSlip } from '../../views/receipts/order-slip.ts'
import { orderText } from '../../views/receipts/order-text.ts'
import { wordsIn } from '../../views/words/words.ts'
import { openBox } from '../shop.ts'
import { cash } from '../trade.ts'

const AT = '2026-11-22T05:00:00.000Z'
const TODAY = '2026-11-22'

t.test('A basket becomes a promise', async (t) => {
  const shop = await openShop(t)

  await t.test('at what it costs now, and the till is free', async (t) => {
    await shop.scan(4)
    await shop.deed((tx, by) => editLine(tx, by, 1, { discount_minor: minor(500) }))
    const order_id = await shop.make({ kind: 'order' })
    await shop.price(5000)
    const order = readOrder(shop.store, order_id)
    t.match(order, {
      order_no: 'K1-O000001',
      total_minor: 14_300,
      lines: [{ total_minor: 14_300, name: 'Teh' }]
    })
    t.equal(shop.till().basket_id, null)
  })

  await t.test('counted by each till and kind without gaps', async (t) => {
    await t.rejects(shop.make({ kind: 'quotation' }), { code: 'basket/changed' })
    await shop.scan(1)
    const order_id = await shop.make({ kind: 'quotation', valid_until: '2026-11-29' })
    t.equal(readOrder(shop.store, order_id).order_no, 'K1-P000001')
  })

  await t.test(
    'but none that has passed, that is no longer what was seen, or that holds somebody’s money',
    async (t) => {
      await shop.scan(1)
      await t.rejects(shop.make({ due_on: '2026-11-21' }), { code: 'order/date-past' })
      await t.rejects(shop.make({ total_minor: minor(4999) }), { code: 'basket/changed' })
      const { basket_id } = shop.till()
      await shop.deed((tx, by) => takeTender(tx, by, { basket_id: basket_id!, ...cash(1000) }))
      await t.rejects(shop.make({}), { code: 'order/basket-bound' })
    }
  )

  await t.test('and no discount that the cashier may not give', async (t) => {
    const other = await openShop(t)
    await other.scan(1)
    await other.deed((tx, by) => editHead(tx, by, { discount_bp: 5000 }))
    await t.rejects(other.make({}), { code: 'right/ask', facts: { right: 'discount-more' } })
  })
})

t.test('A promise becomes a sale', async (t) => {
  const shop = await openShop(t)
  await shop.scan(4)
  const order_id = await shop.make({ kind: 'order' })
  await shop.price(5000)

  await t.test('at the price that was promised', async (t) => {
    await shop.bring(order_id)
    t.match(shop.till(), { basket: { total_minor: 14_800 }, head: { order_id } })
  })

  await t.test('from one till at a time', async (t) => {
    await t.rejects(shop.bring(order_id, { till: shop.second }), {
      code: 'order/in-hand',
      facts: { code: 'K1' }
    })
    await t.rejects(shop.deposit(order_id, 1000), { code: 'order/in-hand' })
  })

  await t.test('once', async (t) => {
    const sale_id = await shop.pay(14_800)
    t.match(findOrder(shop.store, order_id), { sale_id, receipt_no: 'K1-000001' })
    t.equal(findSale(shop.store, sale_id)?.order_id, order_id)
    await t.rejects(shop.bring(order_id), { code: 'order/ended' })
    await t.rejects(shop.callOff(order_id), { code: 'order/ended' })
  })

  await t.test('not into a basket with something in it', async (t) => {
    await shop.scan(1)
    const next = await shop.make({})
    await shop.scan(1)
    await t.rejects(shop.bring(next), { code: 'basket/in-hand' })
  })
})

t.test('A basket that was emptied of an order’s goods is the next customer’s', async (t) => {
  const shop = await openShop(t)
  await shop.scan(1)
  const order_id = await shop.make({})

  await t.test('line by line', async (t) => {
    await shop.bring(order_id)
    await shop.empty()
    await shop.bring(order_id, { till: shop.second })
    await shop.empty(shop.second)
    await shop.scan(1)
    await shop.pay(3700)
    t.equal(readOrder(shop.store, order_id).sale_id, null)
  })

  await t.test('or step by step', async (t) => {
    await shop.bring(order_id)
    await shop.deed((tx, by) => undoChange(tx, by))
    t.equal(shop.till().head?.order_id, order_id)
    await shop.scan(1)
    t.equal(shop.till().head?.order_id, null)
  })
})

t.test('Two baskets of one order make one sale', async (t) => {
  const shop = await openShop(t)
  await shop.scan(1)
  const order_id = await shop.make({})
  await shop.bring(order_id)
  // Given up at the first till, brought to the second, and had back at the first.
  const { basket_id } = shop.till()
  await shop.deed((tx, by) => {
    tx.sqlite.prepare('delete from till_baskets').run()
    tx.sqlite
      .prepare('insert into held_baskets values (?, ?, ?, ?, ?, 1, null)')
      .run(basket_id, '', AT, by.staff_id, by.terminal_id)
  })
  await shop.bring(order_id, { till: shop.second })
  await shop.deed((tx, by) => {
    tx.sqlite.prepare('delete from held_baskets').run()
    tx.sqlite.prepare('insert into till_baskets values (?, ?, null)').run(by.terminal_id, basket_id)
  })
  await shop.pay(3700)
  await t.rejects(shop.pay(3700, { till: shop.second }), { code: 'order/ended' })
  t.equal(shop.count('sales'), 1)
})

t.test('A quotation that has run out', async (t) => {
  const shop = await openShop(t)
  await shop.scan(1)
  const order_id = await shop.make({ kind: 'quotation', valid_until: TODAY })
  await shop.price(5000)

  await t.test('still holds on its last day', async (t) => {
    await shop.bring(order_id)
    t.equal(shop.till().basket.total_minor, 3700)
    await shop.empty()
  })

  await t.test('is sold at the prices of today, or by leave of somebody who may change prices', async (t) => {
    shop.tomorrow()
    await t.rejects(shop.bring(order_id), { code: 'right/ask', facts: { right: 'change-price' } })
    await shop.bring(order_id, { prices: 'today' })
    t.equal(shop.till().basket.total_minor, 5000)
    await shop.empty()
    await shop.bring(order_id, { approved_by: shop.owner_id })
    t.equal(shop.till().basket.total_minor, 3700)
  })
})

t.test('A deposit', async (t) => {
  await t.test(
    'and the rest are the total, whatever they are, and the ledger comes to nothing',
    async (t) => {
      for (const [price, count, deposits] of [
        [3700, 4, [14_800]],
        [3700, 4, [1]],
        [19_990, 3, [10_000, 20_000, 7]],
        [625, 1, [600]]
      ] as const) {
        const shop = await openShop(t)
        await shop.price(price)
        await shop.scan(count)
        const order_id = await shop.make({ kind: 'order' })
        for (const amount of deposits) await shop.deposit(order_id, amount)
        const total = price * count
        const deposit = deposits.reduce((sum, amount) => sum + amount, 0)
        t.equal(readOrder(shop.store, order_id).deposit_minor, deposit)
        await t.rejects(shop.deposit(order_id, total - deposit + 1), { code: 'order/deposit-more' })

        await shop.bring(order_id)
        t.equal(shop.till().head?.order_deposit_minor, deposit, 'the till says what was left')
        const sale_id = await shop.payWithDeposit(deposit, total - deposit)
        const { tenders, rounding_minor } = findSale(shop.store, sale_id)!
        const paid = tenders.reduce((sum, tender) => sum + tender.given_minor - tender.change_minor, 0)
        t.equal(paid, total + rounding_minor, 'deposit and rest are what was owed')
        t.equal(balanceOf(shop.store, 'deposit', order_id), 0, 'nothing of the deposit is left')
        t.equal(shop.ledger(), 0)
      }
    }
  )

  await t.test('goes back with the order that is called off, by somebody who may', async (t) => {
    const shop = await openShop(t)
    await shop.scan(4)
    const order_id = await shop.make({ kind: 'order' })
    await shop.deposit(order_id, 5000)
    await t.rejects(shop.callOff(order_id), { code: 'right/ask', facts: { right: 'give-deposits-back' } })
    await shop.callOff(order_id, shop.owner_id)
    t.match(findOrder(shop.store, order_id), { deposit_minor: 0, sale_id: null, reason: 'Batal' })
    t.equal(shop.drawer(), 200_000)
    t.equal(shop.ledger(), 0)
  })

  await t.test('that was not used up can still be given back', async (t) => {
    const shop = await openShop(t)
    await shop.scan(1)
    const order_id = await shop.make({ kind: 'order' })
    await shop.deposit(order_id, 1000)
    await shop.bring(order_id)
    await shop.pay(3700)
    t.equal(readOrder(shop.store, order_id).deposit_minor, 1000)
    await shop.deed((tx, by) =>
      giveDepositBack(
        tx,
        { ...by, approved_by: shop.owner_id },
        { order_id, payment_id: newId(), method_id: 'cash' }
      )
    )
    t.equal(balanceOf(shop.store, 'deposit', order_id), 0)
    t.equal(shop.drawer(), 203_700)
  })

  await t.test('stands on the Z among the means and besides the sales', async (t) => {
    const shop = await openShop(t)
    await shop.scan(4)
    const order_id = await shop.make({ kind: 'order' })
    await shop.deposit(order_id, 5000)
    await shop.bring(order_id)
    await shop.payWithDeposit(5000, 9800)
    t.match(shop.report(), {
      takings: [
        { method: 'cash', times: 2, amount_minor: 14_800 },
        { method: 'deposit', times: 1, amount_minor: 5000 }
      ],
      payments: [{ kind: 'deposit', payments: 1, amount_minor: 5000 }],
      total_minor: 14_800,
      cash_minor: 14_800
    })
  })
})

t.test('Orders are found', async (t) => {
  const shop = await openShop(t)
  const make = async (order: Partial<NewOrder>) => {
    await shop.scan(1)
    return readOrder(shop.store, await shop.make(order)).order_no
  }
  const late = await make({ due_on: '2026-12-24' })
  const now = await make({ due_on: TODAY })
  const offer = await make({ kind: 'quotation', valid_until: '2026-11-25' })
  const numbers = (shelf: 'open' | 'due' | 'ended', text = '') =>
    listOrders(shop.store, { shelf, text, today: TODAY }).map(({ order_no }) => order_no)

  await t.test('by what is due first', async (t) => t.same(numbers('open'), [now, offer, late]))
  await t.test('by what is due by today', async (t) => t.same(numbers('due'), [now]))
  await t.test('by number', async (t) => t.same(numbers('open', 'p0000'), [offer]))
  await t.test('by what has ended', async (t) => t.same(numbers('ended'), []))
})

t.test(
  'The slip of an order says what was promised, what was left for it and what is still to pay',
  async (t) => {
    const shop = await openShop(t)
    await shop.scan(4)
    const order_id = await shop.make({ kind: 'order', due_on: '2026-12-24', note: 'Bungkus kado' })
    await shop.deposit(order_id, 5000)
    const settings = { ...readSettings(shop.store), name: 'Toko Makmur', address: '', phone: '' }
    const context = { settings, words: wordsIn('id') }
    const order = readOrder(shop.store, order_id)
    t.equal(
      `\n${asText(layOut(orderSlip(context, order), 32))}\n`,
      `
     Toko Makmur
--------------------------------
            PESANAN
No K1-O000001  22/11/2026, 12.00
Kasir Siti Nurhaliza
Diambil Kamis, 24 Desember 2026
--------------------------------
Teh
  4 pcs                   14.800
--------------------------------
TOTAL  Rp 14.800
Uang muka               Rp 5.000
Sisa                    Rp 9.800
--------------------------------
Bungkus kado

     Bukan bukti pembayaran
`
    )
    t.match(
      orderText(context, order, undefined),
      /^Toko Makmur\nPesanan K1-O000001\nDiambil Kamis, 24 Desember 2026\n/
    )
  }
)

interface At {
  till?: string
  approved_by?: string
  prices?: OrderPrices
}

/** A shop with tea at 3,700 and two tills that are open. */
async function openShop(t: Test) {
  const box = await openBox(t)
  const { store } = box
  const { cashier_id, terminal_id } = await box.setUp()
  const second = newId()
  const owner_id = listStaff(store).find(({ role }) => role === 'owner')!.staff_id
  const item_id = newId()
  let at = AT
  const by = (till = terminal_id): BasketBy => ({
    at,
    staff_id: cashier_id,
    terminal_id: till,
    request_id: newId()
  })
  const deed = (
    work: (tx: Parameters<Parameters<typeof store.commit>[0]>[0], by: BasketBy) => void,
    till?: string
  ) => store.commit((tx) => work(tx, by(till)))
  const open = (tx: Parameters<typeof openShift>[0], till: string) =>
    openShift(tx, by(till), { shift_id: newId(), float_minor: minor(200_000), business_day: at.slice(0, 10) })
  const price = (amount: number) =>
    store.commit((tx) =>
      saveItem(tx, by(), {
        item_id,
        code: 'A1',
        barcodes: [],
        name: 'Teh',
        category: null,
        unit: 'pcs',
        price_minor: minor(amount),
        cost_minor: null,
        minimum_milli: milli(0),
        favourite: 0
      })
    )
  await price(3700)
  await store.commit((tx) => {
    changeSettings(tx, by(), { discount_limits: { cashier: 500, supervisor: 2000, owner: 10_000 } })
    pairTerminal(tx, by(), { terminal_id: second, name: 'Kasir dua', key_hash: newToken(), printer_id: null })
    for (const till of [terminal_id, second]) open(tx, till)
  })
  const till = (id = terminal_id) => readTill(store, id, at)
  const one = (sql: string) => store.sqlite.prepare(sql).pluck().get() as number
  const shift_id = till().shift!.shift_id

  return {
    store,
    second,
    owner_id,
    till,
    price,
    deed,
    /** Takes everything out of a till's basket again. */
    empty: (id?: string) =>
      deed((tx, by) => {
        for (const { line_no } of till(id).basket.lines)
          editLine(tx, by, line_no, { quantity_milli: milli(0) })
      }, id),
    scan: (count: number) => store.commit((tx) => addToBasket(tx, by(), { item_id }, milli(count * 1000))),
    async make(order: Partial<NewOrder>): Promise<string> {
      const { basket_id, basket } = till()
      const made = await store.commit((tx) =>
        makeTillOrder(tx, by(), {
          order_id: newId(),
          kind: 'order',
          basket_id: basket_id ?? newId(),
          total_minor: basket.total_minor,
          valid_until: null,
          due_on: null,
          note: '',
          link: newToken(),
          ...order
        })
      )
      return made.order_id
    },
    bring: (order_id: string, { till, approved_by, prices = 'promised' }: At = {}) =>
      store.commit((tx) =>
        bringOrder(tx, { ...by(till), approved_by: approved_by ?? null }, order_id, prices)
      ),
    deposit: (order_id: string, amount: number) =>
      store.commit((tx) =>
        takeOrderDeposit(tx, by(), {
          payment_id: newId(),
          order_id,
          method_id: 'cash',
          amount_minor: minor(amount),
          reference: null
        })
      ),
    callOff: (order_id: string, approved_by: string | null = null) =>
      store.commit((tx) =>
        callOffOrder(
          tx,
          { ...by(), approved_by },
          { order_id, payment_id: newId(), method_id: 'cash', reason: 'Batal' }
        )
      ),
    async pay(amount: number, at: At = {}): Promise<string> {
      const { basket_id, basket } = till(at.till)
      const payment = {
        basket_id: basket_id!,
        total_minor: basket.total_minor,
        tender: cash(amount),
        link: newToken()
      }
      const { sale_id } = await store.commit((tx) => checkOut(tx, by(at.till), payment))
      return sale_id
    },
    /** The deposit first, and what is left in cash: no tender at all where nothing is. */
    async payWithDeposit(deposit: number, rest: number): Promise<string> {
      const { basket_id, basket } = till()
      const paid = { basket_id: basket_id!, total_minor: basket.total_minor, link: newToken() }
      const { sale_id } = await store.commit((tx) => {
        takeTender(tx, by(), {
          basket_id: basket_id!,
          method_id: 'deposit',
          amount_minor: minor(deposit),
          reference: null
        })
        const tender = rest > 0 ? cash(Math.ceil(rest / 100) * 100) : null
        return checkOut(tx, by(), { ...paid, tender })
      })
      return sale_id
    },
    tomorrow(): void {
      at = '2026-11-23T05:00:00.000Z'
      store.sqlite.prepare('update shifts set business_day = ?').run('2026-11-23')
    },
    report: () => findShiftReport(store, shift_id),
    drawer: () => findShiftReport(store, shift_id)!.expected_minor as number,
    ledger: () => one('select coalesce(sum(amount_minor), 0) from journal'),
    count: (table: string) => one(`select count(*) from ${table}`)
  }
}
