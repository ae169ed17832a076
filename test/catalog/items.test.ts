import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import t, { type Test } from 'tap'
import { addToBasket } from '../../server/baskets/change-basket.ts'
import { importItems, keepUpload } from '../../server/catalog/import-items.ts'
import { planImport } from '../../server/catalog/plan-import.ts'
import { readPriceList } from '../../server/catalog/price-list/read-price-list.ts'
import { type ItemCard, retireItem, saveItem, setFavourite } from '../../server/catalog/save-item.ts'
import { searchItems } from '../../server/catalog/search-items.ts'
import { fold } from '../../server/catalog/search-words.ts'
import { undoImport } from '../../server/catalog/undo-import.ts'
import { completeSale } from '../../server/sales/complete-sale.ts'
import { findOpenShift } from '../../server/shifts/find-shift.ts'
import { openShift } from '../../server/shifts/open-shift.ts'
import { correctStock } from '../../server/stock/correct-stock.ts'
import { stockLevel } from '../../server/stock/move-stock.ts'
import { systemClock } from '../../server/values/clock.ts'
import { newId, newToken } from '../../server/values/id.ts'
import { minor } from '../../server/values/money.ts'
import { milli, ONE } from '../../server/values/quantity.ts'
import { openBox } from '../shop.ts'
import { cash } from '../trade.ts'

const HEAD = 'Kode;Barcode;Nama;Kategori;Satuan;Harga Modal;Harga Jual;Stok;Stok Minimum'
const TEH = '8996006856180'
const SUSU = '8998009010620'
const JAMBU = '8999999055714'

/** A shop, and hands that import lists into it, sell, and look. */
async function openShop(t: Test) {
  const { store, setUp } = await openBox(t)
  const { cashier_id, terminal_id } = await setUp()
  const by = () => ({ at: systemClock.now(), staff_id: cashier_id, terminal_id, request_id: newId() })
  const rows = (sql: string, ...args: unknown[]) =>
    store.sqlite.prepare(sql).all(...args) as Record<string, unknown>[]
  const itemOf = (code: string) => rows('select * from items where code = ?', code)[0] as ItemCard | undefined

  async function bringIn(
    ...lines: string[]
  ): Promise<{ import_id: string; new: number; changed: number; same: number; refused: number }> {
    const bytes = Buffer.from([HEAD, ...lines].join('\n'))
    const import_id = newId()
    const list = readPriceList(bytes)
    await store.commit((tx) =>
      keepUpload(tx, by(), { import_id, file_name: `daftar-${import_id}.csv`, bytes })
    )
    const fates = await store.commit((tx) =>
      importItems(tx, by(), { import_id, mapping: list.mapping, rows: list.rows })
    )
    return { import_id, ...fates }
  }

  const plan = (...lines: string[]) =>
    planImport(store, readPriceList(Buffer.from([HEAD, ...lines].join('\n'))).rows)

  const undo = (import_id: string) => store.commit((tx) => undoImport(tx, by(), import_id))

  async function sellOne(code: string): Promise<void> {
    const { item_id, price_minor } = itemOf(code)!
    await store.commit((tx) => {
      if (!findOpenShift(tx, terminal_id)) {
        openShift(tx, by(), { shift_id: newId(), float_minor: minor(0), business_day: '2026-11-22' })
      }
      const basket_id = addToBasket(tx, by(), { item_id }, ONE)
      completeSale(tx, by(), {
        basket_id,
        total_minor: price_minor,
        tender: cash(price_minor),
        link: newToken()
      })
    })
  }

  /** Everything an import can touch, as it stands; moments and numbers of rows are nobody's business. */
  const goods = () => ({
    items: rows(
      `select code, items.name, categories.name as category, unit, price_minor, cost_minor, minimum_milli, favourite, retired_at is null as on_sale,
         (select group_concat(barcode, ' ' order by barcode) from item_barcodes where item_id = items.item_id) as barcodes
       from items left join categories using (category_id) left join item_retirements using (item_id) order by code`
    ),
    categories: rows('select name from categories order by name'),
    stock: rows(
      'select code, quantity_milli from stock_levels join items using (item_id) where quantity_milli <> 0 order by code'
    ),
    found: rows('select rowid, words from items_search order by rowid').length
  })

  const levelsAgree = () =>
    rows(
      `select item_id from stock_levels where quantity_milli <> (select coalesce(sum(quantity_milli), 0) from stock_moves where stock_moves.item_id = stock_levels.item_id)`
    )

  return { store, by, rows, itemOf, bringIn, plan, undo, sellOne, goods, levelsAgree }
}

await t.test('An import', async (t) => {
  await t.test('makes items of new rows, with their stock, as one happening', async (t) => {
    const { bringIn, goods, rows, levelsAgree } = await openShop(t)
    const { import_id, ...fates } = await bringIn(
      `A1;${TEH};TEH BOTOL 1L;Minuman;pcs;9.000;11.500;12;4`,
      ';;ES BATU;;kg;;2.000;2,5;',
      'A3;;GULA;Bahan;kg;;gratis;;'
    )

    t.match(fates, { new: 2, changed: 0, same: 0, refused: 1 })
    t.same(goods().stock, [
      { code: '00002', quantity_milli: 2_500 },
      { code: 'A1', quantity_milli: 12_000 }
    ])
    t.same(rows('select type, facts from events where subject_id = ?', import_id), [
      { type: 'items.imported', facts: JSON.stringify({ added: 2, changed: 0, unchanged: 0, refused: 1 }) }
    ])
    t.same(rows("select * from events where type in ('item.changed', 'stock.corrected')"), [])
    t.same(levelsAgree(), [])
  })

  await t.test(
    'knows an item by its code, or else by a barcode, and only changes what the list tells',
    async (t) => {
      const { bringIn, goods, store, by, itemOf } = await openShop(t)
      await bringIn(
        `A1;${TEH};TEH BOTOL 1L;Minuman;btl;9.000;11.500;12;4`,
        `A2;${SUSU};SUSU UHT;Susu;pcs;;19.900;3;`
      )
      await store.commit((tx) => setFavourite(tx, by(), itemOf('A1')!.item_id, 1))

      const {
        new: added,
        changed,
        same
      } = await bringIn(`a1;${JAMBU};TEH BOTOL 1 L;;;;12.000;;`, `B2;${SUSU};SUSU UHT;Susu;pcs;;19.900;5;`)

      t.same({ added, changed, same }, { added: 0, changed: 2, same: 0 })
      t.match(goods().items, [
        {
          code: 'a1',
          name: 'TEH BOTOL 1 L',
          category: 'Minuman',
          unit: 'btl',
          price_minor: 12_000,
          cost_minor: 9_000,
          minimum_milli: 4_000,
          favourite: 1,
          barcodes: `${TEH} ${JAMBU}`
        }
      ])
      t.same(goods().stock, [
        { code: 'a1', quantity_milli: 12_000 },
        { code: 'B2', quantity_milli: 5_000 }
      ])
    }
  )

  await t.test('of the same list again finds everything just so and touches nothing', async (t) => {
    const { bringIn, rows } = await openShop(t)
    const line = `A1;${TEH};TEH BOTOL 1L;Minuman;btl;9.000;11.500;12;4`
    await bringIn(line)
    const again = await bringIn(line)

    t.match(again, { new: 0, changed: 0, same: 1 })
    t.same(rows('select * from import_changes where import_id = ?', again.import_id), [])
  })

  await t.test('sets stock by a move of the difference', async (t) => {
    const { bringIn, sellOne, rows, itemOf, store } = await openShop(t)
    await bringIn('A1;;TEH;;;;1.000;10;')
    await sellOne('A1')
    await bringIn('A1;;TEH;;;;1.000;10;')

    t.equal(stockLevel(store, itemOf('A1')!.item_id), 10_000)
    t.same(
      rows('select reason, quantity_milli from stock_moves order by move_no').map((move) =>
        Object.values(move)
      ),
      [
        ['import', 10_000],
        ['sale', -1_000],
        ['import', 1_000]
      ]
    )
  })

  await t.test('refuses a barcode that another item has, and names that item', async (t) => {
    const { bringIn, plan, itemOf } = await openShop(t)
    await bringIn(`A1;${TEH};TEH;;;;1.000;;`, `A2;${SUSU};SUSU;;;;2.000;;`)
    const faults = plan(`A2;${TEH};SUSU;;;;2.500;;`)[0]!.faults

    t.same(faults, [
      { field: 'barcode', code: 'barcode-taken', severity: 'error', value: TEH, facts: { name: 'TEH' } }
    ])
    t.match(await bringIn(`A2;${TEH};SUSU;;;;2.500;;`, 'A3;;KOPI;;;;500;;'), {
      new: 1,
      changed: 0,
      refused: 1
    })
    t.equal(itemOf('A2')!.price_minor, 2_000)
  })

  await t.test(
    'lets two rows speak of one item only once: the row with its code has the right to it',
    async (t) => {
      const { bringIn, plan } = await openShop(t)
      await bringIn(`A1;${TEH};TEH;;;;1.000;;`)
      const [by_barcode, by_code] = plan(`B1;${TEH};TEH LAIN;;;;900;;`, 'A1;;TEH;;;;1.100;;')

      t.match(by_barcode, { fate: 'refused', faults: [{ code: 'barcode-taken', facts: { name: 'TEH' } }] })
      t.match(by_code, { fate: 'changed' })
    }
  )

  await t.test(
    'brings a retired item back, and lets a new one have the barcode of a retired one',
    async (t) => {
      const { bringIn, store, by, itemOf, goods } = await openShop(t)
      await bringIn(`A1;${TEH};TEH;;;;1.000;;`, `A2;${SUSU};SUSU;;;;2.000;;`)
      await store.commit((tx) => {
        retireItem(tx, by(), itemOf('A1')!.item_id)
        retireItem(tx, by(), itemOf('A2')!.item_id)
      })
      await bringIn('A1;;TEH;;;;1.000;;')
      await store.commit((tx) =>
        saveItem(tx, by(), { ...itemOf('A1')!, category: null, barcodes: [TEH, SUSU] })
      )

      t.match(goods().items, [
        { code: 'A1', on_sale: 1, barcodes: `${TEH} ${SUSU}` },
        { code: 'A2', on_sale: 0, barcodes: null }
      ])
    }
  )

  await t.test('gives no code that a later row of the list has', async (t) => {
    const { bringIn, goods } = await openShop(t)
    await bringIn(';;TANPA KODE;;;;500;;', '00001;;BERKODE;;;;500;;', '00002;;BERKODE JUGA;;;;500;;')

    t.match(goods().items, [
      { name: 'BERKODE' },
      { name: 'BERKODE JUGA' },
      { code: '00003', name: 'TANPA KODE' }
    ])
  })

  await t.test('cut off in the middle leaves nothing at all', async (t) => {
    const { store, by, goods, rows } = await openShop(t)
    const bytes = Buffer.from(`${HEAD}\nA1;${TEH};TEH;Minuman;;;1.000;5;`)
    const list = readPriceList(bytes)
    const import_id = newId()
    await store.commit((tx) => keepUpload(tx, by(), { import_id, file_name: 'a.csv', bytes }))
    const before = goods()
    const killed = store.commit((tx) => {
      importItems(tx, by(), { import_id, mapping: list.mapping, rows: list.rows })
      throw new Error('the plug was pulled')
    })

    await t.rejects(killed, { message: 'the plug was pulled' })
    t.same(goods(), before)
    t.same(rows("select * from events where type = 'items.imported'"), [])
    t.same(rows('select * from import_changes'), [])
  })

  await t.test('is done once', async (t) => {
    const { store, by, bringIn } = await openShop(t)
    const { import_id } = await bringIn('A1;;TEH;;;;1.000;5;')
    const again = store.commit((tx) => importItems(tx, by(), { import_id, mapping: {}, rows: [] }))

    await t.rejects(again, { code: 'import/done' })
  })

  await t.test('of nothing good is refused', async (t) => {
    const { bringIn } = await openShop(t)
    await t.rejects(bringIn('A1;;;;;;1.000;5;'), { code: 'import/nothing-good' })
  })
})

await t.test('Undoing an import', async (t) => {
  const OLD = [`A1;${TEH};TEH;Minuman;pcs;500;1.000;10;2`, `A2;${SUSU};SUSU;Susu;pcs;;2.000;5;`]
  const NEWER = [`A1;${JAMBU};TEH MANIS;Teh;btl;600;1.500;20;3`, `A9;;KOPI;Kopi;pcs;;3.000;7;`]

  await t.test('puts everything back as it was', async (t) => {
    const { bringIn, undo, goods, levelsAgree, rows } = await openShop(t)
    await bringIn(...OLD)
    const before = goods()
    const { import_id } = await bringIn(...NEWER)
    t.notSame(goods(), before)
    const undone = await undo(import_id)

    t.same(undone, { removed: 1, restored: 1, retired: 0, kept: 0 })
    t.same(goods(), before)
    t.same(levelsAgree(), [])
    t.same(rows('select type from events where subject_id = ? order by event_id', import_id), [
      { type: 'items.imported' },
      { type: 'items.import-undone' }
    ])
  })

  await t.test('leaves what was sold since subtracted', async (t) => {
    const { bringIn, undo, sellOne, store, itemOf } = await openShop(t)
    await bringIn(...OLD)
    const { import_id } = await bringIn(...NEWER)
    await sellOne('A1')
    await undo(import_id)

    t.equal(stockLevel(store, itemOf('A1')!.item_id), 9_000)
    t.equal(itemOf('A1')!.price_minor, 1_000)
  })

  await t.test('takes a new item that was sold off sale, and keeps its sale', async (t) => {
    const { bringIn, undo, sellOne, goods, store, itemOf, rows } = await openShop(t)
    const { import_id } = await bringIn(...NEWER)
    await sellOne('A9')
    const undone = await undo(import_id)

    t.same(undone, { removed: 1, restored: 0, retired: 1, kept: 0 })
    t.match(goods().items, [{ code: 'A9', on_sale: 0 }])
    t.equal(stockLevel(store, itemOf('A9')!.item_id), -1_000)
    t.same(rows('select name from sale_lines'), [{ name: 'KOPI' }])
  })

  await t.test('takes a new item that lies in a basket off sale', async (t) => {
    const { bringIn, undo, store, by, itemOf } = await openShop(t)
    const { import_id } = await bringIn(...NEWER)
    await store.commit((tx) => addToBasket(tx, by(), { item_id: itemOf('A9')!.item_id }, ONE))

    t.match(await undo(import_id), { removed: 1, retired: 1 })
  })

  await t.test('leaves an item that somebody has changed, counted or taken off sale since', async (t) => {
    const { bringIn, undo, store, by, itemOf, goods } = await openShop(t)
    await bringIn(...OLD)
    const { import_id } = await bringIn(...NEWER, 'A8;;GULA;;;;1.000;1;', 'A7;;GARAM;;;;1.000;1;')
    await store.commit((tx) => {
      saveItem(tx, by(), { ...itemOf('A1')!, category: 'Teh', barcodes: [TEH], price_minor: minor(1_700) })
      const { item_id } = itemOf('A8')!
      correctStock(tx, by(), { item_id, counted_milli: milli(9_000), reason: 'dihitung', source_id: newId() })
      retireItem(tx, by(), itemOf('A7')!.item_id)
    })
    const undone = await undo(import_id)

    t.same(undone, { removed: 1, restored: 0, retired: 0, kept: 3 })
    t.match(itemOf('A1'), { name: 'TEH MANIS', price_minor: 1_700 })
    t.match(
      goods().stock,
      [{ code: 'A1' }, { code: 'A2' }, { code: 'A8', quantity_milli: 9_000 }].slice(0, 2)
    )
    t.equal(stockLevel(store, itemOf('A8')!.item_id), 9_000)
  })

  await t.test('goes newest first where imports speak of the same items', async (t) => {
    const { bringIn, undo, goods } = await openShop(t)
    const first = await bringIn(...OLD)
    const before = goods()
    const apart = await bringIn('C1;;LAIN;;;;100;;')
    const second = await bringIn(...NEWER)
    await t.rejects(undo(first.import_id), { code: 'import/newer-first' })
    await undo(apart.import_id)
    await undo(second.import_id)

    t.same(goods(), before)
    t.same(await undo(first.import_id), { removed: 2, restored: 0, retired: 0, kept: 0 })
    t.same(goods(), { items: [], categories: [], stock: [], found: 0 })
  })

  await t.test('happens once, and only to what was imported', async (t) => {
    const { bringIn, undo } = await openShop(t)
    const { import_id } = await bringIn(...OLD)
    await undo(import_id)

    await t.rejects(undo(import_id), { code: 'import/undone' })
    await t.rejects(undo(newId()), { code: 'import/gone' })
  })

  await t.test('gives a retired item its retirement back', async (t) => {
    const { bringIn, undo, store, by, itemOf, goods } = await openShop(t)
    await bringIn(...OLD)
    await store.commit((tx) => retireItem(tx, by(), itemOf('A1')!.item_id))
    const before = goods()
    const { import_id } = await bringIn(...NEWER)
    await undo(import_id)

    t.same(goods(), before)
  })

  await t.test('keeps an item whose old code another item has by now', async (t) => {
    const { bringIn, undo, store, by, itemOf } = await openShop(t)
    await bringIn(...OLD)
    const { import_id } = await bringIn(`B1;${TEH};TEH;;;;1.000;;`)
    await store.commit((tx) =>
      saveItem(tx, by(), { ...itemOf('A2')!, item_id: newId(), code: 'A1', barcodes: [], category: null })
    )

    t.match(await undo(import_id), { kept: 1 })
    t.equal(itemOf('B1')!.name, 'TEH')
  })
})

await t.test('An item', async (t) => {
  await t.test('has a code of its own and barcodes of its own', async (t) => {
    const { bringIn, store, by, itemOf } = await openShop(t)
    await bringIn(`A1;${TEH};TEH;;;;1.000;;`)
    const other = { ...itemOf('A1')!, item_id: newId(), category: null, barcodes: [] as string[] }
    const save = (card: Partial<ItemCard>) => store.commit((tx) => saveItem(tx, by(), { ...other, ...card }))

    await t.rejects(save({ code: 'a1' }), { code: 'item/code-taken', facts: { name: 'TEH' } })
    await t.rejects(save({ code: 'A2', barcodes: [TEH] }), {
      code: 'item/barcode-taken',
      facts: { name: 'TEH' }
    })
    await t.rejects(save({ code: 'A2', barcodes: ['8996006856181'] }), { code: 'item/barcode-wrong' })
  })

  await t.test('that was counted gets a move of the difference and one record of why', async (t) => {
    const { bringIn, store, by, itemOf, rows, levelsAgree } = await openShop(t)
    await bringIn('A1;;TEH;;;;1.000;12,5;')
    const { item_id } = itemOf('A1')!
    await store.commit((tx) =>
      correctStock(tx, by(), { item_id, counted_milli: milli(10_000), reason: 'rusak', source_id: newId() })
    )

    t.equal(stockLevel(store, item_id), 10_000)
    t.same(rows("select quantity_milli from stock_moves where reason = 'correction'"), [
      { quantity_milli: -2_500 }
    ])
    t.same(rows("select facts from events where type = 'stock.corrected'"), [
      { facts: JSON.stringify({ before_milli: 12_500, counted_milli: 10_000, reason: 'rusak' }) }
    ])
    t.same(levelsAgree(), [])
  })
})

await t.test('The search', async (t) => {
  const products = readFileSync(new URL('../../server/demo/data/products-id.csv', import.meta.url), 'utf8')
  const { bringIn, store } = await openShop(t)
  const odd = [
    `Q1;${TEH};INDOMIE GORENG 85G;;;;1;;`,
    `Q2;;KOPI "RELAXA" 100% édition spéciale;;;;1;;`,
    'Q_3;;Sambal_Bu Ani 🌶 pedas;;;;1;;',
    'Q4;;AIR 1/2 L;;;;1;;',
    'Q5;;ES BUAVITA;;;;1;;',
    'Q6;;NONBUAVITA;;;;1;;'
  ]
  const lines = products
    .trim()
    .split('\n')
    .slice(1, 1500)
    .map((line) => line.replaceAll(',', ';'))
  await bringIn(...odd, ...lines.filter((line) => !line.includes(TEH)))
  const all = store.sqlite
    .prepare(
      `select name, code, (select group_concat(barcode, '\n') from item_barcodes where item_id = items.item_id) as barcodes from items`
    )
    .all() as { name: string; code: string; barcodes: string | null }[]
  const names = (text: string) => searchItems(store, text, { limit: 5_000 }).map(({ name }) => name)

  /** The rule, word for word: a short word begins a word of name or code, a longer one stands anywhere. */
  const matches = ({ name, code, barcodes }: (typeof all)[number], text: string) =>
    fold(text)
      .split(/\s+/)
      .filter(Boolean)
      .slice(0, 8)
      .every((word) => {
        const words = fold(`${name} ${code}`).split(/\s+/)
        if ([...word].length < 3) return words.some((one) => one.startsWith(word))
        return [...words, ...(barcodes ?? '').split('\n')].some((one) => one.includes(word))
      })

  await t.test('finds what one types, in part, in any order, with marks or without', async (t) => {
    t.same(names('indo gor'), ['INDOMIE GORENG 85G'])
    t.same(names('gor indo'), ['INDOMIE GORENG 85G'])
    t.same(names(TEH), ['INDOMIE GORENG 85G'])
    t.same(names(TEH.slice(4, 12)), ['INDOMIE GORENG 85G'])
    t.same(names('edition spe'), ['KOPI "RELAXA" 100% édition spéciale'])
    t.same(names('"relaxa"'), ['KOPI "RELAXA" 100% édition spéciale'])
    t.same(names('100%'), ['KOPI "RELAXA" 100% édition spéciale'])
    t.same(names('🌶'), ['Sambal_Bu Ani 🌶 pedas'])
    t.same(names('q_3'), ['Sambal_Bu Ani 🌶 pedas'])
    t.same(names('1/2 l'), ['AIR 1/2 L'])
    t.same(names('%'), [])
    t.same(names('_'), [])
    t.same(names('"'), ['KOPI "RELAXA" 100% édition spéciale'])
    t.same(names('* OR NEAR('), [])
    t.same(names('zzz'), [])
  })

  await t.test('puts names that begin with the first word first', async (t) => {
    const found = names('buavita')
    const rank = found.map((name) => (name.startsWith('BUAVITA') ? 0 : / BUAVITA/.test(name) ? 1 : 2))
    t.same(rank, [...rank].sort())
    t.same(new Set(rank), new Set([0, 1, 2]))
  })

  await t.test('is parted without loss, and may keep to a category', async (t) => {
    const whole = names('in')
    const parts = [0, 20, 40].flatMap((from) =>
      searchItems(store, 'in', { limit: 20, from }).map(({ name }) => name)
    )
    t.same(parts, whole.slice(0, 60))
    const drinks = searchItems(store, 'teh', { category: 'Minuman', limit: 5_000 })
    t.ok(drinks.length > 0)
    t.ok(drinks.every(({ category }) => category === 'Minuman'))
  })

  await t.test('finds exactly what a look at every item would', async (t) => {
    const word = fc.oneof(
      fc.constantFrom(...all).chain(({ name, code, barcodes }) => {
        const text = `${name} ${code} ${barcodes ?? ''}`
        return fc
          .tuple(fc.nat(text.length), fc.integer({ min: 1, max: 7 }))
          .map(([at, length]) => text.slice(at, at + length))
      }),
      fc.string({ unit: 'grapheme', maxLength: 4 }),
      fc.constantFrom('%', '_', '"', "'", '\\', '*', '^', '-', 'NOT', '🌶', '|', '\0', '\ud800')
    )
    const rule = fc.property(fc.array(word, { minLength: 1, maxLength: 4 }), (words) => {
      const text = words.join(' ')
      if (fold(text) === '') return
      const expected = all.filter((item) => matches(item, text)).map(({ name }) => name)
      assert.deepEqual([...names(text)].sort(), expected.sort())
    })
    // One check for all of them: what is searched may hold anything, and a test's name may not.
    t.doesNotThrow(() => fc.assert(rule, { numRuns: 300 }))
  })
})
