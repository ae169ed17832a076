import { change, type Tx } from '../db/prepare.ts'

const end = change<{ staff_id: string; but: string }>()((db, { staff_id, but }) =>
  db.deleteFrom('sessions').where('staff_id', '=', staff_id).where('token_hash', '<>', but)
)

const endVisits = change<{ staff_id: string }>()((db, { staff_id }) =>
  db.deleteFrom('door_sessions').where('staff_id', '=', staff_id)
)

/**
 * Signs somebody out everywhere, at once, at the owner's door too: what they may or how they prove who they are has
 * changed (OWASP ASVS 5.0, 7.4.2 and 7.4.3).
 *
 * @param but the hash of the one session that goes on: of whoever changed it for themselves
 */
export function endSessions(tx: Tx, staff_id: string, but = ''): void {
  end.run(tx, { staff_id, but })
  endVisits.run(tx, { staff_id })
}
