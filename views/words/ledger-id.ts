import type { HarmKind } from '../../server/chain/harm.ts'

/** Where a harm was found, in words. */
export interface HarmWords {
  /** The event's number. */
  event: string
  /** When it happened, as it says now. */
  at: string
  /** What happened, in the words of the journal: `sale.completed`. */
  type: string
  table: string
  other: string
  anchor: string
}

/** What is said of the sealed ledger. */
export const ledger = {
  title: 'Segel buku besar',
  intro:
    'Setiap kejadian di toko disegel bersama semua yang mendahuluinya. Kalau ada yang mengubah, menghapus, atau menyelipkan catatan, pemeriksaan ini menemukannya dan menyebut yang mana.',
  menu: 'Segel buku besar',
  head: 'Segel terakhir',
  head_of: (event: string) => `kejadian nomor ${event}`,
  head_none: 'Belum ada kejadian. Segel pertama dibuat bersama kejadian pertama.',
  verify: 'Periksa sekarang',
  noted: 'Segel dari slip Z',
  noted_hint:
    'Boleh dikosongkan. Ketik nomor dan kode di bagian bawah slip Z, misalnya 1842 K7QD-03MX-9VTA-5HJE.',
  noted_wrong: 'Segel itu tidak terbaca. Tulis nomornya, lalu keempat kelompok huruf di slip Z.',
  running: 'Sedang diperiksa',
  progress: (done: string, of: string) => `${done} dari ${of} kejadian`,
  time_left: (seconds: string) => `kira-kira ${seconds} detik lagi`,
  end: 'Hentikan',
  ended: 'Pemeriksaan dihentikan sebelum selesai. Buku besar belum dinilai.',
  sound: 'Buku besar utuh',
  sound_text: (events: string, rows: string) =>
    `${events} kejadian dan ${rows} catatan diperiksa; tidak ada yang berubah.`,
  harmed: 'Buku besar diubah',
  failed: 'Pemeriksaan tidak selesai',
  failed_text: (why: string) =>
    `Tidak ada yang bisa dikatakan tentang buku besar. Coba lagi; kalau tetap begini, tunjukkan ini kepada teknisi: ${why}`,
  harmed_do:
    'Jangan ubah apa pun. Simpan cadangan yang ada, cocokkan dengan slip Z, lalu panggil teknisi. Penjualan boleh jalan terus.',
  says_now: 'Isinya sekarang',
  later: (event: string) =>
    `Kejadian sampai nomor ${event} sudah ada sebelum segel dipakai; perubahan sebelum itu tidak bisa diketahui.`,
  today_sound: (when: string) => `Buku besar utuh, diperiksa ${when}`,
  today_harmed: 'Buku besar diubah',
  today_open: 'Lihat segel',
  history: 'Riwayat pemeriksaan',
  history_none: 'Belum pernah diperiksa. Laci memeriksanya sendiri setiap malam.',
  history_box: 'Laci sendiri',
  history_span: (from: string, to: string) => `kejadian ${from} sampai ${to}`,
  anchors: (count: string) => `Dicocokkan dengan ${count} segel yang dicatat di luar basis data.`,
  left_known: (count: string, when: string, event: string) =>
    `${count} segel lain dicatat sebelum toko dikembalikan ke keadaan lama pada ${when} (kejadian ${event}), di riwayat yang ditinggalkan waktu itu. Memang tidak ada di sini.`,
  left_other: ({ event, anchor, when, restored }: Record<'event' | 'anchor' | 'when' | 'restored', string>) =>
    `Segel kejadian ${event} dari ${anchor} tidak ada di buku besar ini, karena toko dikembalikan ke keadaan lama pada ${when} (kejadian ${restored}). Wajar kalau segel itu dari sebelum saat itu, atau dari kotak lama. Kalau waktu itu tidak ada yang memulihkan toko, atau slipnya lebih baru, buku besar diubah: panggil teknisi.`,
  anchors_none: 'Tidak ada segel di luar basis data untuk dicocokkan.',
  usage: `Pakai: laci verify-ledger [--from SEGEL]… [--against TEMPAT]… [--key BERKAS] [--store TOKO] [--json]

  --from    segel dari slip Z: "1842 K7QD-03MX-9VTA-5HJE", atau nomor dan hash lengkap dari kode QR-nya
  --against folder, flashdisk, berkas alamat, atau nama tempat cadangan; atau berkas segel (ledger-anchors.jsonl)

Keluar 0 kalau utuh, 1 kalau diubah, 2 kalau utuh tetapi ada segel dari riwayat yang ditinggalkan saat toko dipulihkan.`,
  no_ledger: 'Basis data ini dari versi Laci sebelum ada segel. Nyalakan kotaknya sekali, lalu periksa lagi.',
  no_seals: (place: string) => `Di ${place} tidak ada segel yang terbaca.`,
  z_head: (event: string) => `Segel buku besar no. ${event}`,
  z_keep: 'Simpan struk ini sebagai bukti',
  /** What a covered table holds. */
  tables: {
    sales: 'penjualan',
    sale_lines: 'baris penjualan',
    sale_taxes: 'pajak penjualan',
    sale_reductions: 'potongan harga',
    tenders: 'pembayaran',
    refunds: 'pengembalian',
    refund_lines: 'baris pengembalian',
    refund_tenders: 'uang yang dikembalikan',
    payments: 'uang titipan dan kasbon',
    cash_moves: 'uang laci masuk dan keluar',
    shifts: 'buka shift',
    shift_closings: 'tutup shift',
    shift_counts: 'hitungan laci',
    bill_pictures: 'foto nota',
    vouchers: 'voucher',
    orders: 'pesanan',
    order_lines: 'baris pesanan',
    order_endings: 'akhir pesanan',
    journal: 'jurnal',
    stock_moves: 'keluar masuk stok',
    points_moves: 'poin'
  } as Record<string, string>,
  harms: {
    altered: ({ event, at, type }) => `Kejadian ${event} (${type}, ${at}) isinya diubah sesudah disegel.`,
    swapped: ({ event, other, type }) => `Kejadian ${event} (${type}) ditukar dengan kejadian ${other}.`,
    missing: ({ event, other }) =>
      event === other ? `Kejadian ${event} dihapus.` : `Kejadian ${event} sampai ${other} dihapus.`,
    inserted: ({ event, at, type }) => `Kejadian ${event} (${type}, ${at}) diselipkan; tidak pernah disegel.`,
    'seal-altered': ({ event, type }) =>
      `Segel kejadian ${event} (${type}) diubah; kejadiannya sendiri utuh.`,
    'row-altered': ({ event, at, type, table }) =>
      `Catatan ${table} pada kejadian ${event} (${type}, ${at}) diubah sesudah disegel.`,
    'row-missing': ({ event, at, type, table }) =>
      `Ada catatan ${table} pada kejadian ${event} (${type}, ${at}) yang dihapus.`,
    'row-inserted': ({ event, at, type, table }) =>
      `Ada catatan ${table} yang diselipkan pada kejadian ${event} (${type}, ${at}).`,
    stranger: ({ table }) => `Ada catatan ${table} yang tidak dibuat oleh kejadian mana pun.`,
    rewritten: ({ event, other, anchor }) =>
      `Segel kejadian ${event} lain dari yang dicatat di ${anchor}: riwayat sesudah kejadian ${other} ditulis ulang, atau kotak lain melanjutkan toko dari situ.`,
    'cut-off': ({ event, other, anchor }) =>
      `Kejadian ${event}, yang dicatat di ${anchor}, tidak ada lagi: yang sesudah ${other} dihapus, atau kotak lain melanjutkan toko dari situ.`,
    genesis: () => 'Permulaan rantai segel diubah.'
  } satisfies Record<HarmKind, (words: HarmWords) => string>
}
