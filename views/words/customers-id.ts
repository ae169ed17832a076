import type { AccountMove } from '../../server/customers/read-statement.ts'
import type { PointsReason } from '../../server/customers/tables.ts'
import type { PaymentKind } from '../../server/tenders/tables.ts'

/** Pelanggan, kasbon, titipan, poin. */
export const customers = {
  title: 'Pelanggan',
  add: 'Pelanggan baru',
  search: 'Nama atau nomor HP',
  everyone: 'Semua',
  owing: 'Yang berutang',
  receivables: 'Piutang kasbon',
  receivables_of: (count: string) => `dari ${count} pelanggan`,
  only_first: (count: string) => `Ini ${count} yang pertama. Ketik nama atau nomornya untuk mempersempit.`,
  empty_title: 'Belum ada pelanggan',
  empty_text: 'Catat nama dan nomor HP pelanggan tetap. Setelah itu bisa kasbon, poin, dan harga golongan.',
  nothing_title: 'Tidak ada yang cocok',
  nothing_text: 'Coba sebagian namanya, atau beberapa angka dari nomornya.',
  nobody_owes_title: 'Tidak ada yang berutang',
  nobody_owes_text: 'Semua kasbon sudah lunas.',
  back: 'Semua pelanggan',

  name: 'Nama',
  phone: 'Nomor HP',
  phone_example: '0812-3456-789',
  group: 'Golongan',
  no_group: 'Tanpa golongan',
  note: 'Catatan',
  note_hint: 'Hanya untuk orang toko, tidak dicetak.',
  debt: 'Kasbon',
  limit: 'Batas kasbon',
  deposit: 'Titipan',
  points: 'Poin',
  bought: 'Belanja',
  bought_times: (count: string) => `${count} kali`,
  since: (day: string) => `Pelanggan sejak ${day}`,
  erased: 'Pelanggan dihapus',
  erased_text: 'Nama dan nomornya sudah dihapus atas permintaannya. Penjualannya tetap tercatat.',

  consent: 'Pelanggan setuju datanya disimpan',
  consent_purpose:
    'Bacakan: “Nama dan nomor Bapak/Ibu kami simpan untuk mencatat belanja, kasbon, titipan, dan poin, serta mengirim rinciannya ke nomor ini. Tidak dibagikan ke pihak lain. Boleh dilihat, dibetulkan, atau dihapus kapan saja.”',
  consent_since: (day: string) => `Setuju sejak ${day}.`,
  consent_none: 'Belum ada persetujuan.',
  edit_title: 'Data pelanggan',

  groups: {
    title: 'Golongan pelanggan',
    text: 'Pelanggan segolongan mendapat harga dan promo yang sama, misalnya Grosir atau Karyawan.',
    name: 'Nama golongan',
    example: 'Grosir',
    add: 'Tambah golongan',
    rename: 'Ganti nama',
    count: (count: number) => `${count} pelanggan`,
    empty: 'Belum ada golongan.'
  },

  account: {
    title: 'Kasbon',
    nothing_owed: 'Tidak ada kasbon.',
    owed_of: (debt: string, limit: string) => `${debt} dari batas ${limit}`,
    left: (amount: string) => `Masih boleh ${amount}`,
    over: (amount: string) => `Lewat batas ${amount}`,
    no_limit: 'Belum boleh kasbon: batasnya 0.',
    set_limit: 'Simpan batas',
    limit_hint: 'Perlu izin supervisor atau pemilik.',
    ageing: 'Umur kasbon',
    ages: ['0–30 hari', '31–60 hari', '61–90 hari', 'lebih dari 90 hari'],
    oldest_first: 'Pembayaran dihitung melunasi yang paling lama dulu.',
    statement: 'Rincian kasbon',
    day: 'Tanggal',
    what: 'Keterangan',
    change: 'Jumlah',
    balance: 'Sisa',
    opening: 'Sisa sebelumnya',
    closing: 'Sisa sekarang',
    kinds: {
      sale: 'Belanja',
      refund: 'Pengembalian',
      payment: 'Pembayaran',
      other: 'Lain-lain'
    } satisfies Record<AccountMove['kind'], string>,
    deposit_kinds: {
      sale: 'Dipakai belanja',
      refund: 'Pengembalian',
      payment: 'Titip atau ambil',
      other: 'Lain-lain'
    } satisfies Record<AccountMove['kind'], string>
  },

  payment: {
    take: 'Terima pembayaran kasbon',
    leave: 'Titip uang',
    give_back: 'Kembalikan titipan',
    amount: 'Jumlah',
    whole: (amount: string) => `Lunas: ${amount}`,
    whole_rounded: (amount: string) => `Lunas tunai: ${amount}`,
    means: 'Cara bayar',
    reference: 'Nomor referensi',
    reference_hint: 'Dari EDC, aplikasi, atau bukti transfer.',
    take_action: 'Terima',
    leave_action: 'Terima titipan',
    give_back_action: 'Kembalikan',
    keep_rest: (debt: string, rest: string) => `Lunasi ${debt}, titipkan ${rest}`,
    only_at_till: 'Uang diterima di kasir. Buka halaman ini di perangkat kasir.',
    no_shift: 'Shift belum dibuka di kasir ini.',
    open_shift: 'Buka shift',
    taken: {
      debt: (amount: string, left: string) => `Pembayaran ${amount} diterima. Sisa kasbon ${left}.`,
      deposit: (amount: string, left: string) => `Titipan ${amount} diterima. Jumlah titipan ${left}.`,
      'deposit-back': (amount: string, left: string) =>
        `Titipan ${amount} dikembalikan. Sisa titipan ${left}.`,
      voucher: (amount: string) => `Voucher ${amount} terjual.`
    } satisfies Record<PaymentKind, (amount: string, left: string) => string>,
    copy: 'Cetak salinan'
  },

  statement: {
    title: 'Rincian kasbon',
    as_of: (day: string) => `Per ${day}`,
    since: 'Sejak',
    show: 'Tampilkan',
    since_debt: 'Sejak kasbon ini mulai',
    all: 'Dari awal',
    print: 'Cetak rincian',
    whatsapp: 'Kirim lewat WhatsApp',
    no_phone: 'Nomor HP-nya belum dicatat.',
    text: 'Teks untuk dikirim',
    text_hint: 'Dikirim dari ponsel atau komputer ini, jadi perlu internet. Teksnya bisa juga disalin.',
    settled: 'Tidak ada kasbon. Terima kasih.',
    greeting: (name: string, shop: string) => `Yth. ${name}, ini rincian kasbon di ${shop}:`,
    more: (count: number) => `dan ${count} lagi`,
    total: 'Jumlah kasbon',
    thanks: 'Terima kasih.',
    day_left: (day: string, number: string, left: string) => `${day} ${number}: ${left}`,
    part_paid: (amount: string) => `dari ${amount}`
  },

  slip: {
    titles: {
      debt: 'TANDA TERIMA KASBON',
      deposit: 'TANDA TERIMA TITIPAN',
      'deposit-back': 'PENGEMBALIAN TITIPAN',
      voucher: 'TANDA TERIMA VOUCHER'
    } satisfies Record<PaymentKind, string>,
    from: 'Dari',
    to: 'Kepada',
    order: 'Pesanan',
    reference: 'Ref',
    debt_left: 'Sisa kasbon',
    deposit_left: 'Sisa titipan',
    settled: 'LUNAS',
    signature: 'Yang menerima',
    statement_title: 'RINCIAN KASBON'
  },

  history: {
    title: 'Riwayat belanja',
    empty: 'Belum pernah belanja atas nama ini.',
    only_newest: (count: number) => `Yang ditampilkan ${count} terbaru.`,
    brought_back: 'Barang dikembalikan'
  },

  points_book: {
    title: 'Poin',
    empty: 'Belum ada poin.',
    worth: (amount: string) => `senilai ${amount}`,
    reasons: {
      earned: 'Dari belanja',
      burnt: 'Dipakai membayar',
      'earned-back': 'Ditarik, barang dikembalikan',
      'burnt-back': 'Kembali, barang dikembalikan',
      correction: 'Pembetulan'
    } satisfies Record<PointsReason, string>,
    correct: 'Betulkan poin',
    more: 'Tambah',
    fewer: 'Kurangi',
    amount: 'Berapa poin',
    reason: 'Alasan',
    reason_example: 'Poin belanja kemarin belum masuk',
    correct_action: 'Simpan pembetulan'
  },

  data: {
    title: 'Data pribadi',
    text: 'UU 27/2022: pelanggan berhak melihat, membetulkan, dan menghapus datanya.',
    download: 'Unduh semua datanya (JSON)',
    erase: 'Hapus atas permintaan pelanggan',
    erase_text:
      'Nama, nomor, dan catatan dihapus untuk selamanya; penjualan tetap tercatat tanpa nama, karena pembukuan wajib disimpan sepuluh tahun. Cadangan lama masih memuatnya sampai kedaluwarsa.',
    erase_sure: 'Ya, hapus data pelanggan ini',
    erase_action: 'Hapus selamanya'
  },

  points_settings: {
    title: 'Poin pelanggan',
    text: 'Pelanggan mendapat poin dari yang dibayar, dan bisa membayar dengan poin.',
    none: 'Belum dipakai',
    per: 'Satu poin untuk setiap belanja',
    per_hint: 'Kosong atau 0: tidak memberi poin.',
    worth: 'Satu poin bernilai',
    worth_hint: 'Kosong atau 0: poin belum bisa dipakai membayar.',
    example: 'Contohnya',
    example_earn: (paid: string, points: string) => `Belanja ${paid} mendapat ${points} poin.`,
    example_worth: (points: string, amount: string) => `${points} poin itu bernilai ${amount}.`,
    example_rate: (percent: string) => `Jadi kira-kira ${percent} dari belanja kembali ke pelanggan.`,
    example_generous: 'Ini besar. Periksa lagi apakah untungnya cukup.',
    example_off: 'Poin tidak diberikan.',
    example_worthless: 'Poin terkumpul, tetapi belum bisa dipakai.',
    summary: (paid: string, worth: string) => `1 poin tiap ${paid}, bernilai ${worth}`
  }
}
