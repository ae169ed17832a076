import type { Test } from 'tap'
import { saveItem } from '../../server/catalog/save-item.ts'
import { newId } from '../../server/values/id.ts'
import { milli } from '../../server/values/quantity.ts'
import { TEA } from '../counter.ts'
import { openFloor } from './floor.ts'

/** A shop on a clock of the test's, with tea to sell. */
export async function openStockedFloor(t: Test): ReturnType<typeof openFloor> {
  const floor = await openFloor(t)
  const by = { at: floor.clock.now(), staff_id: null, terminal_id: null, request_id: null }
  const { barcode, name, price_minor } = TEA
  const rest = {
    category: null,
    unit: 'pcs',
    cost_minor: null,
    minimum_milli: milli(0),
    favourite: 0
  } as const
  await floor.shop.store.commit((tx) =>
    saveItem(tx, by, { ...rest, item_id: newId(), code: null, barcodes: [barcode], name, price_minor })
  )
  return floor
}
