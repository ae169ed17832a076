import { cliLocale } from './words.ts'

const AFTER_SECRET = {
  id: 'Kunci karena salah tebak dibuka, dan semua perangkat yang masuk dengan nama itu keluar.',
  en: 'The lock after wrong tries is lifted, and every device signed in by that name is signed out.'
}

/** What the command line says of the people who work here, in both languages. */
const id = {
  usage: `Pakai: laci user list [--json]
       laci user reset NAMA [--pin | --password | --second-step]

NAMA boleh juga id-nya. Tanpa pilihan: PIN, kecuali orangnya hanya punya sandi.
PIN atau sandi yang baru diketik di terminal tanpa terlihat, atau dibaca dari masukan baku.
--second-step mematikan langkah kedua orang yang kehilangan HP dan kode pemulihannya.`,
  heads: ['NAMA', 'PERAN', 'PIN', 'SANDI', 'HAK KHUSUS', 'ID'],
  yes: 'ada',
  no: '-',
  none: 'Belum ada orang di toko ini.',
  unknown: (asked: string, names: string) => `Tidak ada ${asked}. Yang bekerja di sini: ${names}`,
  ask: { pin: (name: string) => `PIN baru ${name}: `, password: (name: string) => `Sandi baru ${name}: ` },
  ask_again: 'Sekali lagi: ',
  differ: 'Keduanya tidak sama. Belum ada yang berubah.',
  nothing: 'Tidak ada PIN atau sandi yang masuk. Ketik di terminal, atau alirkan lewat masukan baku.',
  done: {
    pin: (name: string) => `PIN ${name} sudah diganti.`,
    password: (name: string) => `Sandi ${name} sudah diganti.`,
    'second-step': (name: string) => `Langkah kedua ${name} sudah dimatikan.`
  },
  after: {
    pin: AFTER_SECRET.id,
    password: AFTER_SECRET.id,
    'second-step':
      'Kunjungan dari jauh dengan nama itu diakhiri. Masuk dari jauh baru bisa lagi setelah langkah kedua diatur lagi di toko.'
  },
  no_answer: 'Kotak sedang berjalan tetapi tidak menjawab. Coba lagi, atau hentikan kotaknya dulu.'
}

const en: typeof id = {
  usage: `Usage: laci user list [--json]
       laci user reset NAME [--pin | --password | --second-step]

NAME may be the person's id. Without an option: the PIN, unless there is only a password.
The new PIN or password is typed at the terminal without being shown, or read from standard input.
--second-step turns off the second step of somebody who lost both the phone and the recovery codes.`,
  heads: ['NAME', 'ROLE', 'PIN', 'PASSWORD', 'SINGLE RIGHTS', 'ID'],
  yes: 'yes',
  no: '-',
  none: 'Nobody works in this shop yet.',
  unknown: (asked, names) => `There is no ${asked}. Working here: ${names}`,
  ask: { pin: (name) => `New PIN for ${name}: `, password: (name) => `New password for ${name}: ` },
  ask_again: 'Once more: ',
  differ: 'The two differ. Nothing has changed.',
  nothing: 'No PIN or password came in. Type it at the terminal, or pipe it into standard input.',
  done: {
    pin: (name) => `${name}’s PIN is changed.`,
    password: (name) => `${name}’s password is changed.`,
    'second-step': (name) => `${name}’s second step is off.`
  },
  after: {
    pin: AFTER_SECRET.en,
    password: AFTER_SECRET.en,
    'second-step':
      'Visits from afar by that name are ended. To come in from afar again, set the second step up anew in the shop.'
  },
  no_answer: 'The box is running but does not answer. Try again, or stop the box first.'
}

/** The sentences in the language of the terminal. */
export function userWords(env: Record<string, string | undefined>): typeof id {
  return cliLocale(env) === 'en' ? en : id
}
