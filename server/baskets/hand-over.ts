import { change, pick, type Tx } from '../db/prepare.ts'
import { record } from '../events/record.ts'
import { Refusal } from '../refusal.ts'
import type { AtTill } from '../shifts/open-shift.ts'
import { isWorthKeeping } from './is-worth-keeping.ts'
import { dropQrisRequest } from './qris-requests.ts'
import { findTillBasket, listOtherBaskets } from './read-basket.ts'
import type { BasketTables } from './tables.ts'

const point = change<BasketTables['till_baskets']>()((db, row) =>
  db.insertInto('till_baskets').values(pick(row, ['terminal_id', 'basket_id', 'taken_by']))
)

const passOn = change<{ terminal_id: string; taken_by: string }>()((db, { terminal_id, taken_by }) =>
  db.updateTable('till_baskets').set({ taken_by }).where('terminal_id', '=', terminal_id)
)

const unpoint = change<{ basket_id: string }>()((db, { basket_id }) =>
  db.deleteFrom('till_baskets').where('basket_id', '=', basket_id)
)

/**
 * Brings another till's basket to this one.
 *
 * @throws {Refusal} basket/taken when it is gone from there, or this till's own basket holds goods or money.
 */
export function moveBasket(tx: Tx, by: AtTill, basket_id: string): void {
  const from = listOtherBaskets(tx, by.terminal_id).find((basket) => basket.basket_id === basket_id)
  if (!from) throw new Refusal('basket/taken')
  const own = findTillBasket(tx, by.terminal_id)
  if (own && isWorthKeeping(tx, own)) throw new Refusal('basket/in-hand')
  if (own) leaveBasket(tx, own)
  leaveBasket(tx, basket_id)
  takeBasket(tx, by, basket_id)
  record(tx, by, { type: 'basket.moved', subject_id: basket_id, facts: { from: from.code } })
}

/** Has a till work on a basket that no other works on. */
export function takeBasket(tx: Tx, { terminal_id, staff_id }: AtTill, basket_id: string): void {
  point.run(tx, { terminal_id, basket_id, taken_by: staff_id })
}

/** Gives what a till works on to whoever takes its drawer over. */
export function passBasketOn(tx: Tx, terminal_id: string, taker_id: string): void {
  passOn.run(tx, { terminal_id, taken_by: taker_id })
}

/** Lets a till go of its basket, which has become a sale or is put aside; nobody is shown a code for it any more. */
export function leaveBasket(tx: Tx, basket_id: string): void {
  dropQrisRequest(tx, basket_id)
  unpoint.run(tx, { basket_id })
}
