import type { Moment } from '../values/clock.ts'

/**
 * What somebody did to the ledger, as far as it can be told by what is left.
 *
 * - `altered`: an event says something else than when it was sealed; `swapped`: it says what another one said
 * - `missing`: an event is gone; `inserted`: one that was never sealed
 * - `seal-altered`: the event is as it was, its seal is not
 * - `row-…`: beside an event that is as it was, a row was altered, taken away or put in; `stranger`: a row that no event
 *   speaks of
 * - `rewritten`: the chain holds together and is not the one that somebody noted: what is behind an anchor was hashed anew
 * - `cut-off`: somebody noted an event that is not there any more: the newest were taken away
 * - `genesis`: the chain begins otherwise than it says
 */
export type HarmKind =
  | 'altered'
  | 'swapped'
  | 'missing'
  | 'inserted'
  | 'seal-altered'
  | 'row-altered'
  | 'row-missing'
  | 'row-inserted'
  | 'stranger'
  | 'rewritten'
  | 'cut-off'
  | 'genesis'

/** The first thing that is wrong, named as exactly as can be. */
export interface Harm {
  kind: HarmKind
  /** At which event it was found. */
  event_id: number
  /** When that happened, by what it says now; null where it is gone. */
  at: Moment | null
  /** What kind of thing happened, as its event says now. */
  type: string | null
  subject_id: string | null
  /** What it says now: the event, or the row beside it, as a line of JSON. */
  says: string | null
  /** The table of the row. */
  table: string | null
  /** With which event it was swapped; the last event of those that are missing; the last one that is as it was noted. */
  other_id: number | null
  /** Who noted it otherwise. */
  anchor: string | null
}

/** A head of the ledger that was noted outside of it. */
export interface Anchor {
  event_id: number
  /** The hash's beginning, hex; all 64 digits where they were noted. */
  hash: string
  /** Where it was noted: a file, a place, a slip. */
  where: string
  at: Moment | null
  /** The epoch of the backup of whoever noted it; a box that is restored begins a higher one. */
  epoch?: number
  /**
   * The event that the shop was restored with after this was noted, as the noting itself says; null where it is known that
   * it never was since. Not known of what was noted elsewhere.
   */
  left_at?: number | null
}

/** A head that is not in the chain because the shop was taken back to before it: it is of the way that was left. */
export interface Left {
  anchor: Anchor
  /** The event that the shop was restored with, and when that was. */
  restored_id: number
  restored_at: Moment
  /** Noted where it was noted, as it was done; else only the chain itself says that there was a restoring. */
  is_known: boolean
}

/** What a verification came to. */
export interface Verdict {
  ok: boolean
  /** From behind this event, 0 for all, up to that one. */
  from: number
  to: number
  /** The head at `to`, hex; null where there is no event. */
  head: string | null
  /** Up to here the events were there before there were seals. */
  sealed_later_to: number
  events: number
  rows: number
  /** So many heads that were noted elsewhere are in the chain. */
  anchors: number
  /** These are not, and that is how it should be, if somebody knows of the restoring. */
  left: Left[]
  harm: Harm | null
  ms: number
}

const NOTHING = {
  at: null,
  type: null,
  subject_id: null,
  says: null,
  table: null,
  other_id: null,
  anchor: null
}

/** A harm of which only this is known. */
export function harmOf(kind: HarmKind, event_id: number, known: Partial<Harm> = {}): Harm {
  return { ...NOTHING, ...known, kind, event_id }
}
