import type { FastifyBaseLogger } from 'fastify'
import type { Config } from './config.ts'
import type { Store } from './db/store.ts'
import type { Clock } from './values/clock.ts'

/** What routes, jobs and followers are handed: the shop as it runs. */
export interface Shop {
  readonly store: Store
  readonly clock: Clock
  readonly config: Config
  readonly log: FastifyBaseLogger
}
