/** Laci’s own version on the box, and how another comes to be. */
export const update = {
  title: 'Pembaruan',
  card: (version: string) => `Versi ${version} di kotak ini. Pasang yang baru dari sini.`,
  text: 'Toko tetap berjualan selagi versi baru diperiksa dan dicoba pada salinan data. Kasir hanya berhenti beberapa detik saat pindah versi. Kalau versi baru ternyata tidak sehat, kotak kembali sendiri ke versi lama dan tidak ada penjualan yang hilang.',
  here: (version: string) => `Kotak ini memakai versi ${version}.`,
  not_installed:
    'Laci ini tidak dipasang sebagai kotak toko, jadi tidak bisa memperbarui dirinya. Pasang versi baru seperti dulu memasangnya.',
  shut: 'Laci sedang pindah versi',
  shut_text: 'Sebentar saja. Halaman ini kembali sendiri; yang sudah ditekan di kasir tidak hilang.',
  phases: {
    looking: (_to: string) => 'Melihat dulu apa yang ada…',
    copying: (_to: string) => 'Menyalin berkas pembaruan…',
    laying: (_to: string) => 'Memeriksa tanda tangan dan menyiapkan versi baru…',
    rehearsing: (to: string) => `Mencoba versi ${to} pada salinan data toko…`,
    pointing: (_to: string) => 'Menandai titik cadangan sebelum pembaruan…',
    switching: (to: string) => `Pindah ke versi ${to}: kasir berhenti beberapa detik…`,
    trial: (to: string) => `Memeriksa apakah versi ${to} sehat…`,
    returning: (to: string) => `Versi ${to} ditinggalkan, kembali ke versi lama…`,
    done: (to: string) => `Versi ${to} sudah dipakai.`,
    returned: (to: string) => `Versi ${to} tidak jadi dipakai. Kotak kembali ke versi lama.`,
    refused: (to: string) => (to ? `Versi ${to} tidak dipasang.` : 'Pembaruan tidak dipasang.')
  },
  asked: 'Permintaan sudah dicatat, sebentar lagi dimulai…',
  since: (sales: string, others: string) =>
    `Sejak versi itu dipakai: ${sales} penjualan dan ${others} kejadian lain.`,
  left: (file: string, version: string) =>
    `Data yang dicatat versi ${version} tidak dibuang: berkasnya ${file} di folder update, dan di cadangan namanya “Sebelum kembali ke versi lama”. Semua orang masuk lagi.`,
  shut_for: (seconds: string) => `Kasir berhenti ${seconds} detik.`,
  whys: {
    gone: 'Berkasnya tidak bisa dibaca lagi. Mungkin flashdisk sudah dicabut; colok lagi, lalu ulangi.',
    'no-room': 'Ruang di disk kotak tidak cukup. Hapus berkas ekspor lama, lalu ulangi.',
    damaged: 'Berkasnya rusak atau bukan paket Laci. Unduh atau salin lagi, lalu ulangi.',
    unsigned:
      'Paket ini tidak ditandatangani oleh pembuat yang dipercaya kotak ini, jadi tidak dipasang. Jangan dipaksa; tanyakan kepada teknisi Anda dari mana asalnya.',
    'other-machine': 'Paket ini untuk jenis komputer lain. Ambil paket untuk komputer ini.',
    'not-newer': 'Versi itu tidak lebih baru dari yang dipakai sekarang.',
    'not-there': 'Versi itu tidak ada lagi di kotak. Pasang dari paketnya.',
    'no-copy':
      'Salinan data dari sebelum pembaruan sudah tidak ada, jadi versi lama tidak bisa dipakai lagi. Toko bisa dipulihkan dari cadangannya.',
    'would-lose':
      'Sejak versi ini dipakai sudah ada transaksi, dan versi lama tidak bisa membacanya. Karena itu tidak dikembalikan.',
    rehearsal:
      'Versi itu gagal menyala ketika dicoba pada salinan data. Toko tidak terganggu. Beri tahu teknisi Anda.',
    migration:
      'Versi itu gagal mengubah salinan data toko. Data yang asli tidak disentuh. Beri tahu teknisi Anda.',
    books:
      'Setelah dicoba versi itu, buku pada salinan data tidak cocok lagi. Data yang asli tidak disentuh. Beri tahu teknisi Anda.',
    'not-kept': 'Salinan pengaman sebelum pindah versi tidak bisa disimpan. Periksa disknya.',
    'no-answer': 'Versi itu tidak menjawab setelah dinyalakan. Tidak ada penjualan yang hilang.',
    unwell: 'Versi itu menyala, tetapi tidak bisa bekerja. Tidak ada penjualan yang hilang.',
    cut: 'Terputus di tengah jalan, mungkin listrik padam. Tidak ada penjualan yang hilang; boleh diulangi.',
    asked: 'Diminta kembali ke versi lama.'
  },
  found: 'Versi yang tersedia',
  none: 'Tidak ada versi baru di flashdisk yang tercolok atau di kotak ini.',
  none_text: 'Colok flashdisk berisi paket Laci, atau kirim berkasnya dari perangkat ini.',
  where: {
    stick: 'di flashdisk',
    source: 'di folder pembaruan',
    sent: 'dikirim ke kotak'
  },
  look: 'Periksa',
  news: 'Yang baru',
  now: 'Perbarui sekarang',
  now_text: 'Kasir berhenti beberapa detik.',
  tonight: 'Nanti malam setelah tutup',
  tonight_text: 'Setelah semua shift ditutup, atau dini hari kalau ada yang lupa ditutup.',
  planned: (version: string) => `Versi ${version} dipasang nanti malam, setelah toko tutup.`,
  cancel: 'Jangan jadi',
  send: 'Kirim berkas paket',
  send_text: 'Paket dari pembuat Laci, misalnya laci-1.2.0-linux-x64.tar.gz.',
  send_action: 'Kirim ke kotak',
  history: 'Riwayat',
  new_version: 'Laci di kotak sudah versi baru.',
  reload: 'Muat ulang'
}
