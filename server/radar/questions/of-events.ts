import { sql } from 'kysely'
import { question, type Reader } from '../../db/prepare.ts'
import { INDEXED } from '../../events/indexed.ts'
import type { Incident, IncidentKind, Place, RadarPeriod } from '../facts.ts'
import { type Asked, asIncident } from './rows.ts'

const ID = sql<string>`'event:' || event_id`

const ofType = question<Asked & { type: string }>()((db, { type, from, to }) =>
  db
    .selectFrom('events')
    .select([ID.as('id'), 'at', 'staff_id', 'terminal_id', 'approved_by', 'subject_id', 'facts'])
    .where(INDEXED)
    .where('type', '=', type)
    .where('at', '>=', from)
    .where('at', '<', to)
)

type Row = ReturnType<typeof ofType.read>
type Told = Record<string, string | number | null>

const approvals = question<Asked>()((db, { from, to }) =>
  db
    .selectFrom('events')
    .select([sql<string>`min('event:' || event_id)`.as('id'), 'at', 'staff_id', 'terminal_id', 'approved_by'])
    .select(['type as note', 'subject_id'])
    .where(sql<boolean>`approved_by is not null`)
    .where('at', '>=', from)
    .where('at', '<', to)
    // One deed writes several events: it is one PIN that was typed.
    .groupBy(sql`coalesce(request_id, event_id)`)
)

const receiptNo = question<{ id: string }>()((db, { id }) =>
  db.selectFrom('sales').select('receipt_no as label').where('sale_id', '=', id)
)
const customerName = question<{ id: string }>()((db, { id }) =>
  db.selectFrom('customers').select('name as label').where('customer_id', '=', id)
)
const printerName = question<{ id: string }>()((db, { id }) =>
  db.selectFrom('printers').select('name as label').where('printer_id', '=', id)
)
/** Of a voucher for which nobody paid. */
const freeVoucher = question<{ id: string }>()((db, { id }) =>
  db
    .selectFrom('vouchers')
    .leftJoin('payments', 'payments.voucher_id', 'vouchers.voucher_id')
    .select('code as label')
    .where('vouchers.voucher_id', '=', id)
    .where('payment_id', 'is', null)
)

interface Kind {
  type: string
  page: Place['page']
  /** Which of the events of this type; and what is told of it. */
  only?: (facts: Told) => boolean
  tell?: (facts: Told, row: Row) => Partial<Incident>
  /** Whether what has no name is none of it. */
  is_called?: boolean
  label?: { find(reader: Reader, args: { id: string }): { label: string } | undefined }
}

const text = (value: Told[string] | undefined) =>
  value === null || value === undefined ? null : String(value)

const KINDS = {
  'drawer-no-sale': {
    type: 'drawer.opened',
    page: null,
    only: ({ why }) => why === 'no-sale',
    tell: ({ reason, note }) => ({ label: text(reason), note: text(note) })
  },
  'drawer-found-open': { type: 'drawer.found-open', page: null, label: printerName },
  reprints: { type: 'slip.reprinted', page: 'sale', only: ({ kind }) => kind === 'sale', label: receiptNo },
  'money-given-back': {
    type: 'tender.removed',
    page: 'sale',
    label: receiptNo,
    tell: ({ amount_minor }) => ({ amount_minor: Number(amount_minor) })
  },
  'sign-ins': { type: 'staff.signed-in', page: null },
  // Whose PIN it was is what it is about; nobody is signed in yet.
  'failed-pins': {
    type: 'staff.sign-in-failed',
    page: null,
    tell: ({ way }, row) => ({ staff_id: row.subject_id, note: text(way) })
  },
  'kasbon-raised': {
    type: 'customer.changed',
    page: 'customer',
    only: ({ limit_minor, before_minor }) => Number(limit_minor ?? 0) > Number(before_minor ?? 0),
    tell: ({ limit_minor, before_minor }) => ({
      amount_minor: Number(limit_minor) - Number(before_minor ?? 0)
    }),
    label: customerName
  },
  'voucher-free': {
    type: 'voucher.issued',
    page: 'vouchers',
    tell: ({ value_minor }) => ({ amount_minor: Number(value_minor) }),
    label: freeVoucher,
    is_called: true
  },
  'points-corrected': {
    type: 'points.corrected',
    page: 'customer',
    only: ({ points }) => Number(points) > 0,
    tell: ({ points, reason }) => ({ measure: Number(points), note: text(reason) }),
    label: customerName
  }
} satisfies Partial<Record<IncidentKind, Kind>>

export type EventKind = keyof typeof KINDS

/** Where it stands what a right was lent for. */
const PAGE_OF: Record<string, Place['page']> = {
  'refund.completed': 'refund',
  'sale.completed': 'sale',
  'customer.changed': 'customer',
  'points.corrected': 'customer',
  'voucher.issued': 'vouchers'
}

/** What stands in the events alone. */
export function readEvents(
  reader: Reader,
  { known_from: from, now }: RadarPeriod
): Record<EventKind | 'approvals', Incident[]> {
  const asked = { from, to: now.to }
  const found = Object.entries<Kind>(KINDS).map(([kind, how]) => [
    kind,
    ofType.list(reader, { ...asked, type: how.type }).flatMap((row) => read(reader, how, row))
  ])
  return {
    ...(Object.fromEntries(found) as Record<EventKind, Incident[]>),
    approvals: approvals.list(reader, asked).map(({ subject_id: page_id, ...row }) => {
      const page = PAGE_OF[row.note] ?? null
      return asIncident({ ...row, page_id: page && page_id }, page)
    })
  }
}

function read(reader: Reader, { page, only, tell, label, is_called }: Kind, row: Row): Incident[] {
  const facts: Told = row.facts ? JSON.parse(row.facts) : {}
  if (only && !only(facts)) return []
  const called = label?.find(reader, { id: row.subject_id })?.label ?? null
  if (is_called && !called) return []
  const { facts: _, subject_id, ...rest } = row
  // A basket that never became a sale has no page.
  const page_id = page === 'sale' && !called ? null : subject_id
  const place = { page: page_id ? page : null, id: subject_id }
  return [{ ...asIncident({ ...rest, page_id, label: called }, page), place, ...tell?.(facts, row) }]
}
