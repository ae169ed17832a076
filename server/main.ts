import { join } from 'node:path'
import type { FastifyBaseLogger, FastifyInstance } from 'fastify'
import pino from 'pino'
import { buildApp } from './app.ts'
import type { Config } from './config.ts'
import { openStore } from './db/open.ts'
import type { Shop } from './shop.ts'
import { systemClock } from './values/clock.ts'

/** A box that runs: its address, and the way to stop it. */
export interface Box {
  readonly url: string
  readonly shop: Shop
  readonly app: FastifyInstance
  stop(): Promise<void>
}

/**
 * Starts everything, in the order of need; stopping is the reverse.
 *
 * @throws when the database can't be made sound or the port is taken.
 */
export async function startBox(config: Config): Promise<Box> {
  const log = pino({ level: config.log }) as FastifyBaseLogger
  const store = await openStore(join(config.data, 'laci.db'))
  const shop: Shop = { store, clock: systemClock, config, log }
  const app = await buildApp(shop)
  const url = await app.listen({ host: config.host, port: config.port })
  return {
    url,
    shop,
    app,
    async stop() {
      await app.close()
      store.close()
    }
  }
}
