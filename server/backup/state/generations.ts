import { change, pick, question, type Reader, type Tx } from '../../db/prepare.ts'
import type { GenerationName } from '../objects/names.ts'

const put = change<GenerationName>()((db, row) =>
  db
    .insertInto('backup_generations')
    .values(pick(row, ['generation', 'epoch', 'began']))
    .onConflict((conflict) => conflict.doNothing())
)

const all = question()((db) => db.selectFrom('backup_generations').select(['generation', 'epoch', 'began']))

/** Remembers that this box wrote a generation, or came from it, for as long as destinations may hold it. */
export function rememberGeneration(tx: Tx, name: GenerationName): void {
  put.run(tx, name)
}

export function listKnownGenerations(reader: Reader): GenerationName[] {
  return all.list(reader, {})
}
