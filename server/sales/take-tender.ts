import { change, pick, question, type Reader, type Tx } from '../db/prepare.ts'
import { record } from '../events/record.ts'
import { Refusal } from '../refusal.ts'
import { readOpenShift } from '../shifts/find-shift.ts'
import type { AtTill } from '../shifts/open-shift.ts'
import { checkTenders, type OfferedTender } from '../tenders/check-tenders.ts'
import { readMethod } from '../tenders/find-methods.ts'
import type { Minor } from '../values/money.ts'
import { findTillBasket, readBasketHead } from './read-basket.ts'
import type { SalesTables } from './tables.ts'

/** Money that a customer gives, before it is looked at. */
export interface NewTender {
  method_id: string
  /** Above 0. Cash may be more than is owed, nothing else may. */
  amount_minor: Minor
  /** What the slip of the machine, the app or the voucher says. */
  reference: string | null
}

/** Money taken for a basket that is not paid in full yet. */
export type HeldTender = OfferedTender & { tender_no: number; bill: string | null }

const add = change<SalesTables['basket_tenders']>()((db, row) =>
  db
    .insertInto('basket_tenders')
    .values(
      pick(row, [
        'basket_id',
        'tender_no',
        'method_id',
        'amount_minor',
        'reference',
        'bill',
        'party_id',
        'taken_at',
        'taken_by',
        'approved_by'
      ])
    )
)

const drop = change<{ basket_id: string; tender_no: number }>()((db, { basket_id, tender_no }) =>
  db.deleteFrom('basket_tenders').where('basket_id', '=', basket_id).where('tender_no', '=', tender_no)
)

const ofBasket = question<{ basket_id: string }>()((db, { basket_id }) =>
  db.selectFrom('basket_tenders').selectAll().where('basket_id', '=', basket_id).orderBy('tender_no')
)

/** What was taken for a basket so far, in the order in which it was taken. */
export function listHeldTenders(reader: Reader, basket_id: string): HeldTender[] {
  return ofBasket
    .list(reader, { basket_id })
    .map(({ method_id, ...row }) => ({ ...row, method: readMethod(reader, method_id) }))
}

/**
 * Takes a part of what is owed. It is kept with the basket from then on, so that money that changed hands is never
 * forgotten by a dead battery.
 *
 * @param tender `bill` is what our QRIS code called this payment, `party_id` the refund that it comes from
 * @throws {Refusal} shift/closed, basket/changed, and as checkTenders
 */
export function takeTender(
  tx: Tx,
  by: AtTill,
  {
    basket_id,
    method_id,
    amount_minor,
    reference,
    bill = null,
    party_id = null
  }: NewTender & {
    basket_id: string
    bill?: string | null
    party_id?: string | null
  }
): void {
  const { business_day } = readOpenShift(tx, by.terminal_id)
  if (findTillBasket(tx, by.terminal_id) !== basket_id) throw new Refusal('basket/changed')
  const { customer_id, order_id } = readBasketHead(tx, basket_id)
  const held = listHeldTenders(tx, basket_id)
  const method = readMethod(tx, method_id)
  const approved_by = by.approved_by ?? null
  const offered = [...held, { method, amount_minor, reference, party_id, approved_by }]
  const parties = checkTenders(tx, by, offered, { customer_id, order_id, business_day })
  const tender_no = (held.at(-1)?.tender_no ?? 0) + 1
  add.run(tx, {
    basket_id,
    tender_no,
    method_id,
    amount_minor,
    reference,
    bill,
    party_id: parties.at(-1) ?? null,
    taken_at: by.at,
    taken_by: by.staff_id,
    approved_by
  })
  record(tx, by, { type: 'tender.taken', subject_id: basket_id, facts: { method_id, amount_minor } })
}

/**
 * Gives back what was taken, before the sale is made.
 *
 * @throws {Refusal} basket/changed
 */
export function removeTender(tx: Tx, by: AtTill, basket_id: string, tender_no: number): void {
  if (findTillBasket(tx, by.terminal_id) !== basket_id) throw new Refusal('basket/changed')
  const taken = listHeldTenders(tx, basket_id).find((tender) => tender.tender_no === tender_no)
  if (!taken) throw new Refusal('basket/changed')
  drop.run(tx, { basket_id, tender_no })
  record(tx, by, {
    type: 'tender.removed',
    subject_id: basket_id,
    facts: { method_id: taken.method.method_id, amount_minor: taken.amount_minor }
  })
}
