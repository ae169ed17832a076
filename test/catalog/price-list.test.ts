import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import t from 'tap'
import { checkRow } from '../../server/catalog/price-list/check-row.ts'
import { decodeText } from '../../server/catalog/price-list/decode-text.ts'
import { FIELDS, type Mapping, PriceListFault } from '../../server/catalog/price-list/faults.ts'
import { guessColumns, missingFields } from '../../server/catalog/price-list/guess-columns.ts'
import { MOST_BYTES } from '../../server/catalog/price-list/most-bytes.ts'
import { readBarcodes } from '../../server/catalog/price-list/read-barcodes.ts'
import { readPriceListInWorker } from '../../server/catalog/price-list/read-in-worker.ts'
import { type PriceList, readPriceList } from '../../server/catalog/price-list/read-price-list.ts'
import { MOST_ROWS, readTable } from '../../server/catalog/price-list/read-table.ts'
import { barcodeFault } from '../../server/values/barcode.ts'
import { LARGEST_MONEY, readMoney, readQuantity } from '../../server/values/read-number.ts'

const productsId = readFileSync(new URL('../../server/demo/data/products-id.csv', import.meta.url))
const productsMessy = readFileSync(new URL('../data/products-messy.csv', import.meta.url))

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)

/** The faults of a list as a person would jot them down: row, column, code and, in brackets, what it is about. */
function jot({ rows }: PriceList): string[] {
  return rows.flatMap(({ line, faults }) =>
    faults.map(({ field, code, severity, value, facts = {} }) => {
      const about = Object.entries(facts).map(([name, fact]) => ` ${name}=${fact}`)
      return `${line} ${field} ${code} ${severity} [${value}]${about.join('')}`
    })
  )
}

t.test('The messy price list', async (t) => {
  const list = readPriceList(productsMessy)

  await t.test('is read as what it is', async (t) => {
    t.equal(list.encoding, 'windows-1252')
    t.equal(list.delimiter, ';')
    t.same(list.missing_fields, [])
    t.same(
      list.mapping,
      Object.fromEntries(FIELDS.map((field, column) => [field, column])),
      'its columns stand in the order of our fields'
    )
    t.equal(list.rows.length, 21)
    t.same(
      list.rows.map(({ line }) => line),
      Array.from({ length: 21 }, (_, i) => i + 2)
    )
    t.same(list.counts, { good: 6, warned: 1, bad: 13, empty: 1 })
  })

  await t.test('has these faults and no others', async (t) => {
    const chocolatos = 'CHOCOLATOS '.repeat(40).trim()
    t.same(jot(list), [
      '3 barcode spreadsheet-number error [8,99801E+12]',
      '5 barcode duplicate-barcode error [8996006856180] line=4',
      '6 barcode check-digit error [8997009781401] check_digit=0',
      '7 row empty-row warning []',
      '9 cost fraction error [13.250,50]',
      '11 name missing error []',
      '12 price not-a-number error [gratis]',
      '13 price negative error [-2.500]',
      '14 row extra-columns error [5] expected=9 found=10',
      '14 name formula error [=HYPERLINK("http://contoh.invalid"]',
      '14 cost not-a-number error [pcs]',
      '15 code duplicate-code error [A001] line=2',
      '16 price under-cost warning [60.000] cost_minor=65000',
      '17 barcode barcode-length error [899888]',
      '19 row extra-columns error [kolom lebih] expected=9 found=10',
      '20 row missing-columns warning [] expected=9 found=6',
      '20 price missing error []',
      `21 name too-long error [${chocolatos}] longest=120`
    ])
  })

  await t.test('gives these items, amounts in rupiah and stock in thousandths', async (t) => {
    const drafts = new Map(list.rows.map(({ line, draft }) => [line, draft]))
    t.same(
      [...drafts].filter(([, draft]) => draft).map(([line]) => line),
      [2, 4, 8, 10, 16, 18, 22]
    )
    t.same(drafts.get(2), {
      code: 'A001',
      barcodes: ['8998009010620'],
      name: 'ULTRA MILK UHT COKELAT TP 1L',
      category: 'Susu',
      unit: 'pcs',
      price_minor: 19_900,
      cost_minor: 17_500,
      stock_milli: 24_000,
      minimum_milli: 6_000
    })
    t.match(drafts.get(8), { barcodes: [], unit: 'kg', price_minor: 29_000, stock_milli: 12_500 })
    t.match(drafts.get(10), { name: 'BUAVITA "JAMBU" 1L;PROMO', stock_milli: 113_000 })
    t.match(drafts.get(16), { price_minor: 60_000, cost_minor: 65_000 })
    t.match(drafts.get(18), { barcodes: ['0089686010947'], category: 'Mie & pasta' })
    t.equal(drafts.get(22)?.name, 'KOPI “RELAXA” – édition spéciale')
  })

  await t.test('keeps what each bad row says, to be shown beside its faults', async (t) => {
    const gratis = list.rows.find(({ line }) => line === 12)
    t.match(gratis, { draft: null, cells: { code: 'A010', name: 'MENTOS MINT', price: 'gratis' } })
  })
})

t.test('The list of a minimarket', async (t) => {
  const list = readPriceList(productsId)

  await t.test('reads whole and without a fault', async (t) => {
    t.equal(list.encoding, 'utf-8')
    t.equal(list.delimiter, ',')
    t.equal(list.rows.length, 3_130)
    t.same(jot(list), [])
    t.same(list.counts, { good: 3_130, warned: 0, bad: 0, empty: 0 })
  })

  await t.test('agrees with its columns added up elsewhere', async (t) => {
    // Added up with another program's CSV reader.
    const total = { cost: 0, price: 0, stock: 0, minimum: 0 }
    for (const { draft } of list.rows) {
      total.cost += draft?.cost_minor ?? 0
      total.price += draft?.price_minor ?? 0
      total.stock += draft?.stock_milli ?? 0
      total.minimum += draft?.minimum_milli ?? 0
    }
    t.same(total, { cost: 45_458_450, price: 56_241_300, stock: 201_800_000, minimum: 23_265_000 })
  })

  await t.test('has barcodes with right check digits only', async (t) => {
    const barcodes = list.rows.flatMap(({ draft }) => draft?.barcodes ?? [])
    t.equal(barcodes.length, 3_130)
    t.same(barcodes.filter(barcodeFault), [])
  })
})

t.test('The bytes of a file', async (t) => {
  const text = 'nama;harga\nKOPI “édition”;7.000\n'
  const utf16le = Buffer.from(`\ufeff${text}`, 'utf16le')
  const facts: [what: string, bytes: Uint8Array, encoding: string][] = [
    ['UTF-8', bytesOf(text), 'utf-8'],
    ['UTF-8 with its mark', bytesOf(`\ufeff${text}`), 'utf-8'],
    ['UTF-16, small end first', utf16le, 'utf-16le'],
    ['UTF-16, big end first', Buffer.from(utf16le).swap16(), 'utf-16be'],
    ['Windows-1252', Buffer.from(text.replace('“', '\x93').replace('”', '\x94'), 'latin1'), 'windows-1252']
  ]
  for (const [what, bytes, encoding] of facts) {
    await t.test(`in ${what} say the same`, async (t) => {
      t.same(decodeText(bytes), { encoding, text })
      t.match(readPriceList(bytes).rows, [{ draft: { name: 'KOPI “édition”', price_minor: 7_000 } }])
    })
  }
})

t.test('A file that is no price list is refused as a whole:', async (t) => {
  const facts: [what: string, bytes: Uint8Array, fault: object][] = [
    ['nothing at all', new Uint8Array(), { code: 'empty-file' }],
    ['only a byte order mark', bytesOf('\ufeff'), { code: 'empty-file' }],
    ['only separators', bytesOf(';;;\r\n;;;\r\n'), { code: 'empty-file' }],
    ['an XLSX', Buffer.from('PK\x03\x04\x14\x00\x06\x00', 'latin1'), { code: 'spreadsheet-file' }],
    ['an old XLS', Buffer.from('d0cf11e0a1b11ae1', 'hex'), { code: 'spreadsheet-file' }],
    ['a web page called .xls', bytesOf('\n<html><table><tr><td>nama'), { code: 'spreadsheet-file' }],
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), { code: 'not-text' }],
    ['items without a header', bytesOf('8998009040405;TEH KOTAK;3.700\n'), { code: 'no-header' }],
    ['a row of five hundred and one cells', bytesOf(`nama,harga${',x'.repeat(499)}`), { code: 'no-header' }],
    [
      'a quote never closed',
      bytesOf('nama;harga\nTEH;1\n"KOPI;2\n'),
      { code: 'unclosed-quote', facts: { line: 3 } }
    ],
    ['too many rows', bytesOf(`nama;harga\n${'A;1\n'.repeat(MOST_ROWS)}`), { code: 'too-many-rows' }],
    ['too many bytes', new Uint8Array(MOST_BYTES + 1), { code: 'too-large', facts: { largest: MOST_BYTES } }]
  ]
  for (const [what, bytes, fault] of facts) {
    await t.test(what, async (t) => {
      t.throws(() => readPriceList(bytes), { name: 'PriceListFault', ...fault })
    })
  }

  await t.test('but the most rows we take are taken', async (t) => {
    const most = readPriceList(bytesOf(`nama;harga\n${'A;1\n'.repeat(MOST_ROWS - 1)}`))
    t.equal(most.counts.good, MOST_ROWS - 1)
  })

  await t.test('and no bytes whatever bring the reader down', async () => {
    const piece = fc.constantFrom(
      'nama;harga\n',
      'nama,barcode,price\n',
      '"',
      ';',
      '\r\n',
      '8,9E+12',
      'Rp 1.2',
      '=A1',
      '\0'
    )
    const nearly = fc.array(fc.oneof(piece, fc.string())).map((pieces) => bytesOf(pieces.join('')))
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 300 }), nearly), (bytes) => {
        try {
          const { rows, counts } = readPriceList(bytes)
          return counts.good + counts.warned + counts.bad + counts.empty === rows.length
        } catch (error) {
          return error instanceof PriceListFault
        }
      }),
      { numRuns: 3_000 }
    )
  })
})

t.test('A table', async (t) => {
  await t.test('is cut at the separator that cuts its rows evenly', async (t) => {
    const facts: [text: string, delimiter: string][] = [
      ['nama;harga\nTEH, MANIS;3.700\nKOPI, PAHIT;12,5', ';'],
      ['nama,harga\n"TEH;MANIS",3700', ','],
      ['nama\tharga\nTEH, MANIS\t3.700', '\t'],
      ['nama|harga\nTEH; MANIS|3.700', '|'],
      ['nama,barcode\nTEH,8998009040405|96385074\nKOPI,96385074|73513537', ','],
      ['sep=|\nnama|harga;lama;baru', '|'],
      ['nama\nTEH', ',']
    ]
    for (const [text, delimiter] of facts) t.equal(readTable(text).delimiter, delimiter, text)
  })

  await t.test('counts its rows as a spreadsheet shows them, empty ones too', async (t) => {
    const table = readTable('\r\nnama;harga\r\nTEH;1\r\n\r\n;\r\n"KOPI\nBUBUK";2\r\nSUSU;3\r\n;\r\n\r\n')
    t.same(table.header, ['nama', 'harga'])
    t.same(
      table.rows.map(({ line, cells }) => [line, cells[0]]),
      [
        [3, 'TEH'],
        [6, 'KOPI\nBUBUK'],
        [7, 'SUSU']
      ]
    )
    t.same(table.empty_lines, [4, 5], 'the empty end of the file is no row')
  })

  await t.test('takes line ends of every kind, even mixed', async (t) => {
    t.equal(readTable('nama;harga\nTEH;1\r\nKOPI;2\rSUSU;3').rows.length, 3)
  })

  await t.test('takes a quote inside a cell for the inch it is', async (t) => {
    t.same(readTable('nama;harga\nPIPA 1/2";5.000').rows[0]?.cells, ['PIPA 1/2"', '5.000'])
  })
})

t.test('An amount of money', async (t) => {
  const facts: [text: string, amount: number | string][] = [
    ['19900', 19_900],
    ['Rp 1.234', 1_234],
    ['Rp.17.500', 17_500],
    ['Rp17.500,-', 17_500],
    ['Rp 17.500,00', 17_500],
    ['rp\u00a01.234.567', 1_234_567],
    ['IDR 1,234,567', 1_234_567],
    ['17.500 IDR', 17_500],
    ['1.500,00', 1_500],
    ['1,500.00', 1_500],
    ['1.500', 1_500],
    ['1,500', 1_500],
    ['1500.00', 1_500],
    ['1500,0', 1_500],
    ['+500', 500],
    ['007', 7],
    ['0', 0],
    ['-0', 0],
    ['999.999.999.999', LARGEST_MONEY],
    ['13.250,50', 'fraction'],
    ['1,234.50', 'fraction'],
    ['12,5', 'fraction'],
    ['0.500', 'fraction'],
    ['1234.567', 'fraction'],
    ['0,0000000000000000001', 'fraction'],
    ['-2.500', 'negative'],
    ['Rp -2.500', 'negative'],
    ['-Rp 2.500', 'negative'],
    ['−2.500', 'negative'],
    ['(2.500)', 'negative'],
    ['-2.500,50', 'negative'],
    ['gratis', 'not-a-number'],
    ['', 'not-a-number'],
    ['Rp', 'not-a-number'],
    ['1.23.456', 'not-a-number'],
    ['1.234.56', 'not-a-number'],
    ['1,234,567.8.9', 'not-a-number'],
    ['12.', 'not-a-number'],
    [',5', 'not-a-number'],
    ['1e3', 'not-a-number'],
    ['0x10', 'not-a-number'],
    ['5rb', 'not-a-number'],
    [`1${' '.repeat(1_000_000)}x`, 'not-a-number'],
    ['٣', 'not-a-number'],
    ['8998009040405', 'too-large'],
    ['1.000.000.000.000', 'too-large']
  ]
  for (const [text, amount] of facts) {
    await t.test(`written “${text}” is ${amount}`.slice(0, 80), async (t) => t.equal(readMoney(text), amount))
  }

  const anyAmount = fc.integer({ min: 0, max: LARGEST_MONEY })
  const inIndonesian = new Intl.NumberFormat('id-ID')
  const inEnglish = new Intl.NumberFormat('en-US')

  await t.test('reads back equal in any usual form', async () => {
    fc.assert(
      fc.property(anyAmount, (amount) => {
        const indonesian = inIndonesian.format(amount)
        const english = inEnglish.format(amount)
        const forms = [
          `${amount}`,
          indonesian,
          english,
          `Rp ${indonesian}`,
          `Rp${indonesian},-`,
          `${indonesian},00`
        ]
        forms.push(`${english}.00`, `IDR ${english}`, `${amount}.0`, `${amount},00`)
        return forms.every((form) => readMoney(form) === amount)
      })
    )
  })

  await t.test(
    'below nothing is negative, and with a part of a rupiah a fraction, in either form',
    async () => {
      fc.assert(
        fc.property(
          fc.integer({ min: 1, max: LARGEST_MONEY }),
          fc.integer({ min: 1, max: 99 }),
          (amount, cents) => {
            const part = String(cents).padStart(2, '0')
            return (
              readMoney(`-${inIndonesian.format(amount)}`) === 'negative' &&
              readMoney(`-${inEnglish.format(amount)}`) === 'negative' &&
              readMoney(`${inIndonesian.format(amount)},${part}`) === 'fraction' &&
              readMoney(`${inEnglish.format(amount)}.${part}`) === 'fraction'
            )
          }
        )
      )
    }
  )
})

t.test('A quantity', async (t) => {
  const facts: [text: string, quantity_milli: number | string][] = [
    ['24', 24_000],
    ['12,5', 12_500],
    ['87,25', 87_250],
    ['12.5', 12_500],
    ['0.250', 250],
    ['0,001', 1],
    ['1,500', 1_500],
    ['1.500', 1_500_000],
    ['1.234,5', 1_234_500],
    ['1,234.50', 1_234_500],
    ['1,234,567', 1_234_567_000],
    ['2,5000', 2_500],
    ['0', 0],
    ['-3', 'negative'],
    ['-0,5', 'negative'],
    ['0,0005', 'fraction'],
    ['banyak', 'not-a-number'],
    ['Rp 5', 'not-a-number'],
    ['8998009040405', 'too-large']
  ]
  for (const [text, quantity] of facts) {
    await t.test(`written “${text}” is ${quantity}`, async (t) => t.equal(readQuantity(text), quantity))
  }

  await t.test('reads back equal with a decimal comma, thousands marked or not', async () => {
    fc.assert(
      fc.property(fc.nat(999_999_999), fc.nat(999), (whole, thousandths) => {
        const decimals = thousandths === 0 ? '' : `,${String(thousandths).padStart(3, '0')}`
        const marked = new Intl.NumberFormat('id-ID').format(whole)
        const expected = whole * 1000 + thousandths
        return (
          readQuantity(`${marked}${decimals}`) === expected &&
          readQuantity(`${whole}${decimals}`) === expected
        )
      })
    )
  })
})

t.test('The columns', async (t) => {
  await t.test('are found by what shops call them', async (t) => {
    const facts: [header: string, mapping: Mapping][] = [
      [
        'Kode,Barcode,Nama,Kategori,Satuan,Harga Modal,Harga Jual,Stok,Stok Minimum',
        { code: 0, barcode: 1, name: 2, category: 3, unit: 4, cost: 5, price: 6, stock: 7, minimum: 8 }
      ],
      [
        'SKU,EAN,Product,Category,Unit,Cost,Price,Qty,Min',
        { code: 0, barcode: 1, name: 2, category: 3, unit: 4, cost: 5, price: 6, stock: 7, minimum: 8 }
      ],
      ['No,PLU,KODE BATANG,Nama_Barang,HPP,HARGA', { code: 1, barcode: 2, name: 3, cost: 4, price: 5 }],
      ['Nama Produk *,Harga Jual (Rp),Harga Beli (Rp)', { name: 0, price: 1, cost: 2 }],
      ['harga beli,harga,item,golongan', { cost: 0, price: 1, name: 2, category: 3 }],
      ['Harga Beli Terakhir,Nama Barang', { cost: 0, name: 1 }],
      ['Stok Min,Stock,Produk,Harga', { minimum: 0, stock: 1, name: 2, price: 3 }],
      ['Stok Minimum Toko,Stok Toko,Nama,Harga', { minimum: 0, stock: 1, name: 2, price: 3 }],
      ['Náma,Price', { name: 0, price: 1 }],
      ['Nama,Nama Barang,Harga', { name: 0, price: 2 }],
      ['Nama Supplier,Nama Barang,Harga', { name: 1, price: 2 }],
      ['Kode Item,Nama Item,Harga Satuan,Satuan', { code: 0, name: 1, price: 2, unit: 3 }],
      ['Aminah,Hargamu,Skuter', {}]
    ]
    for (const [header, mapping] of facts) t.same(guessColumns(header.split(',')).mapping, mapping, header)
  })

  await t.test('never stand for two fields, whatever they are called', async () => {
    const word = fc.constantFrom(
      'harga',
      'beli',
      'jual',
      'stok',
      'min',
      'nama',
      'kode',
      'barang',
      'item',
      'x',
      ''
    )
    const heading = fc.array(word, { maxLength: 3 }).map((words) => words.join(' '))
    fc.assert(
      fc.property(fc.array(heading, { maxLength: 12 }), (header) => {
        const columns = Object.values(guessColumns(header).mapping)
        return new Set(columns).size === columns.length && columns.every((column) => column < header.length)
      })
    )
  })

  await t.test('must name the item and its price', async (t) => {
    t.same(missingFields({}), ['name', 'price'])
    t.same(missingFields({ name: 0 }), ['price'])
    t.same(missingFields({ name: 0, price: 1 }), [])
    t.same(readPriceList(bytesOf('artikel;nilai\nTEH;3.700')).missing_fields, ['name', 'price'])
  })

  await t.test('are those the owner says, when the guess was wrong', async (t) => {
    const list = readPriceList(bytesOf('artikel;nilai\nTEH;3.700'), { mapping: { name: 0, price: 1 } })
    t.match(list, { missing_fields: [], rows: [{ draft: { name: 'TEH', price_minor: 3_700 } }] })
  })

  await t.test('are not made of an item: a first row with numbers and no known heading is one', async (t) => {
    t.equal(guessColumns(['8998009040405', 'TEH KOTAK', '3.700']).looks_like_data, true)
    t.equal(guessColumns(['artikel', 'nilai']).looks_like_data, false)
    t.equal(guessColumns(['nama', 'harga', '2024']).looks_like_data, false)
  })
})

t.test('The barcodes of an item', async (t) => {
  await t.test('may be several in one cell, each kept once', async (t) => {
    const two = ['8998009040405', '96385074']
    for (const mark of ['|', ' / ', ' ', ', ', ';', '\n']) {
      t.same(readBarcodes(two.join(mark)), { barcodes: two, faults: [] }, JSON.stringify(mark))
    }
    t.same(readBarcodes('96385074|96385074').barcodes, ['96385074'])
    t.same(readBarcodes(''), { barcodes: [], faults: [] })
  })

  await t.test('are named one by one when wrong, and the sound ones kept', async (t) => {
    const facts: [cell: string, code: string][] = [
      ['8998009040406', 'check-digit'],
      ['89980090404', 'barcode-length'],
      ['KOPI-É', 'barcode-characters'],
      ['8,99801E+12', 'spreadsheet-number'],
      ['8.99801e+12', 'spreadsheet-number'],
      ['9E+12', 'spreadsheet-number'],
      ['8998009040405.0', 'spreadsheet-number'],
      ['8998009040405,00', 'spreadsheet-number'],
      ['8.998.009.040.405', 'spreadsheet-number'],
      ['8,998,009,040,405', 'spreadsheet-number']
    ]
    for (const [cell, code] of facts) {
      t.match(readBarcodes(cell), { barcodes: [], faults: [{ field: 'barcode', code, value: cell }] }, cell)
    }
    t.match(readBarcodes('96385074 8998009040406'), {
      barcodes: ['96385074'],
      faults: [{ value: '8998009040406' }]
    })
  })
})

t.test('A row', async (t) => {
  const columns = ['code', 'barcode', 'name', 'category', 'unit', 'cost', 'price', 'stock', 'minimum']
  const mapping: Mapping = Object.fromEntries(columns.map((field, column) => [field, column]))
  const check = (cells: string) => checkRow({ line: 2, cells: cells.split(';') }, mapping, columns.length)

  await t.test('needs a name and a price, and has sensible values for the rest', async (t) => {
    t.same(check(';;TEH;;;;3.700;;'), {
      line: 2,
      cells: {
        code: '',
        barcode: '',
        name: 'TEH',
        category: '',
        unit: '',
        cost: '',
        price: '3.700',
        stock: '',
        minimum: ''
      },
      draft: {
        code: null,
        barcodes: [],
        name: 'TEH',
        category: null,
        unit: 'pcs',
        price_minor: 3_700,
        cost_minor: null,
        stock_milli: 0,
        minimum_milli: 0
      },
      faults: []
    })
    t.same(check('-;-;TEH;-;-;-;3.700;-;-').draft, check(';;TEH;;;;3.700;;').draft, 'a lone dash is nothing')
  })

  await t.test('says everything that is wrong with it at once', async (t) => {
    const { draft, faults } = check('1,2E+05;123;;@jumlah;-kg;x;y;-1;1,2345')
    t.equal(draft, null)
    t.same(
      faults.map(({ field, code }) => `${field} ${code}`),
      [
        'code spreadsheet-number',
        'barcode barcode-length',
        'name missing',
        'category formula',
        'unit formula',
        'cost not-a-number',
        'price not-a-number',
        'stock negative',
        'minimum fraction'
      ]
    )
  })

  await t.test('may hold no formula where words belong, but a number with its sign', async (t) => {
    for (const name of ['=1+1', '@SUM(A1)', '+cmd', '-cmd', "=HYPERLINK('x')"]) {
      t.match(check(`;;${name};;;;1;;`).faults, [{ field: 'name', code: 'formula' }], name)
    }
    for (const name of ['+5 GRATIS 1', '-18°C ES KRIM', 'A=B', 'A@B']) {
      t.same(check(`;;${name};;;;1;;`).faults, [], name)
    }
    t.match(check(';=A1;TEH;;;;1;;').faults, [{ field: 'barcode', code: 'formula' }])
  })

  await t.test('may keep its digits from a spreadsheet as people do', async (t) => {
    t.match(check('="007";="0089686010947";TEH;;;;1;;').draft, { code: '007', barcodes: ['0089686010947'] })
    t.match(check("'007;'0089686010947;TEH;;;;1;;").draft, { code: '007', barcodes: ['0089686010947'] })
  })

  await t.test('may hold nothing a printer would obey', async (t) => {
    for (const name of ['TEH\x1b@', 'TEH\nMANIS', 'TEH\tMANIS', 'TEH\u202eSINAM', 'TEH\x81']) {
      t.match(
        check(`;;${name};;;;1;;`).faults,
        [{ field: 'name', code: 'control-characters' }],
        JSON.stringify(name)
      )
    }
  })

  await t.test('may be as long as a label, counted in characters', async (t) => {
    t.same(check(`;;${'é'.repeat(120)};;;;1;;`).faults, [])
    t.same(check(`;;${'🍜'.repeat(120)};;;;1;;`).faults, [])
    t.match(check(`;;${'é'.repeat(121)};;;;1;;`).faults, [{ code: 'too-long', facts: { longest: 120 } }])
  })

  await t.test('may have its barcodes on lines of their own, but not by the hundred', async (t) => {
    t.match(check(';96385074\n73513537;TEH;;;;1;;').draft, { barcodes: ['96385074', '73513537'] })
    t.match(check(`;${'96385074 '.repeat(40)};TEH;;;;1;;`).faults, [{ field: 'barcode', code: 'too-long' }])
  })

  await t.test('with nothing but empty cells too many has not too many', async (t) => {
    t.same(check(';;TEH;;;;1;;;;').faults, [])
  })

  await t.test('cut short is let in when nothing needed is missing', async (t) => {
    const { draft, faults } = check(';;TEH;;;;1')
    t.match(faults, [
      { field: 'row', code: 'missing-columns', severity: 'warning', facts: { expected: 9, found: 7 } }
    ])
    t.match(draft, { name: 'TEH', stock_milli: 0 })
  })

  await t.test('at cost is in order, below it a warning', async (t) => {
    t.same(check(';;TEH;;;500;500;;').faults, [])
    t.match(check(';;TEH;;;501;500;;'), {
      faults: [{ code: 'under-cost', severity: 'warning' }],
      draft: { name: 'TEH' }
    })
  })
})

t.test('Two rows with the same code or barcode', async (t) => {
  const list = readPriceList(
    bytesOf(`kode;barcode;nama;harga
A1;96385074;TEH;1
a1;;KOPI;2
B2;96385074 73513537;SUSU;3
C3;;;4
C3;;GULA;5
D4;8,99801E+12;GARAM;6
E5;8,99801E+12;MERICA;7
;;TANPA KODE;8
;;TANPA KODE JUGA;9
`)
  )

  await t.test('are the first one, and a mistake that names it', async (t) => {
    t.same(jot(list), [
      '3 code duplicate-code error [a1] line=2',
      '4 barcode duplicate-barcode error [96385074] line=2',
      '5 name missing error []',
      '6 code duplicate-code error [C3] line=5',
      '7 barcode spreadsheet-number error [8,99801E+12]',
      '8 barcode spreadsheet-number error [8,99801E+12]'
    ])
    t.same(list.counts, { good: 3, warned: 0, bad: 6, empty: 0 })
  })
})

t.test('In a thread of its own', async (t) => {
  await t.test('a list reads the same, and the caller keeps its bytes', async (t) => {
    const before = Buffer.from(productsMessy)
    t.same(await readPriceListInWorker(productsMessy), readPriceList(productsMessy))
    t.ok(before.equals(productsMessy))
  })

  await t.test('a long list arrives whole and in order', async (t) => {
    t.same(await readPriceListInWorker(productsId), readPriceList(productsId))
  })

  await t.test('the owner’s columns are heeded', async (t) => {
    const list = await readPriceListInWorker(bytesOf('artikel;nilai\nTEH;3.700'), {
      mapping: { name: 0, price: 1 }
    })
    t.match(list.rows, [{ draft: { name: 'TEH' } }])
  })

  await t.test('a file that is no price list is refused with its reason', async (t) => {
    const refused = readPriceListInWorker(new Uint8Array(MOST_BYTES + 1))
    await t.rejects(refused, { name: 'PriceListFault', code: 'too-large', facts: { largest: MOST_BYTES } })
    await t.rejects(readPriceListInWorker(new Uint8Array()), PriceListFault)
  })

  await t.test('a file made to hurt is given up', async (t) => {
    // One cell of nothing but marks and empty cells, as large as we take.
    const slow = new Uint8Array(MOST_BYTES).fill(0x3b)
    await t.rejects(readPriceListInWorker(slow, { timeout_ms: 1 }), /not read within 1 ms/)
  })
})
