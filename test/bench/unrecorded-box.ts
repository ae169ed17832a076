import { join } from 'node:path'
import pino from 'pino'
import { buildApp } from '../../server/app.ts'
import type { Backup } from '../../server/backup/backup.ts'
import { readConfig } from '../../server/config.ts'
import { openStore } from '../../server/db/open.ts'
import { tellScreens } from '../../server/screens/live.ts'
import type { Shop } from '../../server/shop.ts'
import { systemClock } from '../../server/values/clock.ts'

// The box without its backup, for comparison and nothing else: nobody records, and SQLite moves its log by itself as it
// comes. The pages that are measured ask nothing of a backup, so there is none for them.
const [data = ''] = process.argv.slice(2)
const store = await openStore(join(data, 'laci.db'))
store.sqlite.pragma('wal_autocheckpoint = 1000')
const config = { ...readConfig({ LACI_DATA: data }), port: 0 }
const log = pino({ level: 'error' }) as unknown as Shop['log']
const shop: Shop = { store, clock: systemClock, config, log, backup: undefined as unknown as Backup }
const app = await buildApp(shop)
tellScreens(app, shop)
const url = await app.listen({ host: '127.0.0.1', port: 0 })
process.stdout.write(`${url}\n`)
