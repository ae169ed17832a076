import { hash } from 'node:crypto'
import { copyFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { verifyLedger } from '../../server/chain/verify-ledger.ts'
import { readLinks } from '../../server/chain/verify-piece.ts'
import { readCovered } from '../../server/db/seal/covered-rows.ts'
import { NO_MARKS } from '../../server/db/seal/seal-event.ts'
import { fillHistory } from './fill-history.ts'
import type { Prepared } from './prepare-shop.ts'
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
