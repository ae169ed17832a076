import { allow } from '../auth/allow.ts'
import { listUnits } from '../catalog/find-units.ts'
import { readCustomer } from '../customers/find-customers.ts'
import { question, type Tx } from '../db/prepare.ts'
import { Refusal } from '../refusal.ts'
import { readShiftAtWork } from '../shifts/late-sales.ts'
import type { Minor } from '../values/money.ts'
import { type Milli, milli } from '../values/quantity.ts'
import { type BasketBy, editHead, editLine, keepApproval, openBasket } from './change-basket.ts'
import { limitDiscounts, takenByHand } from './limit-discounts.ts'
import { findTillBasket, priceNow, readBasketHead } from './read-basket.ts'
import type { Off } from './read-off.ts'

const lines = question<{ basket_id: string }>()((db, { basket_id }) =>
  db.selectFrom('basket_lines').selectAll().where('basket_id', '=', basket_id)
)

type Line = ReturnType<typeof lines.read>

/**
 * Says how much a line holds and in which unit, in one step. Where another line holds that unit already, it goes onto
 * that one. A price set by hand was one of the old unit, and goes.
 *
 * @throws {Refusal} unit/gone, and as editLine
 */
export function setLine(
  tx: Tx,
  by: BasketBy,
  line_no: number,
  { quantity_milli, unit_id }: { quantity_milli: Milli; unit_id: string | null }
): void {
  const all = lines.list(tx, { basket_id: findTillBasket(tx, by.terminal_id) ?? '' })
  const line = all.find((one) => one.line_no === line_no)
  if (!line) throw new Refusal('basket/changed')
  if (unit_id === line.unit_id) editLine(tx, by, line_no, { quantity_milli })
  else changeUnit(tx, by, all, line, { quantity_milli, unit_id })
}

function changeUnit(
  tx: Tx,
  by: BasketBy,
  all: Line[],
  { line_no, item_id, fixed_by }: Line,
  { quantity_milli, unit_id }: { quantity_milli: Milli; unit_id: string | null }
): void {
  if (fixed_by) throw new Refusal('basket/fixed-line')
  if (!listUnits(tx, item_id).some((unit) => unit.unit_id === unit_id)) throw new Refusal('unit/gone')
  const other = all.find((one) => one.item_id === item_id && one.unit_id === unit_id && !one.fixed_by)
  if (other) {
    editLine(tx, by, line_no, { quantity_milli: milli(0) })
    editLine(tx, by, other.line_no, { quantity_milli: milli(other.quantity_milli + quantity_milli) })
  } else editLine(tx, by, line_no, { quantity_milli, unit_id, own_price_minor: null })
}

/**
 * Takes something off a line by hand, or nothing any more.
 *
 * @throws {Refusal} right/ask above the role's limit, basket/changed, shift/closed
 */
export function discountLine(tx: Tx, by: BasketBy, line_no: number, off: Off): void {
  withinLimits(tx, by, () => editLine(tx, by, line_no, off))
}

/**
 * Takes something off the whole basket by hand, or nothing any more.
 *
 * @throws {Refusal} right/ask above the role's limit, basket/empty, shift/closed
 */
export function discountBasket(tx: Tx, by: BasketBy, off: Off): void {
  const basket_id = findTillBasket(tx, by.terminal_id)
  if (!basket_id || lines.list(tx, { basket_id }).length === 0) throw new Refusal('basket/empty')
  withinLimits(tx, by, () => editHead(tx, by, off))
}

/**
 * Sets a price for one unit by hand, or goes back to the item's own.
 *
 * @throws {Refusal} right/ask, basket/fixed-line, basket/changed
 */
export function setOwnPrice(tx: Tx, by: BasketBy, line_no: number, own_price_minor: Minor | null): void {
  const basket_id = findTillBasket(tx, by.terminal_id)
  const line = basket_id && lines.list(tx, { basket_id }).find((one) => one.line_no === line_no)
  if (!line) throw new Refusal('basket/changed')
  if (line.fixed_by) throw new Refusal('basket/fixed-line')
  if (own_price_minor !== null) allow(tx, by, 'change-price')
  editLine(tx, by, line_no, { own_price_minor })
}

/**
 * Says who buys, or that nobody in particular does; prices of their group hold from then on.
 *
 * @throws {Refusal} customer/gone
 */
export function chooseCustomer(tx: Tx, by: BasketBy, customer_id: string | null): void {
  if (customer_id) readCustomer(tx, customer_id)
  editHead(tx, by, { customer_id })
}

/**
 * Does something that may take more off, and makes sure that it is not too much for whoever does it now. What was
 * allowed before is not asked for again, but neither does it allow more.
 */
function withinLimits(tx: Tx, by: BasketBy, work: () => void): void {
  const { business_day } = readShiftAtWork(tx, by)
  const basket_id = openBasket(tx, by)
  const price = () => priceNow(tx, basket_id, { business_day, at: by.at })
  const before_minor = takenByHand(price())
  work()
  const after = price()
  if (takenByHand(after) > before_minor) {
    const { promised_off_minor } = readBasketHead(tx, basket_id)
    limitDiscounts(tx, by, after, { promised_off_minor })
  }
  keepApproval(tx, by, basket_id, takenByHand(after))
}
