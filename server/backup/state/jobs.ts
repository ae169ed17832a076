import { change, pick, question, type Reader, type Tx } from '../../db/prepare.ts'
import type { Moment } from '../../values/clock.ts'
import type { StateTables } from '../tables.ts'

export type JobRun = StateTables['backup_jobs']

const begin = change<{ name: string; at: Moment }>()((db, { name, at }) =>
  db
    .insertInto('backup_jobs')
    .values({ name, started_at: at, ended_at: null, result: null, detail: '' })
    .onConflict((conflict) =>
      conflict.column('name').doUpdateSet({ started_at: at, ended_at: null, result: null, detail: '' })
    )
)

const end = change<Pick<JobRun, 'name' | 'ended_at' | 'result' | 'detail'>>()((db, row) =>
  db
    .updateTable('backup_jobs')
    .set(pick(row, ['ended_at', 'result', 'detail']))
    .where('name', '=', row.name)
)

const all = question()((db) => db.selectFrom('backup_jobs').selectAll())

/** Something the box does by the clock begins. */
export function beginRun(tx: Tx, name: string, at: Moment): void {
  begin.run(tx, { name, at })
}

/** It ended, well or not. @param detail what it came to, for a technician */
export function endRun(tx: Tx, run: Pick<JobRun, 'name' | 'ended_at' | 'result' | 'detail'>): void {
  end.run(tx, run)
}

/** The last run of each. */
export function listRuns(reader: Reader): JobRun[] {
  return all.list(reader, {})
}
