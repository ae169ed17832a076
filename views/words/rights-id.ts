import type { Right } from '../../server/auth/permissions.ts'

/** Each right in plain words, as the owner says it to whoever gets it: “Boleh …”. */
const names: Record<Right, string> = {
  sell: 'Berjualan dan membuka shift',
  'see-items': 'Melihat barang dan harganya',
  'see-sales': 'Melihat penjualan yang sudah jadi',
  'see-customers': 'Melihat pelanggan dan nomor HP-nya',
  'edit-customers': 'Menambah dan mengubah pelanggan',
  'take-payments': 'Menerima bayaran kasbon dan titipan uang',
  'make-orders': 'Membuat pesanan dan menerima uang mukanya',
  'discount-more': 'Memberi diskon di atas batas kasir',
  'change-price': 'Mengubah harga barang di keranjang',
  refund: 'Menerima barang kembali dengan struk',
  'refund-as-cash': 'Mengembalikan uang dengan cara lain dari cara bayarnya',
  'refund-without-slip': 'Menerima barang kembali tanpa struk',
  'void-sale': 'Membatalkan penjualan yang baru jadi',
  'open-drawer': 'Membuka laci uang tanpa penjualan',
  'exceed-debt-limit': 'Membolehkan kasbon melebihi batas',
  'set-debt-limits': 'Mengatur batas kasbon pelanggan',
  'manage-customers': 'Membetulkan poin, kelompok harga, dan menghapus data pelanggan',
  'give-deposits-back': 'Mengembalikan uang titipan',
  'issue-vouchers': 'Menerbitkan voucher',
  'edit-promotions': 'Mengatur promo',
  'edit-items': 'Menambah, mengubah, dan mengimpor barang',
  'print-labels': 'Mencetak label harga',
  'see-today': 'Melihat angka hari ini',
  'edit-settings': 'Mengubah pengaturan toko dan pajak',
  'export-data': 'Mengambil data toko sebagai berkas',
  'edit-staff': 'Mengatur karyawan',
  'edit-printers': 'Mengatur printer',
  'pair-terminal': 'Menjadikan perangkat sebagai kasir',
  'manage-backup': 'Mengatur cadangan dan frasa sandinya',
  'restore-backup': 'Memulihkan toko dari cadangan',
  'see-backup': 'Melihat keadaan cadangan dan mengirimnya',
  'see-from-afar': 'Melihat toko dari jauh, lewat pintu pemilik',
  'move-cash': 'Mengambil uang dari laci',
  'see-expected': 'Melihat isi laci yang seharusnya sebelum dihitung',
  'close-shift-of-others': 'Menutup shift orang lain',
  'verify-ledger': 'Memeriksa bahwa buku besar tidak diubah',
  'see-radar': 'Melihat yang di luar kebiasaan, dan punya siapa',
  'see-doctor': 'Memeriksa kesehatan kotak, dan mengambil berkas bantuan'
}

export const rights = {
  title: 'Boleh apa saja',
  hint: 'Centang yang boleh. Yang tidak dicentang bisa dimintakan izin dengan PIN, kalau urusannya di kasir.',
  names,
  groups: {
    counter: 'Di kasir',
    lent: 'Perlu kepercayaan',
    goods: 'Barang',
    shop: 'Toko dan angka'
  },
  given: 'diberi khusus',
  taken: 'dicabut',
  save: 'Simpan haknya',
  ends_sessions: (name: string) => `${name} keluar dari semua kasir, lalu masuk lagi dengan hak yang baru.`,
  beyond:
    'Orang ini boleh melakukan hal yang Anda sendiri tidak boleh, jadi hanya pemilik yang bisa mengubahnya.',
  own: 'Hak Anda sendiri hanya bisa diubah orang lain.',
  none: 'Tidak ada.'
}
