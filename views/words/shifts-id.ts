/** What is said of shifts in full: counting, handing over, late sales, bills, and how the shop keeps its shifts. */
export const shifts = {
  often: 'Sering dipakai',
  blind: 'Uangnya baru terlihat setelah laci dihitung.',
  blind_x: 'Jumlah uang tidak ditulis di sini.',
  x_hidden: 'TANPA JUMLAH UANG',
  to_closing: 'Hitung dan tutup',
  closing_text: 'Hitung dulu uang di laci. Yang seharusnya ada baru terlihat sesudahnya.',

  bill: 'Foto nota',
  bill_hint: 'Boleh kosong. Foto diperkecil, tempat dan waktunya tidak ikut disimpan.',
  bill_reading: 'Foto sedang disimpan…',
  bill_kept: 'Foto nota siap dicatat.',
  bill_drop: 'Tanpa foto',
  bill_of: (reason: string) => `Foto nota: ${reason}`,

  count: {
    title: 'Hitung laci',
    again_title: 'Hitung sekali lagi',
    text: 'Isi berapa lembar dan keping yang ada. Yang tidak ada biarkan kosong.',
    moved: 'Sesudah dihitung tadi, uang di laci berubah. Hitung lagi dari awal.',
    notes: 'Uang kertas',
    coins: 'Uang logam',
    pieces: { note: 'lembar', coin: 'keping' },
    one: (value: string, pieces: string) => `${value}, berapa ${pieces}`,
    sum: 'Jumlah',
    at_once: 'Isi jumlahnya sekaligus',
    at_once_hint: 'Kalau sudah dihitung di kertas atau mesin.',
    send: 'Kirim hitungan'
  },
  outcome: {
    title: 'Hasil hitungan',
    first: (amount: string) => `Hitungan pertama: ${amount}`,
    again: 'Hitung lagi',
    again_text: 'Bisa dihitung sekali lagi. Hitungan pertama tetap tersimpan.',
    reason: 'Keterangan selisih',
    reason_example: 'Boleh kosong. Misalnya: salah kembalian',
    close: 'Tutup shift',
    hand_over: 'Serahkan ke kasir berikutnya',
    hand_over_text: 'Shift ini ditutup dan shift baru dibuka dengan uang yang dihitung tadi.',
    taker: 'Yang menerima',
    taker_pin: 'PIN yang menerima',
    nobody: 'Belum ada orang lain yang punya PIN kasir.'
  },
  counted_by: 'Hitungan',
  count_row: (no: number, name: string, time: string) => `Ke-${no} · ${name}, ${time}`,
  piece_row: (count: number, value: string) => `${count} × ${value}`,
  by_cashier: 'Per petugas',
  cashier_row: (sales: number, cash: string) => `${sales} penjualan, tunai ${cash}`,
  not_counted: 'Tidak dihitung',
  why: 'Keterangan',
  handed_to: (name: string) => `Diserahkan ke ${name}`,
  own: 'Shift sendiri',

  late: {
    title: 'Penjualan susulan',
    text: 'Terjadi sebelum shift ditutup, tetapi baru sampai sesudahnya. Slip Z yang pertama tidak berubah.',
    of: (z: string) => `Susulan untuk Z ${z}`,
    open: 'Masih dikumpulkan',
    finish: 'Buat slip Z susulan',
    finish_text: 'Yang datang lagi sesudah ini masuk ke susulan berikutnya.'
  },
  left: {
    title: 'Tutup shift ini dari sini',
    text: 'Untuk shift yang lupa ditutup. Selisih dicatat, tidak ditolak.',
    how: 'Uang di lacinya',
    counted: 'Sudah dihitung',
    counted_text: 'Isi jumlahnya di bawah.',
    not_counted: 'Tidak dihitung',
    not_counted_text: 'Shift ditutup tanpa hitungan.',
    action: 'Tutup shift ini'
  },

  slip: {
    late: 'PENJUALAN SUSULAN',
    late_text: 'Sampai sesudah shift ditutup.',
    not_counted: 'TIDAK DIHITUNG',
    counts: (no: number) => `Hitungan ke-${no}`,
    cashiers: 'Per petugas',
    sold: (name: string, sales: number) => `${name} (${sales})`,
    cash: '  tunai',
    reason: 'Keterangan',
    handed_over: 'SERAH TERIMA LACI',
    from: 'Yang menyerahkan',
    to: 'Yang menerima',
    amount: 'Uang diserahkan'
  },

  settings: {
    title: 'Shift dan laci',
    card: 'Shift bersama atau sendiri, pecahan uang, alasan kas',
    mode: 'Shift milik siapa?',
    shared: 'Bersama',
    shared_text: 'Satu shift dan satu laci di tiap kasir, dipakai siapa pun yang masuk.',
    own: 'Sendiri-sendiri',
    own_text: 'Tiap petugas punya shift dan laci sendiri di kasir itu.',
    mode_hint: 'Shift yang sedang berjalan tetap seperti waktu dibuka.',
    money: 'Pecahan uang',
    money_text: 'Dipakai waktu menghitung laci. Pisahkan dengan spasi.',
    notes: 'Uang kertas',
    coins: 'Uang logam',
    reasons: 'Alasan kas yang sering',
    reasons_text: 'Satu alasan setiap baris, paling banyak 8. Muncul sebagai tombol.',
    reasons_in: 'Kas masuk',
    reasons_out: 'Kas keluar'
  }
}

/** Why the shop says no to something about shifts. */
export const shift_refusals = {
  'bill/broken': 'Fotonya rusak atau terpotong. Ambil lagi.',
  'bill/gone': 'Foto nota ini tidak ada. Ambil lagi fotonya.',
  'bill/not-a-picture': 'Ini bukan foto yang bisa dibaca. Pakai JPEG, PNG atau WebP.',
  'bill/too-large': 'Fotonya terlalu besar. Ambil lagi dengan ukuran lebih kecil.',
  'count/needed': 'Hitung dulu uang di laci.',
  'count/pieces': ({ row }: Record<string, string | number>) =>
    `Baris ke-${row} belum benar. Isi dengan angka bulat.`,
  'count/twice': 'Laci sudah dihitung dua kali. Tutup dengan hitungan terakhir.',
  'count/two-sums': ({ pieces, sum }: Record<string, string | number>) =>
    `Menurut pecahannya ${pieces}, menurut jumlahnya ${sum}. Betulkan salah satu.`,
  'handover/same': 'Laci tidak bisa diserahkan ke diri sendiri. Pilih orang lain.',
  'shift/faulty-money': ({ text }: Record<string, string | number>) =>
    text ? `“${text}” bukan nilai uang. Tulis angkanya saja.` : 'Isi sedikitnya satu pecahan uang.',
  'shift/not-open': 'Shift ini sudah ditutup.'
}
