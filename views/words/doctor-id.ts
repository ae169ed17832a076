import type { CheckName, FoundBy } from '../../server/doctor/checks.ts'
import type { Unmeasured, Verdict } from '../../server/doctor/finding.ts'
import type { Speech } from '../doctor/speech.ts'

/** What a check may say: what it found, in one sentence, and for what is not well what to do now. */
export interface CheckWords<Found extends { verdict: string; says: string; facts: object }> {
  title: string
  says: Record<Found['says'], (facts: Found['facts'], say: Speech) => string>
  remedies: Record<
    Exclude<Found, { verdict: 'good' }>['says'],
    (facts: Found['facts'], say: Speech) => string
  >
}

type AllChecks = { [Name in CheckName]: CheckWords<FoundBy<Name>> }

const checks: AllChecks = {
  box: {
    title: 'Kotak',
    says: {
      runs: ({ runs_ms }, say) =>
        runs_ms === undefined ? 'Kotak berjalan.' : `Kotak berjalan, sudah ${say.span(runs_ms)}.`,
      stopped: () => 'Kotak tidak berjalan. Kasir tidak bisa berjualan.',
      no_shop: () => 'Di folder data ini belum ada toko.'
    },
    remedies: {
      stopped: () =>
        'Nyalakan: sudo systemctl restart laci. Kalau mati lagi, kirim berkas bantuan ke teknisi.',
      no_shop: () => 'Periksa LACI_DATA: mungkin menunjuk folder lain, atau disk datanya belum terpasang.'
    }
  },
  room: {
    title: 'Tempat di penyimpanan',
    says: {
      enough: ({ free_bytes, total_bytes }, say) =>
        `Sisa tempat ${say.bytes(free_bytes)} dari ${say.bytes(total_bytes)}.`,
      little: ({ free_bytes, total_bytes }, say) =>
        `Sisa tempat tinggal ${say.bytes(free_bytes)} dari ${say.bytes(total_bytes)}.`,
      hardly: ({ free_bytes, total_bytes }, say) =>
        `Penyimpanan hampir penuh: sisa ${say.bytes(free_bytes)} dari ${say.bytes(total_bytes)}.`,
      no_files: () => 'Penyimpanan tidak bisa menampung berkas baru lagi, walau masih ada tempat.',
      read_only: () => 'Penyimpanan hanya bisa dibaca. Tidak ada penjualan yang bisa disimpan.',
      unsaid: () => 'Penyimpanan ini tidak memberi tahu sisa tempatnya.'
    },
    remedies: {
      little: () =>
        'Hapus berkas yang bukan milik Laci dari kotak ini, atau ganti penyimpanannya dengan yang lebih besar.',
      hardly: () =>
        'Kosongkan sekarang: berkas unduhan, foto, dan catatan sistem lama (sudo journalctl --vacuum-size=100M). Data toko jangan disentuh.',
      no_files: () =>
        'Minta teknisi menghapus berkas kecil yang menumpuk di luar folder data (cek dengan df -i).',
      read_only: () =>
        'Biasanya penyimpanan sedang rusak. Pastikan cadangan lengkap, lalu ganti penyimpanannya dan pulihkan toko dari cadangan.',
      unsaid: () => 'Minta teknisi memeriksa di mana folder data berada (df -h).'
    }
  },
  health: {
    title: 'Kesehatan penyimpanan',
    says: {
      well: ({ used_percent }, say) =>
        used_percent === undefined
          ? 'Penyimpanan menyebut dirinya sehat.'
          : `Penyimpanan menyebut dirinya sehat, umurnya terpakai ${say.figure(used_percent)}%.`,
      no_errors: () =>
        'Belum pernah ada kesalahan yang tercatat. Penyimpanannya sendiri tidak memberi kabar tentang umurnya.',
      failing: () => 'Penyimpanan menyebut dirinya akan rusak.',
      errors: ({ errors = 0 }, say) => `Sistem berkas mencatat ${say.figure(errors)} kesalahan.`,
      worn: ({ used_percent = 0 }, say) => `Umur penyimpanan sudah terpakai ${say.figure(used_percent)}%.`,
      unsaid: () => 'Penyimpanan ini tidak memberi kabar tentang kesehatannya.'
    },
    remedies: {
      failing: () => 'Ganti penyimpanannya hari ini juga. Sebelumnya pastikan cadangan lengkap.',
      errors: () =>
        'Pastikan cadangan lengkap, lalu minta teknisi memeriksa (fsck) atau mengganti penyimpanannya.',
      worn: () => 'Rencanakan ganti penyimpanan. Pastikan cadangan lengkap.',
      unsaid: () =>
        'Teknisi bisa memasang smartmontools dan menjalankan sudo smartctl -H. Cadangan tetap pegangan utama.'
    }
  },
  sync: {
    title: 'Kejujuran menyimpan',
    says: {
      passed_on: ({ saves, middle_ms }, say) =>
        `${say.figure(saves)} simpanan coba benar-benar sampai ke penyimpanan, masing-masing ${say.ms(middle_ms)} milidetik. Bahwa penyimpanannya sendiri patuh hanya terbukti saat listrik dicabut.`,
      refused: ({ code = '' }) => `Simpanan coba ditolak (${code}).`,
      in_memory: () => 'Folder data ada di memori, bukan di penyimpanan. Semuanya hilang saat listrik padam.',
      switched_off: () =>
        'Pengaman tulis (barrier) dimatikan pada sistem berkas ini. Penjualan terakhir bisa hilang saat listrik padam.',
      kept_back: ({ saves, writes = 0 }, say) =>
        `Hanya ${say.figure(writes)} dari ${say.figure(saves)} simpanan coba yang sampai ke penyimpanan, padahal semua dilaporkan tersimpan.`,
      no_flush: ({ saves, flushes = 0 }, say) =>
        `Penyimpanan menahan data di ingatannya sendiri, dan hanya ${say.figure(flushes)} dari ${say.figure(saves)} kali disuruh menuliskannya.`,
      too_fast: ({ middle_ms }, say) =>
        `Penyimpanan menjawab ${say.ms(middle_ms)} milidetik, lebih cepat dari yang mungkin untuk jenisnya. Barangkali ia hanya mengaku sudah menulis.`,
      virtual: ({ saves, middle_ms }, say) =>
        `Kotak ini mesin virtual. ${say.figure(saves)} simpanan coba diterima (${say.ms(middle_ms)} milidetik), tetapi apa yang dilakukan mesin di bawahnya tidak kelihatan dari sini.`,
      no_disk: ({ file_system }) =>
        `Folder data ada di ${file_system || 'tempat'} yang tidak memperlihatkan penyimpanannya. Kejujurannya tidak bisa diukur.`
    },
    remedies: {
      refused: () =>
        'Penyimpanan tidak mau menulis. Lihat baris tempat dan kesehatan di halaman ini, lalu panggil teknisi.',
      in_memory: () => 'Pindahkan folder data (LACI_DATA) ke SSD atau eMMC hari ini juga.',
      switched_off: () =>
        'Minta teknisi menghapus nobarrier atau barrier=0 dari /etc/fstab lalu menyalakan ulang kotak.',
      kept_back: () =>
        'Minta teknisi mencari program yang mematikan fsync (misalnya libeatmydata) atau sistem berkas yang menundanya.',
      no_flush: () => 'Minta teknisi memeriksa opsi sistem berkas dan queue/write_cache penyimpanan ini.',
      too_fast: () =>
        'Coba dengan sengaja: jual sesuatu, cabut listrik, lihat apakah penjualannya masih ada. Pasang UPS kecil sampai jelas.',
      virtual: () =>
        'Minta pengelola mesin memastikan penyimpanan tidak memakai tembolok yang tidak aman (cache=unsafe).',
      no_disk: () => 'Untuk toko, taruh data di SSD atau eMMC di dalam kotak, bukan di drive jaringan.'
    }
  },
  memory: {
    title: 'Memori',
    says: {
      enough: ({ free_bytes = 0, total_bytes = 0, box_bytes }, say) =>
        `Memori bebas ${say.bytes(free_bytes)} dari ${say.bytes(total_bytes)}${box_bytes ? `; Laci memakai ${say.bytes(box_bytes)}` : ''}.`,
      little: ({ free_bytes = 0, total_bytes = 0 }, say) =>
        `Memori bebas tinggal ${say.bytes(free_bytes)} dari ${say.bytes(total_bytes)}.`,
      hardly: ({ free_bytes = 0, total_bytes = 0 }, say) =>
        `Memori hampir habis: ${say.bytes(free_bytes)} dari ${say.bytes(total_bytes)}.`,
      killed: ({ killed = 0 }, say) =>
        `Sejak dinyalakan, ${say.figure(killed)} proses Laci dimatikan sistem karena memori habis.`,
      unsaid: () => 'Sistem ini tidak memberi tahu memorinya.'
    },
    remedies: {
      little: () => 'Tutup program lain di kotak ini, terutama peramban dengan banyak tab.',
      hardly: () => 'Tutup program lain sekarang, lalu nyalakan ulang kotak saat toko sepi.',
      killed: () => 'Jangan jalankan program lain di kotak ini. Kalau terulang, tambah memorinya.',
      unsaid: () => 'Minta teknisi memeriksa dengan perintah free -m.'
    }
  },
  clock: {
    title: 'Jam dan zona waktu',
    says: {
      set: ({ now, zone }, say) =>
        `Jam kotak ${say.hour(now)}, ${say.day(now)} (${zone}), disetel otomatis dari internet.`,
      too_early: ({ now }, say) => `Jam kotak menunjuk ${say.moment(now)}. Itu pasti salah.`,
      not_set: ({ now, zone }, say) =>
        `Jam kotak ${say.hour(now)}, ${say.day(now)} (${zone}). Tidak ada yang menyetelnya dari luar.`,
      unsaid: ({ now, zone }, say) =>
        `Jam kotak ${say.hour(now)}, ${say.day(now)} (${zone}). Sistem tidak memberi tahu apakah ada yang menyetelnya.`
    },
    remedies: {
      too_early: () => 'Setel jamnya sekarang (sudo timedatectl set-time), lalu periksa baterai jam kotak.',
      not_set: () =>
        'Cocokkan dengan ponsel Anda. Kalau beda lebih dari semenit, sambungkan internet atau minta teknisi menyetelnya.',
      unsaid: () => 'Cocokkan dengan ponsel Anda. Kalau beda lebih dari semenit, minta teknisi menyetelnya.'
    }
  },
  battery: {
    title: 'Baterai jam',
    says: {
      keeps_time: () => 'Jam kotak tetap jalan saat listrik padam: tidak pernah mundur dalam sebulan.',
      behind: ({ behind_ms }, say) =>
        `Jam kotak tertinggal ${say.span(behind_ms)} dari kejadian terakhir di toko ini. Begitulah tanda baterai jam habis.`,
      went_back: ({ times_back }, say) =>
        `Dalam sebulan jam kotak pernah mundur ${say.figure(times_back)} kali.`,
      differs: ({ board_off_ms }, say) =>
        `Jam di papan kotak selisih ${say.span(Math.abs(board_off_ms ?? 0))} dari jam sistem.`,
      no_clock: () =>
        'Kotak ini tidak memperlihatkan jam berbaterai. Setelah listrik padam jamnya bisa salah sampai ada internet.'
    },
    remedies: {
      behind: () =>
        'Setel jamnya sekarang, lalu ganti baterai jam (biasanya CR2032). Penjualan aman; yang salah hanya jamnya.',
      went_back: () => 'Kalau itu setelah listrik padam, ganti baterai jam di dalam kotak (biasanya CR2032).',
      differs: () => 'Setel jam papannya: sudo hwclock --systohc. Kalau kembali selisih, ganti baterainya.',
      no_clock: () =>
        'Pasang modul jam (RTC), atau tunggu internet tersambung sebelum membuka toko setelah listrik padam.'
    }
  },
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

const unmeasured: CheckWords<Unmeasured> = {
  title: '',
  says: {
    too_long: ({ seconds = 0 }, say) => `Tidak bisa diukur dalam ${say.figure(seconds)} detik.`,
    broke: ({ code = '' }) => `Tidak bisa diperiksa (${code}).`
  },
  remedies: {
    too_long: () =>
      'Sesuatu tidak menjawab: disk yang macet atau drive jaringan yang putus. Periksa lagi; kalau tetap, panggil teknisi.',
    broke: () => 'Periksa lagi. Kalau tetap, kirim berkas bantuan ke teknisi.'
  }
}

/** What the doctor says. */
export const doctor = {
  title: 'Dokter kotak',
  intro: 'Memeriksa kotak ini satu per satu: apa hasilnya, dan apa yang perlu dilakukan.',
  looking: (left: string) => `Sedang memeriksa, ${left} lagi…`,
  waits: 'Menunggu giliran…',
  under_way: 'Sedang diukur…',
  as_of: (when: string) => `Diperiksa ${when}`,
  all_well: 'Kotaknya sehat',
  some_watch: (count: string) => `${count} hal perlu dilihat`,
  some_bad: (count: string) => `${count} hal harus dibereskan sekarang`,
  again: 'Periksa lagi',
  print: 'Cetak',
  copy: 'Salin hasilnya',
  copied: 'Tersalin',
  as_text: 'Hasil sebagai teks, untuk dikirim lewat WhatsApp',
  support: 'Unduh berkas bantuan',
  support_hint:
    'Untuk teknisi: hasil di atas, versi, jumlah baris, dan catatan kesalahan. Tanpa nama, nomor telepon, barang, uang, atau sandi. Bisa dibaca dulu sebelum dikirim.',
  open: 'Buka halamannya',
  remedy: 'Yang perlu dilakukan',
  verdicts: {
    good: 'Baik',
    watch: 'Perlu dilihat',
    bad: 'Bereskan sekarang',
    unknown: 'Tidak diketahui'
  } satisfies Record<Verdict, string>,
  today_bad: (count: string) => `Kotak ini sakit: ${count} hal harus dibereskan sekarang`,
  today_open: 'Lihat dokter',
  place_faults: { behind: 'tertinggal lebih dari sehari' } as Record<string, string>,
  checks,
  unmeasured
}
