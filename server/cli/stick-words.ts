import { cliLocale } from './words.ts'

/** What the command line says of rescue sticks, in both languages. */
const id = {
  usage: `Pakai: laci stick make [FLASHDISK] [--bundle BERKAS]… [--keys BERKAS] [--json]

  Menjadikan flashdisk yang terpasang penyelamat: program, cadangan terkunci, dan pengaturan kotak ini.
  Komputer Debian kosong menjadi kotak ini lagi dengan: sh RESTORE

  FLASHDISK  foldernya, kalau yang terpasang lebih dari satu
  --bundle   paket program dari berkas; bawaan: program yang terpasang di kotak ini
  --keys     kunci publik pembuat paket itu; bawaan: yang dipercaya kotak ini`,
  'no-stick':
    'Tidak ada flashdisk yang terpasang. Colok satu, tunggu beberapa detik, lalu ulangi. Yang Anda pasang sendiri harus di folder di bawah /mnt atau /media, misalnya /mnt/stik, bukan di /mnt itu.',
  'several-sticks': 'Lebih dari satu flashdisk terpasang. Sebutkan foldernya: laci stick make /media/…',
  stages: { backup: 'Menyalin data toko', program: 'Menyalin program, lalu membacanya lagi' },
  percent: (stage: string, percent: number) => `${stage}: ${percent}%`,
  made: (path: string, version: string) =>
    `Flashdisk penyelamat di ${path} sudah jadi dan terbaca utuh (Laci ${version}). Boleh dicabut.`,
  no_rescue: (path: string) => `Di ${path} tidak ada flashdisk penyelamat yang utuh.`,
  passphrase_missing: 'Frasa sandi belum diisi (LACI_PASSPHRASE).',
  title: 'TOKO SUDAH KEMBALI',
  shop: 'Toko',
  last_sale: 'Penjualan terakhir',
  last_sale_none: 'belum ada',
  until: 'Tersimpan sampai',
  until_text: (moment: string, gap: string) => `${moment}, ${gap} sebelum dipulihkan`,
  gap_text: [
    'Yang dijual di kotak lama sesudah itu tidak ada di sini. Cocokkan dengan struk',
    'terakhir yang Anda pegang; kalau ada yang kurang, masukkan lagi di kasir.'
  ],
  sales: 'Jumlah penjualan',
  head: 'Segel buku besar',
  address: 'Alamat untuk berjualan',
  printers: 'Printer',
  printer_there: 'terpasang',
  printer_missing:
    'TIDAK DITEMUKAN. Colok dan nyalakan; kalau ini printer lain, pilih lagi di Pengaturan, Printer.',
  printer_far: 'tidak diperiksa dari sini',
  printer_new: 'terpasang, belum dipakai toko ini',
  tunnels: (ways: string) =>
    `Jalan dari jauh di kotak lama: ${ways}. Kuncinya sengaja tidak dibawa. Pasang lagi: sudo /opt/laci/scripts/tunnel/setup`,
  host_changed:
    'Alamat jaringan kotak lama tidak ada di komputer ini, jadi Laci menjawab di semua alamatnya.',
  certificate_file: 'SERTIFIKAT-PULIH',
  kept: (files: string) => `Sertifikat ini disimpan juga di: ${files}`,
  not_on_stick: 'Flashdisknya tidak bisa ditulisi, jadi sertifikat ini tidak ada di sana.'
}

const en: typeof id = {
  usage: `Usage: laci stick make [STICK] [--bundle FILE]… [--keys FILE] [--json]

  Makes a plugged-in stick a rescue stick: the program, the locked backup and the settings of this box.
  A bare Debian computer becomes this box again by: sh RESTORE

  STICK     its folder, when more than one is plugged in
  --bundle  a bundle of the program from a file; default: the program installed on this box
  --keys    public keys that may have signed the bundle; default: those this box trusts`,
  'no-stick':
    'No stick is plugged in. Plug one in, wait a few seconds, and try again. One that you mount yourself must be in a folder below /mnt or /media, such as /mnt/stick, not at /mnt itself.',
  'several-sticks': 'More than one stick is plugged in. Name its folder: laci stick make /media/…',
  stages: { backup: 'Copying the shop’s data', program: 'Copying the program and reading it back' },
  percent: (stage, percent) => `${stage}: ${percent}%`,
  made: (path, version) =>
    `The rescue stick at ${path} is made and read back whole (Laci ${version}). It may be pulled.`,
  no_rescue: (path) => `There is no whole rescue stick at ${path}.`,
  passphrase_missing: 'Give the passphrase in LACI_PASSPHRASE.',
  title: 'THE SHOP IS BACK',
  shop: 'Shop',
  last_sale: 'Last sale',
  last_sale_none: 'none yet',
  until: 'Kept until',
  until_text: (moment, gap) => `${moment}, ${gap} before it was restored`,
  gap_text: [
    'What the old box sold after that is not here. Compare it with the last slip you',
    'have; if something is missing, enter it again at the till.'
  ],
  sales: 'Sales in all',
  head: 'Seal of the ledger',
  address: 'Sell at',
  printers: 'Printers',
  printer_there: 'plugged in',
  printer_missing:
    'NOT FOUND. Plug it in and switch it on; if it is another one, choose it in Settings, Printers.',
  printer_far: 'not looked at from here',
  printer_new: 'plugged in, not used by this shop yet',
  tunnels: (ways) =>
    `Ways in from afar on the old box: ${ways}. Their keys are left behind on purpose. Set up again: sudo /opt/laci/scripts/tunnel/setup`,
  host_changed: 'This computer does not have the old box’s network address, so Laci answers at all it has.',
  certificate_file: 'RESTORED',
  kept: (files) => `This certificate is kept in: ${files}`,
  not_on_stick: 'The stick can’t be written to, so this certificate is not on it.'
}

export type StickWords = typeof id

export function stickWords(env: Record<string, string | undefined>): StickWords {
  return cliLocale(env) === 'en' ? en : id
}
