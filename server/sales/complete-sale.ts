import assert from 'node:assert/strict'
import { leaveBasket } from '../baskets/hand-over.ts'
import { limitDiscounts } from '../baskets/limit-discounts.ts'
import { findTillBasket, priceNow, readBasketHead } from '../baskets/read-basket.ts'
import {
  dropHeldTenders,
  feeOf,
  type HeldTender,
  listHeldTenders,
  type NewTender,
  refuseUnfit
} from '../baskets/take-tender.ts'
import { movePoints, pointsFor } from '../customers/points.ts'
import type { Tx } from '../db/prepare.ts'
import { record } from '../events/record.ts'
import type { PricedBasket } from '../pricing/basket.ts'
import { Refusal } from '../refusal.ts'
import { readSettings } from '../settings/read-settings.ts'
import { refuseBeyondDrawer } from '../shifts/find-shift.ts'
import { readShiftToBook } from '../shifts/late-sales.ts'
import type { AtTill } from '../shifts/open-shift.ts'
import { moveStock } from '../stock/move-stock.ts'
import { checkTenders } from '../tenders/check-tenders.ts'
import { readMethodInUse } from '../tenders/find-methods.ts'
import { type Rounding, type Settled, settleTenders } from '../tenders/settle-tenders.ts'
import { readTerminal } from '../terminals/find-terminal.ts'
import { nextNumber } from '../terminals/next-number.ts'
import { type Minor, minor, share, sum } from '../values/money.ts'
import { milli } from '../values/quantity.ts'
import { postSale } from './post-sale.ts'
import { type SaleRows, writeSale } from './write-sale.ts'

export interface Payment {
  /** The basket's id, made at its first scan. The sale keeps it. */
  basket_id: string
  /** The total that the cashier saw; if it is another by now, nothing is sold. */
  total_minor: Minor
  /** The last that is given; null where what was taken before is enough. */
  tender: (NewTender & { bill?: string | null; party_id?: string | null }) | null
  /** Of the receipt's page; made by the caller, guessed by nobody. */
  link: string
}

/** A sale that was just made. */
export interface Sold {
  sale_id: string
  /** The order that it kept. */
  order_id: string | null
  /** What is handed back of the cash. */
  change_minor: Minor
}

/** A sum above the total that nobody hands over: most likely a barcode that ran into the amount. */
const MOST_CHANGE_MINOR = 10_000_000

/**
 * Turns a basket into a sale: money, stock, number and record change together, or nothing does.
 *
 * @throws {Refusal} shift/closed, basket/changed, basket/empty, sale/short-tender, sale/too-much-given,
 *   tender/more-than-owed, cash/not-that-much, right/ask for what was taken off by hand, and as checkTenders
 */
export function completeSale(tx: Tx, by: AtTill, payment: Payment): Sold {
  const { shift_id, business_day } = readShiftToBook(tx, by)
  const { basket_id: sale_id } = payment
  if (findTillBasket(tx, by.terminal_id) !== sale_id) throw new Refusal('basket/changed')

  const head = readBasketHead(tx, sale_id)
  const basket = priceNow(tx, sale_id, { business_day, at: by.at })
  if (basket.lines.length === 0) throw new Refusal('basket/empty')
  if (basket.total_minor !== payment.total_minor) throw new Refusal('basket/changed')
  limitDiscounts(tx, by, basket, head)

  const settings = readSettings(tx)
  const held = listHeldTenders(tx, sale_id)
  const tenders = offeredTenders(tx, by, basket.total_minor, held, payment.tender)
  const { customer_id, order_id } = head
  const buyer = { basket_id: sale_id, customer_id, order_id, business_day }
  const parties = checkTenders(tx, by, tenders, buyer)
  const settled = settle(basket.total_minor, tenders, settings)
  // What was given before may lie in another till's drawer; its change comes out of this one.
  const now_minor = payment.tender && tenders.at(-1)!.method.kind === 'cash' ? payment.tender.amount_minor : 0
  refuseBeyondDrawer(tx, shift_id, minor(Math.max(0, settled.change_minor - now_minor)))

  const receipt_number = nextNumber(tx, by.terminal_id, 'receipt')
  const { code } = readTerminal(tx, by.terminal_id)
  const rows: SaleRows = {
    sale: {
      sale_id,
      terminal_id: by.terminal_id,
      receipt_number,
      receipt_no: `${code}-${String(receipt_number).padStart(6, '0')}`,
      shift_id,
      staff_id: by.staff_id,
      sold_at: by.at,
      business_day,
      customer_id,
      order_id,
      subtotal_minor: basket.subtotal_minor,
      service_minor: basket.service_minor,
      added_tax_minor: basket.added_tax_minor,
      total_minor: basket.total_minor,
      tax_minor: basket.tax_minor,
      rounding_minor: settled.rounding_minor,
      rounding_step: settled.rounding_minor === 0 ? 0 : settings.rounding_step,
      link: payment.link
    },
    basket,
    tenders: tenders.map(({ method, amount_minor, fee_minor, reference, bill }, at) => ({
      sale_id,
      tender_no: at + 1,
      method_id: method.method_id,
      method: method.kind,
      given_minor: amount_minor,
      change_minor: settled.change[at]!,
      reference,
      bill,
      party_id: parties[at] ?? null,
      fee_minor
    }))
  }
  writeSale(tx, rows)
  postSale(tx, by, rows, held.length)
  moveGoods(tx, by, sale_id, basket)
  movePointsOf(tx, by, rows)
  dropHeldTenders(tx, sale_id)
  leaveBasket(tx, sale_id)
  record(tx, by, { type: 'sale.completed', subject_id: sale_id, facts: { total_minor: basket.total_minor } })
  return { sale_id, order_id, change_minor: settled.change_minor }
}

/** What was taken before and what is given now, in this order. */
function offeredTenders(
  tx: Tx,
  by: AtTill,
  total_minor: Minor,
  held: HeldTender[],
  tender: Payment['tender']
): HeldTender[] {
  if (!tender) return held
  const { method_id, bill = null, ...rest } = tender
  const tender_no = (held.at(-1)?.tender_no ?? 0) + 1
  const approved_by = by.approved_by ?? null
  const method = readMethodInUse(tx, method_id)
  const fee_minor = feeOf(method, tender.amount_minor)
  const last = { ...rest, method, fee_minor, tender_no, bill, approved_by }
  refuseUnfit(tx, total_minor, held, last)
  return [...held, last]
}

/** @throws {Refusal} sale/short-tender, sale/too-much-given, tender/more-than-owed */
function settle(total_minor: Minor, tenders: readonly HeldTender[], rounding: Rounding): Settled {
  const given = tenders.map(({ method, amount_minor }) => ({ is_cash: method.kind === 'cash', amount_minor }))
  const settled = settleTenders(total_minor, given, rounding)
  const { missing_minor, excess_minor, change_minor } = settled
  if (missing_minor > 0) throw new Refusal('sale/short-tender', { missing_minor })
  if (excess_minor > 0) throw new Refusal('tender/more-than-owed', { excess_minor })
  if (change_minor > MOST_CHANGE_MINOR) {
    throw new Refusal('sale/too-much-given', { given_minor: sum(given.map((tender) => tender.amount_minor)) })
  }
  const taken = sum(given.map(({ amount_minor }, at) => minor(amount_minor - settled.change[at]!)))
  assert.equal(taken, total_minor + settled.rounding_minor, 'what is kept is what is owed')
  return settled
}

function moveGoods(tx: Tx, by: AtTill, sale_id: string, { lines }: PricedBasket): void {
  for (const { item_id, quantity_milli, holds_milli } of lines) {
    const in_own_unit = milli(share(quantity_milli, holds_milli, 1000))
    moveStock(tx, by, {
      item_id,
      quantity_milli: milli(-in_own_unit),
      reason: 'sale',
      source_id: sale_id
    })
  }
}

/** Points burnt as money go; points are earned for what was paid otherwise. */
function movePointsOf(
  tx: Tx,
  by: AtTill,
  { sale: { sale_id, customer_id, total_minor }, tenders }: SaleRows
): void {
  if (!customer_id) return
  const settings = readSettings(tx)
  const burnt = sum(tenders.filter(({ method }) => method === 'points').map(({ given_minor }) => given_minor))
  const { point_worth_minor } = settings
  const points_burnt = point_worth_minor > 0 ? Math.ceil(burnt / point_worth_minor) : 0
  movePoints(tx, by, { customer_id, points: -points_burnt, reason: 'burnt', source_id: sale_id })
  const earned = pointsFor(minor(total_minor - burnt), settings)
  movePoints(tx, by, { customer_id, points: earned, reason: 'earned', source_id: sale_id })
}
