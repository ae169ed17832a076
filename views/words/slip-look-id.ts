import type { SlipPart } from '../../server/settings/read-settings.ts'

/** What is said where the owner decides how slips look. */
export const slip_look = {
  title: 'Tampilan struk',
  text: 'Logo, tulisan, dan baris apa saja yang tercetak di struk pelanggan.',
  card: 'Logo, kepala dan penutup struk, lebar kertas.',
  to_shop: 'Nama, alamat, dan NPWP toko',
  panes: 'Yang ditampilkan',
  form: 'Isian',
  sample: 'Contoh',
  logo: 'Logo',
  logo_none: 'Belum ada logo.',
  logo_file: 'Pilih gambar',
  logo_file_hint: 'PNG, JPEG, WebP, atau GIF, paling besar 5 MB. Tepi putihnya dibuang sendiri.',
  logo_bring: 'Pasang gambar ini',
  logo_reading: 'Membaca gambar…',
  logo_other: 'Ganti dengan gambar lain',
  logo_off: 'Lepas logo',
  style: 'Jenis gambar',
  photo: 'Foto',
  drawing: 'Gambar garis',
  style_text: 'Gambar garis tercetak hitam putih dengan tepi tajam, foto jadi titik-titik halus.',
  size: 'Besarnya',
  small: 'Kecil',
  middle: 'Sedang',
  full: 'Selebar kertas',
  lines: 'Tulisan',
  head: 'Di bawah alamat',
  head_example: 'Buka 08.00–21.00\nIG @tokomakmur',
  head_hint: 'Paling banyak 6 baris, misalnya jam buka atau Instagram.',
  foot: 'Penutup struk',
  foot_example: 'Terima kasih, datang lagi ya!',
  foot_hint: 'Paling banyak 8 baris, misalnya syarat tukar barang.',
  too_many: (lines: number, most: number) => `Sudah ${lines} baris, padahal paling banyak ${most}.`,
  parts_title: 'Yang tercetak',
  parts: {
    logo: 'Logo',
    address: 'Alamat',
    phone: 'Telepon',
    cashier: 'Nama kasir',
    customer: 'Nama pelanggan',
    tax: 'NPWP dan pajak (DPP, PPN)',
    points: 'Poin pelanggan',
    savings: 'Hemat berapa',
    link: 'Kode QR struk di ponsel'
  } satisfies Record<SlipPart, string>,
  bound:
    'Wajib, karena toko ini memungut PPN: struknya juga faktur pajak bagi pembeli (PER-11/PJ/2025 pasal 51).',
  always: 'Nama toko, barang, harga, potongan, total, dan sisa kasbon selalu tercetak.',
  paper: 'Lebar kertas toko',
  paper_58: '58 mm',
  paper_58_text: '32 huruf per baris',
  paper_80: '80 mm',
  paper_80_text: '48 huruf per baris',
  paper_hint: 'Untuk struk di layar dan printer baru. Tiap printer punya lebarnya sendiri.',
  kind: 'Struk',
  kinds: { sale: 'Penjualan', refund: 'Pengembalian', gift: 'Hadiah', z: 'Laporan Z' },
  width: 'Kertas',
  unsaved: 'Belum disimpan. Struk masih tercetak seperti sebelumnya.',
  kept: 'Begini struk tercetak sekarang.',
  back: 'Kembalikan yang sebelumnya',
  back_text: 'Perubahan terakhir tidak cocok? Menekan ini dua kali membawa yang baru lagi.',
  print_title: 'Coba di kertas',
  print_text:
    'Mencetak contoh di atas, juga yang belum disimpan. Tertulis CONTOH, jadi tidak dikira struk asli.',
  printer: 'Printer',
  print: 'Cetak contoh ini',
  no_printer: 'Belum ada printer. Tambahkan dulu di halaman Printer.',
  mark: 'CONTOH',
  sample_customer: 'Bu Tini',
  sample_reason: 'Kemasan sobek'
}

/** Why a logo or a text is not taken. */
export const look_refusals = {
  'logo/blank':
    'Gambar ini putih semua di atas kertas, jadi tidak ada yang tercetak. Pakai logo yang berwarna gelap.',
  'logo/broken': 'Gambar ini rusak atau terpotong. Simpan ulang sebagai PNG, lalu pilih lagi.',
  'logo/drawn': 'SVG tidak bisa dipasang. Simpan logonya sebagai PNG, lalu pilih lagi.',
  'logo/gone': 'Gambar itu sudah diganti di perangkat lain. Pilih lagi gambarnya.',
  'logo/not-a-picture':
    'Berkas ini bukan gambar PNG, JPEG, WebP, atau GIF. Simpan logonya sebagai PNG, lalu pilih lagi.',
  'logo/too-large':
    'Gambar ini terlalu besar: paling besar 5 MB dan 40 juta titik. Kecilkan dulu, lalu pilih lagi.',
  'slip/too-many-lines': ({ lines = '', most = '' }: Record<string, string | number>) =>
    `Tulisannya ${lines} baris, padahal paling banyak ${most}. Hapus beberapa baris.`
}
