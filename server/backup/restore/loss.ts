import type Database from 'better-sqlite3'
import { openReader } from '../../db/open.ts'

/** What of one kind is in the shop now and would not be any more. */
export interface LostKind {
  count: number
  /** What it amounts to, in rupiah. */
  amount_minor: number
  /** Their numbers as they stand on slips. */
  numbers: string[]
}

/** What a shop would lose if an earlier state of it took its place. */
export interface Loss {
  sales: LostKind
  refunds: LostKind
  payments: LostKind
  stock_moves: number
  /** All that happened since, the above included. */
  events: number
}

/** What is counted by number and amount, in which table. */
const KINDS = {
  sales: { table: 'sales', number: 'receipt_no', amount: 'total_minor + rounding_minor', key: 'sale_id' },
  refunds: {
    table: 'refunds',
    number: 'refund_no',
    amount: 'value_minor + rounding_minor',
    key: 'refund_id'
  },
  payments: { table: 'payments', number: 'payment_no', amount: 'amount_minor', key: 'payment_id' }
} as const

/**
 * Compares the shop with a restored state of it. Also what happened on another line counts: it is about what is there
 * now and not in the other.
 *
 * @param live the database in use; it is only read
 * @param restored a database that nobody has open
 */
export function readLoss(live: string, restored: string): Loss {
  const sqlite = openReader(live)
  try {
    sqlite.prepare('attach ? as earlier').run(restored)
    return {
      sales: lost(sqlite, 'sales'),
      refunds: lost(sqlite, 'refunds'),
      payments: lost(sqlite, 'payments'),
      stock_moves: later(sqlite, 'stock_moves', 'move_no'),
      events: later(sqlite, 'events', 'event_id')
    }
  } finally {
    sqlite.close()
  }
}

function lost(sqlite: Database.Database, kind: keyof typeof KINDS): LostKind {
  const { table, number, amount, key } = KINDS[kind]
  // A state from before the tables came has none of it.
  const without = has(sqlite, table) ? `where ${key} not in (select ${key} from earlier.${table})` : ''
  const rows = sqlite
    .prepare(
      `select ${number} as number, ${amount} as amount_minor from main.${table} ${without} order by ${number}`
    )
    .all() as { number: string; amount_minor: number }[]
  const amount_minor = rows.reduce((sum, row) => sum + row.amount_minor, 0)
  return { count: rows.length, amount_minor, numbers: rows.map((row) => row.number) }
}

/** Rows that are counted up one by one, past the last that the earlier state has. */
function later(sqlite: Database.Database, table: string, key: string): number {
  const last = has(sqlite, table) ? `(select coalesce(max(${key}), 0) from earlier.${table})` : '0'
  return sqlite.prepare(`select count(*) from main.${table} where ${key} > ${last}`).pluck().get() as number
}

function has(sqlite: Database.Database, table: string): boolean {
  return sqlite.prepare('select 1 from earlier.sqlite_schema where name = ?').get(table) !== undefined
}
