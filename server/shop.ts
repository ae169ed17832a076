import type { FastifyBaseLogger } from 'fastify'
import type { Activity } from './auth/activity.ts'
import type { Backup } from './backup/backup.ts'
import type { Config } from './config.ts'
import type { Store } from './db/store.ts'
import type { Printing } from './printing/printing.ts'
import type { Schedule } from './schedule.ts'
import type { Sightings } from './terminals/sightings.ts'
import type { WaitingRoom } from './terminals/waiting-room.ts'
import type { Clock } from './values/clock.ts'

/** What routes, jobs and followers are handed: the shop as it runs. */
export interface Shop {
  readonly store: Store
  readonly clock: Clock
  readonly config: Config
  readonly log: FastifyBaseLogger
  readonly backup: Backup
  readonly printing: Printing
  /** When each session was last used. */
  readonly activity: Activity
  /** When each till's device was last seen. */
  readonly sightings: Sightings
  /** Devices that want to be a till. */
  readonly waiting: WaitingRoom
  /** Asks for the box to be stopped and started again, when whoever asked has been answered. */
  restart(): void
  /** Set once the box runs. */
  schedule?: Schedule
}
