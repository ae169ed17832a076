import { question, type Reader } from '../db/prepare.ts'
import { Refusal } from '../refusal.ts'

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
