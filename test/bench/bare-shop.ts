import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import pino from 'pino'
import { buildApp } from '../../server/app.ts'
import { Activity } from '../../server/auth/activity.ts'
import type { Backup } from '../../server/backup/backup.ts'
import { readConfig } from '../../server/config.ts'
import { openStore } from '../../server/db/open.ts'
import type { Store } from '../../server/db/store.ts'
import { Printing } from '../../server/printing/printing.ts'
import type { Shop } from '../../server/shop.ts'
import { Sightings } from '../../server/terminals/sightings.ts'
import { WaitingRoom } from '../../server/terminals/waiting-room.ts'
import { type Clock, systemClock } from '../../server/values/clock.ts'

/**
 * The box without its backup, for comparison and nothing else: nobody records, and the log is whoever's asks for it.
 * The pages that are measured ask nothing of a backup, and screens that follow it hear nothing, so there is none for them.
 */
export async function openBareShop(
  data: string,
  clock: Clock = systemClock
): Promise<{ app: FastifyInstance; store: Store; url: string }> {
  const store = await openStore(join(data, 'laci.db'))
  const config = { ...readConfig({ LACI_DATA: data }), port: 0 }
  const log = pino({ level: 'error' }) as unknown as Shop['log']
  const backup = { folder: '' } as Backup
  const ledger = {} as Shop['ledger']
  const shop: Shop = {
    store,
    clock,
    config,
    log,
    backup,
    rescue: {} as Shop['rescue'],
    ledger,
    printing: new Printing(),
    activity: new Activity(),
    sightings: new Sightings(),
    waiting: new WaitingRoom(),
    watchedClock: {} as Shop['watchedClock'],
    room: { refuseNew() {} } as Shop['room'],
    restart() {}
  }
  const app = await buildApp(shop)
  return { app, store, url: await app.listen({ host: '127.0.0.1', port: 0 }) }
}
