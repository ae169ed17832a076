import type { Role } from '../auth/tables.ts'
import type { Settings } from '../settings/read-settings.ts'

/** The example shop's settings: one that collects tax and prints on 80 mm. */
export const SETTINGS = {
  name: 'Toko Sumber Rejeki',
  address: 'Jl. Pasar Lama No. 8, Bogor',
  phone: '0251-8320045',
  npwp: '012345678404000',
  collects_tax: true,
  zone: 'Asia/Jakarta',
  columns: 48,
  cash_reasons: { in: ['Tambah uang kecil'], out: ['Setor ke pemilik', 'Beli plastik', 'Parkir', 'Sampah'] },
  receipt_foot: 'Terima kasih, sampai jumpa lagi'
} satisfies Partial<Settings>

interface Person {
  name: string
  role: Role
  signs_in_by: 'password' | 'pin'
}

export const PEOPLE = {
  owner: { name: 'Ratna Dewi', role: 'owner', signs_in_by: 'password' },
  supervisor: { name: 'Budi Santoso', role: 'supervisor', signs_in_by: 'pin' },
  early: { name: 'Siti Aminah', role: 'cashier', signs_in_by: 'pin' },
  late: { name: 'Agus Wijaya', role: 'cashier', signs_in_by: 'pin' },
  stock: { name: 'Joko Susilo', role: 'stock', signs_in_by: 'password' }
} satisfies Record<string, Person>

export type PersonKey = keyof typeof PEOPLE

/** In the order of their codes: K1, K2. */
export const TILLS = ['Kasir depan', 'Kasir samping'] as const

export const PRINTER = 'Layar'

/** A shift as it stands on the roster of every day. Hours are the outlet's, as parts of a day: 9.5 is 09:30. */
export interface Turn {
  /** Which of {@link TILLS}. */
  till: 0 | 1
  who: PersonKey
  from: number
  to: number
  float_minor: number
}

export const ROSTER: readonly Turn[] = [
  { till: 0, who: 'early', from: 6.75, to: 14, float_minor: 300_000 },
  { till: 1, who: 'supervisor', from: 9.5, to: 19, float_minor: 200_000 },
  { till: 0, who: 'late', from: 14.1, to: 21.2, float_minor: 300_000 }
]

/** How many of a hundred customers come in each hour from seven in the morning; most on the way home from work. */
export const CUSTOMERS_FROM = 7
export const CUSTOMERS = [5, 7, 6, 5, 5, 6, 5, 5, 6, 10, 13, 12, 9, 6]

/** Cash that goes in and out beside the sales; `half` is half of what the drawer holds, in full hundred thousands. */
export const CASH_MOVES: readonly { reason: string; amount: number | 'half' }[] = [
  { reason: 'Setor ke brankas', amount: 'half' },
  { reason: 'Uang kecil dari bank', amount: 200_000 },
  { reason: 'Beli air galon', amount: -38_000 },
  { reason: 'Parkir dan kebersihan', amount: -20_000 }
]

/** What a count differs by from the books at the end of a shift; mostly it is right. */
export const MISCOUNTS = [0, 0, 0, 0, 0, 500, -500, 1000, -2000, -5000]
