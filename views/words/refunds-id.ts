import type { TenderKind } from '../../server/tenders/tables.ts'

/** Goods that come back: in part, as a whole, without a slip, or for others. */
export const refunds = {
  actions: { refund: 'Kembalikan barang', exchange: 'Tukar barang', void: 'Batalkan penjualan' },
  all_back: 'Semua barangnya sudah kembali.',
  of_sale: (receipt_no: string, when: string) => `Struk ${receipt_no}, ${when}`,
  to_sale: 'Lihat struknya',

  choose: 'Apa yang kembali?',
  bought: (quantity: string) => `dibeli ${quantity}`,
  remaining: (quantity: string) => `bisa kembali ${quantity}`,
  none_left: 'sudah kembali semua',
  fewer: (name: string) => `Kurangi ${name}`,
  more: (name: string) => `Tambah ${name}`,
  quantity_of: (name: string) => `Jumlah ${name} yang kembali`,
  all: 'Semua',
  waste: 'Rusak, buang',
  waste_of: (name: string) => `${name} rusak, jangan masuk stok`,
  to_shelf: 'masuk stok lagi',
  to_waste: 'dibuang',

  why: 'Kenapa?',
  reasons: ['Rusak', 'Salah barang', 'Kedaluwarsa', 'Berubah pikiran'],
  void_reasons: ['Salah pencet', 'Salah cara bayar', 'Pembeli batal'],
  own_reason: 'Alasan lain',
  own_reason_example: 'Tulis sendiri, kalau bukan yang di atas',

  means_title: 'Uangnya kembali lewat apa?',
  as_paid: 'Seperti cara bayarnya',
  all_by: (means: string) => `Semua lewat ${means.toLowerCase()}`,
  needs_permission: 'Cara lain dari cara bayarnya perlu izin supervisor.',
  back_by: {
    cash: 'Serahkan tunai',
    qris: 'Kirim balik ke QRIS',
    card: 'Batalkan di mesin kartu',
    ewallet: 'Kirim balik ke dompet digital',
    transfer: 'Transfer balik',
    kasbon: 'Kasbonnya berkurang',
    deposit: 'Masuk ke titipannya',
    voucher: 'Kembali ke vouchernya',
    points: 'Kembali jadi poin',
    exchange: 'Dipakai untuk barang pengganti'
  } satisfies Record<TenderKind, string>,

  nothing_yet: 'Pilih barangnya dulu. Jumlah uangnya muncul di sini.',
  goods: 'Harga barang',
  service: 'Biaya layanan',
  tax_included: (label: string) => `Termasuk ${label}`,
  rounding: 'Pembulatan',
  pay_back: 'Dikembalikan ke pembeli',
  worth: 'Nilai barang yang kembali',
  worth_text: 'Dipotong dari harga barang penggantinya.',
  confirm: { refund: 'Kembalikan', exchange: 'Pilih barang pengganti', void: 'Batalkan penjualan ini' },
  void_text:
    'Seluruh penjualan ini kembali: barangnya masuk stok, uangnya dikembalikan seperti cara bayarnya.',
  need_shift: 'Buka shift dulu di kasir ini. Uangnya keluar dari laci yang dihitung.',
  need_till: 'Lakukan ini di kasir: uangnya keluar dari laci.',

  done: { refund: 'Barang diterima kembali', void: 'Penjualan dibatalkan', exchange: 'Barang ditukar' },
  hand_over: 'Serahkan ke pembeli',
  nothing_to_hand: 'Tidak ada uang yang diserahkan',
  next: 'Ke kasir',

  title: (refund_no: string) => `Pengembalian ${refund_no}`,
  kinds: { refund: 'pengembalian', void: 'pembatalan', exchange: 'tukar barang' },
  list: 'Pengembalian',
  reason: 'Alasan',
  approved_by: 'Diizinkan',
  sale: 'Struk asal',
  no_slip: 'Tanpa struk',
  taken_instead: 'Ditukar dengan',
  came_back: 'Barang',
  count: (count: number) => `${count} pengembalian`,
  net: 'Bersih',
  given_back: 'Dikembalikan',

  find: 'Cari struk',
  find_hint: 'Nomor struk, misalnya K1-123. Atau pindai kode di struknya.',
  find_action: 'Cari',
  not_found: (text: string) => `Struk “${text}” tidak ada. Periksa lagi nomornya.`,
  without_slip_action: 'Kembalikan tanpa struk',
  without_slip_title: 'Kembalikan barang tanpa struk',
  without_slip_text:
    'Dihitung dengan harga hari ini, atau harga termurah yang dibayar orang dalam 30 hari terakhir kalau itu lebih rendah. Selalu tunai.',
  goods_search: 'Barang apa?',
  goods_hint: 'Pindai barcode, atau ketik nama atau kode',

  exchange: 'Tukar barang',
  returned: 'Dikembalikan',
  from_slip: (receipt_no: string) => `dari struk ${receipt_no}`,
  still_owed: 'Harus dibayar',
  back_to_customer: 'Kembali ke pembeli',
  call_off: 'Batal tukar',
  scan_new: 'Sekarang pindai barang penggantinya.',
  gone: 'Barang ini sudah dikembalikan di kasir lain. Batalkan tukarnya.',

  slip: {
    titles: { refund: 'PENGEMBALIAN BARANG', void: 'PEMBATALAN', exchange: 'TUKAR BARANG' },
    number: 'No',
    of: 'Struk asal',
    instead: 'Ditukar dengan',
    reason: 'Alasan',
    total: 'KEMBALI',
    received: 'Diterima pembeli',
    public_title: 'Pengembalian'
  },
  shift_refunds: (count: number) => `Pengembalian (${count})`
}
