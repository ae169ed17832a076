import type { Promotion } from '../pricing/promotion.ts'
import type { BusinessDay } from '../values/business-day.ts'
import { minor } from '../values/money.ts'
import { milli } from '../values/quantity.ts'

/** Goods that are weighed and freed from tax by law, by the number the scale knows them by. */
export const FRESH = [
  { plu: '101', name: 'BERAS RAMOS CURAH', price: 14_500, cost: 13_200, stock: 180 },
  { plu: '102', name: 'TELUR AYAM NEGERI', price: 29_000, cost: 26_500, stock: 45 },
  { plu: '103', name: 'DAGING AYAM POTONG', price: 38_000, cost: 33_500, stock: 12 },
  { plu: '104', name: 'JERUK MEDAN', price: 32_000, cost: 26_000, stock: 18 }
]

export const CARTONS = [
  { code: '113469', barcode: '8998866200578', name: 'dus', holds: 40, price: 215_000 },
  { code: '990055', barcode: '8996001600269', name: 'dus', holds: 24, price: 204_000 },
  { code: '220766', barcode: '8995177102058', name: 'dus', holds: 12, price: 318_000 },
  { code: '7760', barcode: '8991002105485', name: 'pak', holds: 6, price: 86_000 }
]

export const GROUPS = { member: 'Anggota', stall: 'Warung' }
export type GroupKey = keyof typeof GROUPS

interface TierRow {
  carton?: boolean
  group?: GroupKey
  from: number
  price: number
}

export const TIERS: { code: string; rows: TierRow[] }[] = [
  {
    code: '113469',
    rows: [
      { from: 5, price: 5_500 },
      { from: 3, price: 5_300, group: 'stall' },
      { from: 5, price: 210_000, carton: true }
    ]
  },
  { code: '220766', rows: [{ from: 6, price: 26_500, group: 'stall' }] },
  { code: '990055', rows: [{ from: 6, price: 8_700 }] }
]

/** Who is known by name, in which group, and how much they may owe. Their numbers belong to nobody. */
export const CUSTOMERS_KNOWN: { name: string; phone: string; group?: GroupKey; limit: number }[] = [
  { name: 'Warung Bu Tini', phone: '081200000001', group: 'stall', limit: 1_500_000 },
  { name: 'Warung Kopi Pak Darto', phone: '081200000002', group: 'stall', limit: 1_000_000 },
  { name: 'Kantin SD Melati', phone: '081200000003', group: 'stall', limit: 750_000 },
  { name: 'Ibu Sri Wahyuni', phone: '081200000004', group: 'member', limit: 300_000 },
  { name: 'Pak Hendra Gunawan', phone: '081200000005', group: 'member', limit: 300_000 },
  { name: 'Ibu Lestari', phone: '081200000006', group: 'member', limit: 200_000 },
  { name: 'Pak Ujang', phone: '081200000007', limit: 150_000 },
  { name: 'Dewi Anggraini', phone: '081200000008', group: 'member', limit: 0 },
  { name: 'Rizki Ramadhan', phone: '081200000009', group: 'member', limit: 0 },
  { name: 'Ibu RT 05', phone: '081200000010', limit: 250_000 },
  { name: 'Bengkel Maju', phone: '081200000011', limit: 500_000 },
  { name: 'Nur Aisyah', phone: '', limit: 0 }
]

const ALWAYS = {
  weekdays: 127,
  from_minute: 0,
  until_minute: 1440,
  group_id: null,
  priority: 0,
  ends_on: null
}

/** One promotion of each kind that shops really run; the last is still to come. */
export function promotionsOf(
  named: { item(code: string): string; group(key: GroupKey): string },
  { first, later, last }: { first: BusinessDay; later: BusinessDay; last: BusinessDay }
): Omit<Promotion, 'promotion_id'>[] {
  const some = (...codes: string[]) =>
    ({ of: 'items', items: codes.map((code) => ({ item_id: named.item(code), unit_id: null })) }) as const
  return [
    {
      ...ALWAYS,
      name: 'Susu stroberi beli 2 gratis 1',
      offer: {
        kind: 'buy-get',
        buy: some('115958'),
        buy_count: 2,
        get: null,
        get_count: 1,
        basis_points: 10_000
      },
      starts_on: first,
      ends_on: last
    },
    {
      ...ALWAYS,
      name: 'Paket mi dan sosis',
      offer: {
        kind: 'bundle',
        parts: [
          { target: some('113469'), count: 1 },
          { target: some('417804'), count: 1 }
        ],
        price_minor: minor(12_000)
      },
      starts_on: first
    },
    {
      ...ALWAYS,
      name: 'Bagelen beli 3 lebih murah',
      offer: {
        kind: 'quantity-break',
        target: some('419155'),
        from_milli: milli(3000),
        off: { kind: 'price-each', price_minor: minor(4500) }
      },
      starts_on: first
    },
    {
      ...ALWAYS,
      name: 'Jam hemat minuman dingin',
      offer: {
        kind: 'price-off',
        target: some('115703', '413652', '444991', '402972'),
        off: { kind: 'percent', basis_points: 1000 }
      },
      starts_on: first,
      weekdays: 31,
      from_minute: 14 * 60,
      until_minute: 16 * 60
    },
    {
      ...ALWAYS,
      name: 'Gula harga anggota',
      offer: {
        kind: 'price-off',
        target: some('220766'),
        off: { kind: 'price-each', price_minor: minor(26_500) }
      },
      starts_on: first,
      group_id: named.group('member')
    },
    {
      ...ALWAYS,
      name: 'Belanja hemat akhir bulan',
      offer: {
        kind: 'basket-off',
        from_minor: minor(200_000),
        off: { kind: 'amount', amount_minor: minor(10_000) }
      },
      starts_on: later,
      ends_on: last
    }
  ]
}
