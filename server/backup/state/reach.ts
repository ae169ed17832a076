import { change, pick, question, type Reader, type Tx } from '../../db/prepare.ts'
import type { StateTables } from '../tables.ts'

export type Reach = StateTables['backup_reach']

const COLUMNS = [
  'destination_id',
  'tried_at',
  'reached_at',
  'fault',
  'fault_detail',
  'failures',
  'safe_until',
  'waiting_bytes'
] as const satisfies (keyof Reach)[]

const one = question<Pick<Reach, 'destination_id'>>()((db, { destination_id }) =>
  db.selectFrom('backup_reach').select(COLUMNS).where('destination_id', '=', destination_id)
)

const put = change<Reach>()((db, row) => db.replaceInto('backup_reach').values(pick(row, COLUMNS)))

const drop = change<Pick<Reach, 'destination_id'>>()((db, { destination_id }) =>
  db.deleteFrom('backup_reach').where('destination_id', '=', destination_id)
)

/** How it stands with a destination; one that was never tried stands at nothing. */
export function readReach(reader: Reader, destination_id: string): Reach {
  return (
    one.find(reader, { destination_id }) ?? {
      destination_id,
      tried_at: null,
      reached_at: null,
      fault: null,
      fault_detail: '',
      failures: 0,
      safe_until: null,
      waiting_bytes: 0
    }
  )
}

export function keepReach(tx: Tx, reach: Reach): void {
  put.run(tx, reach)
}

export function dropReach(tx: Tx, destination_id: string): void {
  drop.run(tx, { destination_id })
}
