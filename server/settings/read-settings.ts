import { kept } from '../db/kept.ts'
import { question, type Reader } from '../db/prepare.ts'
import type { Columns } from '../printing/tables.ts'
import type { Moment } from '../values/clock.ts'
import { type Minor, minor } from '../values/money.ts'
import type { RoundingMode } from '../values/round-cash.ts'

export type Locale = 'id' | 'en'

/** How the digits of a scale's label are to be read, after its prefix. */
export interface ScaleLabel {
  /** The first digits: `21`. */
  prefix: string
  plu_digits: number
  value_digits: number
  holds: 'weight' | 'price' | 'count'
  /** What the value is counted in: thousandths of a kilo are 1, whole rupiah 1, tens of rupiah 10. */
  factor: number
}

/** A note or a coin, and what it is worth. */
export interface Denomination {
  kind: 'note' | 'coin'
  value_minor: Minor
}

/** What the owner decided about the shop. */
export interface Settings {
  locale: Locale
  /** The shop's name and address as they stand on the slip. */
  name: string
  address: string
  phone: string
  /** The tax number, digits only, or null for a shop that has none. */
  npwp: string | null
  /** Whether the shop collects value-added tax (Pengusaha Kena Pajak). Its prices then include it. */
  collects_tax: boolean
  /** Whether the prices include value-added tax, or it is added to them. */
  prices_include_tax: boolean
  /** Whether the outlet collects the region's tax on what is served (PBJT), and whether the prices include it. */
  collects_pbjt: boolean
  pbjt_included: boolean
  /** The shop's own charge on what is served, in basis points, and of what it is taken. */
  service_bp: number
  service_of: 'net' | 'gross'
  /** How cash is rounded to the smallest coin (Pembulatan); a step of 0 rounds nothing. */
  rounding_mode: RoundingMode
  rounding_step: number
  /** How much of a price each role may take off by hand, in basis points. */
  discount_limits: Record<'owner' | 'supervisor' | 'cashier', number>
  /** Where promotions meet: the best for the customer, or the owner's order. */
  promotion_mode: 'best' | 'priority'
  /** A point for so much paid, and what a point is worth; 0 for none. */
  points_per_minor: Minor
  point_worth_minor: Minor
  /** What a scale prints on its labels. */
  scale_labels: ScaleLabel[]
  /** Whether all who sell at a till share its shift and drawer, or each has a shift and a drawer of their own there. */
  shift_mode: 'shared' | 'own'
  /** The notes and coins that a drawer is counted by, the largest first. */
  denominations: Denomination[]
  /** Why cash is often put in or taken out, to be chosen with one press. */
  cash_reasons: { in: string[]; out: string[] }
  /** IANA zone of the outlet. */
  zone: string
  /** The hour the business day begins, 0 to 23. */
  day_starts_at: number
  columns: Columns
  /** What stands under the shop's address on each slip, and under the slip; lines as they were typed. */
  receipt_head: string
  receipt_foot: string
  /** What a sale's slip shows besides what it must. */
  receipt_shows: Record<SlipPart, boolean>
  /** The logo at the head of each slip for a customer; null for none. */
  receipt_logo: LogoLook | null
  /** How slips looked before they were last changed, for who wants that back; and as they were last tried on paper. */
  receipt_earlier: SlipLook | null
  receipt_draft: SlipLook | null
  /** The shop's own QRIS code as its bank issued it, without an amount; null while there is none. */
  qris_static: string | null
  /** Whether customers are shown a code with the amount in it; else the shop's own and the amount in large figures. */
  qris_dynamic: boolean
  /** When a sticker in the shop was last found to be that code. */
  qris_checked_at: Moment | null
  /** When the backup's jobs run: five fields of cron, in the outlet's zone. */
  backup_when: Record<BackupJob, string>
  /** How long the backup is kept: every second for so many days, then a picture a week, a month, a year. */
  backup_keep: { days: number; weeks: number; months: number; years: number }
  /** How many bytes a second may be sent while catching up; 0 for as many as go. */
  backup_catch_up_bytes: number
  /** After how many minutes without a key or a tap a session locks itself. */
  lock_after_minutes: number
  /** When the owner said that the sheet with the recovery code is printed and put away; null while it isn't. */
  backup_sheet_at: Moment | null
  /** The owner's own server, through which the owner's door is reached from afar; null for none. */
  tunnel: TunnelServer | null
}

/** A server that holds the shop's tunnel. */
export interface TunnelServer {
  host: string
  /** Where its SSH listens. */
  port: number
  /** Who the box is there. */
  user: string
  /** Where the server listens for the owner, on its own address alone. */
  remote_port: number
  /** The key by which it was known when the owner said yes to it, `ssh-ed25519 AAAA…`. */
  host_key: string
}

/** Which logo, drawn in which way and how large. */
export interface LogoLook {
  logo_id: string
  /** A photograph is made of scattered dots; a drawing is black where it is dark and white where it isn't. */
  style: 'photo' | 'drawing'
  size: 'small' | 'middle' | 'full'
}

/** How the shop's slips look, as far as the owner decides it. */
export type SlipLook = Pick<
  Settings,
  'columns' | 'receipt_head' | 'receipt_foot' | 'receipt_shows' | 'receipt_logo'
>

/** A part of a sale's slip that the owner may leave out. */
export type SlipPart =
  | 'logo'
  | 'address'
  | 'phone'
  | 'cashier'
  | 'customer'
  | 'tax'
  | 'savings'
  | 'points'
  | 'link'

/** What the backup does by the clock: carry on to the destinations, take a picture, prove, look after, remind. */
export type BackupJob = 'ship' | 'snapshot' | 'drill' | 'care' | 'remind'

/** The money of the country the shop opened in, as its central bank issues it; the owner writes another table. */
const RUPIAH: Denomination[] = [
  ...[100_000, 50_000, 20_000, 10_000, 5000, 2000, 1000].map((value) => note(value)),
  ...[1000, 500, 200, 100].map((value) => coin(value))
]

function note(value: number): Denomination {
  return { kind: 'note', value_minor: minor(value) }
}

function coin(value: number): Denomination {
  return { kind: 'coin', value_minor: minor(value) }
}

const DEFAULTS: Settings = {
  locale: 'id',
  name: '',
  address: '',
  phone: '',
  npwp: null,
  collects_tax: false,
  prices_include_tax: true,
  collects_pbjt: false,
  pbjt_included: false,
  service_bp: 0,
  service_of: 'net',
  rounding_mode: 'nearest',
  rounding_step: 100,
  discount_limits: { cashier: 500, supervisor: 2000, owner: 10_000 },
  promotion_mode: 'best',
  points_per_minor: minor(0),
  point_worth_minor: minor(0),
  scale_labels: [],
  shift_mode: 'shared',
  denominations: RUPIAH,
  cash_reasons: { in: [], out: [] },
  zone: 'Asia/Jakarta',
  day_starts_at: 4,
  columns: 32,
  receipt_head: '',
  receipt_foot: '',
  receipt_shows: {
    logo: true,
    address: true,
    phone: true,
    cashier: true,
    customer: true,
    tax: true,
    savings: true,
    points: true,
    link: true
  },
  receipt_logo: null,
  receipt_earlier: null,
  receipt_draft: null,
  qris_static: null,
  qris_dynamic: true,
  qris_checked_at: null,
  backup_when: {
    ship: '* * * * *',
    snapshot: '40 3 * * 0',
    drill: '10 3 * * *',
    care: '20 4 * * *',
    remind: '0 8 * * *'
  },
  backup_keep: { days: 35, weeks: 8, months: 18, years: 10 },
  backup_catch_up_bytes: 128_000,
  backup_sheet_at: null,
  lock_after_minutes: 5,
  tunnel: null
}

const all = question()((db) => db.selectFrom('settings').select(['name', 'value']))

/** Every setting, as decided or as it comes. */
export const readSettings: (reader: Reader) => Readonly<Settings> = kept('settings', (reader) => {
  const decided = Object.fromEntries(all.list(reader, {}).map(({ name, value }) => [name, JSON.parse(value)]))
  return { ...DEFAULTS, ...decided }
})
