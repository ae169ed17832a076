/** The camera as a scanner. */
export const camera = {
  open: 'Pindai dengan kamera',
  title: 'Pindai dengan kamera',
  picture: 'Gambar dari kamera',
  starting: 'Membuka kamera…',
  ready: 'Arahkan barcode ke dalam kotak.',
  again: 'Barang yang sama sekali lagi? Jauhkan sebentar, lalu arahkan lagi.',
  torch: 'Senter',
  failed: 'Kamera tidak bisa dibuka. Tutup, lalu coba lagi.',
  not_allowed: 'Kamera belum diizinkan. Ketuk gembok di samping alamat, izinkan kamera, lalu coba lagi.',
  not_found: 'Perangkat ini tidak punya kamera.',
  not_readable: 'Kamera sedang dipakai aplikasi lain. Tutup aplikasi itu, lalu coba lagi.'
}
