import type { Moment } from '../values/clock.ts'
import type { DestinationKind, FaultKind } from './destinations/destination.ts'
import type { PointReason } from './objects/segment.ts'

export interface BackupTables extends StateTables {
  destinations: {
    destination_id: string
    name: string
    kind: DestinationKind
    /** JSON of an `Address`. */
    address: string
    /** A sealed `Secret`, or null for a place that needs none. */
    secret: string | null
    is_paused: number
    added_at: Moment
    added_by: string | null
  }
}

/** Kept in `backups/state.db`, beside the shop and not in it: see `state/open-state.ts`. */
export interface StateTables {
  /** What the box does by the clock, and how it went the last time. */
  backup_jobs: {
    name: string
    started_at: Moment | null
    ended_at: Moment | null
    result: 'ok' | 'failed' | 'nothing' | null
    detail: string
  }
  /** The generations that this box wrote or goes on from. */
  backup_generations: {
    generation: string
    epoch: number
    /** Milliseconds since 1970, as in its folder's name. */
    began: number
  }
  /** Up to which segment of a generation a destination has all, without a gap. */
  backup_cursors: { destination_id: string; generation: string; seq: number; acked_at: Moment }
  /** How it stands with a destination. */
  backup_reach: {
    destination_id: string
    tried_at: Moment | null
    reached_at: Moment | null
    fault: FaultKind | 'foreign-writer' | 'fenced' | 'gap' | null
    fault_detail: string
    /** How often in a row it failed; the next try waits the longer. */
    failures: number
    /** Up to when it has everything: the time of the last commit it holds. */
    safe_until: Moment | null
    waiting_bytes: number
  }
  backup_drills: {
    drill_id: string
    /** Null: from the box's own spool. */
    destination_id: string | null
    started_at: Moment
    ended_at: Moment
    is_proven: number
    /** JSON of a `Certificate`. */
    certificate: string
  }
  /** What went wrong, and when it was right again. */
  backup_troubles: {
    trouble_id: string
    kind: string
    detail: string
    began_at: Moment
    ended_at: Moment | null
  }
  /** One row: which version of Laci ran here last. */
  backup_app: { id: 1; version: string }
  backup_points: {
    point_id: string
    generation: string
    seq: number
    made_at: Moment
    reason: PointReason
    label: string
  }
  /** Which snapshot a proven restoring stood on, at which place: so many are never thinned out. */
  backup_proven: { place: Place; generation: string; proven_at: Moment }
  /** Files that are to go; they go when the box has run for some days more and nobody has changed the plan. */
  backup_doomed: { place: Place; name: string; bytes: number; planned_uptime_ms: number; planned_at: Moment }
  /** One row: how long the box has run in all, and what its clock said last. */
  backup_clock: { id: 1; uptime_ms: number; wall_at: Moment; jumped_uptime_ms: number | null }
  /** How far the reading again of a place's files has come, from one name to the next. */
  backup_rounds: {
    place: Place
    next_name: string
    read_at: Moment
    files: number
    bytes: number
    faults: number
  }
  /** What a place said of itself the last time: how much room there is, and how far its clock is ahead. */
  backup_room: { place: Place; free_bytes: number | null; clock_ahead_ms: number | null; looked_at: Moment }
  /** Reminders that the owner put off. */
  backup_snoozed: { code: string; place: Place; until: Moment }
}

/** A destination by its id; '' is the box itself, with its own spool. */
export type Place = string
