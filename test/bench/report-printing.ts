import { copyFileSync, fdatasyncSync, mkdirSync, openSync, writeSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { startLaci } from './children.ts'
import { sumUp } from './figures.ts'
import type { Prepared } from './prepare-shop.ts'
import { settled } from './report-backup.ts'
import { type SwiftPrinter, startSwiftPrinter } from './swift-printer.ts'
import { Till } from './till.ts'
import { round, verdict } from './verdict.ts'

/** A printer's line is kept open so long after a job; later it is opened anew. */
const LINE_CLOSED_MS = 3300
const AIM_MS = 20

/**
 * How soon a printer that has nothing to do gets the first byte of what a sale asks of it, from the moment the payment
 * is *sent*: all of the payment is in it, so what passes after the commit is less.
 */
export async function reportPrinting(folder: string, shop: Prepared, sales: number): Promise<void> {
  const printer = await startSwiftPrinter()
  const data = join(folder, 'box')
  mkdirSync(data)
  copyFileSync(shop.path, join(data, 'laci.db'))
  givePrinter(join(data, 'laci.db'), printer)
  const box = await startLaci(data)
  await settled(data, 'recorded')
  const till = await Till.open(box.url, shop.tills[0]!, 'gzip')
  const barcode = () => shop.barcodes[Math.floor(Math.random() * shop.barcodes.length)]!

  const sell = async (): Promise<{ first_ms: number; answer_ms: number }> => {
    const before = printer.jobs()
    await till.fill(barcode)
    const pay = await till.toPay()
    const byte = printer.nextByte()
    const from = performance.now()
    const answered = pay().then(() => performance.now() - from)
    const figures = { first_ms: (await byte) - from, answer_ms: await answered }
    await printer.done(before + 2) // the drawer's pulse, and the slip
    return figures
  }
  for (let n = 0; n < 10; n++) await sell()

  const open: Awaited<ReturnType<typeof sell>>[] = []
  for (let n = 0; n < sales; n++) open.push(await sell())
  const anew: typeof open = []
  for (let n = 0; n < Math.max(4, sales / 25); n++) {
    await pause(LINE_CLOSED_MS)
    anew.push(await sell())
  }
  const bare = await bareWay(join(folder, 'bare'), printer.port, sales)
  till.close()
  await box.stop()
  printer.close()

  const row = (what: string, took: number[]) => {
    const { p50_ms, p99_ms } = sumUp(took, 1)
    return { what, times: took.length, 'p50 ms': round(p50_ms), 'p99 ms': round(p99_ms) }
  }
  const first = open.map(({ first_ms }) => first_ms)
  console.table([
    row(
      'payment sent to answered',
      open.map(({ answer_ms }) => answer_ms)
    ),
    row('payment sent to first byte', first),
    row(
      'the same, line opened anew',
      anew.map(({ first_ms }) => first_ms)
    ),
    row('two synced writes, a question, a byte', bare)
  ])
  const p50 = (took: number[]) => sumUp(took, 1).p50_ms
  console.log(`first byte is ${round(p50(first) / p50(bare))} times the way that nobody can shorten`)
  verdict('ms from payment to the first byte at an idle printer, p99', sumUp(first, 1).p99_ms, '≤', AIM_MS)
}

/** The till's printer is the one that is measured. */
function givePrinter(path: string, { port }: SwiftPrinter): void {
  const sqlite = new Database(path)
  sqlite
    .prepare(
      "update printers set transport = 'tcp', address = ? where printer_id = (select printer_id from terminals order by code = 'K1' desc, paired_at limit 1)"
    )
    .run(`127.0.0.1:${port}`)
  sqlite.close()
}

/** What any way must do: the sale on the disk, the claim on the disk, one question and its answer, one byte. */
async function bareWay(file: string, port: number, times: number): Promise<number[]> {
  const handle = openSync(file, 'w')
  const page = Buffer.alloc(4096, 1)
  const socket = connect({ port, host: '127.0.0.1', noDelay: true })
  const took: number[] = []
  for (let n = 0; n < times; n++) {
    const from = performance.now()
    for (let write = 0; write < 2; write++) {
      writeSync(handle, page)
      fdatasyncSync(handle)
    }
    const answered = new Promise((resolve) => socket.once('data', resolve))
    socket.write(Buffer.from([0x10, 4, 1]))
    await answered
    const done = new Promise((resolve) => socket.once('data', resolve))
    socket.write(Buffer.from([0x1d, 0x72, 1]))
    took.push(performance.now() - from)
    await done
  }
  socket.destroy()
  return took
}
