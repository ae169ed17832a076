import assert from 'node:assert/strict'
import { change, pick, type Tx } from '../db/prepare.ts'
import type { PricedBasket } from '../pricing/basket.ts'
import { sum } from '../values/money.ts'
import type { SalesTables } from './tables.ts'

/** A sale as it is written: its own row, what was priced, and what was given. */
export interface SaleRows {
  sale: SalesTables['sales']
  basket: PricedBasket
  tenders: SalesTables['tenders'][]
}

const addSale = change<SalesTables['sales']>()((db, row) =>
  db
    .insertInto('sales')
    .values(
      pick(row, [
        'sale_id',
        'terminal_id',
        'receipt_number',
        'receipt_no',
        'shift_id',
        'staff_id',
        'sold_at',
        'business_day',
        'customer_id',
        'order_id',
        'subtotal_minor',
        'service_minor',
        'added_tax_minor',
        'total_minor',
        'tax_minor',
        'rounding_minor',
        'rounding_step',
        'link'
      ])
    )
)

const addLine = change<SalesTables['sale_lines']>()((db, row) =>
  db
    .insertInto('sale_lines')
    .values(
      pick(row, [
        'sale_id',
        'line_no',
        'item_id',
        'unit_id',
        'name',
        'unit',
        'holds_milli',
        'quantity_milli',
        'list_price_minor',
        'price_minor',
        'cost_minor',
        'gross_minor',
        'total_minor',
        'service_minor',
        'tax_rule_id',
        'tax_minor',
        'is_tax_included'
      ])
    )
)

const addReduction = change<SalesTables['sale_reductions']>()((db, row) =>
  db
    .insertInto('sale_reductions')
    .values(
      pick(row, [
        'sale_id',
        'line_no',
        'reduction_no',
        'kind',
        'promotion_id',
        'name',
        'quantity_milli',
        'amount_minor'
      ])
    )
)

const addTax = change<SalesTables['sale_taxes']>()((db, row) =>
  db
    .insertInto('sale_taxes')
    .values(pick(row, ['sale_id', 'tax_rule_id', 'is_included', 'of_minor', 'base_minor', 'tax_minor']))
)

const addTender = change<SalesTables['tenders']>()((db, row) =>
  db
    .insertInto('tenders')
    .values(
      pick(row, [
        'sale_id',
        'tender_no',
        'method_id',
        'method',
        'given_minor',
        'change_minor',
        'reference',
        'bill',
        'party_id',
        'fee_minor'
      ])
    )
)

/** Writes a sale with its lines, what was taken off them, its taxes and its tenders. */
export function writeSale(tx: Tx, { sale, basket, tenders }: SaleRows): void {
  const { sale_id } = sale
  const added = sum(basket.lines.map(({ total_minor }) => total_minor))
  assert.equal(added, sale.subtotal_minor, 'the lines of a sale add up')
  addSale.run(tx, sale)
  for (const { tax_included, reductions, ...line } of basket.lines) {
    addLine.run(tx, { ...line, sale_id, is_tax_included: tax_included ? 1 : 0 })
    for (const [at, reduction] of reductions.entries()) {
      addReduction.run(tx, { ...reduction, sale_id, line_no: line.line_no, reduction_no: at + 1 })
    }
  }
  for (const tax of basket.taxes) addTax.run(tx, { ...tax, sale_id, is_included: tax.included ? 1 : 0 })
  for (const tender of tenders) addTender.run(tx, tender)
}
