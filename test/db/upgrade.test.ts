import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import t from 'tap'
import { undoChange } from '../../server/baskets/change-basket.ts'
import { readBasket } from '../../server/baskets/read-basket.ts'
import { verifyHere } from '../../server/chain/verify-here.ts'
import { migrate } from '../../server/db/migrate.ts'
import type { Tx } from '../../server/db/prepare.ts'
import { sealOnce } from '../../server/db/seal/seal-history.ts'
import { findHead } from '../../server/events/find-head.ts'
import { findSale } from '../../server/sales/find-sales.ts'
import { findShiftReport } from '../../server/shifts/find-shift.ts'
import { AT, openOldShop } from './old-shop.ts'

t.test('A shop of the first version comes into this one with all it had', async (t) => {
  const folder = t.testdir()
  const path = join(folder, 'laci.db')
  const sqlite = await openOldShop(path)
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
