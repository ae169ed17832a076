import { change, pick, type Tx } from '../db/prepare.ts'
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
}

/** Everything that can happen in the shop. Screens listen for these words. */
export type EventType =
  | 'backup.restored'
  | 'backup-key.changed'
  | 'backup.archived'
  | 'backup.reminded'
  | 'backup.tried'
  | 'basket.changed'
  | 'basket.discarded'
  | 'basket.held'
  | 'basket.moved'
  | 'basket.recalled'
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
  | 'refund.completed'
  | 'sale.completed'
  | 'second-step.changed'
  | 'setting.changed'
  | 'shift.looked-at'
  | 'shift.opened'
  | 'shift.closed'
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
  | 'voucher.issued'

export interface Happening {
  type: EventType
  subject_id: string
  facts?: Record<string, string | number | null>
}

const add = change<Omit<EventTables['events'], 'event_id'>>()((db, row) =>
  db
    .insertInto('events')
    .values(
      pick(row, ['at', 'type', 'subject_id', 'staff_id', 'terminal_id', 'request_id', 'facts', 'approved_by'])
    )
)

/** Writes down what happened, in the deed's own transaction: no event without its deed, no deed without its event. */
export function record(tx: Tx, by: By, { type, subject_id, facts }: Happening): void {
  add.run(tx, {
    at: by.at,
    type,
    subject_id,
    staff_id: by.staff_id,
    terminal_id: by.terminal_id,
    request_id: by.request_id,
    facts: facts ? JSON.stringify(facts) : null,
    approved_by: by.approved_by ?? null
  })
}
