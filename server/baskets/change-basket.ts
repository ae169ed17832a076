import { change, pick, question, type Tx } from '../db/prepare.ts'
import { record } from '../events/record.ts'
import { Refusal } from '../refusal.ts'
import type { AtTill } from '../shifts/open-shift.ts'
import type { Moment } from '../values/clock.ts'
import type { Minor } from '../values/money.ts'
import { type Milli, milli } from '../values/quantity.ts'
import { checkLine } from './check-line.ts'
import { takeBasket } from './hand-over.ts'
import { findLastChange, findTillBasket, readBasketHead } from './read-basket.ts'
import type { BasketTables } from './tables.ts'

/** The number under which changes of the basket itself are kept, its lines having numbers from 1. */
const HEAD = 0

type LineRow = BasketTables['basket_lines']

/** What a line says, but for where it stands. */
export type LineState = Omit<LineRow, 'basket_id' | 'line_no'>

/** What a basket says of itself and somebody at the till may change. */
export interface HeadState {
  customer_id: string | null
  discount_bp: number | null
  discount_minor: Minor | null
  order_id: string | null
}

/** What goes into a basket: an item in one of its units, or what a label or an order says a whole line of it costs. */
export interface Goods {
  item_id: string
  /** Null or missing: the item's own unit. */
  unit_id?: string | null
  fixed?: { total_minor: Minor; by: 'label' | 'order' } | null
  /** Brought here by the basket's own order. */
  of_order?: boolean
}

const STATE = [
  'item_id',
  'unit_id',
  'quantity_milli',
  'own_price_minor',
  'fixed_minor',
  'fixed_by',
  'discount_bp',
  'discount_minor'
] as const satisfies (keyof LineState)[]

const HEAD_STATE = [
  'customer_id',
  'discount_bp',
  'discount_minor',
  'order_id'
] as const satisfies (keyof HeadState)[]

const begin = change<{ basket_id: string; begun_at: Moment; begun_by: string }>()((db, row) =>
  db.insertInto('baskets').values(pick(row, ['basket_id', 'begun_at', 'begun_by']))
)

const putLine = change<LineRow>()((db, row) =>
  db
    .insertInto('basket_lines')
    .values(pick(row, ['basket_id', 'line_no', ...STATE]))
    .onConflict((conflict) => conflict.columns(['basket_id', 'line_no']).doUpdateSet(pick(row, STATE)))
)

const putHead = change<HeadState & { basket_id: string }>()((db, row) =>
  db.updateTable('baskets').set(pick(row, HEAD_STATE)).where('basket_id', '=', row.basket_id)
)

const putApproval = change<{ basket_id: string; approved_by: string; approved_minor: Minor }>()((db, row) =>
  db
    .updateTable('baskets')
    .set(pick(row, ['approved_by', 'approved_minor']))
    .where('basket_id', '=', row.basket_id)
)

const dropLine = change<{ basket_id: string; line_no: number }>()((db, { basket_id, line_no }) =>
  db.deleteFrom('basket_lines').where('basket_id', '=', basket_id).where('line_no', '=', line_no)
)

const lineOf = question<{ basket_id: string; item_id: string; unit_id: string | null }>()(
  (db, { basket_id, item_id, unit_id }) =>
    db
      .selectFrom('basket_lines')
      .selectAll()
      .where('basket_id', '=', basket_id)
      .where('item_id', '=', item_id)
      .where('unit_id', 'is not distinct from', unit_id)
      .where('fixed_minor', 'is', null)
)

const lineAt = question<{ basket_id: string; line_no: number }>()((db, { basket_id, line_no }) =>
  db.selectFrom('basket_lines').selectAll().where('basket_id', '=', basket_id).where('line_no', '=', line_no)
)

const lastLineNo = question<{ basket_id: string }>()((db, { basket_id }) =>
  db
    .selectFrom('basket_changes')
    .select(({ fn }) => fn.max<number | null>('line_no').as('line_no'))
    .where('basket_id', '=', basket_id)
)

const note = change<BasketTables['basket_changes']>()((db, row) =>
  db.insertInto('basket_changes').values(pick(row, ['basket_id', 'change_no', 'line_no', 'before']))
)

const unnote = change<{ basket_id: string; change_no: number }>()((db, { basket_id, change_no }) =>
  db.deleteFrom('basket_changes').where('basket_id', '=', basket_id).where('change_no', '=', change_no)
)

const anyLine = question<{ basket_id: string }>()((db, { basket_id }) =>
  db.selectFrom('basket_lines').select('line_no').where('basket_id', '=', basket_id).limit(1)
)

export type BasketBy = AtTill & { request_id: string }

/**
 * Puts more of an item into the till's basket: onto its line, or as a new one. The first item begins the basket,
 * which takes the id of the request that began it.
 *
 * @returns the basket's id
 * @throws {Refusal} scan/quantity when the line would hold none or too much; right/ask where it has a price of its own
 */
export function addToBasket(tx: Tx, by: BasketBy, goods: Goods, quantity_milli: Milli): string {
  const basket_id = openBasket(tx, by)
  if (!goods.of_order && !isFilled(tx, basket_id)) forgetOrder(tx, by, basket_id)
  const { item_id, unit_id = null, fixed = null } = goods
  const line = fixed ? undefined : lineOf.find(tx, { basket_id, item_id, unit_id })
  const fresh: LineState = {
    item_id,
    unit_id,
    quantity_milli: milli(0),
    own_price_minor: null,
    fixed_minor: fixed?.total_minor ?? null,
    fixed_by: fixed?.by ?? null,
    discount_bp: null,
    discount_minor: null
  }
  const before = line ?? fresh
  const after_milli = milli(before.quantity_milli + quantity_milli)
  const line_no = line?.line_no ?? (lastLineNo.read(tx, { basket_id }).line_no ?? 0) + 1
  changeLine(tx, by, { basket_id, line_no }, { ...before, quantity_milli: after_milli })
  return basket_id
}

/** A basket that was emptied of an order's goods is the next customer's: what they buy is not that order. */
function forgetOrder(tx: Tx, by: BasketBy, basket_id: string): void {
  if (readBasketHead(tx, basket_id).order_id) editHead(tx, by, { order_id: null, customer_id: null })
}

/** The till's basket; an empty one is begun where there is none. It takes the id of the request that begins it. */
export function openBasket(tx: Tx, by: BasketBy): string {
  const own = findTillBasket(tx, by.terminal_id)
  if (own) return own
  const basket_id = by.request_id
  begin.run(tx, { basket_id, begun_at: by.at, begun_by: by.staff_id })
  takeBasket(tx, by, basket_id)
  return basket_id
}

/**
 * Says something else of a line: how much it holds (0 takes it out of the basket), its price, what is taken off it. A
 * line that a label or an order priced as a whole holds what it holds.
 *
 * @throws {Refusal} basket/changed when there is no such line any more; basket/fixed-line, scan/quantity; right/ask for
 *   more at a price that was set by hand
 */
export function editLine(tx: Tx, by: AtTill, line_no: number, wanted: Partial<LineState>): void {
  const basket_id = findTillBasket(tx, by.terminal_id)
  const line = basket_id && lineAt.find(tx, { basket_id, line_no })
  if (!line) throw new Refusal('basket/changed')
  const { quantity_milli = line.quantity_milli } = wanted
  const is_same = quantity_milli === line.quantity_milli || quantity_milli === 0
  if (line.fixed_by && !is_same) throw new Refusal('basket/fixed-line')
  changeLine(tx, by, line, { ...line, ...wanted })
}

/**
 * Says something else of the till's basket as a whole; it is begun where there is none.
 *
 * @returns the basket's id
 */
export function editHead(tx: Tx, by: BasketBy, wanted: Partial<HeadState>): string {
  const basket_id = openBasket(tx, by)
  const before = readBasketHead(tx, basket_id)
  noteChange(tx, basket_id, HEAD, pick(before, HEAD_STATE))
  putHead.run(tx, { ...before, ...wanted, basket_id })
  record(tx, by, { type: 'basket.changed', subject_id: basket_id, facts: { ...wanted } })
  return basket_id
}

/**
 * Keeps with a basket who allowed what is off by hand and how much that is, so that paying need not ask again. No change
 * to be undone.
 */
export function keepApproval(
  tx: Tx,
  { approved_by }: AtTill,
  basket_id: string,
  approved_minor: Minor
): void {
  if (approved_by && approved_minor > 0) putApproval.run(tx, { basket_id, approved_by, approved_minor })
}

/**
 * Takes back the newest change of the basket, of a line or of the whole.
 *
 * @throws {Refusal} basket/nothing-to-undo
 */
export function undoChange(tx: Tx, by: AtTill): void {
  const basket_id = findTillBasket(tx, by.terminal_id)
  const last = basket_id && findLastChange(tx, basket_id)
  if (!last) throw new Refusal('basket/nothing-to-undo')
  const before = last.before === null ? null : JSON.parse(last.before)
  if (last.line_no === HEAD) putHead.run(tx, { ...before, basket_id })
  else writeLine(tx, last, before)
  unnote.run(tx, last)
  record(tx, by, {
    type: 'basket.changed',
    subject_id: basket_id,
    facts: { line_no: last.line_no, undone: 1 }
  })
}

/** Whether there is anything in a basket. */
export function isFilled(tx: Tx, basket_id: string): boolean {
  return anyLine.find(tx, { basket_id }) !== undefined
}

interface LineAt {
  basket_id: string
  line_no: number
}

function changeLine(tx: Tx, by: AtTill, { basket_id, line_no }: LineAt, wanted: LineState): void {
  const { item_id, quantity_milli } = wanted
  const before = lineAt.find(tx, { basket_id, line_no })
  checkLine(tx, by, before, wanted)
  noteChange(tx, basket_id, line_no, before ? pick(before, STATE) : null)
  writeLine(tx, { basket_id, line_no }, wanted)
  record(tx, by, { type: 'basket.changed', subject_id: basket_id, facts: { item_id, quantity_milli } })
}

function noteChange(tx: Tx, basket_id: string, line_no: number, before: object | null): void {
  const change_no = (findLastChange(tx, basket_id)?.change_no ?? 0) + 1
  note.run(tx, { basket_id, change_no, line_no, before: before && JSON.stringify(before) })
}

function writeLine(tx: Tx, at: LineAt, state: LineState | null): void {
  if (!state || state.quantity_milli === 0) dropLine.run(tx, at)
  else putLine.run(tx, { ...state, ...pick(at, ['basket_id', 'line_no']) })
}
