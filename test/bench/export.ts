import { rmSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { FORMATS } from '../../server/exports/choice.ts'
import { overTheWire } from '../process.ts'
import { type Browser, openBrowser } from '../shop.ts'
import { runJob, startLaci } from './children.ts'
import { fillHistory } from './fill-history.ts'
import type { Load, LoadReport } from './load.ts'
import type { Prepared } from './prepare-shop.ts'
import { round, verdict } from './verdict.ts'

/** So many sale lines are asked for, as whole days; the days of two years hold some 820 each. */
const LINES = 100_000
const TILLS = 16
const SECONDS = 20

/**
 * Gives a prepared shop two years of trade and takes 100,000 sale lines out of it in each format, while nobody sells and
 * while sixteen tills scan; beside it the same tills with nothing taken out, before and after.
 */
export async function reportExports(data: string, { path, tills, barcodes }: Prepared): Promise<void> {
  const sqlite = new Database(path)
  fillHistory(sqlite)
  const span = daysOf(sqlite)
  sqlite.close()
  const laci = await startLaci(data)
  const { device, session } = tills[0]!
  const owner = openBrowser(overTheWire(laci.url))
  owner.cookies.set('laci_device', device)
  owner.cookies.set('laci_session', session)
  const load: Load = {
    url: laci.url,
    scenario: 'shop',
    connections: TILLS,
    seconds: SECONDS,
    tills,
    barcodes,
    encoding: 'gzip'
  }
  const scan = () => runJob<LoadReport>('load', load)

  const rows = []
  for (const format of FORMATS) {
    const seconds = await takeOut(owner, format, span)
    rows.push({ format, lines: span.lines, 'seconds, nobody sells': round(seconds) })
    verdict(`${span.lines} lines as ${format}, s`, seconds, '≤', 10)
  }
  console.table(rows)

  const quiet = await scan()
  let over = false
  const scanning = scan().finally(() => {
    over = true
  })
  const took: number[] = []
  while (!over) took.push(await takeOut(owner, FORMATS[took.length % FORMATS.length]!, span))
  const busy = await scanning
  const after = await scan()
  await laci.stop()
  rmSync(join(data, 'exports'), { recursive: true })
  const row = (what: string, { p50_ms, p95_ms, p99_ms }: LoadReport) => ({
    what,
    'p50 ms': round(p50_ms),
    'p95 ms': round(p95_ms),
    'p99 ms': round(p99_ms)
  })
  console.table([
    row('scans before', quiet),
    row('scans, one export after another', busy),
    row('scans after', after)
  ])
  console.log(`${took.length} exports meanwhile, the slowest in ${round(Math.max(...took))} s`)
  const times = (which: 'p50_ms' | 'p99_ms') => busy[which] / ((quiet[which] + after[which]) / 2)
  verdict('median of a scan while files are written ÷ without', times('p50_ms'), '≤', 1.25)
  verdict('p99 of a scan while files are written ÷ without', times('p99_ms'), '≤', 2)
}

/** The last days that hold so many lines together. */
function daysOf(sqlite: Database.Database): { from: string; to: string; lines: number } {
  const days = sqlite
    .prepare(
      'select business_day, count(*) as lines from sales join sale_lines using (sale_id) group by 1 order by 1 desc'
    )
    .all() as { business_day: string; lines: number }[]
  let lines = 0
  for (const { business_day, lines: more } of days) {
    lines += more
    if (lines >= LINES) return { from: business_day, to: days[0]!.business_day, lines }
  }
  throw new Error('the shop has sold too little')
}

/** @returns seconds from the button to the file */
async function takeOut(
  owner: Browser,
  format: string,
  { from, to }: { from: string; to: string }
): Promise<number> {
  const from_ms = performance.now()
  const { status, text } = await owner.post(
    '/export',
    { what: 'sales', format, period: 'days', from, to },
    { htmx: true }
  )
  if (status !== 200) throw new Error(`the export was answered ${status}: ${text}`)
  for (;;) {
    const { text } = await owner.get('/export/now', { htmx: true })
    if (/export-job ready/.test(text)) return (performance.now() - from_ms) / 1000
    if (!text.includes('<progress')) throw new Error(`the export failed: ${text}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
