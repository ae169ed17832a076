import Database from 'better-sqlite3'
import { startBox } from '../../server/main.ts'
import { median } from './figures.ts'
import { fillHistory } from './fill-history.ts'
import type { Prepared } from './prepare-shop.ts'
import { round, verdict } from './verdict.ts'

const TIMES = 9

/** Gives a prepared shop two years of trade, opens its pages and prints how long each took. */
export async function reportPages(data: string, { path, tills }: Prepared): Promise<void> {
  const sqlite = new Database(path)
  fillHistory(sqlite)
  const urls = pagesOf(sqlite)
  sqlite.close()

  const { app, stop } = await startBox({ data, host: '127.0.0.1', port: 0, log: 'silent', stick_folders: [] })
  const { device, session } = tills[0]!
  const cookie = `laci_device=${device}; laci_session=${session}`
  const rows = []
  for (const url of urls) {
    const took_ms: number[] = []
    let bytes = 0
    for (let n = 0; n < TIMES; n++) {
      const from_ms = performance.now()
      const { statusCode, body } = await app.inject({ method: 'GET', url, headers: { cookie } })
      took_ms.push(performance.now() - from_ms)
      if (statusCode !== 200) throw new Error(`${url} answered ${statusCode}`)
      bytes = body.length
    }
    rows.push({ page: url, 'p50 ms': round(median(took_ms)), KB: Math.round(bytes / 1024) })
  }
  await stop()
  console.table(rows.sort((a, b) => b['p50 ms'] - a['p50 ms']))
  verdict('the slowest page of a shop of 200,000 sales, ms', rows[0]!['p50 ms'], '≤', 100)
}

/** Pages that show what was, each of whatever has the longest history. */
function pagesOf(sqlite: Database.Database): string[] {
  const the = (query: string) => sqlite.prepare(`select ${query} limit 1`).pluck().get() as string
  const customer = `/customers/${the('customer_id from sales where customer_id is not null group by 1 order by count(*) desc')}`
  const item_id = the('item_id from sale_lines group by 1 order by count(*) desc')
  const sale = `/sales/${the('sale_id from sales order by sold_at desc')}`
  return [
    ...['/today', '/shifts', `/shifts/${the('shift_id from shift_closings order by closed_at desc')}`],
    ...['/sales', `/sales?day=${the('business_day from sales group by 1 order by count(*) desc')}`],
    ...[sale, `${sale}/refund`, `/refunds/${the('refund_id from refunds')}`, '/refunds/new'],
    `/refunds/new/plan?goods=${item_id}&quantity=1`,
    ...['/customers', '/customers?owing=yes', '/customers?text=pelanggan+77', '/customers?text=4321'],
    ...[customer, `${customer}/statement`, `${customer}/data.json`],
    ...['/orders', '/orders?show=ended', '/orders/list?text=4321', '/vouchers'],
    ...['/items?text=susu', `/items/${item_id}`, '/settings/tax', '/printers', '/printing/screen'],
    ...['/till', '/till/held', '/till/customers?text=pelang', '/till/shelf?text=susu']
  ]
}
