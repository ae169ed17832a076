import t, { type Test } from 'tap'
import { discountBasket } from '../../server/baskets/adjust-basket.ts'
import { addToBasket, type BasketBy, editLine, undoChange } from '../../server/baskets/change-basket.ts'
import { moveBasket } from '../../server/baskets/hand-over.ts'
import { discardBasket } from '../../server/baskets/hold-basket.ts'
import { makeTillOrder } from '../../server/checkout/order-money.ts'
import { giveBack, payBasket } from '../../server/checkout/pay-basket.ts'
import type { Tx } from '../../server/db/prepare.ts'
import { bringOrder } from '../../server/orders/bring-order.ts'
import { findOpenShift, findShiftReport } from '../../server/shifts/find-shift.ts'
import { moveCash } from '../../server/shifts/move-cash.ts'
import { describeMethod } from '../../server/tenders/change-methods.ts'
import { readTill } from '../../server/till/read-till.ts'
import { newId, newToken } from '../../server/values/id.ts'
import { minor } from '../../server/values/money.ts'
import { milli } from '../../server/values/quantity.ts'
import { auditShop } from '../audit-shop.ts'
import { AT, openBusyShop } from './busy-shop.ts'

t.test('A fee that is agreed anew', async (t) => {
  const { doing, by, scan, part, balance, sound } = await openShop(t)
  const agree = (fee_bp: number) =>
    doing((tx) => describeMethod(tx, by(), 'qris', { name: '', fee_bp, needs_reference: false }))

  await t.test('changes nothing of money that was taken before', async (t) => {
    await agree(70)
    const basket_id = await scan(2)
    await part('qris', 10_000)
    await agree(200)
    await doing((tx) => giveBack(tx, by(), basket_id, 1))
    t.same([balance('qris'), balance('fees')], [0, 0])
  })

  await t.test('nor of what the sale says it cost', async (t) => {
    await agree(70)
    await part('qris', 10_000)
    await agree(200)
    await part('cash', 100_000)
    t.equal(balance('fees'), 70)
    sound(t)
  })
})

t.test('Money that was taken for a basket', async (t) => {
  const { doing, by, scan, part, drawer, state, sound, owner_id } = await openShop(t)
  const toOther = async () => {
    const { basket_id } = state()
    await doing((tx) => moveBasket(tx, by(1), basket_id!))
    return basket_id!
  }
  const empty = (till: number) =>
    doing((tx) =>
      moveCash(tx, by(till, owner_id), {
        cash_move_id: newId(),
        amount_minor: minor(-50_000),
        reason: 'Bank'
      })
    )

  await t.test('is not lost with the basket when another one is fetched', async (t) => {
    await scan(1)
    await part('cash', 20_000)
    await doing((tx) => undoChange(tx, by()))
    t.equal(state().basket.lines.length, 0)
    await scan(1, by(1))
    const { basket_id } = state(1)
    await t.rejects(
      doing((tx) => moveBasket(tx, by(), basket_id!)),
      { code: 'basket/in-hand' }
    )
    t.match(state().tenders, [{ amount_minor: 20_000 }])
    sound(t)
    await scan(1)
    await doing((tx) => discardBasket(tx, by(1)))
  })

  await t.test('is not given back out of a drawer that does not hold it', async (t) => {
    const basket_id = await toOther()
    await empty(1)
    await t.rejects(
      doing((tx) => giveBack(tx, by(1), basket_id, 1)),
      { code: 'cash/not-that-much', facts: { expected_minor: 0 } }
    )
  })

  await t.test('nor is its change', async (t) => {
    await doing((tx) => editLine(tx, by(1), 1, { quantity_milli: milli(500) }))
    await t.rejects(part('cash', 0, by(1)), { code: 'cash/not-that-much' })
    await doing((tx) => moveBasket(tx, by(0), state(1).basket_id!))
    await part('cash', 0, by(0))
    t.equal(drawer(), 50_000 + 13_600, 'where it lies, it is given')
    sound(t)
  })
})

t.test('A discount that was given before prices were promised is not given twice', async (t) => {
  const { doing, by, scan, part, state, sound } = await openShop(t)
  const off = (discount_bp: number, approved_by: string | null = null) =>
    doing((tx) => discountBasket(tx, by(0, approved_by), { discount_bp, discount_minor: null }))
  const basket_id = await scan(4)
  await off(500)
  const order_id = newId()
  await doing((tx) =>
    makeTillOrder(tx, by(), {
      order_id,
      kind: 'order',
      basket_id,
      total_minor: readTill(tx, by().terminal_id, AT).basket.total_minor,
      valid_until: null,
      due_on: null,
      note: '',
      link: newToken()
    })
  )
  await doing((tx) => bringOrder(tx, by(), order_id, 'promised'))
  await t.rejects(off(500), { code: 'right/ask', facts: { right: 'discount-more', asked_bp: 976 } })
  t.equal(state().head?.discount_bp, null)
  await t.resolves(part('cash', 100_000), 'and what was promised needs no leave')
  sound(t)
})

t.test('No line costs more than there is money, lest no till could add it up', async (t) => {
  const { doing, by, scan, state, items } = await openShop(t)
  const dear = (price: number) =>
    doing((tx) =>
      tx.sqlite.prepare('update items set price_minor = ? where item_id = ?').run(price, items[0])
    )
  await dear(999_999_999_999)
  await t.rejects(scan(100_000, by(), items[0]), { code: 'scan/quantity' })
  await scan(1, by(), items[0])
  await t.rejects(
    doing((tx) => editLine(tx, by(), 1, { quantity_milli: milli(2000) })),
    { code: 'scan/quantity' }
  )
  t.equal(state().basket.lines[0]?.gross_minor, 999_999_999_999)
})

/** The busy shop, with a cashier at two tills and few words for what they do. */
async function openShop(t: Test) {
  const shop = await openBusyShop(t)
  const { store, cashier_id, items } = shop
  const by = (till = 0, approved_by: string | null = null): BasketBy => ({
    ...shop.by(till, cashier_id),
    approved_by
  })
  const doing = <Output>(work: (tx: Tx) => Output) => store.commit(work)
  const state = (till = 0) => readTill(store, by(till).terminal_id, AT)
  return {
    ...shop,
    by,
    doing,
    state,
    /** Scans so many of the fried rice, or of something else. */
    scan: (pieces = 1, who = by(), item_id = items[2]!) =>
      doing((tx) => addToBasket(tx, who, { item_id }, milli(pieces * 1000))),
    /** Gives so much by some means; what covers the rest makes the sale. */
    part: (method_id: string, amount: number, who = by()) =>
      doing((tx) => {
        const { basket_id, basket } = readTill(tx, who.terminal_id, AT)
        return payBasket(tx, who, {
          basket_id: basket_id!,
          total_minor: basket.total_minor,
          method_id,
          amount_minor: minor(amount),
          reference: null,
          is_part: true,
          link: newToken()
        })
      }),
    balance: (account: string) =>
      store.sqlite
        .prepare('select coalesce(sum(amount_minor), 0) from journal where account = ?')
        .pluck()
        .get(account),
    drawer: (till = 0) =>
      findShiftReport(store, findOpenShift(store, by(till).terminal_id)!.shift_id)!.expected_minor as number,
    sound: (t: Test) => t.same(auditShop(store.sqlite), [])
  }
}
