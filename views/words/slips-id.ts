import type { PaymentKind, TenderKind } from '../../server/tenders/tables.ts'

/** What slips, reports and shared receipts say of money. */
export const slips = {
  /** What money was, where the shop gave its means no name of its own. */
  means: {
    cash: 'Tunai',
    qris: 'QRIS',
    card: 'Kartu',
    ewallet: 'Dompet digital',
    transfer: 'Transfer',
    kasbon: 'Kasbon',
    deposit: 'Titipan',
    voucher: 'Voucher',
    points: 'Poin',
    exchange: 'Tukar barang'
  } satisfies Record<TenderKind, string>,
  payments: {
    debt: 'Kasbon dibayar',
    deposit: 'Uang titipan diterima',
    'deposit-back': 'Uang titipan dikembalikan',
    voucher: 'Voucher terjual'
  } satisfies Record<PaymentKind, string>,
  customer: 'Pelanggan',
  tier: 'Grosir',
  discount: 'Diskon',
  basket_discount: 'Diskon belanja',
  subtotal: 'Subtotal',
  service: 'Biaya layanan',
  rounding: 'Pembulatan',
  to_pay: 'Dibayar',
  tax_base: (label: string) => `DPP ${label}`,
  owed: 'Sisa kasbon',
  points_earned: 'Poin didapat',
  points_burnt: 'Poin dipakai',
  points: 'Poin Anda',
  saved: (amount: string) => `Anda hemat ${amount}`,
  gift: 'STRUK HADIAH',
  gift_text: 'Tanpa harga. Simpan untuk menukar barang.',
  gift_action: 'Cetak struk hadiah',
  gift_hint: 'Tanpa harga, untuk kado.',
  gift_exists: 'Struk hadiah sudah pernah dicetak. Yang ini bertuliskan SALINAN.',
  whatsapp: 'Kirim ke WhatsApp',
  whatsapp_hint_known: (name: string) => `Langsung ke nomor ${name}.`,
  whatsapp_hint: 'Pilih sendiri penerimanya di WhatsApp.',
  share_head: (number: string, when: string) => `Struk ${number}, ${when}`,
  share_more: (count: number) => `dan ${count} barang lagi`,
  share_link: 'Struk lengkap',
  takings: 'Uang masuk per cara bayar',
  takings_none: 'Belum ada uang masuk.',
  times: (count: number) => `${count}×`,
  refunds: (count: number) => `Dikembalikan (${count})`,
  reductions: 'Potongan',
  by_hand: 'Diskon oleh petugas',
  by_promotion: 'Promo dan grosir'
}
