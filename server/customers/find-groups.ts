import { question, type Reader } from '../db/prepare.ts'

const all = question()((db) => db.selectFrom('customer_groups').selectAll().orderBy('name'))

/** The groups that customers may belong to, by name. */
export function listGroups(reader: Reader): { group_id: string; name: string }[] {
  return all.list(reader, {})
}
