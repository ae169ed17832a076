import Database from 'better-sqlite3'
import t from 'tap'
import { systemClock } from '../../server/values/clock.ts'
import { openBox } from '../shop.ts'
import { sell } from '../trade.ts'

/** Tables that are longer each day; whoever looks through one of them is slower each day. */
const HISTORY =
  /^SCAN (sales|sale_lines|tenders|baskets|basket_lines|basket_changes|stock_moves|events|print_jobs|requests|shifts|cash_moves)\b(?!.* USING INDEX print_jobs_unsettled)/

await t.test('Nothing that a till asks looks through the whole history', async (t) => {
  const { box, store, setUp } = await openBox(t)
  const asked = new Set<string>()
  const prepare = store.sqlite.prepare.bind(store.sqlite)
  store.sqlite.prepare = ((sql: string) => {
    asked.add(sql)
    return prepare(sql)
  }) as typeof prepare
  const { till, cashier_id, terminal_id } = await setUp()
  await sell(store, { cashier_id, terminal_id }, { at: systemClock.now(), amounts: [5000], keep_open: true })

  await till.get('/till')
  await till.post('/till/scans', { text: 'Barang 5000' }, { htmx: true })
  await till.get('/till/slip', { htmx: true })
  await till.get('/till/line?line=1', { htmx: true })
  await till.get('/till/jobs', { htmx: true })
  await till.post('/till/lines/1', { quantity: '2' }, { htmx: true })
  await till.post('/till/undo', {}, { htmx: true })
  const { text } = await till.get('/till/pay', { htmx: true })
  const field = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(text)?.[1] ?? ''
  const form = { basket_id: field('basket_id'), total: field('total'), given: '5000' }
  t.match(await till.post('/sales', form, { htmx: true }), { status: 200 })
  await till.get(`/sales/${form.basket_id}/jobs`, { htmx: true })

  const looker = new Database(`${box.shop.config.data}/laci.db`, { readonly: true })
  t.teardown(() => looker.close())
  const scans = [...asked]
    .filter((sql) => /^(select|insert|update|delete|with)/i.test(sql))
    .flatMap((sql) => planOf(looker, sql).map((step) => ({ step, sql })))
    .filter(({ step }) => HISTORY.test(step))
  t.ok(asked.size > 50, 'the questions were heard')
  t.same(scans, [])
})

function planOf(looker: Database.Database, sql: string): string[] {
  const parameters = Array.from(sql.matchAll(/\?/g), () => null)
  const steps = looker.prepare(`explain query plan ${sql}`).all(...parameters) as { detail: string }[]
  return steps.map(({ detail }) => detail)
}
