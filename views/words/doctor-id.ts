import type { CheckName } from '../../server/doctor/checks.ts'
import type { Unmeasured, Verdict } from '../../server/doctor/finding.ts'
import { type CheckWords, doctor_machine, type WordsOf } from './doctor-machine-id.ts'
import { doctor_shop } from './doctor-shop-id.ts'

const checks: WordsOf<CheckName> = { ...doctor_machine, ...doctor_shop }

const unmeasured: CheckWords<Unmeasured> = {
  title: '',
  says: {
    too_long: ({ seconds = 0 }, say) => `Tidak bisa diukur dalam ${say.figure(seconds)} detik.`,
    broke: ({ code = '' }) => `Tidak bisa diperiksa (${code}).`
  },
  remedies: {
    too_long: () =>
      'Sesuatu tidak menjawab: disk yang macet atau drive jaringan yang putus. Periksa lagi; kalau tetap, panggil teknisi.',
    broke: () => 'Periksa lagi. Kalau tetap, kirim berkas bantuan ke teknisi.'
  }
}

/** What the doctor says. */
export const doctor = {
  title: 'Dokter kotak',
  intro: 'Memeriksa kotak ini satu per satu: apa hasilnya, dan apa yang perlu dilakukan.',
  looking: (left: string) => `Sedang memeriksa, ${left} lagi…`,
  waits: 'Menunggu giliran…',
  under_way: 'Sedang diukur…',
  as_of: (when: string) => `Diperiksa ${when}`,
  all_well: 'Kotaknya sehat',
  some_watch: (count: string) => `${count} hal perlu dilihat`,
  some_bad: (count: string) => `${count} hal harus dibereskan sekarang`,
  again: 'Periksa lagi',
  print: 'Cetak',
  copy: 'Salin hasilnya',
  copied: 'Tersalin',
  as_text: 'Hasil sebagai teks, untuk dikirim lewat WhatsApp',
  support: 'Unduh berkas bantuan',
  support_hint:
    'Untuk teknisi: hasil di atas, versi, jumlah baris, dan catatan kesalahan. Tanpa nama, nomor telepon, barang, uang, atau sandi. Bisa dibaca dulu sebelum dikirim.',
  support_about:
    'Berkas bantuan Laci. Di dalamnya tidak ada nama, nomor telepon, barang, uang, atau sandi; baca dulu sebelum dikirim.',
  open: 'Buka halamannya',
  remedy: 'Yang perlu dilakukan',
  verdicts: {
    good: 'Baik',
    watch: 'Perlu dilihat',
    bad: 'Bereskan sekarang',
    unknown: 'Tidak diketahui'
  } satisfies Record<Verdict, string>,
  today_bad: (count: string) => `Kotak ini sakit: ${count} hal harus dibereskan sekarang`,
  today_open: 'Lihat dokter',
  place_faults: { behind: 'tertinggal lebih dari sehari' } as Record<string, string>,
  checks,
  unmeasured
}
