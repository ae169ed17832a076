import { cliLocale } from './words.ts'

/** What `laci doctor` says besides what it finds. */
const id = {
  usage: `Pakai: laci doctor [--json] [--support BERKAS [--log CATATAN]]

  --support  menulis berkas bantuan untuk teknisi: tanpa nama, nomor telepon, barang, uang, atau sandi
  --log      catatan untuk berkas itu kalau kotak tidak boleh membacanya sendiri; - berarti dari pipa:
             sudo journalctl -u laci -n 300 -o json | sudo laci doctor --support BERKAS --log -

Keluar 0 kalau baik, 1 kalau ada yang perlu dilihat, 2 kalau ada yang harus dibereskan sekarang.`,
  support_written: (file: string) => `Berkas bantuan: ${file}. Bisa dibaca dulu sebelum dikirim.`,
  not_written: (file: string, why: string) => `Berkas ${file} tidak bisa ditulis (${why}).`,
  no_log: (file: string) => `Catatan ${file} tidak bisa dibaca.`
}

const en: typeof id = {
  usage: `Usage: laci doctor [--json] [--support FILE [--log LINES]]

  --support  writes the support file for a technician: no names, telephone numbers, goods, money or passwords
  --log      log lines for that file, where the box may not read them itself; - takes them from a pipe:
             sudo journalctl -u laci -n 300 -o json | sudo laci doctor --support FILE --log -

Exits 0 when all is fine, 1 when something wants a look, 2 when something must be put right now.`,
  support_written: (file) => `Support file: ${file}. Read it before you send it, if you like.`,
  not_written: (file, why) => `The file ${file} cannot be written (${why}).`,
  no_log: (file) => `The log ${file} cannot be read.`
}

export function doctorWords(env: Record<string, string | undefined>): typeof id {
  return cliLocale(env) === 'id' ? id : en
}
