import type { OfferKind, PartName } from '../../server/pricing/promotion-form.ts'
import type { PromotionState } from '../../server/pricing/promotion-state.ts'

export const promotions = {
  title: 'Promo',
  text: 'Promo berlaku sendiri di kasir. Yang sudah terjual tetap memakai nama dan potongannya waktu itu.',
  add: 'Promo baru',
  empty_title: 'Belum ada promo',
  empty_text:
    'Beli 2 gratis 1, harga paket, jam hemat, harga anggota: sekali dibuat, kasir tidak perlu menghitung.',
  states: {
    running: 'berjalan',
    coming: 'akan datang',
    stopped: 'dihentikan',
    ended: 'selesai'
  } satisfies Record<PromotionState, string>,
  stop: 'Hentikan',
  resume: 'Jalankan lagi',

  kinds: {
    'price-off': 'Potongan harga',
    'quantity-break': 'Beli banyak lebih murah',
    'buy-get': 'Beli sekian, dapat lagi',
    bundle: 'Harga paket',
    'basket-off': 'Potongan belanja'
  } satisfies Record<OfferKind, string>,
  kind_texts: {
    'price-off': 'Jam hemat, harga anggota, obral satu kategori.',
    'quantity-break': 'Mulai 12 buah, semuanya lebih murah.',
    'buy-get': 'Beli 2 gratis 1, atau yang kedua separuh harga.',
    bundle: 'Roti dan susu bersama-sama Rp\u00a010.000.',
    'basket-off': 'Belanja Rp\u00a0200.000 ke atas, potongan 5%.'
  } satisfies Record<OfferKind, string>,
  choose_kind: 'Promo apa?',

  mode: {
    title: 'Kalau beberapa promo kena barang yang sama',
    best: 'Yang paling murah untuk pembeli',
    best_text: 'Kasir memilih sendiri. Pembeli tidak pernah rugi.',
    priority: 'Urutan dari toko',
    priority_text:
      'Promo dengan urutan lebih tinggi didahulukan, walaupun potongannya lebih kecil. Harga grosir urutannya 0.'
  },

  form: {
    new_title: 'Promo baru',
    name: 'Nama promo',
    name_hint: 'Tercetak di struk.',
    parts: {
      target: 'Barang',
      buy: 'Beli',
      get: 'Dapat',
      part0: 'Barang pertama',
      part1: 'Barang kedua',
      part2: 'Barang ketiga',
      part3: 'Barang keempat'
    } satisfies Record<PartName, string>,
    of: 'Yang kena',
    ofs: { items: 'barang tertentu', category: 'satu kategori', everything: 'semua barang' },
    search: 'Cari barang',
    search_hint: 'Ketik sebagian namanya, lalu centang. Pilih juga satuannya.',
    nothing_picked: 'Belum ada barang.',
    category: 'Kategori',
    choose: 'pilih…',
    count: 'Berapa',
    same: 'Yang didapat',
    same_yes: 'Barang yang sama',
    same_yes_text: 'Yang termurah dari yang dibeli.',
    same_no: 'Barang lain',
    same_no_text: 'Pilih di bawah.',
    off: 'Potongan',
    off_kinds: {
      percent: 'persen',
      'amount-each': 'rupiah per satuan',
      'price-each': 'menjadi harga per satuan',
      amount: 'rupiah'
    },
    off_value: 'Besarnya',
    discount: 'Potongan untuk yang didapat (%)',
    discount_hint: '100 berarti gratis.',
    from: 'Mulai jumlah',
    from_hint: 'Dalam satuan barang yang dipilih.',
    more_parts: 'Paketnya berisi lebih dari dua macam',
    price: 'Harga satu paket',
    from_amount: 'Mulai belanja',
    when: 'Kapan dan untuk siapa',
    starts_on: 'Mulai',
    ends_on: 'Sampai',
    ends_hint: 'Kosongkan kalau tanpa akhir.',
    weekdays: 'Hari',
    weekdays_hint: 'Tanpa centang berarti setiap hari.',
    days: ['Senin', 'Selasa', 'Rabu', 'Kamis', 'Jumat', 'Sabtu', 'Minggu'],
    from_time: 'Dari jam',
    until_time: 'Sampai jam',
    hours_hint: 'Kosongkan kalau sepanjang hari. Boleh lewat tengah malam.',
    group: 'Untuk',
    everybody: 'semua pembeli',
    priority: 'Urutan',
    priority_hint: 'Hanya dipakai kalau toko memakai urutan sendiri. Lebih tinggi lebih dulu.',
    says: 'Promo ini',
    preview: 'Contoh belanjaan',
    preview_none: 'Lengkapi isiannya; contohnya muncul di sini.',
    pay: 'Dibayar',
    no_effect: 'Dengan harga sekarang promo ini tidak mengurangi apa-apa. Periksa potongannya.'
  },

  says: {
    everything: { all: 'semua barang', any: 'barang apa saja', same: 'barang yang sama' },
    category: {
      all: (name: string) => `semua barang ${name}`,
      any: (name: string) => `barang ${name}`,
      same: (name: string) => `barang ${name} yang sama`
    },
    gone: 'barang yang sudah tidak dijual',
    others: (count: number) => `${count} barang lain`,
    percent: (goods: string, percent: string) => `${goods}: potongan ${percent}`,
    amount_each: (goods: string, amount: string) => `${goods}: potongan ${amount} per satuan`,
    price_each: (goods: string, price: string) => `${goods}: menjadi ${price} per satuan`,
    from: (goods: string, count: string) => `Beli ${count} atau lebih ${goods}`,
    all_percent: (percent: string) => `semuanya dipotong ${percent}`,
    all_amount_each: (amount: string) => `semuanya dipotong ${amount} per satuan`,
    all_price_each: (price: string) => `semuanya menjadi ${price} per satuan`,
    buy_get_same: (buy: number, goods: string, get: number, off: string) =>
      `Beli ${buy} ${goods}, dapat ${get} lagi ${off}`,
    buy_get: (buy: number, goods: string, get: number, other: string, off: string) =>
      `Beli ${buy} ${goods}, dapat ${get} ${other} ${off}`,
    free: 'gratis',
    with_off: (percent: string) => `dengan potongan ${percent}`,
    part: (count: number, goods: string) => `${count} ${goods}`,
    bundle: (parts: string, price: string) => `${parts} bersama-sama ${price}`,
    basket_percent: (amount: string, percent: string) =>
      `Belanja mulai ${amount}: seluruhnya dipotong ${percent}`,
    basket_amount: (amount: string, off: string) => `Belanja mulai ${amount}: dipotong ${off}`,
    on_days: (days: string) => `setiap ${days}`,
    hours: (from: string, until: string) => `jam ${from} sampai ${until}`,
    for_group: (name: string) => `untuk pelanggan ${name}`,
    from_day: (day: string) => `mulai ${day}`,
    days: (from: string, until: string) => (from === until ? `hanya ${from}` : `${from} sampai ${until}`)
  },

  faults: {
    name: 'Isi nama promonya, paling panjang 60 huruf.',
    items: 'Pilih barangnya dulu.',
    category: 'Pilih kategorinya dulu.',
    count: 'Jumlahnya harus angka bulat, 1 sampai 1.000.',
    parts: 'Paket berisi paling sedikit dua barang.',
    percent: 'Potongannya harus persen di atas 0, paling tinggi 100.',
    off_value: 'Potongannya harus rupiah bulat di atas 0.',
    price: 'Harga paketnya harus rupiah bulat.',
    from: 'Mulai jumlah berapa? Isi angka di atas nol.',
    from_amount: 'Mulai belanja berapa? Isi rupiah bulat.',
    starts_on: 'Isi hari mulainya.',
    ends_on: 'Hari akhirnya belum benar, atau sebelum hari mulainya.',
    hours: 'Jamnya belum benar. Contoh: 15:00 sampai 17:00.',
    group: 'Golongan pelanggan itu tidak ada.',
    priority: 'Urutannya harus angka bulat, paling jauh 1.000 dari 0.'
  }
}
