/** The basket at a till: its lines, what is taken off, who buys, and what is put aside. */
export const basket = {
  line: {
    tabs: { quantity: 'Jumlah', discount: 'Diskon', price: 'Harga' },
    sold_by: 'Jual per',
    fixed: 'Harga baris ini dari label atau pesanan. Jumlahnya tidak bisa diubah.',
    why: 'Kenapa harganya begini?',
    add: 'Masukkan ke keranjang'
  },
  off: {
    basket_title: 'Diskon belanja',
    button: 'Diskon',
    how_much: 'Potong berapa?',
    percent: 'Potong persen',
    amount: 'Potong rupiah',
    quick: 'Persen yang sering dipakai',
    now: (off: string) => `Sekarang: ${off}`,
    none: 'Belum ada diskon.',
    remove: 'Hapus diskon'
  },
  price: {
    list: (price: string, unit: string) => `Harga daftar ${price} / ${unit}`,
    own: 'Harga baru',
    set: 'Pakai harga ini',
    remove: 'Kembali ke harga daftar'
  },
  slip: {
    subtotal: 'Subtotal',
    basket_discount: 'Diskon belanja',
    line_discount: 'Diskon',
    tier: 'Harga grosir',
    service: 'Biaya layanan',
    own_price: 'harga diubah',
    empty: 'Kosongkan',
    held_money: 'Sudah diterima'
  },
  buyer: {
    button: 'Pelanggan',
    title: 'Siapa yang belanja?',
    search: 'Nomor HP atau nama',
    choose: 'Pilih',
    found: 'Pelanggan yang cocok',
    none: 'Tidak ada yang cocok.',
    points: (points: string) => `${points} poin`,
    debt: (debt: string, limit: string) => `kasbon ${debt} dari ${limit}`,
    debt_only: (debt: string) => `kasbon ${debt}`,
    remove: (name: string) => `Tanpa ${name}`,
    add_title: 'Pelanggan baru',
    name: 'Nama',
    phone: 'Nomor HP',
    consent: 'Pelanggan setuju datanya disimpan toko',
    add: 'Tambah dan pilih'
  },
  held: {
    button: 'Tahan',
    title: 'Keranjang ditahan',
    hold_title: 'Tahan keranjang ini',
    name: 'Nama, supaya gampang dicari',
    hold: 'Tahan',
    list: 'Menunggu',
    list_none: 'Tidak ada keranjang yang ditahan.',
    swapped: 'Kalau Anda mengambil keranjang lain, keranjang ini otomatis ditahan.',
    take: 'Ambil',
    discarded: 'Dikosongkan hari ini',
    now: 'baru saja',
    minutes: (minutes: number) => `${minutes} menit`,
    hours: (hours: number) => `${hours} jam`,
    days: (days: number) => `${days} hari`,
    discard_title: 'Kosongkan keranjang?',
    discard_text: (lines: number, total: string) =>
      `${lines} baris, ${total}. Masih bisa diambil lagi hari ini lewat “Tahan”.`,
    discard: 'Ya, kosongkan'
  },
  keys: {
    discount: 'Diskon belanja, atau diskon baris yang terbuka',
    customer: 'Pelanggan',
    hold: 'Tahan keranjang, atau ambil yang ditahan',
    line: 'Ubah baris terakhir; sekali lagi: harganya',
    times: 'Tiga buah: ketik 3* lalu pindai',
    remove: 'Keluarkan baris yang terbuka',
    enter: 'Jalankan tombol utama'
  },
  sound: {
    title: 'Bunyi di perangkat ini',
    refused: 'Bunyi kalau pindaian ditolak',
    taken: 'Tik pelan setiap pindaian berhasil'
  }
}
