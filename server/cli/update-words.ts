import { cliLocale } from './words.ts'

/** What the command line says of updates, in both languages. */
const id = {
  usage: `Pakai: laci update BERKAS|FOLDER [--older]   memasang versi dari paket, atau yang terbaru di sebuah folder
       laci update --check [BERKAS|FOLDER]  memeriksa paket saja
       laci update --back [--lose]          kembali ke versi sebelumnya
       laci update --again                  memasang lagi versi yang tadi ditinggalkan
       laci update --status [--json]        keadaan pembaruan`,
  fits: (version: string, path: string) =>
    `Versi ${version} utuh, ditandatangani, dan untuk komputer ini: ${path}`,
  nothing: (folder: string) => `Tidak ada paket untuk komputer ini di ${folder}.`,
  nowhere: 'Tidak ada paket di flashdisk yang tercolok atau di kotak ini.',
  would_lose: ({ sales, others }: { sales: number; others: number }) =>
    `Sejak versi ini dipakai ada ${sales} penjualan dan ${others} kejadian lain yang tidak bisa dibaca versi lama. Semuanya akan disisihkan ke folder update. Kalau memang itu yang dimau: laci update --back --lose`,
  none_since: 'Belum ada pembaruan di kotak ini.',
  not_begun:
    'Permintaan sudah dicatat, tetapi layanan pembaruan tidak mulai. Lihat: systemctl status laci-update.path'
}

const en: typeof id = {
  usage: `Usage: laci update FILE|FOLDER [--older]   installs a version from its package, or the newest in a folder
       laci update --check [FILE|FOLDER]  only checks the package
       laci update --back [--lose]        goes back to the version before
       laci update --again                installs the version again that was left
       laci update --status [--json]      how it stands with updates`,
  fits: (version, path) => `Version ${version} is whole, signed, and for this computer: ${path}`,
  nothing: (folder) => `There is no package for this computer in ${folder}.`,
  nowhere: 'There is no package on a plugged stick or on this box.',
  would_lose: ({ sales, others }) =>
    `Since this version came, ${sales} sales and ${others} other things happened that the old one can’t read. All of it would be set aside in the folder update. If that is what you want: laci update --back --lose`,
  none_since: 'There was no update on this box yet.',
  not_begun:
    'The request is noted, but the update service does not begin. See: systemctl status laci-update.path'
}

/** The sentences in the language of the terminal. */
export function updateWords(env: Record<string, string | undefined>): typeof id {
  return cliLocale(env) === 'en' ? en : id
}
