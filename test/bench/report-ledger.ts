import { hash } from 'node:crypto'
import { copyFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { verifyLedger } from '../../server/chain/verify-ledger.ts'
import { readLinks } from '../../server/chain/verify-piece.ts'
import { openStore } from '../../server/db/open.ts'
import { readCovered } from '../../server/db/seal/covered-rows.ts'
import { NO_MARKS } from '../../server/db/seal/seal-event.ts'
import { systemClock } from '../../server/values/clock.ts'
import { newId } from '../../server/values/id.ts'
import { fillHistory } from './fill-history.ts'
import { fillBasket, type Prepared } from './prepare-shop.ts'
import { round } from './verdict.ts'

/**
 * How long a ledger takes to be verified, beside a plain SHA-256 over the very bytes that are hashed for it, in one
 * thread and read already: no verification could do with less.
 *
 * @param sales of so many; each comes with its scans and ledger entries
 */
export async function reportLedger(folder: string, shop: Prepared, sales: number): Promise<void> {
  const path = join(folder, 'laci.db')
  copyFileSync(shop.path, path)
  const sqlite = new Database(path)
  const began = performance.now()
  fillHistory(sqlite, sales)
  console.log(`\nLedger of ${sales} sales, laid and sealed in ${seconds(performance.now() - began)} s`)
  sqlite.pragma('wal_checkpoint(truncate)')
  const plain = hashPlainly(sqlite)
  sqlite.close()
  console.log(`plain SHA-256 of ${round(plain.bytes / 1e6)} MB, one thread: ${seconds(plain.ms)} s`)
  for (const workers of new Set([1, availableParallelism()])) {
    const verdict = await verifyLedger(path, { workers })
    if (!verdict.ok) throw new Error(JSON.stringify(verdict.harm))
    const each_us = round((verdict.ms * 1000) / verdict.events)
    console.log(
      `verify, ${workers} at once: ${verdict.events} events and ${verdict.rows} rows in ${seconds(verdict.ms)} s, ${each_us} µs an event, ${round(verdict.ms / plain.ms)} times the plain hash`
    )
  }
}

/** Sales made for what their seals cost, half of them without. */
const SALES = 2000

/**
 * What its seal adds to a sale of four lines: sales by the shop's own deeds with it and without, one after the other, each
 * a commit with its fsync. Half of the pairs begin with the one, half with the other.
 */
export async function reportSealing(folder: string, shop: Prepared): Promise<void> {
  const path = join(folder, 'sealing.db')
  copyFileSync(shop.path, path)
  const store = await openStore(path)
  const one = (query: string) => store.sqlite.prepare<[], string>(query).pluck().get()!
  const by = {
    at: systemClock.now(),
    staff_id: one('select staff_id from staff'),
    terminal_id: one('select terminal_id from open_shifts'),
    request_id: newId()
  }
  const items = store.sqlite.prepare<[], string>('select item_id from items limit 100').pluck().all()
  const took_ms = { sealed: [] as number[], bare: [] as number[] }
  for (let sale = 0; sale < SALES; sale++) {
    const is_sealed = (sale + Math.floor(sale / 2)) % 2 === 0
    const pay = await fillBasket(store, by, items, is_sealed)
    const began = performance.now()
    await pay()
    took_ms[is_sealed ? 'sealed' : 'bare'].push(performance.now() - began)
  }
  store.close()
  const [sealed, bare] = [median(took_ms.sealed), median(took_ms.bare)]
  console.log(
    `a sale with its seal: ${round(sealed)} ms at the median, without: ${round(bare)} ms, ratio ${(sealed / bare).toFixed(3)}`
  )
}

function median(values: number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)]!
}

function hashPlainly(sqlite: Database.Database): { bytes: number; ms: number } {
  let bytes = 0
  let ms = 0
  let before = NO_MARKS
  for (const { line, type, subject_id, marks } of readLinks(sqlite, { from: 0, to: 2 ** 40 })) {
    const { rows } = readCovered(sqlite, { type: type!, subject_id: subject_id! }, before, marks)
    const text = [line!, ...rows.map((row) => row.line)].join('\n')
    before = marks
    const began = performance.now()
    hash('sha256', text, 'buffer')
    ms += performance.now() - began
    bytes += Buffer.byteLength(text)
  }
  return { bytes, ms }
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(2)
}
