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
      id='Menjadikan komputer ini kotak Laci: sudo %s [PILIHAN]

  --dry-run     hanya memeriksa dan memperlihatkan apa yang akan dilakukan
  --lan         terima kasir lain di jaringan toko (bawaan: hanya komputer ini)
  --port NOMOR  port lain dari 5224
  --restore-from TEMPAT
                bangkitkan toko dari cadangannya di tempat itu
  --uninstall   lepas layanan dan program; data toko tetap ada
  --help        halaman ini

Boleh dijalankan lagi kapan saja, juga untuk memasang versi baru. Pengaturan: /etc/laci/laci.env'
      en='Makes this computer a Laci box: sudo %s [OPTIONS]

  --dry-run      only checks, and shows what would be done
  --lan          answer other tills on the shop network (default: this computer only)
  --port NUMBER  another port than 5224
  --restore-from PLACE
                 bring the shop back from its backup there
  --uninstall    removes service and program; the shop data stays
  --help         this page

May be run again at any time, also to install a new version. Settings: /etc/laci/laci.env'
      ;;
    unknown-option)
      id='Pilihan “%s” tidak dikenal. Lihat: %s --help'
      en='There is no option “%s”. See: %s --help'
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
      id='Perlu hak administrator. Jalankan: sudo %s'
      en='This needs administrator rights. Run: sudo %s'
      ;;
    not-debian)
      id='Laci dipasang di Debian atau Ubuntu; komputer ini memakai %s.'
      en='Laci is installed on Debian or Ubuntu; this computer runs %s.'
      ;;
    too-old)
      id='%s terlalu lama: di sini %s, Laci perlu %s atau lebih baru. Pasang Debian 12 atau Ubuntu 22.04, atau yang lebih baru.'
      en='%s is too old: it has %s, Laci needs %s or newer. Install Debian 12 or Ubuntu 22.04, or newer.'
      ;;
    wrong-bundle)
      id='Paket ini untuk komputer %s; komputer ini %s. Ambil paket yang namanya berakhir dengan jenis komputer ini.'
      en='This bundle is for %s computers; this one is %s. Take the bundle whose name ends with this kind.'
      ;;
    bundle-damaged)
      id='Paket ini rusak atau belum lengkap. Salin lagi berkas .tar.gz-nya, bongkar di folder baru, lalu ulangi.'
      en='This bundle is damaged or not complete. Copy its .tar.gz again, unpack it into a new folder and run this again.'
      ;;
    node-fails)
      id='Program di paket ini tidak bisa berjalan di komputer ini: %s'
      en='The program in this bundle cannot run on this computer: %s'
      ;;
    bundle-refused)
      id='Paket ini tidak diterima (%s). Kotak ini hanya menerima paket dari pembuat yang kuncinya ada di %s. Ambil paket dari pembuat yang sama; kalau memang berganti pembuat, tambahkan release.pub-nya ke berkas itu.'
      en='This bundle is not taken (%s). This box takes bundles only from makers whose key is in %s. Get the bundle from the same maker; if the maker has really changed, add their release.pub to that file.'
      ;;
    nothing-there)
      id='Tidak ada apa-apa di “%s”. Pasang stik atau folder cadangannya, lalu ulangi.'
      en='There is nothing at “%s”. Plug in the stick or mount the folder with the backup, then run this again.'
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
    code-hint)
      id='
     Atau arahkan kamera ponsel ke sini (%s):
'
      en='
     Or point the camera of a telephone here (%s):
'
      ;;
    lan-later)
      id='  3. Laci hanya menjawab di komputer ini. Untuk kasir lain di jaringan toko: sudo %s --lan'
      en='  3. Laci answers on this computer alone. For other tills on the shop network: sudo %s --lan'
      ;;
    tunnel-hint)
      id='  4. Kalau pemilik ingin melihat toko dari luar: sudo %s (tidak wajib)'
      en='  4. If the owner wants to see the shop from elsewhere: sudo %s (optional)'
      ;;
    no-clock)
      id='
Perhatian: jam komputer ini tidak disetel dari internet, padahal nota dan tutup hari memakainya. Pasang: sudo %s'
      en='
Note: nothing sets the clock of this computer from the internet, and slips and days go by it. Install: sudo %s'
      ;;
    clock-off)
      id='
Perhatian: penyetel jam terpasang tetapi mati. Hidupkan: sudo %s'
      en='
Note: what sets the clock is installed but switched off. Switch it on: sudo %s'
      ;;
    firewall)
      id='
Perhatian: %s di komputer ini menutup Laci dari jaringan toko. Buka dengan: sudo %s'
      en='
Note: %s on this computer shuts Laci off from the shop network. Open it: sudo %s'
      ;;
    dry-run-over)
      id='Pemeriksaan selesai; tidak ada yang diubah.'
      en='The check is over; nothing was changed.'
      ;;
    uninstalled)
      id='Laci dilepas. Data toko tetap ada di %s, pengaturan di %s.'
      en='Laci is removed. The shop data stays in %s, the settings in %s.'
      ;;
    nothing-mounted)
      id='Di “%s” tidak ada flashdisk. Sebutkan folder tempatnya terpasang; lihat dengan: lsblk'
      en='No stick is mounted at “%s”. Name the folder it is mounted at; lsblk tells.'
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
