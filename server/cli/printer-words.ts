import { cliLocale } from './words.ts'

/** What the command line says of printers, in both languages. */
const id = {
  printers_usage: 'Pakai: laci printers [--json]',
  print_usage: `Pakai: laci print test [PRINTER]

PRINTER adalah nama atau id printer; boleh kosong kalau printernya hanya satu.`,
  heads: ['PRINTER', 'SAMBUNGAN', 'KEADAAN', 'MENUNGGU', 'RAGU', 'TERAKHIR MENCETAK', 'KASIR'],
  none: 'Belum ada printer.',
  which: (names: string) => `Printer yang mana? ${names}`,
  no_printer: (asked: string, names: string) => `Tidak ada printer ${asked}. Yang ada: ${names}`,
  on_screen: (name: string) => `${name} adalah printer di layar: tidak ada yang dicetak.`,
  box_running: (path: string) =>
    `Kotak sedang berjalan, dan hanya kotak yang boleh memakai printernya. Buka ${path} di kotak, atau hentikan kotaknya dulu.`,
  printed: (name: string) => `${name}: halaman tes tercetak, kata printernya sendiri.`,
  sent: (name: string) => `${name}: halaman tes terkirim. Printer ini tidak memberi kabar, lihat kertasnya.`,
  not_printed: (name: string, why: string) => `${name}: tidak ada yang dicetak, ${why}.`,
  cut_off: (name: string, why: string) => `${name}: ${why}. Lihat kertasnya, mungkin hanya sebagian.`
}

const en: typeof id = {
  printers_usage: 'Usage: laci printers [--json]',
  print_usage: `Usage: laci print test [PRINTER]

PRINTER is a printer's name or id; not needed where there is only one.`,
  heads: ['PRINTER', 'WHERE', 'STATE', 'WAITING', 'UNCERTAIN', 'LAST PRINTED', 'TILLS'],
  none: 'There is no printer yet.',
  which: (names) => `Which printer? ${names}`,
  no_printer: (asked, names) => `There is no printer ${asked}. There are: ${names}`,
  on_screen: (name) => `${name} is a printer on the screen: nothing is printed.`,
  box_running: (path) =>
    `The box is running, and it alone may use its printers. Open ${path} on the box, or stop the box first.`,
  printed: (name) => `${name}: the test page is printed, as the printer says itself.`,
  sent: (name) => `${name}: the test page was sent. This printer never says how it is, look at the paper.`,
  not_printed: (name, why) => `${name}: nothing was printed, ${why}.`,
  cut_off: (name, why) => `${name}: ${why}. Look at the paper, it may be cut short.`
}

/** The sentences in the language of the terminal. */
export function printerWords(env: Record<string, string | undefined>): typeof id {
  return cliLocale(env) === 'en' ? en : id
}
