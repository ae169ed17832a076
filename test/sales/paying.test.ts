import fc from 'fast-check'
import t, { type Test } from 'tap'
import { addToBasket, type BasketBy, editHead, editLine } from '../../server/baskets/change-basket.ts'
import { moveBasket } from '../../server/baskets/hand-over.ts'
import { askQris, findQrisRequest } from '../../server/baskets/qris-requests.ts'
import { refuseWhilePaid } from '../../server/baskets/take-tender.ts'
import { type ItemCard, saveItem } from '../../server/catalog/save-item.ts'
import { giveBack, payBasket } from '../../server/checkout/pay-basket.ts'
import { question } from '../../server/db/prepare.ts'
import type { Store } from '../../server/db/store.ts'
import { balanceOf } from '../../server/ledger/post.ts'
import { startExchange } from '../../server/refunds/start-exchange.ts'
import { findSale } from '../../server/sales/find-sales.ts'
import { changeSettings } from '../../server/settings/change-settings.ts'
import { findOpenShift, findShiftReport } from '../../server/shifts/find-shift.ts'
import { openShift } from '../../server/shifts/open-shift.ts'
import { addMethod, describeMethod, moveMethod, switchMethod } from '../../server/tenders/change-methods.ts'
import { listMethods, listOffered } from '../../server/tenders/find-methods.ts'
import { voucherWorth } from '../../server/tenders/find-voucher.ts'
import { giveVoucher, sellVoucher } from '../../server/tenders/issue-voucher.ts'
import { owedAfter } from '../../server/tenders/owed.ts'
import { type Rounding, settleTenders } from '../../server/tenders/settle-tenders.ts'
import { newVoucherCode } from '../../server/tenders/voucher-code.ts'
import { pairTerminal } from '../../server/terminals/pair-terminal.ts'
import { owedBy } from '../../server/till/read-owed.ts'
import { readTill } from '../../server/till/read-till.ts'
import { newId, newToken } from '../../server/values/id.ts'
import { minor } from '../../server/values/money.ts'
import { milli, ONE } from '../../server/values/quantity.ts'
import { type RoundingMode, roundCash } from '../../server/values/round-cash.ts'
import { STATIC } from '../qris/payloads.ts'
import { openBox } from '../shop.ts'

const AT = '2026-11-22T05:00:00.000Z'
const DAY = '2026-11-22'
const NEAREST: Rounding = { rounding_mode: 'nearest', rounding_step: 100 }

t.test('Cash is rounded to the smallest coin', async (t) => {
  const facts: [total: number, mode: RoundingMode, step: number, pays: number][] = [
    [18_600, 'nearest', 100, 18_600],
    [18_649, 'nearest', 100, 18_600],
    [18_650, 'nearest', 100, 18_700],
    [18_651, 'nearest', 100, 18_700],
    [18_699, 'down', 100, 18_600],
    [18_601, 'up', 100, 18_700],
    [18_600, 'up', 100, 18_600],
    [18_749, 'nearest', 500, 18_500],
    [18_750, 'nearest', 500, 19_000],
    [18_999, 'down', 500, 18_500],
    [18_501, 'up', 500, 19_000],
    [18_500, 'down', 500, 18_500],
    [49, 'nearest', 100, 0],
    [18_637, 'nearest', 0, 18_637],
    [0, 'up', 500, 0]
  ]
  for (const [total, mode, step, pays] of facts) {
    t.equal(roundCash(minor(total), mode, step), pays, `${total} ${mode} to ${step}`)
  }
})

t.test('What is owed after a part was given', async (t) => {
  const after = (total: number, given: [is_cash: boolean, amount: number][], rounding = NEAREST) =>
    owedAfter(
      minor(total),
      given.map(([is_cash, amount]) => ({ is_cash, amount_minor: minor(amount) })),
      rounding
    )
  t.match(after(18_640, []), { exact_minor: 18_640, cash_minor: 18_600, rounding_minor: -40, is_paid: false })
  t.match(
    after(18_640, [[false, 10_000]]),
    { exact_minor: 8640, cash_minor: 8600, rounding_minor: -40 },
    'only the rest that cash pays is rounded'
  )
  t.match(
    after(18_640, [[true, 5000]]),
    { exact_minor: 13_640, cash_minor: 13_600 },
    'QRIS pays the rest of a cash payment to the rupiah'
  )
  t.match(after(18_640, [[false, 18_640]]), { is_paid: true, exact_minor: 0, rounding_minor: 0 })
  t.match(after(18_640, [[true, 18_600]]), { is_paid: true, rounding_minor: -40, change_minor: 0 })
  t.match(after(10_000, [[true, 50_000]]), { is_paid: true, change_minor: 40_000 })
  t.match(after(10_000, [[false, 12_000]]), { is_paid: false, excess_minor: 2000 })
  t.match(
    after(10_240, [[false, 10_000]], { rounding_mode: 'nearest', rounding_step: 500 }),
    { is_paid: false, exact_minor: 240, cash_minor: 0, rounding_minor: -240 },
    'what no coin pays is nothing in cash, and still owed otherwise'
  )
  t.match(after(0, []), { is_paid: true })
})

t.test('However a sale is split, what was given is the total, its rounding and the change', async (t) => {
  const rounding = fc.record({
    rounding_mode: fc.constantFrom<RoundingMode>('down', 'nearest', 'up'),
    rounding_step: fc.constantFrom(0, 100, 500)
  })
  const given = fc.array(fc.record({ is_cash: fc.boolean(), amount: fc.integer({ min: 1, max: 60_000 }) }), {
    maxLength: 5
  })
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 150_000 }), given, rounding, (total, offered, how) => {
      const tenders = offered.map(({ is_cash, amount }) => ({ is_cash, amount_minor: minor(amount) }))
      const settled = settleTenders(minor(total), tenders, how)
      fc.pre(settled.missing_minor === 0 && settled.excess_minor === 0)
      const sum = tenders.reduce((all, { amount_minor }) => all + amount_minor, 0)
      t.equal(sum - settled.change_minor, total + settled.rounding_minor)
      tenders.forEach(({ is_cash }, at) => {
        if (!is_cash && settled.change[at] !== 0) throw new Error('change for what was not cash')
      })
      if (!tenders.some(({ is_cash }) => is_cash) && settled.rounding_minor !== 0)
        throw new Error('rounded without cash')
      if (how.rounding_step > 0 && Math.abs(settled.rounding_minor) >= how.rounding_step)
        throw new Error('rounded by a whole coin')
    })
  )
})

t.test('A sale that is paid in parts', async (t) => {
  const { store, by, fill, pay, cashDrawer, owner_id } = await openShop(t)

  await t.test('keeps what was taken, and knows at once what lies in the drawer', async (t) => {
    const basket_id = await fill(18_640)
    t.same(await pay({ given: 5000, part: true }), { sale_id: null })
    t.equal(cashDrawer(), 5000)
    t.equal(balanceOf(store, 'held', basket_id), -5000)
    await t.rejects(pay({ given: 13_000 }), { code: 'sale/short-tender', facts: { missing_minor: 600 } })
    t.throws(() => refuseWhilePaid(store, basket_id), { code: 'basket/paid', facts: { paid_minor: 5000 } })

    await t.rejects(pay({ method_id: 'qris', given: 13_641, part: true }), {
      code: 'tender/more-than-owed',
      facts: { excess_minor: 1 }
    })
    t.same(await pay({ method_id: 'qris', given: 13_640 }), { sale_id: basket_id })
    t.match(findSale(store, basket_id), { rounding_minor: 0, total_minor: 18_640 })
    t.equal(balanceOf(store, 'held', basket_id), 0)
    t.same(accounts(store, basket_id), { cash: 5000, qris: 13_640, sales: -18_640 })
    t.equal(cashDrawer(), 5000)
  })

  await t.test('rounds only the rest that is paid in cash, on an account of its own', async (t) => {
    const basket_id = await fill(18_650)
    await pay({ method_id: 'transfer', given: 10_000, reference: 'BCA 1', part: true })
    await pay({ given: 10_000 })
    t.match(findSale(store, basket_id), { rounding_minor: 50 })
    t.same(
      findSale(store, basket_id)!.tenders.map(({ change_minor }) => change_minor),
      [0, 1300],
      'change comes out of the cash'
    )
    t.same(accounts(store, basket_id), { cash: 8700, transfer: 10_000, sales: -18_650, rounding: -50 })
  })

  await t.test('takes a card’s fee into account as the bank keeps it', async (t) => {
    await store.commit((tx) =>
      describeMethod(tx, by(), 'card', { name: '', fee_bp: 100, needs_reference: true })
    )
    const basket_id = await fill(20_000)
    await t.rejects(pay({ method_id: 'card', given: 5000, part: true }), { code: 'tender/reference-needed' })
    await pay({ method_id: 'card', given: 5000, reference: '004321', part: true })
    await pay({ method_id: 'card', given: 15_000, reference: '004322' })
    t.same(accounts(store, basket_id), { card: 19_800, fees: 200, sales: -20_000 })
  })

  await t.test('gives back what was taken out of the drawer at which it is given back', async (t) => {
    const basket_id = await fill(9000)
    const before = cashDrawer()
    await pay({ given: 2000, part: true })
    await store.commit((tx) => giveBack(tx, by(), basket_id, 1))
    t.equal(cashDrawer(), before)
    await t.rejects(
      store.commit((tx) => giveBack(tx, by(), basket_id, 1)),
      { code: 'basket/changed' },
      'once'
    )
    t.doesNotThrow(() => refuseWhilePaid(store, basket_id))
    await pay({ given: 9000 })
  })

  await t.test(
    'that has become cheaper gives change from cash, and asks for the rest to be given back',
    async (t) => {
      const basket_id = await fill(9000, 2)
      await pay({ given: 15_000, part: true })
      await store.commit((tx) => editLine(tx, by(), 1, { quantity_milli: ONE }))
      await pay({})
      t.match(findSale(store, basket_id)!.tenders, [{ given_minor: 15_000, change_minor: 6000 }])
      t.same(accounts(store, basket_id), { cash: 9000, sales: -9000 })

      const other = await fill(9000, 2)
      await pay({ method_id: 'qris', given: 15_000, part: true })
      await store.commit((tx) => editLine(tx, by(), 1, { quantity_milli: ONE }))
      await t.rejects(pay({}), { code: 'tender/more-than-owed', facts: { excess_minor: 6000 } })
      await store.commit((tx) => giveBack(tx, by(), other, 1))
      await pay({ given: 10_000 })
    }
  )

  await t.test('goes on at another till, and each drawer knows its own money', async (t) => {
    const basket_id = await fill(9000)
    const before = cashDrawer()
    await pay({ given: 4000, part: true })
    const other = await secondTill(store, by())
    await store.commit((tx) => moveBasket(tx, other(), basket_id))
    await pay({ given: 5000 }, other)
    t.equal(cashDrawer(), before + 4000)
    t.equal(cashDrawer(other().terminal_id), 5000)
    t.same(accounts(store, basket_id), { cash: 9000, sales: -9000 })
  })

  await t.test('with goods given back asks only for the difference, and rounds only that', async (t) => {
    const bought = await fill(20_000)
    await pay({ given: 20_000 })
    const lines = [{ line_no: 1, quantity_milli: ONE, destination: 'shelf' as const }]
    const lent = () => ({ ...by(), approved_by: owner_id })
    await store.commit((tx) => startExchange(tx, lent(), { sale_id: bought, lines, reason: 'Salah barang' }))
    const basket_id = await fill(50_040)
    t.match(owedBy(readTill(store, by().terminal_id, AT), store), {
      exact_minor: 30_040,
      cash_minor: 30_000,
      rounding_minor: -40
    })
    await pay({ method_id: 'qris', given: 10_000, part: true })
    await pay({ given: 20_000 })
    t.match(
      findSale(store, basket_id)!.tenders.map(({ method, given_minor }) => [method, given_minor]),
      [
        ['qris', 10_000],
        ['exchange', 20_000],
        ['cash', 20_000]
      ]
    )
    t.match(findSale(store, basket_id), { rounding_minor: -40 })
  })

  await t.test('of nothing, or of what no coin pays, is made by one key', async (t) => {
    const free = await fill(0)
    t.same(await pay({}), { sale_id: free })
    t.same(findSale(store, free)!.tenders, [])
    const crumbs = await fill(40)
    t.same(await pay({ given: 0 }), { sale_id: crumbs })
    t.match(findSale(store, crumbs), { rounding_minor: -40 })
    t.same(accounts(store, crumbs), { rounding: 40, sales: -40 })
  })

  await t.test('leaves a ledger that adds up to nothing, sale by sale', async (t) => {
    const sums = store.sqlite
      .prepare('select sum(amount_minor) from journal group by source_id')
      .pluck()
      .all()
    t.ok(sums.length > 5)
    t.same([...new Set(sums)], [0])
    t.equal(store.sqlite.prepare('select count(*) from basket_tenders').pluck().get(), 0)
  })
})

t.test('Kasbon', async (t) => {
  const { store, by, fill, pay, customer, owner_id } = await openShop(t)
  const { customer_id } = await customer(50_000)

  await t.test('needs a customer', async (t) => {
    await fill(30_000)
    await t.rejects(pay({ method_id: 'kasbon', given: 30_000 }), { code: 'tender/customer-needed' })
    await store.commit((tx) => editHead(tx, by(), { customer_id }))
    await pay({ method_id: 'kasbon', given: 30_000 })
    t.equal(balanceOf(store, 'receivable', customer_id), 30_000)
  })

  await t.test('beyond the limit is asked of somebody who may', async (t) => {
    await fill(30_000)
    await store.commit((tx) => editHead(tx, by(), { customer_id }))
    const over = { method_id: 'kasbon', given: 30_000 }
    await t.rejects(pay(over), {
      code: 'right/ask',
      facts: { right: 'exceed-debt-limit', left_minor: 20_000 }
    })
    await pay(over, () => ({ ...by(), approved_by: owner_id }))
    t.equal(balanceOf(store, 'receivable', customer_id), 60_000)
  })

  await t.test('that was allowed one customer is not allowed another', async (t) => {
    const basket_id = await fill(40_000)
    await store.commit((tx) => editHead(tx, by(), { customer_id }))
    await pay({ method_id: 'kasbon', given: 10_000, part: true }, () => ({ ...by(), approved_by: owner_id }))
    const other = await customer(0)
    await store.commit((tx) => editHead(tx, by(), { customer_id: other.customer_id }))
    await t.rejects(pay({ given: 30_000 }), { code: 'tender/other-customer' })
    await store.commit((tx) => giveBack(tx, by(), basket_id, 1))
    await pay({ given: 40_000 })
    t.equal(balanceOf(store, 'receivable', customer_id), 60_000)
  })
})

t.test('A voucher', async (t) => {
  const { store, by, fill, pay, owner_id } = await openShop(t)
  const owner = () => ({ ...by(), staff_id: owner_id })
  await store.commit((tx) => switchMethod(tx, by(), 'voucher', true))
  const voucher = (value: number, valid_until: string | null = null) => ({
    voucher_id: newId(),
    code: newVoucherCode(),
    value_minor: minor(value),
    valid_until,
    customer_id: null
  })
  const sold = voucher(50_000)

  await t.test('is issued only by somebody who may', async (t) => {
    const given = voucher(10_000)
    await t.rejects(
      store.commit((tx) => giveVoucher(tx, by(), given, DAY)),
      { code: 'right/ask', facts: { right: 'issue-vouchers' } }
    )
    await store.commit((tx) => giveVoucher(tx, owner(), given, DAY))
    t.same(accounts(store, given.voucher_id), { promotion: 10_000, voucher: -10_000 })
  })

  await t.test('that is sold is money now and goods later', async (t) => {
    const payment_id = newId()
    const sale = { payment_id, method_id: 'cash', reference: null }
    await store.commit((tx) => sellVoucher(tx, owner(), sold, sale))
    t.same(accounts(store, payment_id), { cash: 50_000, voucher: -50_000 })
    t.match(store.sqlite.prepare('select * from payments').all(), [
      { payment_no: 'K1-B000001', kind: 'voucher', voucher_id: sold.voucher_id, amount_minor: 50_000 }
    ])
    await t.rejects(
      store.commit((tx) =>
        sellVoucher(tx, owner(), voucher(1), { ...sale, payment_id: newId(), method_id: 'kasbon' })
      ),
      { code: 'tender/unknown' },
      'it is not sold for another promise'
    )
  })

  await t.test('pays as much as it covers, and keeps the rest', async (t) => {
    await fill(20_000)
    await t.rejects(pay({ method_id: 'voucher', reference: 'NOPE', part: true }), { code: 'voucher/gone' })
    await pay({ method_id: 'voucher', reference: sold.code.toLowerCase(), part: true })
    t.equal(voucherWorth(store, sold.voucher_id), 30_000)
  })

  await t.test('shown at two tills is taken at one', async (t) => {
    const use = { method_id: 'voucher', reference: sold.code, part: true }
    await fill(100_000)
    t.same(await pay(use), { sale_id: null }, 'the whole of what is left is promised to this basket')
    const other = await secondTill(store, by())
    await fill(40_000, 1, other)
    await t.rejects(pay({ ...use, given: 30_000 }, other), {
      code: 'tender/not-enough',
      facts: { left_minor: 0 }
    })
    await pay({ given: 70_000 })
    t.equal(voucherWorth(store, sold.voucher_id), 0)
    await t.rejects(pay({ ...use, given: 1 }, other), { code: 'tender/not-enough' })
  })

  await t.test('is worth nothing after its last day', async (t) => {
    const [last, late] = [voucher(5000, DAY), voucher(5000, '2026-11-21')]
    for (const each of [last, late]) await store.commit((tx) => giveVoucher(tx, owner(), each, DAY))
    await fill(5000)
    await t.rejects(pay({ method_id: 'voucher', reference: late.code }), { code: 'voucher/expired' })
    await pay({ method_id: 'voucher', reference: last.code })
  })

  await t.test('leaves a ledger that adds up to nothing', async (t) => {
    t.same(
      [
        ...new Set(
          store.sqlite.prepare('select sum(amount_minor) from journal group by source_id').pluck().all()
        )
      ],
      [0]
    )
  })
})

t.test('A QRIS code at the till', async (t) => {
  const { store, by, fill, pay } = await openShop(t)
  const ask = (basket_id: string, amount: number, original = false) =>
    store.commit((tx) => askQris(tx, by(), { basket_id, amount_minor: minor(amount), original }))
  const basket_id = await fill(18_640)

  await t.test('needs the shop’s own', async (t) => {
    await t.rejects(ask(basket_id, 18_640), { code: 'qris/none' })
    await store.commit((tx) => changeSettings(tx, by(), { qris_static: STATIC }))
  })

  await t.test('holds the amount and a number, which the sale keeps', async (t) => {
    await ask(basket_id, 18_640)
    t.match(findQrisRequest(store, basket_id), { bill: 'K1-Q1', amount_minor: 18_640, is_dynamic: 1 })
    t.match(findQrisRequest(store, basket_id)!.payload, '540518640')
    await ask(basket_id, 18_640, true)
    t.match(findQrisRequest(store, basket_id), { bill: 'K1-Q1', payload: STATIC, is_dynamic: 0 })
    await ask(basket_id, 10_000)
    t.match(findQrisRequest(store, basket_id), { bill: 'K1-Q2', amount_minor: 10_000 })
    t.equal(findSale(store, basket_id), undefined, 'it pays nothing by itself')
    await pay({ method_id: 'qris', given: 10_000, part: true })
    t.equal(findQrisRequest(store, basket_id), undefined)
    await ask(basket_id, 8640)
    await pay({ method_id: 'qris', given: 8640, reference: 'DANA 77' })
    t.match(findSale(store, basket_id)!.tenders, [
      { bill: 'K1-Q2', reference: null },
      { bill: 'K1-Q3', reference: 'DANA 77' }
    ])
    t.equal(findQrisRequest(store, basket_id), undefined)
  })

  await t.test('is shown no longer once the basket is paid otherwise', async (t) => {
    const other = await fill(5000)
    await ask(other, 5000)
    await pay({ given: 5000 })
    t.equal(findQrisRequest(store, other), undefined)
  })
})

t.test('What is taken for money', async (t) => {
  const { store, by, fill, pay } = await openShop(t)
  const offered = () => listOffered(store).map(({ method_id }) => method_id)

  await t.test('is what the owner switched on, in the owner’s order', async (t) => {
    t.same(
      offered(),
      ['cash', 'qris', 'card', 'transfer', 'kasbon', 'deposit'],
      'points are worth nothing yet'
    )
    const gopay = {
      method_id: newId(),
      kind: 'ewallet',
      name: 'GoPay',
      fee_bp: 70,
      needs_reference: true
    } as const
    await store.commit((tx) => {
      addMethod(tx, by(), gopay)
      switchMethod(tx, by(), 'transfer', false)
      moveMethod(tx, by(), 'card', 'up')
    })
    t.same(offered(), ['cash', 'card', 'qris', 'kasbon', 'deposit', gopay.method_id])
    await fill(5000)
    await t.rejects(pay({ method_id: 'transfer', given: 5000, reference: 'x' }), { code: 'tender/unknown' })
    await t.rejects(
      store.commit((tx) => addMethod(tx, by(), { ...gopay, method_id: newId(), name: 'gopay' })),
      { code: 'tender/name-taken' }
    )
    await pay({ method_id: gopay.method_id, given: 5000, reference: 'x' })
  })

  await t.test('is always cash, and an exchange', async (t) => {
    for (const method_id of ['cash', 'exchange']) {
      await t.rejects(
        store.commit((tx) => switchMethod(tx, by(), method_id, false)),
        { code: 'tender/always-on' }
      )
    }
  })

  await t.test('costs a fee only where a bank keeps one', async (t) => {
    await store.commit((tx) =>
      describeMethod(tx, by(), 'kasbon', { name: 'Bon', fee_bp: 100, needs_reference: true })
    )
    t.match(
      listMethods(store).find(({ method_id }) => method_id === 'kasbon'),
      { name: 'Bon', fee_bp: 0, needs_reference: 0 }
    )
  })
})

interface Paying {
  method_id?: string
  given?: number
  reference?: string
  part?: boolean
}

/** A shop with one till and its shift open; `fill` puts one thing of a price into the basket, `pay` pays for it. */
async function openShop(t: Test) {
  const shop = await openBox(t)
  const { store } = shop
  const { cashier_id, owner_id, terminal_id } = await shop.setUp()
  const by = (): BasketBy => ({ at: AT, staff_id: cashier_id, terminal_id, request_id: newId() })
  await store.commit((tx) =>
    openShift(tx, by(), { shift_id: newId(), float_minor: minor(200_000), business_day: DAY })
  )
  const fill = (price: number, pieces = 1, at = by) =>
    store.commit((tx) => {
      const item_id = newId()
      saveItem(tx, at(), { ...card(`B${item_id.slice(-12)}`), item_id, price_minor: minor(price) })
      return addToBasket(tx, at(), { item_id }, milli(pieces * 1000))
    })
  const pay = ({ method_id = 'cash', given, reference, part = false }: Paying, at = by) =>
    store.commit((tx) => {
      const { basket_id, basket } = readTill(tx, at().terminal_id, AT)
      const is_none = method_id === 'cash' && given === undefined
      return payBasket(tx, at(), {
        basket_id: basket_id ?? newId(),
        total_minor: basket.total_minor,
        method_id: is_none ? null : method_id,
        amount_minor: given === undefined ? null : minor(given),
        reference: reference ?? null,
        is_part: part,
        link: newToken()
      })
    })
  const cashDrawer = (at = terminal_id) =>
    findShiftReport(store, findOpenShift(store, at)!.shift_id)!.cash_minor as number
  const customer = async (limit: number) => {
    const customer_id = newId()
    store.sqlite
      .prepare(
        'insert into customers (customer_id, name, limit_minor, added_at, added_by) values (?, ?, ?, ?, ?)'
      )
      .run(customer_id, 'Bu Tini', limit, AT, owner_id)
    return { customer_id }
  }
  return { store, by, fill, pay, cashDrawer, customer, owner_id }
}

async function secondTill(store: Store, by: BasketBy): Promise<() => BasketBy> {
  const terminal_id = newId()
  await store.commit((tx) => {
    pairTerminal(tx, by, { terminal_id, name: 'Kasir dua', key_hash: newToken(), printer_id: null })
    openShift(tx, { ...by, terminal_id }, { shift_id: newId(), float_minor: minor(0), business_day: DAY })
  })
  return () => ({ ...by, terminal_id, request_id: newId() })
}

const entries = question<{ source_id: string }>()((db, { source_id }) =>
  db
    .selectFrom('journal')
    .select(({ fn }) => ['account', fn.sum<number>('amount_minor').as('amount')])
    .where('source_id', '=', source_id)
    .groupBy('account')
)

/** What a deed moved on each account, without what came to nothing. */
function accounts(store: Store, source_id: string): Record<string, number> {
  const rows = entries.list(store, { source_id }).filter(({ amount }) => amount !== 0)
  return Object.fromEntries(rows.map(({ account, amount }) => [account, amount]))
}

function card(code: string): Omit<ItemCard, 'item_id' | 'price_minor'> {
  return {
    code,
    name: 'Barang',
    barcodes: [],
    category: null,
    unit: 'pcs',
    cost_minor: null,
    minimum_milli: milli(0),
    favourite: 0
  }
}
