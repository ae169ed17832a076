/** A step: what one does, and the screen one sees: its title, its rows, and which of them is pressed. */
interface Step {
  text: string
  screen: { title: string; rows: readonly string[]; tap: number }
}

const step = (text: string, title: string, rows: readonly string[], tap: number): Step => ({
  text,
  screen: { title, rows, tap }
})

/** What is said of how devices come to trust the box. */
export const certificates = {
  title: 'Sambungan aman',
  card: (name: string) => `Perangkat lain membuka ${name}`,
  card_alone: 'Laci hanya terbuka di kotak ini sendiri',
  intro:
    'Semua perangkat di toko berbicara dengan kotak ini lewat sambungan terenkripsi, tanpa internet. Setiap perangkat dibuat percaya satu kali.',
  alone: 'Kotak ini belum terbuka untuk jaringan toko.',
  alone_text:
    'Minta teknisi menjalankan scripts/install-service --lan, atau atur LACI_HOST=0.0.0.0 lalu nyalakan ulang kotaknya.',
  add_device: 'Tambah perangkat',
  add_text: 'Pindai kode ini dengan perangkat baru yang tersambung ke jaringan toko, lalu ikuti langkahnya.',
  qr_label: (url: string) => `Kode QR menuju ${url}`,
  sheet: 'Lembar petunjuk untuk dicetak',
  print: 'Cetak',
  here: 'Alamat Laci',
  here_hint: 'Pakai nama kalau bisa: nama tetap sama walau alamat berubah.',
  names: 'Nama',
  addresses: 'Alamat',
  no_addresses: 'Kotak ini tidak tersambung ke jaringan toko mana pun.',
  valid_until: 'Berlaku sampai',
  renewed: 'Diperpanjang sendiri, dan dibuat lagi sendiri kalau alamatnya berubah.',
  fingerprint: 'Sidik jari',
  fingerprint_hint:
    'Waktu memasang, bandingkan dengan yang tampil di perangkat. Kalau berbeda, jangan dipasang.',
  authority_until: 'Kepercayaan perangkat berlaku sampai',
  renew: 'Buat lagi sertifikatnya',
  name_taken: (name: string) =>
    `Ada kotak lain bernama laci.local di jaringan ini, jadi kotak ini bernama ${name}.`,
  left_out: (names: string) =>
    `Nama ini belum termasuk dalam kepercayaan yang lama: ${names}. Buat kepercayaan baru supaya termasuk.`,
  anew: 'Buat kepercayaan baru',
  anew_text:
    'Hanya kalau kuncinya mungkin dicuri. Semua tablet, ponsel, dan komputer harus dibuat percaya lagi, satu per satu.',
  anew_agree: 'Saya akan membuat setiap perangkat percaya lagi',
  anew_action: 'Buat kepercayaan baru',
  trust: {
    title: 'Sambungkan perangkat ini ke Laci',
    checking: 'Memeriksa apakah perangkat ini sudah percaya…',
    not_yet: 'Perangkat ini belum percaya pada kotak Laci. Ikuti langkah di bawah, satu kali saja.',
    trusted: 'Perangkat ini sudah percaya. Membuka Laci…',
    check: 'Periksa apakah berhasil',
    why: 'Dengan ini semua yang lewat antara perangkat ini dan kotak Laci terenkripsi. Kepercayaan ini hanya berlaku untuk jaringan toko, tidak untuk situs lain seperti bank.',
    download: 'Ambil sertifikat',
    download_profile: 'Ambil profil',
    compare: 'Bandingkan sidik jari ini dengan yang ada di kotak Laci (Pengaturan, Sambungan aman):',
    other: 'Perangkat lain',
    elsewhere: 'Buka halaman ini di perangkat lain',
    open: 'Buka Laci',
    language: 'English',
    done: 'Selesai? Tekan tombol ini:',
    picture: (title: string, row: string) => `Layar ${title}: tekan ${row}`,
    platforms: {
      android: {
        name: 'Android',
        steps: [
          step(
            'Tekan “Ambil sertifikat” di bawah. Berkas laci-ca.crt tersimpan.',
            'Unduhan',
            ['laci-ca.crt'],
            0
          ),
          step(
            'Buka Setelan, lalu Keamanan & privasi.',
            'Setelan',
            ['Baterai', 'Keamanan & privasi', 'Lokasi'],
            1
          ),
          step(
            'Pilih Setelan keamanan lainnya, lalu Enkripsi & kredensial.',
            'Keamanan & privasi',
            ['Buka kunci perangkat', 'Setelan keamanan lainnya', 'Enkripsi & kredensial'],
            2
          ),
          step(
            'Pilih Instal sertifikat, lalu Sertifikat CA.',
            'Instal sertifikat',
            ['Sertifikat CA', 'Sertifikat VPN & aplikasi', 'Sertifikat Wi-Fi'],
            0
          ),
          step(
            'Tekan Tetap instal, lalu pilih laci-ca.crt.',
            'Data Anda tidak akan pribadi',
            ['Jangan instal', 'Tetap instal'],
            1
          )
        ]
      },
      ios: {
        name: 'iPhone, iPad',
        steps: [
          step(
            'Di Safari, tekan “Ambil profil” di bawah, lalu Izinkan.',
            'Situs ini ingin mengunduh profil',
            ['Abaikan', 'Izinkan'],
            1
          ),
          step(
            'Buka Pengaturan. Tekan Profil Diunduh, lalu Instal.',
            'Pengaturan',
            ['Profil Diunduh', 'Wi-Fi', 'Bluetooth'],
            0
          ),
          step('Buka Umum, lalu Mengenai.', 'Umum', ['Mengenai', 'Pembaruan Perangkat Lunak', 'AirDrop'], 0),
          step(
            'Paling bawah: Pengaturan Kepercayaan Sertifikat. Nyalakan Laci.',
            'Pengaturan Kepercayaan',
            ['Laci  ●'],
            0
          )
        ]
      },
      windows: {
        name: 'Windows',
        steps: [
          step(
            'Tekan “Ambil sertifikat”, lalu buka laci-ca.crt.',
            'Unduhan',
            ['laci-ca.crt', 'Buka berkas'],
            1
          ),
          step('Tekan Instal Sertifikat.', 'Sertifikat', ['Instal Sertifikat...', 'OK'], 0),
          step(
            'Pilih Pengguna Saat Ini, lalu Berikutnya.',
            'Wisaya Impor Sertifikat',
            ['Pengguna Saat Ini', 'Komputer Lokal', 'Berikutnya'],
            0
          ),
          step(
            'Pilih “Tempatkan semua sertifikat di penyimpanan berikut”, tekan Telusuri, pilih Otoritas Sertifikasi Akar Tepercaya.',
            'Pilih penyimpanan',
            ['Pribadi', 'Otoritas Sertifikasi Akar Tepercaya', 'Kepercayaan Perusahaan'],
            1
          ),
          step(
            'Tekan Selesai, lalu Ya. Tutup dan buka lagi browsernya.',
            'Peringatan Keamanan',
            ['Ya', 'Tidak'],
            0
          )
        ]
      },
      macos: {
        name: 'Mac',
        steps: [
          step(
            'Tekan “Ambil sertifikat”, lalu buka laci-ca.crt. Akses Rantai Kunci terbuka.',
            'Unduhan',
            ['laci-ca.crt'],
            0
          ),
          step('Cari Laci di rantai kunci login, klik dua kali.', 'Akses Rantai Kunci', ['login', 'Laci'], 1),
          step(
            'Buka Kepercayaan, pilih Selalu Percayai, lalu tutup jendelanya.',
            'Kepercayaan',
            ['Gunakan Default Sistem', 'Selalu Percayai', 'Jangan Pernah Percayai'],
            1
          )
        ]
      },
      linux: {
        name: 'Linux, Chrome',
        steps: [
          step('Tekan “Ambil sertifikat”.', 'Unduhan', ['laci-ca.crt'], 0),
          step(
            'Di Chrome buka chrome://certificate-manager, pilih Sertifikat lokal, lalu yang Anda pasang.',
            'Pengelola Sertifikat',
            ['Sertifikat lokal', 'Dipasang oleh Anda'],
            1
          ),
          step(
            'Di Sertifikat tepercaya tekan Impor, pilih laci-ca.crt.',
            'Sertifikat tepercaya',
            ['Impor', 'Ekspor'],
            0
          )
        ]
      },
      firefox: {
        name: 'Firefox',
        steps: [
          step('Tekan “Ambil sertifikat”.', 'Unduhan', ['laci-ca.crt'], 0),
          step(
            'Buka Pengaturan, Privasi & Keamanan. Di paling bawah tekan Lihat Sertifikat.',
            'Privasi & Keamanan',
            ['Sertifikat', 'Lihat Sertifikat…'],
            1
          ),
          step(
            'Di Otoritas tekan Impor, pilih laci-ca.crt.',
            'Pengelola Sertifikat',
            ['Otoritas', 'Impor…'],
            1
          ),
          step(
            'Centang “Percayai CA ini untuk mengidentifikasi situs web”, lalu OK.',
            'Mengunduh Sertifikat',
            ['☑ Percayai untuk situs web', 'OK'],
            0
          )
        ]
      }
    }
  }
}
