import { change, pick, type Tx } from '../db/prepare.ts'
import { record } from '../events/record.ts'
import { Refusal } from '../refusal.ts'
import { readSettings } from '../settings/read-settings.ts'
import { readShiftAtWork } from '../shifts/late-sales.ts'
import type { AtTill } from '../shifts/open-shift.ts'
import { later, type Moment } from '../values/clock.ts'
import { listHeldBaskets } from './find-held.ts'
import { leaveBasket, takeBasket } from './hand-over.ts'
import { isWorthKeeping } from './is-worth-keeping.ts'
import { findTillBasket, priceNow, readBasketHead } from './read-basket.ts'
import type { BasketTables } from './tables.ts'
import { refuseWhilePaid } from './take-tender.ts'

/** So long a name may be. */
export const HELD_NAME_LENGTH = 40

/** What was given up is forgotten after this long; it can be had back on the same day only. */
const FORGOTTEN_AFTER_MS = 2 * 86_400_000

const put = change<BasketTables['held_baskets']>()((db, row) =>
  db
    .insertInto('held_baskets')
    .values(
      pick(row, ['basket_id', 'name', 'held_at', 'held_by', 'terminal_id', 'is_discarded', 'waits_for'])
    )
)

const drop = change<{ basket_id: string }>()((db, { basket_id }) =>
  db.deleteFrom('held_baskets').where('basket_id', '=', basket_id)
)

const forget = change<{ before: Moment }>()((db, { before }) =>
  db.deleteFrom('held_baskets').where('is_discarded', '=', 1).where('held_at', '<', before)
)

/**
 * Puts the till's basket aside under a name, with whatever money was taken for it; any till may take it.
 *
 * @param name '' for the customer's, or else the time
 * @throws {Refusal} basket/empty
 */
export function holdBasket(tx: Tx, by: AtTill, { name }: { name: string }): { basket_id: string } {
  const basket_id = basketInHand(tx, by)
  putAside(tx, by, { basket_id, name, is_discarded: 0 })
  const lines = priced(tx, by, basket_id).lines.length
  record(tx, by, { type: 'basket.held', subject_id: basket_id, facts: { lines } })
  return { basket_id }
}

/**
 * Takes a basket that was put aside. The till's own, if there is anything in it, is put aside for it.
 *
 * @throws {Refusal} basket/taken when it is gone: another till was first, or it was given up on another day
 */
export function recallBasket(tx: Tx, by: AtTill, basket_id: string): void {
  const held = listHeldBaskets(tx, by.at).find((basket) => basket.basket_id === basket_id)
  if (!held) throw new Refusal('basket/taken')
  const own = findTillBasket(tx, by.terminal_id)
  if (own && isWorthKeeping(tx, own)) holdBasket(tx, by, { name: '' })
  else if (own) leaveBasket(tx, own)
  takeBack(tx, by, { basket_id, from: held.code })
}

/** Takes a basket from where it was put aside to a till that has none in hand. */
export function takeBack(tx: Tx, by: AtTill, { basket_id, from }: { basket_id: string; from: string }): void {
  drop.run(tx, { basket_id })
  takeBasket(tx, by, basket_id)
  record(tx, by, { type: 'basket.recalled', subject_id: basket_id, facts: { from } })
}

/**
 * Gives the till's basket up. It is kept, and can be taken back on the same day.
 *
 * @throws {Refusal} basket/empty; basket/paid while money was taken for it
 */
export function discardBasket(tx: Tx, by: AtTill): void {
  const basket_id = basketInHand(tx, by)
  refuseWhilePaid(tx, basket_id)
  const { total_minor, lines } = priced(tx, by, basket_id)
  forget.run(tx, { before: later(by.at, -FORGOTTEN_AFTER_MS) })
  putAside(tx, by, { basket_id, name: '', is_discarded: 1 })
  const facts = { total_minor, lines: lines.length }
  record(tx, by, { type: 'basket.discarded', subject_id: basket_id, facts })
}

function basketInHand(tx: Tx, { terminal_id }: AtTill): string {
  const basket_id = findTillBasket(tx, terminal_id)
  if (!basket_id || !isWorthKeeping(tx, basket_id)) throw new Refusal('basket/empty')
  return basket_id
}

/** What is put aside, and how. */
interface PutAside {
  basket_id: string
  name: string
  is_discarded: 0 | 1
  /** To whom it goes back when they sign in at this till. */
  waits_for?: string
}

/** Puts a basket aside in the name of whoever had it in hand. */
export function putAside(tx: Tx, { at, staff_id, terminal_id }: AtTill, basket: PutAside): void {
  const { basket_id, is_discarded, waits_for = null } = basket
  const name = basket.name.trim().slice(0, HELD_NAME_LENGTH) || nameOf(tx, basket_id, at)
  leaveBasket(tx, basket_id)
  put.run(tx, { basket_id, name, held_at: at, held_by: staff_id, terminal_id, is_discarded, waits_for })
}

/** The customer's name, or else the time on the shop's clock, `14.05`. */
function nameOf(tx: Parameters<typeof readSettings>[0], basket_id: string, at: Moment): string {
  const { customer_name } = readBasketHead(tx, basket_id)
  if (customer_name) return customer_name.slice(0, HELD_NAME_LENGTH)
  const local = Temporal.Instant.from(at).toZonedDateTimeISO(readSettings(tx).zone)
  return local.toPlainTime().toString().slice(0, 5).replace(':', '.')
}

function priced(tx: Tx, by: AtTill, basket_id: string) {
  const { business_day } = readShiftAtWork(tx, by)
  return priceNow(tx, basket_id, { business_day, at: by.at })
}
