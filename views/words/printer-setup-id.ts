/** What is said while a printer is set up, and of how it is. */
export const printer_setup = {
  language: 'Jenis printer',
  languages: { escpos: 'Printer struk', tspl: 'Printer label TSPL', zpl: 'Printer label ZPL' },
  language_texts: {
    escpos: 'Hampir semua printer kasir, 58 atau 80 mm.',
    tspl: 'Xprinter, TSC, dan kebanyakan printer label.',
    zpl: 'Zebra, dan yang meniru Zebra.'
  },
  line_speed: 'Kecepatan',
  line_flow: 'Kendali alir',
  line_flows: { none: 'Tanpa kendali', rts: 'Lewat kabel (RTS/CTS)', xon: 'Lewat tanda (XON/XOFF)' },
  line_parity: 'Paritas',
  line_parities: { none: 'Tanpa', even: 'Genap', odd: 'Ganjil' },
  line_hint: 'Samakan dengan lembar yang dicetak printer saat dites sendiri.',
  label_size: 'Ukuran label',
  label_width: 'Lebar (mm)',
  label_height: 'Tinggi (mm)',
  label_gap: 'Jarak antarlabel (mm)',
  more: 'Huruf, potongan, dan laci',
  more_text: 'Tidak perlu diisi sendiri: halaman tes menanyakannya satu per satu.',
  letters: 'Huruf',
  code_pages: {
    pc858: 'PC858: é, ü, dan €',
    wpc1252: 'WPC1252: seperti Windows',
    pc437: 'PC437: tanpa €',
    ascii: 'Huruf biasa saja, yang lain digambar',
    drawn: 'Semua digambar'
  },
  cut: 'Potong kertas',
  cuts: {
    partial: 'Sebagian, tersisa secuil (GS V B)',
    full: 'Sampai putus (GS V A)',
    'old-partial': 'Sebagian, cara lama (ESC m)',
    'old-full': 'Sampai putus, cara lama (ESC i)',
    none: 'Tidak memotong, disobek sendiri'
  },
  remove: 'Lepas printer ini',
  remove_text: 'Kasir dan laci yang memakainya menjadi tanpa printer. Struk lama tetap tercatat.',
  remove_action: (name: string) => `Ya, lepas ${name}`,
  removed: (name: string) => `${name} sudah dilepas.`,
  bring_back: 'Kembalikan',
  ask: 'Tanya printer',
  asking: 'Menanyai printer…',
  asked_busy: 'Printer sedang mencetak, tanya lagi sebentar lagi.',
  state: {
    ready: 'Siap mencetak',
    reached: 'Tersambung',
    near_end: 'Kertas hampir habis',
    drawer_open: 'Laci terbuka'
  },
  answers: {
    yes: 'Printer ini memberi kabar.',
    never: 'Printer ini tidak pernah memberi kabar: Laci tidak bisa tahu kertasnya habis.',
    unknown: 'Belum diketahui apakah printer ini memberi kabar.',
    silent: 'Lewat sambungan ini tidak ada kabar dari printer.'
  }
}

/** The test page: what stands on paper, and what is asked of it. */
export const test_page = {
  title: 'Halaman tes',
  added: 'Printer sudah ditambahkan. Sekarang dicoba.',
  paper: {
    width: '1. LEBAR',
    letters: '2. HURUF',
    codes: '3. KODE',
    cut: (number: number) => `4. POTONGAN NOMOR ${number}`,
    qr: 'kode QR terbaca'
  },
  start: 'Cetak halaman tes',
  start_text:
    'Keluar kertas kira-kira 25 cm. Sesudahnya ada lima pertanyaan pendek, dan printer diatur menurut jawabannya.',
  start_plain: 'Contoh struk keluar di printer ini.',
  start_label:
    'Keluar satu label dengan bingkai sampai ke tepinya. Kalau bingkainya terpotong, cocokkan ukuran labelnya.',
  again: 'Cetak sekali lagi',
  is_out: 'Sudah keluar, lanjut',
  is_out_plain: 'Sudah keluar',
  not_out: 'Kalau tidak keluar apa-apa',
  not_out_text: 'Periksa kabel, kertas, dan tombol nyalanya. Lalu cocokkan sambungan dan alamatnya.',
  step: (number: number, of: number) => `Langkah ${number} dari ${of}`,
  skip: 'Lewati',
  width: {
    question: 'Baris angka yang berakhir 48: utuh atau patah?',
    text: 'Lihat bagian 1. LEBAR.',
    answers: {
      48: 'Utuh dalam satu baris',
      32: 'Patah menjadi dua baris'
    },
    answer_texts: { 48: 'Kertas lebar, 80 mm', 32: 'Kertas kecil, 58 mm' }
  },
  letters: {
    question: 'Baris mana yang hurufnya benar?',
    text: 'Lihat bagian 2. HURUF. Seharusnya persis begini, sampai tanda terakhir:',
    line: (sign: string, name: string) => `Baris ${sign} (${name})`,
    line_text: 'Tanpa tanda €',
    ascii: 'Tidak ada yang benar',
    ascii_text: 'Huruf beraksen akan dicetak sebagai gambar.',
    drawn: 'Huruf biasa pun kacau',
    drawn_text: 'Semua akan dicetak sebagai gambar.'
  },
  cut: {
    question: 'Di bawah nomor berapa kertasnya terpotong?',
    text: 'Lihat bagian 4. POTONGAN. Kalau lebih dari satu, pilih yang potongannya paling pas.',
    number: (number: number) => `Di bawah nomor ${number}`,
    none: 'Tidak terpotong',
    none_text: 'Kertas disobek sendiri.'
  },
  qr: {
    question: 'Apakah kamera ponsel bisa membaca kode QR-nya?',
    text: 'Lihat bagian 3. KODE.',
    answers: { yes: 'Terbaca', faint: 'Ada, tetapi tidak terbaca', missing: 'Tidak ada kotaknya' },
    answer_texts: {
      yes: 'Struk dengan kode bisa dipakai.',
      faint: 'Bersihkan kepala printer dengan alkohol, atau pakai kertas yang lebih baik.',
      missing: 'Mulai sekarang semua dicetak sebagai gambar, juga kodenya.'
    }
  },
  drawer: {
    question: 'Apakah laci uang tersambung ke printer ini?',
    text: 'Tutup lacinya dulu. Laci akan dicoba dibuka dengan beberapa cara.',
    open: 'Coba buka laci',
    none: 'Tidak ada laci',
    opened: 'Apakah lacinya terbuka?',
    tried: (pin: number, ms: number) => `Dicoba lewat pin ${pin}, ${ms} milidetik.`,
    yes: 'Ya, terbuka',
    again: 'Tidak, coba cara lain',
    stop: 'Berhenti mencoba',
    last_no: 'Tidak terbuka',
    last_text:
      'Ini cara terakhir. Kalau tetap tertutup, periksa kabel laci ke printer dan kuncinya; pengaturan lama dikembalikan.'
  },
  end: {
    title: 'Selesai',
    text: 'Yang dipelajari dari halaman tes sudah tersimpan.',
    nothing: 'Tidak ada yang diubah.',
    saved: 'tersimpan',
    kept: 'seperti semula',
    drawer: (pin: number, ms: number) => `pin ${pin}, ${ms} milidetik`,
    qr: 'Kode QR',
    qr_seen: 'sudah dilihat',
    answers: 'Kabar',
    done: 'Ke daftar printer',
    restart: 'Ulangi tes'
  }
}
