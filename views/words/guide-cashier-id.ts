import type { Guide } from '../guides/guide.ts'

/** One sheet of A4 that hangs beside the till; a test prints it. */
export const cashier: Guide = {
  title: 'Panduan kasir',
  lead: 'Satu lembar, untuk digantung di dekat kasir.',
  parts: [
    {
      heading: 'Mulai tugas',
      pictures: [{ name: 'sign-in', shows: 'Layar masuk: nama-nama yang bertugas, tinggal diketuk' }],
      steps: [
        'Ketuk nama Anda, ketik PIN, lalu *Masuk*. Jangan pakai PIN orang lain.',
        'Hitung uang di laci, isi sebagai *Modal kembalian*, lalu *Buka shift*.'
      ]
    },
    {
      heading: 'Jualan',
      pictures: [
        {
          name: 'till',
          in_box: true,
          shows: 'Layar kasir: struk di kiri, barang di kanan, tombol bayar di bawah'
        },
        { name: 'till-phone', shows: 'Layar kasir di HP' },
        { name: 'pay', shows: 'Layar bayar: pecahan uang yang tinggal diketuk, dan cara bayar lain' },
        { name: 'done', shows: 'Sesudah dibayar: kembaliannya tampil paling besar' }
      ],
      steps: [
        'Pindai barcode. Tanpa barcode: ketik sebagian namanya (`indo gor`), lalu ketuk barangnya.',
        'Tiga buah: ketik `3*`, lalu pindai. Setengah kilo: `0,5*`, lalu kodenya.',
        '*Bayar* (`F9`). Ketuk uang yang diterima, atau *Uang pas* (`F10`), atau ketik jumlahnya lalu `Enter`.',
        'Beri kembalian sebesar angka di layar. Laci terbuka, struk tercetak.',
        'Pelanggan berikutnya: langsung pindai barangnya.'
      ],
      points: [
        'QRIS: tekan *Sudah diterima* hanya kalau **HP toko** sudah memberi tahu. Layar HP pelanggan bukan bukti.',
        'Sebagian QRIS, sisanya tunai: ketik bagiannya dulu, lalu sisanya.',
        'Pelanggan `F3`, diskon `F6`, tahan dan ambil keranjang `F8`. Perlu izin? Supervisor mengetik PIN di layar itu juga. `?` menampilkan semua tombol pintas.'
      ]
    },
    {
      heading: 'Salah, dan barang kembali',
      pictures: [
        {
          name: 'refund',
          shows: 'Mengembalikan barang: pilih barangnya, alasannya, dan cara uangnya kembali'
        }
      ],
      points: [
        '**Salah barang, belum dibayar:** *Urungkan* (`F7`), atau ketuk barisnya (`F4`) lalu *Keluarkan dari keranjang*.',
        '**Salah kembalian, pelanggan masih ada:** hitung bersama, betulkan uangnya. Perlu buka laci: `F12`, *Kembalian keliru*, PIN supervisor. **Sudah pergi:** bilang ke supervisor, jangan tutup dengan uang sendiri.',
        '**Salah cara bayar, atau pelanggan batal:** menu *Penjualan*, buka struknya, *Batalkan penjualan*. Hanya di shift yang sama.',
        '**Pelanggan mengembalikan barang:** menu *Penjualan*, ketik nomor struk atau pindai kodenya, *Kembalikan barang* atau *Tukar barang*. Pilih barang, alasan, dan cara uangnya kembali. Tanpa struk: *Kembalikan tanpa struk*. Perlu PIN supervisor.'
      ]
    },
    {
      heading: 'Kalau ada masalah',
      pictures: [
        {
          name: 'till-printer',
          shows: 'Printer diam: di kepala layar terlihat keadaannya dan berapa struk yang menunggu'
        },
        {
          name: 'till-offline',
          shows: 'Wi-Fi putus: di kepala layar tertulis bahwa layar ini mencoba lagi sendiri'
        }
      ],
      table: {
        head: ['Yang terlihat', 'Yang dilakukan'],
        rows: [
          [
            'Printer diam, *Kertas habis*, *Tutup terbuka*',
            'Jualan terus. Pasang kertas, tutup penutupnya, nyalakan; struk keluar sendiri. Tetap diam: tekan lampu printer di kepala layar, *Pindah ke …*.'
          ],
          [
            '*Lihat kertasnya, struk mungkin terpotong*',
            'Lihat kertasnya. Utuh: *Sudah tercetak*. Terpotong: *Cetak salinan*.'
          ],
          [
            'Wi-Fi putus, *Menunggu jaringan…*',
            'Tunggu, jangan tekan ulang, jangan tutup layarnya. Yang sudah ditekan terkirim sendiri, sekali saja. Lama: bilang ke pemilik.'
          ],
          [
            'Listrik padam',
            'Nyalakan lagi. Keranjang dan penjualan masih ada. Yang belum sempat *Bayar*, lanjutkan; yang sudah, jangan diulang: lihat *Penjualan*.'
          ],
          ['Layar terkunci', 'Ketik PIN. Keranjang tetap. Lima kali salah harus menunggu.'],
          ['Lupa PIN', 'Minta PIN baru kepada pemilik.']
        ]
      }
    },
    {
      heading: 'Uang di luar penjualan',
      points: [
        '**Kas masuk, kas keluar:** menu *Shift*, isi jumlah dan alasannya, *Catat*. Slipnya ditandatangani dua orang. Mengambil uang perlu PIN supervisor.',
        '**Bayar kasbon:** menu *Pelanggan*, ketuk namanya, ketik jumlahnya atau *Lunas*.',
        '**Buka laci tanpa jual:** `F12`, pilih alasannya, PIN supervisor. Semuanya tercatat.'
      ]
    },
    {
      heading: 'Selesai tugas',
      pictures: [{ name: 'count', shows: 'Menghitung laci: berapa lembar dan keping tiap pecahan' }],
      steps: [
        'Menu *Shift*, *Hitung dan tutup*. Isi berapa lembar dan keping yang ada, lalu *Kirim hitungan*.',
        'Baru sekarang terlihat berapa seharusnya. Selisih? Boleh *Hitung lagi* sekali. Selisih dicatat, tidak ditolak.',
        '*Tutup shift*, atau *Serahkan ke kasir berikutnya*: penerimanya mengetik PIN-nya sendiri.',
        'Istirahat sebentar: `F11` mengunci layar dan mengganti orang.'
      ]
    }
  ]
}
