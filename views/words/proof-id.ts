import type { StepName } from '../../server/backup/proof/proof.ts'
import type { Rule } from '../../server/backup/proof/rules.ts'

/** What a restoring that was tried is told by: to the owner on a page, to the technician on the flashdisk. */
export const proof = {
  title: 'Bukti pemulihan',
  proved: 'Terbukti pulih',
  proved_text: (place: string, moment: string) =>
    `Cadangan di ${place} sudah dicoba dipulihkan. Isinya lengkap sampai ${moment}.`,
  proved_alone_text: (place: string, moment: string) =>
    `Cadangan di ${place} sudah dicoba dipulihkan. Isinya utuh dan cocok satu sama lain, terakhir ${moment}.`,
  not_proved: 'Belum terbukti pulih',
  not_proved_text: (place: string) =>
    `Cadangan di ${place} sudah dicoba dipulihkan, tetapi isinya tidak cocok. Jangan andalkan cadangan ini dulu; tunjukkan halaman ini kepada teknisi.`,

  facts_title: 'Yang dipulihkan',
  shop: 'Toko',
  place: 'Tempat cadangan',
  state_at: 'Keadaan toko pada',
  last_sale: 'Penjualan terakhir',
  last_sale_none: 'Belum ada penjualan',
  sales: 'Jumlah penjualan',
  size: 'Besar data',
  size_text: (size: string, pages: string) => `${size}, ${pages} halaman`,
  made_at: 'Dicoba pada',
  taken: 'Lama pemulihan',
  taken_text: (duration: string, size: string) => `${duration}, membaca ${size}`,
  generation: 'Rangkaian cadangan',
  generation_text: (generation: string, seq: string) => `${generation}, urutan ${seq}`,
  schema: 'Susunan tabel',
  version: 'Versi Laci',
  unknown: 'tidak terbaca',
  seconds: (count: string) => `${count} detik`,
  minutes: (count: string) => `${count} menit`,
  megabytes: (count: string) => `${count} MB`,

  steps_title: 'Yang diperiksa',
  steps: {
    pages: 'Setiap halaman data sama dengan yang dicadangkan',
    integrity: 'Susunan data dan semua indeksnya utuh',
    'foreign-keys': 'Setiap catatan menunjuk catatan yang memang ada',
    counts: 'Jumlah penjualan, barang, dan catatan lain pas',
    books: 'Pembukuan cocok sampai rupiah terakhir',
    ledger: 'Buku besar sama dengan aslinya, baris demi baris',
    chain: 'Setiap kejadian masih bersegel, dan catatan di sampingnya utuh',
    events: 'Kejadian terakhir ikut tersimpan'
  } satisfies Record<StepName, string>,
  steps_failed: {
    pages: 'Data tidak sama dengan yang dicadangkan',
    integrity: 'Susunan data atau indeksnya rusak',
    'foreign-keys': 'Ada catatan yang menunjuk catatan yang tidak ada',
    counts: 'Jumlah penjualan, barang, atau catatan lain tidak pas',
    books: 'Pembukuan tidak cocok',
    ledger: 'Buku besar tidak sama dengan aslinya',
    chain: 'Ada kejadian atau catatan yang diubah sesudah disegel',
    events: 'Kejadian terakhir tidak sama'
  } satisfies Record<StepName, string>,
  /** Where there is nothing to compare with. */
  steps_noted: {
    pages: 'Data terbaca; belum ada pembandingnya',
    counts: 'Jumlah catatan dihitung; belum ada pembandingnya',
    ledger: 'Buku besar terbaca; belum ada pembandingnya',
    chain: 'Setiap kejadian masih bersegel; segel terakhirnya belum ada pembandingnya',
    events: 'Kejadian terakhir terbaca; belum ada pembandingnya'
  },
  found_pages: (count: string) => `${count} halaman`,
  found_counts: (sales: string, events: string) => `${sales} penjualan, ${events} kejadian`,
  found_books: (rules: string) => `${rules} aturan`,
  found_ledger: (entries: string, hash: string) => `sampai baris ${entries}, sidik ${hash}`,
  found_chain: (events: string, code: string) => `${events} kejadian, segel ${code}`,
  found_event: (number: string) => `kejadian nomor ${number}`,
  broken: 'Aturan yang dilanggar',

  /** Each as it holds in a sound shop. */
  rules: {
    'sale-lines': 'Setiap penjualan berjumlah sama dengan barisnya',
    'sale-paid': 'Uang yang diterima dikurangi kembalian sama dengan total sesudah pembulatan',
    'sale-change': 'Kembalian dan pembulatan hanya dari uang tunai',
    'sale-tax': 'Pajak setiap penjualan sama dengan pajak menurut aturan dan menurut barisnya',
    'sale-ledger': 'Setiap penjualan masuk buku besar sebesar hasilnya',
    'sale-once': 'Setiap penjualan tercatat sekali, dan yang tidak terjual tidak tercatat',
    'sale-goods': 'Setiap penjualan mengurangi stok sesuai barisnya',
    'order-once': 'Satu pesanan paling banyak menjadi satu penjualan',
    'basket-sold': 'Keranjang yang sudah terjual tidak ada lagi di kasir',
    'basket-lost': 'Keranjang yang dibayar sebagian ada di kasir atau disimpan',
    'receipt-numbers': 'Nomor struk setiap kasir urut dari 1 tanpa lompatan',
    'refund-numbers': 'Nomor pengembalian setiap kasir urut dari 1 tanpa lompatan',
    'last-numbers': 'Setiap kasir melanjutkan dari nomor terakhirnya',
    'refund-lines': 'Setiap pengembalian berjumlah sama dengan barisnya',
    'refund-paid': 'Setiap pengembalian dibayar sebesar nilainya sesudah pembulatan',
    'refund-once': 'Setiap pengembalian tercatat sekali, dan yang tidak dikembalikan tidak tercatat',
    'refund-goods': 'Setiap pengembalian menambah stok sesuai barisnya',
    'refund-of-line': 'Barang yang kembali tidak lebih banyak dan tidak lebih mahal daripada yang terjual',
    'refund-of-sale': 'Tidak ada yang menerima kembali lebih dari yang dibayar',
    'refund-of-tender': 'Juga tidak lewat salah satu cara bayarnya',
    'stock-levels': 'Stok setiap barang sama dengan jumlah keluar masuknya',
    'stock-moves': 'Tidak ada barang keluar masuk tanpa stok',
    'ledger-zero': 'Uang setiap kejadian seimbang di buku besar',
    'balance-sum': 'Setiap saldo sama dengan jumlah catatannya',
    'balance-missing': 'Setiap catatan atas nama seseorang punya saldo',
    'balance-below': 'Titipan dan voucher tidak pernah kurang dari nol',
    'exchange-left': 'Tukar barang tidak menyisakan uang',
    'money-held': 'Uang muka yang ditahan sama dengan yang ada di keranjangnya',
    'total-earned': 'Pendapatan sama dengan penjualan dikurangi pengembalian',
    'total-tax': 'Pajak di buku besar sama dengan pajak di struk',
    'total-cash': 'Uang tunai di laci sama dengan yang diterima, dikembalikan, dan dibayarkan',
    'total-means': 'Uang lewat cara bayar lain ada di rekeningnya, dikurangi biayanya',
    'total-fees': 'Biaya cara bayar tercatat di buku besar'
  } satisfies Record<Rule, string>
}
