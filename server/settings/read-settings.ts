import { question, type Reader } from '../db/prepare.ts'
import type { Columns } from '../printing/tables.ts'
import type { Moment } from '../values/clock.ts'

export type Locale = 'id' | 'en'

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
  /** IANA zone of the outlet. */
  zone: string
  /** The hour the business day begins, 0 to 23. */
  day_starts_at: number
  columns: Columns
  /** The line under each slip. */
  receipt_foot: string
  /** The shop's own QRIS code as its bank issued it, without an amount; null while there is none. */
  qris_static: string | null
  /** Whether customers are shown a code with the amount in it; else the shop's own and the amount in large figures. */
  qris_dynamic: boolean
  /** When a sticker in the shop was last found to be that code. */
  qris_checked_at: Moment | null
}

const DEFAULTS: Settings = {
  locale: 'id',
  name: '',
  address: '',
  phone: '',
  npwp: null,
  collects_tax: false,
  zone: 'Asia/Jakarta',
  day_starts_at: 4,
  columns: 32,
  receipt_foot: '',
  qris_static: null,
  qris_dynamic: true,
  qris_checked_at: null
}

const all = question()((db) => db.selectFrom('settings').select(['name', 'value']))

/** Every setting, as decided or as it comes. */
export function readSettings(reader: Reader): Settings {
  const decided = Object.fromEntries(all.list(reader, {}).map(({ name, value }) => [name, JSON.parse(value)]))
  return { ...DEFAULTS, ...decided }
}
