import t from 'tap'
import { findAnyItem } from '../../server/catalog/find-item.ts'
import { listTiers } from '../../server/catalog/find-tiers.ts'
import { listUnits } from '../../server/catalog/find-units.ts'
import { addGroup } from '../../server/customers/groups.ts'
import { readSettings } from '../../server/settings/read-settings.ts'
import { gtinCheckDigit } from '../../server/values/barcode.ts'
import { newId } from '../../server/values/id.ts'
import { bringItem, openShop } from '../catalog/goods.ts'
import { read } from '../read.ts'

await t.test('On an item’s page', async (t) => {
  const shop = await openShop(t)
  const { store, owner, till, by } = shop
  const item_id = await bringItem(shop, {
    name: 'SEDAAP MIE KARI',
    price: 2_900,
    cost: 2_400,
    category: 'Mie'
  })
  const other = await bringItem(shop, { name: 'INDOMIE SOTO', price: 3_100, category: 'Mie' })
  const url = `/items/${item_id}`
  const unit = { name: 'dus', holds: '40', price: 'Rp 110.000', barcode: '' }
  const page = async () => read((await owner.get(url)).text)

  await t.test('nobody but who keeps the goods changes units, tiers or tax', async (t) => {
    for (const [path, form] of [
      ['units', unit],
      ['tiers', {}],
      ['tax', { tax_class: 'exempt', plu: '' }]
    ] as const) {
      t.match(await till.post(`${url}/${path}`, form), { status: 403 }, path)
    }
    t.same(listUnits(store, item_id).length, 1)
  })

  await t.test('a unit is added as it is typed, and says what it comes to', async (t) => {
    t.match(await owner.post(`${url}/units`, unit), { goes: `${url}?saved=units` })
    t.match(await page(), '1 dus = 40 pcs')
    t.match(await page(), 'Rp\u00a02.750 per pcs')
  })

  await t.test('what is wrong with a unit is said beside what was typed', async (t) => {
    const cases = [
      [{ name: ' ' }, 'Isi nama satuannya'],
      [{ holds: '0' }, 'angka di atas nol'],
      [{ holds: 'empat puluh' }, 'angka di atas nol'],
      [{ price: '12,5' }, 'rupiah bulat'],
      [{ name: 'PCS' }, 'sudah punya satuan PCS'],
      [{ name: 'pak', barcode: '18998866200570' }, 'salah ketik']
    ] as const
    for (const [wrong, sentence] of cases) {
      const { status, text } = await owner.post(`${url}/units`, { ...unit, ...wrong })
      t.ok(status === 422 || status === 409, sentence)
      t.match(read(text), sentence)
    }
    t.equal(listUnits(store, item_id).length, 2)
  })

  await t.test('a unit is changed and retired', async (t) => {
    const { unit_id } = listUnits(store, item_id)[1]!
    await owner.post(`${url}/units/${unit_id}`, { ...unit, price: '112000' })
    t.match(listUnits(store, item_id)[1], { unit_id, price_minor: 112_000 })
    await owner.post(`${url}/units/${unit_id}/retirement`)
    t.equal(listUnits(store, item_id).length, 1)
    t.match(await owner.post(`${url}/units/${unit_id}`, unit), { status: 404, text: 'sudah tidak dijual' })
  })

  await t.test('tiers are filled in row by row; an empty row says nothing', async (t) => {
    const group_id = newId()
    await store.commit((tx) => addGroup(tx, by(), { group_id, name: 'Warung' }))
    const form = {
      unit: ['', '', ''],
      from: ['10', '', '3'],
      group: ['', '', group_id],
      price: ['2.700', '', '2.300']
    }
    t.match(await owner.post(`${url}/tiers`, form), { goes: `${url}?saved=tiers` })
    t.match(listTiers(store, item_id), [
      { from_milli: 10_000, group_id: null, price_minor: 2_700 },
      { from_milli: 3_000, group_id, price_minor: 2_300 }
    ])
    t.match(await page(), 'di bawah harga modal', 'one of them costs the shop money')
    t.match(read((await till.get(url)).text), 'Warung', 'a cashier may read them')
    t.notMatch(read((await till.get(url)).text), 'harga modal', 'but not what the goods cost')
  })

  await t.test('a tier that cannot be is named by its row, and what was typed stays', async (t) => {
    const cases = [
      [{ from: ['6', '-1'], price: ['1', '2'] }, 'Baris 2: jumlahnya'],
      [{ from: ['6'], price: ['gratis'] }, 'Baris 1: harganya'],
      [{ from: ['6'], price: ['1'], unit: [newId()] }, 'Baris 1: satuannya'],
      [{ from: ['6'], price: ['1'], group: [newId()] }, 'Baris 1: golongan'],
      [{ from: ['6', '6'], price: ['1', '2'] }, 'Baris 2 sama']
    ] as const
    for (const [form, sentence] of cases) {
      const { text, status } = await owner.post(`${url}/tiers`, form as never)
      t.ok(status === 422 || status === 409)
      t.match(read(text), sentence)
      t.match(text, 'value="6"')
    }
    t.equal(listTiers(store, item_id).length, 2)
    await owner.post(`${url}/tiers`, {})
    t.equal(listTiers(store, item_id).length, 0, 'no rows at all are no tiers')
  })

  await t.test('the tax is chosen, for the item or for its whole category', async (t) => {
    t.match(await owner.post(`${url}/tax`, { tax_class: 'exempt', plu: '0042' }), {
      goes: `${url}?saved=tax`
    })
    t.match(findAnyItem(store, item_id), { tax_class: 'exempt', plu: '42' })
    t.match(findAnyItem(store, other), { tax_class: 'standard' })
    await owner.post(`${url}/tax`, { tax_class: 'exempt', plu: '42', whole_category: 'yes' })
    t.match(findAnyItem(store, other), { tax_class: 'exempt', plu: null })
    t.match(await owner.post(`${url}/tax`, { tax_class: 'exempt', plu: '4x' }), {
      status: 422,
      text: 'hanya angka'
    })
    t.match(await owner.post(`/items/${other}/tax`, { tax_class: 'exempt', plu: '42' }), {
      status: 409,
      text: 'sudah dipakai SEDAAP MIE KARI'
    })
  })

  await t.test('the shelf’s statement follows the shop’s taxes and the item’s', async (t) => {
    const taxes = { collects_pbjt: 'no', pbjt_included: 'no', service: '', service_of: 'net' }
    t.match(await page(), 'Tidak ada pajak yang ditambahkan')
    await owner.post('/settings/tax', { ...taxes, collects_tax: 'yes', prices_include_tax: 'yes' })
    t.match(await page(), 'Tidak ada pajak yang ditambahkan', 'it is exempt')
    await owner.post(`${url}/tax`, { tax_class: 'standard', plu: '' })
    t.match(await page(), 'Harga sudah termasuk PPN.')
    await owner.post('/settings/tax', { ...taxes, collects_tax: 'yes', prices_include_tax: 'no' })
    t.match(await page(), 'Harga belum termasuk PPN.')
  })
})

await t.test('Scale labels', async (t) => {
  const shop = await openShop(t)
  const { store, owner, till } = shop
  const rows = { prefix: ['21'], plu_digits: ['5'], value_digits: ['5'], holds: ['weight'], factor: ['1'] }
  const reading = async (form: Record<string, string | string[]>) => {
    const query = new URLSearchParams(
      Object.entries(form).flatMap(([name, value]) => [value].flat().map((one) => [name, one]))
    )
    return read((await owner.get(`/settings/scale/reading?${query}`)).text)
  }

  await t.test('are the owner’s to set up', async (t) => {
    t.match(await till.post('/settings/scale', rows), { status: 403 })
    t.match(await till.get('/settings/scale'), { status: 403 })
  })

  await t.test('are offered, but none is on by itself', async (t) => {
    t.same(readSettings(store).scale_labels, [])
    await owner.post('/settings/scale/usual', { prefix: '22' })
    t.match(readSettings(store).scale_labels, [
      { prefix: '22', plu_digits: 4, value_digits: 6, holds: 'price' }
    ])
    await owner.post('/settings/scale/usual', { prefix: '22' })
    t.equal(readSettings(store).scale_labels.length, 1, 'once')
  })

  await t.test('are tried before they are kept', async (t) => {
    const item_id = await bringItem(shop, { name: 'BERAS RAMOS', price: 14_500, unit: 'kg' })
    t.match(await reading({ ...rows, text: '2112345015002' }), 'PLU 12345, 1,5 kg')
    t.match(await reading({ ...rows, text: '2112345015002' }), 'Belum ada barang')
    await owner.post(`/items/${item_id}/tax`, { tax_class: 'exempt', plu: '12345' })
    t.match(await reading({ ...rows, text: '2112345015002' }), 'Barangnya: BERAS RAMOS')
    t.match(await reading({ ...rows, text: '2112345015003' }), 'terbaca salah')
    t.match(await reading({ ...rows, text: '8998866200578' }), 'tidak cocok dengan susunan')
    t.match(await reading({ ...rows, value_digits: '4', text: '2112345015002' }), '12 angka')
    t.match(await reading({ ...rows, text: '' }), 'Begitu labelnya terpindai')
    t.equal(readSettings(store).scale_labels.length, 1, 'nothing was kept')
  })

  await t.test('are kept as typed, or refused by row', async (t) => {
    t.match(await owner.post('/settings/scale', { ...rows, prefix: ['99'] }), {
      status: 422,
      text: 'Label 1'
    })
    t.match(await owner.post('/settings/scale', rows), { goes: '/settings/scale?saved' })
    t.match(readSettings(store).scale_labels, [{ prefix: '21', holds: 'weight', factor: 1 }])
    t.match((await owner.get('/settings')).text, '1 susunan label')
  })

  await t.test('sell at the till what they say', async (t) => {
    await till.post('/shift', { float: '0' })
    const { text } = await till.post('/till/scans', { text: '2112345015002' }, { htmx: true })
    t.match(read(text), '1,5 kg × 14.500')
    t.match(read(text), '21.750')
    t.match(await till.post('/till/scans', { text: '2112345015003' }, { htmx: true }), {
      status: 422,
      text: 'terbaca salah'
    })
    t.match(
      await till.post(
        '/till/scans',
        { text: `219999901500${gtinCheckDigit('219999901500')}` },
        { htmx: true }
      ),
      {
        status: 404,
        text: 'PLU 99999'
      }
    )
  })
})
