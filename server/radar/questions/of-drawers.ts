import { sql } from 'kysely'
import { question, type Reader } from '../../db/prepare.ts'
import type { Incident, RadarPeriod } from '../facts.ts'
import { type Asked, asIncident } from './rows.ts'

// Shifts are found by when they were opened: a shift that was opened a day before is looked at too.
const counted = question<Asked>()((db, { from, to }) =>
  db
    .selectFrom('shifts')
    .innerJoin('shift_closings', 'shift_closings.shift_id', 'shifts.shift_id')
    .innerJoin('terminals', 'terminals.terminal_id', 'shifts.terminal_id')
    .select(['shifts.shift_id as id', 'closed_at as at', 'closed_by as staff_id', 'shifts.terminal_id'])
    .select([
      sql<number>`counted_minor - expected_minor`.as('amount_minor'),
      sql<string>`terminals.code || ' Z' || z_number`.as('label')
    ])
    .where('opened_at', '>=', sql<string>`strftime('%Y-%m-%dT%H:%M:%fZ', ${from}, '-1 day')`)
    .where('closed_at', '>=', from)
    .where('closed_at', '<', to)
)

/** Every drawer that was counted, and what was missing (below nothing) or left over. */
export function readCounts(reader: Reader, { known_from: from, now }: RadarPeriod): Incident[] {
  return counted
    .list(reader, { from, to: now.to })
    .map((row) => asIncident({ ...row, page_id: row.id }, 'shift'))
}
