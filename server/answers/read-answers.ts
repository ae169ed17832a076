import { statfsSync, statSync } from 'node:fs'
import { readLight } from '../backup/light/read-light.ts'
import { type PlaceStanding, readStanding } from '../backup/read-standing.ts'
import { readLastDrills } from '../backup/state/drills.ts'
import { question, type Reader } from '../db/prepare.ts'
import { listPrinters } from '../printing/find-printer.ts'
import type { Shop } from '../shop.ts'
import { listTerminals } from '../terminals/find-terminal.ts'
import { addDays } from '../values/business-day.ts'
import type { Moment } from '../values/clock.ts'
import type { AnswerFacts, Copy } from './judge-answers.ts'

/** What is reached over the internet; a stick and a folder are in the house. */
const FAR = new Set(['sftp', 'webdav', 's3', 'rclone'])

/** The index of sales goes by the business day first, so that is where the search begins. */
const salesSince = question<{ day: string; moment: Moment }>()((db, { day, moment }) =>
  db
    .selectFrom('sales')
    .select(({ fn }) => [fn.countAll<number>().as('sales'), fn.min<Moment | null>('sold_at').as('since')])
    .where('business_day', '>=', day)
    .where('sold_at', '>', moment)
)

/** Looks how it really is: at the disk, at each copy, at the last trial. */
export function readAnswers(shop: Shop): AnswerFacts {
  const { store, backup, config } = shop
  const { now, places, has_passphrase, sheet_at } = readStanding(shop)
  const { proven } = readLight(shop)
  const copies = places.filter(({ state }) => state !== 'paused').map(asCopy)
  const { bavail, bsize } = statfsSync(config.data)
  const { sales, since } = unsafeSales(store, copies)
  return {
    now,
    folder: config.data,
    shop_bytes: bytesOf(store.sqlite.name) + bytesOf(`${store.sqlite.name}-wal`),
    free_bytes: bavail * bsize,
    copies,
    paused: places.length - copies.length,
    unsafe_sales: sales,
    unsafe_since: since,
    proven_at: proven?.at ?? null,
    proven_from: proven?.name ?? null,
    failed: failedPlaces(backup.state, places),
    has_passphrase,
    has_sheet: sheet_at !== null,
    tills: listTerminals(store).length,
    printers: listPrinters(store).filter(
      ({ transport, language }) => transport !== 'preview' && language === 'escpos'
    ).length
  }
}

function asCopy({ name, address, reach, state, behind_ms }: PlaceStanding): Copy {
  const { safe_until } = reach
  const is_well = state !== 'faulty' && state !== 'unreadable'
  return { name, is_far: FAR.has(address.kind), safe_until, is_whole: behind_ms === 0, is_well }
}

function unsafeSales(store: Reader, copies: Copy[]): { sales: number; since: Moment | null } {
  const newest = copies.reduce<Moment>(
    (safe, { safe_until }) => ((safe_until ?? '') > safe ? safe_until! : safe),
    ''
  )
  const day = newest ? addDays(newest.slice(0, 'yyyy-mm-dd'.length), -2) : ''
  return salesSince.read(store, { day, moment: newest })
}

function failedPlaces(state: Reader, places: PlaceStanding[]): string[] {
  const drills = readLastDrills(state)
  const failed = places.filter(
    ({ destination_id, state }) => state !== 'paused' && drills.get(destination_id)?.last.is_proven === 0
  )
  return failed.map(({ name }) => name)
}

function bytesOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0
}
