export const form = {
  title: 'Tambah tempat',
  which: 'Di mana cadangan disimpan?',
  name: 'Nama',
  name_hint: 'Untuk Anda sendiri. Boleh kosong.',
  names: {
    folder: 'NAS toko',
    sftp: 'Komputer rumah',
    webdav: 'Nextcloud',
    s3: 'Awan',
    rclone: 'Google Drive'
  },
  path: 'Folder',
  folder_hint:
    'Mulai dengan garis miring, misalnya /srv/cadangan atau /mnt/nas. Folder terakhir dibuatkan kalau belum ada.',
  host: 'Alamat komputer',
  host_hint: 'Misalnya nas.local atau 192.168.1.20',
  port: 'Port',
  user: 'Nama pengguna',
  sftp_path: 'Folder di sana',
  sftp_path_hint: 'Tanpa garis miring di depan: di dalam folder pengguna itu sendiri.',
  password: 'Sandi',
  key: 'Atau kunci pribadi SSH',
  key_hint: 'Tempel isi berkasnya. Kalau kuncinya berkata sandi, isi di kolom sandi.',
  url: 'Alamat WebDAV',
  url_hint: 'Nextcloud: https://awan.contoh.id/remote.php/dav/files/NAMA/Cadangan',
  webdav_password: 'Sandi aplikasi',
  webdav_password_hint: 'Di Nextcloud: Pengaturan, Keamanan, buat sandi aplikasi.',
  service: 'Layanan',
  endpoint: 'Endpoint',
  region: 'Region',
  bucket: 'Bucket',
  bucket_hint: 'Buat dulu di layanannya, khusus untuk cadangan ini, dan jangan dibuka untuk umum.',
  prefix: 'Folder di dalam bucket',
  access_key: 'Access key',
  secret_key: 'Secret key',
  remote: 'Nama remote',
  remote_hint: 'Seperti yang dibuat teknisi dengan rclone config di kotak ini, misalnya gdrive.',
  rclone_path: 'Folder di sana',
  rclone_password: 'Sandi pengaturan rclone',
  rclone_password_hint: 'Hanya kalau pengaturannya dikunci.',
  try: 'Coba sambungan',
  promise: 'Laci menulis satu berkas kecil, membacanya lagi, lalu menghapusnya. Belum ada yang disimpan.',
  faults: {
    path: 'Folder belum benar. Isi lengkap, mulai dengan garis miring.',
    path_own: 'Folder itu di dalam data kotak ini sendiri, jadi akan hilang bersamanya. Pilih tempat lain.',
    host: 'Alamat komputer belum benar. Contoh: nas.local atau 192.168.1.20.',
    port: 'Port-nya angka 1 sampai 65535. Biasanya 22.',
    user: 'Isi nama penggunanya.',
    url: 'Alamat WebDAV belum benar. Mulai dengan https://.',
    endpoint: 'Endpoint belum benar. Mulai dengan https://.',
    bucket: 'Isi nama bucket-nya, tanpa garis miring.',
    access_key: 'Isi access key-nya.',
    remote: 'Isi nama remote rclone, tanpa titik dua.'
  }
}

export const tried = {
  running: 'Sedang dicoba…',
  running_text: 'Paling lama setengah menit. Halaman ini boleh ditinggal.',
  steps: {
    reach: 'Menjangkau tempatnya',
    write: 'Menulis berkas kecil',
    read: 'Membacanya lagi',
    list: 'Menemukannya di daftar',
    delete: 'Menghapusnya'
  },
  ok: 'Berhasil. Tempat ini bisa dipakai.',
  failed: 'Belum berhasil',
  ms: (took: number) => `${took} md`,
  free: (size: string) => `Ruang kosong di sana: ${size}.`,
  clock: (span: string) => `Jam di sana berbeda ${span}. Biasanya tidak apa-apa.`,
  own_disk:
    'Folder ini ada di disk yang sama dengan data toko. Kalau disknya rusak, keduanya hilang. Tambah tempat lain juga.',
  system: 'Kata sistem',
  save: 'Simpan dan mulai kirim',
  back: 'Perbaiki isian',
  key_title: 'Kenal komputer ini?',
  key_text: (host: string) =>
    `${host} baru pertama kali dihubungi. Cocokkan sidik kuncinya sebelum sandi dikirim.`,
  key_how: 'Di komputer itu: ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub',
  key_yes: 'Cocok, lanjutkan',
  key_no: 'Tidak cocok'
}

export const sticks = {
  found: (size: string) => `Flashdisk ${size} terpasang`,
  found_text: (free: string) => `Ruang kosong ${free}. Berkas yang sudah ada di dalamnya tidak disentuh.`,
  use: 'Pakai untuk cadangan',
  left: 'Flashdisk cadangan toko ini terpasang lagi',
  left_text: 'Dulu dipakai, lalu dilepas dari daftar. Pakai lagi?',
  use_again: 'Pakai lagi',
  foreign: 'Flashdisk ini milik toko lain, jadi tidak disentuh.',
  read_only: 'Flashdisk ini terkunci: tidak bisa ditulisi. Geser kuncinya, atau pakai yang lain.',
  first: 'Buat frasa sandi dulu. Flashdisk bisa hilang; isinya harus terkunci.',
  bringing: (name: string) => `${name} sedang diisi. Jangan dicabut dulu.`,
  ready: (name: string) => `${name} boleh dicabut.`,
  ready_text: 'Semua sudah tertulis, dibaca lagi, dan cocok.',
  pulled: (name: string) => `${name} dicabut sebelum selesai.`,
  pulled_text: 'Tidak apa-apa: yang sudah tertulis tetap utuh. Colok lagi, nanti dilanjutkan.',
  how: 'Colok flashdisk ke kotak ini sekarang. Dalam beberapa detik flashdisknya muncul di sini.',
  waiting: 'Menunggu flashdisk…',
  name: (size: string) => `Flashdisk ${size}`
}

const guide_steps = [
  '1. Pasang Laci di komputer lain, lalu colok flashdisk ini.',
  '2. Nyalakan Laci di komputer itu, lalu pilih "Pulihkan dari cadangan".',
  '   Teknisi bisa juga mengetik:',
  '   laci restore --from FOLDER_FLASHDISK_INI --into FOLDER_BARU',
  '3. Ketik frasa sandi Anda, atau kode dari lembar pemulihan.',
  '4. Cocokkan penjualan terakhir dengan struk terakhir, lalu berjualan lagi.'
]

export const guide = {
  file: 'BACA-DULU.txt',
  lines: (store_id: string, how = guide_steps) => [
    'CADANGAN TOKO',
    '=============',
    '',
    'Flashdisk ini menyimpan cadangan sebuah toko yang memakai Laci.',
    'Isinya terkunci. Tanpa frasa sandi atau kode pemulihan pemilik toko,',
    'tidak ada yang bisa membacanya. Kalau Anda menemukannya, tolong kembalikan.',
    '',
    `Nomor toko: ${store_id}`,
    '',
    'Kotak kasirnya rusak, hilang, atau terbakar? Begini memulihkannya:',
    '',
    ...how,
    '',
    'Jangan ubah atau hapus folder "laci" dan "rescue". Berkas lain di flashdisk ini bebas.'
  ],
  rescue_lines: [
    'Flashdisk ini membawa semuanya: program, data toko, dan pengaturannya.',
    'Yang perlu hanya komputer lain dengan Debian 12 atau Ubuntu. Internet tidak perlu.',
    '',
    '1. Colok flashdisk ini, lalu masuk sebagai root (atau ketik: sudo -i).',
    '2. Cari nama flashdisknya, misalnya sdb1:',
    '      lsblk -o NAME,SIZE,LABEL,MOUNTPOINT',
    '3. Buka flashdisknya. Ganti sdb1 dengan nama tadi:',
    '      mount /dev/sdb1 /mnt',
    '4. Pulihkan:',
    '      sh /mnt/RESTORE',
    '5. Ketik frasa sandi toko, atau kode dari lembar pemulihan.',
    '6. Tunggu beberapa menit. Di akhir tertulis penjualan terakhir yang tersimpan dan',
    '   alamat untuk berjualan. Cocokkan dengan struk terakhir, lalu berjualan lagi.'
  ],
  proven: (day: string) => `Terakhir terbukti bisa dipulihkan: ${day}.`,
  not_proven: 'Belum pernah diuji pulih saat tulisan ini dibuat.'
}
