import t from 'tap'
import type { PricedBasket, PricedLine } from '../../server/pricing/basket.ts'
import { priceBasket } from '../../server/pricing/price-basket.ts'
import {
  type EarlierRefund,
  type PaidSale,
  planRefund,
  type RefundPlan,
  remainingOf
} from '../../server/refunds/plan-refund.ts'
import { type Minor, minor, sum } from '../../server/values/money.ts'
import { type Milli, milli } from '../../server/values/quantity.ts'
import { readCases } from '../pricing/read-cases.ts'

/** Of a shop that rounds nothing; what was paid in cash goes back in cash. */
const TERMS = { method: null, debt_minor: minor(0), customer_id: null, step: 0, exchange_minor: minor(0) }

t.test('What goes back of the baskets of refunded-baskets.txt is what was worked out on paper', async (t) => {
  for (const { name, basket, rules, refunds } of readCases('refunded-baskets.txt')) {
    const till = sell(priceBasket(basket, rules))
    t.ok(refunds.length > 0, `${name} says what comes back`)
    for (const [at, { line_no, quantity_milli, total_minor }] of refunds.entries()) {
      t.equal(till.giveBack(line_no, milli(quantity_milli)), total_minor, `${name}: refund ${at + 1}`)
    }
    const back = sum(refunds.map(({ total_minor }) => minor(total_minor)))
    t.equal(till.giveBackTheRest(), till.paid_minor - back, `${name}: the rest of it, to the last rupiah`)
  }
})

/** A basket that was sold for cash, and what is paid out for parts of it, one after the other. */
function sell(basket: PricedBasket) {
  const paid_minor = basket.total_minor
  const sale: PaidSale<PricedLine & { is_tax_included: 0 | 1 }> = {
    lines: basket.lines.map((line) => ({ ...line, is_tax_included: line.tax_included ? 1 : 0 })),
    tenders: [
      {
        tender_no: 1,
        method_id: 'cash',
        method: 'cash',
        given_minor: paid_minor,
        change_minor: minor(0),
        party_id: null
      }
    ],
    total_minor: paid_minor,
    rounding_minor: minor(0)
  }
  const earlier: EarlierRefund[] = []

  const giveBack = (line_no: number, quantity_milli: Milli): Minor => {
    const plan = planRefund(sale, earlier, [{ line_no, quantity_milli, destination: 'shelf' }], TERMS)
    earlier.push(asEarlier(plan))
    return plan.payout_minor
  }
  const giveBackTheRest = (): Minor => {
    const left = [...remainingOf(sale, earlier)].filter(([, quantity_milli]) => quantity_milli > 0)
    return sum(left.map(([line_no, quantity_milli]) => giveBack(line_no, quantity_milli)))
  }
  return { paid_minor, giveBack, giveBackTheRest }
}

function asEarlier({ lines, tenders, value_minor, rounding_minor }: RefundPlan<PricedLine>): EarlierRefund {
  return {
    lines: lines.map(({ line_no, quantity_milli }) => ({ sale_line_no: line_no, quantity_milli })),
    tenders,
    value_minor,
    rounding_minor
  }
}
