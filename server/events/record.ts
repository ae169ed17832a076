import { change, pick, type Tx } from '../db/prepare.ts'
import { nextEventId } from '../db/seal/seal-event.ts'
import type { Moment } from '../values/clock.ts'
import type { EventTables } from './tables.ts'

/** Who does a deed, where, when, and at which request: decided at the edge, then only carried. */
export interface By {
  at: Moment
  staff_id: string | null
  terminal_id: string | null
  /** The request's id, made by whoever pressed the key. */
  request_id: string | null
  /** Who lent the right for it, by PIN on the spot. */
  approved_by?: string | null
  /** Which shift the screen showed when the key was pressed, and when that was, as the device says. */
  pressed?: { shift_id: string; at: Moment }
}

/** Everything that can happen in the shop. Screens listen for these words. */
export type EventType =
  | 'authority.made'
  | 'backup.restored'
  | 'backup-key.changed'
  | 'backup.archived'
  | 'backup.page-damaged'
  | 'backup.reminded'
  | 'backup.tried'
  | 'basket.changed'
  | 'basket.discarded'
  | 'basket.held'
  | 'basket.moved'
  | 'basket.recalled'
  | 'clock.confirmed'
  | 'clock.doubted'
  | 'customer.added'
  | 'customer.changed'
  | 'customer.erased'
  | 'data.exported'
  | 'data.restored'
  | 'destination.added'
  | 'destination.changed'
  | 'destination.removed'
  | 'display.awaited'
  | 'display.paired'
  | 'display.unpaired'
  | 'door.refused'
  | 'door.signed-in'
  | 'door.signed-out'
  | 'drawer.found-open'
  | 'drawer.opened'
  | 'group.changed'
  | 'item.changed'
  | 'items.imported'
  | 'items.import-undone'
  | 'job.handed-over'
  | 'job.settled'
  | 'labels.printed'
  | 'ledger.verified'
  | 'logo.changed'
  | 'order.ended'
  | 'order.made'
  | 'payment.taken'
  | 'points.corrected'
  | 'printer.changed'
  | 'printer.removed'
  | 'printer.tested'
  | 'promotion.changed'
  | 'qris.asked'
  | 'qris.checked'
  | 'radar.looked-at'
  | 'refund.completed'
  | 'sale.completed'
  | 'second-step.changed'
  | 'setting.changed'
  | 'shift.counted'
  | 'shift.handed-over'
  | 'shift.looked-at'
  | 'shift.opened'
  | 'shift.closed'
  | 'shift.supplemented'
  | 'cash.moved'
  | 'slip.reprinted'
  | 'session.ended'
  | 'session.locked'
  | 'staff.changed'
  | 'staff.locked-out'
  | 'staff.sign-in-failed'
  | 'staff.signed-in'
  | 'staff.signed-out'
  | 'stock.corrected'
  | 'tax.changed'
  | 'tender.removed'
  | 'tender.taken'
  | 'tender-method.changed'
  | 'terminal.changed'
  | 'terminal.paired'
  | 'terminal.rehomed'
  | 'terminal.revoked'
  | 'tunnel-key.made'
  | 'update.asked'
  | 'version.changed'
  | 'version.returned'
  | 'voucher.issued'

export interface Happening {
  type: EventType
  subject_id: string
  facts?: Record<string, string | number | null>
}

const add = change<EventTables['events']>()((db, row) =>
  db
    .insertInto('events')
    .values(
      pick(row, [
        'event_id',
        'at',
        'type',
        'subject_id',
        'staff_id',
        'terminal_id',
        'request_id',
        'facts',
        'approved_by'
      ])
    )
)

/**
 * Writes down what happened, in the deed's own transaction: no event without its deed, no deed without its event. The
 * store seals it with all before it and with the rows of the deed, when the deed has written all of them
 * (`docs/ledger.md`).
 */
export function record(tx: Tx, by: By, { type, subject_id, facts }: Happening): void {
  const event_id = nextEventId(tx.sqlite)
  add.run(tx, {
    event_id,
    at: by.at,
    type,
    subject_id,
    staff_id: by.staff_id,
    terminal_id: by.terminal_id,
    request_id: by.request_id,
    facts: facts ? JSON.stringify(facts) : null,
    approved_by: by.approved_by ?? null
  })
  tx.recorded.push(event_id)
}
