import type { Guide } from '../guides/guide.ts'
import { things } from './guide-owner-things-id.ts'

/** What an owner does, from the first day to the day on which the box is gone; then each thing by itself. */
export const owner: Guide = {
  title: 'Panduan pemilik',
  lead: 'Dari hari pertama sampai akhir bulan, dan apa yang dilakukan kalau kotaknya dicuri atau mati.',
  parts: [
    {
      heading: 'Hari pertama',
      pictures: [
        { name: 'setup-shop', shows: 'Menyiapkan toko: nama, alamat, dan zona waktunya' },
        { name: 'start', shows: 'Daftar langkah menuju penjualan pertama' },
        { name: 'waiting-till', shows: 'Perangkat baru menampilkan enam huruf, untuk dicocokkan' },
        {
          name: 'let-in',
          shows: 'Pemilik mengizinkan perangkat itu, dan memberinya nama, letak, dan printer'
        },
        {
          name: 'backup-first',
          shows: 'Cadangan dalam tiga langkah: frasa sandi, tempat pertama, lembar pemulihan'
        }
      ],
      steps: [
        'Buka alamat Laci, jawab empat pertanyaan. Tidak ada sandi bawaan: sandi Anda buat sendiri, simpan baik-baik.',
        'Ikuti daftar di `/start` dari atas ke bawah. Yang selesai tercentang sendiri.',
        '**Barang.** *Barang › Impor* (`/items/import`): unggah daftar dari spreadsheet. Baris yang salah disebut satu per satu sebelum ada yang tersimpan, dan sesudahnya pun impor masih bisa diurungkan.',
        '**Karyawan.** `/staff`: setiap orang punya PIN sendiri, dan mengetiknya sendiri. Peran menentukan apa yang boleh.',
        '**Perangkat.** `/certificates`: pindai kodenya dengan tablet atau HP yang akan dipakai; halamannya menunjukkan dengan gambar cara membuatnya percaya, satu kali saja. Bandingkan sidik jarinya: kalau berbeda, jangan dipasang.',
        '**Kasir.** Buka alamat Laci di tablet itu: tampil enam huruf. Di HP Anda, `/tills`, cocokkan hurufnya, *Izinkan*, beri nama, printer, dan laci.',
        '**Printer.** `/printers`: *Cari printer*, *Cetak halaman tes*, lalu jawab pertanyaannya sambil melihat kertasnya.',
        '**Cadangan.** `/backup` menuntun lewat tiga langkah. *Frasa sandi*: empat kata yang tidak berhubungan; tanpa itu cadangan tidak bisa dibuka siapa pun, juga bukan oleh kami. *Pilih tempat pertama*: flashdisk paling gampang. *Lembar pemulihan*: cetak, tekan *Sudah dicetak dan disimpan*, simpan seperti surat tanah, jauh dari kotak.',
        '**Flashdisk penyelamat.** Colok flashdisk, buka `/backup`, *Jadikan flashdisk penyelamat*. Dengan itu komputer lain berjualan lagi dalam beberapa menit, tanpa internet. Bawa pulang, dan simpan seperti kunci.',
        'Cetak `/guide/cashier` dan tempel di dekat kasir; cetak `/guide/technician` dan tempel di dekat kotak.'
      ]
    },
    {
      heading: 'Setiap hari',
      pictures: [
        { name: 'today', shows: 'Hari ini, di HP: lampu cadangan, penjualan, uang di laci' },
        { name: 'shifts', shows: 'Semua shift, dengan selisih lacinya' }
      ],
      steps: [
        'Pagi: buka *Hari ini* (`/today`). Baca dulu **lampunya**, satu kalimat saja.',
        'Lampu *Aman*: tidak ada yang perlu dibereskan. *Perlu dilihat*: kerjakan yang tertulis, hari ini juga. *Bahaya*: kerjakan sekarang; kalau kotak hilang, penjualan ikut hilang. Yang tidak mendesak bisa *Ingatkan besok*.',
        'Lihat juga penjualan dibanding hari yang sama pekan lalu, uang di laci, stok menipis, dan struk yang menunggu dicetak.',
        'Malam: setiap kasir menutup shift-nya. Ambil slip Z, cocokkan uangnya, simpan slipnya di luar toko: segelnya membuktikan buku tidak diubah.',
        'Seminggu sekali: colok flashdisknya, tunggu sampai halamannya bilang boleh dicabut, bawa pulang. Isinya diperbarui sendiri. Dua flashdisk bergantian paling bagus.'
      ],
      points: [
        'Shift yang lupa ditutup: `/shifts`, buka shift-nya, *Tutup shift ini*, dengan hitungan atau tanpa.',
        'Listrik padam atau Wi-Fi putus tidak menghilangkan apa pun: begitu menyala, semuanya ada, dan yang tertahan di tablet tercatat sekali saja.'
      ]
    },
    {
      heading: 'Kalau ada yang salah',
      pictures: [
        {
          name: 'answers',
          shows: 'Jawaban apa adanya, di HP: di mana datanya, dan kalau kotaknya hilang sekarang'
        },
        {
          name: 'radar',
          shows: 'Radar kebocoran: yang di luar kebiasaan, angkanya, dan kemungkinan wajarnya'
        },
        { name: 'doctor', shows: 'Dokter kotak, di HP: keadaan tiap hal, dan obatnya' }
      ],
      table: {
        head: ['Yang terjadi', 'Yang dilakukan'],
        rows: [
          [
            'Printer diam',
            'Jualan terus. `/printing`: *Pindahkan … struk ke …* printer lain. Printer baru: `/printers`.'
          ],
          [
            'Wi-Fi putus',
            'Nyalakan ulang router. Kasir yang memakai kabel tetap jualan. Yang sudah ditekan terkirim sendiri.'
          ],
          ['Internet mati', 'Tidak apa-apa: toko jalan terus, cadangan ke internet menyusul sendiri.'],
          [
            'Tablet hilang',
            '`/tills`, *Ubah*, *Keluarkan perangkat*. Saat itu juga ia tidak bisa apa-apa. *Beri perangkat lain* meneruskan shift dan keranjangnya.'
          ],
          [
            'Karyawan lupa PIN',
            '`/staff`, ketuk namanya, *Ganti PIN*. Terkunci karena salah terus: tunggu, atau beri PIN baru.'
          ],
          ['Sandi Anda sendiri lupa', 'Teknisi di kotak: `sudo laci user reset NAMA`.'],
          [
            'Karyawan berhenti',
            '`/staff`, ketuk namanya, *Berhenti kerja*. Ia langsung keluar dari semua kasir; catatannya tetap.'
          ],
          [
            'Impor atau harga keliru',
            'Impor diurungkan di halamannya sendiri. Lainnya: `/backup/restore`, pilih saat sebelum salahnya. Toko yang sekarang tidak disentuh sampai *Ganti toko sekarang*.'
          ],
          [
            'Uang laci selalu kurang',
            '*Radar kebocoran* (`/radar`): lihat dulu angkanya dan kemungkinan wajarnya, tanya baik-baik, lalu *Sudah saya lihat*.'
          ],
          [
            'Buku besar merah',
            '`/ledger`: *Periksa sekarang* menyebut catatan yang diubah. Jangan ubah apa pun, panggil teknisi.'
          ],
          ['Kotak tidak menyala', 'Cabut listriknya, tunggu, colok lagi. Tetap mati: bagian di bawah.'],
          [
            'Lainnya',
            '*Dokter kotak* (`/doctor`) menyebut apa yang sakit dan obatnya. Berkas bantuannya boleh dikirim ke teknisi: tidak memuat nama, uang, atau sandi.'
          ]
        ]
      }
    },
    {
      heading: 'Kotak dicuri, terbakar, atau mati',
      text: [
        'Yang Anda perlukan: komputer lain, flashdisk penyelamat atau tempat cadangan lain, dan frasa sandi **atau** lembar pemulihan. Uang toko selamat sampai penjualan terakhir yang sempat terkirim; *Jawaban apa adanya* (`/answers`) selalu menyebut berapa.'
      ],
      steps: [
        'Catat jam kejadiannya. Dicuri: ganti sandi Wi-Fi dan sandi tempat cadangan di internet; pencuri bisa membaca isi kotak.',
        'Siapkan komputer kecil dengan Debian. Teknisi mana pun bisa; beri ia panduan teknisi (`/guide/technician`).',
        'Teknisi mencolok flashdisk penyelamat dan menjalankan satu perintah. **Anda sendiri** yang mengetik frasa sandi atau kode dari lembar, satu kali.',
        'Tanpa flashdisk: di halaman pertama kotak yang baru pilih *Pulihkan dari cadangan*, lalu tempatnya.',
        'Cocokkan penjualan terakhir dengan struk terakhir yang Anda punya. Sesudah itu berjualan lagi; tablet yang dulu tetap percaya.',
        'Buat lembar pemulihan baru (`/backup/sheet`): yang lama sudah pernah dipakai. Dicuri: ganti juga semua PIN dan sandi.',
        '**Kotak lama jangan dinyalakan lagi.** Dua kotak yang sama-sama berjualan adalah dua toko.'
      ]
    },
    {
      heading: 'Dari jauh',
      steps: [
        'Teknisi memasang jalannya satu kali: *Pengaturan › Dari jauh* (`/tunnel`), lewat server sendiri, WireGuard, atau Cloudflare.',
        '*Langkah kedua* (`/second-step`): sandi Anda, lalu pindai kodenya dengan aplikasi autentikator dan ketik enam angkanya.',
        'Cetak sepuluh kode pemulihan, simpan di luar toko. Tiap kode hanya berlaku sekali.',
        'Buka alamat dari teknisi di HP, masuk dengan nama, sandi, dan enam angka. Dari sana hanya bisa melihat; tidak ada yang bisa diubah.'
      ],
      points: [
        'Sambungan putus: halamannya bilang sejak kapan dan angkanya memudar. Toko jalan terus, sambungannya kembali sendiri.',
        'Peringatan merah bahwa server **menunjukkan kunci lain**: terima hanya kalau Anda memang memasang ulang server itu.',
        'Siapa yang masuk dari jauh tertulis di *Hari ini*. Bukan Anda? *Langkah kedua*, keluarkan semua, atur lagi, ganti sandi. HP hilang: masuk dengan kode pemulihan; kodenya hilang juga: teknisi mematikannya di kotak.'
      ]
    },
    {
      heading: 'Akhir bulan',
      pictures: [
        { name: 'export', shows: 'Salinan data: data apa, periode mana, dan untuk dibuka dengan apa' }
      ],
      steps: [
        '*Salinan data* (`/export`): pilih *Laporan harian* dan *Penjualan*, periode *Bulan lalu*, lalu *Excel (XLSX)* untuk pembukuan.',
        'Buku besar untuk akuntan: *Buku besar*, periode yang sama. Berkasnya tidak dikunci, jadi hati-hati mengirimnya ke siapa; di kotak ia dihapus sendiri sesudah tujuh hari.',
        '*Pelanggan › Yang berutang*: cetak atau kirim *Rincian kasbon* lewat WhatsApp.',
        'Periksa segel: `/ledger`, ketik kode dari satu slip Z lama yang Anda simpan di rumah.',
        'Buka *Jawaban apa adanya* (`/answers`) dan cetak: semuanya harus *Aman*. Colok flashdisk yang kedua.'
      ]
    },
    ...things
  ]
}
