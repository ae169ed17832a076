/** How the owner looks in from afar. */
export const tunnel = {
  title: 'Dari jauh',
  card: 'Lihat toko dari mana saja, tanpa membuka router toko.',
  text: 'Kotak yang menelepon keluar, jadi router toko tidak perlu dibuka. Yang terlihat dari luar hanya pintu pemilik: melihat saja, dengan sandi dan kode dua langkah. Kasir tetap jalan walau sambungan ini putus.',
  none: 'Belum ada jalan dari jauh. Pilih salah satu dari tiga cara di bawah.',
  states: {
    connected: (since: string) => `tersambung sejak ${since}.`,
    waiting: (since: string) => `putus sejak ${since}. Kotak terus mencoba sendiri.`,
    up: (since: string) => `menyala sejak ${since}.`,
    off: (_since: string) => 'sudah diatur, tetapi layanannya belum jalan di kotak ini.'
  },
  off_text: 'Jalankan sekali di kotak:',
  whys: {
    starting: 'Sedang menyambung.',
    settings: 'Pengaturannya tidak bisa dibaca. Isi lagi alamat servernya.',
    'other-key':
      'AWAS: server itu menunjukkan kunci yang berbeda dari yang Anda setujui. Kotak tidak mau menyambung, karena bisa jadi itu server orang lain. Kalau server baru dipasang ulang, cocokkan kuncinya dengan tombol Tanya server di bawah.',
    'key-refused':
      'Server tidak menerima kunci kotak ini. Jalankan lagi perintah server-setup di server; kuncinya mungkin sudah diganti.',
    'port-taken':
      'Port di server masih dipakai. Kalau tidak hilang dalam satu menit, pilih port lain: setiap toko perlu port sendiri.',
    'no-name':
      'Nama servernya tidak ditemukan. Biasanya internet toko sedang mati; kalau tidak, periksa ejaannya.',
    'no-network': 'Kotak tidak punya jalan ke internet. Periksa kabel atau router.',
    refused: 'Server menolak sambungan. Periksa apakah SSH di server menyala dan nomor portnya benar.',
    silent: 'Server tidak menjawab. Internet toko mungkin sedang mati, atau servernya.',
    cut: 'Sambungan terputus di tengah jalan.'
  },
  key_known: 'Kunci yang Anda setujui:',
  question: {
    title: 'Benarkah ini server Anda?',
    text: (host: string) =>
      `${host} menunjukkan kunci ini. Cocokkan dulu dengan yang ditampilkan server-setup.`,
    other_title: 'Berhenti dulu: kunci server ini berbeda',
    other_text: (host: string) =>
      `${host} menunjukkan kunci yang bukan kunci yang dulu Anda setujui. Kalau Anda tidak memasang ulang server itu, mungkin ada orang di tengah jalan: jangan terima, tanyakan dulu kepada penyedia servernya.`,
    shown: (kind: string) => `Kunci yang ditunjukkan (${kind})`,
    known: 'Kunci yang dulu disetujui',
    compare: 'Untuk melihatnya lagi, ketik ini di server:',
    yes: 'Ya, kuncinya sama',
    other_yes: 'Terima kunci yang baru',
    no: 'Tidak, batal'
  },
  ssh: {
    title: 'Lewat server sendiri (SSH)',
    text: 'Untuk yang punya atau menyewa server kecil. Kotak menyambung ke sana dan menitipkan pintu pemilik di satu port. Dengan kunci kotak orang tidak bisa masuk ke server, menjalankan apa pun, atau memakai port lain.',
    key_title: 'Kunci kotak ini',
    key_text:
      'Kotak membuat sepasang kunci. Yang rahasia tidak pernah keluar dari kotak, juga tidak ikut dicadangkan.',
    key_there: 'Bagian yang boleh dilihat siapa saja, untuk server:',
    make_key: 'Buat kunci',
    new_key: 'Ganti kunci',
    new_key_text: 'Sambungan putus sampai server diberi kunci yang baru dengan perintah di bawah.',
    make_new_key: 'Buat kunci baru',
    key_first: 'Perintahnya muncul di sini setelah kunci dibuat.',
    server_title: 'Siapkan server',
    server_text:
      'Salin berkas ini ke server, lalu jalankan perintahnya di sana. Portnya diisi di langkah berikut:',
    address_title: 'Alamat server',
    host: 'Nama atau alamat IP server',
    host_hint: 'Misalnya server.tokosaya.id',
    port: 'Port SSH',
    remote_port: 'Port untuk toko ini di server',
    remote_port_hint: '1024 sampai 65535. Kalau ada beberapa toko, masing-masing port sendiri.',
    look: 'Tanya server',
    remove: 'Hapus server',
    remove_text: 'Kotak berhenti menyambung ke server ini. Kuncinya tetap disimpan.'
  },
  wireguard: {
    title: 'WireGuard',
    text: 'Ponsel pemilik masuk ke jaringan pribadi berisi server, ponsel, dan kotak. Lebih cepat kembali setelah putus, tetapi ponselnya perlu aplikasi WireGuard. Pengaturannya dijelaskan di docs/tunnel.md.'
  },
  cloudflared: {
    title: 'cloudflared',
    text: 'Tanpa server sendiri: lewat Cloudflare, dengan nama domain Anda. Cloudflare bisa membaca isinya di jalan, jadi pasang juga Cloudflare Access di depannya. Programnya dipasang sendiri, tidak ikut Laci.'
  },
  faults: {
    host: 'Alamat servernya hanya huruf, angka, titik, dan tanda hubung. Contoh: server.tokosaya.id',
    port: 'Port SSH adalah angka dari 1 sampai 65535; biasanya 22.',
    remote_port: 'Port untuk toko adalah angka dari 1024 sampai 65535.'
  }
}
