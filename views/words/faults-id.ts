/** Yang dikatakan kotak kalau penyimpanan, jam, atau basis datanya bermasalah. */
export const faults = {
  ailing: {
    kept: 'Penjualan yang sudah tercatat aman. Yang belum terjawab tetap tersimpan di layar kasir dan dikirim lagi sendiri.',
    by_itself: 'Kotak terus mencoba. Begitu penyimpanannya pulih, layar ini kembali sendiri.',
    full: {
      title: 'Penyimpanan kotak penuh',
      why: 'Tidak ada ruang lagi untuk mencatat penjualan, jadi kotak belum bisa menyala.',
      act: 'Panggil teknisi untuk mengosongkan ruang di kotak.'
    },
    'read-only': {
      title: 'Penyimpanan kotak terkunci',
      why: 'Sistem hanya mengizinkan membaca, biasanya karena ada kesalahan di disk. Penjualan tidak bisa dicatat.',
      act: 'Panggil teknisi untuk memeriksa disk. Catat penjualan di kertas dulu.'
    },
    failing: {
      title: 'Penyimpanan kotak bermasalah',
      why: 'Disk tidak menyimpan yang ditulis kepadanya. Kotak tidak berjualan supaya tidak ada penjualan yang hilang.',
      act: 'Panggil teknisi untuk memeriksa disk. Catat penjualan di kertas dulu.'
    },
    damaged: {
      title: 'Basis data toko rusak',
      why: 'Berkas toko tidak bisa dibaca lagi, jadi kotak tidak bisa menyala.',
      act: 'Panggil teknisi untuk memulihkan toko dari cadangan: laci restore. Jangan hapus apa pun.'
    }
  },
  clock: {
    title: 'Jam kotak',
    behind: (by: string) => `Jam kotak mundur ${by} dari catatan terakhir.`,
    ahead: (by: string) => `Jam kotak maju ${by} dari catatan terakhir.`,
    shows: (now: string) => `Sekarang kotak menunjukkan ${now}.`,
    goes_on:
      'Berjualan tetap jalan, nomor struk tetap urut, dan hari toko tidak mundur. Tetapi jam di struk bisa salah.',
    act: 'Kalau jam itu benar, tekan tombol ini. Kalau salah, minta teknisi membetulkan jam kotak.',
    confirm: 'Jamnya benar',
    minutes: (count: string) => `${count} menit`,
    hours: (count: string) => `${count} jam`,
    days: (count: string) => `${count} hari`
  }
}
