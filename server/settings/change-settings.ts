import { change, pick, type Tx } from '../db/prepare.ts'
import { type By, record } from '../events/record.ts'
import type { Moment } from '../values/clock.ts'
import type { Settings } from './read-settings.ts'

const put = change<{ name: string; value: string; changed_at: Moment }>()((db, row) =>
  db
    .insertInto('settings')
    .values(pick(row, ['name', 'value', 'changed_at']))
    .onConflict((conflict) =>
      conflict.column('name').doUpdateSet({ value: row.value, changed_at: row.changed_at })
    )
)

/** Decides some settings anew; the others stay. */
export function changeSettings(tx: Tx, by: By, settings: Partial<Settings>): void {
  for (const [name, value] of Object.entries(settings)) {
    put.run(tx, { name, value: JSON.stringify(value), changed_at: by.at })
    record(tx, by, { type: 'setting.changed', subject_id: name })
  }
}
