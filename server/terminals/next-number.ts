import { change, type Tx } from '../db/prepare.ts'
import type { Series } from './tables.ts'

const take = change<{ terminal_id: string; series: Series }>()((db, { terminal_id, series }) =>
  db
    .insertInto('terminal_series')
    .values({ terminal_id, series, last_number: 1 })
    .onConflict((conflict) =>
      conflict
        .columns(['terminal_id', 'series'])
        .doUpdateSet(({ eb, ref }) => ({ last_number: eb(ref('terminal_series.last_number'), '+', 1) }))
    )
    .returning('last_number')
)

/** Takes a till's next number, from 1. A deed that is refused gives it back, so none is ever missing. */
export function nextNumber(tx: Tx, terminal_id: string, series: Series): number {
  return take.returning(tx, { terminal_id, series }).last_number
}
