/** Taking money at the till. */
export const pay = {
  title: 'Bayar',
  owed: 'Harus dibayar',
  rest: 'Sisa bayar',
  paid: 'Sudah dibayar',
  rounding: 'Pembulatan',
  all_paid: 'Lunas',
  given: 'Uang diterima',
  exact: 'Uang pas',
  quick: 'Pecahan',
  accept: 'Terima uang',
  part: 'Terima sebagian',
  part_hint: 'Sisanya dibayar dengan cara lain. Uang yang sudah diterima tersimpan bersama keranjang ini.',
  change: 'Kembalian',
  short: 'Kurang',
  back: 'Kembali ke barang',
  means: 'Cara bayar',
  taken: 'Sudah diterima',
  remove: (what: string) => `Hapus ${what}`,
  give_back: (amount: string, means: string) => `Kembalikan ${amount} (${means}) kepada pembeli?`,
  given_back: 'Sudah dikembalikan',
  keep: 'Tidak jadi',
  finish: 'Selesaikan penjualan',
  finish_change: (amount: string) => `Selesaikan, kembalian ${amount}`,
  excess: (amount: string) =>
    `Pembeli sudah membayar ${amount} lebih banyak dari total sekarang. Kembalikan salah satu pembayaran, atau tambah barang.`,
  amount: 'Jumlah',
  reference: 'Nomor referensi',
  reference_card: 'Nomor di slip EDC (approval code)',
  reference_transfer: 'Nomor referensi atau nama pengirim',
  reference_optional: 'Nomor referensi (boleh kosong)',
  accept_means: (means: string) => `Terima ${means}`,
  look_card: 'Gesek atau tempel kartunya di mesin EDC. Tekan tombol ini sesudah slipnya keluar.',
  look_transfer:
    'Lihat dulu uangnya di rekening toko, baru tekan tombol ini. Bukti di ponsel pembeli bisa palsu.',
  customer_needed: 'Pilih dulu pelanggannya.',
  choose_customer: 'Pilih pelanggan',

  code: {
    wait: 'Tunggu notifikasi masuk, baru tekan tombol ini.',
    received: 'Sudah diterima',
    original: 'Tampilkan kode asli',
    types: (amount: string) => `Pembeli mengetik sendiri ${amount}.`,
    label: (name: string, amount: string) => `Kode QRIS ${name}, ${amount}`,
    label_static: (name: string) => `Kode QRIS ${name}, tanpa jumlah`,
    cancel: 'Batalkan kode',
    other_amount: 'Ganti jumlah',
    sticker: 'Pembeli memindai stiker QRIS toko dan mengetik sendiri jumlahnya.',
    set_up:
      'Simpan kode stikernya di Pengaturan, QRIS. Kasir lalu menampilkan kode yang jumlahnya sudah terisi.'
  },

  purse: {
    accept: { kasbon: 'Catat jadi kasbon', deposit: 'Pakai titipannya', points: 'Pakai poinnya' },
    customer: 'Pelanggan',
    debt: 'Kasbon sekarang',
    limit: 'Batas kasbon',
    after: 'Kasbon sesudah ini',
    over: (amount: string) => `Lewat batas ${amount}. Perlu PIN supervisor.`,
    deposit: 'Uang titipan',
    left: 'Sisa sesudah ini',
    points: 'Poin',
    points_worth: (points: string, worth: string) => `${points} poin, senilai ${worth}`,
    nothing: 'Tidak ada yang bisa dipakai.'
  },

  voucher: {
    code: 'Kode voucher',
    hint: 'Pindai atau ketik kodenya.',
    worth: (worth: string) => `Nilainya ${worth}.`,
    until: (day: string) => `Berlaku sampai ${day}.`,
    amount: 'Jumlah (kosong: sebanyak yang cukup)',
    use: 'Pakai voucher'
  }
}

/** What the shop takes for money, as the owner decides it. */
export const tenders = {
  title: 'Cara bayar',
  text: 'Apa saja yang diterima kasir, pembulatan uang tunai, dan batas diskon.',
  open: 'Atur cara bayar',
  list: 'Yang diterima kasir',
  list_text: 'Urutannya sama dengan tombol di layar bayar.',
  on: 'Aktif',
  off: 'Mati',
  always_on: 'Selalu aktif',
  switch_on: 'Aktifkan',
  switch_off: 'Matikan',
  up: (name: string) => `Naikkan ${name}`,
  down: (name: string) => `Turunkan ${name}`,
  edit: 'Ubah',
  name: 'Nama di tombol',
  name_hint: 'Kosong: seperti bawaan.',
  fee: 'Potongan bank (%)',
  fee_hint: 'Yang ditahan bank atau penyedia dari toko, misalnya 0,7. Nol kalau tidak ada.',
  fee_short: (percent: string) => `potongan ${percent}%`,
  needs_reference: 'Nomor referensi wajib diisi',
  reference_short: 'pakai nomor referensi',
  no_surcharge:
    'Biaya ini ditanggung toko. Menambahkannya ke harga pembeli dilarang: Peraturan Bank Indonesia 23/6/PBI/2021 pasal 52.',
  add: 'Tambah cara bayar',
  add_text: 'Satu tombol untuk tiap mesin EDC, dompet digital, atau rekening.',
  kind: 'Jenis',
  add_kinds: {
    card: 'Mesin EDC',
    ewallet: 'Dompet digital',
    transfer: 'Rekening bank'
  },
  add_examples: 'Misalnya: EDC BCA, GoPay, Transfer Mandiri',
  add_action: 'Tambah',
  qris_text: 'Kode QRIS toko diatur di halamannya sendiri.',
  points_off: 'Belum muncul di kasir: nilai poin masih nol.',

  rounding: 'Pembulatan uang tunai',
  rounding_text:
    'Hanya untuk tunai. Pembeli melihat barisnya di layar sebelum membayar, dan di struk. QRIS, kartu, dan transfer selalu pas.',
  mode: 'Ke mana dibulatkan',
  modes: {
    nearest: ['Terdekat', 'Setengah naik'],
    down: ['Ke bawah', 'Selalu untung pembeli'],
    up: ['Ke atas', 'Selalu untung toko']
  },
  step: 'Uang terkecil yang dipakai',
  steps: {
    100: ['Rp\u00a0100', 'Koin seratusan masih dipakai'],
    500: ['Rp\u00a0500', 'Tanpa koin kecil'],
    0: ['Tidak dibulatkan', 'Sampai rupiah terakhir']
  },
  example: 'Contoh',

  limits: 'Batas diskon',
  limits_text:
    'Paling banyak berapa persen yang boleh dipotong sendiri. Lebih dari itu, kasir meminta PIN orang yang batasnya cukup.',
  roles: { cashier: 'Kasir', supervisor: 'Supervisor', owner: 'Pemilik' }
}

export const vouchers = {
  title: 'Voucher',
  text: 'Dijual atau diberikan toko, dan dipakai untuk membayar.',
  off: 'Voucher belum aktif di kasir.',
  issue: 'Terbitkan voucher',
  value: 'Nilai',
  until: 'Berlaku sampai',
  until_hint: 'Kosong: tanpa batas waktu.',
  how: 'Dijual atau diberikan?',
  sold: 'Dijual',
  sold_text: 'Uangnya diterima sekarang.',
  given: 'Diberikan',
  given_text: 'Tanpa uang masuk. Dicatat sebagai biaya promosi.',
  paid_by: 'Dibayar dengan',
  only_at_till:
    'Voucher hanya bisa dijual di kasir yang shiftnya terbuka. Di perangkat ini hanya bisa diberikan.',
  action: 'Terbitkan',
  issued: (code: string) => `Voucher ${code} sudah jadi. Berikan kodenya kepada pembeli.`,
  code: 'Kode',
  left: 'Sisa',
  of: 'Dari',
  used_up: 'habis dipakai',
  ended: 'lewat waktu',
  forever: 'tanpa batas',
  issued_on: 'Terbit',
  outstanding: 'Belum dipakai',
  empty_title: 'Belum ada voucher',
  empty_text: 'Voucher yang dijual atau diberikan tampil di sini, beserta sisanya.'
}
