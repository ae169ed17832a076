import type { Part } from '../guides/guide.ts'

/** Each thing of the shop by itself, for who looks it up. */
export const things: readonly Part[] = [
  {
    heading: 'Di meja kasir',
    points: [
      '**Struk.** Di halaman penjualannya: salinan, *Struk hadiah* tanpa harga, dan *Kirim ke WhatsApp*.',
      '**Printer lain.** Di lampu printer atau `/printing`: *Pindah ke …* memindahkan struk yang menunggu apa adanya; yang mungkin terpotong keluar di sana sebagai SALINAN. Laci tidak ikut pindah. *Struk terakhir* menunjukkan apa yang keluar di mana, dan *Cetak lagi*.',
      '*Struk terkirim* berarti printer ini tidak pernah memberi kabar: lihat kertasnya.',
      '**Kas masuk, kas keluar, X.** *Cetak X* mencetak angka shift sampai saat itu, tanpa jumlah uang untuk kasir; shift tetap berjalan. Foto notanya bisa ikut disimpan.',
      '**Kamera.** Di HP atau tablet tanpa alat pindai, tekan gambar kamera di samping kolom cari. Barang yang sama sekali lagi: jauhkan sebentar. Perlu sambungan aman.'
    ]
  },
  {
    heading: 'Barang dan harga',
    pictures: [
      { name: 'promotion', shows: 'Promo: kalimat dan contoh belanjaannya terlihat sebelum disimpan' }
    ],
    points: [
      '**Satuan dan grosir.** Di halaman barang: *Satuan lain* untuk dus atau pak (isi, harga, barcodenya sendiri), *Harga grosir* mulai jumlah tertentu atau untuk golongan pelanggan. Isi satuan yang diganti membuat satuan baru; yang lama pensiun, supaya penjualan dan stok yang lalu tetap benar.',
      '**Promo.** `/promotions`: pilih jenisnya, centang barangnya, baca kalimat dan contohnya sebelum disimpan. *Hentikan* berlaku seketika; struk yang sudah jadi tidak berubah.',
      '**Label harga.** *Barang › Cetak label*: *Label rak* atau *Stiker barang*. `5*` di depan barcode berarti lima label. *Banyak sekaligus* mengambil satu kategori, atau yang berubah sejak suatu tanggal. Printer struk pun bisa, paling banyak 100 sekali cetak; printer label (TSPL, ZPL) 500.',
      '**Timbangan.** *Pengaturan › Label timbangan*: pilih susunannya, pindai satu label untuk mencobanya. Isi PLU di halaman barangnya.',
      '**Pajak.** *Pengaturan › Pajak*: PKP atau bukan, PPN, PBJT, biaya layanan. Tarif baru ditambahkan dengan tanggal mulainya; yang lama tidak bisa diubah.'
    ]
  },
  {
    heading: 'Uang',
    points: [
      '**Cara bayar.** *Pengaturan › Cara bayar*: apa yang diterima, potongan bank, pembulatan tunai, batas diskon tiap peran. Pembeli jangan dikenai biaya tambahan karena membayar dengan kartu atau QRIS.',
      '**QRIS.** *Pengaturan › QRIS*: pindai stiker toko, periksa nama dan NMID-nya, *Simpan*. Kode dengan jumlahnya dibuat di kotak, tanpa internet. Kotak **tidak tahu** apakah uangnya masuk: lihat HP toko. Pindai stiker Anda sendiri di halaman itu sesering mungkin; stiker yang ditimpa penipu langsung ketahuan.',
      '**Shift dan laci.** *Pengaturan › Shift dan laci*: shift bersama atau sendiri-sendiri, pecahan uang, alasan kas.',
      '**Penjualan susulan.** Yang baru sampai sesudah shift ditutup masuk ke Z susulan (Z 12/1). Z yang pertama tidak berubah. *Buat slip Z susulan* mencetaknya.',
      '**Voucher.** `/vouchers`: jual atau berikan cuma-cuma; daftarnya menunjukkan sisa masing-masing.',
      '**Segel buku besar.** Di kaki tiap slip Z ada nomor dan kode empat kelompok huruf: segel semua yang terjadi sampai saat itu. Laci memeriksanya sendiri setiap malam.'
    ]
  },
  {
    heading: 'Pelanggan',
    points: [
      '**Baru.** `/customers/new`: nama dan nomor, dan bacakan kalimat persetujuannya. Golongan (Grosir, Karyawan) dipakai untuk harga dan promo.',
      '**Poin.** *Pengaturan › Poin pelanggan*: satu poin untuk setiap belanja sekian, dan berapa nilainya.',
      '**Kasbon dan titipan.** Menaikkan batas, mengembalikan titipan, dan membetulkan poin perlu PIN supervisor atau pemilik.',
      '**Pesanan dan penawaran.** Keranjang, *Jadikan pesanan*: harganya dijanjikan. `/orders`: uang muka, WhatsApp, *Masukkan ke keranjang* saat diambil.',
      'Atas permintaan pelanggan, datanya bisa diunduh atau dihapus selamanya; penjualannya tetap tercatat tanpa nama.'
    ]
  },
  {
    heading: 'Orang',
    pictures: [{ name: 'staff', shows: 'Karyawan: peran tiap orang, dan cara masuknya' }],
    points: [
      '**Hak.** Satu orang bisa diberi hak yang perannya tidak punya, atau dicabut haknya: centang di halamannya. Ia keluar dari semua kasir, dan masuk lagi dengan hak yang baru.',
      'Anda tidak bisa mengubah peran dan hak sendiri, dan toko selalu punya satu pemilik yang boleh semuanya.',
      '**PIN dan sandi sendiri.** `/me`: diganti dengan yang lama. Sandi paling sedikit 10 huruf; yang mudah ditebak ditolak.',
      'Yang dulu keluar dipanggil kembali dari *Sudah keluar*, dengan PIN baru.'
    ]
  },
  {
    heading: 'Perangkat',
    pictures: [{ name: 'tills', shows: 'Perangkat kasir: mana yang terhubung, dan kapan terakhir terlihat' }],
    points: [
      '**Kunci otomatis.** Layar yang lima menit tidak disentuh terkunci sendiri; lamanya diatur di `/tills`. *Tempat Anda masuk* (`/sessions`) mengakhiri yang lain.',
      '**Layar pembeli.** Layar kedua: `/displays`, *Buka layar pembeli*. Tablet lain: buka alamatnya, ketik enam angka dari kasir.',
      '**Laci.** `/printers`, *Printer dan laci setiap kasir*: laci boleh tersambung ke printer lain. *Coba laci ini* membukanya.',
      '**Tiket dapur dan gudang.** `/printers`: centang printer mana mencetak kategori mana. Keluar tanpa harga; kalau dibatalkan, menyusul tiket BATAL.',
      '**Tampilan struk.** *Pengaturan › Tampilan struk*: logo, baris pembuka dan penutup. Contohnya berubah selagi diketik. Salah simpan? *Kembalikan yang sebelumnya*.'
    ]
  },
  {
    heading: 'Cadangan dan data',
    pictures: [
      { name: 'stick', shows: 'Flashdisk baru dicolok: sekali tekan, cadangan disimpan di situ juga' },
      { name: 'restore', shows: 'Memulihkan: pilih dari mana, lalu ke saat mana' },
      { name: 'update', shows: 'Laci yang baru ditemukan: versi sekarang, dan versi penggantinya' }
    ],
    points: [
      '**Tempat.** Flashdisk, folder atau NAS, komputer lain, atau internet; dua tempat yang tidak seruangan lebih aman daripada satu.',
      '**Kembali ke satu saat.** `/backup/restore`: Laci memulihkan di samping toko yang sekarang, memeriksanya, dan memperlihatkan apa yang akan hilang. Toko yang tadi tetap disimpan: kembali saja ke *Sebelum dipulihkan*. Sebelum pekerjaan besar, tandai dulu di *Saat yang diberi nama*.',
      '**Salinan JSON.** *Semuanya* sebagai JSON bisa mengembalikan toko ke kotak kosong, tetapi tanpa sandi dan PIN: bukan pengganti cadangan.',
      '**Perbarui.** `/update` memasang Laci yang baru dari flashdisk atau berkasnya: *Perbarui sekarang*, atau *Nanti malam setelah tutup*. Kalau yang baru tidak sehat, yang lama kembali sendiri.'
    ]
  }
]
