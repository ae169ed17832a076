import type { Test } from 'tap'
import { saveItem } from '../../server/catalog/save-item.ts'
import { systemClock } from '../../server/values/clock.ts'
import { newId } from '../../server/values/id.ts'
import { minor } from '../../server/values/money.ts'
import { milli } from '../../server/values/quantity.ts'
import { openBox } from '../shop.ts'

/** A shop that may sell, and who does what in it. */
export async function openShop(t: Test) {
  const box = await openBox(t)
  const people = await box.setUp()
  const { cashier_id, owner_id, terminal_id } = people
  const by = (staff_id = cashier_id) => ({
    at: systemClock.now(),
    staff_id,
    terminal_id,
    request_id: newId()
  })
  return { ...box, ...people, by, as_owner: () => by(owner_id) }
}

type Shop = Awaited<ReturnType<typeof openShop>>

/** An item by its own card; a new one unless its id is given. */
export async function bringItem(
  { store, by }: Pick<Shop, 'store' | 'by'>,
  {
    item_id = newId(),
    name,
    price,
    cost = null,
    barcode,
    unit = 'pcs',
    category = null
  }: {
    item_id?: string
    name: string
    price: number
    cost?: number | null
    barcode?: string
    unit?: string
    category?: string | null
  }
): Promise<string> {
  await store.commit((tx) =>
    saveItem(tx, by(), {
      item_id,
      code: null,
      barcodes: barcode ? [barcode] : [],
      name,
      category,
      unit,
      price_minor: minor(price),
      cost_minor: cost === null ? null : minor(cost),
      minimum_milli: milli(0),
      favourite: 0
    })
  )
  return item_id
}
