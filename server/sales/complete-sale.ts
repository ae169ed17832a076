import assert from 'node:assert/strict'
import { change, pick, type Tx } from '../db/prepare.ts'
import { record } from '../events/record.ts'
import { Refusal } from '../refusal.ts'
import { findTaxRule } from '../settings/find-tax-rule.ts'
import { readSettings } from '../settings/read-settings.ts'
import { readOpenShift } from '../shifts/find-shift.ts'
import type { AtTill } from '../shifts/open-shift.ts'
import { moveStock } from '../stock/move-stock.ts'
import { readTerminal } from '../terminals/find-terminal.ts'
import { nextNumber } from '../terminals/next-number.ts'
import { type Minor, minor } from '../values/money.ts'
import { milli } from '../values/quantity.ts'
import { leaveBasket } from './change-basket.ts'
import { priceBasket } from './price-basket.ts'
import { findTillBasket, readBasketLines } from './read-basket.ts'
import type { SalesTables } from './tables.ts'

export interface Payment {
  /** The basket's id, made at its first scan. The sale keeps it. */
  basket_id: string
  /** The total that the cashier saw; if it is another by now, nothing is sold. */
  total_minor: Minor
  given_minor: Minor
  /** Of the receipt's page; made by the caller, guessed by nobody. */
  link: string
}

/** A sum above the total that nobody hands over: most likely a barcode that ran into the amount. */
const MOST_CHANGE_MINOR = 10_000_000

type Sale = SalesTables['sales']

const addSale = change<Sale>()((db, row) =>
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
        'total_minor',
        'tax_rule_id',
        'tax_minor',
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
        'name',
        'unit',
        'quantity_milli',
        'price_minor',
        'cost_minor',
        'total_minor'
      ])
    )
)

const addTender = change<SalesTables['tenders']>()((db, row) =>
  db
    .insertInto('tenders')
    .values(pick(row, ['sale_id', 'tender_no', 'method', 'given_minor', 'change_minor']))
)

/**
 * Turns a basket into a sale: money, stock, number and record change together, or nothing does.
 *
 * @throws {Refusal} shift/closed, basket/changed, basket/empty, sale/short-tender, sale/too-much-given
 */
export function completeSale(tx: Tx, by: AtTill, payment: Payment): { sale_id: string } {
  const { shift_id, business_day } = readOpenShift(tx, by.terminal_id)
  const { basket_id: sale_id, given_minor } = payment
  if (findTillBasket(tx, by.terminal_id) !== sale_id) throw new Refusal('basket/changed')

  const rule = readSettings(tx).collects_tax ? findTaxRule(tx, business_day) : undefined
  const { lines, total_minor, tax_minor } = priceBasket(readBasketLines(tx, sale_id), rule)
  if (lines.length === 0) throw new Refusal('basket/empty')
  if (total_minor !== payment.total_minor) throw new Refusal('basket/changed')
  const change_minor = minor(given_minor - total_minor)
  if (change_minor < 0) throw new Refusal('sale/short-tender', { missing_minor: -change_minor })
  if (change_minor > MOST_CHANGE_MINOR) throw new Refusal('sale/too-much-given', { given_minor })

  const receipt_number = nextNumber(tx, by.terminal_id, 'receipt')
  const { code } = readTerminal(tx, by.terminal_id)
  addSale.run(tx, {
    sale_id,
    terminal_id: by.terminal_id,
    receipt_number,
    receipt_no: `${code}-${String(receipt_number).padStart(6, '0')}`,
    shift_id,
    staff_id: by.staff_id,
    sold_at: by.at,
    business_day,
    total_minor,
    tax_rule_id: rule?.tax_rule_id ?? null,
    tax_minor,
    link: payment.link
  })
  let added = 0
  for (const line of lines) {
    addLine.run(tx, { sale_id, ...line })
    moveStock(tx, by, {
      item_id: line.item_id,
      quantity_milli: milli(-line.quantity_milli),
      reason: 'sale',
      source_id: sale_id
    })
    added += line.total_minor
  }
  assert.equal(added, total_minor, 'the lines of a sale add up to its total')
  addTender.run(tx, { sale_id, tender_no: 1, method: 'cash', given_minor, change_minor })
  leaveBasket(tx, sale_id)
  record(tx, by, { type: 'sale.completed', subject_id: sale_id, facts: { total_minor } })
  return { sale_id }
}
