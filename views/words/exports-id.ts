import type { Format, Period, What } from '../../server/exports/choice.ts'
import type { Account } from '../../server/ledger/accounts.ts'
import type { MoveReason } from '../../server/stock/tables.ts'

/** A file's size as one says it, `3,4 MB`. */
export function sizeText(bytes: number, tag: string): string {
  const [size, unit] = bytes < 1_000_000 ? [Math.max(1, bytes / 1000), 'KB'] : [bytes / 1_000_000, 'MB']
  return `${new Intl.NumberFormat(tag, { maximumFractionDigits: unit === 'KB' ? 0 : 1 }).format(size)} ${unit}`
}

export const exports = {
  title: 'Salinan data',
  card: 'Unduh penjualan, stok, pelanggan, atau semuanya: Excel, CSV, atau JSON.',
  intro: 'Data toko ini milik Anda. Ambil kapan saja, untuk periode apa saja.',

  what: 'Data apa?',
  kinds: {
    everything: { name: 'Semuanya', text: 'Semua di bawah ini dalam satu berkas.', file: 'Semua' },
    sales: { name: 'Penjualan', text: 'Struk, isi setiap struk, dan cara bayarnya.', file: 'Penjualan' },
    refunds: { name: 'Pengembalian', text: 'Barang dan uang yang dikembalikan.', file: 'Pengembalian' },
    stock: { name: 'Stok', text: 'Sisa stok sekarang, dan keluar masuknya.', file: 'Stok' },
    items: { name: 'Barang dan harga', text: 'Barang, kemasan, dan harga grosir.', file: 'Barang' },
    customers: {
      name: 'Pelanggan',
      text: 'Pelanggan dengan kasbon, titipan, dan poinnya.',
      file: 'Pelanggan'
    },
    days: {
      name: 'Laporan harian',
      text: 'Omzet, pengembalian, dan cara bayar per hari.',
      file: 'Laporan_Harian'
    },
    ledger: { name: 'Buku besar', text: 'Setiap catatan uang, untuk akuntan.', file: 'Buku_Besar' },
    settings: {
      name: 'Pengaturan',
      text: 'Pengaturan toko, pegawai, dan pajak, tanpa sandi.',
      file: 'Pengaturan'
    }
  } satisfies Record<What, { name: string; text: string; file: string }>,
  timeless: 'Barang, pelanggan, dan pengaturan selalu seperti keadaannya sekarang.',

  period: 'Periode mana?',
  periods: {
    today: 'Hari ini',
    yesterday: 'Kemarin',
    'this-week': 'Minggu ini',
    'this-month': 'Bulan ini',
    'last-month': 'Bulan lalu',
    'this-year': 'Tahun ini',
    all: 'Sejak awal',
    days: 'Pilih tanggal'
  } satisfies Record<Period, string>,
  from: 'Dari tanggal',
  to: 'Sampai tanggal',

  format: 'Untuk dibuka dengan apa?',
  formats: {
    xlsx: {
      name: 'Excel (XLSX)',
      text: 'Juga untuk Google Sheets dan LibreOffice. Satu lembar untuk setiap daftar.'
    },
    csv: { name: 'CSV', text: 'Untuk program lain. Beberapa daftar menjadi satu berkas ZIP.' },
    json: {
      name: 'JSON',
      text: 'Kalau isinya “Semuanya”, berkas ini bisa dipulihkan ke kotak Laci yang kosong; isinya selalu sejak awal, tanpa sandi dan PIN.'
    }
  } satisfies Record<Format, { name: string; text: string }>,

  until: 'sampai',
  file_name: 'Nama berkasnya',
  holds: 'Isinya',
  make: 'Buat berkas',

  running: (name: string) => `Menulis ${name}`,
  reading: 'Menghitung…',
  rows: (done: string, of: string) => `${done} dari ${of} baris`,
  at_sheet: (sheet: string) => `Sedang menulis: ${sheet}`,
  keep_selling: 'Kasir tetap bisa berjualan. Halaman ini boleh ditutup.',
  cancel: 'Hentikan',
  done: (name: string) => `${name} sudah siap`,
  done_text: (rows: string, size: string) => `${rows} baris, ${size}.`,
  download: 'Unduh',
  failed: 'Berkasnya tidak jadi dibuat',
  cancelled: 'Dihentikan. Tidak ada berkas yang dibuat.',

  recent: 'Berkas di kotak ini',
  recent_text: (days: number) => `Tersimpan di kotak dan dihapus sendiri setelah ${days} hari.`,
  none: 'Belum ada berkas',
  none_text: 'Berkas yang Anda buat muncul di sini, siap diunduh.',
  delete: 'Hapus',

  yes: 'ya',
  no: 'tidak',
  destinations: { shelf: 'Kembali ke rak', waste: 'Dibuang' },
  move_reasons: {
    opening: 'Stok awal',
    sale: 'Terjual',
    refund: 'Dikembalikan',
    waste: 'Dibuang',
    import: 'Impor daftar',
    'import-undo': 'Impor dibatalkan',
    correction: 'Koreksi'
  } satisfies Record<MoveReason, string>,
  accounts: {
    cash: 'Tunai',
    qris: 'QRIS',
    card: 'Kartu',
    ewallet: 'Dompet digital',
    transfer: 'Transfer',
    fees: 'Biaya penyedia',
    receivable: 'Kasbon',
    deposit: 'Titipan',
    voucher: 'Voucher',
    points: 'Poin',
    exchange: 'Tukar barang',
    held: 'Uang di keranjang',
    promotion: 'Promosi',
    sales: 'Penjualan',
    service: 'Biaya layanan',
    tax: 'Pajak',
    rounding: 'Pembulatan'
  } satisfies Record<Account, string>,

  sheets: {
    sales: 'Penjualan',
    sale_lines: 'Isi struk',
    tenders: 'Pembayaran',
    refunds: 'Pengembalian',
    refund_lines: 'Isi pengembalian',
    refund_tenders: 'Uang kembali',
    stock_levels: 'Stok',
    stock_moves: 'Keluar masuk stok',
    items: 'Barang',
    item_units: 'Kemasan',
    item_tiers: 'Harga grosir',
    customers: 'Pelanggan',
    days: 'Laporan harian',
    takings: 'Cara bayar per hari',
    ledger: 'Buku besar',
    settings: 'Pengaturan',
    staff: 'Pegawai',
    tax_rules: 'Aturan pajak'
  },

  columns: {
    about: 'Tentang',
    account: 'Akun',
    added_at: 'Ditambahkan',
    added_tax_minor: 'Pajak di luar harga',
    amount_minor: 'Jumlah',
    approver: 'Diizinkan oleh',
    barcodes: 'Barcode',
    base_denominator: 'DPP per',
    base_numerator: 'DPP',
    business_day: 'Tanggal',
    cashier: 'Kasir',
    category: 'Kategori',
    change_minor: 'Kembalian',
    changed_at: 'Diubah',
    consent_at: 'Setuju disimpan',
    cost_minor: 'Harga modal',
    customer: 'Pelanggan',
    debt_minor: 'Kasbon',
    deposit_minor: 'Titipan',
    destination: 'Barangnya',
    entry_no: 'No.',
    favourite: 'Favorit',
    fee_minor: 'Biaya penyedia',
    finding: 'Temuan radar',
    from_milli: 'Mulai jumlah',
    given_minor: 'Diberikan',
    goods_minor: 'Setelah potongan',
    gross_minor: 'Sebelum potongan',
    group_name: 'Golongan',
    hired_at: 'Mulai kerja',
    holds_milli: 'Isi',
    item: 'Nama barang',
    item_code: 'Kode barang',
    label: 'Nama pajak',
    left_at: 'Berhenti',
    limit_minor: 'Batas kasbon',
    line_minor: 'Total baris',
    line_no: 'Baris',
    list_price_minor: 'Harga daftar',
    method: 'Cara bayar',
    method_name: 'Nama mesin',
    minimum_milli: 'Stok minimum',
    move_reason: 'Sebab',
    moved_at: 'Waktu',
    net_minor: 'Omzet bersih',
    note: 'Catatan',
    person: 'Nama',
    phone: 'No. HP',
    plu: 'PLU',
    points: 'Poin',
    posted_at: 'Waktu',
    price_minor: 'Harga',
    quantity_milli: 'Jumlah',
    rate_denominator: 'Tarif per',
    rate_numerator: 'Tarif',
    reason: 'Alasan',
    receipt_no: 'No. struk',
    reference: 'No. referensi',
    refund_kind: 'Jenis',
    refund_no: 'No. pengembalian',
    refunded_at: 'Waktu',
    refunded_minor: 'Dikembalikan',
    refunds: 'Pengembalian',
    retired_at: 'Tidak dijual lagi',
    role: 'Tugas',
    rounding_minor: 'Pembulatan',
    sales: 'Penjualan',
    service_minor: 'Biaya layanan',
    setting: 'Pengaturan',
    sold_at: 'Waktu',
    sold_minor: 'Omzet',
    source_id: 'Sumber',
    subtotal_minor: 'Subtotal',
    tax_class: 'Golongan pajak',
    tax_minor: 'Pajak',
    till: 'Kasir no.',
    times: 'Berapa kali',
    total_minor: 'Total',
    unit: 'Satuan',
    valid_from: 'Berlaku sejak',
    value: 'Isi',
    value_minor: 'Nilai'
  },

  bring_back: {
    have: 'Saya punya salinan data (berkas JSON)',
    have_text: 'Dari berkas “Semuanya” yang diunduh di Laci. Tanpa sandi dan PIN lama.',
    title: 'Kembalikan toko dari salinan data',
    text: 'Pilih berkas JSON “Semuanya” yang dulu dibuat di Laci. Barang, penjualan, stok, pelanggan, dan kasbon kembali seperti saat berkas dibuat.',
    file: 'Berkas salinan data',
    file_hint: 'Namanya berakhir dengan .laci.json, paling besar 500 MB.',
    password: 'Sandi baru untuk pemilik',
    password_hint: 'Paling sedikit 10 huruf. Sandi dan PIN lama tidak ada di dalam berkas.',
    password_again: 'Ulangi sandi',
    action: 'Kembalikan toko',
    wait: 'Berkas besar perlu beberapa menit. Biarkan halaman ini terbuka.',
    done: (shop: string) => `${shop} sudah kembali`,
    made: (time: string) => `Seperti keadaannya pada ${time}.`,
    proven: (rows: string) =>
      `${rows} baris sudah dihitung ulang dan cocok, begitu juga setiap rupiah di buku besar.`,
    hash: 'Sidik buku besar',
    next: 'Yang perlu dilakukan sekarang',
    sign_in: (name: string) => `Masuk sebagai ${name} dengan sandi yang baru.`,
    pins: 'Beri setiap pegawai PIN baru di halaman Pegawai. PIN dan sandi lama tidak berlaku lagi.',
    tills: (names: string) =>
      `Sambungkan lagi setiap kasir dengan nama yang sama (${names}), supaya nomor struknya berlanjut.`
  }
}
