import { once } from 'node:events'
import { copyFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { io, type Socket } from 'socket.io-client'
import { type Memory, startInNetwork } from './children.ts'
import type { Keys, Prepared } from './prepare-shop.ts'
import { settled } from './report-backup.ts'
import { cookiesFor, Till } from './till.ts'
import { verdict } from './verdict.ts'

const TILLS = 16
/** A box gives back what it does not need after a quarter of a minute in which nobody sells, and not again within a minute. */
const IDLE_MS = 85_000
const AIM_MB = 150
const AIM_GROWTH = 1.1

/**
 * What the box holds while sixteen tills of the shop's network are open, by HTTPS, and nobody does anything, as it starts
 * and after it has sold.
 *
 * @param sales a month of a busy village shop are some 6000, of a town's minimarket 21,000 (LACI_BENCH_SALES)
 */
export async function reportMemory(folder: string, shop: Prepared, sales: number): Promise<void> {
  const data = join(folder, 'box')
  mkdirSync(data)
  copyFileSync(shop.path, join(data, 'laci.db'))
  const box = await startInNetwork(data)
  await settled(data, 'recorded')
  const keys = shop.tills.slice(0, TILLS)
  const openTills = () => Promise.all(keys.map((each) => Till.open(box.url, each, 'gzip')))
  for (const till of await openTills()) till.close()
  const ears = await Promise.all(keys.map((each) => listen(box.url, each)))
  await pause(IDLE_MS)
  const first = box.memory()

  const tills = await openTills()
  const barcode = () => shop.barcodes[Math.floor(Math.random() * shop.barcodes.length)]!
  let left = sales
  await Promise.all(
    tills.map(async (till) => {
      while (left-- > 0) {
        await till.fill(barcode)
        await (await till.toPay())()
      }
    })
  )
  for (const till of tills) till.close()
  await pause(IDLE_MS)
  const then = box.memory()
  for (const ear of ears) ear.close()
  await box.stop()

  console.table([row('idle, 16 tills', first), row(`the same after ${sales} sales`, then)])
  console.log('own: what no other program could have; the rest are pages of programs on the disk')
  verdict('MB resident, idle with 16 tills', first.resident_mb, '≤', AIM_MB)
  verdict('after the sales ÷ before, resident', then.resident_mb / first.resident_mb, '≤', AIM_GROWTH)
  console.log(`       own memory alone: ${(then.own_mb / first.own_mb).toFixed(2)}`)
}

/** The line on which a till's page hears what others do. */
async function listen(url: string, keys: Keys): Promise<Socket> {
  const cookie = cookiesFor(url, keys)
  const extraHeaders = { cookie, origin: url }
  const socket = io(url, { extraHeaders, transports: ['websocket'], rejectUnauthorized: false })
  await once(socket as unknown as NodeJS.EventEmitter, 'connect')
  return socket
}

function row(what: string, { resident_mb, own_mb }: Memory) {
  return { what, 'resident MB': Math.round(resident_mb), 'own MB': Math.round(own_mb) }
}
