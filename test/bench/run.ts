import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { runJob, startBarePage, startLaci } from './children.ts'
import { reportExports } from './export.ts'
import { type Figures, medians } from './figures.ts'
import type { Load, LoadReport } from './load.ts'
import { machineFacts } from './machine-facts.ts'
import { ITEMS, type Prepared, prepareShop } from './prepare-shop.ts'
import { reportBackup } from './report-backup.ts'
import { reportBytes } from './report-bytes.ts'
import { reportLedger, reportSealing } from './report-ledger.ts'
import { reportMemory } from './report-memory.ts'
import { reportPages } from './report-pages.ts'
import { reportPrices } from './report-prices.ts'
import { reportPrinting } from './report-printing.ts'
import { reportRadar } from './report-radar.ts'
import { reportRestore } from './report-restore.ts'
import { round, verdict } from './verdict.ts'

const { values: options } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    offers: { type: 'boolean', default: false },
    only: { type: 'string' }
  }
})
const ALONE = ['price', 'pages', 'export', 'backup', 'printing', 'radar', 'ledger', 'memory']
if (options.only !== undefined && !ALONE.includes(options.only)) {
  console.error(`What can be measured alone: ${ALONE.map((name) => `--only ${name}`).join(', ')}`)
  process.exit(64)
}
const CONNECTIONS = options.quick ? [1, 16] : [1, 8, 16, 64]
const ROUNDS = options.quick ? 1 : 3
const SECONDS = options.quick ? 1 : 4
/** Sixteen tills scan thirty times a second: it takes longer to see what the slowest of a hundred scans took. */
const TILLS_IN_A_SHOP = 16
const SHOP_SECONDS = options.quick ? 6 : 20

/** A line of the table; `ratio` to what was measured beside it, right before or after. */
type Row = Figures & { cpu_ms: number; asker: number; ratio: number }

const folder = mkdtempSync(join(tmpdir(), 'laci-bench-'))
process.once('exit', () => rmSync(folder, { recursive: true, force: true }))

console.log(machineFacts(folder))
if (options.only === undefined || options.only === 'price') reportPrices(options.quick ? 0.5 : 3)
if (options.only === 'price') process.exit()
const shop = await prepareShop(ready('shop'), { on_offer: options.offers })
const AMOUNT = options.quick ? { rounds: 1, seconds: 5 } : { rounds: 3, seconds: 20 }
/** Whole reports, each measured alone when asked for by its name. */
const REPORTS: Record<string, () => Promise<void>> = {
  pages: () => reportPages(ready('shop'), shop),
  async ledger() {
    await reportSealing(ready('ledger'), shop)
    await reportLedger(ready('ledger'), shop, options.quick ? 20_000 : 200_000)
  },
  export: () => reportExports(ready('shop'), shop),
  printing: () => reportPrinting(ready('printing'), shop, options.quick ? 100 : 1000),
  memory: () =>
    reportMemory(
      ready('memory'),
      shop,
      Number(process.env['LACI_BENCH_SALES'] ?? (options.quick ? 600 : 6000))
    ),
  radar: () => reportRadar(ready('shop'), shop, options.quick ? 100_000 : 1_000_000),
  async backup() {
    await reportBytes(ready('bytes'), shop)
    await reportBackup(ready('backup'), shop, AMOUNT)
    await reportRestore(ready('restore'), shop)
  }
}
if (options.only) {
  await REPORTS[options.only]!()
  process.exit()
}
console.log(`${ITEMS} items; one sale of 4 lines adds, changes or takes away ${shop.sale.touched} rows\n`)

let last_answer_bytes = 0
const measured = new Map<string, Row[]>()
for (let round = 1; round <= ROUNDS; round++) {
  process.stderr.write(`round ${round} of ${ROUNDS}\n`)
  for (const connections of CONNECTIONS) {
    const scans = await askLaci({ scenario: 'scan', connections })
    const pages = await askBarePage(scans.answer_bytes, { scenario: 'page', connections })
    keep(`scan ${connections}`, scans, pages)
    keep(`page ${connections}`, pages)

    const bare = await bareSales()
    keep('bare rows', bare)
    keep(`sale ${connections}`, await askLaci({ scenario: 'sale', connections }), bare)
    keep(`whole-sale ${connections}`, await askLaci({ scenario: 'whole-sale', connections }))
    last_answer_bytes = scans.answer_bytes
  }
  keep('shop', await askLaci({ scenario: 'shop', connections: TILLS_IN_A_SHOP }))
  keep(
    'paced-page',
    await askBarePage(last_answer_bytes, { scenario: 'paced-page', connections: TILLS_IN_A_SHOP })
  )
}
print()

function keep(name: string, row: Figures & Partial<Row>, beside?: Figures): void {
  const { per_second, p50_ms, p95_ms, p99_ms, cpu_ms = 0, asker = 0 } = row
  const ratio = beside ? per_second / beside.per_second : 0
  measured.set(name, [
    ...(measured.get(name) ?? []),
    { per_second, p50_ms, p95_ms, p99_ms, cpu_ms, asker, ratio }
  ])
}

/** A folder of its own inside ours. */
function ready(name: string): string {
  const path = join(folder, name)
  mkdirSync(path, { recursive: true })
  return path
}

/** The prepared shop as it was, on a folder of its own: no run pays for what another one left. */
async function withCopy<Report>(work: (data: string, path: string) => Promise<Report>): Promise<Report> {
  const data = ready('copy')
  const path = join(data, 'laci.db')
  copyFileSync(shop.path, path)
  try {
    return await work(data, path)
  } finally {
    rmSync(data, { recursive: true })
  }
}

function bareSales(): Promise<Figures> {
  return withCopy((_data, path) => runJob('bare-sales', { path, seconds: SECONDS, sale: shop.sale }))
}

function askLaci({ scenario, connections }: Pick<Load, 'scenario' | 'connections'>) {
  return withCopy(async (data) => {
    const laci = await startLaci(data)
    const before_s = laci.used_s()
    const report = await askFor(laci.url, { scenario, connections })
    const cpu_ms = ((laci.used_s() - before_s) * 1000) / report.asked
    await laci.stop()
    return { ...report, cpu_ms }
  })
}

async function askBarePage(
  bytes: number,
  asked: Pick<Load, 'scenario' | 'connections'>
): Promise<LoadReport> {
  const page = await startBarePage(bytes)
  const report = await askFor(page.url, asked)
  await page.stop()
  return report
}

function askFor(
  url: string,
  { scenario, connections }: Pick<Load, 'scenario' | 'connections'>
): Promise<LoadReport> {
  const { tills, barcodes }: Prepared = shop
  const seconds = scenario === 'shop' || scenario === 'paced-page' ? SHOP_SECONDS : SECONDS
  const load: Load = { url, scenario, connections, seconds, tills, barcodes, encoding: 'gzip' }
  return runJob('load', load)
}

function print(): void {
  const rows = new Map([...measured].map(([name, runs]) => [name, medians(runs)]))
  const of = (name: string) => rows.get(name)!
  const table = [...rows].map(([name, row]) => {
    return {
      what: name,
      'per second': Math.round(row.per_second),
      'p50 ms': round(row.p50_ms),
      'p95 ms': round(row.p95_ms),
      'p99 ms': round(row.p99_ms),
      ratio: row.ratio ? row.ratio.toFixed(2) : '',
      // A sale's baskets are filled in between: what those cost the box can't be told from the sale.
      'box ms each': row.cpu_ms && !name.startsWith('sale') ? round(row.cpu_ms) : '',
      'asker busy': row.asker ? row.asker.toFixed(2) : ''
    }
  })
  console.table(table)
  console.log(
    `medians of ${ROUNDS}; ratio of a sale: to bare rows, of a scan: to a bare page at as many connections`
  )
  verdict('sale at 16 connections ÷ bare rows', of('sale 16').ratio, '≥', 0.5)
  verdict('p99 of a scan, 16 tills as in a shop, ms', of('shop').p99_ms, '≤', 10)
  console.log(`       of a bare page asked for as often, ms: ${round(of('paced-page').p99_ms)}`)
}
