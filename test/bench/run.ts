import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { runJob, startBarePage, startLaci } from './children.ts'
import { type Figures, medians } from './figures.ts'
import type { Load, LoadReport } from './load.ts'
import { machineFacts } from './machine-facts.ts'
import { ITEMS, type Prepared, prepareShop } from './prepare-shop.ts'

const { values: options } = parseArgs({ options: { quick: { type: 'boolean', default: false } } })
const CONNECTIONS = options.quick ? [1, 16] : [1, 8, 16, 64]
const ROUNDS = options.quick ? 1 : 3
const SECONDS = options.quick ? 1 : 4
const TILLS_IN_A_SHOP = 16

type Row = Figures & { cpu_ms: number; asker: number }
type Measured = Map<string, Row[]>

const folder = mkdtempSync(join(tmpdir(), 'laci-bench-'))
process.once('exit', () => rmSync(folder, { recursive: true, force: true }))

console.log(machineFacts(folder))
const shop = await prepareShop(ready('shop'))
console.log(`${ITEMS} items; one sale of 4 lines adds, changes or takes away ${shop.sale.touched} rows\n`)

const measured: Measured = new Map()
for (let round = 1; round <= ROUNDS; round++) {
  process.stderr.write(`round ${round} of ${ROUNDS}\n`)
  keep('bare rows', await bareSales())
  let answer_bytes = 0
  for (const connections of CONNECTIONS) {
    for (const scenario of ['scan', 'sale', 'whole-sale'] as const) {
      const report = await askLaci({ scenario, connections })
      if (scenario === 'scan') answer_bytes = report.answer_bytes
      keep(`${scenario} ${connections}`, report)
    }
    keep(`page ${connections}`, await askBarePage(answer_bytes, connections))
  }
  keep('shop', await askLaci({ scenario: 'shop', connections: TILLS_IN_A_SHOP }))
}
print()

function keep(name: string, row: Figures & Partial<Row>): void {
  const { per_second, p50_ms, p95_ms, p99_ms, cpu_ms = 0, asker = 0 } = row
  measured.set(name, [...(measured.get(name) ?? []), { per_second, p50_ms, p95_ms, p99_ms, cpu_ms, asker }])
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
    const report = await askFor(laci.url, scenario, connections)
    const cpu_ms = ((laci.used_s() - before_s) * 1000) / report.asked
    await laci.stop()
    return { ...report, cpu_ms }
  })
}

async function askBarePage(bytes: number, connections: number): Promise<LoadReport> {
  const page = await startBarePage(bytes)
  const report = await askFor(page.url, 'page', connections)
  await page.stop()
  return report
}

function askFor(url: string, scenario: Load['scenario'], connections: number): Promise<LoadReport> {
  const { tills, barcodes }: Prepared = shop
  const load: Load = { url, scenario, connections, seconds: SECONDS, tills, barcodes, encoding: 'gzip' }
  return runJob('load', load)
}

function print(): void {
  const rows = new Map([...measured].map(([name, runs]) => [name, medians(runs)]))
  const of = (name: string) => rows.get(name)!
  const bare = of('bare rows')
  const table = [...rows].map(([name, row]) => {
    const [scenario = '', connections] = name.split(' ')
    const ratio =
      scenario === 'sale' ? row.per_second / bare.per_second
      : scenario === 'scan' ? row.per_second / of(`page ${connections}`).per_second
      : undefined // biome-ignore format: a table of two rows
    return {
      what: name,
      'per second': Math.round(row.per_second),
      'p50 ms': round(row.p50_ms),
      'p95 ms': round(row.p95_ms),
      'p99 ms': round(row.p99_ms),
      ratio: ratio === undefined ? '' : ratio.toFixed(2),
      'box ms each': row.cpu_ms ? round(row.cpu_ms) : '',
      'asker busy': row.asker ? row.asker.toFixed(2) : ''
    }
  })
  console.table(table)
  console.log(
    `medians of ${ROUNDS}; ratio of a sale: to bare rows, of a scan: to a bare page at as many connections`
  )
  verdict('sale at 16 connections ÷ bare rows', of('sale 16').per_second / bare.per_second, '≥', 0.5)
  verdict('p99 of a scan, 16 tills as in a shop, ms', of('shop').p99_ms, '≤', 10)
}

function verdict(what: string, figure: number, sign: '≥' | '≤', aim: number): void {
  const met = sign === '≥' ? figure >= aim : figure <= aim
  console.log(`${met ? 'met   ' : 'missed'} ${what}: ${round(figure)} (${sign} ${aim})`)
}

function round(number: number): number {
  return Number(number.toFixed(2))
}
