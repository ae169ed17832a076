import type { RefusalCode } from '../../server/refusal.ts'
import { answers } from './answers-id.ts'
import { approval } from './approval-id.ts'
import { archive } from './archive-id.ts'
import { backup } from './backup-id.ts'
import { backup_keys } from './backup-keys-id.ts'
import { backup_light } from './backup-light-id.ts'
import { basket } from './basket-id.ts'
import { camera } from './camera-id.ts'
import { certificates } from './certificates-id.ts'
import { customers } from './customers-id.ts'
import { displays } from './displays-id.ts'
import { doctor } from './doctor-id.ts'
import { door, door_refusals } from './door-id.ts'
import { drawer } from './drawer-id.ts'
import { exports } from './exports-id.ts'
import { faults } from './faults-id.ts'
import { find_printers } from './find-id.ts'
import { goods } from './goods-id.ts'
import { guides } from './guides-id.ts'
import { items } from './items-id.ts'
import { labels } from './labels-id.ts'
import { ledger } from './ledger-id.ts'
import { orders } from './orders-id.ts'
import { pay, tenders, vouchers } from './pay-id.ts'
import { pricing } from './pricing-id.ts'
import { job, print_queue } from './print-queue-id.ts'
import { printer_setup, test_page } from './printer-setup-id.ts'
import { printer } from './printing-id.ts'
import { promotions } from './promotions-id.ts'
import { proof } from './proof-id.ts'
import { qris } from './qris-id.ts'
import { radar } from './radar-id.ts'
import { refunds } from './refunds-id.ts'
import { rescue } from './rescue-id.ts'
import { restore } from './restore-id.ts'
import { rights } from './rights-id.ts'
import { shift_refusals, shifts } from './shifts-id.ts'
import { look_refusals, slip_look } from './slip-look-id.ts'
import { slips } from './slips-id.ts'
import { staff } from './staff-id.ts'
import { tax } from './tax-id.ts'
import { terminals } from './terminals-id.ts'
import { tickets } from './tickets-id.ts'
import { tunnel } from './tunnel-id.ts'
import { update } from './update-id.ts'

type Facts = Record<string, string | number>
type Sentence = string | ((facts: Facts) => string)

/** Up to two minutes in seconds, beyond that in minutes. */
function shortWait(seconds: number): string {
  return seconds <= 120 ? `${seconds} detik` : `${Math.ceil(seconds / 60)} menit`
}

const refusals: Record<RefusalCode, Sentence> = {
  'approval/cannot': ({ name }) => `${name} tidak boleh mengizinkan ini. Minta orang lain.`,
  'approval/wrong': 'PIN salah.',
  'backup/archive-there': 'Arsip dengan nama itu sudah ada. Pilih folder lain.',
  'backup/cannot-wait': 'Ini tidak bisa ditunda. Bereskan dulu.',
  'backup/code-mistyped': 'Ada huruf yang keliru di kode pemulihan ini. Cocokkan lagi dengan lembarnya.',
  'backup/key-damaged': 'Berkas kunci cadangan ini rusak. Ambil dari tempat cadangan yang lain.',
  'backup/key-newer': 'Berkas kunci ini dibuat Laci yang lebih baru. Perbarui Laci dulu.',
  'backup/no-key-file': 'Berkas kunci cadangan tidak ada di tempat ini. Coba tempat cadangan yang lain.',
  'backup/no-passphrase': 'Belum ada frasa sandi cadangan. Buat dulu.',
  'backup/not-proven':
    'Cadangan di kotak belum terbukti cocok, jadi arsip tidak dibuat. Buktikan cadangan dulu.',
  'backup/passphrase-known':
    'Itu sandi Anda untuk masuk ke Laci. Buat frasa sandi yang lain, supaya yang satu bocor, yang lain tetap aman.',
  'backup/passphrase-short': ({ least }) => `Frasa sandinya paling sedikit ${least} huruf.`,
  'backup/passphrase-weak':
    'Frasa sandi ini mudah ditebak. Pakai empat kata yang tidak berhubungan, tanpa nama toko.',
  'backup/passphrase-wrong': 'Frasa sandi atau kode pemulihannya salah.',
  'backup/passphrases-differ': 'Kedua frasa sandi tidak sama. Ketik lagi pelan-pelan.',
  'backup/proof-wrong': 'Sandi Anda salah, jadi belum ada yang berubah.',
  'backup/secret-unreadable':
    'Sandi tempat cadangan ini tidak bisa dibaca lagi. Isi lagi sandinya di pengaturan cadangan.',
  'backup/name-needed': 'Isi namanya dulu.',
  'backup/place-faulty': ({ field }) => backup.form.faults[field as keyof typeof backup.form.faults],
  'backup/place-gone': 'Tempat cadangan ini sudah tidak dipakai.',
  'backup/place-name-taken': ({ name }) => `Sudah ada tempat bernama ${name}.`,
  'backup/place-there': ({ name }) => `Tempat ini sudah dipakai, namanya ${name}.`,
  'backup/stick-foreign': 'Flashdisk ini milik toko lain, jadi tidak disentuh.',
  'backup/stick-gone': 'Flashdisknya sudah tidak terpasang, atau tidak bisa ditulisi. Colok lagi.',
  'backup/stick-not-ours':
    'Flashdisk ini masih milik komputer lain, jadi kotak belum boleh menulisinya. Cabut lalu colok lagi. Kalau tetap begitu, minta teknisi: sudo /opt/laci/scripts/box/hand-over-stick FOLDER',
  'backup/try-gone': 'Percobaan ini sudah lewat. Isi dan coba lagi.',
  'backup/not-tried': 'Tempat ini belum berhasil dicoba, jadi belum disimpan.',
  'backup/not-recorded':
    'Cadangan sedang tidak bisa mencatat, jadi saat ini belum ditandai. Lihat halaman Cadangan.',
  'backup/when-faulty': ({ field }) => backup.when.faults[field as keyof typeof backup.when.faults],
  'backup/sheet-replaced': 'Lembar itu sudah diganti yang lebih baru. Simpan lembar yang terakhir.',
  'basket/changed': 'Isi keranjang sudah berubah. Periksa lagi totalnya, lalu bayar.',
  'basket/empty': 'Keranjang masih kosong. Pindai barang dulu.',
  'basket/fixed-line': 'Harga baris ini dari label atau pesanan. Keluarkan dulu kalau jumlahnya lain.',
  'basket/in-hand': 'Keranjang di kasir ini masih berisi. Selesaikan dulu, baru ambil yang lain.',
  'basket/no-customer': 'Belum ada pelanggan di keranjang ini.',
  'basket/nothing-to-undo': 'Tidak ada yang bisa dibatalkan lagi.',
  'basket/taken': 'Keranjang itu sudah diambil kasir lain atau sudah dibayar.',
  'basket/paid': ({ paid }) => `Sudah ada uang ${paid} di keranjang ini. Kembalikan dulu, atau selesaikan.`,
  'box/busy': 'Kotak sedang sibuk. Layar ini mencoba lagi sendiri.',
  'box/disk-full':
    'Penyimpanan penuh, jadi belum ada yang dicatat. Hubungi teknisi untuk mengosongkan ruang.',
  'box/disk-nearly-full':
    'Penyimpanan kotak hampir penuh. Penjualan baru ditahan dulu supaya yang sudah tercatat aman. Minta teknisi mengosongkan ruang; setelah itu kotak menjual lagi sendiri.',
  'box/halted': 'Kotak sedang memulai ulang. Yang belum terjawab dikirim lagi otomatis.',
  'box/mistake': ({ number }) =>
    `Ada yang salah di pihak kami. Sebutkan nomor ini kepada teknisi: ${number}.`,
  'cash/amount-needed': 'Isi jumlah uangnya dulu.',
  'cash/gone': 'Catatan kas ini tidak ada.',
  'cash/not-that-much': 'Uang di laci tidak sebanyak itu.',
  'copy/breaks-rules': ({ rule }) =>
    `Berkas ini berisi catatan yang tidak mungkin benar (${rule}). Tidak ada yang dipulihkan.`,
  'copy/damaged': 'Berkas ini rusak atau pernah diubah. Tidak ada yang dipulihkan; pakai salinan yang lain.',
  'copy/newer': 'Berkas ini dari Laci yang lebih baru. Perbarui kotak ini dulu, lalu coba lagi.',
  'copy/no-copy': 'Ini bukan salinan data Laci yang lengkap. Pilih berkas JSON “Semuanya”.',
  'copy/no-owner': 'Di berkas ini tidak ada pemilik toko, jadi tidak bisa dipulihkan.',
  'copy/not-empty': 'Kotak ini sudah berisi toko. Berkas hanya bisa dipulihkan ke kotak yang kosong.',
  'customer/gone': 'Pelanggan ini tidak ada.',
  'customer/has-deposit': ({ deposit }) =>
    `Pelanggan ini masih punya titipan ${deposit}. Kembalikan dulu, baru hapus.`,
  'customer/name-needed': 'Isi nama pelanggannya.',
  'customer/owes': ({ debt }) => `Pelanggan ini masih berutang ${debt}. Lunasi dulu, baru hapus.`,
  'customer/phone-taken': ({ name }) => `Nomor ini sudah milik ${name}.`,
  'customer/phone-wrong': 'Nomor HP ini sepertinya salah. Contoh: 0812-3456-789.',
  'customer/several': ({ text }) => `Ada beberapa pelanggan cocok dengan “${text}”. Pilih salah satu.`,
  'customer/unknown': ({ text }) => `Belum ada pelanggan “${text}”. Tambahkan di bawah.`,
  'discount/amount': 'Isi potongannya dalam rupiah.',
  'discount/percent': 'Persennya 0,01 sampai 100. Untuk rupiah, tekan tombol rupiah.',
  'display/code-wrong': 'Kode itu salah atau sudah lewat waktunya. Lihat lagi di kasir.',
  'display/unpaired': 'Layar ini belum tersambung ke kasir.',
  'drawer/none':
    'Di kasir ini tidak ada laci yang bisa dibuka. Atur di menu Printer, bagian printer setiap kasir.',
  'drawer/reason-needed': 'Tulis dulu alasannya.',
  'exchange/in-hand': 'Di kasir ini masih ada tukar barang dari struk lain. Selesaikan atau batalkan dulu.',
  'exchange/nothing-new': 'Belum ada barang penggantinya. Pindai dulu, atau pakai Kembalikan barang.',
  'export/busy': 'Masih ada berkas yang sedang ditulis. Tunggu sampai selesai, atau hentikan dulu.',
  'export/cancelled': 'Sudah dihentikan. Tidak ada berkas yang dibuat.',
  'export/disk-full':
    'Tempat penyimpanannya penuh, jadi berkasnya tidak dibuat. Hapus berkas lama, atau pilih periode yang lebih pendek.',
  'export/failed':
    'Berkasnya gagal dibuat karena kesalahan di pihak kami. Coba lagi; kalau tetap gagal, hubungi teknisi.',
  'export/gone': 'Berkas ini sudah tidak ada. Buat lagi kalau masih perlu.',
  'export/period': 'Isi kedua tanggalnya, yang awal dulu.',
  'export/place-gone':
    'Tempat penyimpanannya tidak bisa ditulisi. Kalau itu flashdisk, periksa apakah masih terpasang.',
  'export/too-large': 'Berkasnya terlalu besar. Pilih periode yang lebih pendek.',
  'form/stale': 'Halaman ini sudah lama terbuka. Muat ulang, lalu coba lagi.',
  'form/unreadable': ({ field }) =>
    field ? `Isian “${field}” belum benar. Periksa lagi.` : 'Isian belum benar. Periksa lagi.',
  'group/gone': 'Golongan ini tidak ada.',
  'group/name-needed': 'Isi nama golongannya.',
  'group/name-taken': ({ name }) => `Sudah ada golongan bernama ${name}.`,
  'import/done': 'Daftar ini sudah pernah dimasukkan.',
  'import/gone': 'Berkas impor ini tidak ada.',
  'import/newer-first': ({ file_name }) =>
    `Barang yang sama diimpor lagi sesudahnya dari ${file_name}. Batalkan yang itu dulu.`,
  'import/nothing-good': 'Tidak ada baris yang bisa dimasukkan. Perbaiki berkasnya, lalu unggah lagi.',
  'import/undone': 'Impor ini sudah dibatalkan.',
  'import/unreadable': (facts) => {
    const sentence = items.file_faults[facts['fault'] as keyof typeof items.file_faults]
    return typeof sentence === 'string' ? sentence : sentence(facts)
  },
  'item/barcode-taken': ({ barcode, name }) => `Barcode ${barcode} sudah dipakai ${name}.`,
  'item/barcode-wrong': ({ barcode }) => `Barcode ${barcode} salah ketik: angka pemeriksanya tidak cocok.`,
  'item/code-taken': ({ code, name }) => `Kode ${code} sudah dipakai ${name}.`,
  'item/faulty': 'Belum bisa disimpan. Perbaiki isian yang ditandai.',
  'item/gone': 'Barang ini sudah tidak dijual.',
  'item/plu-taken': ({ plu, name }) => `PLU ${plu} sudah dipakai ${name}.`,
  'item/plu-wrong': 'PLU hanya angka, paling banyak 6.',
  'order/basket-bound': 'Keranjang ini terikat pada uang, pesanan, atau penukaran lain. Selesaikan dulu.',
  'order/date-past': 'Tanggalnya sudah lewat.',
  'order/deposit-more': ({ rest }) => `Sisa yang harus dibayar tinggal ${rest}.`,
  'order/ended': 'Pesanan ini sudah menjadi penjualan atau sudah dibatalkan.',
  'order/gone': 'Pesanan ini tidak ada.',
  'order/in-hand': ({ number, code }) => `${number} sedang di keranjang kasir ${code}.`,
  'page/missing': 'Halaman ini tidak ada.',
  'page/too-large': 'Berkasnya terlalu besar.',
  'payment/changed': 'Kasbonnya sudah berubah. Muat ulang halaman, lalu periksa lagi.',
  'payment/gone': 'Pembayaran ini tidak ada.',
  'payment/more-than-owed': ({ debt }) => `Kasbonnya hanya ${debt}. Sisanya bisa dititipkan.`,
  'payment/nothing-owed': 'Pelanggan ini tidak punya kasbon.',
  'points/not-that-many': ({ points }) => `Poinnya hanya ${points}.`,
  'points/nothing': 'Isi berapa poin yang ditambah atau dikurangi.',
  'points/reason-needed': 'Tulis alasannya.',
  'printer/address-wrong':
    'Alamat printer belum benar. Contoh: 192.168.1.50:9100, /dev/usb/lp0, /dev/ttyUSB0?baud=9600.',
  'printer/labels-only': 'Printer itu hanya mencetak label. Pilih printer struk untuk kasir.',
  'printer/used-for-slips':
    'Struk, laci, atau tiket masih memakai printer ini. Pilih printer lain untuk itu dulu, baru jadikan printer label.',
  'printer/gone': 'Printer ini tidak ada.',
  'printer/in-use': ({ count }) =>
    `Masih ada ${count} struk yang belum jelas nasibnya di printer ini. Selesaikan dulu di antrean cetak.`,
  'printer/name-taken': 'Sudah ada printer dengan nama itu.',
  'printer/other-kind': 'Printer itu tidak bisa mencetak ini. Pilih printer lain.',
  'promotion/faulty': ({ field }) => promotions.faults[field as keyof typeof promotions.faults],
  'promotion/gone': 'Promo ini tidak ada.',
  'ledger/noted-unreadable': ledger.noted_wrong,
  'labels/gone': 'Cetakan label itu tidak ada.',
  'labels/nothing': 'Pilih dulu barang yang labelnya mau dicetak.',
  'labels/sure': ({ labels }) => `Ini ${labels} label. Centang dulu bahwa memang sebanyak itu.`,
  'labels/too-many': ({ labels: count, most }) => labels.too_many(Number(count), Number(most)),
  ...door_refusals,
  ...look_refusals,
  ...shift_refusals,
  'job/gone': 'Struk itu sudah diurus, atau sedang dicetak.',
  'qris/none': 'Kode QRIS toko belum dipasang.',
  'qris/unreadable': (facts) => {
    const sentence = qris.faults[facts['fault'] as keyof typeof qris.faults]
    return typeof sentence === 'string' ? sentence : sentence(facts)
  },
  'radar/gone': 'Ini sudah tidak ada di radar. Muat ulang halamannya.',
  'refund/changed': 'Jumlah yang dikembalikan sudah berubah. Periksa lagi, lalu ulangi.',
  'refund/gone': 'Pengembalian ini tidak ada.',
  'refund/not-void': 'Penjualan ini tidak bisa dibatalkan lagi. Pakai Kembalikan barang.',
  'refund/nothing': 'Pilih dulu barang yang dikembalikan.',
  'refund/reason-needed': 'Isi dulu alasannya.',
  'refund/too-much': ({ name, left }) => `Yang masih bisa dikembalikan dari ${name}: ${left}.`,
  'request/reused': 'Permintaan ini bentrok dengan yang sudah tercatat. Muat ulang halaman, lalu ulangi.',
  'restore/busy': 'Pemulihan lain sedang berjalan. Tunggu sampai selesai, atau hentikan dulu.',
  'restore/moment-wrong': 'Waktunya belum benar. Pilih tanggal dan jamnya lagi.',
  'restore/not-ready': 'Belum ada hasil pemulihan yang terbukti utuh. Pulihkan dulu, baru pakai.',
  'restore/nothing-there': 'Tidak ada cadangan Laci di tempat ini. Periksa letaknya, atau pilih tempat lain.',
  'restore/passphrase-needed': 'Ini cadangan toko dari kotak lain. Isi frasa sandi atau kode pemulihannya.',
  'restore/unreachable':
    'Tempat cadangan tidak menjawab. Periksa jaringan atau flashdisknya, lalu coba lagi.',
  'right/ask': 'Untuk ini perlu izin. Lakukan di kasir: di sana supervisor atau pemilik bisa memberi PIN.',
  'right/missing': 'Anda belum punya hak untuk ini. Mintalah pemilik atau supervisor.',
  'right/sign-in': 'Masuk dulu.',
  'sale/gone': 'Penjualan ini tidak ada.',
  'sale/short-tender': ({ missing }) => `Uangnya kurang ${missing}.`,
  'sale/too-much-given': 'Jumlah uangnya janggal. Mungkin barcode terketik sebagai uang. Periksa lagi.',
  'scale/faulty': ({ row, field }) =>
    `Label ${row}: ${goods.scale.faults[field as keyof typeof goods.scale.faults]}.`,
  'scan/label-wrong': ({ text }) =>
    `Label timbangan ${text} terbaca salah: angka pemeriksanya tidak cocok. Pindai lagi, atau cetak ulang labelnya.`,
  'scan/plu-unknown': ({ plu }) =>
    `Label timbangan menyebut PLU ${plu}, tetapi tidak ada barang dengan PLU itu. Isi PLU di halaman barangnya.`,
  'scan/quantity': 'Jumlahnya tidak bisa dipakai. Contoh: 3*barcode, atau 0,5*kode.',
  'scan/several': ({ text }) => `Ada beberapa barang cocok dengan “${text}”. Pilih salah satu.`,
  'scan/unknown': ({ text }) => `“${text}” belum terdaftar. Cari namanya, atau daftarkan dulu.`,
  'setup/code-wrong': 'Kode pemasangan salah. Kodenya tercetak di layar kotak saat dinyalakan.',
  'setup/done': 'Toko ini sudah disiapkan.',
  'setup/incomplete': 'Langkah sebelumnya belum diisi.',
  'shift/closed': 'Shift belum dibuka. Buka shift dulu sebelum berjualan.',
  'shift/gone': 'Shift ini tidak ada.',
  'shift/open': 'Shift di kasir ini sudah dibuka.',
  'session/locked': 'Layar ini terkunci. Ketik PIN dulu.',
  'sign-in/locked': ({ seconds }) => `Terlalu banyak salah. Coba lagi ${shortWait(Number(seconds))} lagi.`,
  'sign-in/too-many': 'Terlalu sering mencoba. Tunggu sebentar.',
  'sign-in/wrong': 'Nama atau sandi salah.',
  'staff/beyond-own': 'Itu lebih dari hak Anda sendiri. Mintalah pemilik.',
  'staff/gone': 'Orang ini tidak ada di daftar.',
  'staff/last-owner': 'Toko harus tetap punya pemilik yang boleh semuanya.',
  'staff/name-taken': ({ name }) => `Sudah ada yang bernama ${name}.`,
  'staff/name-used': ({ name }) =>
    `Nama ${name} sudah dipakai karyawan yang dulu. Kalau orangnya sama, panggil kembali dari daftar yang sudah keluar; kalau lain, beri pembeda, misalnya ${name} B.`,
  'staff/not-left': 'Orang ini tidak ada di daftar yang sudah keluar.',
  'staff/oneself': 'Anda tidak bisa memberhentikan diri sendiri. Mintalah pemilik lain.',
  'staff/own-rights': 'Peran dan hak Anda sendiri hanya bisa diubah orang lain.',
  'staff/own-secret': 'PIN dan sandi Anda sendiri diganti di halaman Saya, dengan yang lama.',
  'staff/password-weak':
    'Sandi terlalu mudah ditebak. Pakai paling sedikit 10 huruf, bukan nama toko atau nama orangnya; beberapa kata yang tidak berhubungan paling baik.',
  'staff/passwords-differ': 'Kedua sandi tidak sama.',
  'staff/proof-wrong': 'Yang lama salah, jadi belum ada yang berubah.',
  'staff/pin-weak': 'PIN harus 4 sampai 8 angka, bukan angka kembar atau berurutan.',
  'tax/faulty': ({ field }) => tax.faults[field as keyof typeof tax.faults],
  'tax/in-use':
    'Aturan ini sudah dipakai atau sudah berlaku, jadi tidak bisa dihapus. Tambahkan aturan baru.',
  'tax/past': ({ day }) =>
    `Aturan pajak tidak bisa mulai di hari yang sudah lewat. Paling awal ${day}; struk yang sudah jadi tetap benar.`,
  'tax/rule-there': 'Sudah ada aturan pajak ini yang mulai di hari itu. Hapus dulu yang lama.',
  'tender/always-on': 'Yang ini harus selalu ada.',
  'tender/customer-needed': 'Pilih pelanggannya dulu.',
  'tender/more-than-owed': ({ excess }) => `Kelebihan ${excess}. Hanya tunai yang memberi kembalian.`,
  'tender/name-taken': ({ name }) => `Sudah ada cara bayar bernama ${name}.`,
  'tender/not-enough': ({ left }) => `Tidak cukup. Sisanya ${left}.`,
  'tender/other-customer':
    'Sebagian sudah dibayar atas nama pelanggan lain. Hapus pembayaran itu dulu, atau kembalikan pelanggannya.',
  'tender/reference-needed': 'Isi nomor referensinya dulu.',
  'tender/unknown': 'Cara bayar ini tidak ada, atau sudah dimatikan.',
  'terminal/code-wrong': 'Kode ini tidak ada, atau sudah lewat. Lihat lagi layar perangkatnya.',
  'terminal/gone': 'Kasir ini tidak ada.',
  'terminal/name-taken': ({ name }) => `Sudah ada kasir bernama ${name}.`,
  'terminal/needed': 'Perangkat ini belum dijadikan kasir.',
  'terminal/paired': 'Perangkat ini sudah menjadi kasir.',
  'terminal/taken-out': 'Perangkat ini sudah dikeluarkan dari toko.',
  'terminal/too-many-waiting': 'Terlalu banyak perangkat yang menunggu. Tutup yang lain dulu.',
  'tier/faulty': ({ row, field }) =>
    `Baris ${row}: ${goods.tiers.faults[field as keyof typeof goods.tiers.faults]}.`,
  'tier/twice': ({ row }) => `Baris ${row} sama satuan, jumlah, dan pelanggannya dengan baris di atasnya.`,
  'tunnel/faulty': ({ field }) => tunnel.faults[field as keyof typeof tunnel.faults],
  'tunnel/no-answer': ({ host, port }) =>
    `${host} tidak menjawab sebagai server SSH di port ${port}. Periksa alamatnya, dan apakah internet toko hidup.`,
  'tunnel/no-key': 'Buat kunci kotak dulu.',
  'update/gone': 'Paket ini tidak ada lagi. Colok flashdisknya, atau kirim lagi berkasnya.',
  'update/no-package': ({ name }) =>
    `${name} bukan paket Laci untuk komputer ini. Namanya seperti laci-1.2.0-linux-x64.tar.gz.`,
  'update/not-installed': update.not_installed,
  'update/running': 'Satu pembaruan sedang berjalan. Tunggu sampai selesai.',
  'unit/faulty': ({ field }) => goods.units.faults[field as keyof typeof goods.units.faults],
  'unit/gone': 'Satuan ini sudah tidak dijual.',
  'unit/name-taken': ({ name }) => `Barang ini sudah punya satuan ${name}.`,
  'voucher/expired': ({ code, until }) => `Voucher ${code} berlaku sampai ${until}.`,
  'voucher/gone': ({ code }) => `Voucher ${code} tidak dikenal.`
}

export const id = {
  refusals,

  common: {
    app: 'Laci',
    skip: 'Langsung ke isi',
    save: 'Simpan',
    cancel: 'Batal',
    back: 'Kembali',
    next: 'Lanjut',
    close: 'Tutup',
    late_refused: 'Yang ditekan tadi baru sampai di kotak sekarang, dan tidak bisa diproses:',
    reload: 'Muat ulang',
    edit: 'Ubah',
    search: 'Cari',
    optional: 'boleh kosong',
    total: 'Total',
    nothing_found: 'Tidak ada yang cocok',
    theme: { label: 'Tampilan', auto: 'Ikut perangkat', light: 'Terang', dark: 'Gelap' }
  },

  nav: {
    second_step: 'Langkah kedua',
    exports: 'Salinan data',
    groups: {
      selling: 'Jualan',
      watch: 'Pantau toko',
      goods: 'Barang dan harga',
      people: 'Orang',
      devices: 'Perangkat',
      box: 'Kotak dan data'
    },
    keys: 'Tombol pintas dan bunyi',
    backup: 'Cadangan',
    doctor: 'Dokter kotak',
    ledger: ledger.menu,
    orders: 'Pesanan',
    displays: 'Layar pembeli',
    label: 'Menu utama',
    till: 'Kasir',
    items: 'Barang',
    promotions: 'Promo',
    customers: 'Pelanggan',
    sales: 'Penjualan',
    shifts: 'Shift',
    printing: 'Antrean cetak',
    today: 'Hari ini',
    radar: 'Radar kebocoran',
    answers: 'Jawaban apa adanya',
    vouchers: 'Voucher',
    printers: 'Printer',
    staff: 'Karyawan',
    settings: 'Pengaturan',
    start: 'Mulai',
    sign_out: 'Keluar',
    tills: 'Perangkat kasir',
    menu: 'Menu',
    language: 'Bahasa'
  },

  status: {
    label: 'Keadaan',
    ready: 'Siap',
    sending: 'Mengirim…',
    waiting: 'Menunggu jaringan… mencoba lagi',
    waiting_many: 'Menunggu jaringan… belum terkirim: ',
    restarting: 'Kotak memulai ulang… mencoba lagi',
    offline: 'Terputus dari kotak',
    sent: 'Tersimpan'
  },

  setup: {
    title: 'Siapkan toko',
    step: (at: number, of: number) => `Langkah ${at} dari ${of}`,
    welcome: 'Selamat datang di Laci',
    welcome_text: 'Empat langkah, lalu toko bisa berjualan. Semua tersimpan di kotak ini, bukan di internet.',
    language_question: 'Pakai bahasa apa?',
    shop_question: 'Toko apa, dan di mana?',
    shop_name: 'Nama toko',
    address: 'Alamat',
    phone: 'Telepon',
    zone: 'Zona waktu',
    zones: {
      'Asia/Jakarta': 'WIB (Jakarta)',
      'Asia/Makassar': 'WITA (Makassar)',
      'Asia/Jayapura': 'WIT (Jayapura)'
    },
    tax_question: 'Bagaimana pajak dan struknya?',
    tax_status: 'Status pajak',
    not_taxable: 'Bukan PKP',
    not_taxable_text: 'Toko tidak memungut PPN.',
    taxable: 'PKP',
    taxable_text: 'Harga sudah termasuk PPN, dan PPN ditulis di struk.',
    npwp: 'NPWP',
    npwp_none: 'Kosongkan kalau belum punya',
    width: 'Lebar kertas struk',
    width_58: '58 mm',
    width_58_text: 'Printer kecil, 32 huruf sebaris',
    width_80: '80 mm',
    width_80_text: 'Printer lebar, 48 huruf sebaris',
    owner_question: 'Siapa pemiliknya?',
    owner_name: 'Nama pemilik',
    password: 'Sandi',
    password_again: 'Ulangi sandi',
    password_hint: 'Paling sedikit 10 huruf atau angka. Simpan baik-baik: tidak ada sandi bawaan.',
    code: 'Kode pemasangan',
    code_hint: 'Tercetak di layar kotak saat dinyalakan.',
    finish: 'Selesai, buka toko'
  },

  start: {
    title: 'Menuju penjualan pertama',
    text: 'Kerjakan dari atas ke bawah. Yang selesai tercentang sendiri.',
    done: 'Selesai',
    todo: 'Belum',
    optional: 'boleh nanti',
    at_till: (tills: string) => `Lakukan ini di perangkat kasir: ${tills}.`,
    items: 'Masukkan barang',
    items_text: 'Impor daftar dari spreadsheet, atau ketik satu per satu.',
    items_action: 'Impor barang',
    till: 'Jadikan perangkat ini kasir',
    till_text: 'Pakai tablet atau komputer yang akan ada di meja kasir.',
    till_action: 'Jadikan kasir',
    cashier: 'Tambah karyawan',
    cashier_text: 'Setiap orang masuk dengan PIN sendiri. Pemilik pun boleh berjualan.',
    cashier_action: 'Tambah karyawan',
    printer: 'Sambungkan printer',
    printer_text: 'Sebelum ada printer, struk tampil di layar.',
    printer_action: 'Atur printer',
    shift: 'Buka shift',
    shift_text: 'Hitung uang kembalian di laci, lalu mulai.',
    shift_action: 'Buka shift',
    sale: 'Layani pembeli pertama',
    sale_text: 'Pindai barang, terima uang, beri kembalian.',
    sale_action: 'Mulai berjualan',
    all_done: 'Toko sudah berjualan. Selamat!'
  },

  sign_in: {
    title: 'Masuk',
    who: 'Siapa yang bertugas?',
    pin_for: (name: string) => `PIN ${name}`,
    name: 'Nama',
    password: 'Sandi',
    enter: 'Masuk',
    as_owner: 'Masuk dengan sandi',
    other_person: 'Orang lain',
    not_paired: 'Perangkat ini belum menjadi kasir. Pemilik masuk dengan sandi untuk menjadikannya kasir.',
    no_cashiers: 'Belum ada karyawan ber-PIN. Tambahkan di menu Karyawan.',
    digit_delete: 'Hapus satu angka'
  },

  pair: {
    title: 'Jadikan perangkat ini kasir',
    text: 'Setelah ini karyawan bisa masuk di sini dengan PIN, dan nomor struknya dihitung sendiri.',
    name: 'Nama kasir',
    name_example: 'Kasir depan',
    printer: 'Printer dan laci',
    printer_hint: 'Laci uang terbuka lewat printer ini. Bisa diganti kapan saja di menu Printer.',
    no_printer: 'Tanpa printer',
    action: 'Jadikan kasir',
    already: (name: string) => `Perangkat ini sudah menjadi ${name}.`
  },

  till: {
    title: 'Kasir',
    slip: 'Struk belanja',
    shelf: 'Barang',
    scan: 'Pindai barcode, atau ketik nama atau kode',
    scan_short: 'Pindai atau cari',
    add: 'Tambah',
    favourites: 'Favorit',
    categories: 'Kategori',
    empty_title: 'Belum ada barang',
    empty_text: 'Pindai barcode, ketik namanya, atau ketuk gambarnya. Untuk tiga buah: 3* lalu pindai.',
    no_items_title: 'Belum ada barang di toko',
    no_items_text: 'Impor daftar barang dulu, supaya bisa dipindai.',
    nothing_found: (text: string) => `Tidak ada barang bernama “${text}”.`,
    pay: 'Bayar',
    undo: 'Urungkan',
    total: 'Total',
    pieces: (count: number) => `${count} barang`,
    in_total: 'Termasuk',
    low: (quantity: string) => `sisa ${quantity}`,
    out: 'habis',
    last_sale: 'Terakhir',
    other_baskets: 'Keranjang di kasir lain',
    take_basket: 'Ambil',
    shift_closed_title: 'Shift belum dibuka',
    shift_closed_text: 'Hitung uang kembalian di laci, lalu buka shift. Setelah itu langsung berjualan.',
    line: {
      quantity: 'Jumlah',
      set: 'Pakai jumlah ini',
      remove: 'Keluarkan dari keranjang',
      each: (price: string, unit: string) => `${price} / ${unit}`
    },
    keys: {
      title: 'Tombol pintas',
      pay: 'Bayar',
      exact: 'Uang pas',
      search: 'Ke kolom pindai',
      undo: 'Urungkan yang terakhir',
      line: 'Ubah jumlah baris terakhir',
      back: 'Kembali',
      lines: 'Pilih baris',
      help: 'Daftar tombol ini'
    }
  },

  pay,
  tenders,
  vouchers,

  done: {
    change: 'Kembalian',
    no_change: 'Uang pas',
    new_sale: 'Penjualan baru',
    hint: 'Atau langsung pindai barang berikutnya.',
    see_slip: 'Lihat struk'
  },

  shift: {
    title: 'Shift',
    open_title: 'Buka shift',
    open_text: 'Hitung uang di laci sekarang. Ini modal kembalian.',
    float: 'Modal kembalian',
    open_action: 'Buka shift',
    running: 'Shift berjalan',
    opened: (name: string, time: string) => `Dibuka ${name}, ${time}`,
    sales: 'Penjualan',
    tax: 'Pajak terkumpul',
    moves: 'Kas masuk dan keluar',
    no_moves: 'Belum ada kas masuk atau keluar.',
    cash_in: 'Kas masuk',
    cash_out: 'Kas keluar',
    amount: 'Jumlah',
    reason: 'Keterangan',
    reason_example: 'Misalnya: beli plastik, setor ke pemilik',
    record: 'Catat',
    close_title: 'Tutup shift',
    close_text: 'Hitung semua uang di laci, lalu isi jumlahnya. Selisih dicatat, tidak ditolak.',
    counted: 'Uang dihitung',
    close_action: 'Tutup shift',
    expected: 'Seharusnya',
    difference: 'Selisih',
    over: 'lebih',
    short: 'kurang',
    exact: 'Pas',
    z: 'Laporan Z',
    z_slip: 'Slip Z',
    closed: (name: string, time: string) => `Ditutup ${name}, ${time}`,
    still_open: 'Masih berjalan',
    list_title: 'Shift',
    all: 'Semua shift',
    list_empty: 'Belum ada shift.',
    day: 'Hari',
    till: 'Kasir',
    cashier: 'Petugas',
    to_till: 'Ke kasir'
  },

  sales: {
    title: 'Penjualan',
    empty_title: 'Belum ada penjualan',
    empty_text: 'Begitu uang diterima, penjualannya muncul di sini.',
    empty_past_title: 'Tidak ada penjualan hari itu',
    empty_past_text: 'Pilih hari lain, atau kembali ke hari ini.',
    to_today: 'Ke hari ini',
    day: 'Hari',
    see_day: 'Lihat',
    previous: 'Hari sebelumnya',
    following: 'Hari berikutnya',
    number: 'Nomor',
    time: 'Jam',
    when: 'Waktu',
    cashier: 'Petugas',
    till: 'Kasir',
    lines: 'Barang',
    total: 'Total',
    count: (count: number) => `${count} penjualan`,
    only_newest: (count: number) => `Hanya ${count} yang terbaru yang ditampilkan. Totalnya dari semua.`,
    paper: 'Struk kertas',
    reprint: 'Cetak salinan',
    reprint_text: 'Salinan bertuliskan SALINAN, dan pencetakannya dicatat.',
    share: 'Struk untuk pembeli',
    share_action: 'Buka struk pembeli',
    share_text: 'Alamat ini bisa dikirim ke pembeli. Siapa pun yang memilikinya bisa melihat struk ini.',
    slip: 'Struk',
    back: 'Semua penjualan hari itu'
  },

  today: {
    title: 'Hari ini',
    as_of: (time: string) => `Keadaan pukul ${time}`,
    answers: 'Jawaban apa adanya',
    radar_looking: 'Radar sedang memeriksa…',
    sold: 'Terjual',
    sales: 'Penjualan',
    average: 'Rata-rata',
    up: (percent: string) => `naik ${percent}%`,
    down: (percent: string) => `turun ${percent}%`,
    last_week: (weekday: string, time: string, by_now: string, whole: string) =>
      `${weekday} pekan lalu sampai jam ${time}: ${by_now}, sehari penuh ${whole}`,
    no_last_week: 'Minggu lalu di hari yang sama belum ada penjualan.',
    drawers: 'Uang di laci',
    no_drawers: 'Belum ada shift yang dibuka.',
    low: 'Stok menipis',
    low_none: 'Semua stok masih di atas batas minimum.',
    low_more: (count: string) => `dan ${count} barang lagi`,
    left: (quantity: string) => `sisa ${quantity}`,
    none_left: 'habis',
    recorded: (quantity: string) => `tercatat ${quantity}`,
    minimum: (quantity: string) => `minimum ${quantity}`,
    last_days: 'Tujuh hari terakhir',
    printers: 'Printer',
    jobs_waiting: (count: number) => `${count} struk menunggu dicetak`,
    jobs_none: 'Semua struk sudah tercetak.',
    see_printers: 'Lihat printer'
  },

  rights,
  staff,

  settings: {
    title: 'Pengaturan',
    shop: 'Nama dan alamat toko',
    saved: 'Tersimpan.',
    language: 'Bahasa toko',
    language_hint: 'Dipakai di struk, dan di perangkat yang belum memilih bahasanya sendiri.',
    tills: 'Printer dan kasir',
    tills_hint: 'Struk keluar di printer mana, dan laci uang tiap kasir.',
    no_tills: 'Belum ada kasir. Buka Laci di perangkat yang akan ada di meja kasir, lalu jadikan kasir.',
    preview: 'Contoh struk',
    preview_text: 'Berubah selagi Anda mengetik. Disimpan setelah Anda menekan Simpan.',
    sample_items: ['Beras Pandan Wangi 5 kg', 'Mi Instan Goreng', 'Telur Ayam'] as [string, string, string]
  },

  receipt: {
    number: 'No',
    cashier: 'Kasir',
    total: 'TOTAL',
    change: 'Kembali',
    tax_in: (label: string) => `Termasuk ${label}`,
    tax_base: 'DPP',
    npwp: 'NPWP',
    copy: '*** SALINAN ***',
    thanks: 'Terima kasih',
    link: 'Struk ini di ponsel',
    z_title: 'LAPORAN Z',
    z_opened: 'Buka',
    z_closed: 'Tutup',
    z_float: 'Modal kembalian',
    z_sales: (count: number) => `Penjualan (${count})`,
    z_cash: 'Tunai masuk',
    z_expected: 'Seharusnya',
    z_counted: 'Dihitung',
    z_difference: 'Selisih',
    z_receipts: 'Struk',
    test_title: 'TES PRINTER',
    test_text: 'Kalau baris ini terbaca dan kertas terpotong, printer siap.',
    public_title: 'Struk'
  },

  answers,
  approval,
  backup,
  archive,
  backup_keys,
  backup_light,
  rescue,
  basket,
  camera,
  certificates,
  displays,
  doctor,
  door,
  drawer,
  exports,
  find_printers,
  items,
  labels,
  faults,
  ledger,
  goods,
  guides,
  promotions,
  tax,
  terminals,
  tickets,
  tunnel,
  update,
  pricing,
  job,
  print_queue,
  orders,
  printer,
  printer_setup,
  test_page,
  proof,
  qris,
  radar,
  customers,
  shifts,
  slip_look,
  slips,
  refunds,
  restore
}
