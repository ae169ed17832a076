import type { Role } from '../auth/tables.ts'
import type { BusinessDay } from '../values/business-day.ts'
import type { Moment } from '../values/clock.ts'

/** From a moment up to, and without, another. */
export interface Stretch {
  from: Moment
  to: Moment
}

/** The days that are looked at, the same number before them, and how far back the shop's own habits are read. */
export interface RadarPeriod {
  first_day: BusinessDay
  last_day: BusinessDay
  days: number
  now: Stretch
  before: Stretch
  /** What is usual is learnt from here to the end of `now`: four weeks more, or the days before, if these are more. */
  known_from: Moment
  known_from_day: BusinessDay
}

/** Where something stands that is looked at: its page, if it has one. */
export interface Place {
  page: 'sale' | 'refund' | 'shift' | 'customer' | 'vouchers' | null
  id: string
}

/** One thing that happened, of a kind that a rule counts. */
export interface Incident {
  /** Of the sale, the refund, the shift, or `event:123`; it stays the same however often one looks. */
  id: string
  at: Moment
  staff_id: string | null
  terminal_id: string | null
  approved_by: string | null
  place: Place
  /** A receipt's number, a customer's name, an item; as it is called in the shop. */
  label: string | null
  amount_minor: number | null
  /** What whoever did it said of it. */
  note: string | null
  /** What else the rule goes by: seconds after the sale, basis points, minutes; as its name says. */
  measure: number | null
}

export type IncidentKind =
  | 'refund-soon'
  | 'refund-without-slip'
  | 'refund-as-cash'
  | 'drawer-no-sale'
  | 'drawer-found-open'
  | 'reprints'
  | 'reprint-refunded'
  | 'discount-by-hand'
  | 'price-by-hand'
  | 'cash-difference'
  | 'money-given-back'
  | 'given-up-late'
  | 'label-low'
  | 'approvals'
  | 'sign-ins'
  | 'failed-pins'
  | 'kasbon-raised'
  | 'voucher-free'
  | 'clock-jump'
  | 'points-corrected'

/** What somebody sold on a day at a till. */
export interface Traded {
  business_day: BusinessDay
  staff_id: string
  terminal_id: string
  sales: number
  total_minor: number
  /** When the first and the last of them were made. */
  first_at: Moment
  last_at: Moment
}

export interface Person {
  staff_id: string
  name: string
  role: Role
  /** How much of a price they may take off by hand, in basis points. */
  limit_bp: number
}

/** All that the rules go by: plain data. */
export interface RadarFacts {
  period: RadarPeriod
  zone: string
  day_starts_at: number
  people: ReadonlyMap<string, Person>
  tills: ReadonlyMap<string, string>
  traded: Traded[]
  incidents: Record<IncidentKind, Incident[]>
}
