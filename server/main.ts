import { closeSync, openSync } from 'node:fs'
import { join } from 'node:path'
import type { FastifyBaseLogger, FastifyInstance } from 'fastify'
import pino from 'pino'
import { buildApp } from './app.ts'
import { startBackup } from './backup/backup.ts'
import { noteRestored } from './backup/restore/note-restored.ts'
import { finishSwap } from './backup/restore/swap.ts'
import type { Config } from './config.ts'
import { openStore } from './db/open.ts'
import { Printing } from './printing/printing.ts'
import { startSchedule } from './schedule.ts'
import { tellScreens } from './screens/live.ts'
import { receiptsUrl, type Shop } from './shop.ts'
import { HTTP_PORT, HTTPS_PORT, Lan } from './tls/lan.ts'
import { buildTrustApp } from './trust-app.ts'
import { type Clock, systemClock } from './values/clock.ts'
import { isLoopback } from './values/host-name.ts'

/** A box that runs: its address, and the way to stop it. */
export interface Box {
  /** Where a device reaches it: encrypted, by its name in the shop's network, when it listens to that. */
  readonly url: string
  /** What it listens on, to be the same when it starts again. */
  readonly ports: Pick<Config, 'port' | 'https_port' | 'http_port'>
  readonly shop: Shop
  readonly app: FastifyInstance
  /** Resolves when the disk failed and nothing more is acknowledged: the process should end and be started anew. */
  readonly halted: Promise<Error>
  /** Resolves when the box wants to be stopped and started again: a restored shop waits to take its place. */
  readonly restarts: Promise<void>
  /** Stops everything; asked again, waits for the same end. */
  stop(): Promise<void>
}

/** The shop's database inside the box's data folder. */
export function databasePath(config: Config): string {
  return join(config.data, 'laci.db')
}

/**
 * Starts everything, in the order of need; stopping is the reverse. The database is made sound before the first
 * request is heard.
 *
 * @throws when the database can't be made sound or the port is taken.
 */
export async function startBox(config: Config, clock: Clock = systemClock): Promise<Box> {
  const log = pino({ level: config.log, redact: ['req.headers', 'password', 'pin'] }) as FastifyBaseLogger
  const path = databasePath(config)
  const swapped = finishSwap(config.data)
  const store = await openStore(path)
  // Held as long as the store is open: to close it before would drop SQLite's locks on the database.
  const handle = openSync(path, 'r')
  const backup = startBackup({ store, clock, config, log, database: path, handle })
  const restarts = Promise.withResolvers<void>()
  const printing = new Printing()
  const shop: Shop = { store, clock, config, log, backup, printing, restart: restarts.resolve }
  let app: FastifyInstance | undefined
  try {
    if (swapped) await noteRestored(store, clock, swapped)
    app = await buildApp(shop)
    tellScreens(app, shop)
    const is_alone = isLoopback(config.host)
    const own_url = await app.listen({ host: is_alone ? config.host : '127.0.0.1', port: config.port })
    const lan = is_alone ? undefined : await openLan(shop, app)
    await printing.start(shop, () => receiptsUrl(shop) ?? own_url)
    const schedule = startSchedule(shop)
    shop.schedule = schedule
    let stopping: Promise<void> | undefined
    const stop = async (): Promise<void> => {
      schedule.stop()
      await app?.close()
      await lan?.stop()
      await printing.stop()
      await backup.stop()
      store.close()
      closeSync(handle)
    }
    return {
      url: lan?.till_url ?? own_url,
      ports: { port: Number(new URL(own_url).port), ...lan?.ports },
      shop,
      app,
      halted: new Promise((resolve) => store.onHalt(resolve)),
      restarts: restarts.promise,
      stop() {
        stopping ??= stop()
        return stopping
      }
    }
  } catch (error) {
    await app?.close()
    await backup.stop()
    store.close()
    closeSync(handle)
    throw error
  }
}

/** The whole shop encrypted in the shop's network; in the clear only how to come to trust it, and receipts. */
async function openLan(shop: Shop, app: FastifyInstance): Promise<Lan> {
  const { host, https_port = HTTPS_PORT, http_port = HTTP_PORT, names = [], announces = true } = shop.config
  const outside = await buildTrustApp(shop)
  const where = { host, https_port, http_port, names, announces }
  return await Lan.open(shop, where, app, outside)
}
