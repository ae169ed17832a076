import { question, type Reader } from '../db/prepare.ts'

const all = question()((db) => db.selectFrom('categories').selectAll().orderBy('name'))

/** The categories with their ids, by name. */
export function listCategoryIds(reader: Reader): { category_id: string; name: string }[] {
  return all.list(reader, {})
}
