import type { CheckName, FoundBy } from '../../server/doctor/checks.ts'
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

/** The words of some of the checks. */
export type WordsOf<Names extends CheckName> = { [Name in Names]: CheckWords<FoundBy<Name>> }

type OfMachine = 'box' | 'room' | 'health' | 'sync' | 'memory' | 'clock' | 'battery'

/** What is said of the machine itself. */
export const doctor_machine: WordsOf<OfMachine> = {
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
  }
}
