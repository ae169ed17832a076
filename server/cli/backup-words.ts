import { cliLocale } from './words.ts'

/** What the command line says of the backup, in both languages. */
const id = {
  restore_usage: `Pakai: laci restore --from TEMPAT --into FOLDER [--to SAAT] [--partial] [--key BERKAS] [--store TOKO] [--json]
       laci restore --from TEMPAT --prove-only [--into FOLDER] [--to SAAT] …

  --from    folder atau flashdisk, berkas JSON berisi alamat, atau nama tempat cadangan toko di LACI_DATA
  --to      latest (bawaan), waktu seperti "2026-11-22 14:05", nomor urut, atau titik bernama
  --into    folder data baru; sesudahnya: LACI_DATA=FOLDER laci start
  --partial kalau saat itu tidak tercapai, pulihkan sejauh yang bisa

Frasa sandi atau kode pemulihan dibaca dari LACI_PASSPHRASE, atau ditanyakan.`,
  backup_usage: `Pakai: laci backup now | status [--json]
       laci backup list|verify --from TEMPAT [--key BERKAS] [--store TOKO] [--json]
       laci backup archive --year TAHUN --out FOLDER`,
  archive_usage: 'Pakai: laci backup archive --year TAHUN --out FOLDER',
  archived: (path: string, megabytes: string, mark: string) =>
    `Arsip ditulis: ${path} (${megabytes} MB). Arsip ini tidak dikunci; simpan di tempat terkunci.\nSidik kunci toko: ${mark}`,
  passphrase: 'Frasa sandi atau kode pemulihan: ',
  passphrase_needed: 'Isi frasa sandi atau kode pemulihan di LACI_PASSPHRASE.',
  no_place: (from: string) => `Tidak ada folder, flashdisk, atau tempat cadangan bernama ${from}.`,
  unreadable_time: (to: string) => `“${to}” bukan waktu, nomor urut, atau titik yang dikenal.`,
  into_taken: (into: string) => `Di ${into} sudah ada toko. Pilih folder lain: yang ada tidak ditimpa.`,
  progress: (percent: number, segments: number, of: number) => `${percent}% · ${segments}/${of} bagian`,
  restored: (into: string) => `Toko sudah kembali di ${into}. Nyalakan: LACI_DATA=${into} laci start`,
  kept_partly: 'Tambahkan --partial untuk memulihkan sampai saat itu.',
  shop: (store_id: string, until: string) => `Toko ${store_id}, cadangan terakhir ${until}`,
  holds: (files: number, megabytes: string, snapshots: number, generations: number) =>
    `  ${files} berkas, ${megabytes} MB, ${snapshots} potret lengkap, ${generations} rangkaian`,
  point: (moment: string, label: string, point_id: string) => `  titik ${moment}  ${label}  (${point_id})`,
  gap: (from: number, to: number, generation: string) =>
    `Bagian ${from} sampai ${to} dari ${generation} tidak ada.`,
  verified: (files: number, segments: number, is_opened: boolean) =>
    `${files} berkas dibaca, ${segments} bagian, semuanya utuh${is_opened ? ' dan terbuka' : ''}.`,
  verified_bad: (faults: number, files: number) => `${faults} dari ${files} berkas bermasalah.`
}

const en: typeof id = {
  restore_usage: `Usage: laci restore --from PLACE --into FOLDER [--to MOMENT] [--partial] [--key FILE] [--store SHOP] [--json]
       laci restore --from PLACE --prove-only [--into FOLDER] [--to MOMENT] …

  --from    a folder or stick, a JSON file with an address, or the name of a backup place of the shop in LACI_DATA
  --to      latest (the default), a time such as "2026-11-22 14:05", a number, or a named point
  --into    a new data folder; afterwards: LACI_DATA=FOLDER laci start
  --partial if that moment can't be reached, restore as far as it goes

The passphrase or recovery code is read from LACI_PASSPHRASE, or asked for.`,
  backup_usage: `Usage: laci backup now | status [--json]
       laci backup list|verify --from PLACE [--key FILE] [--store SHOP] [--json]
       laci backup archive --year YEAR --out FOLDER`,
  archive_usage: 'Usage: laci backup archive --year YEAR --out FOLDER',
  archived: (path, megabytes, mark) =>
    `Archive written: ${path} (${megabytes} MB). It is not locked; keep it under lock and key.\nFingerprint of the shop's key: ${mark}`,
  passphrase: 'Passphrase or recovery code: ',
  passphrase_needed: 'Give the passphrase or recovery code in LACI_PASSPHRASE.',
  no_place: (from) => `There is no folder, stick or backup place called ${from}.`,
  unreadable_time: (to) => `“${to}” is no time, no number and no point that is known.`,
  into_taken: (into) => `There is a shop in ${into} already. Choose another folder: nothing is overwritten.`,
  progress: (percent, segments, of) => `${percent}% · ${segments}/${of} segments`,
  restored: (into) => `The shop is back in ${into}. Start it: LACI_DATA=${into} laci start`,
  kept_partly: 'Add --partial to restore up to then.',
  shop: (store_id, until) => `Shop ${store_id}, last backed up ${until}`,
  holds: (files, megabytes, snapshots, generations) =>
    `  ${files} files, ${megabytes} MB, ${snapshots} whole snapshots, ${generations} generations`,
  point: (moment, label, point_id) => `  point ${moment}  ${label}  (${point_id})`,
  gap: (from, to, generation) => `Segments ${from} to ${to} of ${generation} are not there.`,
  verified: (files, segments, is_opened) =>
    `${files} files read, ${segments} segments, all of them sound${is_opened ? ' and opened' : ''}.`,
  verified_bad: (faults, files) => `Something is wrong with ${faults} of ${files} files.`
}

/** The sentences in the language of the terminal. */
export function backupWords(env: Record<string, string | undefined>): typeof id {
  return cliLocale(env) === 'en' ? en : id
}
