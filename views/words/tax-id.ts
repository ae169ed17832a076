import type { TaxKind } from '../../server/settings/tables.ts'

export const tax = {
  title: 'Pajak',
  text: 'Pajak yang dipungut toko, dan mulai hari apa tarifnya berlaku.',
  none: 'Toko tidak memungut pajak.',
  shop: (taxes: string) => `Toko memungut ${taxes}.`,
  collects: { ppn: 'PPN', pbjt: 'PBJT', service: (percent: string) => `biaya layanan ${percent}` },

  ppn: {
    title: 'PPN',
    not_registered: 'Bukan PKP',
    not_registered_text: 'Toko tidak memungut PPN, dan tidak boleh menuliskannya di struk.',
    registered: 'PKP',
    registered_text: 'PPN dan DPP-nya ditulis di struk.',
    status: 'Status pajak',
    prices: 'Harga jual',
    included: 'Sudah termasuk PPN',
    included_text: 'Yang dibayar sama dengan yang tertulis di rak.',
    added: 'Belum termasuk PPN',
    added_text: 'PPN ditambahkan saat membayar. Label rak harus menyebutkannya.'
  },

  pbjt: {
    title: 'Makan dan minum di tempat (PBJT)',
    text: 'Pajak daerah atas makanan dan minuman yang disajikan, dulu disebut PB1. Hanya untuk barang yang pajaknya “Makan di tempat”.',
    status: 'Pungut PBJT?',
    no: 'Tidak',
    no_text: 'Toko biasa, atau omzetnya di bawah batas daerah.',
    yes: 'Ya',
    yes_text: 'Warung makan, kafe, atau restoran yang terdaftar di daerah.',
    prices: 'Harga menu',
    included: 'Sudah termasuk PBJT',
    included_text: 'Yang dibayar sama dengan yang tertulis di menu.',
    added: 'Belum termasuk PBJT',
    added_text: 'PBJT ditambahkan saat membayar.'
  },

  service: {
    title: 'Biaya layanan',
    text: 'Milik toko, bukan pajak; tetapi PBJT dihitung dari jumlah yang sudah ditambah biaya layanan.',
    percent: 'Biaya layanan (%)',
    percent_hint: 'Kosongkan kalau tidak ada.',
    of: 'Dihitung dari',
    net: 'Harga sesudah potongan',
    net_text: 'Pembeli yang dapat potongan membayar layanan lebih sedikit.',
    gross: 'Harga sebelum potongan',
    gross_text: 'Biaya layanan tetap sama berapa pun potongannya.'
  },

  example: {
    title: 'Contoh hitungan',
    text: 'Makan Rp\u00a0100.000, potongan 20%. Kedua cara ini sah menurut Bapenda DKI Jakarta.',
    net: 'Layanan sesudah potongan',
    gross: 'Layanan sebelum potongan',
    chosen: 'dipilih',
    price: 'Harga menu',
    discount: 'Potongan 20%',
    service: 'Biaya layanan',
    total: 'Dibayar',
    included: (label: string) => `termasuk ${label}`,
    faulty: 'Biaya layanan harus 0 sampai 25 persen.'
  },

  rules: {
    title: 'Aturan menurut tanggal',
    text: 'Struk memakai aturan yang berlaku di hari penjualan; salinan dan pengembalian memakai aturan struk aslinya. Karena itu aturan yang sudah lewat tidak bisa diubah.',
    tax: 'Pajak',
    taxes: { ppn: 'PPN', 'ppn-luxury': 'PPN barang mewah', pbjt: 'PBJT' } satisfies Record<TaxKind, string>,
    from: 'Mulai',
    rate: 'Tarif',
    base: 'Dasar',
    whole: 'seluruh harga',
    effective: (percent: string) => `efektif ${percent}`,
    holds: 'berlaku',
    later: 'nanti',
    past: 'lama',
    remove: 'Hapus',
    state: 'Keadaan',
    add: 'Tambah aturan',
    add_text: 'Untuk tarif PBJT daerah Anda (paling tinggi 10%), atau kalau undang-undang mengubah PPN.',
    rate_percent: 'Tarif (%)',
    base_fraction: 'Bagian harga yang jadi dasar',
    base_hint: 'PPN sekarang: 11 per 12. PBJT: selalu 1 per 1.',
    base_above: 'Pembilang',
    base_below: 'Penyebut',
    valid_from: 'Berlaku mulai hari'
  },

  faults: {
    service: 'Biaya layanan harus 0 sampai 25 persen.',
    rate: 'Tarifnya harus persen di atas 0, paling tinggi 50.',
    pbjt_rate: 'Tarif PBJT paling tinggi 10% (UU 1/2022).',
    base: 'Dasarnya harus pecahan di atas 0, paling tinggi 1 per 1.',
    valid_from: 'Isi hari mulai berlakunya.'
  }
}
