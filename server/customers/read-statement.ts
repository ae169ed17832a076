import { question, type Reader } from '../db/prepare.ts'
import type { BusinessDay } from '../values/business-day.ts'
import type { Moment } from '../values/clock.ts'
import { type Minor, minor, sum } from '../values/money.ts'
import { type Ageing, ageDebts, listOpenDebts, type OpenDebt } from './age-debts.ts'

/** One change of what a customer owes, or has left with the shop; the balance is what stood after it. */
export interface AccountMove {
  source_id: string
  kind: 'sale' | 'refund' | 'payment' | 'other'
  /** As it stands on the slip. */
  number: string | null
  posted_at: Moment
  business_day: BusinessDay
  amount_minor: Minor
  balance_minor: Minor
}

/** How a customer's debt came about. */
export interface Statement {
  /** What was owed before the first move. */
  opening_minor: Minor
  moves: AccountMove[]
  /** What is owed now. */
  closing_minor: Minor
  /** What is not paid yet, the oldest first. */
  open: OpenDebt<AccountMove>[]
  ageing: Ageing
}

const movesOf = question<{ account: 'receivable' | 'deposit'; customer_id: string }>()(
  (db, { account, customer_id }) =>
    db
      .selectFrom('journal')
      .leftJoin('sales', 'sales.sale_id', 'journal.source_id')
      .leftJoin('refunds', 'refunds.refund_id', 'journal.source_id')
      .leftJoin('payments', 'payments.payment_id', 'journal.source_id')
      .select(['source_id', 'posted_at', 'journal.business_day', 'journal.amount_minor'])
      .select(['receipt_no', 'refund_no', 'payment_no'])
      .where('account', '=', account)
      .where('party_id', '=', customer_id)
      .orderBy('entry_no')
)

/**
 * A customer's account with the shop as the ledger tells it: every sale on kasbon, every payment, every refund.
 *
 * @param since from which business day on; else from when the debt that there is now began
 * @param today for the age of what is open
 */
export function readStatement(
  reader: Reader,
  customer_id: string,
  { today, since }: { today: BusinessDay; since?: BusinessDay | undefined }
): Statement {
  const all = listMoves(reader, 'receivable', customer_id)
  const from = since === undefined ? startOfDebt(all) : all.findIndex((move) => move.business_day >= since)
  const first = from === -1 ? all.length : from
  const open = listOpenDebts(all)
  return {
    opening_minor: all[first - 1]?.balance_minor ?? minor(0),
    moves: all.slice(first),
    closing_minor: all.at(-1)?.balance_minor ?? minor(0),
    open,
    ageing: ageDebts(open, today)
  }
}

/** What a customer left with the shop and took of it, the oldest first; what is there stands positive. */
export function listDepositMoves(reader: Reader, customer_id: string): AccountMove[] {
  return listMoves(reader, 'deposit', customer_id)
}

/** All moves of one account with the balance after each. A deposit is owed by the shop, so its sign is turned. */
function listMoves(reader: Reader, account: 'receivable' | 'deposit', customer_id: string): AccountMove[] {
  const sign = account === 'deposit' ? -1 : 1
  let balance = minor(0)
  return movesOf.list(reader, { account, customer_id }).map((row) => {
    const { receipt_no, refund_no, payment_no, ...entry } = row
    const amount_minor = minor(sign * entry.amount_minor)
    balance = sum([balance, amount_minor])
    const kind = receipt_no ? 'sale' : refund_no ? 'refund' : payment_no ? 'payment' : 'other'
    return {
      ...entry,
      kind,
      number: receipt_no ?? refund_no ?? payment_no,
      amount_minor,
      balance_minor: balance
    }
  })
}

/** Where the debt began that there is now: after the last time nothing was owed. */
function startOfDebt(moves: readonly AccountMove[]): number {
  return moves.findLastIndex(({ balance_minor }) => balance_minor === 0) + 1
}
