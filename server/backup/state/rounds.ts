import { change, pick, question, type Reader, type Tx } from '../../db/prepare.ts'
import type { Place, StateTables } from '../tables.ts'

/** How far the reading again of a place's files has come. */
export type Round = StateTables['backup_rounds']

const COLUMNS = [
  'place',
  'next_name',
  'read_at',
  'files',
  'bytes',
  'faults'
] as const satisfies (keyof Round)[]

const put = change<Round>()((db, row) => db.replaceInto('backup_rounds').values(pick(row, COLUMNS)))

const one = question<{ place: Place }>()((db, { place }) =>
  db.selectFrom('backup_rounds').select(COLUMNS).where('place', '=', place)
)

export function keepRound(tx: Tx, round: Round): void {
  put.run(tx, round)
}

export function readRound(reader: Reader, place: Place): Round | undefined {
  return one.find(reader, { place })
}
