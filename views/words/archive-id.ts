/** The yearly archive: a page that is read without Laci, in ten years. */
export const archive = {
  title: (shop: string, year: string) => `Arsip ${shop}, tahun ${year}`,
  intro:
    'Ini catatan lengkap toko untuk satu tahun. Berkas-berkas ini bisa dibuka di komputer mana pun tanpa Laci.',
  plain:
    'Arsip ini TIDAK dikunci: siapa pun yang memegangnya bisa membaca semua penjualan dan nama pelanggan. Simpan di tempat terkunci. Kata sandi dan PIN tidak ada di dalamnya.',
  made: (moment: string, version: string) => `Dibuat ${moment} oleh Laci ${version}.`,
  proven: (moment: string) =>
    `Seluruh data dipulihkan dari cadangan dan terbukti cocok: setiap halaman, setiap baris buku besar. Keadaan toko ${moment}.`,
  months: 'Penjualan per bulan',
  month: 'Bulan',
  sales: 'Penjualan',
  total: 'Jumlah',
  tax: 'Pajak',
  refunds: 'Pengembalian',
  year_total: 'Setahun',
  files: 'Isi arsip',
  file: 'Berkas',
  rows: 'Baris',
  of_year: 'tahun ini saja',
  of_all: 'semua',
  database: 'seluruh toko sebagai satu pangkalan data SQLite, untuk program apa pun yang membacanya',
  check: 'Memeriksa keasliannya',
  check_text:
    'Kalau ketiga perintah ini tidak mengeluh, tidak satu huruf pun berubah sejak arsip dibuat. Cocokkan sidik kunci dengan yang tercetak di lembar pemulihan.',
  key: 'Kunci toko',
  key_mark: (mark: string) => `Sidik kunci: ${mark}`
}
