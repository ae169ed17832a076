import type { FastifyBaseLogger } from 'fastify'
import type { Activity } from './auth/activity.ts'
import type { Backup } from './backup/backup.ts'
import type { LedgerWatch } from './chain/watch-ledger.ts'
import type { WatchedClock } from './clock/watched-clock.ts'
import type { Config } from './config.ts'
import type { Store } from './db/store.ts'
import type { Printing } from './printing/printing.ts'
import type { RescueDesk } from './rescue/rescue-desk.ts'
import type { RoomWatch } from './room/watch-room.ts'
import type { Schedule } from './schedule.ts'
import type { Sightings } from './terminals/sightings.ts'
import type { WaitingRoom } from './terminals/waiting-room.ts'
import type { Lan } from './tls/lan.ts'
import type { Trial } from './update/trial.ts'
import type { Clock } from './values/clock.ts'

/** What routes, jobs and followers are handed: the shop as it runs. */
export interface Shop {
  readonly store: Store
  readonly clock: Clock
  readonly config: Config
  readonly log: FastifyBaseLogger
  readonly backup: Backup
  readonly rescue: RescueDesk
  readonly printing: Printing
  readonly ledger: LedgerWatch
  /** How much room the disk has, and what is kept back without it. */
  readonly room: RoomWatch
  /** Whether the box's clock can be believed. */
  readonly watchedClock: WatchedClock
  /** When each session was last used. */
  readonly activity: Activity
  /** When each till's device was last seen. */
  readonly sightings: Sightings
  /** Devices that want to be a till. */
  readonly waiting: WaitingRoom
  /** Asks for the box to be stopped and started again, when whoever asked has been answered. */
  restart(): void
  /** Set while a new version has to show that it is well. */
  readonly trial?: Trial | undefined
  /** Set once the box runs. */
  schedule?: Schedule
  /** Set once the box listens to the shop's network; without it only the box itself is served. */
  lan?: Lan
}

/**
 * Where customers' telephones read their receipts. In the shop's network that is in the clear: a telephone that comes once
 * does not trust the box, and a page of warnings instead of a receipt is nobody's safety.
 *
 * @returns undefined when only the box itself is served
 */
export function receiptsUrl({ config, lan }: Pick<Shop, 'config' | 'lan'>): string | undefined {
  return config.public_url ?? lan?.trust_url
}
