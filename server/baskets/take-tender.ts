import { change, pick, question, type Reader, type Tx } from '../db/prepare.ts'
import { record } from '../events/record.ts'
import { accountOf, isInHand } from '../ledger/accounts.ts'
import { type Entry, post } from '../ledger/post.ts'
import { Refusal } from '../refusal.ts'
import { readSettings } from '../settings/read-settings.ts'
import { refuseBeyondDrawer } from '../shifts/find-shift.ts'
import { readShiftToBook } from '../shifts/late-sales.ts'
import type { AtTill } from '../shifts/open-shift.ts'
import { checkTenders, type OfferedTender } from '../tenders/check-tenders.ts'
import { readMethod, readMethodInUse, type TenderMethod } from '../tenders/find-methods.ts'
import { owedAfter } from '../tenders/owed.ts'
import { type Minor, minor, share, sum } from '../values/money.ts'
import { dropQrisRequest } from './qris-requests.ts'
import { findTillBasket, priceNow, readBasketHead } from './read-basket.ts'
import type { BasketTables } from './tables.ts'

/** Money that a customer gives, before it is looked at. */
export interface NewTender {
  method_id: string
  /** Above 0. Cash may be more than is owed, nothing else may. */
  amount_minor: Minor
  /** What the slip of the machine, the app or the voucher says. */
  reference: string | null
}

/** Money taken for a basket that is not paid in full yet; `fee_minor` is what its acquirer keeps, as agreed then. */
export type HeldTender = OfferedTender & { tender_no: number; fee_minor: Minor; bill: string | null }

const add = change<BasketTables['basket_tenders']>()((db, row) =>
  db
    .insertInto('basket_tenders')
    .values(
      pick(row, [
        'basket_id',
        'tender_no',
        'method_id',
        'amount_minor',
        'fee_minor',
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

const dropAll = change<{ basket_id: string }>()((db, { basket_id }) =>
  db.deleteFrom('basket_tenders').where('basket_id', '=', basket_id)
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
 * forgotten by a dead battery; what lies in the drawer or in the bank by now is in the ledger at once, of the shift
 * that took it.
 *
 * @param tender `bill` is what our QRIS code called this payment, `party_id` the refund that it comes from
 * @throws {Refusal} shift/closed, basket/changed, cash/amount-needed, tender/unknown, tender/more-than-owed, and as
 *   checkTenders
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
  const { business_day, shift_id } = readShiftToBook(tx, by)
  if (findTillBasket(tx, by.terminal_id) !== basket_id) throw new Refusal('basket/changed')
  const { customer_id, order_id } = readBasketHead(tx, basket_id)
  const held = listHeldTenders(tx, basket_id)
  const method = readMethodInUse(tx, method_id)
  const approved_by = by.approved_by ?? null
  const fee_minor = feeOf(method, amount_minor)
  const offered = { method, amount_minor, fee_minor, reference, party_id, approved_by }
  const { total_minor } = priceNow(tx, basket_id, { business_day, at: by.at })
  if (amount_minor <= 0) throw new Refusal('cash/amount-needed')
  refuseUnfit(tx, total_minor, held, offered)
  const parties = checkTenders(tx, by, [...held, offered], { basket_id, customer_id, order_id, business_day })
  const tender_no = (held.at(-1)?.tender_no ?? 0) + 1
  add.run(tx, {
    basket_id,
    tender_no,
    method_id,
    amount_minor,
    fee_minor,
    reference,
    bill,
    party_id: parties.at(-1) ?? null,
    taken_at: by.at,
    taken_by: by.staff_id,
    approved_by
  })
  post(tx, by, { source_id: basket_id, shift_id, business_day }, heldEntries(basket_id, offered, 1))
  if (method.kind === 'qris') dropQrisRequest(tx, basket_id)
  record(tx, by, { type: 'tender.taken', subject_id: basket_id, facts: { method_id, amount_minor } })
}

/**
 * Gives back what was taken, before the sale is made: out of the drawer at which it is given back.
 *
 * @returns by what means it had come
 * @throws {Refusal} shift/closed, basket/changed, cash/not-that-much
 */
export function removeTender(tx: Tx, by: AtTill, basket_id: string, tender_no: number): HeldTender {
  const { business_day, shift_id } = readShiftToBook(tx, by)
  if (findTillBasket(tx, by.terminal_id) !== basket_id) throw new Refusal('basket/changed')
  const taken = listHeldTenders(tx, basket_id).find((tender) => tender.tender_no === tender_no)
  if (!taken) throw new Refusal('basket/changed')
  if (taken.method.kind === 'cash') refuseBeyondDrawer(tx, shift_id, taken.amount_minor)
  drop.run(tx, { basket_id, tender_no })
  post(tx, by, { source_id: basket_id, shift_id, business_day }, heldEntries(basket_id, taken, -1))
  const { method, amount_minor } = taken
  record(tx, by, {
    type: 'tender.removed',
    subject_id: basket_id,
    facts: { method_id: method.method_id, amount_minor }
  })
  return taken
}

/**
 * Forgets what was kept with a basket: it has become the tenders of a sale.
 */
export function dropHeldTenders(tx: Tx, basket_id: string): void {
  dropAll.run(tx, { basket_id })
}

/**
 * Keeps a basket from being given up while there is money in it.
 *
 * @throws {Refusal} basket/paid with how much was taken
 */
export function refuseWhilePaid(reader: Reader, basket_id: string): void {
  const paid_minor = sum(listHeldTenders(reader, basket_id).map(({ amount_minor }) => amount_minor))
  if (paid_minor > 0) throw new Refusal('basket/paid', { paid_minor })
}

/**
 * Refuses what cannot be a payment: nothing at all, or by means that give no change more than is owed.
 *
 * @throws {Refusal} cash/amount-needed, tender/more-than-owed
 */
export function refuseUnfit(
  reader: Reader,
  total_minor: Minor,
  held: readonly OfferedTender[],
  { method, amount_minor }: OfferedTender
): void {
  if (method.kind === 'cash' || method.kind === 'exchange') return
  if (amount_minor <= 0) throw new Refusal('cash/amount-needed')
  const given = held.map((tender) => ({
    is_cash: tender.method.kind === 'cash',
    amount_minor: tender.amount_minor
  }))
  const { exact_minor } = owedAfter(total_minor, given, readSettings(reader))
  const excess_minor = amount_minor - exact_minor
  if (excess_minor > 0) throw new Refusal('tender/more-than-owed', { excess_minor })
}

/** What the acquirer of a means of paying keeps of an amount. */
export function feeOf({ fee_bp }: Pick<TenderMethod, 'fee_bp'>, amount_minor: Minor): Minor {
  return share(amount_minor, fee_bp, 10_000)
}

/** Money that is there, against what it is for; a promise to pay from a purse moves nothing until the sale is made. */
function heldEntries(
  basket_id: string,
  { method, amount_minor, fee_minor }: Pick<HeldTender, 'method' | 'amount_minor' | 'fee_minor'>,
  sign: 1 | -1
): Entry[] {
  if (!isInHand(method.kind)) return []
  return [
    { account: accountOf(method.kind), amount_minor: minor(sign * (amount_minor - fee_minor)) },
    { account: 'fees', amount_minor: minor(sign * fee_minor) },
    { account: 'held', amount_minor: minor(-sign * amount_minor), party_id: basket_id }
  ]
}
