# shellcheck shell=sh disable=SC2154 # what install-service names is not looked for here
# `install-service --restore-from STICK`: makes this machine the box whose rescue stick that is. Sourced by
# install-service, whose words and steps it uses; called by RESTORE on the stick. In this order:
#
#   open_stick      before anything is changed: the passphrase, and what the box was beside its data
#   restore_shop    the data, restored and proven; as long as that fails, nothing is installed
#   take_settings   how the old box ran, and its name in the network
#   say_restored    once it sells: what there is, what may be missing, and where to sell

# install-service keeps what was asked for: `restore_from` is where the stick is mounted, `set_aside` and `partial` say how.
opened=     # a folder in memory with what the passphrase opened
passphrase= # in no argument and no file
kept=       # where a shop that was here is kept

# shellcheck source=scripts/rescue/words.sh
. "$source/scripts/rescue/words.sh"

tries=3
wrong_passphrase=77 # as `laci stick open` says it

open_stick() {
  [ -z "$dry_run" ] || decline no-dry-run
  if [ -e "$data/laci.db" ] && [ -z "$set_aside" ]; then decline shop-there "$data"; fi
  opened=$(mktemp -d /run/laci-rescue.XXXXXX)
  trap 'rm -rf "$opened"' EXIT
  ask_passphrase
  # What the technician said to install-service goes before what the old box had.
  host=${host:-$(old_setting LACI_HOST)}
  port=${port:-$(old_setting LACI_PORT)}
  ! is_taken "$(wanted_port)" || refuse port-taken "$(wanted_port)"
}

ask_passphrase() {
  while [ "$tries" -gt 0 ]; do
    read_passphrase || decline no-passphrase
    code=0
    from_stick stick open "$restore_from" --into "$opened" || code=$?
    [ "$code" != 0 ] || return 0
    [ "$code" = "$wrong_passphrase" ] || decline not-opened
    tries=$((tries - 1))
    [ "$tries" = 0 ] || tell wrong-passphrase >&2
  done
  decline no-passphrase
}

# One line, unseen where there is a terminal.
read_passphrase() {
  if [ -t 0 ]; then
    printf '%s' "$(tell passphrase)" >&2
    trap 'stty echo; exit 130' INT TERM HUP
    stty -echo
    IFS= read -r passphrase || true
    stty echo
    trap - INT TERM HUP
    echo >&2
  else
    IFS= read -r passphrase || true
  fi
  [ "$passphrase" ]
}

# The command line of the version that is being installed. Nothing it does reads what is meant for us.
from_stick() {
  LACI_PASSPHRASE=$passphrase LACI_DATA=$data sh "$source/scripts/laci" "$@" </dev/null
}

old_setting() {
  sed -n "s|^$1=||p" "$opened/laci.env"
}

restore_shop() {
  put_aside
  began_restoring=$(date +%s)
  tell restoring
  if ! from_stick stick restore "$restore_from" --into "$data" ${partial:+--partial}; then
    put_back
    decline not-restored
  fi
  chown -R "$account:$account" "$data"
  passphrase=
  tell restored "$(($(date +%s) - began_restoring))"
}

# A shop that is here stays, under another name, whatever comes.
put_aside() {
  [ -e "$data/laci.db" ] || return 0
  systemctl stop laci.service 2>/dev/null || true
  kept=$data.before-$(date +%Y%m%d-%H%M%S)
  mv "$data" "$kept"
  make_data_folder
}

put_back() {
  [ "$kept" ] || return 0
  rm -rf "$data"
  mv "$kept" "$data"
  systemctl start laci.service 2>/dev/null || true
}

take_settings() {
  install -d -m 755 "$(dirname "$settings")"
  if [ -e "$settings" ]; then cp -p "$settings" "$settings.before-restore"; else write_first_settings; fi
  while IFS='=' read -r name value; do change_setting "$name" "$value"; done <"$opened/laci.env"
  take_host_name "$(cat "$opened/host_name")"
}

# The name by which the shop's devices, and the names in its certificate, know the box.
take_host_name() {
  [ "$1" ] && [ "$1" != "$(cat /etc/hostname 2>/dev/null)" ] || return 0
  echo "$1" >/etc/hostname
  hostname "$1" 2>/dev/null || true
  sed -i '/^127\.0\.1\.1[[:space:]]/d' /etc/hosts 2>/dev/null || true
  printf '127.0.1.1\t%s\n' "$1" >>/etc/hosts
}

say_restored() {
  echo
  from_stick stick certificate --data "$data" --stick "$restore_from" --facts "$opened/facts.json" \
    --address "$(address_to_sell_at)"
  chown "$account:$account" "$data"/*
  [ -z "$kept" ] || tell set-aside "$kept"
}

# What a telephone can be shown: the first address of this machine's in the shop's network, or else this machine itself.
address_to_sell_at() {
  first=$(hostname -I 2>/dev/null | tr ' ' '\n' | grep -F . | head -n 1 || true)
  if is_for_shop && [ "$first" ]; then
    trust=$(setting LACI_HTTP_PORT "$http_beside")
    if [ "$trust" = 80 ]; then echo "http://$first/"; else echo "http://$first:$trust/"; fi
  else
    echo "http://localhost:$(setting LACI_PORT 5224)/"
  fi
}

decline() {
  tell "$@" >&2
  exit 1
}
