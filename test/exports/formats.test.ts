import { createHash } from 'node:crypto'
import t from 'tap'
import { saveItem } from '../../server/catalog/save-item.ts'
import { addCustomer } from '../../server/customers/save-customer.ts'
import { readDayFigures } from '../../server/reports/read-today.ts'
import { readTakings } from '../../server/shifts/read-takings.ts'
import { newId } from '../../server/values/id.ts'
import { minor } from '../../server/values/money.ts'
import { milli } from '../../server/values/quantity.ts'
import { wordsIn } from '../../views/words/words.ts'
import { AT, DAY } from '../sales/busy-shop.ts'
import { readCsv, readXlsx, readZip, sumOf } from './read-back.ts'
import { openTradedShop, takeOut } from './taking-out.ts'

await t.test('What leaves the shop as a file', async (t) => {
  const shop = await openTradedShop(t)
  const { store, box, owner } = shop
  const count = (table: string) =>
    store.sqlite.prepare(`select count(*) from ${table}`).pluck().get() as number
  const total = (query: string) => (store.sqlite.prepare(`select ${query}`).pluck().get() ?? 0) as number
  const take = (what: string, format: string) => takeOut(box, owner, { what, format })
  const sold = total('sum(total_minor) from sales')

  await t.test('as CSV is what other programs read', async (t) => {
    const { name, bytes } = await take('sales', 'csv')
    t.match(name, /^Backup_Penjualan_sampai_\d+_\w+_\d{4}\.csv$/)
    t.same([...bytes.subarray(0, 3)], [0xef, 0xbb, 0xbf], 'marked as UTF-8 for Excel')
    const sheet = readCsv(bytes)
    t.equal(sheet.rows.length, count('sale_lines'))
    t.equal(sumOf(sheet, 'Total baris'), sold, 'its lines add up to what was sold')
    t.equal(sumOf(sheet, 'Jumlah'), total('sum(quantity_milli) from sale_lines') / 1000)
    t.match(
      bytes.toString(),
      /;\d+,\d+;/,
      'with a comma before the decimals where the columns are parted by semicolons'
    )
    t.equal(sheet.rows[0]!['Waktu'], '2026-11-22 12:00:00', 'by the outlet’s clock, seven hours ahead')

    const refunded = readCsv((await take('refunds', 'csv')).bytes)
    t.equal(refunded.rows.length, count('refund_lines'))
    t.equal(sumOf(refunded, 'Total baris'), total('sum(value_minor) from refunds'))
  })

  await t.test('as CSV comes in one archive where it has several tables', async (t) => {
    const { name, bytes } = await take('everything', 'csv')
    t.match(name, /\.zip$/)
    const files = readZip(bytes)
    t.equal(files.size, 18)
    t.equal(sumOf(readCsv(files.get('Penjualan.csv')!), 'Total'), sold)
    t.equal(readCsv(files.get('Buku_besar.csv')!).rows.length, count('journal'))
  })

  await t.test('as XLSX holds real figures and real dates', async (t) => {
    const { name, bytes, headers } = await take('everything', 'xlsx')
    t.match(name, /\.xlsx$/)
    t.equal(headers['cache-control'], 'no-store')
    t.equal(headers['content-disposition'], `attachment; filename="${name}"`)
    t.equal(Number(headers['content-length']), bytes.length)
    const sheets = await readXlsx(bytes)
    t.same([...sheets.keys()].sort(), Object.values(wordsIn('id').exports.sheets).sort())
    const lines = sheets.get('Isi struk')!
    t.equal(lines.rows.length, count('sale_lines'))
    t.equal(sumOf(lines, 'Total baris'), sold)
    const [row] = sheets.get('Penjualan')!.rows
    t.type(row!['Total'], 'number')
    t.same(row!['Tanggal'], new Date('2026-11-22'))
    t.same(row!['Waktu'], new Date('2026-11-22T12:00:00Z'))
    t.equal(sumOf(sheets.get('Penjualan')!, 'Total'), sold)
    t.equal(sumOf(sheets.get('Buku besar')!, 'Jumlah'), 0, 'a ledger adds up to nothing')
    t.equal(
      sumOf(sheets.get('Pelanggan')!, 'Kasbon'),
      total("sum(balance_minor) from balances where account = 'receivable'")
    )
    t.equal(sumOf(sheets.get('Stok')!, 'Jumlah'), total('sum(quantity_milli) from stock_levels') / 1000)
    t.equal(
      sumOf(sheets.get('Keluar masuk stok')!, 'Jumlah'),
      total('sum(quantity_milli) from stock_moves') / 1000
    )
    const [sheet] = [...readZip(bytes)]
      .filter(([path]) => path === 'xl/worksheets/sheet1.xml')
      .map(([, xml]) => String(xml))
    t.match(
      sheet,
      /<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"\/>/,
      'and a head that stays'
    )
  })

  await t.test('as JSON says of itself what it is, and sums itself up', async (t) => {
    const { bytes } = await take('sales', 'json')
    const read = JSON.parse(bytes.toString())
    t.match(read, { format: 'laci-backup', version: 1, what: 'sales', shop: 'Toko Makmur Jaya', span: null })
    t.same(read.counts, { sales: count('sales'), sale_lines: count('sale_lines'), tenders: count('tenders') })
    t.equal(read.tables.sale_lines.length, count('sale_lines'))
    const line_minor = (sum: number, line: { line_minor: number }) => sum + line.line_minor
    t.equal(read.tables.sale_lines.reduce(line_minor, 0), sold)
    const summed = bytes.subarray(0, bytes.lastIndexOf('"sha256":'))
    t.equal(read.sha256, createHash('sha256').update(summed).digest('hex'))
  })

  await t.test('says of a day what the page of the day says', async (t) => {
    const { bytes } = await take('days', 'xlsx')
    const sheets = await readXlsx(bytes)
    const [day] = sheets.get('Laporan harian')!.rows
    const figures = readDayFigures(store, DAY, AT)
    t.match(day, {
      Penjualan: figures.sales,
      Pengembalian: figures.refunds,
      Dikembalikan: figures.refunded_minor
    })
    t.equal(day!['Omzet bersih'], figures.total_minor)
    const takings = readTakings(store, { business_day: DAY })
    t.same(
      sheets.get('Cara bayar per hari')!.rows.map((row) => [row['Berapa kali'], row['Jumlah']]),
      takings.map(({ times, amount_minor }) => [times, amount_minor])
    )
  })

  await t.test('is written down: what, of when, and how much', async (t) => {
    await takeOut(box, owner, { what: 'ledger', format: 'csv', period: 'days', from: DAY, to: DAY })
    const event = store.sqlite
      .prepare("select staff_id, facts from events where type = 'data.exported' order by event_id desc")
      .get() as { staff_id: string; facts: string }
    t.equal(event.staff_id, shop.owner_id)
    t.same(JSON.parse(event.facts), {
      what: 'ledger',
      format: 'csv',
      from: DAY,
      to: DAY,
      rows: count('journal')
    })
  })

  await t.test('does not do anything where it is opened', async (t) => {
    const by = shop.by()
    const nasty = [
      '=HYPERLINK("http://x")',
      '+1+1',
      '-2+3',
      '@SUM(1)',
      '\tx',
      '"; drop',
      'a\u0000b\ud800 <&>'
    ]
    await store.commit((tx) => {
      for (const [at, name] of nasty.entries()) {
        const item = {
          code: `X${at}`,
          barcodes: [] as string[],
          category: null,
          unit: 'pcs',
          cost_minor: null,
          favourite: 0
        } as const
        saveItem(tx, by, { ...item, item_id: newId(), name, price_minor: minor(5), minimum_milli: milli(0) })
      }
      addCustomer(tx, by, { customer_id: newId(), name: '=1+1', phone: '0812-3456-7890', consent: true })
    })
    const csv = readCsv(readZip((await take('items', 'csv')).bytes).get('Barang.csv')!)
    const names = csv.rows.map((row) => String(row['Nama barang']))
    for (const name of nasty.slice(0, 4)) t.ok(names.includes(`'${name}`), `${name} is a text`)
    t.notOk(names.some((name) => /^[=+\-@\t\r]/.test(name)))
    t.equal(csv.rows.find((row) => row['Kode barang'] === 'X0')!['Harga'], '5', 'and a figure stays a figure')
    const xlsx = (await readXlsx((await take('items', 'xlsx')).bytes)).get('Barang')!
    t.ok(
      xlsx.rows.some((row) => row['Nama barang'] === '=HYPERLINK("http://x")'),
      'a workbook knows texts from formulas'
    )
    t.ok(
      xlsx.rows.some((row) => String(row['Nama barang']).startsWith('ab')),
      'and takes what XML has no sign for'
    )
    const customers = readCsv((await take('customers', 'csv')).bytes)
    t.match(
      customers.rows.find((row) => row['Pelanggan'] === "'=1+1"),
      { 'No. HP': '0812-3456-7890' }
    )
    t.match((await take('settings', 'json')).bytes.toString(), /Toko Makmur Jaya/)
  })

  await t.test('is named in the language of the shop', async (t) => {
    store.sqlite.prepare(`insert or replace into settings values ('locale', '"en"', ?)`).run(AT)
    const { name, bytes } = await takeOut(box, owner, {
      what: 'sales',
      format: 'csv',
      period: 'days',
      from: DAY,
      to: DAY
    })
    t.equal(name, 'Backup_Sales_22_November_2026.csv')
    const sheet = readCsv(bytes, ',')
    t.equal(sumOf(sheet, 'Line total'), sold)
  })
})
