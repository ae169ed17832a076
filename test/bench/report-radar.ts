import { join } from 'node:path'
import Database from 'better-sqlite3'
import { openReader } from '../../server/db/open.ts'
import { lookInThread } from '../../server/radar/radar-thread.ts'
import { systemClock } from '../../server/values/clock.ts'
import { fillHistory } from './fill-history.ts'
import type { Prepared } from './prepare-shop.ts'
import { round, verdict } from './verdict.ts'

/** How many seconds each may take: what a page offers, and what `laci radar --days 365` is asked for once a year. */
const PERIODS = { today: 10, week: 10, thirty: 10, 'last-365': 60 }

/**
 * How long the radar takes to look through a day, a week, thirty days and a year of a shop with so many sales behind it;
 * beside it what SQLite takes to read the same days' sales once, which nothing could be quicker than. The first look
 * begins the thread as well.
 */
export async function reportRadar(data: string, { path }: Prepared, sales: number): Promise<void> {
  const sqlite = new Database(path)
  fillHistory(sqlite, sales)
  sqlite.close()
  const database = join(data, 'laci.db')
  const reader = { sqlite: openReader(database) }
  const look = async (period: string) => {
    const began = performance.now()
    const report = await lookInThread({ database, asked: { period, now: systemClock.now() } })
    return { report, seconds: (performance.now() - began) / 1000 }
  }
  console.log(`the first look, s: ${round((await look('today')).seconds)}`)
  const rows = []
  for (const [period, most_s] of Object.entries(PERIODS)) {
    const { report, seconds } = await look(period)
    const { known_from_day, last_day } = report.period
    const bare = timeOf(() => reader.sqlite.prepare(BARE).get(known_from_day, last_day))
    verdict(`radar, ${period}, of ${sales} sales, s`, seconds, '≤', most_s)
    const ratio = round(seconds / bare)
    rows.push({
      period,
      ...report.looked_through,
      seconds: round(seconds),
      'to reading the days once': ratio
    })
  }
  reader.sqlite.close()
  console.table(rows)
}

const BARE = `select sum(sales.total_minor), count(name) from sales join sale_lines using (sale_id)
  where business_day between ? and ?`

function timeOf(work: () => unknown): number {
  const began = performance.now()
  work()
  return (performance.now() - began) / 1000
}
