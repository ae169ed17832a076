import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { Test } from 'tap'
import { saveItem } from '../../../server/catalog/save-item.ts'
import { moveStock } from '../../../server/stock/move-stock.ts'
import { newId } from '../../../server/values/id.ts'
import { minor } from '../../../server/values/money.ts'
import { milli } from '../../../server/values/quantity.ts'
import { PASSPHRASE } from '../../backup/safe-shop.ts'
import { fillHistory } from '../../bench/fill-history.ts'
import { openCounter } from '../../counter.ts'
import { tempFolder } from './sticks.ts'

/**
 * A shop that has been open for two years, closed for the night; its people's devices stay as they are.
 *
 * @param sales of the past; a quarter of this many is made, for the shop has one till of four
 */
export async function openShopWithPast(t: Test, sales: number) {
  const data = tempFolder(t)
  const { shop, people, till, owner, printer } = await openCounter(t, { data })
  const { store } = shop
  await owner.post('/backup/passphrase', { passphrase: PASSPHRASE, passphrase_again: PASSPHRASE })
  const by = { at: new Date().toISOString(), staff_id: null, terminal_id: null, request_id: null }
  await store.commit((tx) => {
    for (let no = 0; no < 3001; no++) {
      const goods = { code: null, barcodes: [], name: `Barang ${no}`, category: null, unit: 'pcs' }
      const prices = { price_minor: minor(10_000), cost_minor: null, minimum_milli: milli(0) }
      saveItem(tx, by, { item_id: newId(), ...goods, ...prices, favourite: 0 })
    }
    const items = tx.sqlite.prepare('select item_id from items').pluck().all() as string[]
    for (const item_id of items) {
      const quantity_milli = milli(100_000_000)
      moveStock(tx, by, { item_id, quantity_milli, reason: 'opening', source_id: item_id })
    }
  })
  await shop.box.stop()
  const sqlite = new Database(join(data, 'laci.db'))
  fillHistory(sqlite, sales)
  sqlite.close()
  return { data, till, owner, printer, cashier_id: people.cashier_id }
}
