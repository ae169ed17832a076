import { change, pick, question, type Tx } from '../db/prepare.ts'
import { record } from '../events/record.ts'
import { Refusal } from '../refusal.ts'
import type { AtTill } from '../shifts/open-shift.ts'
import type { Moment } from '../values/clock.ts'
import { type Milli, milli } from '../values/quantity.ts'
import { findLastChange, findTillBasket, listOtherBaskets } from './read-basket.ts'

/** The most of one thing a line may hold: 100,000 units. */
const MOST_MILLI = milli(100_000_000)

interface Line {
  basket_id: string
  line_no: number
  item_id: string
  quantity_milli: Milli
}

interface Change {
  basket_id: string
  change_no: number
  line_no: number
  item_id: string
  before_milli: Milli
  after_milli: Milli
}

const begin = change<{ basket_id: string; begun_at: Moment; begun_by: string }>()((db, row) =>
  db.insertInto('baskets').values(pick(row, ['basket_id', 'begun_at', 'begun_by']))
)

const point = change<{ terminal_id: string; basket_id: string }>()((db, row) =>
  db.insertInto('till_baskets').values(pick(row, ['terminal_id', 'basket_id']))
)

const unpoint = change<{ basket_id: string }>()((db, { basket_id }) =>
  db.deleteFrom('till_baskets').where('basket_id', '=', basket_id)
)

const putLine = change<Line>()((db, row) =>
  db
    .insertInto('basket_lines')
    .values(pick(row, ['basket_id', 'line_no', 'item_id', 'quantity_milli']))
    .onConflict((conflict) =>
      conflict.columns(['basket_id', 'line_no']).doUpdateSet(pick(row, ['quantity_milli']))
    )
)

const dropLine = change<{ basket_id: string; line_no: number }>()((db, { basket_id, line_no }) =>
  db.deleteFrom('basket_lines').where('basket_id', '=', basket_id).where('line_no', '=', line_no)
)

const lineOf = question<{ basket_id: string; item_id: string }>()((db, { basket_id, item_id }) =>
  db.selectFrom('basket_lines').selectAll().where('basket_id', '=', basket_id).where('item_id', '=', item_id)
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

const note = change<Change>()((db, row) =>
  db
    .insertInto('basket_changes')
    .values(pick(row, ['basket_id', 'change_no', 'line_no', 'item_id', 'before_milli', 'after_milli']))
)

const unnote = change<{ basket_id: string; change_no: number }>()((db, { basket_id, change_no }) =>
  db.deleteFrom('basket_changes').where('basket_id', '=', basket_id).where('change_no', '=', change_no)
)

export type BasketBy = AtTill & { request_id: string }

/**
 * Puts more of an item into the till's basket: onto its line, or as a new one. The first item begins the basket,
 * which takes the id of the request that began it.
 *
 * @throws {Refusal} scan/quantity when the line would hold none or too much.
 */
export function addToBasket(tx: Tx, by: BasketBy, item_id: string, quantity_milli: Milli): string {
  const basket_id = findTillBasket(tx, by.terminal_id) ?? beginBasket(tx, by)
  const line = lineOf.find(tx, { basket_id, item_id })
  const line_no = line?.line_no ?? (lastLineNo.read(tx, { basket_id }).line_no ?? 0) + 1
  const before_milli = line?.quantity_milli ?? milli(0)
  changeLine(tx, by, {
    basket_id,
    line_no,
    item_id,
    before_milli,
    after_milli: milli(before_milli + quantity_milli)
  })
  return basket_id
}

/**
 * Says how much a line holds; 0 takes it out of the basket.
 *
 * @throws {Refusal} basket/changed when there is no such line any more; scan/quantity
 */
export function setQuantity(tx: Tx, by: AtTill, line_no: number, quantity_milli: Milli): void {
  const basket_id = findTillBasket(tx, by.terminal_id)
  const line = basket_id && lineAt.find(tx, { basket_id, line_no })
  if (!line) throw new Refusal('basket/changed')
  changeLine(tx, by, { ...line, before_milli: line.quantity_milli, after_milli: quantity_milli })
}

/**
 * Takes back the newest change of the basket.
 *
 * @throws {Refusal} basket/nothing-to-undo
 */
export function undoChange(tx: Tx, by: AtTill): void {
  const basket_id = findTillBasket(tx, by.terminal_id)
  const last = basket_id && findLastChange(tx, basket_id)
  if (!last) throw new Refusal('basket/nothing-to-undo')
  writeLine(tx, { ...last, quantity_milli: last.before_milli })
  unnote.run(tx, last)
  record(tx, by, {
    type: 'basket.changed',
    subject_id: last.basket_id,
    facts: { item_id: last.item_id, undone: 1, quantity_milli: last.before_milli }
  })
}

/**
 * Brings another till's basket to this one.
 *
 * @throws {Refusal} basket/taken when it is gone from there, or this till's own basket is not empty.
 */
export function moveBasket(tx: Tx, by: AtTill, basket_id: string): void {
  const from = listOtherBaskets(tx, by.terminal_id).find((basket) => basket.basket_id === basket_id)
  if (!from) throw new Refusal('basket/taken')
  const own = findTillBasket(tx, by.terminal_id)
  if (own && isFilled(tx, own)) throw new Refusal('basket/in-hand')
  if (own) unpoint.run(tx, { basket_id: own })
  unpoint.run(tx, { basket_id })
  point.run(tx, { terminal_id: by.terminal_id, basket_id })
  record(tx, by, { type: 'basket.moved', subject_id: basket_id, facts: { from: from.code } })
}

/** Lets a till go of its basket, which has become a sale. */
export function leaveBasket(tx: Tx, basket_id: string): void {
  unpoint.run(tx, { basket_id })
}

function beginBasket(tx: Tx, by: BasketBy): string {
  const basket_id = by.request_id
  begin.run(tx, { basket_id, begun_at: by.at, begun_by: by.staff_id })
  point.run(tx, { terminal_id: by.terminal_id, basket_id })
  return basket_id
}

function changeLine(tx: Tx, by: AtTill, wanted: Omit<Change, 'change_no'>): void {
  const { basket_id, item_id, after_milli } = wanted
  if (after_milli < 0 || after_milli > MOST_MILLI) throw new Refusal('scan/quantity')
  const change_no = (findLastChange(tx, basket_id)?.change_no ?? 0) + 1
  writeLine(tx, { ...wanted, quantity_milli: after_milli })
  note.run(tx, { ...wanted, change_no })
  record(tx, by, {
    type: 'basket.changed',
    subject_id: basket_id,
    facts: { item_id, quantity_milli: after_milli }
  })
}

function writeLine(tx: Tx, line: Line): void {
  if (line.quantity_milli === 0) dropLine.run(tx, line)
  else putLine.run(tx, line)
}

function isFilled(tx: Tx, basket_id: string): boolean {
  return anyLine.find(tx, { basket_id }) !== undefined
}

const anyLine = question<{ basket_id: string }>()((db, { basket_id }) =>
  db.selectFrom('basket_lines').select('line_no').where('basket_id', '=', basket_id).limit(1)
)
