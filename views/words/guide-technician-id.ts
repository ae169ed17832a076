import type { Guide } from '../guides/guide.ts'

/** One sheet of A4 for who installs the box and is called when it is unwell; a test prints it. */
export const technician: Guide = {
  title: 'Panduan teknisi',
  lead: 'Dari komputer kosong sampai kotak yang berjualan, dan apa yang dilihat kalau ada masalah.',
  parts: [
    {
      heading: 'Pasang',
      pictures: [
        {
          name: 'setup',
          shows: 'Halaman pertama di kotak yang baru: pilih bahasa, atau pulihkan dari cadangan'
        },
        { name: 'printers', shows: 'Printer: keadaannya, dan dari printer mana struk tiap kasir keluar' }
      ],
      steps: [
        'Mini-PC (x64 atau arm64) dengan Debian 12 atau Ubuntu 22.04 ke atas tanpa desktop, kabel jaringan, UPS kecil. Internet tidak wajib. Belum ada `sudo`? Masuk sebagai root, ketik tanpa `sudo`.',
        'Salin bundel dengan flashdisk, lalu: `tar xzf laci-…-linux-x64.tar.gz`',
        '`sudo sh laci-…/install --lan` (coba dulu dengan `--dry-run`). Alamat dan langkah berikutnya tercetak di akhir.',
        'Di router: beri kotak alamat tetap. Jangan buka port apa pun.',
        'Buka alamatnya. Kode pemasangan: `sudo journalctl -u laci | tail`. **Pemilik sendiri** yang mengetik sandi dan frasa sandi.',
        'Tiap tablet: *Pengaturan › Sambungan aman* (`/certificates`), lalu *Perangkat kasir* (`/tills`). Printer: `/printers`, *Cari printer*, *Cetak halaman tes*.',
        'Jangan pulang sebelum: satu penjualan tercetak, laci terbuka, lampu cadangan *Aman*, lembar pemulihan di tangan pemilik, dan `sudo laci doctor` tidak mengeluh.'
      ]
    },
    {
      heading: 'Perbarui',
      points: [
        'Halaman `/update`, atau `sudo laci update laci-…-linux-x64.tar.gz`. Tanda tangannya diperiksa dan yang baru dicoba pada salinan data dulu; kasir berhenti beberapa detik saja. Kalau tidak sehat, yang lama kembali sendiri. Kembali dengan tangan: `sudo laci update --back`.'
      ]
    },
    {
      heading: 'Kotak mati: flashdisk penyelamat',
      pictures: [{ name: 'restore', shows: 'Memulihkan: pilih dari mana, dan ke saat mana' }],
      steps: [
        'Selagi kotak sehat: colok flashdisk, halaman `/backup`, *Jadikan flashdisk penyelamat* (atau `sudo laci stick make`).',
        'Kotak mati: komputer lain dengan Debian kosong, colok flashdisknya (`lsblk` menyebut namanya), `sudo mount /dev/sdX1 /mnt`',
        '`sudo sh /mnt/RESTORE`. Pemilik mengetik frasa sandi atau kode di lembar pemulihan, satu kali. Anda tidak perlu tahu.',
        'Cocokkan penjualan terakhir dengan struk terakhir, sambungkan printer. **Kotak lama jangan dinyalakan lagi.**'
      ],
      points: [
        'Tanpa flashdisk: pasang Laci, lalu di halaman pertama *Pulihkan dari cadangan*, atau `laci restore --from TEMPAT --into FOLDER`.'
      ]
    },
    {
      heading: 'Dokter',
      points: [
        '`sudo laci doctor` atau halaman `/doctor`: setiap hal dengan keadaan, sebab, dan obatnya. Minta tolong: `sudo laci doctor --support BERKAS`; berkas itu tidak memuat rahasia.',
        'Log: `journalctl -u laci -e`. Hidup ulang: `sudo systemctl restart laci`. Kode keluar 74: penyimpanan gagal menulis, periksa disknya.',
        '`sudo laci user reset NAMA`: PIN, sandi, atau kunci karena salah terus. HP pemilik hilang: tambah `--second-step`.',
        '`sudo laci printers`, `terminals`, `certificates`, `backup status`, `tunnel status`, `verify-ledger`: keadaan masing-masing.'
      ]
    },
    {
      heading: 'Arti lampu',
      table: {
        head: ['Lampu', 'Artinya, dan yang dilakukan'],
        rows: [
          ['*Hari ini*: *Aman*', 'Cadangan sudah dicoba dipulihkan dan terbukti.'],
          ['*Perlu dilihat*', 'Kerjakan kalimatnya hari ini.'],
          ['*Bahaya*', 'Sekarang juga: kalau kotak hilang, penjualan ikut hilang.'],
          [
            'Kasir: *Terputus dari kotak*',
            'Wi-Fi, kabel, atau kotaknya. Buka alamat kotak dari HP: terbuka berarti Wi-Fi tablet itu.'
          ],
          [
            'Printer: *Kertas habis*, *Tutup terbuka*, *Printer terputus*',
            'Obati di printernya. Struk yang menunggu keluar sendiri.'
          ],
          [
            'Dokter: *Perlu dilihat*, *Bereskan sekarang*',
            'Tiap baris menyebut obatnya. Keluar 1 atau 2 untuk pemantau.'
          ],
          ['Peramban: “tidak aman”', 'Perangkat itu belum percaya: `http://laci.local`, sekali saja.']
        ]
      }
    },
    {
      heading: 'Letaknya',
      table: {
        head: ['Tempat', 'Isinya'],
        rows: [
          ['`/opt/laci`', 'Program; tautan ke `/opt/laci-1` atau `-2`. Boleh hilang.'],
          ['`/etc/laci/laci.env`', 'Pengaturan kotak. Sesudah diubah, hidupkan ulang.'],
          ['`/var/lib/laci`', 'Data toko, milik pengguna `laci`. **Tidak boleh hilang.**'],
          ['`/usr/local/bin/laci`', 'Perintah `laci`; `laci --help` menyebut semuanya.'],
          ['443, 80, 5224, 5226', 'Toko (HTTPS), cara percaya, kotak sendiri, pintu pemilik.']
        ]
      }
    },
    {
      heading: 'Dari jauh, dan melepas',
      points: [
        '`sudo /opt/laci/scripts/tunnel/setup ssh`, lalu *Pengaturan › Dari jauh* (`/tunnel`) menuntun sisanya.',
        'Melepas: `sudo /opt/laci/scripts/install-service --uninstall`. Data toko dan pengaturan tetap ada.'
      ]
    },
    {
      heading: 'Jangan pernah',
      points: [
        '**Jangan menyalin atau membuka laci.db** selagi kotak jalan: yang terbaru tidak ikut, dan catatannya bisa hilang.',
        '**Jangan menghapus apa pun** di `/var/lib/laci` atau folder `laci` di flashdisk untuk mencari ruang.',
        '**Jangan menjalankan dua kotak** dari satu disk, dan jangan bawa pulang `backups/key.json`.'
      ]
    }
  ]
}
