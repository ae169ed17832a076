import { question, type Reader } from '../db/prepare.ts'

const byKey = question<{ key_hash: string }>()((db, { key_hash }) =>
  db.selectFrom('displays').selectAll().where('key_hash', '=', key_hash)
)

const all = question()((db) =>
  db
    .selectFrom('displays')
    .innerJoin('terminals', 'terminals.terminal_id', 'displays.terminal_id')
    .select(['display_id', 'displays.paired_at', 'terminals.terminal_id', 'terminals.code', 'terminals.name'])
    .orderBy('terminals.code')
    .orderBy('displays.paired_at')
)

/** A customer display and the till that it shows. */
export type Display = ReturnType<typeof all.read>

/** The display whose device holds the key behind this hash. */
export function findDisplayByKey(reader: Reader, key_hash: string) {
  return byKey.find(reader, { key_hash })
}

/** Every customer display, by its till. */
export function listDisplays(reader: Reader): Display[] {
  return all.list(reader, {})
}
