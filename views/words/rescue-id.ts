/** Flashdisk yang menjadikan komputer kosong kotak kasir lagi. */
export const rescue = {
  title: 'Flashdisk penyelamat',
  text: 'Membawa program, data toko, dan pengaturannya. Kalau kotak ini hilang atau rusak, komputer lain bisa berjualan lagi dalam beberapa menit, tanpa internet.',
  make: 'Jadikan flashdisk penyelamat',
  renew: 'Perbarui sekarang',
  again: 'Coba lagi',
  by_hand: 'Laci di kotak ini tidak dipasang dari paket, jadi teknisi yang membuatnya:',
  stages: {
    backup: 'Flashdisk penyelamat: menyalin data toko. Jangan dicabut dulu.',
    program: 'Flashdisk penyelamat: menyalin program, lalu membacanya lagi. Jangan dicabut dulu.'
  },
  made: (when: string) => `Flashdisk penyelamat, dibuat ${when}.`,
  made_text: (version: string) =>
    `Berisi Laci ${version}. Data toko di dalamnya diperbarui sendiri setiap kali flashdisk ini terpasang.`,
  old_version: (version: string) =>
    `Programnya masih Laci ${version}, sedangkan kotak ini sudah lebih baru. Perbarui supaya keduanya sama.`,
  old: 'Sudah lama tidak diperbarui. Pengaturan dan printer kotak ini mungkin sudah berubah.',
  failed: 'Flashdisk penyelamat belum jadi.',
  faults: {
    'no-room': (size: string) => `Ruang flashdisknya kurang ${size}. Pakai yang lebih besar.`,
    'no-bundle': 'Laci di kotak ini tidak dipasang dari paket. Sebutkan paketnya dengan --bundle.',
    'program-altered':
      'Ada berkas program di kotak ini yang bukan dari pembuatnya, jadi tidak disalin. Pasang ulang Laci, lalu coba lagi.',
    'bundle-bad':
      'Paket programnya rusak, untuk jenis komputer lain, atau bukan dari pembuat yang dipercaya.',
    backup: 'Data toko belum bisa disalin ke flashdisk ini. Sebabnya ada di daftar tempat cadangan.',
    other: 'Ada gangguan yang tidak terduga. Coba lagi; kalau tetap gagal, lihat catatan kotak.'
  }
}
