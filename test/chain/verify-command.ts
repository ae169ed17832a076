import { join } from 'node:path'
import Database from 'better-sqlite3'
import { readLinks } from '../../server/chain/verify-piece.ts'
import { verifyLedgerCommand } from '../../server/cli/verify-ledger.ts'
import { readCovered } from '../../server/db/seal/covered-rows.ts'
import { hashEvent, hashRows } from '../../server/db/seal/hash-event.ts'

/** Runs `laci verify-ledger` on a shop's folder. */
export async function verify(data: string, ...args: string[]): Promise<{ code: number; said: string }> {
  const said: string[] = []
  const io = { out: (text: string) => said.push(text), err: (text: string) => said.push(text) }
  const code = await verifyLedgerCommand(args, { ...io, env: { LACI_DATA: data, LANG: 'id_ID.UTF-8' } })
  return { code, said: said.join('\n') }
}

/**
 * Makes a sale smaller, as one would who has a shell and the file, and hashes all behind it anew if so told.
 *
 * @param sql what else is done, before it is hashed
 */
export function tamper(
  data: string,
  { rehash, newest = false, sql = '' }: { rehash: boolean; newest?: boolean; sql?: string }
): { event_id: number } {
  const sqlite = new Database(join(data, 'laci.db'))
  sqlite.exec('drop trigger event_seals_stay; drop trigger events_stay')
  const sale = sqlite
    .prepare(
      `select event_id, subject_id from events where type = 'sale.completed' order by event_id ${newest ? 'desc' : ''} limit 1`
    )
    .get() as { event_id: number; subject_id: string }
  sqlite
    .prepare(
      'update sales set subtotal_minor = subtotal_minor - 500, total_minor = total_minor - 500 where sale_id = ?'
    )
    .run(sale.subject_id)
  sqlite.exec(sql)
  if (rehash) hashAnew(sqlite, sale.event_id)
  sqlite.close()
  return sale
}

function hashAnew(sqlite: Database.Database, from: number): void {
  let [before] = readLinks(sqlite, { from: from - 2, to: from - 1 })
  const write = sqlite.prepare('update event_seals set hash = ?, rows = ? where event_id = ?')
  for (const link of [...readLinks(sqlite, { from: from - 1, to: 1e9 })]) {
    const { rows } = readCovered(
      sqlite,
      { type: link.type!, subject_id: link.subject_id! },
      before!.marks,
      link.marks
    )
    const beside = hashRows(rows)
    const hash = hashEvent(before!.hash, link.line!, beside, link.marks)
    write.run(
      hash,
      beside && Buffer.concat([beside, link.rows?.subarray(32) ?? Buffer.alloc(0)]),
      link.event_id
    )
    before = { ...link, hash }
  }
}
