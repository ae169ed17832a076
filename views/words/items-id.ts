import type { FaultCode, Field, PriceListFaultCode } from '../../server/catalog/price-list/faults.ts'

type Facts = Record<string, string | number>
type Sentence = string | ((facts: Facts) => string)

const fields: Record<Field | 'row', string> = {
  code: 'Kode',
  barcode: 'Barcode',
  name: 'Nama',
  category: 'Kategori',
  unit: 'Satuan',
  cost: 'Harga modal',
  price: 'Harga jual',
  stock: 'Stok',
  minimum: 'Stok minimum',
  row: 'Baris'
}

const faults: Record<FaultCode, Sentence> = {
  missing: 'belum diisi',
  'not-a-number': 'bukan angka',
  negative: 'kurang dari nol',
  fraction: 'ada pecahan yang terlalu kecil',
  'too-large': 'angkanya terlalu besar',
  'spreadsheet-number':
    'sudah diubah spreadsheet menjadi angka. Jadikan kolom ini “Teks”, lalu ketik ulang kodenya',
  'check-digit': ({ check_digit }) => `salah ketik: angka terakhirnya seharusnya ${check_digit}`,
  'barcode-length': 'jumlah angkanya tidak cocok untuk barcode (8, 12, 13, atau 14 angka)',
  'barcode-characters': 'berisi huruf yang tidak bisa dicetak sebagai barcode',
  'duplicate-code': ({ line }) => `kode ini sudah dipakai di baris ${line}`,
  'duplicate-barcode': ({ line }) => `barcode ini sudah dipakai di baris ${line}`,
  'empty-row': 'baris kosong, dilewati',
  'missing-columns': ({ found, expected }) => `hanya ${found} dari ${expected} kolom yang terisi`,
  'extra-columns': ({ found, expected }) =>
    `ada ${found} kolom, seharusnya ${expected}. Mungkin ada tanda pemisah di dalam nama`,
  'too-long': ({ longest }) => `terlalu panjang, paling banyak ${longest} huruf`,
  formula: 'berisi rumus spreadsheet, tidak dimasukkan',
  'under-cost': ({ cost }) => `di bawah harga modal ${cost}`,
  'control-characters': 'berisi tanda yang tidak terlihat. Ketik ulang',
  'barcode-taken': ({ name }) => `sudah dipakai ${name}`
}

const file_faults: Record<PriceListFaultCode, Sentence> = {
  'empty-file': 'Berkas ini kosong.',
  'too-large': 'Berkas ini lebih besar dari 20 MB. Bagi menjadi beberapa berkas.',
  'too-many-rows': ({ largest }) =>
    `Baris di berkas ini lebih dari ${largest}. Bagi menjadi beberapa berkas.`,
  'no-header': 'Baris pertamanya bukan judul kolom. Tambahkan judul seperti Kode, Nama, Harga jual.',
  'not-text': 'Berkas ini bukan teks. Simpan daftarnya sebagai CSV, lalu pilih lagi.',
  'spreadsheet-file':
    'Ini berkas spreadsheet (XLSX, XLS, atau ODS). Buka, pilih “Simpan sebagai” CSV, lalu pilih berkas CSV itu.',
  'unclosed-quote': ({ line }) =>
    `Ada tanda kutip yang dibuka di baris ${line} tetapi tidak ditutup. Perbaiki, lalu pilih lagi.`
}

export const items = {
  title: 'Barang',
  search: 'Cari nama, kode, atau barcode',
  category: 'Kategori',
  all_categories: 'Semua kategori',
  add: 'Tambah barang',
  to_import: 'Impor daftar',
  more: 'Tampilkan lagi',
  low: 'menipis',
  out: 'habis',
  actions: 'Favorit',
  star: (name: string) => `Jadikan ${name} favorit`,
  unstar: (name: string) => `Keluarkan ${name} dari favorit`,
  empty_title: 'Belum ada barang',
  empty_text: 'Impor daftar dari spreadsheet, atau tambah satu per satu. Setelah itu bisa langsung dipindai.',
  empty_for_cashier: 'Pemilik atau bagian gudang yang menambahkan barang.',
  nothing_title: 'Tidak ada yang cocok',
  nothing_text: 'Coba sebagian namanya saja, misalnya “indo gor”.',
  fields,
  faults,
  file_faults,

  form: {
    new_title: 'Barang baru',
    code_hint: 'Kosongkan saja: nomor berikutnya diberikan sendiri.',
    barcode_hint: 'Satu per baris. Kosongkan kalau barangnya tidak ber-barcode.',
    unit_hint: 'pcs, kg, botol',
    cost_hint: 'Boleh kosong. Tidak terlihat oleh kasir.',
    minimum_hint: 'Ditandai kalau stoknya di bawah ini.',
    favourite: 'Favorit',
    favourite_text: 'Tampil paling depan di kasir.',
    margin: 'Laba kotor',
    margin_text: (amount: string, percent: string) => `${amount} per barang, ${percent} dari harga jual`,
    no_margin: 'Isi harga modal untuk melihat laba kotor.',
    create: 'Simpan barang',
    stock_title: 'Stok',
    stock_now: 'Menurut catatan',
    counted: 'Jumlah sebenarnya',
    reason: 'Alasan',
    reason_example: 'Misalnya: rusak, hilang, salah hitung',
    reason_missing: 'tulis alasannya, supaya nanti bisa ditelusuri',
    correct: 'Betulkan stok',
    retire: 'Berhenti dijual',
    retire_text:
      'Tidak muncul lagi di kasir. Riwayat penjualannya tetap ada, dan bisa dijual lagi kapan saja.',
    retired: 'Barang ini sudah tidak dijual.',
    bring_back: 'Jual lagi'
  },

  import: {
    title: 'Impor daftar barang',
    text: 'Pilih berkas CSV dari spreadsheet atau aplikasi lama. Isinya diperiksa dulu; belum ada yang berubah sebelum Anda setuju.',
    file: 'Berkas CSV',
    file_hint: 'Tarik berkasnya ke sini, atau ketuk untuk memilih. Paling besar 20 MB.',
    columns_hint:
      'Kolom yang dikenali: Kode, Barcode, Nama, Kategori, Satuan, Harga modal, Harga jual, Stok, Stok minimum. Yang wajib hanya Nama dan Harga jual.',
    check: 'Periksa berkas',
    other_file: 'Pilih berkas lain',
    reading: 'Membaca daftar…',
    importing: 'Memasukkan barang…',
    read_as: (encoding: string, delimiter: string) => `Dibaca sebagai ${encoding}, dipisah ${delimiter}`,
    delimiters: { ';': 'titik koma', ',': 'koma', '\t': 'tab', '|': 'garis tegak' },
    columns: 'Kolom mana berisi apa?',
    columns_text: 'Ditebak dari judulnya. Ubah kalau keliru; daftarnya diperiksa lagi.',
    not_in_file: 'tidak ada di berkas',
    column: (letter: string, heading: string) => `${letter} · ${heading}`,
    read_again: 'Periksa lagi',
    needed: (fields: string) => `Pilih dulu kolom untuk ${fields}. Tanpa itu barang tidak bisa dijual.`,
    good: 'Siap',
    warned: 'Siap, dengan catatan',
    refused: 'Ditolak',
    empty: 'Baris kosong',
    fates: {
      new: 'baru',
      changed: 'berubah',
      same: 'tetap sama',
      refused: 'ditolak',
      empty: 'kosong'
    },
    rules:
      'Barang yang kodenya atau barcodenya sudah ada akan diubah menurut daftar ini, stoknya juga. Sel kosong tidak mengubah apa-apa. Baris yang ditolak dilewati.',
    line: 'Baris',
    remarks: 'Catatan',
    rows: 'Isi daftar',
    show_faulty: 'Hanya yang bermasalah',
    show_all: 'Semua baris',
    no_faulty: 'Tidak ada baris yang bermasalah.',
    fault: (field: string, value: string, reason: string) =>
      value ? `${field} “${value}”: ${reason}` : `${field}: ${reason}`,
    row_fault: (value: string, reason: string) => (value ? `“${value}”: ${reason}` : reason),
    stock_move: (before: string, after: string) => `stok ${before} menjadi ${after}`,
    price_move: (before: string, after: string) => `harga ${before} menjadi ${after}`,
    commit: (count: string) => `Masukkan ${count} barang`,
    commit_summary: (added: string, changed: string) => `${added} baru, ${changed} berubah`,
    nothing_to_do: 'Tidak ada yang bisa dimasukkan atau diubah.',
    done_title: 'Daftar sudah masuk',
    undone_title: 'Impor sudah dibatalkan',
    added: 'Barang baru',
    changed: 'Barang berubah',
    unchanged: 'Tetap sama',
    committed: (time: string, name: string) => (name ? `${time}, oleh ${name}` : time),
    undo: 'Batalkan impor',
    undo_text:
      'Semua kembali seperti sebelum impor. Barang baru yang sudah terjual hanya berhenti dijual; yang sudah Anda ubah sesudahnya dibiarkan.',
    undone_at: (time: string) => `Dibatalkan ${time}`,
    removed: 'Dihapus',
    restored: 'Dikembalikan',
    retired: 'Berhenti dijual',
    kept: 'Dibiarkan',
    to_items: 'Lihat barang',
    past: 'Impor sebelumnya',
    no_past: 'Belum pernah impor.',
    when: 'Waktu',
    who: 'Oleh',
    by_technician: 'teknisi'
  }
}
