import { form, guide, sticks, tried } from './backup-places-id.ts'
import { points, when } from './backup-times-id.ts'

export const backup = {
  title: 'Cadangan',
  card: 'Di mana cadangan toko disimpan, dan apakah sudah sampai.',
  just_now: 'baru saja',
  light: {
    green: 'Cadangan aman',
    yellow: 'Cadangan perlu dilihat',
    red: 'Cadangan belum melindungi toko',
    no_passphrase: 'Semua tercatat di kotak ini. Belum ada salinan di luar kotak.',
    no_place: 'Semua tercatat di kotak ini, tetapi belum ada tempat lain yang menyimpannya.',
    one_place: (name: string) =>
      `Semua sudah ada di ${name}. Satu tempat lagi di luar toko membuatnya benar-benar aman.`,
    all_there: (places: number) => `Semua sudah ada di ${places} tempat.`,
    behind: (name: string, span: string) => `${name} tertinggal ${span}.`,
    faulty: (name: string) => `${name} tidak bisa dipakai. Lihat sebabnya di bawah.`,
    nowhere: 'Tidak ada tempat yang punya cadangan lengkap. Yang baru menunggu di kotak ini.',
    paused: 'Semua tempat sedang dijeda. Yang baru menunggu di kotak ini.'
  },
  troubles: {
    'disk-full': 'Penyimpanan kotak penuh, jadi cadangan tidak tercatat. Toko tetap bisa berjualan.',
    'disk-fault': 'Penyimpanan kotak bermasalah, jadi cadangan tidak tercatat. Hubungi teknisi.',
    'database-damaged': 'Data toko di kotak ini rusak. Jangan matikan kotak; hubungi teknisi.',
    'clock-jumped': 'Jam kotak meloncat.',
    'log-gone': 'Ada program lain yang membuka data toko. Hubungi teknisi.',
    fork: 'Data toko lebih lama daripada cadangannya. Mungkin listrik padam dan penyimpanannya kehilangan sesuatu.',
    other: 'Ada gangguan.'
  } as Record<string, string>,
  steps: {
    title: (done: number) => `Tiga langkah, ${done} selesai`,
    text: 'Sekali atur, setelah itu jalan sendiri. Toko tetap bisa berjualan walau internet mati.',
    done: 'Selesai',
    passphrase: 'Buat frasa sandi',
    passphrase_text: 'Mengunci cadangan, supaya orang lain yang menemukannya tidak bisa membacanya.',
    place: 'Pilih tempat pertama',
    place_text: 'Flashdisk paling gampang. Internet atau komputer lain juga bisa, bahkan beberapa sekaligus.',
    sheet: 'Cetak lembar pemulihan',
    sheet_text: 'Selembar kertas yang membuka cadangan kalau kotak ini rusak dan frasa sandinya terlupa.',
    start: 'Mulai',
    wait: 'Sesudah langkah sebelumnya'
  },
  advice: {
    title: 'Langkah berikutnya',
    second: 'Tambah tempat kedua di luar toko',
    second_text: 'Kalau toko kemalingan atau kebakaran, kotak dan flashdisk di dalamnya ikut hilang.',
    sheet: 'Simpan lembar pemulihan',
    sheet_text: 'Tanpa frasa sandi atau lembar ini cadangan tidak bisa dibuka siapa pun.',
    secret: (name: string) => `Isi lagi sandi ${name}`,
    secret_text: 'Sandinya dikunci oleh kotak lain, jadi tidak bisa dibaca di sini.'
  },
  places: {
    title: 'Tempat cadangan',
    none: 'Belum ada tempat',
    none_text: 'Di sini nanti terlihat setiap tempat, apa yang sudah sampai, dan apa yang belum.',
    add: 'Tambah tempat',
    kinds: {
      folder: 'Folder atau NAS',
      stick: 'Flashdisk',
      sftp: 'Komputer lain (SFTP)',
      webdav: 'WebDAV atau Nextcloud',
      s3: 'Penyimpanan awan (S3)',
      rclone: 'Google Drive dan lainnya (rclone)'
    },
    kind_texts: {
      folder: 'Disk kedua di kotak ini, atau NAS yang sudah tersambung sebagai folder.',
      stick: 'Colok ke kotak, lalu satu ketukan. Bisa dicabut dan dibawa pulang.',
      sftp: 'NAS, komputer rumah, atau server sewaan yang bisa dimasuki lewat SSH.',
      webdav: 'Nextcloud, ownCloud, atau NAS dengan WebDAV.',
      s3: 'Backblaze B2, Cloudflare R2, MinIO, dan layanan lain yang berbahasa S3.',
      rclone: 'Google Drive, OneDrive, Dropbox, dan puluhan lainnya, lewat program rclone di kotak ini.'
    },
    states: {
      new: 'Menunggu kiriman pertama',
      sending: (size: string) => `Mengirim yang pertama, ${size} lagi`,
      there: (ago: string) => `Semua sudah sampai, ${ago}`,
      behind: (span: string) => `Tertinggal ${span}`,
      behind_bytes: (size: string) => `Masih ${size} yang menunggu`,
      behind_both: (span: string, size: string) => `Tertinggal ${span}, ${size} menunggu`,
      paused: 'Dijeda. Yang baru menunggu di kotak ini.',
      unreadable: 'Sandinya tidak bisa dibaca lagi. Isi lagi.',
      stick_away: 'Tidak terpasang',
      stick_seen: (ago: string) => `Tidak terpasang. Terakhir lengkap ${ago}.`
    },
    faults: {
      away: 'Tidak terjangkau',
      refused: 'Ditolak: nama atau sandinya tidak diterima',
      'not-itself': 'Bukan tempat yang dulu: pengenalnya berubah. Demi aman tidak ada yang dikirim',
      full: 'Tempatnya penuh',
      'read-only': 'Tidak boleh ditulisi',
      'no-such-place': 'Folder atau bucket-nya tidak ada',
      missing: 'Ada berkas yang hilang di sana',
      'other-content': 'Ada berkas yang isinya bukan milik toko ini',
      'not-kept': 'Yang ditulis tidak sama waktu dibaca lagi. Medianya mungkin rusak',
      clock: 'Jam di sana atau di kotak ini salah',
      nonsense: 'Jawabannya tidak masuk akal. Mungkin halaman masuk Wi-Fi',
      'no-program': 'Program rclone belum terpasang di kotak ini',
      'foreign-writer': 'Ada kotak lain yang juga menulis cadangan toko ini di sana',
      fenced: 'Kotak lain sudah menggantikan kotak ini. Kotak ini berhenti mengirim',
      gap: 'Menunggu gambar lengkap dari kotak'
    },
    since: (fault: string, time: string) => `${fault} sejak ${time}`,
    again: (sentence: string, time: string) => `${sentence}; dicoba lagi ${time}`,
    tags: {
      there: 'Lengkap',
      behind: 'Mengirim',
      new: 'Menunggu',
      paused: 'Dijeda',
      faulty: 'Bermasalah',
      away: 'Tidak terpasang'
    },
    send: 'Kirim sekarang',
    pause: 'Jeda',
    resume: 'Lanjutkan',
    details: 'Rincian'
  },
  place: {
    facts: 'Keadaan',
    where: 'Alamat',
    reached: 'Terakhir terjangkau',
    never: 'belum pernah',
    safe_until: 'Berisi semua sampai',
    waiting: 'Menunggu dikirim',
    added: 'Dipakai sejak',
    technical: 'Kata sistemnya',
    rename: 'Nama',
    change: 'Ubah alamat atau sandi',
    change_text: 'Dicoba dulu. Kalau berhasil, baru disimpan.',
    secret_kept: 'Sandi yang tersimpan tidak pernah ditampilkan. Kosongkan kalau tidak berubah.',
    remove: 'Berhenti memakai tempat ini',
    remove_text:
      'Yang sudah tersimpan di sana tetap di sana, terkunci, dan masih bisa dipulihkan dengan frasa sandi. Hanya tidak ditambah lagi.',
    remove_sure: (name: string) => `Berhenti memakai ${name}?`,
    remove_action: 'Ya, berhenti'
  },
  details: {
    title: 'Lebih rinci',
    recorded: 'Terakhir dicatat',
    snapshot: 'Gambar lengkap terakhir',
    snapshot_running: (part: string) => `Gambar lengkap sedang dibuat: ${part}`,
    proven: 'Terakhir terbukti bisa dipulihkan',
    not_yet: 'belum pernah',
    drill: 'Uji pulih berikutnya',
    jobs: 'Pekerjaan berjadwal',
    job: 'Pekerjaan',
    last: 'Terakhir',
    next: 'Berikutnya',
    run: 'Jalankan',
    running: 'Sedang berjalan…',
    results: { ok: 'Beres', nothing: 'Tidak ada yang perlu', failed: 'Gagal' },
    names: {
      ship: 'Kirim ke semua tempat',
      snapshot: 'Buat gambar lengkap',
      drill: 'Uji pulih',
      care: 'Baca ulang dan rapikan',
      remind: 'Ingatkan pemilik',
      'forget-answers': 'Lupakan jawaban lama',
      'clear-sessions': 'Bersihkan sesi lama'
    } as Record<string, string>,
    past: 'Gangguan belakangan ini',
    past_none: 'Tidak ada gangguan.',
    from_to: (from: string, to: string) => `${from} sampai ${to}`,
    going_on: (from: string) => `sejak ${from}, belum selesai`
  },
  links: {
    restore: 'Pulihkan',
    restore_text: 'Kembalikan toko ke satu saat, atau pasang di kotak baru.',
    points: 'Saat yang diberi nama',
    points_text: 'Sebelum impor, sebelum pembaruan, atau kapan pun Anda mau.',
    when: 'Jadwal dan lama disimpan',
    when_text: 'Seberapa sering dikirim, kapan diuji, berapa lama disimpan.',
    key: 'Frasa sandi dan lembar pemulihan',
    key_text: 'Yang membuka cadangan kalau kotak ini tidak ada lagi.',
    export: 'Salinan data',
    export_text: 'Excel, CSV, atau JSON untuk dibaca sendiri.'
  },
  form,
  tried,
  sticks,
  points,
  when,
  guide
}
