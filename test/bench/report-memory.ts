import { once } from 'node:events'
import { copyFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { io, type Socket } from 'socket.io-client'
import { type Memory, type Running, startInNetwork } from './children.ts'
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
  const tills = shop.tills.slice(0, TILLS)
  let box = await startInNetwork(data)
  await settled(data, 'recorded')
  const first = await atRest(box, tills)
  await sell(box, { ...shop, tills }, sales)
  const then = await atRest(box, tills)
  await box.stop()
  // Where it makes no authority, no certificate and no first picture of the whole: on every start but the first.
  box = await startInNetwork(data)
  const anew = await atRest(box, tills)
  await box.stop()

  console.table([
    row('idle, 16 tills', first),
    row(`the same after ${sales} sales`, then),
    row('the same, started anew', anew)
  ])
  console.log('own: what no other program could have; the rest are pages of programs on the disk')
  verdict('MB resident, idle with 16 tills', first.resident_mb, '≤', AIM_MB)
  verdict('the same, started anew', anew.resident_mb, '≤', AIM_MB)
  verdict('after the sales ÷ before, resident', then.resident_mb / first.resident_mb, '≤', AIM_GROWTH)
  console.log(`       own memory alone: ${(then.own_mb / first.own_mb).toFixed(2)}`)
}

/** What it holds when every till has opened its page and hears what others do, and nobody does anything. */
async function atRest({ url, memory }: Running, tills: Keys[]): Promise<Memory> {
  for (const keys of tills) (await Till.open(url, keys, 'gzip')).close()
  const ears = await Promise.all(tills.map((keys) => listen(url, keys)))
  await pause(IDLE_MS)
  const held = memory()
  for (const ear of ears) ear.close()
  return held
}

async function sell(
  { url }: Running,
  { tills, barcodes }: Pick<Prepared, 'tills' | 'barcodes'>,
  sales: number
): Promise<void> {
  const barcode = () => barcodes[Math.floor(Math.random() * barcodes.length)]!
  let left = sales
  await Promise.all(
    tills.map(async (keys) => {
      const till = await Till.open(url, keys, 'gzip')
      while (left-- > 0) {
        await till.fill(barcode)
        await (await till.toPay())()
      }
      till.close()
    })
  )
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
