import type { StoreKey } from '../objects/seal.ts'
import type { StartReason } from '../objects/segment.ts'
import type { Head } from './head.ts'
import type { LogFollower } from './log-follower.ts'
import type { Mirror } from './mirror.ts'
import type { Redo } from './redo.ts'
import type { Spool } from './spool.ts'

/** What the recorder works with; made ready by `resume`. */
export interface Desk {
  key: StoreKey
  spool: Spool
  mirror: Mirror
  redo: Redo
  log: LogFollower
  app_version: string
  /** Milliseconds since 1970; only ever used to say when, never to decide what comes before what. */
  now(): number
}

/** Where the history is to go on, and why there. */
export interface Departure {
  /** What to go on from; null to begin with a snapshot. */
  from: Head | null
  reason: StartReason
  epoch: number
}
