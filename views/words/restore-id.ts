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
  cancelled: () => 'Pemulihan dihentikan.'
}

/** Bringing the shop back. */
export const restore = {
  faults,
  nothing_there: 'Tidak ada cadangan Laci di tempat ini.',
  nothing_reached: 'Tidak ada yang bisa dipulihkan dari tempat ini.',
  not_found: 'Cadangan di tempat ini tidak sampai ke saat itu.',
  until: (moment: string) => `Toko bisa dipulihkan sampai ${moment}.`
}
