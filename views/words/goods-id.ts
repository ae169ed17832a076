import type { TaxClass } from '../../server/pricing/basket.ts'

/** What an item is besides its card: its units and tiers, its tax, and what a scale says of it. */
export const goods = {
  units: {
    title: 'Satuan lain',
    text: 'Untuk barang yang juga dijual per pak, renteng, atau dus. Setiap satuan punya harga dan barcode sendiri.',
    name: 'Nama satuan',
    name_example: 'dus',
    holds: (unit: string) => `Isi (${unit})`,
    holds_text: (name: string, count: string, unit: string) => `1 ${name} = ${count} ${unit}`,
    price: 'Harga per satuan',
    barcode: 'Barcode satuan ini',
    barcode_hint: 'Yang tercetak di dusnya, bukan di isinya. Satu per baris.',
    per_piece: (price: string, unit: string) => `${price} per ${unit}`,
    add: 'Tambah satuan',
    retire: 'Berhenti dijual',
    content_text:
      'Kalau isinya diganti, satuan lama pensiun dan yang baru menggantikannya bersama barcodenya: penjualan dan stok yang lalu tetap benar. Harga grosir satuan lama tidak ikut; isi lagi.',
    faults: {
      name: 'Isi nama satuannya, paling panjang 20 huruf.',
      holds: 'Isi satuan harus angka di atas nol.',
      price: 'Harga satuan harus rupiah bulat.'
    }
  },

  tiers: {
    title: 'Harga grosir',
    text: 'Lebih murah mulai jumlah tertentu, untuk semua pembeli atau satu golongan pelanggan. Berlaku untuk seluruh jumlah di baris itu.',
    unit: 'Satuan',
    from: 'Mulai',
    group: 'Untuk',
    everybody: 'semua pembeli',
    price: 'Harga per satuan',
    add: 'Tambah baris',
    remove: 'Hapus baris',
    warnings: {
      'above-list': 'lebih mahal daripada harga biasa',
      'below-cost': 'di bawah harga modal'
    },
    faults: {
      unit: 'satuannya sudah tidak dijual',
      from: 'jumlahnya harus angka di atas nol',
      group: 'golongan pelanggannya tidak ada',
      price: 'harganya harus rupiah bulat'
    }
  },

  tax: {
    title: 'Pajak dan timbangan',
    class: 'Pajak barang ini',
    classes: {
      standard: 'Kena PPN',
      luxury: 'Barang mewah',
      exempt: 'Bebas PPN',
      untaxed: 'Bukan objek PPN',
      served: 'Makan di tempat'
    } satisfies Record<TaxClass, string>,
    examples: {
      standard: 'Kebanyakan barang: mi instan, sabun, rokok, minuman kemasan.',
      luxury: 'Yang juga kena PPnBM; PPN-nya penuh, tanpa 11/12.',
      exempt:
        'Bahan pokok menurut PP 49/2022: beras, gabah, jagung, sagu, kedelai, garam, daging, telur, susu, buah, dan sayur segar.',
      untaxed: 'Yang memang tidak dikenai PPN, misalnya pulsa titipan atau uang parkir.',
      served: 'Makanan dan minuman yang disajikan: kena pajak daerah (PBJT) dan biaya layanan, bukan PPN.'
    } satisfies Record<TaxClass, string>,
    whole_category: (name: string) => `Samakan untuk semua barang di kategori ${name}`,
    plu: 'PLU timbangan',
    plu_hint: 'Nomor barang ini di timbangan label. Kosongkan kalau tidak ditimbang.',
    shelf: 'Keterangan di label rak',
    shelf_included: (label: string) => `Harga sudah termasuk ${label}.`,
    shelf_added: (label: string) => `Harga belum termasuk ${label}.`,
    shelf_none: 'Tidak ada pajak yang ditambahkan.'
  },

  scale: {
    title: 'Label timbangan',
    text: 'Timbangan mencetak barcode yang memuat nomor barang (PLU) dan beratnya atau harganya. Samakan susunannya dengan timbangan Anda.',
    none: 'Belum dipasang',
    count: (count: number) => `${count} susunan label`,
    prefix: 'Awalan',
    plu_digits: 'Angka PLU',
    value_digits: 'Angka isi',
    holds: 'Isinya',
    holdings: { weight: 'berat', price: 'harga', count: 'jumlah' },
    factor: 'Dikali',
    rules:
      'Awalan, PLU, dan isi bersama-sama 12 angka; angka ke-13 pemeriksa. Berat dihitung per gram (dikali 1), harga per rupiah. Kalau timbangan mencetak puluhan rupiah, pilih 10.',
    rows: 'Susunan label',
    add: 'Tambah susunan',
    remove: 'Hapus',
    offers: 'Yang umum dipakai',
    offer: (prefix: string, plu: number, value: number, holds: string) =>
      `${prefix} + PLU ${plu} + ${holds} ${value}`,
    take: 'Pakai',
    taken: 'Sudah dipakai',
    cap: (amount: string) => `paling tinggi ${amount}`,
    tester: 'Coba label Anda',
    tester_text:
      'Pindai satu label dari timbangan. Susunan yang belum disimpan ikut dicoba; tidak ada yang dijual.',
    tester_empty: 'Begitu labelnya terpindai, isinya tampil di sini.',
    reads: (plu: string, value: string) => `PLU ${plu}, ${value}`,
    is_item: (name: string) => `Barangnya: ${name}`,
    no_item: 'Belum ada barang dengan PLU ini.',
    not_label: 'Ini tidak cocok dengan susunan label mana pun.',
    is_barcode: (name: string) => `Ini barcode biasa milik ${name}; barcode barang didahulukan.`,
    check_digit: 'Angka pemeriksanya tidak cocok: label ini terbaca salah.',
    faults: {
      prefix: 'awalannya 02, atau dua sampai empat angka yang diawali 2',
      digits: 'awalan, PLU, dan isi harus bersama-sama 12 angka',
      plu_digits: 'PLU 3 sampai 6 angka',
      value_digits: 'isinya 4 sampai 7 angka',
      twice: 'awalan ini sudah dipakai di baris lain'
    }
  }
}
