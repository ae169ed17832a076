import type { FindingCode } from '../../server/radar/finding.ts'

/** What a kind of finding says: its name, what was seen, and what it may be besides. */
interface FindingWords {
  title: string
  /** How often, and how much money in all. */
  says: (count: string, amount: string) => string
  innocent: string
}

/** The leak radar: what is out of the ordinary. It accuses nobody, and says what it may be besides. */
export const radar = {
  title: 'Radar kebocoran',
  intro:
    'Yang lebih sering dari biasanya di toko ini, dengan buktinya. Ini bukan tuduhan: lihat dulu, tanya baik-baik, baru simpulkan.',
  nobody: 'Tanpa nama',
  period: 'Kapan',
  periods: { today: 'Hari ini', week: '7 hari', thirty: '30 hari' } as Record<string, string>,
  staff: 'Siapa',
  till: 'Kasir mana',
  everyone: 'Semua orang',
  all_tills: 'Semua kasir',
  show: 'Lihat',
  looking: 'Radar sedang memeriksa…',
  looking_hint: 'Makin banyak penjualannya, makin lama. Kasir tetap jalan seperti biasa.',
  nothing: 'Tidak ada yang janggal',
  looked_through: (sales: string, incidents: string) =>
    `Sudah diperiksa: ${sales} penjualan dan ${incidents} kejadian lain, dari ${KINDS_ID}.`,
  usual: (usual: string, of: string) => `Biasanya di sini ${usual} kali dari ${of} penjualan.`,
  young: (of: string) =>
    `Dari ${of} penjualan. Toko ini belum cukup lama berjualan untuk tahu berapa yang biasa.`,
  of_shifts: (of: string) => `Dari ${of} kali menghitung laci.`,
  before: (count: string, days: string) => `${days} hari sebelumnya: ${count} kali.`,
  before_none: (days: string) => `${days} hari sebelumnya: tidak ada.`,
  innocent: 'Bisa jadi wajar',
  evidence: (count: string) => `Lihat ${count} kejadian`,
  more: (count: string) => `Masih ada ${count} yang lebih lama; unduh berkasnya untuk melihat semua.`,
  allowed_by: (name: string) => `diizinkan ${name}`,
  seconds_after: (seconds: string) => `${seconds} detik setelah dijual`,
  minutes_after: (minutes: string) => `${minutes} menit setelah dijual`,
  minutes_back: (minutes: string) => `mundur ${minutes} menit`,
  points: (points: string) => `${points} poin`,
  of_label: (amount: string) => `biasanya ${amount}`,
  percent_off: (percent: string) => `potongan ${percent}`,
  basket: 'Keranjang yang tidak jadi dijual',
  reasons: {
    change: 'Tukar uang',
    'wrong-change': 'Salah kembalian',
    count: 'Menghitung uang',
    try: 'Mencoba laci',
    other: 'Lainnya'
  } as Record<string, string>,
  /** What a right was lent for, or what a secret was typed for. */
  deeds: {
    pin: 'Masuk dengan PIN',
    approval: 'PIN untuk memberi izin',
    password: 'Masuk dengan sandi',
    proof: 'Sandi untuk memastikan',
    'basket.changed': 'Potongan atau harga',
    'customer.changed': 'Batas kasbon',
    'drawer.opened': 'Buka laci',
    'payment.taken': 'Uang titipan atau kasbon',
    'points.corrected': 'Poin',
    'refund.completed': 'Pengembalian',
    'sale.completed': 'Penjualan',
    'tender.taken': 'Pembayaran',
    'voucher.issued': 'Voucher'
  } as Record<string, string>,
  note: 'Catatan',
  note_hint: 'Misalnya: sudah ditanyakan, mesin kartu sedang rusak.',
  looked: 'Sudah saya lihat',
  keep_look: 'Simpan',
  looked_hint: 'Muncul lagi hanya kalau ada yang baru.',
  was_looked: (name: string, when: string) => `Dilihat ${name}, ${when}`,
  fresh: (count: string) => `${count} baru sejak dilihat`,
  done: (count: string) => `Sudah dilihat: ${count}`,
  by_hand: 'Per orang',
  by_till: 'Per kasir',
  compared: (days: string) => `Angka kecil: ${days} hari sebelumnya.`,
  sales: 'Penjualan',
  cash: 'Selisih laci',
  columns: {
    refunds: 'Pengembalian',
    discounts: 'Potongan',
    prices: 'Harga diubah',
    openings: 'Laci dibuka',
    reprints: 'Cetak ulang'
  },
  file: 'Unduh CSV',
  today_line: (count: string) => `Ada ${count} hal di luar kebiasaan dalam 7 hari`,
  today_none: 'Tidak ada yang janggal dalam 7 hari',
  today_open: 'Lihat radar',
  findings: {
    'reprint-refunded': {
      title: 'Struk dicetak ulang, lalu dikembalikan',
      says: (count, amount) =>
        `${count} pengembalian senilai ${amount}; struk penjualannya dicetak ulang dulu oleh orang yang sama.`,
      innocent: 'Pelanggan kehilangan struknya, atau kertas macet saat mencetak.'
    },
    'refund-as-cash': {
      title: 'Dibayar nontunai, dikembalikan tunai',
      says: (count, amount) => `${count} kali uang nontunai dikembalikan sebagai tunai: ${amount}.`,
      innocent: 'Pembayaran QRIS memang sulit dikembalikan lewat jalan yang sama.'
    },
    'money-given-back': {
      title: 'Uang diterima, lalu dikembalikan',
      says: (count, amount) =>
        `${count} kali uang yang sudah diterima dikembalikan sebelum penjualan selesai: ${amount}.`,
      innocent: 'Pelanggan ganti cara bayar, atau jumlahnya salah ketik.'
    },
    'lent-pin': {
      title: 'PIN mungkin dipinjamkan',
      says: (count) =>
        `${count} izin keluar berturut-turut dalam hitungan detik, atau di dua kasir sekaligus.`,
      innocent: 'Supervisor berdiri di samping kasir dan membereskan beberapa hal sekaligus.'
    },
    'refund-soon': {
      title: 'Dikembalikan segera setelah dijual',
      says: (count, amount) =>
        `${count} penjualan dibatalkan atau dikembalikan dalam 15 menit di kasir yang sama: ${amount}.`,
      innocent: 'Salah pindai yang langsung ketahuan; orang baru lebih sering begitu.'
    },
    'refund-without-slip': {
      title: 'Pengembalian tanpa struk',
      says: (count, amount) => `${count} pengembalian tanpa struk: ${amount}.`,
      innocent: 'Ada kiriman cacat, atau pelanggan jarang menyimpan struk.'
    },
    'cash-short': {
      title: 'Uang laci kurang',
      says: (count, amount) => `${count} hitungan laci tidak cocok, selisihnya ${amount}.`,
      innocent: 'Salah kembalian, modal kembalian salah hitung, atau setoran yang lupa dicatat.'
    },
    'given-up-late': {
      title: 'Batal saat sudah membayar',
      says: (count) =>
        `${count} kali barang dihapus atau keranjang dibatalkan sesudah kode QRIS tampil atau sebagian dibayar.`,
      innocent: 'Uang pelanggan kurang, atau pelanggan batal membeli.'
    },
    'cash-one-sided': {
      title: 'Selisih laci selalu ke satu arah',
      says: (count, amount) =>
        `${count} selisih berturut-turut, semuanya kurang atau semuanya lebih: ${amount}.`,
      innocent: 'Kebiasaan membulatkan kembalian, atau modal kembalian yang selalu salah.'
    },
    'cash-round': {
      title: 'Selisih laci selalu bulat',
      says: (count, amount) => `${count} selisih, hampir semuanya kelipatan Rp 5.000: ${amount}.`,
      innocent: 'Uang kecil tidak ikut dihitung, atau jumlahnya dikira-kira.'
    },
    'price-by-hand': {
      title: 'Harga diturunkan manual',
      says: (count, amount) => `${count} penjualan dengan harga di bawah harga toko; turunnya ${amount}.`,
      innocent: 'Harga di rak belum diperbarui, atau pemilik mengizinkan harga khusus.'
    },
    'discount-by-hand': {
      title: 'Potongan lebih sering dari biasanya',
      says: (count, amount) => `${count} penjualan diberi potongan manual, jumlahnya ${amount}.`,
      innocent: 'Barang cacat dijual murah, atau banyak pelanggan langganan di jam itu.'
    },
    'just-under-limit': {
      title: 'Potongan tepat di bawah batas',
      says: (count, amount) => `${count} potongan sebesar yang boleh tanpa izin: ${amount}.`,
      innocent: 'Tombol potongan yang paling mudah ditekan memang sebesar batasnya.'
    },
    'label-low': {
      title: 'Label harga jauh di bawah biasanya',
      says: (count, amount) => `${count} label menyebut harga kurang dari seperempat yang biasa: ${amount}.`,
      innocent: 'Memang beli sedikit sekali, atau timbangannya salah atur.'
    },
    'kasbon-raised': {
      title: 'Batas kasbon dinaikkan',
      says: (count, amount) => `${count} kali batas kasbon dinaikkan, jumlahnya ${amount}.`,
      innocent: 'Pelanggan lama yang dipercaya, atau musim panen belum tiba.'
    },
    'voucher-free': {
      title: 'Voucher tanpa uang masuk',
      says: (count, amount) => `${count} voucher diberikan cuma-cuma, nilainya ${amount}.`,
      innocent: 'Hadiah undian, atau ganti rugi yang sudah disetujui.'
    },
    'points-corrected': {
      title: 'Poin ditambah manual',
      says: (count) => `${count} kali poin pelanggan ditambah tanpa belanja.`,
      innocent: 'Kartu lupa dibawa, atau poin belum masuk saat belanja.'
    },
    'drawer-no-sale': {
      title: 'Laci dibuka tanpa penjualan',
      says: (count) => `${count} kali laci dibuka tanpa menjual apa pun.`,
      innocent: 'Banyak yang menukar uang, atau laci dibuka untuk dihitung.'
    },
    'drawer-found-open': {
      title: 'Laci ternyata terbuka',
      says: (count) => `${count} kali laci terbuka padahal tidak ada yang memintanya.`,
      innocent: 'Lacinya longgar, tidak tertutup rapat, atau dibuka dengan kunci.'
    },
    reprints: {
      title: 'Struk sering dicetak ulang',
      says: (count) => `${count} struk dicetak ulang.`,
      innocent: 'Printernya bermasalah, atau kantor pelanggan minta dua lembar.'
    },
    'failed-pins': {
      title: 'PIN atau sandi salah berkali-kali',
      says: (count) => `${count} kali PIN atau sandinya salah diketik.`,
      innocent: 'PIN atau sandinya baru dan belum hafal, atau layarnya kotor.'
    },
    'out-of-hours': {
      title: 'Masuk di luar jam toko',
      says: (count) => `${count} kali masuk di kasir saat toko biasanya tutup.`,
      innocent: 'Stok opname, bersih-bersih, atau persiapan hari besar.'
    },
    'clock-jump': {
      title: 'Jam kotak mundur',
      says: (count) =>
        `${count} kali jam kotak mundur; jam kejadian sesudahnya tidak bisa dipercaya begitu saja.`,
      innocent: 'Baterai jam habis, atau jam diperbaiki setelah mati listrik.'
    }
  } satisfies Record<FindingCode, FindingWords> as Record<FindingCode, FindingWords>
}

const KINDS_ID =
  'pengembalian, laci, cetak ulang, potongan, harga, kas, keranjang, label, PIN, kasbon, voucher, poin, dan jam'
