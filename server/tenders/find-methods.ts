import { question, type Reader } from '../db/prepare.ts'
import { isInHand, type MoneyKind } from '../ledger/accounts.ts'
import { Refusal } from '../refusal.ts'
import { readSettings } from '../settings/read-settings.ts'

const all = question()((db) => db.selectFrom('tender_methods').selectAll().orderBy('position'))

const byId = question<{ method_id: string }>()((db, { method_id }) =>
  db.selectFrom('tender_methods').selectAll().where('method_id', '=', method_id)
)

export type TenderMethod = ReturnType<typeof byId.read>

/** Everything the shop takes or ever took for money, in its order. */
export function listMethods(reader: Reader): TenderMethod[] {
  return all.list(reader, {})
}

/** @throws {Refusal} tender/unknown */
export function readMethod(reader: Reader, method_id: string): TenderMethod {
  const method = byId.find(reader, { method_id })
  if (!method) throw new Refusal('tender/unknown')
  return method
}

/**
 * A means of paying that the shop takes at present.
 *
 * @throws {Refusal} tender/unknown
 */
export function readMethodInUse(reader: Reader, method_id: string): TenderMethod {
  const method = readMethod(reader, method_id)
  if (!method.is_on) throw new Refusal('tender/unknown')
  return method
}

type MoneyMethod = TenderMethod & { kind: MoneyKind }

/** By what the shop takes money besides a sale. */
export function listMoneyMethods(reader: Reader): TenderMethod[] {
  return listMethods(reader).filter(({ kind, is_on }) => is_on && isInHand(kind))
}

/**
 * A means of paying by which the shop takes money besides a sale.
 *
 * @throws {Refusal} tender/unknown
 */
export function readMoneyMethod(reader: Reader, method_id: string): MoneyMethod {
  const { kind, ...method } = readMethodInUse(reader, method_id)
  if (!isInHand(kind)) throw new Refusal('tender/unknown')
  return { ...method, kind }
}

/** What a till offers: what is switched on, points only where they are worth something; an exchange has its own way. */
export function listOffered(reader: Reader): TenderMethod[] {
  const { point_worth_minor } = readSettings(reader)
  return listMethods(reader).filter(
    ({ kind, is_on }) => is_on && kind !== 'exchange' && (kind !== 'points' || point_worth_minor > 0)
  )
}
