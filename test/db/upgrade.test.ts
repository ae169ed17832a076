import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { Kysely, SqliteDialect } from 'kysely'
import { Migrator } from 'kysely/migration'
import t from 'tap'
import { undoChange } from '../../server/baskets/change-basket.ts'
import { readBasket } from '../../server/baskets/read-basket.ts'
import { verifyHere } from '../../server/chain/verify-here.ts'
import { migrate } from '../../server/db/migrate.ts'
import * as beginnings from '../../server/db/migrations/20261122T0500-beginnings.ts'
import type { Tx } from '../../server/db/prepare.ts'
import { sealOnce } from '../../server/db/seal/seal-history.ts'
import { findHead } from '../../server/events/find-head.ts'
import { findSale } from '../../server/sales/find-sales.ts'
import { findShiftReport } from '../../server/shifts/find-shift.ts'

const AT = '2026-11-21T05:00:00.000Z'

/** A shop as it stood before it could sell in full: a taxed sale of three lines, and a basket somebody works on. */
const OLD_SHOP = `
  insert into staff values ('siti', 'Siti', 'cashier', null, 'hash', '${AT}');
  insert into terminals values ('k1', 'K1', 'Depan', 'key', '${AT}', 'siti', null);
  insert into terminal_series values ('k1', 'receipt', 1);
  insert into shifts values ('shift', 'k1', 'siti', '${AT}', '2026-11-21', 200000);
  insert into open_shifts values ('k1', 'shift');
  insert into items (item_id, code, name, unit, price_minor, changed_at) values
    ('tea', 'A1', 'Teh', 'pcs', 3700, '${AT}'), ('rice', 'A2', 'Beras', 'kg', 14500, '${AT}'),
    ('egg', 'A3', 'Telur', 'pcs', 2000, '${AT}');
  insert into item_barcodes values ('8998009040405', 'tea');
  insert into stock_moves values (1, 'tea', -3000, 'sale', 'sale', '${AT}');
  insert into stock_levels values ('tea', -3000, 1);
  insert into baskets values ('sale', '${AT}', 'siti'), ('basket', '${AT}', 'siti');
  insert into till_baskets values ('k1', 'basket');
  insert into basket_lines values ('basket', 1, 'tea', 2000), ('basket', 2, 'egg', 1000);
  insert into basket_changes values
    ('basket', 1, 1, 'tea', 0, 1000), ('basket', 2, 1, 'tea', 1000, 2000), ('basket', 3, 2, 'egg', 0, 1000);
  insert into sales values ('sale', 'k1', 1, 'K1-000001', 'shift', 'siti', '${AT}', '2026-11-21', 38850,
    'ppn-2025', 3850, 'link');
  insert into sale_lines values ('sale', 1, 'tea', 'Teh', 'pcs', 3000, 3700, 3000, 11100),
    ('sale', 2, 'rice', 'Beras', 'kg', 1500, 14500, null, 21750), ('sale', 3, 'egg', 'Telur', 'pcs', 3000, 2000, null, 6000);
  insert into tenders values ('sale', 1, 'cash', 50000, 11150);
  insert into printers values ('p', 'Layar', 'preview', '', 32, 1, 2, 120, '${AT}');
  insert into print_jobs values (1, 'j', 'p', 'sale', 'sale', 0, '${AT}', null, 'printed', null, 1, '${AT}');
  insert into events values (1, '${AT}', 'shift.opened', 'shift', 'siti', 'k1', 'q', '{}'),
    (2, '${AT}', 'sale.completed', 'sale', 'siti', 'k1', 'r', '{}');`

t.test('A shop of the first version comes into this one with all it had', async (t) => {
  const folder = t.testdir()
  const path = join(folder, 'laci.db')
  const sqlite = new Database(path)
  sqlite.pragma('foreign_keys = on')
  await migrateTo(sqlite, { '20261122T0500-beginnings': beginnings })
  sqlite.exec(OLD_SHOP)
  await migrate(sqlite, path)
  const one = (sql: string) => sqlite.prepare(sql).get()
  const all = (sql: string) => sqlite.prepare(sql).all()

  t.equal(readdirSync(join(folder, 'backups')).length, 1, 'a copy of it as it was lies in the backups')
  t.same(sqlite.pragma('integrity_check', { simple: true }), 'ok')
  t.same(sqlite.pragma('foreign_key_check'), [])
  t.equal(sqlite.pragma('foreign_keys', { simple: true }), 1)

  t.match(findSale({ sqlite }, 'sale'), {
    receipt_no: 'K1-000001',
    subtotal_minor: 38_850,
    total_minor: 38_850,
    tax_minor: 3850,
    rounding_minor: 0,
    taxes: [{ tax_rule_id: 'ppn-2025', label: 'PPN', is_included: 1, base_minor: 32_083, tax_minor: 3850 }],
    tenders: [{ method_id: 'cash', method: 'cash', given_minor: 50_000, change_minor: 11_150 }],
    lines: [{ tax_minor: 1100 }, { tax_minor: 2155 }, { tax_minor: 595 }]
  })
  t.same(
    all('select account, amount_minor from journal order by account'),
    [
      { account: 'cash', amount_minor: 38_850 },
      { account: 'sales', amount_minor: -35_000 },
      { account: 'tax', amount_minor: -3850 }
    ],
    'its money stands in the ledger'
  )
  t.equal(findShiftReport({ sqlite }, 'shift')?.expected_minor, 238_850)

  const { harm, events, rows, sealed_later_to } = verifyHere(sqlite)
  t.same({ harm, events, sealed_later_to }, { harm: null, events: 2, sealed_later_to: 2 }, 'sealed as it was')
  t.ok(rows >= 10, 'with its sale, its shift and its ledger')
  const head = findHead({ sqlite })
  const again = new Database(sqlite.serialize().fill(1, 18, 20))
  again.exec('drop trigger event_seals_are_kept; drop trigger ledger_genesis_are_kept')
  again.exec('delete from event_seals; delete from ledger_genesis')
  sealOnce(again)
  t.same(findHead({ sqlite: again }), head, 'and any copy of it has the same seals')

  const basket = () => readBasket({ sqlite }, 'basket').lines.map((line) => [line.name, line.quantity_milli])
  t.same(basket(), [
    ['Teh', 2000],
    ['Telur', 1000]
  ])
  const tx = { sqlite, writes: true, recorded: [] } satisfies Tx
  const by = { at: AT, staff_id: 'siti', terminal_id: 'k1', request_id: 'r2' }
  undoChange(tx, by)
  undoChange(tx, by)
  t.same(basket(), [['Teh', 1000]], 'and what was being undone still can be')
  t.match(one("select unit_id from item_barcodes where barcode = '8998009040405'"), { unit_id: null })
  t.match(one('select quantity_milli, last_move_no from stock_levels'), {
    quantity_milli: -3000,
    last_move_no: 1
  })
})

async function migrateTo(sqlite: Database.Database, migrations: Record<string, typeof beginnings>) {
  const db = new Kysely<unknown>({ dialect: new SqliteDialect({ database: sqlite }) })
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } })
  const { error } = await migrator.migrateToLatest()
  if (error) throw error
}
