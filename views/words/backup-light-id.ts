import type { ReminderCode } from '../../server/backup/light/judge-light.ts'

/** How it stands with the backup, in one sentence, and what the owner is reminded of. */
export const backup_light = {
  title: 'Cadangan',
  good: 'Aman',
  look: 'Perlu dilihat',
  bad: 'Bahaya',
  proven: (when: string, place: string) => `Terbukti pulih ${when} dari ${place}`,
  not_proven: 'Belum pernah terbukti pulih',
  lost: (count: string) => `kalau kotak hilang sekarang, yang hilang ${count} penjualan`,
  lost_all: 'kalau kotak hilang sekarang, semuanya hilang',
  this_morning: (time: string) => `pagi ini ${time}`,
  this_noon: (time: string) => `siang ini ${time}`,
  this_evening: (time: string) => `malam ini ${time}`,
  yesterday: (time: string) => `kemarin ${time}`,
  nothing_to_do: 'Tidak ada yang perlu dibereskan.',
  put_off: 'Ingatkan besok',
  was_put_off: (count: number) => `Ditunda sampai besok: ${count}`,
  others: (count: number) => `${count} hal lain`,
  to_do: (count: number) => `${count} hal perlu dibereskan`,
  open: 'Lihat cadangan',
  reminders: {
    'database-damaged': () =>
      'Data di kotak rusak dan tidak dicadangkan lagi, supaya cadangan tetap utuh. Pulihkan dari cadangan sekarang.',
    'ledger-altered': () =>
      'Ada yang mengubah buku besar dari luar Laci. Lihat catatan yang mana, dan jangan ubah apa pun.',
    'not-recorded': () =>
      'Penjualan tidak tercatat ke cadangan karena penyimpanan kotak penuh atau bermasalah. Kosongkan ruang atau panggil teknisi.',
    'nothing-safe': (_name: string, count: string) =>
      `Sudah ${count} jam tidak ada tempat cadangan yang menerima penjualan. Periksa internet atau colokkan flashdisk.`,
    'proof-failed': (name: string) =>
      `Cadangan di ${name} dicoba dipulihkan dan ternyata tidak cocok. Kirim ulang semuanya ke sana.`,
    fenced: (name: string) =>
      `Kotak lain sudah menggantikan kotak ini di ${name}. Kotak ini berhenti mengirim ke sana; pakai hanya satu kotak.`,
    'no-place': () =>
      'Belum ada tempat cadangan di luar kotak. Pilih satu: flashdisk, komputer lain, atau internet.',
    'one-place': (name: string) =>
      `Cadangan baru di satu tempat, ${name}. Tambah satu lagi, jangan di ruangan yang sama.`,
    'never-proven': () =>
      'Belum ada cadangan yang dicoba dipulihkan. Laci mencobanya sendiri setiap malam; bisa juga sekarang.',
    'proof-old': (_name: string, count: string) =>
      `Sudah ${count} hari tidak ada cadangan yang terbukti pulih. Biarkan kotak menyala malam ini, atau buktikan sekarang.`,
    behind: (name: string, count: string) =>
      `${name} tertinggal ${count} jam. Periksa apakah tempat itu menyala dan tersambung.`,
    'stick-away': (name: string, count: string) => `Flashdisk ${name} sudah ${count} hari tidak dicolokkan.`,
    'place-faulty': (name: string) =>
      `${name} menolak kiriman cadangan. Periksa alamat, sandi, dan sambungannya.`,
    'all-paused': () => 'Semua tempat cadangan sedang dijeda, jadi tidak ada yang dikirim keluar kotak.',
    'stored-damaged': (name: string) =>
      `Ada berkas cadangan yang rusak di ${name}. Tempat itu mungkin mulai rusak; siapkan penggantinya.`,
    'foreign-writer': (name: string) =>
      `Ada kotak lain yang juga mencadangkan toko ini ke ${name}. Matikan salah satu.`,
    'place-full': (name: string) =>
      `${name} hampir penuh. Kosongkan ruang di sana atau ganti dengan yang lebih besar.`,
    'disk-full': (_name: string, count: string) =>
      `Penyimpanan kotak tinggal ${count} MB. Minta teknisi mengosongkannya.`,
    'disk-out': () =>
      'Penyimpanan kotak habis, jadi penjualan baru ditahan. Minta teknisi mengosongkan ruang; setelah itu kotak menjual lagi sendiri.',
    'page-damaged': () =>
      'Sebagian data toko rusak di disk kotak. Cadangan masih menyimpannya: pulihkan toko, lalu ganti disknya.',
    'no-passphrase': () =>
      'Cadangan belum punya frasa sandi. Tanpa itu, cadangan tidak bisa dibuka di kotak baru.',
    'no-sheet': () =>
      'Lembar pemulihan belum dicetak dan disimpan. Kalau frasa sandinya lupa, hanya lembar itu yang menolong.'
  } satisfies Record<ReminderCode, (name: string, count: string) => string>,
  actions: {
    'no-place': 'Pilih tempat',
    'one-place': 'Tambah tempat',
    'no-passphrase': 'Buat frasa sandi',
    'no-sheet': 'Cetak lembar',
    'page-damaged': 'Pulihkan toko'
  }
}
