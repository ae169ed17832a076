import { change, pick, question, type Reader, type Tx } from '../db/prepare.ts'
import { record } from '../events/record.ts'
import { codeToShow } from '../qris/code-to-show.ts'
import { Fault, orRefuse } from '../qris/fault.ts'
import { Refusal } from '../refusal.ts'
import { readSettings } from '../settings/read-settings.ts'
import type { AtTill } from '../shifts/open-shift.ts'
import { readTerminal } from '../terminals/find-terminal.ts'
import { nextNumber } from '../terminals/next-number.ts'
import type { Minor } from '../values/money.ts'
import { findTillBasket } from './read-basket.ts'
import type { BasketTables } from './tables.ts'

export type QrisRequest = BasketTables['qris_requests']

const put = change<QrisRequest>()((db, row) =>
  db
    .insertInto('qris_requests')
    .values(pick(row, ['basket_id', 'amount_minor', 'bill', 'payload', 'is_dynamic', 'asked_at']))
    .onConflict((conflict) =>
      conflict
        .column('basket_id')
        .doUpdateSet(pick(row, ['amount_minor', 'bill', 'payload', 'is_dynamic', 'asked_at']))
    )
)

const drop = change<{ basket_id: string }>()((db, { basket_id }) =>
  db.deleteFrom('qris_requests').where('basket_id', '=', basket_id)
)

const ofBasket = question<{ basket_id: string }>()((db, { basket_id }) =>
  db.selectFrom('qris_requests').selectAll().where('basket_id', '=', basket_id)
)

/** The code that a basket's customer is shown just now. */
export function findQrisRequest(reader: Reader, basket_id: string): QrisRequest | undefined {
  return ofBasket.find(reader, { basket_id })
}

/** What a customer is to be shown. */
export interface NewQrisRequest {
  basket_id: string
  /** Above 0. */
  amount_minor: Minor
  /** The shop's own code, whatever the settings say: the customer's app turned the other one down. */
  original?: boolean
}

/**
 * Shows the customer a code for so much: one that holds the amount, or the shop's own where that is switched off, was
 * turned down or cannot be made. The same amount asked for again keeps its number. Nobody has paid by it yet.
 *
 * @throws {Refusal} basket/changed, cash/amount-needed, qris/none; qris/unreadable for more than QRIS may carry
 */
export function askQris(tx: Tx, by: AtTill, { basket_id, amount_minor, original }: NewQrisRequest): void {
  if (findTillBasket(tx, by.terminal_id) !== basket_id) throw new Refusal('basket/changed')
  if (amount_minor <= 0) throw new Refusal('cash/amount-needed')
  const { qris_static, qris_dynamic } = readSettings(tx)
  if (qris_static === null) throw new Refusal('qris/none')
  const { code } = readTerminal(tx, by.terminal_id)
  const earlier = findQrisRequest(tx, basket_id)
  const bill =
    earlier?.amount_minor === amount_minor
      ? earlier.bill
      : `${code}-Q${nextNumber(tx, by.terminal_id, 'bill')}`

  const payment = { amount_minor, bill, terminal: code }
  const wished = codeToShow({ qris_static, qris_dynamic: qris_dynamic && !original }, payment)
  // What does not fit into the code is no reason not to be paid by it; too much for QRIS is.
  const fallback =
    wished instanceof Fault ? codeToShow({ qris_static, qris_dynamic: false }, payment) : wished
  const { payload, holds_amount } = orRefuse(fallback)
  const is_dynamic = holds_amount ? 1 : 0
  put.run(tx, { basket_id, amount_minor, bill, payload, is_dynamic, asked_at: by.at })
  record(tx, by, { type: 'qris.asked', subject_id: basket_id, facts: { amount_minor, bill, is_dynamic } })
}

/**
 * Shows the code no longer: it was not paid by.
 *
 * @throws {Refusal} basket/changed
 */
export function withdrawQris(tx: Tx, by: AtTill, basket_id: string): void {
  if (findTillBasket(tx, by.terminal_id) !== basket_id) throw new Refusal('basket/changed')
  if (dropQrisRequest(tx, basket_id))
    record(tx, by, { type: 'qris.asked', subject_id: basket_id, facts: { amount_minor: 0 } })
}

/** Takes the code of a basket away, which was paid by or is put aside. @returns whether there was one. */
export function dropQrisRequest(tx: Tx, basket_id: string): boolean {
  return drop.run(tx, { basket_id }) > 0
}
