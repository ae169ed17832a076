export const points = {
  title: 'Saat yang diberi nama',
  text: 'Toko bisa dilihat dan dikembalikan ke saat mana pun. Yang diberi nama gampang ditemukan.',
  name: 'Beri nama saat ini',
  name_hint: 'Misalnya: sebelum stok opname',
  make: 'Tandai sekarang',
  made: 'Sudah ditandai.',
  none: 'Belum ada yang ditandai',
  none_text: 'Sebelum dan sesudah impor barang, Laci menandainya sendiri.',
  back_to: 'Kembali ke sini',
  back_short: 'Kembali',
  days: 'Atau kembali ke akhir satu hari',
  day_end: 'Akhir hari',
  unmarked:
    'Cadangan sedang tidak bisa mencatat, jadi saat sebelum impor ini tidak ditandai. Impornya sendiri tetap bisa dibatalkan.',
  rewind_text:
    'Membatalkan hanya mengembalikan barang yang diimpor. Untuk melihat atau mengembalikan seluruh toko seperti sebelum impor:',
  rewind: 'Toko sebelum impor ini',
  reasons: {
    'by-hand': 'Ditandai sendiri',
    'before-import': 'Sebelum impor',
    'after-import': 'Sesudah impor',
    'before-prices': 'Sebelum ganti harga',
    'after-prices': 'Sesudah ganti harga',
    'before-update': 'Sebelum pembaruan Laci',
    'before-return': 'Sebelum kembali ke versi lama',
    'before-rewind': 'Sebelum dipulihkan',
    'before-undo': 'Sebelum impor dibatalkan'
  } as Record<string, string>
}

export const when = {
  title: 'Jadwal cadangan',
  text: 'Semua dicatat di kotak setiap detik, apa pun jadwalnya. Flashdisk dan folder langsung ikut. Jadwal ini untuk tempat yang lewat internet.',
  ship: 'Kirim lewat internet',
  ships: {
    minute: ['Setiap menit', 'Paling aman. Beberapa kilobyte saja.'],
    quarter: ['Setiap 15 menit', 'Untuk internet yang pelan.'],
    hour: ['Setiap jam', 'Untuk kuota yang terbatas.'],
    closing: ['Saat tutup', 'Setiap shift ditutup, dan sekali di pagi hari.'],
    own: ['Jadwal sendiri', 'Untuk teknisi: lima kolom cron.']
  },
  cron: 'Jadwal sendiri (cron)',
  cron_hint: 'Menit, jam, tanggal, bulan, hari. Contoh: */5 8-21 * * *',
  drill: 'Jam uji pulih setiap malam',
  drill_hint: 'Laci memulihkan cadangan ke tempat sementara dan memeriksanya.',
  snapshot: 'Hari membuat gambar lengkap',
  days: ['Minggu', 'Senin', 'Selasa', 'Rabu', 'Kamis', 'Jumat', 'Sabtu'],
  keep: 'Lama disimpan',
  keep_text: 'Setiap detik untuk sekian hari terakhir; setelah itu satu gambar per minggu, bulan, dan tahun.',
  keep_days: 'Hari (7 sampai 366)',
  keep_weeks: 'Minggu (1 sampai 104)',
  keep_months: 'Bulan (1 sampai 120)',
  keep_years: 'Tahun (1 sampai 30)',
  keep_hint: 'Buku pajak harus disimpan 10 tahun.',
  share: 'Jatah internet saat mengejar ketinggalan',
  shares: {
    '32000': 'Sedikit, 32 KB per detik',
    '128000': 'Sedang, 128 KB per detik',
    '512000': 'Banyak, 512 KB per detik',
    '0': 'Secepat mungkin'
  } as Record<string, string>,
  faults: {
    cron: 'Jadwal cron-nya belum benar. Lima kolom, misalnya */5 8-21 * * *.',
    keep_days: 'Hari: angka 7 sampai 366.',
    keep_weeks: 'Minggu: angka 1 sampai 104.',
    keep_months: 'Bulan: angka 1 sampai 120.',
    keep_years: 'Tahun: angka 1 sampai 30.'
  }
}
