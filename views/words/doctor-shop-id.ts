import type { WordsOf } from './doctor-machine-id.ts'

type OfShop = 'log' | 'printers' | 'places' | 'drill' | 'certificates' | 'ports' | 'version'

/** What is said of what the shop runs on it. */
export const doctor_shop: WordsOf<OfShop> = {
  log: {
    title: 'Catatan tulis (WAL)',
    says: {
      short: ({ waiting_bytes, database_bytes }, say) =>
        `Catatan tulis ${say.bytes(waiting_bytes)}, basis data ${say.bytes(database_bytes)}.`,
      long: ({ waiting_bytes }, say) =>
        `${say.bytes(waiting_bytes)} menunggu dipindahkan ke basis data. Biasanya hanya sedikit.`,
      too_long_log: ({ waiting_bytes }, say) =>
        `${say.bytes(waiting_bytes)} belum dipindahkan ke basis data. Menyalakan ulang akan lama, dan tempat terus habis.`
    },
    remedies: {
      long: () =>
        'Tunggu sebentar lalu periksa lagi: impor besar memang begitu. Kalau tetap, lihat halaman Cadangan.',
      too_long_log: () =>
        'Lihat di halaman Cadangan apa yang tersendat, lalu nyalakan ulang kotak saat toko sepi.'
    }
  },
  printers: {
    title: 'Printer',
    says: {
      well: ({ printers }, say) =>
        printers === 1 ? 'Printernya siap.' : `${say.figure(printers)} printer siap.`,
      none: () => 'Belum ada printer kertas.',
      some_ill: ({ ill, printers, names, troubles }, say) =>
        `${say.figure(ill)} dari ${say.figure(printers)} printer bermasalah: ${say.printers(names, troubles)}.`,
      all_ill: ({ names, troubles, waiting }, say) =>
        `Tidak ada printer yang siap: ${say.printers(names, troubles)}.${waiting > 0 ? ` ${say.figure(waiting)} struk menunggu.` : ''}`,
      waiting: ({ uncertain }, say) => `${say.figure(uncertain)} struk tidak jelas sudah keluar atau belum.`
    },
    remedies: {
      some_ill: () =>
        'Periksa kabel, listrik, dan kertasnya. Struk yang menunggu keluar sendiri begitu printer siap.',
      all_ill: () => 'Periksa kabel, listrik, dan kertasnya. Berjualan tetap bisa; struk menyusul.',
      waiting: () => 'Lihat kertasnya, lalu jawab di antrean cetak.'
    }
  },
  places: {
    title: 'Tempat cadangan',
    says: {
      well: ({ places }, say) => `Cadangan sampai di ${say.figure(places)} tempat.`,
      none_yet: () => 'Belum ada yang perlu dicadangkan.',
      none: () => 'Belum ada tempat cadangan. Kalau kotak ini hilang, semua data hilang.',
      paused: () => 'Semua tempat cadangan dijeda.',
      faulty: ({ names, faults }, say) =>
        `Ada tempat cadangan yang bermasalah: ${say.places(names, faults)}.`,
      behind: ({ names, faults, oldest_ms }, say) =>
        `Ada tempat cadangan yang tertinggal${oldest_ms ? ` sampai ${say.span(oldest_ms)}` : ''}: ${say.places(names, faults)}.`,
      away: ({ names, faults }, say) =>
        `Sudah lebih dari seminggu tidak terpasang: ${say.places(names, faults)}.`,
      one: () => 'Cadangan lengkap, tetapi hanya ada di satu tempat.'
    },
    remedies: {
      none: () => 'Tambahkan sekarang, cukup stik USB dulu.',
      paused: () => 'Lanjutkan lagi di halaman Cadangan.',
      faulty: () => 'Buka halaman Cadangan; di sana tertulis apa yang kurang dan bisa dicoba lagi.',
      behind: () => 'Periksa internet dan tempatnya, lalu kirim sekarang dari halaman Cadangan.',
      away: () => 'Tancapkan stiknya ke kotak sampai lampunya berhenti berkedip.',
      one: () => 'Tambahkan tempat kedua, sebaiknya di luar toko.'
    }
  },
  drill: {
    title: 'Uji pulih',
    says: {
      proven: ({ proven_at }, say) =>
        `Pemulihan terakhir dicoba dan terbukti ${say.moment(proven_at ?? '')}.`,
      no_place: () => 'Belum ada tempat cadangan yang bisa diuji.',
      failed: ({ names }) => `Uji pulih terakhir gagal: ${names.join(', ')}.`,
      old: ({ age_ms }, say) => `Uji pulih terakhir sudah ${say.span(age_ms ?? 0)} yang lalu.`,
      never: () => 'Pemulihan belum pernah diuji.'
    },
    remedies: {
      failed: () =>
        'Buka halaman Cadangan dan lihat apa yang gagal. Sampai beres, anggap salinan di situ tidak ada.',
      old: () =>
        'Uji berjalan tiap malam: biarkan kotak menyala, atau jalankan sekarang dari halaman Cadangan.',
      never: () => 'Uji berjalan sendiri malam ini, atau jalankan sekarang dari halaman Cadangan.'
    }
  },
  certificates: {
    title: 'Sambungan aman',
    says: {
      not_needed: () => 'Kotak hanya dibuka di dirinya sendiri, jadi tidak perlu sertifikat.',
      valid: ({ shown_until = '', authority_until = '' }, say) =>
        `Sertifikat berlaku sampai ${say.day(shown_until)} dan diperbarui sendiri; kepercayaan perangkat sampai ${say.day(authority_until)}.`,
      authority_valid: ({ authority_until = '' }, say) =>
        `Kepercayaan perangkat berlaku sampai ${say.day(authority_until)}.`,
      none: () => 'Belum ada sertifikat. Dibuat saat kotak pertama kali terbuka ke jaringan toko.',
      authority_over: ({ authority_until = '' }, say) =>
        `Kepercayaan perangkat sudah habis ${say.day(authority_until)}. Perangkat menolak kotak ini.`,
      authority_soon: ({ authority_until = '' }, say) =>
        `Kepercayaan perangkat habis ${say.day(authority_until)}.`,
      over: ({ shown_until = '' }, say) => `Sertifikat kotak sudah habis ${say.day(shown_until)}.`,
      soon: ({ shown_until = '' }, say) =>
        `Sertifikat kotak habis ${say.day(shown_until)} dan belum diperbarui sendiri.`,
      not_ours: () => 'Yang menjawab di port aman bukan kotak ini, atau memakai sertifikat lain.',
      not_shown: () => 'Tidak ada yang menjawab di port aman. Tablet tidak bisa membuka kasir.'
    },
    remedies: {
      none: () => 'Nyalakan kotaknya sekali dengan jaringan toko, lalu periksa lagi.',
      authority_over: () => 'Buat kepercayaan baru di Sambungan aman, lalu datangi tiap perangkat sekali.',
      authority_soon: () =>
        'Rencanakan satu jam tenang untuk membuat kepercayaan baru dan mendatangi tiap perangkat.',
      over: () => 'Periksa jam kotak di atas, lalu nyalakan ulang kotak: sertifikat dibuat baru.',
      soon: () => 'Nyalakan ulang kotak saat toko sepi: sertifikat dibuat baru.',
      not_ours: () => 'Lihat baris Port di halaman ini: mungkin program lain memakai port itu.',
      not_shown: () => 'Nyalakan ulang kotak. Kalau tetap, lihat baris Port di halaman ini.'
    }
  },
  ports: {
    title: 'Port',
    says: {
      ours: ({ ports }) => `Kotak menjawab di semua portnya: ${ports.join(', ')}.`,
      free: ({ ports }) => `Semua port bebas untuk kotak: ${ports.join(', ')}.`,
      taken: ({ wrong }) => `Program lain memakai port ${wrong.join(', ')}.`,
      silent: ({ wrong }) => `Tidak ada yang menjawab di port ${wrong.join(', ')}.`,
      unsaid: () => 'Sistem ini tidak memperlihatkan port yang dipakai.'
    },
    remedies: {
      taken: () =>
        'Cari programnya (sudo ss -ltnp) dan hentikan, atau pilih port lain di /etc/laci/laci.env.',
      silent: () => 'Nyalakan ulang kotak. Kalau tetap, kirim berkas bantuan ke teknisi.',
      unsaid: () => 'Minta teknisi memeriksa dengan perintah sudo ss -ltnp.'
    }
  },
  version: {
    title: 'Versi',
    says: {
      matches: ({ version, node, sqlite }) => `Laci ${version}, Node ${node}, SQLite ${sqlite}.`,
      newer_tables: ({ version, tables }) =>
        `Data ini sudah dipakai Laci yang lebih baru (${tables}) daripada Laci ${version} ini.`,
      other_node: ({ version, node, wanted_node }) =>
        `Laci ${version} berjalan dengan Node ${node}, padahal diuji dengan Node ${wanted_node}.`
    },
    remedies: {
      newer_tables: () => 'Pasang lagi Laci versi yang lebih baru. Jangan berjualan dengan yang lama.',
      other_node: () => 'Nyalakan lewat scripts/laci atau sudo laci, bukan dengan Node dari sistem.'
    }
  }
}
