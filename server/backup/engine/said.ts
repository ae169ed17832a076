import type { Recorded } from './recorder.ts'
import type { Found } from './resume.ts'

/** What the engine has to say while it runs. */
export type Said =
  | { type: 'resumed'; found: Found }
  | ({ type: 'recorded' } & Recorded)
  | { type: 'snapshot-made'; seq: number; at: number; bytes: number }
  /** Something is wrong, or right again; the owner is told. */
  | { type: 'trouble'; trouble: Trouble | null; detail: string }
  | { type: 'clock-jumped'; by_ms: number }
  /** Pages of the database file lie on the disk otherwise than they were written. */
  | { type: 'page-damaged'; pages: number[] }
  /** Commits come so thick that the log can't be begun anew between them: let there be none for a moment. */
  | { type: 'pause-wanted' }
  /** The log was taken away under the box; what is committed from now on would be lost. */
  | { type: 'log-gone' }

/** Why nothing is recorded for now. Selling goes on all the same. */
export type Trouble = 'disk-full' | 'disk-fault' | 'database-damaged'
