import type { LentRight } from '../../server/auth/permissions.ts'

type Facts = Record<string, string | number>

/** What somebody at a counter asks a supervisor for. */
const asks: Record<LentRight, (facts: Facts) => string> = {
  'discount-more': ({ asked, limit }) =>
    asked ? `Diskon ${asked} melebihi batas Anda, ${limit}.` : 'Diskon ini melebihi batas Anda.',
  'change-price': () => 'Harga barang mau diubah dengan tangan.',
  refund: ({ payout }) => `Barang senilai ${payout} mau dikembalikan.`,
  'refund-as-cash': ({ payout }) => `${payout} mau dikembalikan dengan cara lain dari cara bayarnya.`,
  'refund-without-slip': ({ payout }) => `Barang senilai ${payout} mau dikembalikan tanpa struk.`,
  'void-sale': ({ payout }) => `Penjualan ${payout} mau dibatalkan seluruhnya.`,
  'open-drawer': () => 'Laci mau dibuka tanpa penjualan.',
  'move-cash': ({ amount }) => (amount ? `${amount} mau diambil dari laci.` : 'Uang mau diambil dari laci.'),
  'exceed-debt-limit': ({ left }) =>
    left ? `Kasbon ini melebihi batas pelanggan. Sisanya ${left}.` : 'Kasbon ini melebihi batas pelanggan.',
  'set-debt-limits': () => 'Batas kasbon pelanggan mau diubah.',
  'manage-customers': () => 'Data atau poin pelanggan mau dibetulkan.',
  'give-deposits-back': () => 'Uang titipan mau dikembalikan.',
  'issue-vouchers': () => 'Voucher mau diterbitkan.',
  'edit-promotions': () => 'Promo mau diubah.'
}

export const approval = {
  title: 'Perlu izin',
  ask_any: 'Untuk ini perlu izin.',
  asks,
  who: 'Siapa yang mengizinkan?',
  nobody:
    'Belum ada yang boleh mengizinkan ini. Pemilik bisa memberi PIN kepada supervisor di menu Karyawan.',
  pin: 'PIN',
  allow: 'Izinkan'
}
