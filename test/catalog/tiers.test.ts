import t from 'tap'
import { classifyCategory, classifyItem } from '../../server/catalog/classify-item.ts'
import { findAnyItem } from '../../server/catalog/find-item.ts'
import { listTiers, tierWarning } from '../../server/catalog/find-tiers.ts'
import { listUnits } from '../../server/catalog/find-units.ts'
import { retireItem } from '../../server/catalog/save-item.ts'
import { saveTiers } from '../../server/catalog/save-tiers.ts'
import { addUnit, retireUnit } from '../../server/catalog/save-units.ts'
import { addGroup } from '../../server/customers/groups.ts'
import { newId } from '../../server/values/id.ts'
import { minor } from '../../server/values/money.ts'
import { milli } from '../../server/values/quantity.ts'
import { bringItem, openShop } from './goods.ts'

await t.test('Wholesale prices of an item', async (t) => {
  const shop = await openShop(t)
  const { store, by } = shop
  const item_id = await bringItem(shop, { name: 'KOPI SACHET', price: 2_000, cost: 1_500 })
  const group_id = newId()
  const carton = await store.commit((tx) => {
    addGroup(tx, by(), { group_id, name: 'Warung' })
    const card = {
      item_id,
      name: 'dus',
      holds_milli: milli(100_000),
      price_minor: minor(180_000),
      barcodes: []
    }
    return addUnit(tx, by(), card)
  })
  const tier = (from: number, price: number, unit_id: string | null = null, group: string | null = null) => ({
    unit_id,
    group_id: group,
    from_milli: milli(from * 1000),
    price_minor: minor(price)
  })
  const save = (...tiers: ReturnType<typeof tier>[]) =>
    store.commit((tx) => saveTiers(tx, by(), item_id, tiers))

  await t.test('are kept by unit, by group and by quantity', async (t) => {
    await save(tier(5, 175_000, carton), tier(20, 1_850), tier(10, 1_900), tier(3, 1_800, null, group_id))
    t.same(listTiers(store, item_id), [
      tier(10, 1_900),
      tier(20, 1_850),
      tier(3, 1_800, null, group_id),
      tier(5, 175_000, carton)
    ])
  })

  await t.test('are written as a whole: what is left out is gone', async (t) => {
    await save(tier(12, 1_900))
    t.same(listTiers(store, item_id), [tier(12, 1_900)])
  })

  await t.test('that say the same thing twice are refused by row, and nothing changes', async (t) => {
    await t.rejects(save(tier(6, 1_950), tier(12, 1_900), tier(6, 1_800)), {
      code: 'tier/twice',
      facts: { row: 3 }
    })
    t.same(listTiers(store, item_id), [tier(12, 1_900)])
  })

  await t.test('are warned of when they are dearer than the list or below cost, by the unit', async (t) => {
    const [own, dus] = listUnits(store, item_id)
    const cost = minor(1_500)
    t.equal(tierWarning(tier(1, 1_500), own!, cost), undefined, 'at cost is not below it')
    t.equal(tierWarning(tier(1, 1_499), own!, cost), 'below-cost')
    t.equal(tierWarning(tier(1, 2_000), own!, cost), undefined)
    t.equal(tierWarning(tier(1, 2_001), own!, cost), 'above-list')
    t.equal(tierWarning(tier(1, 149_999), dus!, cost), 'below-cost', 'a carton costs a hundred times as much')
    t.equal(tierWarning(tier(1, 150_000), dus!, cost), undefined)
    t.equal(tierWarning(tier(1, 1), own!, null), undefined, 'what it cost is not known')
  })

  await t.test('of a unit that is no longer sold are out of sight, and take no new rows', async (t) => {
    await save(tier(5, 175_000, carton))
    await store.commit((tx) => retireUnit(tx, by(), { item_id, unit_id: carton }))
    t.same(listTiers(store, item_id), [])
    await t.rejects(save(tier(5, 170_000, carton)), { code: 'unit/gone' })
    await save(tier(10, 1_900))
    const kept = store.sqlite.prepare('select count(*) from item_tiers where unit_id = ?').pluck().get(carton)
    t.equal(kept, 1, 'a basket that holds such a carton still has its price')
  })
})

await t.test('How an item is taxed, and its number on the scale', async (t) => {
  const shop = await openShop(t)
  const { store, by } = shop
  const rice = await bringItem(shop, { name: 'BERAS', price: 14_500, unit: 'kg', category: 'Segar' })
  const eggs = await bringItem(shop, { name: 'TELUR', price: 29_000, unit: 'kg', category: 'Segar' })
  const soap = await bringItem(shop, { name: 'SABUN', price: 4_000 })
  const classify = (item_id: string, plu: string | null, tax_class: 'exempt' | 'standard' = 'exempt') =>
    store.commit((tx) => classifyItem(tx, by(), { item_id, tax_class, plu }))
  const now = (item_id: string) => {
    const item = findAnyItem(store, item_id)
    return [item?.tax_class, item?.plu]
  }

  await t.test('are ordinary until somebody says otherwise', async (t) => {
    t.same(now(rice), ['standard', null])
    await classify(rice, '00101')
    t.same(now(rice), ['exempt', '101'], 'the zeros are the label’s')
  })

  await t.test('are said of a whole category at once', async (t) => {
    const { category_id } = findAnyItem(store, rice)!
    t.equal(await store.commit((tx) => classifyCategory(tx, by(), category_id!, 'exempt')), 1)
    t.same(now(eggs), ['exempt', null])
    t.same(now(soap), ['standard', null], 'and of nothing else')
  })

  await t.test('leave one number to one item, until that one is off sale', async (t) => {
    await t.rejects(classify(eggs, '101'), { code: 'item/plu-taken', facts: { plu: '101', name: 'BERAS' } })
    await store.commit((tx) => retireItem(tx, by(), rice))
    await classify(eggs, '101')
    t.same([now(eggs)[1], now(rice)[1]], ['101', null])
  })

  await t.test('stay as they are when the item’s own card is saved', async (t) => {
    await bringItem(shop, { item_id: eggs, name: 'TELUR AYAM', price: 30_000, unit: 'kg' })
    t.same(now(eggs), ['exempt', '101'])
  })
})
