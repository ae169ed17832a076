import t from 'tap'
import type { BasketBy } from '../../server/baskets/change-basket.ts'
import { takeTender } from '../../server/baskets/take-tender.ts'
import { findRefund, listRefundsOf } from '../../server/refunds/find-refunds.ts'
import type { WantedLine } from '../../server/refunds/plan-refund.ts'
import { exchangeCredit } from '../../server/refunds/read-returns.ts'
import { cancelExchange, startExchange } from '../../server/refunds/start-exchange.ts'
import type { WholeSale } from '../../server/sales/find-sales.ts'
import { readTill } from '../../server/till/read-till.ts'
import { minor } from '../../server/values/money.ts'
import { AT, openShop, part } from './returning-shop.ts'

t.test('An exchange', async (t) => {
  const shop = await openShop(t)
  const { store, by, sell, fill, pay, giveBack, ledger, terminal_id } = shop
  const start = (sale: WholeSale, lines: WantedLine[], who: BasketBy = by()) =>
    store.commit((tx) => startExchange(tx, who, { sale_id: sale.sale_id, lines, reason: 'Salah barang' }))
  /** The other half of an exchange: what was given back for a sale's goods. */
  const refundOf = ({ tenders }: WholeSale) =>
    findRefund(store, tenders.find(({ method }) => method === 'exchange')?.party_id ?? '')
  const tenders = ({ tenders }: WholeSale) =>
    tenders.map(({ method, given_minor, change_minor }) => `${method} ${given_minor - change_minor}`)

  await t.test('for something dearer: the customer pays the difference', async (t) => {
    const before = ledger()
    const bought = await sell({ tea: 3 })
    await start(bought, [part(1, 2)])
    t.equal(shop.stock('tea'), -3, 'nothing has moved yet')
    await fill({ milk: 1 })
    t.match(readTill(store, terminal_id, AT).returns, { value_minor: 7400, back_minor: 0 })

    const sale = await pay()
    t.same(tenders(sale), ['exchange 7400', 'cash 12500'])
    const refund = refundOf(sale)!
    t.match(refund, { kind: 'exchange', sale_id: bought.sale_id, payout_minor: 7400, cash_minor: 0 })
    t.equal(sale.tenders[0]!.party_id, refund.refund_id)
    t.same([shop.stock('tea'), shop.stock('milk')], [-1, -1])
    const after = ledger()
    t.equal(after['exchange'] ?? 0, 0, 'what is exchanged stays with nobody')
    t.equal(after['cash']! - (before['cash'] ?? 0), 3700 + 19_900, 'as if it had been bought so at once')
    t.equal(exchangeCredit(store, sale.sale_id, minor(0)), undefined, 'it is used up')
  })

  await t.test('for something cheaper: the rest goes back as it was paid', async (t) => {
    const bought = await sell({ milk: 1 })
    await start(bought, [part(1, 1)])
    await fill({ tea: 2 })
    t.match(readTill(store, terminal_id, AT).returns, { value_minor: 19_900, back_minor: 12_500 })
    const sale = await pay()
    t.same(tenders(sale), ['exchange 7400'])
    const { tenders: back, cash_minor } = refundOf(sale)!
    t.same(
      back.map(({ method, amount_minor }) => `${method} ${amount_minor}`),
      ['exchange 7400', 'cash 12500']
    )
    t.equal(cash_minor, 12_500)
    t.equal(ledger()['exchange'] ?? 0, 0)
  })

  await t.test(
    'for a part of what was paid to the last rupiah: the till says what coins make of it',
    async (t) => {
      const bought = await sell({ rice: 0.755 })
      await start(bought, [part(1, 0.5)])
      await fill({ tea: 1 })
      const { returns } = readTill(store, terminal_id, AT)
      t.match(returns, { value_minor: 7250, back_minor: 3600 })
      t.equal(refundOf(await pay())?.cash_minor, 3600)
    }
  )

  await t.test('of something paid by QRIS: the rest goes back there', async (t) => {
    const bought = await sell({ milk: 1 }, [['qris', 19_900]])
    await start(bought, [part(1, 1)])
    await fill({ tea: 1 })
    const { tenders: back } = refundOf(await pay())!
    t.same(
      back.map(({ method, amount_minor }) => `${method} ${amount_minor}`),
      ['exchange 3700', 'qris 16200']
    )
  })

  await t.test('of what was exchanged before, and back into cash at last', async (t) => {
    const first = await sell({ tea: 1 })
    await start(first, [part(1, 1)])
    await fill({ tea: 1 })
    const second = await pay()
    t.same(tenders(second), ['exchange 3700'])
    const refund = await giveBack(second, [part(1, 1)])
    t.same(
      refund.tenders.map(({ method, amount_minor }) => `${method} ${amount_minor}`),
      ['cash 3700']
    )
  })

  await t.test('needs something new; else it is a refund', async (t) => {
    await start(await sell({ tea: 1 }), [part(1, 1)])
    await t.rejects(pay(), { code: 'exchange/nothing-new' })
  })

  await t.test('is of one slip at a time, and can be called off', async (t) => {
    const other = await sell({}, []).catch(() => undefined)
    t.equal(other, undefined, 'the one above is still in hand')
    await store.commit((tx) => cancelExchange(tx, by()))
    await t.rejects(
      store.commit((tx) => cancelExchange(tx, by())),
      { code: 'basket/changed' }
    )
    t.equal(readTill(store, terminal_id, AT).returns, undefined)

    const [one, two] = [await sell({ tea: 1 }), await sell({ milk: 1 })]
    await start(one, [part(1, 1)])
    await t.rejects(start(two, [part(1, 1)]), { code: 'exchange/in-hand' })
    await store.commit((tx) => cancelExchange(tx, by()))
    const sale = await sell({ tea: 1 })
    t.same(tenders(sale), ['cash 3700'], 'a sale like any other')
    t.equal(listRefundsOf(store, one.sale_id).length, 0)
  })

  await t.test('looks again whether the goods can still come back', async (t) => {
    const bought = await sell({ tea: 1 })
    await start(bought, [part(1, 1)])
    await fill({ milk: 1 })
    const second = await shop.secondTill()
    await giveBack(bought, [part(1, 1)], { who: second() })
    t.equal(readTill(store, terminal_id, AT).returns?.value_minor, 0, 'the till says so')
    await t.rejects(pay(), { code: 'refund/too-much' })
    await store.commit((tx) => cancelExchange(tx, by()))
    await pay()
  })

  await t.test('takes a supervisor once, when it begins', async (t) => {
    const bought = await sell({ tea: 1 })
    const cashier = by(shop.cashier_id)
    await t.rejects(start(bought, [part(1, 1)], cashier), { code: 'right/ask', facts: { right: 'refund' } })
    await start(bought, [part(1, 1)], { ...cashier, approved_by: shop.owner_id })
    await fill({ milk: 1 })
    const sale = await pay([], cashier)
    t.equal(refundOf(sale)?.approver, 'Ibu Ratna')
  })

  await t.test('is no way to pay with goods that never came back', async (t) => {
    await fill({ milk: 1 })
    const { basket_id } = readTill(store, terminal_id, AT)
    const tender = { method_id: 'exchange', amount_minor: minor(19_900), reference: null }
    await t.rejects(
      store.commit((tx) => takeTender(tx, by(), { ...tender, basket_id: basket_id! })),
      { code: 'tender/unknown' }
    )
  })
})
