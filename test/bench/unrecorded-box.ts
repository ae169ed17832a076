import { openBareShop } from './bare-shop.ts'

// SQLite moves its log by itself, as it comes.
const [data = ''] = process.argv.slice(2)
const { store, url } = await openBareShop(data)
store.sqlite.pragma('wal_autocheckpoint = 1000')
process.stdout.write(`${url}\n`)
