import type { Right } from '../server/auth/permissions.ts'
import type { Role } from '../server/auth/tables.ts'
import type { Locale } from '../server/settings/read-settings.ts'
import type { Words } from './words/words.ts'

/** What every page is told about itself. */
export interface Page {
  words: Words
  locale: Locale
  /** IANA zone of the outlet, for every moment that is shown. */
  zone: string
  shop_name: string
  who: { staff_id: string; name: string; role: Role } | null
  /** The shift that runs at this till for this person. */
  shift_id?: string | null
  terminal: { terminal_id: string; code: string; name: string } | null
  may(right: Right): boolean
  /** The address asked for, with its query. */
  path: string
  /** The address of a static file. */
  file(name: string): string
  csrf_token(): string
}
