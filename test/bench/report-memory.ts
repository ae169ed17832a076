import { once } from 'node:events'
import { copyFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { io, type Socket } from 'socket.io-client'
import { type Memory, startLaci } from './children.ts'
import type { Keys, Prepared } from './prepare-shop.ts'
import { settled } from './report-backup.ts'
import { Till } from './till.ts'
import { verdict } from './verdict.ts'

const TILLS = 16
/** A box gives back what it does not need after a quarter of a minute in which nobody sells, and not again within a minute. */
const IDLE_MS = 85_000
const AIM_MB = 150
const AIM_GROWTH = 1.1

/**
 * What the box holds while sixteen tills are open and nobody does anything, as it starts and after it has sold.
 *
 * @param sales a month of a busy village shop are some 6000, of a town's minimarket 21,000 (LACI_BENCH_SALES)
 */
export async function reportMemory(folder: string, shop: Prepared, sales: number): Promise<void> {
  const data = join(folder, 'box')
  mkdirSync(data)
  copyFileSync(shop.path, join(data, 'laci.db'))
  const box = await startLaci(data)
  await settled(data, 'recorded')
  const keys = shop.tills.slice(0, TILLS)
  const tills = await Promise.all(keys.map((each) => Till.open(box.url, each, 'gzip')))
  const ears = await Promise.all(keys.map((each) => listen(box.url, each)))
  await pause(IDLE_MS)
  const first = box.memory()

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
  await pause(IDLE_MS)
  const then = box.memory()
  for (const end of [...tills, ...ears]) end.close()
  await box.stop()

  console.table([row('idle, 16 tills', first), row(`the same after ${sales} sales`, then)])
  console.log('own: what no other program could have; the rest are pages of programs on the disk')
  verdict('MB resident, idle with 16 tills', first.resident_mb, '≤', AIM_MB)
  verdict('after the sales ÷ before, resident', then.resident_mb / first.resident_mb, '≤', AIM_GROWTH)
  console.log(`       own memory alone: ${(then.own_mb / first.own_mb).toFixed(2)}`)
}

/** The line on which a till's page hears what others do. */
async function listen(url: string, { device, session }: Keys): Promise<Socket> {
  const cookie = `laci_device=${device}; laci_session=${session}`
  const socket = io(url, { extraHeaders: { cookie }, transports: ['websocket'] })
  await once(socket as unknown as NodeJS.EventEmitter, 'connect')
  return socket
}

function row(what: string, { resident_mb, own_mb }: Memory) {
  return { what, 'resident MB': Math.round(resident_mb), 'own MB': Math.round(own_mb) }
}
