import type { FaultCode } from '../../server/qris/fault.ts'
import { moneyText } from '../format.ts'

type Facts = Record<string, string | number>
type Sentence = string | ((facts: Facts) => string)

const AGAIN = 'Pindai atau salin lagi seluruh kodenya.'

const faults: Record<FaultCode, Sentence> = {
  'too-short': ({ found }) => `Ini baru ${found} huruf, terlalu pendek untuk kode QRIS. ${AGAIN}`,
  'too-long': ({ found, most }) => `Kodenya ${found} huruf, padahal kode QRIS paling panjang ${most}.`,
  characters: ({ position, found }) =>
    `Huruf ke-${position} (“${characterName(found)}”) tidak boleh ada di dalam kode QRIS. ${AGAIN}`,
  'not-a-payment-code': ({ found }) =>
    `Ini bukan kode pembayaran. Kode QRIS diawali 000201, sedangkan ini “${found}”.`,
  'cut-short': ({ after }) => `Kodenya terputus sesudah bagian ${after}. ${AGAIN}`,
  'tag-unreadable': ({ after, found }) =>
    `Sesudah bagian ${after} seharusnya ada nomor bagian, tetapi tertulis “${found}”. ${AGAIN}`,
  'length-unreadable': ({ tag, found }) =>
    `Panjang bagian ${tag} seharusnya dua angka, tetapi tertulis “${found}”. ${AGAIN}`,
  'length-lies': ({ tag, expected, found }) =>
    `Bagian ${tag} seharusnya ${expected} huruf, tetapi sisanya hanya ${found}. ${AGAIN}`,
  'duplicate-tag': ({ tag }) => `Bagian ${tag} tertulis dua kali. ${AGAIN}`,
  'missing-crc': `Kode pemeriksa di ujungnya tidak ada: kodenya terpotong. ${AGAIN}`,
  'crc-not-last': ({ after }) =>
    `Ada tambahan sesudah kode pemeriksa (bagian ${after}). Pakai satu kode saja, dari awal sampai ujungnya.`,
  'crc-wrong': ({ expected, found }) =>
    `Kode pemeriksanya tidak cocok (seharusnya ${expected}, tertulis ${found}): ada huruf yang berubah. ${AGAIN}`,
  'missing-tag': ({ tag }) => `Bagian ${tag} tidak ada, padahal wajib di kode QRIS.`,
  'not-rupiah': ({ found }) => `Mata uang kode ini bukan rupiah (360), melainkan ${found}.`,
  'not-indonesia': ({ found }) => `Negara kode ini bukan Indonesia (ID), melainkan ${found}.`,
  'not-qris': 'Ini kode pembayaran, tetapi bukan QRIS.',
  'nmid-wrong': ({ found }) =>
    found
      ? `NMID-nya “${found}”, padahal seharusnya ID dan 13 angka.`
      : 'Kode ini tidak menyebut NMID (ID dan 13 angka).',
  'not-static':
    'Kode ini hanya untuk satu pembayaran. Pakai kode yang tercetak di stiker QRIS toko (QRIS statis).',
  'has-amount': ({ found }) =>
    `Kode ini selalu meminta ${found} rupiah. Pakai kode stiker yang nominalnya diisi pembeli.`,
  'amount-wrong': 'Jumlahnya harus rupiah bulat, paling sedikit Rp\u00a01.',
  'amount-too-large': ({ most }) =>
    `Sekali bayar dengan QRIS paling banyak ${moneyText(Number(most), 'id')}. Pakai cara bayar lain.`,
  'bill-wrong': 'Nomor struk di kode QRIS harus 1 sampai 25 huruf, angka, atau tanda biasa.',
  'terminal-wrong': 'Nama kasir di kode QRIS harus 1 sampai 25 huruf, angka, atau tanda biasa.',
  'no-room': 'Kode toko sudah memuat terlalu banyak keterangan; nomor struk tidak muat lagi.'
}

/** A character as it can be shown; a blank or a control character by its number. */
export function characterName(found: string | number | undefined): string {
  const character = String(found)
  if (/^[\p{L}\p{N}\p{P}\p{S}]$/u.test(character)) return character
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
}

export const qris = {
  title: 'QRIS',
  text: 'Pembeli memindai kode di layar, dan jumlahnya sudah terisi. Kodenya dibuat di kotak ini, tanpa internet.',
  none: 'Belum dipasang',
  set_up: 'Atur QRIS',
  faults,

  form: {
    title: 'Kode QRIS toko',
    payload: 'Isi kode QRIS statis',
    payload_hint:
      'Arahkan pemindai ke stiker QRIS toko, atau tempel teks kodenya. Teksnya diawali 000201 dan tidak perlu dirapikan.',
    empty: 'Begitu kodenya masuk, isinya dibaca di sini.',
    name: 'Nama toko',
    city: 'Kota',
    nmid: 'NMID',
    criteria: 'Kriteria',
    criteria_names: {
      UMI: 'usaha mikro',
      UKE: 'usaha kecil',
      UME: 'usaha menengah',
      UBE: 'usaha besar',
      URE: 'usaha reguler'
    } as Record<string, string>,
    mode: 'Yang ditampilkan kepada pembeli',
    dynamic: 'Kode dengan jumlahnya',
    dynamic_text: 'Pembeli tinggal memindai dan menyetujui.',
    original: 'Kode asli toko',
    original_text: 'Jumlahnya tampil besar, dan pembeli mengetiknya sendiri.',
    remove: 'Lepas kode ini',
    remove_text: 'Kasir tidak lagi menawarkan QRIS sampai ada kode baru.'
  },

  preview: {
    title: 'Contoh',
    none: 'Belum ada kode yang disimpan.',
    asks: (amount: string) => `Kode ini meminta ${amount}. Jangan dibayar, ini hanya contoh.`,
    types: (amount: string) => `Pembeli mengetik sendiri ${amount}.`,
    label: (name: string, amount: string) => `Kode QRIS ${name}, ${amount}`,
    label_static: (name: string) => `Kode QRIS ${name}, tanpa jumlah`
  },

  care: {
    title: 'Yang perlu diketahui',
    points: [
      'Kotak ini tidak tahu apakah pembayarannya masuk. Lihat dulu notifikasi di aplikasi atau ponsel toko, baru serahkan barangnya. Layar ponsel pembeli bukan bukti.',
      'Kode dengan jumlah dibuat dari kode toko sendiri. Sebagian bank atau dompet digital mungkin menolaknya. Kalau itu terjadi, pilih “Kode asli toko”.',
      'Jangan menambah biaya QRIS kepada pembeli: itu dilarang Bank Indonesia.',
      'Sekali bayar paling banyak Rp\u00a010.000.000.'
    ]
  },

  check: {
    title: 'Periksa stiker toko',
    text: 'Penipu menempelkan kodenya di atas stiker toko. Pindai stiker Anda sendiri, sesering mungkin.',
    scan: 'Pindai stiker di toko',
    action: 'Periksa',
    never: 'Belum ada stiker yang terbukti cocok.',
    last: (time: string) => `Terakhir cocok: ${time}.`,
    same: 'Cocok: stiker ini membayar toko Anda.',
    'other-merchant': 'TOKO LAIN! Stiker ini membayar orang lain.',
    'other-merchant-text': 'Lepas stikernya sekarang juga, lalu laporkan kepada bank penerbit QRIS Anda.',
    'other-account': 'NMID-nya sama, tetapi rekeningnya lain.',
    'other-account-text':
      'Mungkin stiker dari bank Anda yang lain, mungkin juga tiruan. Tanyakan dulu kepada bank penerbitnya.',
    kept: 'Kode toko',
    scanned: 'Stiker ini'
  }
}
