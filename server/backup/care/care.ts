import type { Settings } from '../../settings/read-settings.ts'
import type { Moment } from '../../values/clock.ts'
import type { StoreKey } from '../objects/seal.ts'
import type { SourceAt } from '../restore/run-restore.ts'
import type { Uptime } from '../state/uptime.ts'
import type { Place } from '../tables.ts'

/** What a place is looked after by. */
export interface CareOrder {
  place: Place
  source: SourceAt
  key: StoreKey
  /** The backup's folder. */
  folder: string
  now: Moment
  uptime: Uptime
  keep: Settings['backup_keep']
  zone: string
  /** All destinations, also those that are paused. */
  destinations: string[]
  /** Files that were found bad and could not be mended: they are looked at again. */
  bad: string[]
  /** As many bytes a second are fetched at most; 0 for as many as go. */
  bytes_per_second: number
  /** The spool is kept below this. */
  most_spool_bytes: number
  /** The disk is short of room: of the spool goes all that every destination has and the newest can be restored without. */
  is_short: boolean
}

/** What came of it. */
export type CareReport =
  | { outcome: 'away' | 'cancelled'; detail: string }
  | {
      outcome: 'done'
      files: number
      bytes: number
      /** Files that were bad or lost, and are whole again. */
      mended: string[]
      /** Files that are bad or lost, and nothing is here to mend them with. */
      bad: string[]
      /** Some of them are needed to go back to each second of the last days: the place should get all anew. */
      needs_anew: boolean
      /** Files that were old enough to go. */
      gone: string[]
      /** Destinations that lack what the spool had no room for any more, and need all anew. */
      cut_off: string[]
    }

/** Nothing to say. */
export const NOTHING_DONE = {
  outcome: 'done',
  files: 0,
  bytes: 0,
  mended: [],
  bad: [],
  needs_anew: false,
  gone: [],
  cut_off: []
} satisfies CareReport
