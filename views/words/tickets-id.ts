/** What is said of tickets for the kitchen and the stock room. */
export const tickets = {
  title: 'Tiket dapur dan gudang',
  text: 'Setiap ada penjualan, printer yang dicentang mencetak barang dari kategori itu: jumlah dan nama, tanpa harga.',
  link: 'Tiket dapur/gudang',
  back: 'Printer',
  category: 'Kategori',
  none_categories_title: 'Belum ada kategori',
  none_categories: 'Beri kategori pada barang dulu, misalnya Makanan atau Minuman.',
  to_items: 'Ke daftar barang',
  none_printers_title: 'Belum ada printer struk',
  none_printers: 'Tambahkan dulu printer di dapur atau gudang.',
  uncategorised: 'Barang tanpa kategori tidak dicetak di tiket.',
  reprint: 'Cetak ulang tiket',
  reprint_text: 'Untuk dapur dan gudang, tercetak sebagai SALINAN.',
  slip: { title: 'TIKET', cancelled: 'BATAL', customer: 'Untuk', reason: 'Alasan' }
}
