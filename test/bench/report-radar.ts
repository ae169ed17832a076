import { join } from 'node:path'
import Database from 'better-sqlite3'
import { openReader } from '../../server/db/open.ts'
import { readRadar } from '../../server/radar/read-radar.ts'
import { systemClock } from '../../server/values/clock.ts'
import { fillHistory } from './fill-history.ts'
import type { Prepared } from './prepare-shop.ts'
import { round, verdict } from './verdict.ts'

const PERIODS = ['today', 'week', 'thirty']

/**
 * How long the radar takes to look through a week, and thirty days, of a shop with so many sales behind it; beside it
 * what SQLite takes to read the same days' sales once, which nothing could be quicker than.
 */
export function reportRadar(data: string, { path }: Prepared, sales: number): void {
  const sqlite = new Database(path)
  fillHistory(sqlite, sales)
  sqlite.close()
  const reader = { sqlite: openReader(join(data, 'laci.db')) }
  const rows = PERIODS.map((period) => {
    const began = performance.now()
    const { looked_through, period: days } = readRadar(reader, { period, now: systemClock.now() })
    const seconds = (performance.now() - began) / 1000
    const bare = timeOf(() => reader.sqlite.prepare(BARE).get(days.known_from_day, days.last_day))
    verdict(`radar, ${period}, of ${sales} sales, s`, seconds, '≤', 10)
    return {
      period,
      ...looked_through,
      seconds: round(seconds),
      'to reading the days once': round(seconds / bare)
    }
  })
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
