import { cliLocale } from './words.ts'

/** What the command line says of tills, in both languages. */
const id = {
  usage: `Pakai: laci terminals [--json]
       laci terminals revoke KODE

KODE adalah kode kasir, misalnya K2.`,
  heads: ['KASIR', 'NAMA', 'LETAK', 'PRINTER', 'PERANGKAT', 'TERAKHIR TERLIHAT', 'MASUK', 'SHIFT SEJAK'],
  none: 'Belum ada kasir.',
  no_device: 'dikeluarkan',
  no_till: (code: string) => `Tidak ada kasir ${code}.`,
  out_already: (code: string) => `${code} memang sedang tanpa perangkat.`,
  taken_out: (code: string) =>
    `Perangkat ${code} dikeluarkan. Shift dan nomor struknya tetap; beri perangkat lain di halaman Perangkat kasir.`,
  not_heard:
    'Kotak sedang berjalan tapi tidak menjawab. Coba lagi, atau keluarkan lewat halaman Perangkat kasir.'
}

const en: typeof id = {
  usage: `Usage: laci terminals [--json]
       laci terminals revoke CODE

CODE is a till's code, such as K2.`,
  heads: ['TILL', 'NAME', 'PLACE', 'PRINTER', 'DEVICE', 'LAST SEEN', 'SIGNED IN', 'SHIFT SINCE'],
  none: 'There is no till yet.',
  no_device: 'taken out',
  no_till: (code) => `There is no till ${code}.`,
  out_already: (code) => `${code} has no device as it is.`,
  taken_out: (code) =>
    `The device of ${code} was taken out. Its shift and receipt numbers stay; give it another device on the Tills page.`,
  not_heard: 'The box runs but does not answer. Try again, or take it out on the Tills page.'
}

/** The sentences in the language of the terminal. */
export function terminalWords(env: Record<string, string | undefined>): typeof id {
  return cliLocale(env) === 'en' ? en : id
}
