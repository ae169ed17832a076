import t from 'tap'
import { listStaff } from '../../server/auth/find-staff.ts'
import { addToBasket, type BasketBy, editLine, undoChange } from '../../server/baskets/change-basket.ts'
import { moveBasket } from '../../server/baskets/hand-over.ts'
import { readScan } from '../../server/baskets/read-scan.ts'
import { type ItemCard, saveItem } from '../../server/catalog/save-item.ts'
import { checkOut } from '../../server/checkout/check-out.ts'
import { closeTill } from '../../server/checkout/shift-ends.ts'
import type { Store } from '../../server/db/store.ts'
import { findSale } from '../../server/sales/find-sales.ts'
import { changeSettings } from '../../server/settings/change-settings.ts'
import { findTaxRule } from '../../server/settings/find-tax-rule.ts'
import { findOpenShift, findShiftReport } from '../../server/shifts/find-shift.ts'
import { moveCash } from '../../server/shifts/move-cash.ts'
import { openShift } from '../../server/shifts/open-shift.ts'
import { stockLevel } from '../../server/stock/move-stock.ts'
import { pairTerminal } from '../../server/terminals/pair-terminal.ts'
import { quickAmounts } from '../../server/till/quick-amounts.ts'
import { readTill } from '../../server/till/read-till.ts'
import { newId, newToken } from '../../server/values/id.ts'
import { minor } from '../../server/values/money.ts'
import { type Milli, milli, ONE } from '../../server/values/quantity.ts'
import { openBox } from '../shop.ts'
import { cash } from '../trade.ts'

const AT = '2026-11-22T05:00:00.000Z'

t.test('What is scanned or typed', async (t) => {
  const facts: [typed: string, quantity: number, text: string][] = [
    ['8998009040405', 1000, '8998009040405'],
    ['3*8998009040405', 3000, '8998009040405'],
    ['12 x A001', 12_000, 'A001'],
    ['0,25*A006', 250, 'A006'],
    ['1.5*A006', 1500, 'A006'],
    ['  indomie goreng  ', 1000, 'indomie goreng'],
    ['3*', 1000, '3*'],
    ['A*B', 1000, 'A*B']
  ]
  for (const [typed, quantity_milli, text] of facts) t.same(readScan(typed), { quantity_milli, text }, typed)
})

t.test('What people hand over', async (t) => {
  t.same(quickAmounts(minor(87_300)), [87_300, 88_000, 90_000, 100_000])
  t.same(quickAmounts(minor(50_000)), [50_000, 60_000, 100_000])
  t.same(quickAmounts(minor(100)), [100, 1000, 5000, 10_000, 20_000, 50_000, 100_000])
})

t.test('A sale', async (t) => {
  const { store, by, tea, rice, scan, pay } = await openShop(t)

  await t.test('is refused while too little is given, and leaves no trace', async (t) => {
    await scan(tea, milli(2000))
    const before = counts(store)
    await t.rejects(pay({ given: 7399 }), { code: 'sale/short-tender', facts: { missing_minor: 1 } })
    t.same(counts(store), before)
  })

  await t.test('is refused when the total is not the one the cashier saw', async (t) => {
    await store.commit((tx) =>
      saveItem(tx, by(), { ...card('A1', 'Teh'), item_id: tea, price_minor: minor(3800) })
    )
    await t.rejects(pay({ total: 7400, given: 10_000 }), { code: 'basket/changed' })
    await store.commit((tx) =>
      saveItem(tx, by(), { ...card('A1', 'Teh'), item_id: tea, price_minor: minor(3700) })
    )
  })

  await t.test('is refused when a barcode ran into the amount', async (t) => {
    await t.rejects(pay({ given: 8_998_009_040_405 }), { code: 'sale/too-much-given' })
  })

  await t.test('moves money, stock, number and record together', async (t) => {
    const { sale_id } = await pay({ given: 10_000 })
    const sale = findSale(store, sale_id)!
    t.equal(sale.receipt_no, 'K1-000001', 'the refused ones took no number')
    t.equal(sale.total_minor, 7400)
    t.match(sale.tenders, [{ method: 'cash', given_minor: 10_000, change_minor: 2600 }])
    t.equal(stockLevel(store, tea), -2000)
    t.equal(readTill(store, by().terminal_id, AT).basket_id, null)
    const { events } = counts(store)
    t.ok(events > 0)
  })

  await t.test('of half a kilo is rounded once', async (t) => {
    await scan(rice, milli(333))
    const { sale_id } = await pay({ given: 10_000 })
    t.equal(findSale(store, sale_id)!.total_minor, 4829, '0.333 × 14,500 = 4,828.5')
  })

  await t.test('of nothing is refused', async (t) => {
    await t.rejects(pay({ total: 0, given: 0, basket_id: newId() }), { code: 'basket/changed' })
  })

  await t.test('of a shop that collects tax keeps the rule of its day', async (t) => {
    await store.commit((tx) => changeSettings(tx, by(), { collects_tax: true }))
    await scan(tea, milli(30_000))
    const { sale_id } = await pay({ given: 111_000 })
    const sale = findSale(store, sale_id)!
    t.equal(sale.tax_minor, 11_000)
    t.match(sale.taxes, [{ tax_rule_id: 'ppn-2025', label: 'PPN', is_included: 1, base_minor: 91_667 }])
    t.equal(findTaxRule(store, '2024-12-31')?.tax_rule_id, 'ppn-2022')
  })
})

t.test('A basket', async (t) => {
  const { store, by, tea, rice, scan } = await openShop(t)
  const lines = () =>
    readTill(store, by().terminal_id, AT).basket.lines.map((l) => [l.item_id, l.quantity_milli])

  await t.test('takes more of the same on the same line', async (t) => {
    await scan(tea)
    await scan(rice, milli(500))
    await scan(tea)
    t.same(lines(), [
      [tea, 2000],
      [rice, 500]
    ])
  })

  await t.test('can be undone step by step to nothing, and no further', async (t) => {
    await store.commit((tx) => editLine(tx, by(), 1, { quantity_milli: milli(0) }))
    t.same(lines(), [[rice, 500]])
    await store.commit((tx) => undoChange(tx, by()))
    t.same(lines()[0], [tea, 2000], 'what was taken out is back in its place')
    for (let i = 0; i < 3; i++) await store.commit((tx) => undoChange(tx, by()))
    t.same(lines(), [])
    await t.rejects(
      store.commit((tx) => undoChange(tx, by())),
      { code: 'basket/nothing-to-undo' }
    )
  })

  await t.test('holds no more of one thing than a shop can have', async (t) => {
    await t.rejects(scan(tea, milli(100_000_001)), { code: 'scan/quantity' })
  })

  await t.test('moves to another till, once, and only to one whose own is empty', async (t) => {
    await scan(tea)
    const { basket_id } = readTill(store, by().terminal_id, AT)
    const other = await secondTill(store, by())
    await store.commit((tx) => moveBasket(tx, other(), basket_id!))
    t.equal(readTill(store, by().terminal_id, AT).basket_id, null)
    t.equal(readTill(store, other().terminal_id, AT).basket_id, basket_id)

    await scan(rice)
    await t.rejects(
      store.commit((tx) => moveBasket(tx, by(), basket_id!)),
      { code: 'basket/in-hand' }
    )
    await t.rejects(
      store.commit((tx) => moveBasket(tx, other(), basket_id!)),
      { code: 'basket/taken' }
    )
  })
})

t.test('A shift', async (t) => {
  const { store, by, tea, scan, pay } = await openShop(t)
  const { terminal_id } = by()
  const { shift_id } = findOpenShift(store, terminal_id)!

  await t.test('is open once at a till', async (t) => {
    const again = { shift_id: newId(), float_minor: minor(0), business_day: '2026-11-22' }
    await t.rejects(
      store.commit((tx) => openShift(tx, by(), again)),
      { code: 'shift/open' }
    )
  })

  await t.test('knows what its drawer should hold', async (t) => {
    await scan(tea)
    await pay({ given: 5000 })
    const { staff_id: owner_id } = listStaff(store).find(({ role }) => role === 'owner')!
    const move = (amount: number) =>
      store.commit((tx) =>
        moveCash(
          tx,
          { ...by(), approved_by: owner_id },
          { cash_move_id: newId(), amount_minor: minor(amount), reason: 'plastik' }
        )
      )
    await move(50_000)
    await move(-20_000)
    await t.rejects(move(-1_000_000), { code: 'cash/not-that-much' })
    await t.rejects(move(0), { code: 'cash/amount-needed' })
    t.match(findShiftReport(store, shift_id), { expected_minor: 233_700, cash_minor: 3700, sales: 1 })
  })

  await t.test('closes with whatever was counted, and the basket stays for the next', async (t) => {
    await scan(tea)
    await store.commit((tx) => closeTill(tx, by(), minor(233_000)))
    t.match(findShiftReport(store, shift_id)?.closing, {
      z_number: 1,
      counted_minor: 233_000,
      expected_minor: 233_700
    })
    t.equal(readTill(store, terminal_id, AT).basket.lines.length, 1)
    await t.rejects(pay({ given: 5000 }), { code: 'shift/closed' })
  })
})

/** A shop with tea at 3,700 and rice at 14,500 a kilo, and a shift that is open. */
async function openShop(t: Parameters<typeof openBox>[0]) {
  const shop = await openBox(t)
  const { store } = shop
  const { cashier_id, terminal_id } = await shop.setUp()
  const by = (): BasketBy => ({ at: AT, staff_id: cashier_id, terminal_id, request_id: newId() })
  const [tea, rice] = [newId(), newId()]
  await store.commit((tx) => {
    saveItem(tx, by(), { ...card('A1', 'Teh'), item_id: tea, price_minor: minor(3700) })
    saveItem(tx, by(), { ...card('A2', 'Beras'), item_id: rice, unit: 'kg', price_minor: minor(14_500) })
    openShift(tx, by(), { shift_id: newId(), float_minor: minor(200_000), business_day: '2026-11-22' })
  })
  const scan = (item_id: string, quantity: Milli = ONE) =>
    store.commit((tx) => addToBasket(tx, by(), { item_id }, quantity))
  const pay = ({ given, total, basket_id }: { given: number; total?: number; basket_id?: string }) => {
    const till = readTill(store, terminal_id, AT)
    return store.commit((tx) =>
      checkOut(tx, by(), {
        basket_id: basket_id ?? till.basket_id ?? newId(),
        total_minor: minor(total ?? till.basket.total_minor),
        tender: cash(given),
        link: newToken()
      })
    )
  }
  return { store, by, tea, rice, scan, pay }
}

async function secondTill(store: Store, by: BasketBy): Promise<() => BasketBy> {
  const terminal_id = newId()
  await store.commit((tx) => {
    pairTerminal(tx, by, { terminal_id, name: 'Kasir dua', key_hash: newToken(), printer_id: null })
    openShift(
      tx,
      { ...by, terminal_id },
      { shift_id: newId(), float_minor: minor(0), business_day: '2026-11-22' }
    )
  })
  return () => ({ ...by, terminal_id, request_id: newId() })
}

function card(code: string, name: string): Omit<ItemCard, 'item_id' | 'price_minor'> {
  return {
    code,
    name,
    barcodes: [],
    category: null,
    unit: 'pcs',
    cost_minor: null,
    minimum_milli: milli(0),
    favourite: 0
  }
}

function counts({ sqlite }: Store) {
  const count = (table: string) => sqlite.prepare(`select count(*) from ${table}`).pluck().get() as number
  return {
    sales: count('sales'),
    lines: count('sale_lines'),
    tenders: count('tenders'),
    moves: count('stock_moves'),
    jobs: count('print_jobs'),
    events: count('events')
  }
}
