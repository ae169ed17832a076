import t, { type Test } from 'tap'
import { NOBODY } from '../../server/auth/hash-secret.ts'
import { hireStaff } from '../../server/auth/hire-staff.ts'
import {
  chooseCustomer,
  discountBasket,
  discountLine,
  setLine,
  setOwnPrice
} from '../../server/baskets/adjust-basket.ts'
import { addToBasket, type BasketBy, undoChange } from '../../server/baskets/change-basket.ts'
import { listHeldBaskets } from '../../server/baskets/find-held.ts'
import { discardBasket, holdBasket, recallBasket } from '../../server/baskets/hold-basket.ts'
import { NOTHING_OFF, readOff } from '../../server/baskets/read-off.ts'
import { takeTender } from '../../server/baskets/take-tender.ts'
import { type ItemCard, saveItem } from '../../server/catalog/save-item.ts'
import { checkOut } from '../../server/checkout/check-out.ts'
import { addCustomer } from '../../server/customers/save-customer.ts'
import type { Store } from '../../server/db/store.ts'
import { openShift } from '../../server/shifts/open-shift.ts'
import { pairTerminal } from '../../server/terminals/pair-terminal.ts'
import { readTill } from '../../server/till/read-till.ts'
import { later } from '../../server/values/clock.ts'
import { newId, newToken } from '../../server/values/id.ts'
import { minor } from '../../server/values/money.ts'
import { milli, ONE } from '../../server/values/quantity.ts'
import { openBox } from '../shop.ts'
import { cash } from '../trade.ts'

const AT = '2026-11-22T05:00:00.000Z' // noon in Bogor

t.test('What is typed as a discount', async (t) => {
  t.same(readOff('10', 'percent'), { discount_bp: 1000, discount_minor: null })
  t.same(readOff('2,5', 'percent'), { discount_bp: 250, discount_minor: null })
  t.same(readOff('12.5%', 'amount'), { discount_bp: 1250, discount_minor: null })
  t.same(readOff('5.000', 'amount'), { discount_bp: null, discount_minor: 5000 })
  for (const typed of ['0', '101', '5000', '', 'ten', '0,001', '-5']) {
    t.throws(() => readOff(typed, 'percent'), { code: 'discount/percent' }, typed)
  }
  for (const typed of ['0', '', 'ten', '-5']) {
    t.throws(() => readOff(typed, 'amount'), { code: 'discount/amount' }, typed)
  }
})

t.test('A line', async (t) => {
  const shop = await openShop(t)
  const { store, by, tea, carton, lines, doing } = shop
  await doing((tx) => addToBasket(tx, by(), { item_id: tea }, milli(2000)))

  await t.test('is sold by another unit of its item', async (t) => {
    await doing((tx) => setLine(tx, by(), 1, { quantity_milli: milli(3000), unit_id: carton }))
    t.same(lines(), [['dus', 3000, 80_000]])
    await doing((tx) => undoChange(tx, by()))
    t.same(lines(), [['pcs', 2000, 3700]], 'in one step, so one undoing takes it back')
  })

  await t.test('goes onto the line that holds that unit already', async (t) => {
    await doing((tx) => addToBasket(tx, by(), { item_id: tea, unit_id: carton }, ONE))
    await doing((tx) => setLine(tx, by(), 1, { quantity_milli: milli(2000), unit_id: carton }))
    t.same(lines(), [['dus', 3000, 80_000]])
    await doing((tx) => setLine(tx, by(), 2, { quantity_milli: milli(2000), unit_id: null }))
    t.same(lines(), [['pcs', 2000, 3700]])
  })

  await t.test('is not sold by a unit of something else', async (t) => {
    const line_no = lineNo(shop)
    const set = (unit_id: string) => (tx: Tx) => setLine(tx, by(), line_no, { quantity_milli: ONE, unit_id })
    await t.rejects(doing(set(newId())), { code: 'unit/gone' })
  })

  await t.test('has another price only by leave of somebody who may', async (t) => {
    const line_no = lineNo(shop)
    await t.rejects(
      doing((tx) => setOwnPrice(tx, by(), line_no, minor(3000))),
      { code: 'right/ask', facts: { right: 'change-price' } }
    )
    await doing((tx) => setOwnPrice(tx, { ...by(), approved_by: shop.supervisor_id }, line_no, minor(3000)))
    t.equal(readTill(store, by().terminal_id, AT).basket.lines[0]?.own_price_minor, 3000)
    const more = (tx: Tx) => addToBasket(tx, by(), { item_id: shop.tea }, ONE)
    await t.rejects(
      doing(more),
      { code: 'right/ask', facts: { right: 'change-price' } },
      'nor more at that price'
    )
    await t.resolves(
      doing((tx) => setLine(tx, by(), line_no, { quantity_milli: ONE, unit_id: null })),
      'but less'
    )
    await doing((tx) => setOwnPrice(tx, by(), line_no, null))
    t.equal(
      readTill(store, by().terminal_id, AT).basket.lines[0]?.own_price_minor,
      null,
      'going back needs no leave'
    )
  })
})

t.test('A discount by hand', async (t) => {
  const shop = await openShop(t)
  const { by, tea, rice, head, doing, pay } = shop
  const bp = (discount_bp: number) => ({ discount_bp, discount_minor: null })
  const approved = () => ({ ...by(), approved_by: shop.supervisor_id })
  await doing((tx) => addToBasket(tx, by(), { item_id: tea }, milli(10_000)))

  await t.test('is a cashier’s own up to the limit of the role', async (t) => {
    await doing((tx) => discountBasket(tx, by(), bp(500)))
    t.match(head(), { discount_bp: 500, approved_by: null })
    t.match(shop.total(), 35_150)
  })

  await t.test('asks above it, saying how much and what the limit is', async (t) => {
    await t.rejects(
      doing((tx) => discountBasket(tx, by(), bp(1000))),
      { code: 'right/ask', facts: { right: 'discount-more', limit_bp: 500, asked_bp: 1000 } }
    )
    t.match(head(), { discount_bp: 500 }, 'and what was stays')
  })

  await t.test('of many lines is one discount', async (t) => {
    await t.rejects(
      doing((tx) => discountLine(tx, by(), 1, bp(100))),
      { code: 'right/ask' }
    )
  })

  await t.test('is allowed by a supervisor up to theirs, and no further', async (t) => {
    await t.rejects(
      doing((tx) => discountBasket(tx, approved(), bp(2100))),
      { code: 'right/ask', facts: { limit_bp: 2000 } }
    )
    await doing((tx) => discountBasket(tx, approved(), bp(1500)))
    t.match(head(), { discount_bp: 1500, approved_by: shop.supervisor_id })
  })

  await t.test('that was allowed allows no larger one, but any smaller', async (t) => {
    await t.rejects(
      doing((tx) => discountBasket(tx, by(), bp(1600))),
      { code: 'right/ask' }
    )
    await doing((tx) => discountBasket(tx, by(), bp(1200)))
    await doing((tx) => undoChange(tx, by()))
    t.match(head(), { discount_bp: 1500 })
  })

  await t.test(
    'that was allowed is not asked for again when the money is taken, but for what came since',
    async (t) => {
      await doing((tx) => addToBasket(tx, by(), { item_id: rice }, ONE))
      await t.rejects(pay(), { code: 'right/ask', facts: { right: 'discount-more', asked_bp: 1500 } })
      await doing((tx) => undoChange(tx, by()))
      await t.resolves(pay())
    }
  )

  await t.test('that was allowed holds for less, and for no more of the same', async (t) => {
    await doing((tx) => addToBasket(tx, by(), { item_id: tea }, milli(3000)))
    await doing((tx) => discountLine(tx, approved(), 1, bp(2000)))
    await doing((tx) => setLine(tx, by(), 1, { quantity_milli: milli(4000), unit_id: null }))
    await t.rejects(pay(), { code: 'right/ask' })
    await doing((tx) => setLine(tx, by(), 1, { quantity_milli: milli(2000), unit_id: null }))
    await t.resolves(pay())
  })

  await t.test('is taken away without leave, and off nothing there is none', async (t) => {
    await t.rejects(
      doing((tx) => discountBasket(tx, by(), bp(100))),
      { code: 'basket/empty' }
    )
    await doing((tx) => addToBasket(tx, by(), { item_id: tea }, ONE))
    await doing((tx) => discountLine(tx, approved(), 1, { discount_bp: null, discount_minor: minor(700) }))
    t.equal(shop.total(), 3000)
    await doing((tx) => discountLine(tx, by(), 1, NOTHING_OFF))
    t.equal(shop.total(), 3700)
  })
})

t.test('A customer', async (t) => {
  const { by, doing, head, store } = await openShop(t)
  const customer_id = newId()
  await doing((tx) => addCustomer(tx, by(), { customer_id, name: 'Bu Sari', phone: '', consent: true }))

  await t.test('stands on the basket before anything is in it, and goes by undoing', async (t) => {
    await doing((tx) => chooseCustomer(tx, by(), customer_id))
    t.match(readTill(store, by().terminal_id, AT).buyer, { name: 'Bu Sari', points: 0, debt_minor: 0 })
    await doing((tx) => undoChange(tx, by()))
    t.equal(head()?.customer_id, null)
  })

  await t.test('that is not there is refused', async (t) => {
    await t.rejects(
      doing((tx) => chooseCustomer(tx, by(), newId())),
      { code: 'customer/gone' }
    )
  })
})

t.test('A basket put aside', async (t) => {
  const shop = await openShop(t)
  const { store, by, other, tea, rice, lines, doing } = shop
  const held = () => listHeldBaskets(store, AT)
  const scan = (item_id: string, who = by()) => doing((tx) => addToBasket(tx, who, { item_id }, ONE))

  await t.test('is listed at every till under its name, with its lines and total', async (t) => {
    await scan(tea)
    await doing((tx) => holdBasket(tx, by(), { name: ' Bapak topi ' }))
    t.same(lines(), [])
    t.match(held(), [{ name: 'Bapak topi', lines: 1, total_minor: 3700, code: 'K1', held_at: AT }])
  })

  await t.test('is called by the customer, or else by the time', async (t) => {
    const customer_id = newId()
    await doing((tx) => addCustomer(tx, by(), { customer_id, name: 'Bu Sari', phone: '', consent: true }))
    await scan(rice)
    await doing((tx) => chooseCustomer(tx, by(), customer_id))
    await doing((tx) => holdBasket(tx, by(), { name: '' }))
    await scan(tea)
    await doing((tx) => holdBasket(tx, by(), { name: '' }))
    t.same(
      held()
        .map(({ name }) => name)
        .sort(),
      ['12.00', 'Bapak topi', 'Bu Sari']
    )
  })

  await t.test('is taken by one till only', async (t) => {
    const { basket_id } = held().find(({ name }) => name === 'Bapak topi')!
    const fates = await Promise.allSettled(
      [by(), other()].map((who) => doing((tx) => recallBasket(tx, who, basket_id)))
    )
    t.same(
      fates.map(({ status }) => status),
      ['fulfilled', 'rejected']
    )
    t.match(fates[1], { reason: { code: 'basket/taken' } })
    t.same(lines(), [['pcs', 1000, 3700]])
  })

  await t.test('is taken up for the one in hand, which is put aside by itself', async (t) => {
    const sari = held().find(({ name }) => name === 'Bu Sari')!
    await doing((tx) => recallBasket(tx, by(), sari.basket_id))
    t.same(lines(), [['kg', 1000, 14_500]])
    t.equal(readTill(store, by().terminal_id, AT).buyer?.name, 'Bu Sari')
    t.same(
      held().map(({ name }) => name),
      ['12.00', '12.00'],
      'nothing is lost'
    )
  })

  await t.test('keeps the money that was taken for it', async (t) => {
    const { basket_id } = readTill(store, by().terminal_id, AT)
    await doing((tx) => takeTender(tx, by(), { basket_id: basket_id!, ...cash(5000) }))
    await t.rejects(
      doing((tx) => discardBasket(tx, by())),
      { code: 'basket/paid' }
    )
    await doing((tx) => holdBasket(tx, by(), { name: 'Sari' }))
    await doing((tx) => recallBasket(tx, other(), basket_id!))
    t.match(readTill(store, other().terminal_id, AT).tenders, [{ amount_minor: 5000 }])
  })

  await t.test('of nothing is refused', async (t) => {
    await t.rejects(
      doing((tx) => holdBasket(tx, by(), { name: '' })),
      { code: 'basket/empty' }
    )
  })
})

t.test('A basket given up', async (t) => {
  const { store, by, tea, lines, doing } = await openShop(t)
  await doing((tx) => addToBasket(tx, by(), { item_id: tea }, milli(2000)))
  const { basket_id } = readTill(store, by().terminal_id, AT)
  await doing((tx) => discardBasket(tx, by()))

  await t.test('leaves the hand empty, and a record of what it was worth', async (t) => {
    t.same(lines(), [])
    const facts = store.sqlite
      .prepare("select facts from events where type = 'basket.discarded'")
      .pluck()
      .get()
    t.same(JSON.parse(facts as string), { total_minor: 7400, lines: 1 })
    t.match(listHeldBaskets(store, AT), [{ basket_id, is_discarded: true, total_minor: 7400 }])
    t.equal(readTill(store, by().terminal_id, AT).held.length, 0, 'it does not wait for anybody')
  })

  await t.test('is not to be had on the next day', async (t) => {
    const tomorrow = later(AT, 20 * 3_600_000)
    t.same(listHeldBaskets(store, tomorrow), [])
    await t.rejects(
      doing((tx) => recallBasket(tx, { ...by(), at: tomorrow }, basket_id!)),
      { code: 'basket/taken' }
    )
  })

  await t.test('is to be had back on the same', async (t) => {
    await doing((tx) => recallBasket(tx, by(), basket_id!))
    t.same(lines(), [['pcs', 2000, 3700]])
  })
})

type Tx = Parameters<typeof addToBasket>[0]

function lineNo({ store, by }: { store: Store; by: () => BasketBy }): number {
  return readTill(store, by().terminal_id, AT).basket.lines[0]!.line_no
}

/** A shop with tea by the piece and the carton, rice by the kilo, a supervisor, and two tills with their shifts. */
async function openShop(t: Test) {
  const box = await openBox(t)
  const { store } = box
  const { cashier_id, terminal_id } = await box.setUp()
  const by = (): BasketBy => ({ at: AT, staff_id: cashier_id, terminal_id, request_id: newId() })
  const [tea, rice, carton, second, supervisor_id] = [newId(), newId(), newId(), newId(), newId()]
  const other = () => ({ ...by(), terminal_id: second })
  const shift = () => ({ shift_id: newId(), float_minor: minor(0), business_day: '2026-11-22' })
  await store.commit((tx) => {
    saveItem(tx, by(), { ...card('A1', 'Teh', 'pcs'), item_id: tea, price_minor: minor(3700) })
    saveItem(tx, by(), { ...card('A2', 'Beras', 'kg'), item_id: rice, price_minor: minor(14_500) })
    tx.sqlite
      .prepare(
        'insert into item_units (unit_id, item_id, name, holds_milli, price_minor, added_at) values (?, ?, ?, ?, ?, ?)'
      )
      .run(carton, tea, 'dus', 24_000, 80_000, AT)
    hireStaff(
      tx,
      { ...by(), staff_id: null },
      {
        staff_id: supervisor_id,
        name: 'Pak Budi',
        role: 'supervisor',
        password_hash: null,
        pin_hash: NOBODY
      }
    )
    pairTerminal(tx, by(), { terminal_id: second, name: 'Kasir dua', key_hash: newToken(), printer_id: null })
    openShift(tx, by(), shift())
    openShift(tx, other(), shift())
  })
  const doing = <Output>(work: (tx: Tx) => Output) => store.commit(work)
  const state = () => readTill(store, terminal_id, AT)
  return {
    store,
    by,
    other,
    tea,
    rice,
    carton,
    supervisor_id,
    doing,
    head: () => state().head,
    total: () => state().basket.total_minor,
    lines: () => state().basket.lines.map((line) => [line.unit, line.quantity_milli, line.list_price_minor]),
    pay: () =>
      doing((tx) => {
        const { basket_id, basket } = readTill(tx, terminal_id, AT)
        const { total_minor } = basket
        return checkOut(tx, by(), {
          basket_id: basket_id!,
          total_minor,
          tender: cash(100_000),
          link: newToken()
        })
      })
  }
}

function card(code: string, name: string, unit: string): Omit<ItemCard, 'item_id' | 'price_minor'> {
  const none = {
    barcodes: [],
    category: null,
    cost_minor: null,
    minimum_milli: milli(0),
    favourite: 0 as const
  }
  return { code, name, unit, ...none }
}
