# shellcheck shell=sh
# What RESTORE and `install-service --restore-from` say, in both languages. Indonesian unless the terminal is English.

case "${LC_ALL:-${LANG:-}}" in
  en* | C.UTF-8) rescue_language=en ;;
  *) rescue_language=id ;;
esac

# Says a sentence: its key, then what stands in it.
tell() {
  case $1 in
    help)
      id='Menjadikan komputer ini kotak kasir toko lagi, dari flashdisk ini: sh RESTORE [PILIHAN]

  --set-aside   di komputer ini sudah ada toko: simpan yang itu di samping, lalu pulihkan
  --partial     kalau sebagian cadangan rusak: pulihkan sejauh yang utuh

Perlu Debian atau Ubuntu, dan hak administrator (root). Internet tidak perlu.'
      en='Makes this computer the shop'"'"'s box again, from this stick: sh RESTORE [OPTIONS]

  --set-aside   this computer has a shop already: keep that one beside, then restore
  --partial     part of the backup is damaged: restore as far as it is whole

Needs Debian or Ubuntu, and administrator rights (root). No internet.'
      ;;
    not-root)
      id='Perlu hak administrator. Ketik: sudo sh RESTORE'
      en='This needs administrator rights. Type: sudo sh RESTORE'
      ;;
    wrong-machine)
      id='Laci berjalan di x86_64 dan aarch64; komputer ini %s.'
      en='Laci runs on x86_64 and aarch64; this computer is %s.'
      ;;
    no-room)
      id='%s hanya punya %s MB kosong; perlu %s MB.'
      en='%s has only %s MB free; %s MB are needed.'
      ;;
    no-program)
      id='Program di flashdisk ini bukan untuk jenis komputer ini (%s). Pakai komputer sejenis kotak lama, atau pasang Laci untuknya lalu: laci restore'
      en='The program on this stick is not for this kind of computer (%s). Use one like the old box, or install Laci for this one and then: laci restore'
      ;;
    checking)
      id='Memeriksa flashdisk…'
      en='Checking the stick…'
      ;;
    set-damaged)
      id='Isi flashdisk dari %s tidak utuh.'
      en='What was put on the stick at %s is not whole.'
      ;;
    damaged)
      id='Program di flashdisk ini rusak atau belum selesai disalin. Data tokonya mungkin masih utuh: pasang Laci dari paketnya, lalu pilih “Pulihkan dari cadangan”.'
      en='The program on this stick is damaged, or was never copied to its end. The shop'"'"'s data may still be whole: install Laci from its bundle, then choose “Restore from a backup”.'
      ;;
    unpacking)
      id='Membuka program…'
      en='Unpacking the program…'
      ;;
    shop-there)
      id='Di komputer ini sudah ada toko (%s), jadi tidak ada yang diubah.
Kalau yang di flashdisk memang harus menggantikannya: sh RESTORE --set-aside
Toko yang sekarang tidak dihapus; ia disimpan di sampingnya.'
      en='There is a shop on this computer already (%s), so nothing was changed.
If the one on the stick is to take its place: sh RESTORE --set-aside
The shop that is here now is not deleted; it is kept beside.'
      ;;
    passphrase)
      id='Frasa sandi toko, atau kode dari lembar pemulihan: '
      en='The shop'"'"'s passphrase, or the code on the recovery sheet: '
      ;;
    wrong-passphrase)
      id='Huruf besar dan kecil dibedakan. Ketik lagi pelan-pelan.'
      en='Capitals count. Type it again, slowly.'
      ;;
    no-passphrase)
      id='Tanpa frasa sandi, isi flashdisk tidak bisa dibuka. Tidak ada yang diubah.'
      en='Without the passphrase the stick can'"'"'t be opened. Nothing was changed.'
      ;;
    not-opened)
      id='Flashdisk tidak bisa dibuka. Tidak ada yang diubah.'
      en='The stick can'"'"'t be opened. Nothing was changed.'
      ;;
    no-dry-run)
      id='Memulihkan tidak bisa dicoba-coba: --dry-run dan --restore-from tidak bisa bersama.'
      en='Restoring has no dry run: --dry-run and --restore-from do not go together.'
      ;;
    restoring)
      id='Memulihkan data toko, lalu membuktikannya. Ini yang paling lama…'
      en='Restoring the shop'"'"'s data and proving it. This takes longest…'
      ;;
    restored)
      id='Data toko pulih dan terbukti utuh (%s detik).'
      en='The shop'"'"'s data is restored and proven (%s seconds).'
      ;;
    not-restored)
      id='Data toko belum pulih, jadi Laci tidak dipasang. Sebabnya tertulis di atas.'
      en='The shop'"'"'s data is not restored, so Laci was not installed. The reason stands above.'
      ;;
    set-aside)
      id='Toko yang tadi ada di sini disimpan di %s.'
      en='The shop that was here is kept in %s.'
      ;;
    took)
      id='Selesai dalam %s detik.'
      en='Done in %s seconds.'
      ;;
    *)
      echo "no words for $1" >&2
      exit 70
      ;;
  esac
  if [ "$rescue_language" = en ]; then sentence=$en; else sentence=$id; fi
  shift
  # shellcheck disable=SC2059 # the sentence is the format
  printf "$sentence\n" "$@"
}
