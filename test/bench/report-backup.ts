import { randomUUID } from 'node:crypto'
import { copyFileSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { openFolder } from '../../server/backup/destinations/folder.ts'
import { readPackFile } from '../../server/backup/objects/names.ts'
import { type Running, runJob, startLaci, startUnrecorded } from './children.ts'
import { type Figures, median, medians } from './figures.ts'
import type { LoadReport } from './load.ts'
import type { Prepared } from './prepare-shop.ts'
import { Till } from './till.ts'
import { round, verdict } from './verdict.ts'

const TILLS = 8

/** How often the shop is paid in each arm, and for how long. */
interface Amount {
  rounds: number
  seconds: number
}

/** What recording and carrying cost whoever pays, and how soon a sale is in a folder. */
export async function reportBackup(
  folder: string,
  shop: Prepared,
  { rounds, seconds }: Amount
): Promise<void> {
  const runs = new Map<string, Figures[]>()
  const lags: number[] = []
  for (let round = 0; round < rounds; round++) {
    for (const [arm, start] of ARMS) {
      const data = join(folder, `${arm}-${round}`)
      mkdirSync(data)
      copyFileSync(shop.path, join(data, 'laci.db'))
      const box = await start(data)
      await settled(data, arm)
      const load = { url: box.url, scenario: 'checkout', connections: TILLS, seconds, encoding: 'gzip' }
      const report = await runJob<LoadReport>('load', { ...load, tills: shop.tills, barcodes: shop.barcodes })
      const { per_second, p50_ms, p95_ms, p99_ms } = report
      runs.set(arm, [...(runs.get(arm) ?? []), { per_second, p50_ms, p95_ms, p99_ms }])
      if (arm === 'carried') lags.push(...(await measureLags(box, shop, data, 3 * seconds)))
      await box.stop()
      rmSync(data, { recursive: true })
    }
  }
  print(runs, lags)
}

const ARMS: [string, (data: string) => Promise<Running>][] = [
  ['plain', startUnrecorded],
  ['recorded', startLaci],
  [
    'carried',
    async (data) => {
      await choosePlace(data)
      return startLaci(data)
    }
  ]
]

/** The first picture of the whole is made and carried once; what is measured is every day after. */
export async function settled(data: string, arm: string): Promise<void> {
  const where = { plain: undefined, recorded: 'backups/spool', carried: 'nas' }[arm]
  const isThere = (folder: string) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).some((file) => file.includes('-end-'))
  while (where && !isThere(join(data, where))) await new Promise((resolve) => setTimeout(resolve, 100))
}

/** The shop gets a folder for its backup, as its owner would have chosen. */
async function choosePlace(data: string): Promise<void> {
  const path = join(data, 'nas')
  mkdirSync(path)
  await openFolder(path, 10_000).prepare()
  const sqlite = new Database(join(data, 'laci.db'))
  sqlite
    .prepare(
      "insert into destinations values (?, 'NAS', 'folder', ?, null, 0, '2026-01-01T00:00:00.000Z', null)"
    )
    .run(randomUUID(), JSON.stringify({ kind: 'folder', path }))
  sqlite.close()
}

/** Sells again and again, and looks each time how long it takes until the sale is in the folder. */
async function measureLags(
  box: Running,
  { tills, barcodes }: Prepared,
  data: string,
  times: number
): Promise<number[]> {
  const till = await Till.open(box.url, tills[0]!, 'gzip')
  const lags: number[] = []
  for (let n = 0; n < times; n++) {
    await till.fill(() => barcodes[Math.floor(Math.random() * barcodes.length)]!)
    await (await till.toPay())()
    const paid = Date.now()
    while (newestIn(join(data, 'nas')) < paid) await new Promise((resolve) => setTimeout(resolve, 5))
    lags.push(Date.now() - paid)
  }
  till.close()
  return lags
}

/** When the newest pack was recorded, milliseconds since 1970: all that was paid before is in it. */
function newestIn(folder: string): number {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  return Math.max(0, ...files.map((file) => readPackFile(file.slice(file.indexOf('log/')))?.at ?? 0))
}

function print(runs: Map<string, Figures[]>, lags: number[]): void {
  const of = (arm: string) => medians(runs.get(arm)!.map((run) => ({ ...run })))
  console.table(
    [...runs.keys()].map((arm) => {
      const { per_second, p50_ms, p95_ms, p99_ms } = of(arm)
      return {
        payments: arm,
        'per second': round(per_second),
        'p50 ms': round(p50_ms),
        'p95 ms': round(p95_ms),
        'p99 ms': round(p99_ms)
      }
    })
  )
  const [plain, carried] = [of('plain'), of('carried')]
  verdict(
    'payment with its backup carried to a folder ÷ without any, p50',
    carried.p50_ms / plain.p50_ms,
    '≤',
    1.03
  )
  verdict('p99', carried.p99_ms / plain.p99_ms, '≤', 1.1)
  const sorted = lags.toSorted((one, other) => one - other)
  console.log(`until a sale is in the folder, ms: p50 ${median(lags)}, of ${lags.length}`)
  verdict('p99, seconds', sorted[Math.ceil(0.99 * sorted.length) - 1]! / 1000, '≤', 1.5)
}
