import { change, pick, question, type Reader, type Tx } from '../../db/prepare.ts'
import type { Place, StateTables } from '../tables.ts'

/** A file that is to go from a place. */
export type Doomed = StateTables['backup_doomed']

const COLUMNS = [
  'place',
  'name',
  'bytes',
  'planned_uptime_ms',
  'planned_at'
] as const satisfies (keyof Doomed)[]

const add = change<Doomed>()((db, row) => db.insertInto('backup_doomed').values(pick(row, COLUMNS)))

const drop = change<Pick<Doomed, 'place' | 'name'>>()((db, { place, name }) =>
  db.deleteFrom('backup_doomed').where('place', '=', place).where('name', '=', name)
)

const dropAll = change()((db) => db.deleteFrom('backup_doomed'))

const of = question<{ place: Place }>()((db, { place }) =>
  db.selectFrom('backup_doomed').select(COLUMNS).where('place', '=', place).orderBy('name')
)

export function doom(tx: Tx, file: Doomed): void {
  add.run(tx, file)
}

/** It is gone, or spared. */
export function forgetDoomed(tx: Tx, file: Pick<Doomed, 'place' | 'name'>): void {
  drop.run(tx, file)
}

/** Nothing is to go any more. */
export function forgetAllDoomed(tx: Tx): void {
  dropAll.run(tx, {})
}

export function listDoomed(reader: Reader, place: Place): Doomed[] {
  return of.list(reader, { place })
}
