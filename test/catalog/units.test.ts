import t, { type Test } from 'tap'
import { addToBasket } from '../../server/baskets/change-basket.ts'
import { nameGoods } from '../../server/baskets/name-goods.ts'
import { priceNow } from '../../server/baskets/read-basket.ts'
import { readScan } from '../../server/baskets/read-scan.ts'
import { findAnyItem, findItemByText } from '../../server/catalog/find-item.ts'
import { listUnitBarcodes, listUnits } from '../../server/catalog/find-units.ts'
import { planImport } from '../../server/catalog/plan-import.ts'
import { readPriceList } from '../../server/catalog/price-list/read-price-list.ts'
import { addUnit, changeUnit, retireUnit, type UnitCard } from '../../server/catalog/save-units.ts'
import { searchItems } from '../../server/catalog/search-items.ts'
import { completeSale } from '../../server/sales/complete-sale.ts'
import { openShift } from '../../server/shifts/open-shift.ts'
import { stockLevel } from '../../server/stock/move-stock.ts'
import { newId, newToken } from '../../server/values/id.ts'
import { minor } from '../../server/values/money.ts'
import { milli, ONE } from '../../server/values/quantity.ts'
import { cash } from '../trade.ts'
import { bringItem, openShop } from './goods.ts'

const PIECE = '8998866200578'
const CARTON = '18998866200575'
const OTHER = '8992753033737'

/** Noodles by the piece and, from here on, by the carton of 40. */
async function openNoodles(t: Test) {
  const shop = await openShop(t)
  const item_id = await bringItem(shop, {
    name: 'SEDAAP MIE KARI',
    price: 2_900,
    cost: 2_400,
    barcode: PIECE
  })
  const card = (more: Partial<UnitCard> = {}): UnitCard => ({
    item_id,
    name: 'dus',
    holds_milli: milli(40_000),
    price_minor: minor(110_000),
    barcodes: [CARTON],
    ...more
  })
  const unit_id = await shop.store.commit((tx) => addUnit(tx, shop.by(), card()))
  const change = (more: Partial<UnitCard>, id = unit_id) =>
    shop.store.commit((tx) => changeUnit(tx, shop.by(), id, card(more)))
  const scan = (text: string) => nameGoods(shop.store, readScan(text))
  return { ...shop, item_id, unit_id, card, change, scan }
}

await t.test('An item sold by the piece and by the carton', async (t) => {
  const { store, by, item_id, unit_id, card, change, scan } = await openNoodles(t)

  await t.test('is listed in its own unit first, then by how much the others hold', async (t) => {
    await store.commit((tx) =>
      addUnit(
        tx,
        by(),
        card({ name: 'renteng', holds_milli: milli(10_000), price_minor: minor(28_500), barcodes: [] })
      )
    )
    t.same(
      listUnits(store, item_id).map(({ name, holds_milli, price_minor }) => [name, holds_milli, price_minor]),
      [
        ['pcs', 1000, 2_900],
        ['renteng', 10_000, 28_500],
        ['dus', 40_000, 110_000]
      ]
    )
    t.same(listUnits(store, newId()), [], 'an item that is not there has none')
  })

  await t.test(
    'is a carton when the carton’s barcode is scanned, and a piece by that of the piece',
    async (t) => {
      t.same(scan(CARTON), { goods: { item_id, unit_id }, quantity_milli: ONE })
      t.same(scan(PIECE), { goods: { item_id, unit_id: null }, quantity_milli: ONE })
      t.same(scan(`2*${CARTON}`).quantity_milli, 2000)
    }
  )

  await t.test('is found by the carton’s barcode too', async (t) => {
    t.same(
      searchItems(store, CARTON).map((found) => found.item_id),
      [item_id]
    )
    t.same(
      searchItems(store, CARTON.slice(2, 9)).map((found) => found.item_id),
      [item_id]
    )
  })

  await t.test('takes the whole carton out of the stock', async (t) => {
    await store.commit((tx) => {
      openShift(tx, by(), { shift_id: newId(), float_minor: minor(0), business_day: '2026-11-22' })
      const { goods, quantity_milli } = nameGoods(tx, readScan(`2*${CARTON}`))
      const basket_id = addToBasket(tx, by(), goods, quantity_milli)
      addToBasket(tx, by(), { item_id }, ONE)
      const { total_minor } = priceNow(tx, basket_id, { business_day: '2026-11-22', at: by().at })
      t.equal(total_minor, 2 * 110_000 + 2_900)
      completeSale(tx, by(), { basket_id, total_minor, tender: cash(total_minor), link: newToken() })
    })
    t.equal(stockLevel(store, item_id), -81_000)
  })

  await t.test('keeps its unit when only name, price or barcodes change', async (t) => {
    t.equal(await change({ name: 'karton', price_minor: minor(112_000) }), unit_id)
    t.match(listUnits(store, item_id).at(-1), { name: 'karton', price_minor: 112_000, unit_id })
    await change({})
  })

  await t.test('has no two units of one name, nor one named as its own', async (t) => {
    for (const name of ['Dus', 'PCS']) {
      await t.rejects(
        store.commit((tx) => addUnit(tx, by(), card({ name, barcodes: [] }))),
        {
          code: 'unit/name-taken'
        }
      )
    }
  })
})

await t.test('A barcode names a piece or a carton, never both', async (t) => {
  const shop = await openNoodles(t)
  const { store, by, item_id, unit_id, card, change } = shop

  await t.test('so that a carton cannot take the piece’s, nor the piece the carton’s', async (t) => {
    const taken = { code: 'item/barcode-taken', facts: { name: 'SEDAAP MIE KARI' } }
    await t.rejects(change({ barcodes: [PIECE] }), taken)
    await t.rejects(bringItem(shop, { item_id, name: 'SEDAAP MIE KARI', price: 1, barcode: CARTON }), {
      code: 'item/barcode-taken',
      facts: { name: 'SEDAAP MIE KARI (dus)' }
    })
    t.same(listUnitBarcodes(store, unit_id), [CARTON])
  })

  await t.test('and a barcode with a wrong check digit is none', async (t) => {
    await t.rejects(change({ barcodes: ['18998866200570'] }), { code: 'item/barcode-wrong' })
  })

  await t.test('and saving the item leaves the carton’s barcode where it is', async (t) => {
    await bringItem(shop, { item_id, name: 'SEDAAP MIE KARI', price: 2_900, barcode: PIECE })
    t.match(findItemByText(store, CARTON), { item_id, unit_id })
  })

  await t.test('and a price list that names the carton’s barcode changes no piece', async (t) => {
    const plan = (code: string) =>
      planImport(
        store,
        readPriceList(Buffer.from(`Kode;Barcode;Nama;Harga Jual\n${code};${CARTON};SEDAAP DUS;110000`)).rows
      )
    const [stranger] = plan('')
    t.match(stranger, {
      fate: 'refused',
      faults: [{ code: 'barcode-taken', facts: { name: 'SEDAAP MIE KARI (dus)' } }]
    })
    const [own] = plan(findAnyItem(store, item_id)!.code)
    t.same(own?.card?.barcodes, [PIECE], 'the barcode stays on the carton')
  })

  await t.test('and it is free again when the unit is no longer sold', async (t) => {
    await store.commit((tx) => retireUnit(tx, by(), { item_id, unit_id }))
    t.equal(findItemByText(store, CARTON), undefined)
    t.same(searchItems(store, CARTON), [])
    await bringItem(shop, { name: 'LAIN', price: 5_000, barcode: CARTON })
    await t.rejects(change({}), { code: 'unit/gone' })
    await t.rejects(
      store.commit((tx) => retireUnit(tx, by(), { item_id, unit_id })),
      { code: 'unit/gone' }
    )
    t.ok(await store.commit((tx) => addUnit(tx, by(), card({ barcodes: [OTHER] }))), 'the name is free too')
  })
})

await t.test('A carton that comes with another content', async (t) => {
  const { store, by, item_id, unit_id, change, scan } = await openNoodles(t)
  const basket_id = await store.commit((tx) => {
    openShift(tx, by(), { shift_id: newId(), float_minor: minor(0), business_day: '2026-11-22' })
    return addToBasket(tx, by(), { item_id, unit_id }, ONE)
  })
  const next = await change({ holds_milli: milli(48_000), price_minor: minor(130_000) })

  await t.test('is another unit, with the barcodes of the old one', async (t) => {
    t.not(next, unit_id)
    t.same(scan(CARTON).goods, { item_id, unit_id: next })
    t.same(
      listUnits(store, item_id).map(({ holds_milli }) => holds_milli),
      [1000, 48_000]
    )
  })

  await t.test('leaves a basket that holds the old one as it was', async (t) => {
    const { lines } = priceNow(store, basket_id, { business_day: '2026-11-22', at: by().at })
    t.match(lines, [{ unit_id, holds_milli: 40_000, total_minor: 110_000 }])
  })

  await t.test('cannot be changed by the old one’s page any more', async (t) => {
    await t.rejects(change({ price_minor: minor(1) }), { code: 'unit/gone' })
  })
})
