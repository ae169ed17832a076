import type { SaleLine, SaleTender, WholeSale } from '../../server/sales/find-sales.ts'
import type { Standing } from '../../server/sales/find-standing.ts'
import type { TaxRule } from '../../server/settings/find-tax-rule.ts'
import type { Moment } from '../../server/values/clock.ts'
import { minor, sum } from '../../server/values/money.ts'
import { type Milli, milli, ONE, priceOf } from '../../server/values/quantity.ts'
import { taxIncludedIn } from '../../server/values/tax.ts'
import type { Words } from '../words/words.ts'

/** The sample's total, 78,550, as cash pays it. */
const TO_PAY = 78_600

/** About as long as the address of a receipt's page is. */
export const SAMPLE_LINK = 'https://toko.example/r/7Qk2mXw9RbT4nZsA'

/** How its customer stands after it. */
export const SAMPLE_STANDING: Standing = {
  owed_minor: minor(0),
  points: { earned: 7, burnt: 0, held: 124 }
}

/**
 * A sale that never was, to show what slips look like: one of something, two of something for less, something weighed,
 * and a total that coins don't reach.
 */
export function sampleSale(now: Moment, words: Words, tax_rule: TaxRule | undefined): WholeSale {
  const [single, pair, weighed] = words.settings.sample_items
  const lines = [
    line(1, single, 'pcs', milli(1000), 62_500),
    line(2, pair, 'pcs', milli(2000), 3_500, 500),
    line(3, weighed, 'kg', milli(250), 38_200)
  ]
  const total_minor = sum(lines.map((each) => each.total_minor))
  const tax = tax_rule && taxIncludedIn(total_minor, tax_rule)
  return {
    sale_id: '',
    receipt_no: 'K1-000001',
    sold_at: now,
    business_day: '',
    subtotal_minor: total_minor,
    service_minor: minor(0),
    added_tax_minor: minor(0),
    total_minor,
    tax_minor: tax?.tax_minor ?? minor(0),
    rounding_minor: minor(TO_PAY - total_minor),
    rounding_step: 100,
    customer_id: null,
    customer: words.slip_look.sample_customer,
    order_id: null,
    shift_id: '',
    link: '',
    terminal_id: '',
    cashier: 'Siti',
    lines,
    taxes:
      tax_rule && tax
        ? [{ ...tax, ...tax_rule, sale_id: '', tax: 'ppn', is_included: 1, of_minor: total_minor }]
        : [],
    tenders: [cash(100_000, TO_PAY)]
  }
}

function cash(given: number, total_minor: number): SaleTender {
  return {
    sale_id: '',
    tender_no: 1,
    method_id: 'cash',
    method: 'cash',
    method_name: null,
    given_minor: minor(given),
    change_minor: minor(given - total_minor),
    reference: null,
    bill: null,
    party_id: null,
    fee_minor: minor(0)
  }
}

function line(
  line_no: number,
  name: string,
  unit: string,
  quantity_milli: Milli,
  price: number,
  off = 0
): SaleLine {
  const price_minor = minor(price)
  const gross_minor = priceOf(quantity_milli, price_minor)
  const discount: SaleLine['reductions'][number] = {
    kind: 'line-discount',
    promotion_id: null,
    name: null,
    quantity_milli: null,
    amount_minor: minor(off)
  }
  return {
    sale_id: '',
    line_no,
    item_id: '',
    unit_id: null,
    name,
    unit,
    holds_milli: ONE,
    quantity_milli,
    list_price_minor: price_minor,
    price_minor,
    cost_minor: null,
    gross_minor,
    total_minor: minor(gross_minor - off),
    service_minor: minor(0),
    tax_rule_id: null,
    tax_minor: minor(0),
    is_tax_included: 1,
    reductions: off > 0 ? [discount] : []
  }
}
