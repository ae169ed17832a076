import { wordsIn } from '../../views/words/words.ts'
import type { Secret } from '../demo/seed-shop.ts'
import type { Locale } from '../settings/read-settings.ts'

/** What a restore came to, for the terminal. */
type BroughtBackFacts = Record<'shop' | 'made_at' | 'sha256' | 'owner' | 'owner_password', string> & {
  rows: number
}

/** What the command line says, in both languages. */
const id = {
  help: `Pakai: laci PERINTAH

  start [--demo]                    menyalakan kotak; --demo mengisi toko contoh
  import BERKAS [--dry-run] [--json]  memasukkan daftar barang dari CSV
  export [--what DATA] [--format F] [--period P] [--out TEMPAT]
                                    menulis data toko ke berkas Excel, CSV, atau JSON
  restore-data BERKAS               memulihkan toko dari berkas JSON ke folder kosong
  restore --from TEMPAT --into FOLDER [--to SAAT]
                                    memulihkan toko dari cadangannya, dan membuktikannya
  backup list|verify --from TEMPAT    melihat atau memeriksa isi tempat cadangan
  verify-ledger [--from SEGEL]… [--against TEMPAT]… [--json]
                                    memeriksa apakah buku besar diubah; keluar 0 kalau utuh, 1 kalau diubah
  slip NOMOR [--as text|png|svg|escpos] [--columns 32|48] [--page HALAMAN]
                                    menulis struk sebuah penjualan; HALAMAN: pc858, wpc1252, pc437, ascii, drawn
  printers [--json]                   semua printer, sambungannya, dan keadaannya
  terminals [--json]                  semua kasir: perangkatnya, kapan terakhir terlihat, shiftnya
  terminals revoke KODE               mengeluarkan perangkat sebuah kasir, juga selagi kotak berjalan
  print test [PRINTER]                mencetak halaman tes selagi kotak berhenti
  qris --static KODE --amount N       menulis kode QRIS dengan jumlahnya
  price BERKAS [--json]               menghitung harga sebuah keranjang, dan menjelaskannya
  radar [--json] [--days N]           yang di luar kebiasaan; keluar 0 kalau tidak ada yang baru, 1 kalau ada,
  user list [--json]                  siapa yang bekerja di sini, dan cara masuknya
  user reset NAMA [--pin|--password]  memberi PIN atau sandi baru kepada yang lupa atau terkunci
  backup now                          mengirim cadangan sekarang, oleh kotak yang sedang berjalan
  stick make [FLASHDISK]              membuat flashdisk penyelamat: kotak baru jalan lagi tanpa internet
  backup status [--json]              keadaan cadangan; keluar 0 kalau hijau, 1 kalau kuning atau merah
  tunnel status [--json]              keadaan jalan dari jauh; keluar 0 kalau ada yang tersambung
  update BERKAS|FOLDER                memasang versi baru; --check, --back, --again, --status
  certificates [--json | --pem]       yang dipercaya perangkat toko, dan sidik jarinya; init membuatnya
  doctor [--json] [--support BERKAS]  memeriksa kotak; keluar 0 kalau baik, 1 kalau perlu dilihat, 2 kalau sakit
  --help                            halaman ini

Data ada di folder LACI_DATA (bawaan: data). Alamat: LACI_HOST, LACI_PORT.
Di jaringan toko: LACI_HTTPS_PORT, LACI_HTTP_PORT, LACI_NAMES, LACI_MDNS=off.`,
  unknown_command: (name: string) => `Perintah “${name}” tidak dikenal.`,
  unknown_option: (name: string) => `Pilihan “${name}” tidak dikenal.`,
  running: (url: string) => `Laci siap: ${url}`,
  door: (url: string) => `Pintu pemilik, untuk ujung terowongan: ${url}`,
  trust_first: (url: string) => `Dari perangkat yang baru pertama kali, buka dulu: ${url}`,
  setup_code: (code: string) => `Kode pemasangan dari perangkat lain: ${code}`,
  stopping: 'Menutup kotak…',
  restarts: 'Kotak dinyalakan ulang dengan toko yang dipulihkan…',
  stopped: 'Kotak ditutup. Semua tersimpan.',
  halted: 'Penyimpanan gagal menulis. Kotak berhenti supaya tidak ada penjualan yang hilang; nyalakan lagi.',
  config: (faults: string) => `Pengaturan salah: ${faults}`,
  already_running: (data: string) => `Kotak lain sudah berjalan dengan data di ${data}.`,
  port_taken: (port: number) => `Port ${port} sedang dipakai. Pilih lain dengan LACI_PORT.`,
  certificates_usage: 'Pakai: laci certificates [init | --json | --pem]',
  certificates_none:
    'Belum ada yang dipercaya perangkat. Dibuat saat kotak pertama kali dibuka ke jaringan (LACI_HOST), atau dengan: laci certificates init',
  certificates_fingerprint: (fingerprint: string) => `Sidik jari (SHA-256): ${fingerprint}`,
  certificates_until: (at: string) => `Berlaku sampai ${at}`,
  certificates_left_out: (names: string) =>
    `Belum termasuk: ${names}. Buat kepercayaan baru di Pengaturan, Sambungan aman.`,
  port_forbidden: (port: number) =>
    `Port ${port} tidak boleh dipakai oleh pengguna ini. Pilih yang di atas 1023 dengan LACI_HTTPS_PORT atau LACI_HTTP_PORT.`,
  not_opened: (why: string) => `Basis data tidak bisa dibuka: ${why}`,
  import_usage: 'Pakai: laci import BERKAS [--dry-run] [--json]',
  no_file: (file: string) => `Berkas ${file} tidak bisa dibaca.`,
  box_running: 'Kotak sedang berjalan. Impor lewat layar Barang, atau hentikan kotaknya dulu.',
  dry_run: 'Hanya diperiksa, tidak ada yang berubah.',
  imported: (added: number, changed: number, same: number, refused: number) =>
    `${added} barang baru, ${changed} berubah, ${same} tetap sama, ${refused} baris ditolak.`,
  row: (line: number, sentence: string) => `Baris ${line}: ${sentence}`,
  more_rows: (count: number) => `… dan ${count} catatan lagi (--json menyebut semuanya).`,
  no_shop: (data: string) => `Belum ada toko di ${data}. Atur foldernya dengan LACI_DATA.`,
  export_usage: `Pakai: laci export [--what DATA] [--format F] [--period P | --from HARI --to HARI] [--out BERKAS|FOLDER] [--json]

  --what    everything | sales | refunds | stock | items | customers | days | ledger | settings
  --format  xlsx | csv | json
  --period  today | yesterday | this-week | this-month | last-month | this-year | all

HARI ditulis 2026-11-22. Tanpa pilihan: everything, xlsx, this-month, ke folder exports di data.`,
  exported: (file: string, rows: number) => `${file}: ${rows} baris.`,
  bring_back_usage: 'Pakai: laci restore-data BERKAS [--json]',
  bring_back_running: 'Kotak sedang berjalan. Hentikan dulu, atau pulihkan lewat layar pemasangannya.',
  brought_back: ({ shop, made_at, rows, sha256, owner, owner_password }: BroughtBackFacts) =>
    `${shop} sudah kembali, seperti keadaannya pada ${made_at}: ${rows} baris cocok.
Sidik buku besar: ${sha256}

Masuk sebagai ${owner} dengan sandi ${owner_password} (hanya ditampilkan sekali).
Beri setiap pegawai PIN baru, dan sambungkan lagi setiap kasir dengan nama yang sama.`,
  qris_usage: 'Pakai: laci qris --static KODE|- --amount RUPIAH [--bill NOMOR] [--terminal KASIR] [--json]',
  price_usage: 'Pakai: laci price BERKAS [--json]',
  radar_usage: 'Pakai: laci radar [--json] [--days N]   (N: 1 sampai 366, biasanya 7)',
  tunnel_usage: 'Pakai: laci tunnel status [--json]',
  price_faults: {
    'not-json': () => 'Berkas ini bukan JSON.',
    missing: (place: string) => `${place} belum diisi.`,
    unknown: (place: string) => `${place} tidak dikenal. Mungkin salah ketik.`,
    wrong: (place: string, found: string) => `${place || 'Isi berkasnya'} tidak bisa dipakai: ${found}`
  },
  price_subtotal: 'Subtotal',
  price_service: 'Biaya layanan',
  price_tax_included: (label: string, base: string) => `Termasuk ${label}, DPP ${base}`,
  price_tax_added: (label: string, base: string) => `${label}, DPP ${base}`,
  price_reduced: 'Potongan',
  price_total: 'TOTAL',
  no_sale: (number: string) => `Tidak ada penjualan ${number}.`,
  backup_not_running: 'Kotak tidak sedang berjalan, atau bukan milik pengguna ini.',
  backup_no_places: 'Belum ada tempat cadangan.',
  backup_sent: (name: string) => `${name}: semua sudah sampai`,
  backup_not_sent: (name: string, bytes: number) => `${name}: belum sampai, ${bytes} byte menunggu`,
  backup_light: {
    green: 'HIJAU: cadangan aman',
    yellow: 'KUNING: cadangan perlu dilihat',
    red: 'MERAH: cadangan belum melindungi toko'
  },
  backup_recorded: (at: string) => `Terakhir dicatat: ${at}`,
  backup_states: {
    new: 'menunggu kiriman pertama',
    there: 'lengkap',
    behind: 'tertinggal',
    away: 'tidak terpasang',
    faulty: 'bermasalah',
    paused: 'dijeda',
    unreadable: 'sandinya tidak terbaca'
  },
  backup_place: (name: string, state: string, until: string | null, bytes: number) =>
    `  ${name}: ${state}, berisi sampai ${until ?? '-'}, ${bytes} byte menunggu`,
  demo_day: (day: number, of: number) => `Mengisi toko contoh: hari ke-${day} dari ${of}`,
  demo_ready: (people: string) =>
    `Toko contoh siap. Catat sandi dan PIN ini, hanya ditampilkan sekali:\n\n${people}\n`,
  demo_person: ({ name, role, signs_in_by, secret }: Secret) =>
    `  ${wordsIn('id').staff.roles[role].padEnd(12)} ${name.padEnd(14)} ${signs_in_by === 'pin' ? 'PIN  ' : 'sandi'} ${secret}`,
  demo_refused: 'Data ini sudah berisi toko. Toko contoh hanya untuk folder kosong (atur LACI_DATA).'
}

const en: typeof id = {
  help: `Usage: laci COMMAND

  start [--demo]                    starts the box; --demo fills an example shop
  import FILE [--dry-run] [--json]    brings in a list of items from CSV
  export [--what DATA] [--format F] [--period P] [--out PLACE]
                                    writes the shop's data into a file: Excel, CSV or JSON
  restore-data FILE                 brings a shop back from its JSON file into an empty folder
  restore --from PLACE --into FOLDER [--to MOMENT]
                                    brings the shop back from its backup, and proves it
  backup list|verify --from PLACE     looks at what lies in a backup place, or checks it
  verify-ledger [--from SEAL]… [--against PLACE]… [--json]
                                    says whether the ledger was altered; exits 0 when it is whole, 1 when it was
  slip NUMBER [--as text|png|svg|escpos] [--columns 32|48] [--page PAGE]
                                    writes the slip of a sale; PAGE: pc858, wpc1252, pc437, ascii, drawn
  printers [--json]                   every printer: where it is, and how it fares
  terminals [--json]                  every till: its device, when it was last seen, its shift
  terminals revoke CODE               takes a till's device out, also while the box runs
  print test [PRINTER]                prints the test page while the box is stopped
  qris --static CODE --amount N       writes a QRIS code with the amount in it
  price FILE [--json]                 prices a basket, and explains it
  radar [--json] [--days N]           what is out of the ordinary; exits 0 for nothing new, 1 for something,
  user list [--json]                  who works here, and how each signs in
  user reset NAME [--pin|--password]  gives a new PIN or password to whoever forgot theirs or is locked out
  backup now                          has the running box send the backup now
  stick make [STICK]                  makes a rescue stick: a new box sells again without internet
  backup status [--json]              how it stands with the backup; exits 0 for green, 1 for yellow or red
  tunnel status [--json]              how the ways in from afar fare; exits 0 when one is connected
  update FILE|FOLDER                  installs a new version; --check, --back, --again, --status
  certificates [--json | --pem]       what the shop's devices trust, and its fingerprint; init makes it
  doctor [--json] [--support FILE]    how the box fares; exits 0 for fine, 1 for a look, 2 for trouble
  --help                            this page

Data is in the folder LACI_DATA (default: data). Address: LACI_HOST, LACI_PORT.
In the shop's network: LACI_HTTPS_PORT, LACI_HTTP_PORT, LACI_NAMES, LACI_MDNS=off.`,
  unknown_command: (name) => `There is no command “${name}”.`,
  unknown_option: (name) => `There is no option “${name}”.`,
  running: (url) => `Laci is ready: ${url}`,
  door: (url) => `The owner’s door, for a tunnel’s end: ${url}`,
  trust_first: (url) => `On a device that comes for the first time, open this first: ${url}`,
  setup_code: (code) => `Setup code from another device: ${code}`,
  stopping: 'Closing the box…',
  restarts: 'The box starts again with the restored shop…',
  stopped: 'The box is closed. Everything is saved.',
  halted: 'The disk failed to write. The box stopped so that no sale is lost; start it again.',
  config: (faults) => `These settings are wrong: ${faults}`,
  already_running: (data) => `Another box is running already on the data in ${data}.`,
  port_taken: (port) => `Port ${port} is in use. Choose another with LACI_PORT.`,
  certificates_usage: 'Usage: laci certificates [init | --json | --pem]',
  certificates_none:
    'There is nothing for devices to trust yet. It is made when the box first opens to the network (LACI_HOST), or by: laci certificates init',
  certificates_fingerprint: (fingerprint) => `Fingerprint (SHA-256): ${fingerprint}`,
  certificates_until: (at) => `Valid until ${at}`,
  certificates_left_out: (names) =>
    `Not covered: ${names}. Make a new authority in Settings, Secure connection.`,
  port_forbidden: (port) =>
    `This user may not take port ${port}. Choose one above 1023 with LACI_HTTPS_PORT or LACI_HTTP_PORT.`,
  not_opened: (why) => `The database cannot be opened: ${why}`,
  import_usage: 'Usage: laci import FILE [--dry-run] [--json]',
  no_file: (file) => `The file ${file} cannot be read.`,
  box_running: 'The box is running. Import on the Items page, or stop the box first.',
  dry_run: 'Only checked; nothing has changed.',
  imported: (added, changed, same, refused) =>
    `${added} new items, ${changed} changed, ${same} as they were, ${refused} rows refused.`,
  row: (line, sentence) => `Row ${line}: ${sentence}`,
  more_rows: (count) => `… and ${count} more remarks (--json names them all).`,
  no_shop: (data) => `There is no shop in ${data} yet. Say which folder with LACI_DATA.`,
  export_usage: `Usage: laci export [--what DATA] [--format F] [--period P | --from DAY --to DAY] [--out FILE|FOLDER] [--json]

  --what    everything | sales | refunds | stock | items | customers | days | ledger | settings
  --format  xlsx | csv | json
  --period  today | yesterday | this-week | this-month | last-month | this-year | all

A DAY is written 2026-11-22. If nothing is said: everything, xlsx, this-month, into the folder exports of the data.`,
  exported: (file, rows) => `${file}: ${rows} rows.`,
  bring_back_usage: 'Usage: laci restore-data FILE [--json]',
  bring_back_running: 'The box is running. Stop it first, or restore on its setup page.',
  brought_back: ({ shop, made_at, rows, sha256, owner, owner_password }) =>
    `${shop} is back, as it was at ${made_at}: ${rows} rows agree.
Fingerprint of the ledger: ${sha256}

Sign in as ${owner} with the password ${owner_password} (shown only once).
Give everyone a new PIN, and pair every till again under its old name.`,
  qris_usage: 'Usage: laci qris --static CODE|- --amount RUPIAH [--bill NUMBER] [--terminal TILL] [--json]',
  radar_usage: 'Usage: laci radar [--json] [--days N]   (N: 1 to 366, usually 7)',
  price_usage: 'Usage: laci price FILE [--json]',
  tunnel_usage: 'Usage: laci tunnel status [--json]',
  price_faults: {
    'not-json': () => 'This file is not JSON.',
    missing: (place) => `${place} is missing.`,
    unknown: (place) => `${place} is not known. A slip of the pen, perhaps.`,
    wrong: (place, found) => `${place || 'What the file holds'} cannot be used: ${found}`
  },
  price_subtotal: 'Subtotal',
  price_service: 'Service charge',
  price_tax_included: (label, base) => `Includes ${label}, base ${base}`,
  price_tax_added: (label, base) => `${label}, base ${base}`,
  price_reduced: 'Taken off',
  price_total: 'TOTAL',
  no_sale: (number) => `There is no sale ${number}.`,
  backup_not_running: 'The box is not running, or belongs to another user.',
  backup_no_places: 'There is no place for the backup yet.',
  backup_sent: (name) => `${name}: everything is there`,
  backup_not_sent: (name, bytes) => `${name}: not there yet, ${bytes} bytes waiting`,
  backup_light: {
    green: 'GREEN: the backup is safe',
    yellow: 'YELLOW: the backup needs a look',
    red: 'RED: the backup does not protect the shop yet'
  },
  backup_recorded: (at) => `Last recorded: ${at}`,
  backup_states: {
    new: 'waiting for its first delivery',
    there: 'complete',
    behind: 'behind',
    away: 'not plugged in',
    faulty: 'in trouble',
    paused: 'paused',
    unreadable: 'its password can’t be read'
  },
  backup_place: (name, state, until, bytes) =>
    `  ${name}: ${state}, holds all up to ${until ?? '-'}, ${bytes} bytes waiting`,
  demo_day: (day, of) => `Filling the example shop: day ${day} of ${of}`,
  demo_ready: (people) =>
    `The example shop is ready. Note these passwords and PINs, they are shown only once:\n\n${people}\n`,
  demo_person: ({ name, role, signs_in_by, secret }) =>
    `  ${wordsIn('en').staff.roles[role].padEnd(12)} ${name.padEnd(14)} ${signs_in_by === 'pin' ? 'PIN     ' : 'password'} ${secret}`,
  demo_refused: 'This data already holds a shop. The example needs an empty folder (set LACI_DATA).'
}

export type CliWords = typeof id

/** The language of the terminal; Indonesian unless it says otherwise. */
export function cliLocale(env: Record<string, string | undefined>): Locale {
  const language = env['LC_ALL'] || env['LANG'] || ''
  return /^(en|C\.UTF-8$)/.test(language) ? 'en' : 'id'
}

/** The sentences in the language of the terminal. */
export function cliWords(env: Record<string, string | undefined>): CliWords {
  return cliLocale(env) === 'en' ? en : id
}
