# shellcheck shell=sh
# What install-service says, in both languages. Indonesian unless the terminal is English, as in server/cli/words.ts.

case "${LC_ALL:-${LANG:-}}" in
  en* | C.UTF-8) language=en ;;
  *) language=id ;;
esac

# Says a sentence: its key, then what stands in it.
say() {
  case $1 in
    help)
      id='Menjadikan komputer ini kotak Laci: sudo scripts/install-service [PILIHAN]

  --dry-run     hanya memeriksa dan memperlihatkan apa yang akan dilakukan
  --lan         terima kasir lain di jaringan toko (bawaan: hanya komputer ini)
  --port NOMOR  port lain dari 5224
  --uninstall   lepas layanan dan program; data toko tetap ada
  --help        halaman ini

Boleh dijalankan lagi kapan saja, juga untuk memasang versi baru. Pengaturan: /etc/laci/laci.env'
      en='Makes this computer a Laci box: sudo scripts/install-service [OPTIONS]

  --dry-run      only checks, and shows what would be done
  --lan          answer other tills on the shop network (default: this computer only)
  --port NUMBER  another port than 5224
  --uninstall    removes service and program; the shop data stays
  --help         this page

May be run again at any time, also to install a new version. Settings: /etc/laci/laci.env'
      ;;
    unknown-option)
      id='Pilihan “%s” tidak dikenal. Lihat: scripts/install-service --help'
      en='There is no option “%s”. See: scripts/install-service --help'
      ;;
    bad-port)
      id='Port harus angka dari 1024 sampai 65535, bukan “%s”.'
      en='A port is a number from 1024 to 65535, not “%s”.'
      ;;
    nothing-done)
      id='Tidak ada yang diubah. Perbaiki yang di atas, lalu jalankan lagi.'
      en='Nothing was changed. Put the above right, then run this again.'
      ;;
    not-root)
      id='Perlu hak administrator. Jalankan: sudo scripts/install-service'
      en='This needs administrator rights. Run: sudo scripts/install-service'
      ;;
    not-debian)
      id='Laci dipasang di Debian atau Ubuntu; komputer ini memakai %s.'
      en='Laci is installed on Debian or Ubuntu; this computer runs %s.'
      ;;
    no-systemd)
      id='Komputer ini tidak dijalankan oleh systemd, jadi tidak ada yang bisa menyalakan Laci.'
      en='This computer is not run by systemd, so nothing could keep Laci running.'
      ;;
    wrong-machine)
      id='Laci berjalan di x86_64 dan aarch64; komputer ini %s.'
      en='Laci runs on x86_64 and aarch64; this computer is %s.'
      ;;
    not-ready)
      id='Paket program belum lengkap. Jalankan dulu di %s: npm ci'
      en='The program packages are not complete. First run in %s: npm ci'
      ;;
    no-room)
      id='%s hanya punya %s MB kosong; perlu %s MB.'
      en='%s has only %s MB free; %s MB are needed.'
      ;;
    port-taken)
      id='Port %s sedang dipakai program lain. Pilih yang lain dengan --port.'
      en='Port %s is in use by another program. Choose another with --port.'
      ;;
    shop-port-taken)
      id='Port %s (%s di %s) sedang dipakai program lain. Hentikan program itu, atau ganti nomornya di sana.'
      en='Port %s (%s in %s) is in use by another program. Stop that program, or change the number there.'
      ;;
    port-beside)
      id='Port %s sedang dipakai program lain; di jaringan toko Laci memakai %s.'
      en='Port %s is in use by another program; in the shop network Laci takes %s.'
      ;;
    no-library)
      id='Program tidak bisa berjalan; mungkin pustaka libatomic1 belum ada. Sambungkan internet, atau pasang sendiri: apt-get install libatomic1'
      en='The program cannot run; the library libatomic1 may be missing. Connect to the internet, or install it yourself: apt-get install libatomic1'
      ;;
    would-run)
      id='akan dilakukan: %s'
      en='would do: %s'
      ;;
    installing-library)
      id='Memasang pustaka libatomic1…'
      en='Installing the library libatomic1…'
      ;;
    copying)
      id='Menyalin program ke %s…'
      en='Copying the program to %s…'
      ;;
    starting)
      id='Menyalakan Laci…'
      en='Starting Laci…'
      ;;
    not-answering)
      id='Laci belum menjawab setelah %s detik. Lihat sebabnya: journalctl -u laci -n 50'
      en='Laci does not answer after %s seconds. To see why: journalctl -u laci -n 50'
      ;;
    ready)
      id='Laci siap dan menyala sendiri setiap komputer hidup.

  Alamat: %s

Berikutnya:
  1. Buka alamat itu di peramban dan jawab empat pertanyaan tentang toko.
  2. Cabut listrik komputer ini sekali, colok lagi: Laci harus kembali sendiri.'
      en='Laci is ready, and starts by itself whenever the computer does.

  Address: %s

Next:
  1. Open that address in a browser and answer four questions about the shop.
  2. Unplug this computer once and plug it in again: Laci must come back by itself.'
      ;;
    lan-hint)
      id='  3. Dari perangkat lain di toko, buka sekali saja: %s
     Halaman itu menunjukkan cara membuat perangkatnya percaya pada kotak ini, lalu membuka Laci terenkripsi.
     Kode pemasangan ada di: journalctl -u laci | tail
     Cocokkan sidik jari yang ditunjukkan perangkat:'
      en='  3. From other devices in the shop, open this just once: %s
     That page says how the device comes to trust this box, and then opens Laci encrypted.
     The setup code is in: journalctl -u laci | tail
     Compare the fingerprint that the device shows:'
      ;;
    dry-run-over)
      id='Pemeriksaan selesai; tidak ada yang diubah.'
      en='The check is over; nothing was changed.'
      ;;
    uninstalled)
      id='Laci dilepas. Data toko tetap ada di %s, pengaturan di %s.'
      en='Laci is removed. The shop data stays in %s, the settings in %s.'
      ;;
    *)
      echo "no words for $1" >&2
      exit 70
      ;;
  esac
  if [ "$language" = en ]; then sentence=$en; else sentence=$id; fi
  shift
  # shellcheck disable=SC2059 # the sentence is the format
  printf "$sentence\n" "$@"
}
