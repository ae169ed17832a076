import assert from 'node:assert/strict'
import fc from 'fast-check'
import t from 'tap'
import {
  type EarlierRefund,
  planRefund,
  type RefundPlan,
  type RefundTerms
} from '../../server/refunds/plan-refund.ts'
import { partOf } from '../../server/refunds/prorate.ts'
import type { TenderKind } from '../../server/tenders/tables.ts'
import { type Minor, minor, sum } from '../../server/values/money.ts'
import { milli } from '../../server/values/quantity.ts'
import { type RoundingMode, roundCash } from '../../server/values/round-cash.ts'

const TERMS: RefundTerms = {
  method: null,
  debt_minor: minor(0),
  customer_id: null,
  step: 100,
  exchange_minor: minor(0)
}

t.test('A part of a line is worth its part of what was paid, to the last rupiah', async (t) => {
  // What was paid for the line, after promotions and discounts; how many pieces; and what each gives back.
  const facts: [line: string, total: number, pieces: number, back: number[]][] = [
    ['3 for 10.000', 10_000, 3, [3333, 3334, 3333]],
    ['buy 2 get 1 free at 5.000', 10_000, 3, [3333, 3334, 3333]],
    ['6 at 3.500, 10 % off', 18_900, 6, [3150, 3150, 3150, 3150, 3150, 3150]],
    ['7 for 25.000', 25_000, 7, [3571, 3572, 3571, 3572, 3571, 3572, 3571]],
    ['2 given away', 0, 2, [0, 0]]
  ]
  for (const [name, total, pieces, back] of facts) {
    const line = lineOf({ total, quantity: pieces * 1000 })
    const parts = back.map((_, at) => partOf(line, milli(at * 1000), milli(1000)).total_minor)
    t.same(parts, back, name)
    t.equal(sum(parts), total, `${name}: all of it`)
  }
})

t.test('Two and then one give back the same as one and then two', async (t) => {
  const line = lineOf({ total: 10_000, quantity: 3000 })
  t.equal(partOf(line, milli(0), milli(2000)).total_minor, 6667)
  t.equal(partOf(line, milli(2000), milli(1000)).total_minor, 3333)
  t.equal(partOf(line, milli(0), milli(1000)).total_minor, 3333)
  t.equal(partOf(line, milli(1000), milli(2000)).total_minor, 6667)
})

t.test('Service charge and tax come back by the part, too', async (t) => {
  // Six plates for 90.000, 5 % service 4.500, PBJT 10 % on top 9.450.
  const plates = lineOf({ total: 90_000, quantity: 6000, service: 4500, tax: 9450, included: 0 })
  t.same(partOf(plates, milli(0), milli(1000)), { total_minor: 15_000, service_minor: 750, tax_minor: 1575 })
  const plan = planRefund(paid([plates], [['cash', 103_900]], -50), [], [want(1, 2000)], TERMS)
  t.equal(plan.value_minor, 30_000 + 1500 + 3150, 'tax on top is paid back')
  t.equal(plan.added_tax_minor, 3150)
  t.equal(plan.payout_minor, 34_700, 'in coins')
  t.equal(plan.rounding_minor, 50)

  // Three for 10.000 with PPN within: 991 of it.
  const tea = lineOf({ total: 10_000, quantity: 3000, tax: 991 })
  const one = planRefund(paid([tea], [['cash', 10_000]]), [], [want(1, 1000)], TERMS)
  t.equal(one.tax_minor, 330)
  t.equal(one.added_tax_minor, 0, 'tax within the price is not paid back twice')
  t.equal(one.value_minor, 3333)
})

t.test('Cash goes back in coins, and the last part is what is left', async (t) => {
  const facts: [sale: string, total: number, rounding: number, pieces: number, back: number[]][] = [
    ['3 for 10.000', 10_000, 0, 3, [3300, 3400, 3300]],
    ['10.049, rounded down to 10.000', 10_049, -49, 3, [3400, 3300, 3300]],
    ['10.050, rounded up to 10.100', 10_050, 50, 3, [3400, 3300, 3400]],
    ['2 for 50, paid with 100', 50, 50, 2, [0, 100]],
    ['2 for 149, paid with 100', 149, -49, 2, [100, 0]]
  ]
  for (const [name, total, rounding, pieces, back] of facts) {
    const sale = paid([lineOf({ total, quantity: pieces * 1000 })], [['cash', total + rounding]], rounding)
    const plans = inParts(sale, Array(pieces).fill([want(1, 1000)]))
    t.same(
      plans.map(({ payout_minor }) => payout_minor),
      back,
      name
    )
    t.equal(sum(plans.map(({ rounding_minor }) => rounding_minor)), rounding, `${name}: no rounding stays`)
  }
})

t.test('Money goes back to where it came from', async (t) => {
  const rice = lineOf({ total: 75_000, quantity: 3000 })
  const by = (plan: RefundPlan) => plan.tenders.map(({ method, amount_minor }) => `${method} ${amount_minor}`)

  await t.test('to what was not cash first, then in cash', async (t) => {
    const sale = paid(
      [rice],
      [
        ['qris', 30_000],
        ['cash', 45_000]
      ]
    )
    const plans = inParts(sale, [[want(1, 1000)], [want(1, 1000)], [want(1, 1000)]])
    t.same(plans.map(by), [['qris 25000'], ['qris 5000', 'cash 20000'], ['cash 25000']])
  })

  await t.test('by another means where somebody chose one, and it says so', async (t) => {
    const sale = paid(
      [rice],
      [
        ['qris', 30_000],
        ['cash', 45_000]
      ]
    )
    const plan = planRefund(sale, [], [want(1, 2000)], {
      ...TERMS,
      method: { method_id: 'cash', method: 'cash' }
    })
    t.same(by(plan), ['cash 45000', 'cash 5000'], 'the cash first: it needs nobody to allow it')
    t.same(
      plan.tenders.map(({ is_other }) => is_other),
      [false, true]
    )
  })

  await t.test('in coins, whatever it came by: nobody has a coin of one rupiah', async (t) => {
    const sale = paid([lineOf({ total: 10_099, quantity: 1000 })], [['qris', 10_099]])
    const plan = planRefund(sale, [], [want(1, 1000)], {
      ...TERMS,
      method: { method_id: 'cash', method: 'cash' }
    })
    t.equal(plan.payout_minor, 10_000)
  })

  await t.test('kasbon off the debt, as far as there still is one', async (t) => {
    const sale = paid([rice], [['kasbon', 75_000]])
    t.same(by(planRefund(sale, [], [want(1, 2000)], { ...TERMS, debt_minor: minor(75_000) })), [
      'kasbon 50000'
    ])
    const paid_since = planRefund(sale, [], [want(1, 2000)], { ...TERMS, debt_minor: minor(20_000) })
    t.same(by(paid_since), ['kasbon 20000', 'cash 30000'])
    t.same(
      paid_since.tenders.map(({ is_other }) => is_other),
      [false, true]
    )
  })

  await t.test('what stays for other goods is taken from it first', async (t) => {
    const sale = paid(
      [rice],
      [
        ['qris', 30_000],
        ['cash', 45_000]
      ]
    )
    const plan = planRefund(sale, [], [want(1, 3000)], { ...TERMS, exchange_minor: minor(40_000) })
    t.same(by(plan), ['exchange 30000', 'exchange 10000', 'cash 35000'])
  })
})

t.test('More than remains is refused, and says what remains', async (t) => {
  const sale = paid([lineOf({ total: 10_000, quantity: 3000 })], [['cash', 10_000]])
  const [first] = inParts(sale, [[want(1, 2000)]])
  t.throws(() => planRefund(sale, [kept(first!)], [want(1, 2000)], TERMS), {
    code: 'refund/too-much',
    facts: { name: 'Teh', left_milli: 1000 }
  })
  t.throws(() => planRefund(sale, [], [want(1, 2000), want(1, 1000), want(1, 1000)], TERMS), {
    code: 'refund/too-much'
  })
  t.throws(() => planRefund(sale, [], [want(9, 1000)], TERMS), { code: 'refund/too-much' })
  t.throws(() => planRefund(sale, [], [want(1, 0)], TERMS), { code: 'refund/nothing' })
})

t.test('All of any sale, in any parts and any order, gives back exactly what was paid', async () => {
  fc.assert(
    fc.property(anySale, anyParts, ({ sale, step }, choices) => {
      const plans = inParts(sale, cut(sale, choices), { ...TERMS, step, debt_minor: minor(1e9) })
      const all = (name: keyof RefundPlan) => sum(plans.map((plan) => plan[name] as Minor))
      assert.equal(all('payout_minor'), sale.total_minor + sale.rounding_minor)
      assert.equal(all('rounding_minor'), sale.rounding_minor)
      assert.equal(all('value_minor'), sale.total_minor)
      assert.equal(all('tax_minor'), sum(sale.lines.map(({ tax_minor }) => tax_minor)))
      assert.equal(all('service_minor'), sum(sale.lines.map(({ service_minor }) => service_minor)))
      for (const { tender_no, given_minor } of sale.tenders) {
        const back = plans
          .flatMap(({ tenders }) => tenders)
          .filter((tender) => tender.of_tender_no === tender_no)
        assert.equal(
          sum(back.map(({ amount_minor }) => amount_minor)),
          given_minor,
          'each tender got back its own'
        )
      }
    }),
    { numRuns: 400 }
  )
})

t.test('Before the last part, no more went back than the goods were worth and a coin', async () => {
  fc.assert(
    fc.property(anySale, anyParts, ({ sale, step }, choices) => {
      let worth = 0
      let back = 0
      for (const plan of inParts(sale, cut(sale, choices), { ...TERMS, step, debt_minor: minor(1e9) })) {
        worth += plan.value_minor
        back += plan.payout_minor
        const kept_rounding = Math.abs(sale.rounding_minor)
        assert(Math.abs(back - worth) <= Math.max(step, kept_rounding), `${back} for goods worth ${worth}`)
      }
    }),
    { numRuns: 200 }
  )
})

// --- the shop's words for a sale ----------------------------------------------------------------------------------

function lineOf(line: {
  total: number
  quantity: number
  service?: number
  tax?: number
  included?: 0 | 1
  no?: number
}) {
  return {
    line_no: line.no ?? 1,
    name: 'Teh',
    quantity_milli: milli(line.quantity),
    total_minor: minor(line.total),
    service_minor: minor(line.service ?? 0),
    tax_minor: minor(line.tax ?? 0),
    is_tax_included: line.included ?? 1
  }
}

type Line = ReturnType<typeof lineOf>
type Sale = ReturnType<typeof paid>

function paid(lines: Line[], tenders: [TenderKind, number][], rounding = 0) {
  const added = lines.map((line) => (line.is_tax_included ? minor(0) : line.tax_minor))
  return {
    lines,
    tenders: tenders.map(([method, given], at) => ({
      tender_no: at + 1,
      method_id: method,
      method,
      given_minor: minor(given),
      change_minor: minor(0),
      party_id: null
    })),
    total_minor: sum([...added, ...lines.flatMap((line) => [line.total_minor, line.service_minor])]),
    rounding_minor: minor(rounding)
  }
}

function want(line_no: number, quantity: number) {
  return { line_no, quantity_milli: milli(quantity), destination: 'shelf' as const }
}

/** What a refund that was made is for those after it. */
function kept(plan: RefundPlan): EarlierRefund {
  return {
    ...plan,
    lines: plan.lines.map(({ line_no, quantity_milli }) => ({ sale_line_no: line_no, quantity_milli }))
  }
}

function inParts(sale: Sale, parts: ReturnType<typeof want>[][], terms = TERMS): RefundPlan[] {
  const plans: RefundPlan[] = []
  for (const part of parts) plans.push(planRefund(sale, plans.map(kept), part, terms))
  return plans
}

const anyLine = fc
  .record({
    total: fc.integer({ min: 0, max: 2_000_000 }),
    quantity: fc.oneof(
      fc.integer({ min: 1, max: 12 }).map((pieces) => pieces * 1000),
      fc.integer({ min: 1, max: 20_000 })
    ),
    service: fc.integer({ min: 0, max: 50_000 }),
    tax: fc.integer({ min: 0, max: 200_000 }),
    included: fc.constantFrom(0 as const, 1 as const)
  })
  .map((line) => ({ ...line, tax: line.included ? Math.min(line.tax, line.total) : line.tax }))

/** Any goods, paid partly by other means and the rest in cash, as the shop of that day rounded it. */
const anySale = fc
  .record({
    lines: fc.array(anyLine, { minLength: 1, maxLength: 4 }),
    share: fc.integer({ min: 0, max: 10 }),
    in_cash: fc.boolean(),
    mode: fc.constantFrom<RoundingMode>('down', 'nearest', 'up'),
    step: fc.constantFrom(0, 100, 500)
  })
  .map(({ lines, share, in_cash, mode, step }) => {
    const rows = lines.map((line, at) => lineOf({ ...line, no: at + 1 }))
    const { total_minor } = paid(rows, [])
    const other = in_cash ? minor(Math.floor((total_minor * share) / 10)) : total_minor
    const owed = minor(total_minor - other)
    const coins = roundCash(owed, mode, step)
    const tenders: [TenderKind, number][] = [
      ['qris', other - Math.floor(other / 2)],
      ['kasbon', Math.floor(other / 2)]
    ]
    return {
      sale: paid(rows, in_cash ? [...tenders, ['cash', coins]] : tenders, in_cash ? coins - owed : 0),
      step
    }
  })

const anyParts = fc.infiniteStream(fc.integer({ min: 0, max: 1_000_000 }))

/** Cuts a sale into parts at will: each is some of one line or of two, until nothing is left. */
function cut({ lines }: Sale, choices: Iterator<number>): ReturnType<typeof want>[][] {
  const next = (below: number) => choices.next().value % below
  const left = new Map(lines.map(({ line_no, quantity_milli }) => [line_no, quantity_milli as number]))
  const parts: ReturnType<typeof want>[][] = []
  while (left.size > 0) {
    const lines = [...left.keys()].filter(() => next(2) === 0)
    if (lines.length === 0) lines.push([...left.keys()][next(left.size)]!)
    parts.push(
      lines.map((line_no) => {
        const rest = left.get(line_no)!
        // The third part is all of it: else a kilo would come back by the gram.
        const part = parts.length > 2 ? rest : 1 + next(rest)
        if (part === rest) left.delete(line_no)
        else left.set(line_no, rest - part)
        return want(line_no, part)
      })
    )
  }
  return parts
}
