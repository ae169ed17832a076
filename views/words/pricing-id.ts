/** Why something costs what it costs, on the till and in the terminal; amounts and quantities come ready to be read. */
const reasons = {
  list: (price: string) => `Harga daftar ${price}`,
  'own-price': (price: string) => `Harga diubah di kasir menjadi ${price}`,
  label: (total: string) => `Harga dari label timbangan: ${total}`,
  order: (total: string) => `Harga sesuai pesanan: ${total}`,
  tier: (from: string, price: string, amount: string) =>
    `Harga grosir mulai ${from}: ${price}, hemat ${amount}`,
  group_tier: (from: string, price: string, amount: string) =>
    `Harga khusus pelanggan mulai ${from}: ${price}, hemat ${amount}`,
  promotion: (name: string, quantity: string, amount: string) =>
    `Promo “${name}” untuk ${quantity}: potong ${amount}`,
  'basket-promotion': (name: string, amount: string) => `Bagiannya dari promo “${name}”: potong ${amount}`,
  'passed-over': (name: string) => `Promo “${name}” tidak dipakai, kalah oleh harga atau promo lain`,
  'line-discount': (amount: string) => `Diskon barang ini: potong ${amount}`,
  'basket-discount': (amount: string) => `Bagiannya dari diskon belanja: potong ${amount}`,
  service: (amount: string) => `Bagiannya dari biaya layanan: ${amount}`,
  tax_included: (label: string, amount: string) => `Sudah termasuk ${label} ${amount}`,
  tax_added: (label: string, amount: string) => `Ditambah ${label} ${amount}`
}

export const pricing = { reasons }
