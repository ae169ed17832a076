import { barcodeFault } from '../../values/barcode.ts'
import { readMoney } from '../../values/read-number.ts'
import { FIELDS, type Field, type Mapping } from './faults.ts'

export interface GuessedColumns {
  mapping: Mapping
  /** No column was recognised and the first row holds numbers: it is an item, not a header. */
  looks_like_data: boolean
}

/** A price list without these can't be sold from. */
export const REQUIRED_FIELDS = ['name', 'price'] as const satisfies Field[]

/** How shops and the programs they come from head their columns; normalised, see {@link normalise}. */
const SYNONYMS: Record<Field, string[]> = {
  code: [
    ...[
      'kode',
      'kode barang',
      'kode produk',
      'kode item',
      'kode internal',
      'kd barang',
      'id barang',
      'id produk'
    ],
    ...['sku', 'plu', 'code', 'item code', 'product code', 'item no', 'item number']
  ],
  barcode: [
    ...['barcode', 'bar code', 'barkode', 'kode batang', 'kode barcode', 'no barcode', 'nomor barcode'],
    ...['ean', 'ean13', 'ean 13', 'gtin', 'upc']
  ],
  name: [
    ...['nama', 'nama barang', 'nama produk', 'nama item', 'barang', 'produk', 'deskripsi', 'uraian'],
    ...['name', 'item', 'item name', 'product', 'product name', 'description']
  ],
  category: [
    ...['kategori', 'golongan', 'kelompok', 'jenis', 'jenis barang', 'departemen', 'grup'],
    ...['category', 'group', 'department']
  ],
  unit: ['satuan', 'sat', 'unit', 'uom', 'unit of measure'],
  cost: [
    ...[
      'harga beli',
      'harga modal',
      'harga pokok',
      'harga dasar',
      'hpp',
      'modal',
      'hrg beli',
      'h beli',
      'beli'
    ],
    ...['cost', 'cost price', 'unit cost', 'purchase price', 'buying price', 'buy price']
  ],
  price: [
    ...['harga jual', 'harga', 'harga satuan', 'harga eceran', 'harga ecer', 'hrg jual', 'h jual', 'jual'],
    ...['price', 'selling price', 'sell price', 'sale price', 'retail price', 'unit price']
  ],
  stock: [
    ...['stok', 'stok akhir', 'stok awal', 'jumlah', 'jumlah stok', 'saldo', 'sisa', 'sisa stok'],
    ...['qty', 'quantity', 'stock', 'on hand', 'stock on hand']
  ],
  minimum: [
    ...['stok min', 'stok minimum', 'stok minimal', 'min stok', 'minimum stok', 'minimal stok', 'batas stok'],
    ...[
      'minimum',
      'minimal',
      'min',
      'min stock',
      'minimum stock',
      'stock min',
      'reorder point',
      'reorder level'
    ]
  ]
}

const BY_SYNONYM = new Map(FIELDS.flatMap((field) => SYNONYMS[field].map((words) => [words, field] as const)))

/** The longest first: `harga beli (Rp)` is a cost before it is a price. */
const LONGEST_FIRST = [...BY_SYNONYM].sort(([a], [b]) => b.length - a.length)

/**
 * Guesses from the first row which column holds what: first the headings that are one of our words, then those
 * that contain one as whole words (`Harga Jual (Rp)`). No column is used twice, no field has two columns.
 */
export function guessColumns(header: string[]): GuessedColumns {
  const headings = header.map(normalise)
  const mapping: Mapping = {}
  const used = new Set<number>()
  const take = (field: Field | undefined, column: number): void => {
    if (field === undefined || column === -1 || mapping[field] !== undefined || used.has(column)) return
    mapping[field] = column
    used.add(column)
  }
  headings.forEach((heading, column) => {
    take(BY_SYNONYM.get(heading), column)
  })
  for (const [words, field] of LONGEST_FIRST) {
    take(
      field,
      headings.findIndex((heading, column) => !used.has(column) && ` ${heading} `.includes(` ${words} `))
    )
  }
  return { mapping, looks_like_data: used.size === 0 && header.some(isNumber) }
}

/** The required fields that a mapping gives no column. */
export function missingFields(mapping: Mapping): Field[] {
  return REQUIRED_FIELDS.filter((field) => mapping[field] === undefined)
}

/** Small letters and digits only, words one space apart: `  HARGA_JUAL (Rp.)` becomes `harga jual rp`. */
function normalise(heading: string): string {
  return heading
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

function isNumber(cell: string): boolean {
  return typeof readMoney(cell) === 'number' || (/^\d+$/.test(cell) && barcodeFault(cell) === undefined)
}
