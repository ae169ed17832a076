import { sql } from 'kysely'
import { question, type Reader } from '../db/prepare.ts'
import type { DrawerReason } from '../printing/tables.ts'
import { findDrawer } from '../terminals/find-drawer.ts'
import type { Moment } from '../values/clock.ts'

/** A drawer that was opened though nothing was sold; `reason` is null where it was only tried out. */
interface DrawerOpening {
  opened_at: Moment
  opened_by: string | null
  approved_by: string | null
  reason: DrawerReason | null
  note: string | null
}

/** How a shift's drawer was opened besides for money. */
export interface DrawerOpenings {
  without_sale: DrawerOpening[]
  /** How often its printer saw it open though nobody had asked for it: by its key, or pried open. */
  found_open: number
}

// Events are numbered as they were committed: a shift's are those between its opening and its closing.
const span = question<{ shift_id: string }>()((db, { shift_id }) =>
  db
    .selectFrom('events')
    .select([
      sql<number | null>`min(event_id) filter (where type = 'shift.opened')`.as('from_id'),
      sql<number>`coalesce(min(event_id) filter (where type = 'shift.closed'), 9e15)`.as('to_id')
    ])
    .where('subject_id', '=', shift_id)
)

interface Span {
  from_id: number
  to_id: number
}

/** One that was too late to reach its drawer opened nothing; one that was cut off on its way may have. */
const HALF_WAY = sql`('disconnected', 'restarted')`

const opened = question<Span & { terminal_id: string; printer_id: string | null; pin: number | null }>()(
  (db, { from_id, to_id, terminal_id, printer_id, pin }) =>
    db
      .selectFrom('events')
      .leftJoin('staff', 'staff.staff_id', 'events.staff_id')
      .leftJoin('staff as approvers', 'approvers.staff_id', 'events.approved_by')
      .leftJoin('print_jobs', (join) => join.on('job_id', '=', sql<string>`facts ->> 'job_id'`))
      .select([
        'events.at as opened_at',
        'staff.name as opened_by',
        'approvers.name as approved_by',
        sql<DrawerReason | null>`facts ->> 'reason'`.as('reason'),
        sql<string | null>`facts ->> 'note'`.as('note')
      ])
      .where('event_id', '>', from_id)
      .where('event_id', '<', to_id)
      .where('events.type', '=', 'drawer.opened')
      // A trial is done from anywhere, and known by the socket that it pulsed.
      .where(
        sql<boolean>`((facts ->> 'why' = 'no-sale' and events.terminal_id = ${terminal_id}) or (facts ->> 'why' = 'test'
          and facts ->> 'printer_id' = ${printer_id} and facts ->> 'pin' = ${pin}))`
      )
      .where(sql<boolean>`(print_jobs.state is null or state <> 'expired' or trouble in ${HALF_WAY})`)
      .orderBy('event_id')
)

const foundOpen = question<Span & { printer_id: string }>()((db, { from_id, to_id, printer_id }) =>
  db
    .selectFrom('events')
    .select(({ fn }) => fn.countAll<number>().as('times'))
    .where('event_id', '>', from_id)
    .where('event_id', '<', to_id)
    .where('type', '=', 'drawer.found-open')
    .where('subject_id', '=', printer_id)
)

/**
 * How the drawer of a shift was opened besides for money. Two drawers at one printer share its sensor, so both shifts
 * know of what it saw.
 */
export function readDrawerOpenings(
  reader: Reader,
  { shift_id, terminal_id }: { shift_id: string; terminal_id: string }
): DrawerOpenings {
  const { from_id, to_id } = span.read(reader, { shift_id })
  if (from_id === null) return { without_sale: [], found_open: 0 }
  const { printer_id = null, own_pin = null, printer_pin = null } = findDrawer(reader, terminal_id) ?? {}
  const within = { from_id, to_id }
  return {
    without_sale: opened.list(reader, { ...within, terminal_id, printer_id, pin: own_pin ?? printer_pin }),
    found_open: printer_id ? foundOpen.read(reader, { ...within, printer_id }).times : 0
  }
}
