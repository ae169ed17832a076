import type { AnswerState, Question } from '../../server/answers/judge-answers.ts'
import type { Said } from '../answers/answers.ts'

/** What an owner asks, and every sentence it may be answered by. */
export const answers = {
  title: 'Jawaban apa adanya',
  intro: 'Dijawab dari keadaan toko ini yang sebenarnya, bukan dari brosur.',
  as_of: (when: string) => `Keadaan pada ${when}`,
  mend: 'Bereskan',
  far: 'lewat internet',
  near: 'di tempat sendiri',
  filled: (age: string) => `berisi sampai ${age} lalu`,
  filled_now: 'berisi semuanya sampai sekarang',
  copy_empty: 'belum ada isinya',
  ages: {
    seconds: (n: string) => `${n} detik`,
    minutes: (n: string) => `${n} menit`,
    hours: (n: string) => `${n} jam`,
    days: (n: string) => `${n} hari`
  },
  states: { good: 'Aman', look: 'Perlu dilihat', bad: 'Bereskan hari ini' } satisfies Record<
    AnswerState,
    string
  >,
  questions: {
    hybrid: 'Ini kasir online atau offline?',
    where: 'Data toko saya di mana?',
    copies: 'Salinannya ada di mana?',
    proven: 'Yakin salinannya bisa dipulihkan?',
    internet: 'Kalau internet mati sekarang?',
    power: 'Kalau listrik padam sekarang?',
    box: 'Kalau kotaknya terbakar atau dicuri sekarang?',
    tablet: 'Kalau tablet kasir hilang?',
    printer: 'Kalau printer rusak?',
    passphrase: 'Kalau frasa sandi cadangan lupa?',
    vendor: 'Kalau pembuat Laci tutup?'
  } satisfies Record<Question, string>,
  says: {
    hybrid: {
      always: () =>
        'Dua-duanya. Toko berjalan di kotak ini, tanpa internet pun bisa jualan berhari-hari. Internet hanya dipakai untuk mengirim cadangan dan supaya Anda bisa melihat dari jauh.'
    },
    where: {
      room: ({ folder, size, room }) =>
        `Di kotak ini, di toko Anda sendiri: folder ${folder}, ${size}. Masih ada ruang ${room}.`,
      little_room: ({ folder, size, room }) =>
        `Di kotak ini, folder ${folder}, ${size}. Ruangnya tinggal ${room}; minta teknisi mengosongkannya.`
    },
    copies: {
      none: () => 'Tidak ada. Data hanya ada di kotak ini.',
      paused: () => 'Semua tempat cadangan sedang dijeda, jadi tidak ada yang dikirim keluar kotak.',
      empty: () => 'Tempatnya sudah dipilih, tetapi belum ada yang sampai di sana.',
      unwell: ({ copies, fill }) =>
        `Ada ${copies} salinan, yang terbaru ${fill}, tetapi ada tempat yang bermasalah.`,
      one: ({ fill }) => `Ada satu, ${fill}. Satu saja belum cukup: tambah satu di ruangan lain.`,
      several: ({ copies, fill }) => `Ada ${copies}, yang terbaru ${fill}.`
    },
    proven: {
      never: () => 'Belum tahu. Belum pernah ada salinan yang dicoba dipulihkan.',
      failed: ({ failed }) => `Tidak. Percobaan terakhir dari ${failed} gagal: salinan di sana tidak cocok.`,
      stale: ({ proven, proven_at, place }) =>
        `Dulu ya: terakhir terbukti ${proven} lalu (${proven_at}) dari ${place}. Itu sudah terlalu lama; buktikan lagi.`,
      fine: ({ proven, proven_at, place }) =>
        `Ya. Terakhir dicoba dan terbukti utuh ${proven} lalu (${proven_at}) dari ${place}.`
    },
    internet: {
      no_copies: () => 'Jualan jalan terus seperti biasa. Tidak ada yang menunggu internet.',
      all_far: () =>
        'Jualan jalan terus. Tetapi semua salinan ada di internet, jadi selama mati tidak ada salinan baru. Flashdisk atau komputer lain menutup celah itu.',
      some_near: () =>
        'Jualan jalan terus, dan salinan di tempat sendiri tetap terisi. Yang di internet menyusul sendiri.'
    },
    power: {
      always: () =>
        'Setiap penjualan yang sudah dijawab “selesai” sudah tertulis di penyimpanan. Begitu kotak menyala lagi, toko jalan dan keranjang yang belum dibayar masih ada.'
    },
    box: {
      everything: ({ sales, since }) =>
        since
          ? `Semua hilang: ${sales} penjualan sejak ${since}, barang, dan kasbon.`
          : 'Semua yang ada di kotak hilang.',
      nothing: ({ fill }) =>
        `Tidak ada penjualan yang hilang: salinan terbaru ${fill}. Kotak baru bisa jualan lagi dalam hitungan menit.`,
      some: ({ sales, fill }) => `Yang hilang ${sales} penjualan: salinan terbaru ${fill}.`,
      much: ({ sales, since }) =>
        `Yang hilang ${sales} penjualan, semua sejak ${since}. Salinan sudah lama tidak terisi.`
    },
    tablet: {
      none: () => 'Belum ada perangkat yang menjadi kasir.',
      some: ({ tills }) =>
        `Di tablet tidak ada data toko: semua ada di kotak. Ada ${tills} kasir terpasang; keluarkan yang hilang di menu Perangkat kasir, dan perangkat itu tidak bisa masuk lagi.`
    },
    printer: {
      none: () => 'Belum ada printer kertas. Struk hanya tampil di layar.',
      one: () =>
        'Jualan jalan terus, struk menunggu dan bisa ditunjukkan di layar atau ponsel. Printernya cuma satu; cadangannya belum ada.',
      several: ({ printers }) =>
        `Jualan jalan terus, dan struk yang menunggu bisa dipindah ke printer lain. Ada ${printers} printer.`
    },
    passphrase: {
      none: () => 'Belum ada frasa sandi. Tanpa itu salinan tidak bisa dibuka di kotak baru.',
      no_sheet: () =>
        'Tidak ada yang bisa membuka salinannya, kami pun tidak. Cetak lembar pemulihan sekarang dan simpan di tempat aman.',
      sheet: () =>
        'Pakai lembar pemulihan yang Anda simpan. Kalau lembar itu juga hilang, tidak ada yang bisa membuka salinan lama, kami pun tidak; selama kotak ini hidup, buat frasa sandi baru.'
    },
    vendor: {
      always: () =>
        'Toko tetap jalan: tidak ada langganan atau izin dari jauh. Semua data bisa diambil gratis kapan saja sebagai Excel, CSV, atau JSON, dan kotaknya milik Anda.'
    }
  } satisfies Record<Question, Record<string, (said: Said) => string>>
}
