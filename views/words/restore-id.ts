import type { RestoreFaultKind } from '../../server/backup/restore/fault.ts'

/** A fault of a restoring: the file it lies in, and the file's name on a technician's screen. */
const faults: Record<RestoreFaultKind, (name: string) => string> = {
  'wrong-key': () =>
    'Cadangan ini dikunci dengan kunci lain. Pakai frasa sandi atau kode pemulihan toko ini.',
  missing: (name) =>
    name ? `Ada bagian cadangan yang hilang di ${name}.` : 'Ada bagian cadangan yang hilang.',
  damaged: (name) => `Berkas ${name} rusak: isinya tidak sama dengan saat disimpan.`,
  'other-shop': (name) => `Ini milik toko lain: ${name}.`,
  'out-of-place': (name) =>
    name ? `Berkas ${name} tertukar tempat.` : 'Isi berkas-berkas cadangan ini tidak cocok.',
  'newer-version': (name) =>
    `Berkas ${name} dibuat Laci yang lebih baru. Perbarui Laci dulu, lalu coba lagi.`,
  'no-room': () => 'Penyimpanan kotak ini tidak cukup. Kosongkan dulu, lalu coba lagi.',
  unreachable: () => 'Tempat cadangan tidak menjawab. Periksa jaringan atau flashdisknya, lalu coba lagi.',
  cancelled: () => 'Pemulihan dihentikan. Toko yang sekarang tidak berubah.'
}

/** Bringing the shop back. */
export const restore = {
  faults,
  have: 'Pulihkan dari cadangan',
  have_text: 'Dari flashdisk atau folder, dengan frasa sandi. Semuanya kembali, termasuk sandi dan PIN.',
  title: 'Pulihkan toko',
  text: 'Kembalikan toko ke keadaan terakhir, atau ke saat sebelum ada yang salah. Toko yang sekarang tidak disentuh sampai Anda setuju, dan sesudahnya tetap disimpan.',
  setup_text: 'Kotak lama rusak atau hilang? Ambil cadangannya, dan toko Anda kembali di kotak ini.',
  from: 'Dari mana',
  own: 'Riwayat kotak ini',
  own_text: 'Semua yang dicatat kotak ini. Tidak perlu frasa sandi.',
  stick_texts: {
    own: 'Sedang terpasang. Cadangan toko ini.',
    other: 'Sedang terpasang. Cadangan dari kotak lain.',
    unknown: 'Sedang terpasang. Belum ditandai oleh Laci.'
  },
  destination_text: 'Tempat cadangan toko ini',
  no_stick: 'Belum ada flashdisk yang terlihat. Colok flashdisknya ke kotak ini, tunggu sebentar.',
  look_again: 'Cari lagi',
  path: 'Folder lain',
  path_text: 'Folder di kotak ini atau flashdisk yang belum terlihat',
  path_label: 'Letak folder',
  path_hint: 'Folder yang di dalamnya ada folder “laci”.',
  passphrase: 'Frasa sandi atau kode pemulihan',
  passphrase_hint: 'Untuk cadangan dari kotak lain. Kalau dari kotak ini sendiri, boleh kosong.',
  passphrase_hint_setup: 'Frasa sandi yang dibuat pemilik, atau kode di lembar pemulihan yang dicetak.',
  look: 'Lihat isinya',

  moment_title: 'Kembali ke saat mana?',
  holds: (place: string, oldest: string, newest: string) => `${place}: dari ${oldest} sampai ${newest}.`,
  moment: 'Saat',
  latest: 'Terakhir',
  latest_text: (moment: string) => `Semua yang ada di cadangan ini, sampai ${moment}`,
  time: 'Tanggal dan jam',
  time_text: 'Toko seperti pada saat itu',
  time_label: 'Tanggal dan jam',
  time_hint: (oldest: string, newest: string) => `Antara ${oldest} dan ${newest}.`,
  point: 'Saat yang diberi nama',
  point_text: 'Sebelum impor, sebelum ganti harga, atau yang Anda beri nama',
  point_label: 'Saat mana',
  point_gone: 'Saat itu sudah tidak ada di riwayat kotak ini. Pilih saat lain di bawah.',
  reasons: {
    'by-hand': 'Dibuat sendiri',
    'before-import': 'Sebelum impor',
    'after-import': 'Sesudah impor',
    'before-prices': 'Sebelum ganti harga',
    'after-prices': 'Sesudah ganti harga',
    'before-update': 'Sebelum pembaruan Laci',
    'before-return': 'Sebelum kembali ke versi lama',
    'before-undo': 'Sebelum impor dibatalkan',
    'before-rewind': 'Sebelum dipulihkan'
  },
  nothing_lost_yet: 'Ini baru mencoba: hasilnya diperiksa dulu di samping toko yang sekarang.',
  nothing_used_yet: 'Ini baru mencoba: hasilnya diperiksa dulu, sebelum dipakai.',
  start: 'Pulihkan dan periksa',

  result_title: 'Hasil pemulihan',
  running: 'Toko sedang dipulihkan…',
  reading: 'Membaca isi cadangan…',
  segments: (done: string, of: string) => `${done} dari ${of} bagian`,
  proving: (done: number) => `Memeriksa hasilnya: ${done} pemeriksaan selesai`,
  stop: 'Hentikan',
  nothing_lost: 'Tidak ada penjualan, uang, atau stok yang hilang.',
  only_events: (count: string) =>
    `Hanya ${count} catatan lain sejak saat itu, seperti harga, pengaturan, dan siapa yang masuk.`,
  loss_title: 'Yang akan hilang',
  loss_text: 'Ada di toko sekarang, tetapi belum ada pada saat itu. Masih bisa dikembalikan sesudahnya.',
  loss_what: 'Apa',
  loss_count: 'Banyaknya',
  loss_amount: 'Nilainya',
  lost_sales: 'Penjualan',
  lost_refunds: 'Pengembalian',
  lost_payments: 'Pembayaran',
  lost_stock: 'Perubahan stok',
  lost_events: 'Semua catatan',
  loss_numbers: 'Nomor struknya',
  more: (count: string) => ` … dan ${count} lagi`,
  swap_title: 'Pakai toko ini',
  swap_text:
    'Kotak berhenti sebentar, lalu menyala lagi dengan toko yang dipulihkan. Toko yang sekarang tidak dibuang: namanya “Sebelum dipulihkan” di daftar saat, dan berkasnya before-restore-….db di folder data kotak ini. Semua orang masuk lagi.',
  swap_text_setup: 'Kotak menyala ulang dengan toko Anda. Masuk dengan nama dan sandi seperti dulu.',
  swap: 'Ganti toko sekarang',
  swap_setup: 'Mulai pakai',
  password: 'Sandi Anda',
  pin: 'PIN Anda',
  swapping: 'Kotak sedang dinyalakan ulang…',
  swapping_text: 'Tunggu sebentar, lalu masuk lagi.',
  swapping_link: 'Ke toko',

  nothing_there: 'Tidak ada cadangan Laci di tempat ini.',
  nothing_reached: 'Tidak ada yang bisa dipulihkan dari tempat ini.',
  not_found: 'Cadangan di tempat ini tidak sampai ke saat itu.',
  certificate: 'Bukti hasilnya',
  other_moment: 'Pilih saat lain',
  other_place: 'Pilih tempat lain',
  until: (moment: string) => `Toko bisa dipulihkan sampai ${moment}.`
}
