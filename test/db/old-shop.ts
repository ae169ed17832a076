import Database from 'better-sqlite3'
import { Kysely, SqliteDialect } from 'kysely'
import { Migrator } from 'kysely/migration'
import * as beginnings from '../../server/db/migrations/20261122T0500-beginnings.ts'

export const AT = '2026-11-21T05:00:00.000Z'

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

/** Makes the database of a shop of the first version. */
export async function openOldShop(path: string): Promise<Database.Database> {
  const sqlite = new Database(path)
  sqlite.pragma('foreign_keys = on')
  await migrateTo(sqlite, { '20261122T0500-beginnings': beginnings })
  sqlite.exec(OLD_SHOP)
  return sqlite
}

async function migrateTo(sqlite: Database.Database, migrations: Record<string, typeof beginnings>) {
  const db = new Kysely<unknown>({ dialect: new SqliteDialect({ database: sqlite }) })
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } })
  const { error } = await migrator.migrateToLatest()
  if (error) throw error
}
