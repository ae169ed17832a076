import { randomBytes } from 'node:crypto'
import { copyFileSync, openSync, readSync } from 'node:fs'
import { join } from 'node:path'
import { constants, gzipSync, zstdCompressSync } from 'node:zlib'
import { openLog, WalReader } from '../../server/backup/engine/wal-reader.ts'
import { seal } from '../../server/backup/objects/seal.ts'
import { encodePages, type Page } from '../../server/backup/objects/segment.ts'
import { countRows } from '../../server/backup/proof/count-rows.ts'
import type { Store } from '../../server/db/store.ts'
import { openBareShop } from './bare-shop.ts'
import { LINES } from './lines.ts'
import type { Prepared } from './prepare-shop.ts'
import { Till } from './till.ts'
import { round, verdict } from './verdict.ts'

/** Sales before anything is counted: pages are as full as they are in a shop that sells. */
const EARLIER_SALES = 400
/** An hour of 77 sales, and some more so that whole segments of 26 come out. */
const SALES = 156
const SALE_EVERY_MS = 47_000
const SCAN_EVERY_MS = 3000
const PAGE_BYTES = 4096
const FRAME_BYTES = 24 + PAGE_BYTES
const LZ_LEVEL = { params: { [constants.ZSTD_c_compressionLevel]: 3 } }

/** A commit as the log has it. */
interface Commit {
  at: number
  sale: number
  frames: number
  pages: Map<number, Buffer>
}

interface Work {
  commits: Commit[]
  /** The pages as they were before all of it. */
  first: Map<number, Buffer | undefined>
  counts: number[]
}

/** What one way of cutting the work into segments ships. */
interface Shipped {
  segments: number
  bytes: number
  frames: number
  zstd: number
  gzip: number
  ms: number
}

/** Sells through the till and prints what a sale costs on the wire, in our segments and in others' formats. */
export async function reportBytes(data: string, shop: Prepared): Promise<void> {
  const work = await trade(data, shop)
  const cuts: [string, (commit: Commit) => number][] = [
    ['1 sale, as recorded at this pace', ({ sale }) => sale],
    ['6 sales', ({ sale }) => Math.floor(sale / 6)],
    ['26 sales', ({ sale }) => Math.floor(sale / 26)],
    ['1 second, were it no matter what', ({ at }) => Math.floor(at / 1000)],
    ['1 minute, if merged', ({ at }) => Math.floor(at / 60_000)],
    ['5 minutes, if merged', ({ at }) => Math.floor(at / 300_000)]
  ]
  const rows = new Map(cuts.map(([name, cut]) => [name, ship(work, cut)]))
  console.table(
    [...rows].map(([segment, { segments, bytes, frames, zstd, gzip, ms }]) => ({
      segment,
      'a sale': round(segments / SALES),
      'bytes per sale': Math.round(bytes / SALES),
      'raw frames ÷ ours': round(frames / bytes),
      'pages, zstd 3 ÷ ours': round(zstd / bytes),
      'pages, gzip ÷ ours': round(gzip / bytes),
      'ms per segment': round(ms / segments)
    }))
  )
  verdict(
    'bytes per sale, one a segment',
    rows.get('1 sale, as recorded at this pace')!.bytes / SALES,
    '≤',
    1500
  )
  verdict('bytes per sale, 6 sales a segment', rows.get('6 sales')!.bytes / SALES, '≤', 1500)
}

async function trade(data: string, { path, tills, barcodes }: Prepared): Promise<Work> {
  let now = Date.now()
  copyFileSync(path, join(data, 'laci.db'))
  const clock = { now: () => new Date(now).toISOString() }
  const { app, store, url } = await openBareShop(data, clock)
  const till = await Till.open(url, tills[0]!, 'identity')
  let last = 0
  const next = () => {
    last = (last + 7919) % barcodes.length
    return barcodes[last]!
  }
  for (let sale = 0; sale < EARLIER_SALES; sale++) {
    await till.fill(next)
    await (await till.toPay())()
    now += SALE_EVERY_MS
  }
  store.sqlite.pragma('wal_checkpoint(truncate)')
  store.sqlite.pragma('wal_autocheckpoint = 0')
  const watch = watchLog(store, join(data, 'laci.db'))
  for (let sale = 0; sale < SALES; sale++) {
    const began = now
    for (let scan = 0; scan < LINES; scan++) {
      await till.scan(next())
      watch.see(now, sale)
      now += SCAN_EVERY_MS
    }
    await (await till.toPay())()
    watch.see(now, sale)
    now = began + SALE_EVERY_MS
  }
  till.close()
  const counts = Object.values(countRows(store.sqlite))
  await app.close()
  store.close()
  return { commits: watch.commits, first: watch.first, counts }
}

function watchLog(
  store: Store,
  path: string
): Pick<Work, 'commits' | 'first'> & { see(at: number, sale: number): void } {
  const database = openSync(path, 'r')
  const commits: Commit[] = []
  const first: Work['first'] = new Map()
  let reader: WalReader | undefined
  const see = (at: number, sale: number) => {
    reader ??= WalReader.begin(openLog(`${path}-wal`)!)!
    const before = reader.frames
    const [{ log }] = store.sqlite.pragma('wal_checkpoint(noop)') as [{ log: number }]
    const batch = reader.read(log)
    if (!batch) return
    for (const pgno of batch.pages.keys()) {
      if (first.has(pgno)) continue
      const page = Buffer.alloc(PAGE_BYTES)
      const length = readSync(database, page, 0, PAGE_BYTES, (pgno - 1) * PAGE_BYTES)
      first.set(pgno, length === PAGE_BYTES ? page : undefined)
    }
    commits.push({ at, sale, frames: reader.frames - before, pages: batch.pages })
  }
  return { commits, first, see }
}

/** Cuts the work where the number changes, and packs each piece in every format. */
function ship({ commits, first, counts }: Work, cut: (commit: Commit) => number): Shipped {
  const state = new Map(first)
  const shipped: Shipped = { segments: 0, bytes: 0, frames: 0, zstd: 0, gzip: 0, ms: 0 }
  const key = { store_id: randomBytes(16), key_id: randomBytes(8), key: randomBytes(32) }
  for (const piece of Map.groupBy(commits, cut).values()) {
    const changed = new Map(piece.flatMap(({ pages }) => [...pages]))
    const pages = [...changed]
      .map(([pgno, bytes]): Page => ({ pgno, bytes }))
      .toSorted((one, other) => one.pgno - other.pgno)
    const { at } = piece.at(-1)!
    const meta = {
      t: at,
      n: state.size,
      s: randomBytes(16).toString('hex'),
      e: 51_000,
      c: counts,
      z: PAGE_BYTES
    }
    const from_ms = performance.now()
    const plain = encodePages(meta, pages, (pgno) => state.get(pgno))
    shipped.ms += performance.now() - from_ms
    const place = {
      kind: 'segment',
      generation: randomBytes(16),
      seq: 1,
      previous: randomBytes(32),
      at
    } as const
    shipped.bytes += seal(plain, place, key).length
    const raw = Buffer.concat(pages.map(({ bytes }) => bytes))
    shipped.frames += FRAME_BYTES * piece.reduce((sum, { frames }) => sum + frames, 0)
    shipped.zstd += zstdCompressSync(raw, LZ_LEVEL).length
    shipped.gzip += gzipSync(raw).length
    shipped.segments += 1
    for (const [pgno, bytes] of changed) state.set(pgno, bytes)
  }
  return shipped
}
