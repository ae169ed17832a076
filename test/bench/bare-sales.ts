import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import Database from 'better-sqlite3'
import { newId, newToken } from '../../server/values/id.ts'
import { sumUp } from './figures.ts'
import { LINES } from './lines.ts'
import { count, type Prepared } from './prepare-shop.ts'

/** What to write: how long, and what one sale of the box was seen to write. */
export interface BareSales {
  path: string
  seconds: number
  sale: Prepared['sale']
}

process.once('message', (job: BareSales) => {
  process.send!(run(job), () => process.exit(0))
})

/**
 * The rows of one sale, written by better-sqlite3 with nothing around it: statements prepared once, one transaction
 * a sale, WAL, `synchronous=FULL`. The very rows that the box writes, or the run fails.
 */
function run({ path, seconds, sale: expected }: BareSales) {
  const sqlite = new Database(path)
  sqlite.pragma('journal_mode = wal')
  sqlite.pragma('synchronous = full')
  sqlite.pragma('foreign_keys = on')
  sqlite.pragma('cache_size = -16384')
  const sell = seller(sqlite, expected.added['sale_reductions'] ?? 0)

  sell.fill()
  const before = count({ sqlite })
  sell.sale()
  const after = count({ sqlite })
  for (const [table, rows] of Object.entries(after.rows)) {
    assert.equal(rows - before.rows[table]!, expected.added[table] ?? 0, `rows of ${table} in a sale`)
  }
  assert.equal(after.touched - before.touched, expected.touched, 'rows touched by a sale')

  const took_ms: number[] = []
  const until = performance.now() + seconds * 1000
  while (performance.now() < until) {
    sell.fill()
    const from_ms = performance.now()
    sell.sale()
    took_ms.push(performance.now() - from_ms)
  }
  sqlite.close()
  return sumUp(
    took_ms,
    took_ms.reduce((sum, one) => sum + one, 0)
  )
}

/** What a seal tells of the rows of a sale of four lines: a hash, and five bytes to find each by. */
const SEALED_BYTES = 32 + 5 * 16

/** @param reductions how many lines of a sale something is taken off */
function seller(sqlite: Database.Database, reductions: number) {
  const one = (sql: string) => sqlite.prepare(sql).get() as Record<string, string>
  const { terminal_id, printer_id } = one('select terminal_id, printer_id from terminals')
  const { staff_id } = one('select staff_id from staff')
  const { shift_id, business_day } = one(`select * from shifts where terminal_id = '${terminal_id}'`)
  const items = sqlite.prepare('select item_id, name, unit, price_minor, cost_minor from items').all() as {
    item_id: string
    name: string
    unit: string
    price_minor: number
    cost_minor: number
  }[]
  const into = (table: string, columns: number) =>
    sqlite.prepare(`insert into ${table} values (${Array(columns).fill('?').join(', ')})`)

  const basket = sqlite.prepare('insert into baskets (basket_id, begun_at, begun_by) values (?, ?, ?)')
  const point = into('till_baskets', 3)
  const line = sqlite.prepare(
    'insert into basket_lines (basket_id, line_no, item_id, quantity_milli) values (?, ?, ?, ?)'
  )
  const number = sqlite.prepare(
    `insert into terminal_series values (?, 'receipt', 1)
     on conflict do update set last_number = last_number + 1 returning last_number`
  )
  const sale = into('sales', 18)
  const saleLine = into('sale_lines', 17)
  const move = sqlite.prepare("insert into stock_moves values (null, ?, ?, 'sale', ?, ?) returning move_no")
  const level = sqlite.prepare(
    'update stock_levels set quantity_milli = quantity_milli + ?, last_move_no = ? where item_id = ?'
  )
  const reduction = into('sale_reductions', 8)
  const tender = into('tenders', 10)
  const tax = into('sale_taxes', 6)
  const entry = into('journal', 8)
  const unpoint = sqlite.prepare('delete from till_baskets where basket_id = ?')
  const event = into('events', 9)
  const seal = into('event_seals', 7)
  const job = into('print_jobs', 15)
  const request = into('requests', 4)

  let basket_id = ''
  let wanted: typeof items = []
  const at = () => new Date().toISOString()

  return {
    /** Lays the basket ready, as scanning has before a sale; not measured. */
    fill: sqlite.transaction(() => {
      basket_id = newId()
      wanted = Array.from({ length: LINES }, () => items[Math.floor(Math.random() * items.length)]!)
      basket.run(basket_id, at(), staff_id)
      point.run(terminal_id, basket_id, staff_id)
      for (const [i, { item_id }] of new Map(wanted.map((item) => [item.item_id, item]))
        .values()
        .toArray()
        .entries()) {
        line.run(basket_id, i + 1, item_id, 1000)
      }
    }),
    sale: sqlite.transaction(() => {
      const now = at()
      const total = wanted.reduce((sum, { price_minor }) => sum + price_minor, 0)
      const { last_number } = number.get(terminal_id) as { last_number: number }
      const no = `K1-${String(last_number).padStart(6, '0')}`
      sale.run(
        basket_id, terminal_id, last_number, no, shift_id, staff_id, now, business_day, null, null, total, 0, 0, total,
        0, 0, 0, newToken()
      ) // biome-ignore format: one row
      let last_move_no = 0
      for (const [i, { item_id, name, unit, price_minor, cost_minor }] of wanted.entries()) {
        saleLine.run(
          basket_id, i + 1, item_id, null, name, unit, 1000, 1000, price_minor, price_minor, cost_minor, price_minor,
          price_minor, 0, null, 0, 0
        ) // biome-ignore format: one row
        const { move_no } = move.get(item_id, -1000, basket_id, now) as { move_no: number }
        level.run(-1000, move_no, item_id)
        last_move_no = move_no
      }
      for (let no = 1; no <= reductions; no++) {
        reduction.run(basket_id, 1, no, 'promotion', null, 'Promotion', 1000, 1)
      }
      tender.run(basket_id, 1, 'cash', 'cash', total, 0, null, null, null, 0)
      entry.run(null, basket_id, shift_id, business_day, 'cash', null, total, now)
      entry.run(null, basket_id, shift_id, business_day, 'sales', null, 1 - total, now)
      const { lastInsertRowid: entry_no } = entry.run(
        null,
        basket_id,
        shift_id,
        business_day,
        'tax',
        null,
        -1,
        now
      )
      tax.run(basket_id, 'ppn-2025', 1, total, total, 1)
      unpoint.run(basket_id)
      const request_id = newId()
      const sold = event.run(
        null,
        now,
        'sale.completed',
        basket_id,
        staff_id,
        terminal_id,
        request_id,
        `{"total_minor":${total}}`,
        null
      )
      job.run(
        null,
        newId(),
        printer_id,
        'pulse',
        basket_id,
        0,
        null,
        now,
        now,
        null,
        'waiting',
        null,
        0,
        0,
        null
      )
      const opened = event.run(
        null,
        now,
        'drawer.opened',
        basket_id,
        staff_id,
        terminal_id,
        request_id,
        `{"printer_id":"${printer_id}"}`,
        null
      )
      job.run(
        null,
        newId(),
        printer_id,
        'sale',
        basket_id,
        0,
        null,
        now,
        null,
        null,
        'waiting',
        null,
        0,
        0,
        null
      )
      request.run(request_id, randomBytes(32), `{"sale_id":"${basket_id}"}`, now)
      const sealed = [4, randomBytes(32), randomBytes(SEALED_BYTES), entry_no, last_move_no, 0]
      seal.run(sold.lastInsertRowid, ...sealed)
      seal.run(opened.lastInsertRowid, 4, randomBytes(32), null, ...sealed.slice(3))
    })
  }
}
