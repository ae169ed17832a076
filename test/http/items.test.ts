import { readFileSync } from 'node:fs'
import t, { type Test } from 'tap'
import { newId } from '../../server/values/id.ts'
import { type Answer, type Browser, CASHIER, openBox } from '../shop.ts'

const products = readFileSync(new URL('../../server/demo/data/products-id.csv', import.meta.url))
const messy = readFileSync(new URL('../data/products-messy.csv', import.meta.url))

const fileOf = (name: string, bytes: Buffer | string) =>
  new File([typeof bytes === 'string' ? bytes : new Uint8Array(bytes)], name, { type: 'text/csv' })

/** What a person reads of a page: its text, without the markup. */
const read = (text: string) =>
  text
    .replace(/<[^>]+>/g, ' ')
    .replace(/&#34;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&#61;/g, '=')
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ')

async function openShop(t: Test) {
  const { store, setUp } = await openBox(t)
  const { owner, till } = await setUp()
  const count = (table: string) => store.sqlite.prepare(`select count(*) from ${table}`).pluck().get()

  /** Uploads a list. @returns the address of its preview. */
  async function upload(bytes: Buffer | string, name = 'daftar.csv', by: Browser = owner): Promise<string> {
    const { goes, text } = await by.post('/items/import', { file: fileOf(name, bytes) })
    if (!goes) throw new Error(read(text))
    return goes
  }

  return { store, owner, till, count, upload }
}

/** Presses "import" as the preview's own form would, or with columns of one's own. */
function commit(
  browser: Browser,
  preview: string,
  { text }: Answer,
  options?: { request_id: string }
): Promise<Answer> {
  const columns = [...text.matchAll(/type="hidden" name="(column_\w+)" value="(\d*)"/g)]
  return browser.post(
    `${preview}/commit`,
    Object.fromEntries(columns.map(([, name, value]) => [name!, value!])),
    options
  )
}

await t.test('The messy price list', async (t) => {
  const { owner, count, upload } = await openShop(t)
  const preview = await upload(messy, 'products-messy.csv')
  const page = await owner.get(`${preview}?show=all`)
  const rows = new Map(
    [...page.text.matchAll(/<tr class="fate-(\w+)">(.*?)<\/tr>/gs)].map(([, fate, row]) => {
      const line = Number(/class="number line"[^>]*>(\d+)</.exec(row!)?.[1])
      return [
        line,
        {
          fate,
          remarks: [...row!.matchAll(/<li class="\w+">.*?<span>(.*?)<\/span>/gs)].map(([, said]) =>
            read(said!)
          )
        }
      ]
    })
  )

  await t.test(
    'is previewed with each of its faults named by row and column, and nothing is imported yet',
    async (t) => {
      t.equal(rows.size, 21)
      t.same(
        [...rows].filter(([, { fate }]) => fate === 'new').map(([line]) => line),
        [2, 4, 8, 10, 16, 18, 22]
      )
      t.same(rows.get(3)!.remarks, [
        'Barcode “8,99801E+12”: sudah diubah spreadsheet menjadi angka. Jadikan kolom ini “Teks”, lalu ketik ulang kodenya'
      ])
      t.same(rows.get(5)!.remarks, ['Barcode “8996006856180”: barcode ini sudah dipakai di baris 4'])
      t.same(rows.get(6)!.remarks, ['Barcode “8997009781401”: salah ketik: angka terakhirnya seharusnya 0'])
      t.same(rows.get(7)!.remarks, ['baris kosong, dilewati'])
      t.same(rows.get(9)!.remarks, ['Harga modal “13.250,50”: ada pecahan yang terlalu kecil'])
      t.same(rows.get(11)!.remarks, ['Nama: belum diisi'])
      t.same(rows.get(12)!.remarks, ['Harga jual “gratis”: bukan angka'])
      t.same(rows.get(13)!.remarks, ['Harga jual “-2.500”: kurang dari nol'])
      t.match(
        rows.get(14)!.remarks.join(),
        'Nama “=HYPERLINK("http://contoh.invalid"”: berisi rumus spreadsheet, tidak dimasukkan'
      )
      t.same(rows.get(15)!.remarks, ['Kode “A001”: kode ini sudah dipakai di baris 2'])
      t.same(rows.get(16), { fate: 'new', remarks: ['Harga jual “60.000”: di bawah harga modal Rp 65.000'] })
      t.match(rows.get(17)!.remarks, [/^Barcode “899888”: jumlah angkanya tidak cocok/])
      t.match(rows.get(19)!.remarks, [/kolom lebih.*ada 10 kolom, seharusnya 9/])
      t.same(rows.get(20)!.remarks, ['hanya 6 dari 9 kolom yang terisi', 'Harga jual: belum diisi'])
      t.match(rows.get(21)!.remarks, [/^Nama “CHOCOLATOS .*…”: terlalu panjang, paling banyak 120 huruf$/])
      t.equal(count('items'), 0)
      t.equal(count('stock_moves'), 0)
    }
  )

  await t.test('shows first only what is wrong, and counts the rest', async (t) => {
    const { text } = await owner.get(preview)
    t.match(read(text), /Siap 6 .*Siap, dengan catatan 1 .*Ditolak 13 .*Baris kosong 1 /)
    t.match(read(text), 'Dibaca sebagai WINDOWS-1252, dipisah titik koma')
    t.equal([...text.matchAll(/<tr class="fate-/g)].length, 15)
  })

  await t.test('never puts what it says into the page as markup or into the shop as a formula', async (t) => {
    const evil = await upload('Nama,Harga\n<img src=x onerror=alert(1)>,1000\n"=cmd|\'/c calc\'!A1",1000\n')
    const { text } = await owner.get(`${evil}?show=all`)
    t.notMatch(text, '<img')
    await commit(owner, evil, { text } as Answer)
    t.equal(count('items'), 1)
  })

  await t.test('is read again by other columns, and asks for those it cannot do without', async (t) => {
    const swapped = await owner.get(`${preview}?column_name=2&column_price=5&column_code=0&show=all`)
    t.match(read(swapped.text), '17.500')
    const without = await owner.get(`${preview}?column_name=2&column_price=`)
    t.match(read(without.text), 'Pilih dulu kolom untuk Harga jual')
    t.notMatch(without.text, '/commit')
    const refused = await owner.post(`${preview}/commit`, { column_name: '2', column_price: '' })
    t.equal(refused.status, 422)
  })
})

await t.test('Three thousand items', async (t) => {
  const { owner, count, upload } = await openShop(t)
  const preview = await upload(products, 'products-id.csv')
  const page = await owner.get(preview)

  await t.test('are shown two hundred at a time', async (t) => {
    const rows = (text: string) => [...text.matchAll(/<tr class="fate-/g)].length
    t.equal(rows(page.text), 200)
    const last = await owner.get(`${preview}?show=all&from=3000`)
    t.equal(rows(last.text), 130)
    t.match(read(page.text), 'Masukkan 3.130 barang')
  })

  await t.test('pressed twice are imported once', async (t) => {
    const request_id = newId()
    const [first, second] = await Promise.all([
      commit(owner, preview, page, { request_id }),
      commit(owner, preview, page, { request_id })
    ])
    t.same([first.goes, second.goes], [preview, preview])
    t.equal(count('items'), 3_130)
    t.equal(count('import_commits'), 1)
    t.equal((await commit(owner, preview, page)).status, 409)
    t.equal(count('stock_moves'), count('stock_levels'))
  })

  await t.test('are there, parted in sixties, and can be taken back', async (t) => {
    const shown = (text: string) => [...text.matchAll(/class="item-name"/g)].length
    const { text } = await owner.get('/items')
    t.equal(shown(text), 60)
    t.match(text, 'from&#61;60')
    t.equal(shown((await owner.get('/items?from=3120')).text), 10)
    t.match(read((await owner.get('/items?text=8998009040405')).text), 'ULTRA TEH KOTAK JASMINE 1L')

    const done = await owner.get(preview)
    t.match(read(done.text), /Daftar sudah masuk.*Barang baru 3\.130/)
    await owner.post(`${preview}/undoing`)
    t.equal(count('items'), 0)
    t.match(read((await owner.get(preview)).text), /Impor sudah dibatalkan.*Dihapus 3\.130/)
    t.match(read((await owner.get('/items/import')).text), /products-id\.csv .* Ibu Ratna/)
  })
})

await t.test('A file that is no list', async (t) => {
  const { owner, count, till } = await openShop(t)
  const refused = async (name: string, bytes: Buffer | string) => {
    const { status, text } = await owner.post('/items/import', { file: fileOf(name, bytes) })
    return `${status} ${read(text.slice(text.indexOf('<main'))).trim()}`
  }

  t.match(
    await refused('daftar.xlsx', Buffer.from([0x50, 0x4b, 3, 4, 0, 0])),
    /^422 Ini berkas spreadsheet .* CSV/
  )
  t.match(await refused('kosong.csv', ''), /^422 Berkas ini kosong/)
  t.match(
    await refused('tanpa-judul.csv', 'TEH,1000\nKOPI,2000\n'),
    /^422 Baris pertamanya bukan judul kolom/
  )
  t.match(
    await refused('kutip.csv', 'Nama,Harga\n"TEH,1000\n'),
    /^422 Ada tanda kutip yang dibuka di baris 2/
  )
  t.match(await refused('besar.csv', Buffer.alloc(20_000_001, 'a')), /^413 Berkasnya terlalu besar/)
  t.equal(count('imports'), 0, 'and is not kept')

  await t.test('is not even read where no file is asked for, or from somebody who may not', async (t) => {
    const file = fileOf('daftar.csv', 'Nama,Harga\nTEH,1000\n')
    t.equal((await owner.post('/items', { file, name: 'TEH', price: '1000' })).status, 422)
    t.equal((await till.post('/items/import', { file })).status, 403)
    t.equal(count('imports'), 0)
    t.equal(count('items'), 0)
  })

  await t.test('is the same request only with the same bytes', async (t) => {
    const request_id = newId()
    const send = (text: string) =>
      owner.post('/items/import', { file: fileOf('a.csv', text) }, { request_id })
    t.equal((await send('Nama,Harga\nTEH,1000\n')).status, 303)
    t.equal((await send('Nama,Harga\nTEH,1000\n')).status, 303)
    t.equal((await send('Nama,Harga\nTEH,9000\n')).status, 409)
    t.equal(count('imports'), 1)
  })
})

await t.test('A cashier', async (t) => {
  const { owner, till, count } = await openShop(t)
  const { goes } = await owner.post('/items', {
    name: 'TEH',
    price: 'Rp 3.500',
    cost: '2,850',
    stock: '12,5',
    unit: 'kg'
  })
  const url = goes!.replace('?saved', '')

  await t.test('may look at the goods, but not at what they cost', async (t) => {
    for (const text of [await till.get('/items'), await till.get(url)].map(({ text }) => text)) {
      t.match(read(text), 'TEH')
      t.notMatch(text, '2.850')
      t.notMatch(text, '/items/import')
      t.notMatch(text, `action="${url}`)
    }
  })

  await t.test('may change nothing', async (t) => {
    const before = count('events')
    for (const deed of [
      '/items',
      url,
      `${url}/stock`,
      `${url}/retirement`,
      `${url}/return`,
      `${url}/favourite`
    ]) {
      const form = { name: 'KOPI', price: '1', counted: '1', reason: CASHIER.name, favourite: '1' }
      t.equal((await till.post(deed, form)).status, 403, deed)
    }
    for (const page of ['/items/new', '/items/import']) t.equal((await till.get(page)).status, 403, page)
    t.equal(count('events'), before)
  })
})

await t.test("An item's card", async (t) => {
  const { owner, store, count } = await openShop(t)
  const item = (code: string) =>
    store.sqlite.prepare('select * from items where code = ?').get(code) as Record<string, unknown>
  const first = {
    name: 'TEH BOTOL',
    code: 'A1',
    barcode: '8996006856180',
    price: 'Rp 11.500',
    cost: '9,000',
    minimum: '4',
    stock: '12,5'
  }
  const { goes } = await owner.post('/items', first)
  const url = goes!.replace('?saved', '')

  await t.test('takes money and quantities as they are written here or in English', async (t) => {
    t.match(item('A1'), { price_minor: 11_500, cost_minor: 9_000, minimum_milli: 4_000 })
    const { text } = await owner.get(url)
    t.match(read(text), 'Menurut catatan 12,5 pcs')
    t.match(read(text), 'Rp 2.500 per barang')
  })

  await t.test('says every fault beside its field and loses nothing that was typed', async (t) => {
    const typed = { name: 'KOPI <b>', price: 'lima ribu', barcode: '123\n8996006856181', cost: '-1' }
    for (const htmx of [false, true]) {
      const { status, text } = await owner.post('/items', typed, { htmx })
      t.equal(status, 422)
      t.match(text, 'value="KOPI &lt;b&gt;"')
      t.match(text, 'value="lima ribu"')
      t.match(text, '123\n8996006856181</textarea>')
      t.match(read(text), 'bukan angka')
      t.match(read(text), 'kurang dari nol')
      t.match(read(text), '8996006856181 salah ketik: angka terakhirnya seharusnya 0')
    }
    const taken = await owner.post('/items', { name: 'KOPI', price: '500', code: 'a1' })
    t.equal(taken.status, 409)
    t.match(read(taken.text), 'Kode a1 sudah dipakai TEH BOTOL')
    t.equal(count('items'), 1)
  })

  await t.test('saved as it is shown stays as it is', async (t) => {
    const before = item('A1')
    const { text } = await owner.get(url)
    const form = Object.fromEntries(
      [...text.matchAll(/<input name="(\w+)" value="([^"]*)"/g)].map(([, name, value]) => [name!, value!])
    )
    await owner.post(url, { ...form, barcode: /<textarea name="barcode"[^>]*>([^<]*)</.exec(text)![1]! })
    t.same({ ...item('A1'), changed_at: '' }, { ...before, changed_at: '' })
    t.equal(count('item_barcodes'), 1)
  })

  await t.test('corrects stock with a reason, once per press', async (t) => {
    const without = await owner.post(`${url}/stock`, { counted: '10', reason: ' ' })
    t.equal(without.status, 422)
    t.match(read(without.text), 'tulis alasannya')
    const request_id = newId()
    for (const _press of [1, 2])
      await owner.post(`${url}/stock`, { counted: '10', reason: 'rusak' }, { request_id })
    t.match(read((await owner.get(url)).text), 'Menurut catatan 10 pcs')
    const corrections = store.sqlite.prepare("select count(*) from events where type = 'stock.corrected'")
    t.equal(corrections.pluck().get(), 1)
  })

  await t.test('goes off sale and comes back with its barcode', async (t) => {
    await owner.post(`${url}/retirement`)
    t.notMatch((await owner.get('/items?text=teh')).text, 'TEH BOTOL')
    t.match(read((await owner.get(url)).text), 'Barang ini sudah tidak dijual')
    await owner.post(`${url}/return`)
    t.match((await owner.get('/items?text=8996006856180')).text, 'TEH BOTOL')
  })

  await t.test('of no item is refused in words', async (t) => {
    t.equal((await owner.get('/items/nothing')).status, 404)
    t.equal((await owner.post('/items/nothing', first)).status, 404)
    t.equal((await owner.get('/items/import/nothing')).status, 404)
    t.equal((await owner.get('/items?text=%25_%22&from=-5&category=x')).status, 200)
  })
})
