import type { DrawerReason } from '../../server/printing/tables.ts'

/** What is said of drawers, and of the slips of shifts and cash. */
export const drawer = {
  open: 'Buka laci',
  title: 'Buka laci tanpa penjualan',
  why: 'Kenapa laci dibuka? Alasan dan namanya dicatat.',
  reasons: {
    change: 'Tukar uang kecil',
    'wrong-change': 'Kembalian keliru',
    count: 'Hitung uang',
    try: 'Coba laci',
    other: 'Alasan lain'
  } satisfies Record<DrawerReason, string>,
  other_hint: 'Misalnya: ambil kunci gudang',
  asked_title: 'Laci',
  finished: 'Selesai',

  heading: 'Laci',
  without_sale: 'Dibuka tanpa penjualan',
  times: (count: number) => `${count} kali`,
  tried: 'Dicoba dari menu Printer',
  allowed_by: (name: string) => `izin ${name}`,
  none: 'Laci belum pernah dibuka tanpa penjualan.',
  found_open: (count: number) => `Laci terbuka tanpa diminta, ${count} kali`,

  at_tills_title: 'Printer dan laci setiap kasir',
  at_tills_text: 'Struk keluar dari printer yang dipilih. Laci bisa tersambung ke printer lain.',
  slips_from: 'Struk dari',
  hangs_on: 'Laci di',
  with_slips: 'Printer struknya',
  socket: 'Colokan laci',
  as_printer: 'Ikut printernya',
  try: 'Coba laci ini',

  print_x: 'Cetak X',
  x_text: 'Angka shift sampai saat ini. Shift tetap berjalan.',
  print_z: 'Cetak ulang slip Z',
  print_move: 'Cetak ulang slip kas',
  copy_text: 'Tercetak sebagai SALINAN.',
  slip: {
    x_title: 'LAPORAN X',
    x_open: 'BELUM DITUTUP',
    x_asked: 'Dilihat',
    x_foot: 'Bukan laporan penutup.',
    without_sale: 'Laci dibuka tanpa jual',
    found_open: 'Laci terbuka sendiri',
    times: (count: number) => `${count}x`,
    cash_in: 'KAS MASUK',
    cash_out: 'KAS KELUAR',
    move_no: (no: number) => `Kas ke-${no} di shift ini`,
    reason: 'Keterangan',
    handed_over: 'Yang menyerahkan',
    received: 'Yang menerima'
  }
}
