import { findQrisRequest, type QrisRequest } from '../baskets/qris-requests.ts'
import { findCustomer } from '../customers/find-customers.ts'
import { pointsOf } from '../customers/points.ts'
import type { Reader } from '../db/prepare.ts'
import { Fault } from '../qris/fault.ts'
import { readPayload } from '../qris/read-payload.ts'
import { Refusal } from '../refusal.ts'
import { readSettings } from '../settings/read-settings.ts'
import { listOffered, type TenderMethod } from '../tenders/find-methods.ts'
import { findPurse } from '../tenders/find-purse.ts'
import type { Owed } from '../tenders/owed.ts'
import type { Moment } from '../values/clock.ts'
import { type Minor, minor } from '../values/money.ts'
import { owedBy } from './read-owed.ts'
import { readTill, type TillState } from './read-till.ts'

/** What the customer's own money with the shop is, as the pay panel shows it. */
export interface PurseFacts {
  /** How much of it may still be taken; for kasbon what is left below the limit, which may be below nothing. */
  holds_minor: Minor
  customer: string | null
  /** Kasbon: how much may be owed. */
  limit_minor: Minor
  points: number
}

/** All that the pay panel shows. */
export interface PayState {
  till: TillState
  owed: Owed
  methods: TenderMethod[]
  /** The one that is being paid by. */
  method: TenderMethod
  /** Undefined where it needs a customer and the basket has none. */
  purse: PurseFacts | undefined
  qris: { request: QrisRequest | undefined; merchant: string | null }
}

/**
 * Reads what a till needs to take money for its basket.
 *
 * @param method_id as chosen; otherwise a code that is shown already, or the first
 * @throws {Refusal} shift/closed, basket/empty, tender/unknown
 */
export function readPayment(
  reader: Reader,
  terminal_id: string,
  at: Moment,
  { method_id, who }: { method_id?: string | undefined; who: { staff_id: string } | undefined }
): PayState {
  const till = readTill(reader, terminal_id, at, who)
  if (!till.shift) throw new Refusal('shift/closed')
  if (!till.basket_id || till.basket.lines.length === 0) throw new Refusal('basket/empty')
  const methods = listOffered(reader)
  const request = findQrisRequest(reader, till.basket_id)
  const shown = request && methods.find(({ kind }) => kind === 'qris')
  const method = method_id ? methods.find((each) => each.method_id === method_id) : (shown ?? methods[0])
  if (!method) throw new Refusal('tender/unknown')
  const owed = owedBy(till, reader)
  const qris = { request, merchant: merchantOf(readSettings(reader).qris_static) }
  return { till, owed, methods, method, purse: purseOf(reader, till, method), qris }
}

function purseOf(reader: Reader, { basket_id, head, shift }: TillState, { kind }: TenderMethod) {
  if (kind !== 'kasbon' && kind !== 'deposit' && kind !== 'points') return undefined
  if (!basket_id || !head || !shift) return undefined
  const { customer_id, order_id } = head
  const customer = customer_id ? findCustomer(reader, customer_id) : undefined
  if (!customer && !(kind === 'deposit' && order_id)) return undefined
  const buyer = { basket_id, customer_id, order_id, business_day: shift.business_day }
  const purse = findPurse(reader, kind, null, buyer)
  return {
    holds_minor: purse?.holds_minor ?? minor(0),
    customer: customer?.name ?? null,
    limit_minor: customer?.limit_minor ?? minor(0),
    points: customer ? pointsOf(reader, customer.customer_id) : 0
  }
}

function merchantOf(payload: string | null): string | null {
  const read = payload === null ? undefined : readPayload(payload)
  return read === undefined || read instanceof Fault ? null : read.merchant.name
}
