import type { WholeSale } from '../../server/sales/find-sales.ts'
import type { TaxRule } from '../../server/settings/find-tax-rule.ts'
import type { Moment } from '../../server/values/clock.ts'
import { minor, sum } from '../../server/values/money.ts'
import { type Milli, milli, priceOf } from '../../server/values/quantity.ts'
import { taxIncludedIn } from '../../server/values/tax.ts'
import type { Words } from '../words/words.ts'

/** A sale that never was, to show what slips look like: one of something, two of something, and something weighed. */
export function sampleSale(now: Moment, words: Words, tax_rule: TaxRule | undefined): WholeSale {
  const [single, pair, weighed] = words.settings.sample_items
  const lines = [
    line(1, single, 'pcs', milli(1000), 62_500),
    line(2, pair, 'pcs', milli(2000), 3_500),
    line(3, weighed, 'kg', milli(250), 38_000)
  ]
  const total_minor = sum(lines.map((each) => each.total_minor))
  const given_minor = minor(100_000)
  return {
    sale_id: '',
    receipt_no: 'K1-000001',
    sold_at: now,
    business_day: '',
    total_minor,
    tax_minor: tax_rule ? taxIncludedIn(total_minor, tax_rule).tax_minor : minor(0),
    tax_rule_id: tax_rule?.tax_rule_id ?? null,
    link: '',
    terminal_id: '',
    cashier: 'Siti',
    lines,
    tenders: [
      {
        sale_id: '',
        tender_no: 1,
        method: 'cash',
        given_minor,
        change_minor: minor(given_minor - total_minor)
      }
    ],
    tax_rule: tax_rule ?? null
  }
}

function line(line_no: number, name: string, unit: string, quantity_milli: Milli, price: number) {
  const price_minor = minor(price)
  return {
    sale_id: '',
    line_no,
    item_id: '',
    name,
    unit,
    quantity_milli,
    price_minor,
    cost_minor: null,
    total_minor: priceOf(quantity_milli, price_minor)
  }
}
