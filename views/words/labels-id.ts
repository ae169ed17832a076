/** What is said of price tags and stickers, and on them. */
export const labels = {
  title: 'Label harga',
  to_labels: 'Cetak label',
  text: 'Label rak dan stiker barcode dengan harga yang berlaku sekarang.',
  search: 'Pindai atau cari barang',
  search_hint: 'Barcode, kode, atau nama. 5*… untuk lima label',
  many_at_once: 'Banyak sekaligus',
  choose_category: 'Pilih kategori',
  changed_since: 'Yang berubah sejak tanggal',
  outdated: (count: number) => `${count} barang harganya sudah lain dari label terakhirnya.`,
  outdated_action: 'Pilih semuanya',
  missed: {
    text: 'Tidak ada barang yang cocok. Coba sebagian namanya, atau pindai barcodenya.',
    many: 'Tidak ada barang seperti itu.'
  },
  chosen: 'Yang dicetak',
  empty_title: 'Belum ada yang dipilih',
  empty_text: 'Pindai atau cari barang di atas. Labelnya langsung tampak seperti nanti tercetak.',
  layout: 'Jenis',
  layouts: { shelf: 'Label rak', sticker: 'Stiker barang' },
  layout_texts: {
    shelf: 'Harga besar, satuan, dan keterangan pajak untuk pembeli.',
    sticker: 'Barcode besar untuk ditempel di barang.'
  },
  printer: 'Printer',
  no_printer: 'Pasang printer dulu. Printer struk pun bisa mencetak label.',
  receipt_paper: (millimetres: number) => `kertas struk ${millimetres} mm`,
  size: (width: number, height: number) => `${width} × ${height} mm`,
  picture: (name: string) => `Label ${name}`,
  unit_of: (name: string) => `Satuan ${name}`,
  copies_of: (name: string) => `Banyaknya label ${name}`,
  more: (name: string) => `Tambah label ${name}`,
  fewer: (name: string) => `Kurangi label ${name}`,
  drop: (name: string) => `Keluarkan ${name}`,
  too_many: (labels: number, most: number) =>
    `${labels} label terlalu banyak untuk sekali cetak di printer ini. Paling banyak ${most}.`,
  sure: (labels: number) => `Ya, cetak ${labels} label`,
  print: (labels: number) => `Cetak ${labels} label`,
  earlier: 'Cetakan sebelumnya',
  earlier_none: 'Label yang sudah dicetak tercatat di sini, supaya bisa dicetak lagi.',
  run: (labels: number, layout: string) => `${labels} × ${layout}`,
  and_more: (count: number) => `dan ${count} lainnya`,
  again: 'Cetak lagi',
  again_text: 'Kalau dicetak lagi, label memakai harga yang berlaku sekarang.',
  others: 'Label lain',
  unit: 'Satuan',
  copies: 'Label',
  on_label: {
    included: (tax: string) => `Harga sudah termasuk ${tax}`,
    added: (tax: string) => `Harga belum termasuk ${tax}`,
    added_both: (tax: string) => `Harga belum termasuk ${tax} dan layanan`,
    no_tax: 'Tanpa tambahan pajak',
    service_added: 'belum termasuk layanan'
  }
}
