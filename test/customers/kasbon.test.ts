import t, { type Test } from 'tap'
import { ageDebts, listOpenDebts } from '../../server/customers/age-debts.ts'
import { setDebtLimit } from '../../server/customers/change-customer.ts'
import { listPurchases } from '../../server/customers/list-purchases.ts'
import { readStatement } from '../../server/customers/read-statement.ts'
import { searchDebtors, sumReceivables } from '../../server/customers/search-customers.ts'
import { dice } from '../../server/demo/dice.ts'
import { balanceOf, post } from '../../server/ledger/post.ts'
import { voidSale } from '../../server/refunds/refund-sale.ts'
import { findShiftReport, readOpenShift } from '../../server/shifts/find-shift.ts'
import { findPayment } from '../../server/tenders/find-payment.ts'
import { type NewPayment, takePayment } from '../../server/tenders/take-payment.ts'
import { addDays } from '../../server/values/business-day.ts'
import { newId, newToken } from '../../server/values/id.ts'
import { minor, sum } from '../../server/values/money.ts'
import { openBox } from '../shop.ts'
import { atTill, know, openTill, sellTo } from './book.ts'

const AT = '2026-11-22T05:00:00.000Z'
const TODAY = '2026-11-22'

t.test('What was paid goes against the oldest debt', async (t) => {
  const cases: [rule: string, changes: [days_ago: number, amount: number][], open: [number, number][]][] = [
    ['nothing bought, nothing open', [], []],
    ['a debt is open until it is paid', [[5, 100]], [[5, 100]]],
    [
      'a part paid leaves the rest',
      [
        [5, 100],
        [1, -40]
      ],
      [[5, 60]]
    ],
    [
      'the oldest goes first',
      [
        [9, 100],
        [5, 50],
        [1, -120]
      ],
      [[5, 30]]
    ],
    [
      'paid to the rupiah, it is gone',
      [
        [9, 100],
        [5, 50],
        [1, -100]
      ],
      [[5, 50]]
    ],
    [
      'a payment may settle several',
      [
        [9, 10],
        [8, 20],
        [7, 30],
        [1, -60]
      ],
      []
    ],
    [
      'what was given back before is set against the next',
      [
        [9, -30],
        [5, 100]
      ],
      [[5, 70]]
    ],
    [
      'and against several',
      [
        [9, -130],
        [5, 100],
        [4, 50]
      ],
      [[4, 20]]
    ],
    [
      'paid, bought again',
      [
        [9, 100],
        [8, -100],
        [3, 70]
      ],
      [[3, 70]]
    ]
  ]
  for (const [rule, changes, open] of cases) {
    const given = changes.map(([days, amount]) => ({
      business_day: addDays(TODAY, -days),
      amount_minor: minor(amount)
    }))
    const left = listOpenDebts(given).map(({ business_day, left_minor }) => [business_day, left_minor])
    t.same(
      left,
      open.map(([days, amount]) => [addDays(TODAY, -days), amount]),
      rule
    )
  }
})

t.test('A debt is as old as its business day', async (t) => {
  const cases: [days: number, column: number][] = [
    [0, 0],
    [30, 0],
    [31, 1],
    [60, 1],
    [61, 2],
    [90, 2],
    [91, 3],
    [400, 3],
    [-1, 0]
  ]
  for (const [days, column] of cases) {
    const expected = [0, 0, 0, 0]
    expected[column] = 100
    const open = [{ business_day: addDays(TODAY, -days), left_minor: minor(100) }]
    t.same(ageDebts(open, TODAY), expected, `${days} days`)
  }
  const open = [0, 10, 45, 91].map((days) => ({ business_day: addDays(TODAY, -days), left_minor: minor(5) }))
  t.same(ageDebts(open, TODAY), [10, 5, 0, 5], 'and those of an age add up')
})

t.test('A debt paid', async (t) => {
  const { store, by, shop, tini, owed, pay } = await openKasbon(t)
  await store.commit((tx) => sellTo(tx, by(), { customer_id: tini, amount: 87_350 }))
  const { shift_id } = readOpenShift(store, shop.terminal_id)
  const drawer = () => findShiftReport(store, shift_id)!.expected_minor

  await t.test('in part is taken off it, and lies in the drawer', async (t) => {
    const before = drawer()
    const { payment_id } = await pay({ amount_minor: minor(50_000) })
    t.equal(owed(), 37_350)
    t.equal(drawer() - before, 50_000)
    t.match(findPayment(store, payment_id), {
      payment_no: 'K1-B000001',
      kind: 'debt',
      customer: 'Bu Tini',
      method: 'cash',
      left_minor: 37_350
    })
  })

  await t.test('by transfer needs its reference, and lies on that account', async (t) => {
    await t.rejects(pay({ method_id: 'transfer', amount_minor: minor(350) }), {
      code: 'tender/reference-needed'
    })
    const before = drawer()
    await pay({ method_id: 'transfer', amount_minor: minor(300), reference: 'BCA 991' })
    t.equal(drawer(), before)
    t.equal(owed(), 37_050)
  })

  await t.test('by a means that costs something is paid whole; the acquirer keeps its part', async (t) => {
    store.sqlite.prepare("update tender_methods set fee_bp = 70 where method_id = 'qris'").run()
    const { payment_id } = await pay({ method_id: 'qris', amount_minor: minor(10_000) })
    t.equal(owed(), 27_050)
    t.same(entriesOf(payment_id), [
      ['qris', 9930, null],
      ['fees', 70, null],
      ['receivable', -10_000, tini]
    ])
  })

  await t.test('beyond what is owed is refused, with the debt: there is no change', async (t) => {
    const beyond = pay({ amount_minor: minor(30_000) })
    await t.rejects(beyond, { code: 'payment/more-than-owed', facts: { debt_minor: 27_050 } })
  })

  await t.test('by what is no money is refused', async (t) => {
    for (const method_id of ['kasbon', 'deposit', 'points', 'exchange', 'voucher', 'ewallet', 'nothing']) {
      await t.rejects(pay({ method_id, amount_minor: minor(100) }), { code: 'tender/unknown' }, method_id)
    }
  })

  await t.test('of nothing is refused', async (t) => {
    await t.rejects(pay({ amount_minor: minor(0) }), { code: 'cash/amount-needed' })
  })

  await t.test('whole in cash is what coins make of it, and the rest is Pembulatan', async (t) => {
    const { payment_id } = await pay({ amount_minor: minor(27_100) })
    t.equal(owed(), 0)
    t.same(entriesOf(payment_id), [
      ['cash', 27_100, null],
      ['receivable', -27_050, tini],
      ['rounding', -50, null]
    ])
    t.equal(findPayment(store, payment_id)!.left_minor, 0)
  })

  await t.test('that there is none of is refused', async (t) => {
    await t.rejects(pay({ amount_minor: minor(1000) }), { code: 'payment/nothing-owed' })
  })

  await t.test('is numbered without gaps: what was refused took no number', async (t) => {
    const numbers = store.sqlite
      .prepare('select payment_no from payments order by paid_at, payment_no')
      .pluck()
      .all()
    t.same(numbers, ['K1-B000001', 'K1-B000002', 'K1-B000003', 'K1-B000004'])
  })

  await t.test('needs an open shift', async (t) => {
    store.sqlite.prepare('delete from open_shifts').run()
    await t.rejects(pay({ amount_minor: minor(100) }), { code: 'shift/closed' })
  })

  function entriesOf(source_id: string) {
    const rows = 'select account, amount_minor, party_id from journal where source_id = ? order by entry_no'
    return store.sqlite.prepare(rows).raw().all(source_id)
  }
})

t.test('Money left with the shop', async (t) => {
  const { store, by, owner, tini, pay, shop } = await openKasbon(t)
  await store.commit((tx) => openTill(tx, by()))
  const kept = () => -balanceOf(store, 'deposit', tini)

  await t.test('is the customer’s', async (t) => {
    const { payment_id } = await pay({ kind: 'deposit', amount_minor: minor(100_000) })
    t.equal(kept(), 100_000)
    t.equal(findPayment(store, payment_id)!.left_minor, 100_000)
  })

  await t.test('is given back only by whoever may', async (t) => {
    const back = pay({ kind: 'deposit-back', amount_minor: minor(40_000) })
    await t.rejects(back, { code: 'right/ask', facts: { right: 'give-deposits-back' } })
    await pay({ kind: 'deposit-back', amount_minor: minor(40_000) }, { ...by(), approved_by: owner })
    t.equal(kept(), 60_000)
  })

  await t.test('is given back no more than is there', async (t) => {
    const back = pay({ kind: 'deposit-back', amount_minor: minor(60_001) }, { ...by(), approved_by: owner })
    await t.rejects(back, { code: 'tender/not-enough', facts: { left_minor: 60_000 } })
  })

  await t.test('is given back no more than lies in the drawer', async (t) => {
    await pay({ kind: 'deposit', method_id: 'qris', amount_minor: minor(500_000) })
    const { shift_id } = readOpenShift(store, shop.terminal_id)
    const { expected_minor } = findShiftReport(store, shift_id)!
    const asked = { kind: 'deposit-back', amount_minor: minor(expected_minor + 1) } as const
    await t.rejects(pay(asked, { ...by(), approved_by: owner }), { code: 'cash/not-that-much' })
  })
})

t.test('A limit of kasbon', async (t) => {
  const { store, by, owner, tini } = await openKasbon(t)

  await t.test('is set by whoever may, or lends the right', async (t) => {
    const set = (approved_by: string | null) =>
      store.commit((tx) => setDebtLimit(tx, { ...by(), approved_by }, tini, minor(20_000)))
    await t.rejects(set(null), { code: 'right/ask', facts: { right: 'set-debt-limits' } })
    await set(owner)
  })

  await t.test('stops a sale that would pass it, unless somebody allows it', async (t) => {
    const sell = (approved_by: string | null, amount: number) =>
      store.commit((tx) =>
        sellTo(tx, { ...by(), approved_by } as ReturnType<typeof by>, { customer_id: tini, amount })
      )
    await sell(null, 20_000)
    await t.rejects(sell(null, 100), {
      code: 'right/ask',
      facts: { right: 'exceed-debt-limit', left_minor: 0 }
    })
    await sell(owner, 100)
  })
})

t.test('Who owes', async (t) => {
  const { store, by, tini, pay } = await openKasbon(t)
  const joko = await know(store, by(), { name: 'Pak Joko', phone: '0857 1111 2222', limit: 1_000_000 })
  await know(store, by(), { name: 'Dewi', limit: 1_000_000 })
  await store.commit((tx) => {
    sellTo(tx, by(), { customer_id: tini, amount: 10_000 })
    sellTo(tx, by(), { customer_id: joko, amount: 30_000 })
    sellTo(tx, by(), { customer_id: tini, amount: 5000, method_id: 'cash' })
  })
  const names = (text = '') => searchDebtors(store, text).map(({ name }) => name)

  await t.test('is listed by how much', async (t) => t.same(names(), ['Pak Joko', 'Bu Tini']))
  await t.test('is found by name and number', async (t) => {
    t.same(names('tini'), ['Bu Tini'])
    t.same(names('0857'), ['Pak Joko'])
    t.same(names('dewi'), [])
  })
  await t.test('adds up', async (t) => t.same(sumReceivables(store), { customers: 2, debt_minor: 40_000 }))
  await t.test('is nobody once all is paid', async (t) => {
    await pay({ amount_minor: minor(10_000) })
    await pay({ customer_id: joko, amount_minor: minor(30_000) })
    t.same(names(), [])
    t.same(sumReceivables(store), { customers: 0, debt_minor: 0 })
  })
})

t.test('A statement', async (t) => {
  const { store, by, owner, tini, pay } = await openKasbon(t)
  const on = (day: number) => by(`2026-10-${String(day).padStart(2, '0')}T05:00:00.000Z`)
  const buy = (day: number, amount: number) =>
    store.commit((tx) => sellTo(tx, on(day), { customer_id: tini, amount }))
  await buy(1, 10_000)
  await pay({ amount_minor: minor(10_000) }, on(2))
  await buy(3, 20_000)
  await buy(4, 5000)
  await pay({ amount_minor: minor(8000) }, on(5))

  await t.test('begins where the debt began that there is now', async (t) => {
    const { opening_minor, moves, closing_minor, open } = readStatement(store, tini, { today: TODAY })
    t.equal(opening_minor, 0)
    t.same(
      moves.map(({ kind, amount_minor, balance_minor }) => [kind, amount_minor, balance_minor]),
      [
        ['sale', 20_000, 20_000],
        ['sale', 5000, 25_000],
        ['payment', -8000, 17_000]
      ]
    )
    t.equal(closing_minor, 17_000)
    t.same(
      open.map(({ left_minor }) => left_minor),
      [12_000, 5000]
    )
  })

  await t.test('from a day on says what was owed before', async (t) => {
    // One shift, so one business day: all of it lies before the day after.
    const later = readStatement(store, tini, { today: TODAY, since: '2026-10-02' })
    t.match(later, { opening_minor: 17_000, moves: [], closing_minor: 17_000 })
    const all = readStatement(store, tini, { today: TODAY, since: '2026-01-01' })
    t.match(all, { opening_minor: 0, closing_minor: 17_000 })
    t.equal(all.moves.length, 5)
  })

  await t.test('shows what was brought back, and so does the history', async (t) => {
    const refund_id = newId()
    await store.commit((tx) => {
      const sale_id = sellTo(tx, on(6), { customer_id: tini, amount: 9000 })
      const undone = { refund_id, sale_id, reason: 'Salah barang', link: newToken() }
      voidSale(tx, { ...on(6), approved_by: owner }, undone)
    })
    const { moves, closing_minor } = readStatement(store, tini, { today: TODAY })
    t.match(moves.at(-1), {
      kind: 'refund',
      source_id: refund_id,
      amount_minor: -9000,
      balance_minor: 17_000
    })
    t.equal(closing_minor, 17_000)
    t.match(listPurchases(store, tini)[0], { kind: 'refund', source_id: refund_id, amount_minor: -9000 })
  })

  await t.test('of somebody who never owed anything is empty', async (t) => {
    const dewi = await know(store, by(), { name: 'Dewi' })
    t.match(readStatement(store, dewi, { today: TODAY }), {
      opening_minor: 0,
      moves: [],
      closing_minor: 0,
      open: []
    })
  })
})

t.test('Whatever is bought, paid and given back, in whatever order', async (t) => {
  const { store, by, tini, shop } = await openKasbon(t, { limit: 100_000_000 })
  const chance = dice(1927)
  const made = { bought: 0, paid: 0, returned: 0 }
  for (let step = 0; step < 400; step++) {
    const at = new Date(Date.parse('2026-01-01T05:00:00.000Z') + step * 7_200_000).toISOString()
    await store.commit((tx) => {
      const debt = balanceOf(tx, 'receivable', tini)
      const amount = minor(chance.pick([250, 1990, 10_000, 87_350, 150_075]))
      const what = chance.pick(['buy', 'buy', 'pay', 'settle', 'return'])
      if (what === 'buy' || debt <= 0) {
        sellTo(tx, by(at), { customer_id: tini, amount })
        made.bought += amount
      } else if (what === 'return') {
        // As a refund to kasbon posts it; it may bring the debt below nothing.
        const { shift_id, business_day } = readOpenShift(tx, shop.terminal_id)
        post(tx, by(at), { source_id: newId(), shift_id, business_day }, [
          { account: 'sales', amount_minor: amount },
          { account: 'receivable', amount_minor: minor(-amount), party_id: tini }
        ])
        made.returned += amount
      } else {
        const given = what === 'settle' ? debt : minor(Math.min(debt, amount))
        takePayment(tx, by(at), payment(tini, { method_id: 'qris', amount_minor: given }))
        made.paid += given
      }
    })
    const statement = readStatement(store, tini, { today: TODAY, since: '2020-01-01' })
    const balance = balanceOf(store, 'receivable', tini)
    const last = statement.moves.at(-1)!
    const open = sum(statement.open.map(({ left_minor }) => left_minor))
    const short = readStatement(store, tini, { today: TODAY })
    const agrees =
      last.balance_minor === balance &&
      statement.closing_minor === balance &&
      statement.opening_minor + sum(statement.moves.map((move) => move.amount_minor)) === balance &&
      short.opening_minor + sum(short.moves.map((move) => move.amount_minor)) === balance &&
      sum(statement.ageing) === open &&
      open === Math.max(0, balance)
    if (!agrees) t.fail(`step ${step}`, { balance, open, last })
  }
  t.equal(
    balanceOf(store, 'receivable', tini),
    made.bought - made.paid - made.returned,
    'the debt is what they net'
  )
  t.ok(made.bought > 0 && made.paid > 0 && made.returned > 0)
  const unbalanced = store.sqlite
    .prepare('select source_id from journal group by source_id having sum(amount_minor) <> 0')
    .all()
  t.same(unbalanced, [], 'every deed’s money adds up to nothing')
  const summed = store.sqlite
    .prepare(
      'select account, party_id, sum(amount_minor) from journal where party_id is not null group by 1, 2'
    )
    .raw()
    .all()
  const kept = store.sqlite.prepare('select * from balances order by 1, 2').raw().all()
  t.same(kept, summed, 'and every balance is the sum of its journal')
})

function payment(customer_id: string, given: Partial<NewPayment>): NewPayment {
  return {
    payment_id: newId(),
    kind: 'debt',
    customer_id,
    order_id: null,
    method_id: 'cash',
    amount_minor: minor(0),
    reference: null,
    ...given
  }
}

/** A shop where Bu Tini may buy on kasbon. */
async function openKasbon(t: Test, { limit = 1_000_000 } = {}) {
  const { store, setUp } = await openBox(t)
  const shop = await setUp()
  const by = (at = AT) => atTill(shop, at)
  const tini = await know(store, by(), { name: 'Bu Tini', phone: '0812-3456-789', limit })
  return {
    store,
    shop,
    by,
    tini,
    owner: shop.owner_id,
    owed: () => balanceOf(store, 'receivable', tini),
    async pay(given: Partial<NewPayment>, at: Parameters<typeof takePayment>[1] = by()) {
      const asked = payment(tini, given)
      await store.commit((tx) => takePayment(tx, at, asked))
      return asked
    }
  }
}
