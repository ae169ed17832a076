import { sql } from 'kysely'
import { question, type Reader } from '../db/prepare.ts'
import { goodsKey } from './find-goods.ts'

const HOW_MANY = 20

const latest = question<{ limit: number }>()((db, { limit }) =>
  db
    .selectFrom('label_runs')
    .innerJoin('staff', 'staff.staff_id', 'label_runs.asked_by')
    .select(['run_id', 'layout', 'asked_at', 'staff.name as staff_name'])
    .select(({ selectFrom }) => [
      selectFrom('label_lines')
        .select(({ fn }) => fn.sum<number>('copies').as('labels'))
        .whereRef('label_lines.run_id', '=', 'label_runs.run_id')
        .as('labels'),
      selectFrom('label_lines')
        .select('label_lines.name')
        .whereRef('label_lines.run_id', '=', 'label_runs.run_id')
        .where('line_no', '=', 1)
        .as('first'),
      selectFrom('label_lines')
        .select(sql<number>`count(*)`.as('goods'))
        .whereRef('label_lines.run_id', '=', 'label_runs.run_id')
        .as('goods')
    ])
    .orderBy('run_id', 'desc')
    .limit(limit)
)

const byId = question<{ run_id: string }>()((db, { run_id }) =>
  db
    .selectFrom('label_runs')
    .innerJoin('staff', 'staff.staff_id', 'label_runs.asked_by')
    .select(['run_id', 'layout', 'asked_at', 'staff.name as staff_name'])
    .where('run_id', '=', run_id)
)

const linesOf = question<{ run_id: string }>()((db, { run_id }) =>
  db
    .selectFrom('label_lines')
    .innerJoin('items', 'items.item_id', 'label_lines.item_id')
    .selectAll('label_lines')
    .select('item_no')
    .where('run_id', '=', run_id)
    .orderBy('line_no')
)

/** A run of labels as it stands in the list of them. */
export type LabelRun = ReturnType<typeof latest.list>[number]

/** A run of labels with what stands on them. */
export type WholeRun = NonNullable<ReturnType<typeof findRun>>

/** What was printed last, the newest first. */
export function listRuns(reader: Reader): LabelRun[] {
  return latest.list(reader, { limit: HOW_MANY })
}

export function findRun(reader: Reader, run_id: string) {
  const run = byId.find(reader, { run_id })
  if (!run) return undefined
  const lines = linesOf
    .list(reader, { run_id })
    .map(({ item_no, ...line }) => ({ ...line, key: goodsKey(item_no, line.unit_id) }))
  return { ...run, lines }
}
