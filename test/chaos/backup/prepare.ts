import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Test } from 'tap'
import { openBusyShop } from '../../sales/busy-shop.ts'
import type { SellingShop } from './control.ts'

/** Sets a shop up by its own deeds. @returns what a seller must know of it; its database lies at the path then */
export async function prepareShop(folder: string): Promise<{ database: string; shop: SellingShop }> {
  const ends: (() => unknown)[] = []
  const { store, items, carton, customers, vouchers, owner_id, tills } = await openBusyShop({
    teardown: (end: () => unknown) => ends.push(end)
  } as unknown as Test)
  const database = join(folder, 'prepared.db')
  rmSync(database, { force: true })
  store.sqlite.exec(`vacuum into '${database}'`)
  for (const end of ends.toReversed()) await end()
  return { database, shop: { items, carton, customers, vouchers, owner_id, tills } }
}
