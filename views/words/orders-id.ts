import type { OrderKind } from '../../server/orders/tables.ts'

/** Penawaran dan pesanan. */
export const orders = {
  title: 'Pesanan',
  kinds: { quotation: 'Penawaran', order: 'Pesanan' } satisfies Record<OrderKind, string>,
  shelves: { open: 'Berjalan', due: 'Jatuh tempo', ended: 'Selesai' },
  search: 'Nomor pesanan, nama, atau HP',
  empty_title: 'Tidak ada pesanan di sini',
  empty_text: 'Isi keranjang di kasir, lalu pilih “Jadikan pesanan”.',
  number: 'Nomor',
  customer: 'Pelanggan',
  day: 'Tanggal',
  total: 'Total',
  deposit: 'Uang muka',
  rest: 'Sisa',
  nobody: 'Tanpa nama',
  due: (day: string) => `Diambil ${day}`,
  due_today: 'Diambil hari ini',
  valid: (day: string) => `Berlaku sampai ${day}`,
  over: (day: string) => `Lewat sejak ${day}`,
  sold: (number: string) => `Menjadi penjualan ${number}`,
  called_off: 'Dibatalkan',
  made: (name: string, when: string) => `Dibuat ${name}, ${when}`,
  back: 'Semua pesanan',

  make: {
    button: 'Jadikan pesanan',
    title: 'Simpan sebagai',
    kind_texts: {
      quotation: 'Harga dijanjikan, barang belum dipesan.',
      order: 'Barang dipesan, boleh dengan uang muka.'
    } satisfies Record<OrderKind, string>,
    valid_until: 'Harga berlaku sampai',
    due_on: 'Diambil tanggal',
    note: 'Catatan',
    note_example: 'Misalnya: antar ke rumah, bungkus kado',
    for: (name: string) => `Untuk ${name}`,
    no_customer: 'Belum ada pelanggan. Pilih dulu di keranjang kalau perlu nama.',
    action: 'Simpan, kosongkan keranjang',
    of: (number: string) => `Dari pesanan ${number}.`,
    left: (amount: string) => `Uang muka ${amount}: terima sebagai Titipan.`,
    done: 'Tersimpan',
    see: 'Buka pesanannya'
  },

  sell: {
    title: 'Jadikan penjualan',
    text: 'Barangnya masuk ke keranjang kasir ini dengan harga yang dijanjikan.',
    action: 'Masukkan ke keranjang',
    over_text: 'Masa berlakunya lewat. Pakai harga hari ini, atau minta izin untuk harga lama.',
    today_action: 'Dengan harga hari ini',
    promised_action: 'Dengan harga lama (perlu izin)',
    in_hand: (code: string) => `Sedang di keranjang kasir ${code}.`,
    only_at_till: 'Buka halaman ini di perangkat kasir untuk menerima uang atau menjualnya.'
  },

  pay: {
    title: 'Uang muka',
    amount: 'Jumlah',
    means: 'Cara bayar',
    reference: 'Nomor referensi',
    action: 'Terima uang muka',
    none: 'Belum ada uang muka.',
    back_action: 'Kembalikan uang muka'
  },

  end: {
    title: 'Batalkan',
    text: 'Pesanan tidak jadi diambil.',
    text_deposit: (amount: string) => `Uang muka ${amount} dikembalikan. Perlu izin supervisor atau pemilik.`,
    reason: 'Alasan',
    action: 'Batalkan pesanan'
  },

  slip: {
    titles: { quotation: 'PENAWARAN', order: 'PESANAN' } satisfies Record<OrderKind, string>,
    valid_until: 'Berlaku sampai',
    due_on: 'Diambil',
    deposit: 'Uang muka',
    rest: 'Sisa',
    no_receipt: 'Bukan bukti pembayaran',
    link: 'Lihat di ponsel'
  },
  paper: 'Slip kertas',
  copy: 'Cetak salinan',
  share: 'Untuk pelanggan',
  share_action: 'Buka halaman pelanggan',
  whatsapp: 'Kirim ke WhatsApp'
}
