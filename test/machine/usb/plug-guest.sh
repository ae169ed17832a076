# shellcheck shell=sh disable=SC2154,SC1091
# Follows install-service without its last line, in an imitated machine that systemd has booted, beside laci.service. It
# says how it went, and has the other side plug and pull by saying so. @see plugged-stick.test.ts
set +eu

main() {
  install_without_rules
  find_nothing_mounted
  install_rules
  take_what_is_there
  take_and_lose
  take_many
  report end true
}

# --- What install-service does, by its own functions; only its last line, which would do all of it, is left out.

install_without_rules() {
  make_account
  make_data_folder
  mkdir "$(dirname "$settings")"
  write_first_settings
  systemctl start laci.service
  report served "$(ask 'id -un')"
}

install_rules() {
  sticks_are_mounted || put_file sticks.rules "$stick_rules"
  udevadm control --reload
}

# --- What is shown.

# The machine uses a part of one disk, and lists another as its own.
find_nothing_mounted() {
  echo 'LABEL=listed /srv/listed ext4 nofail 0 0' >>/etc/fstab
  # As Debian's installer leaves it behind, when it came on a stick itself.
  echo '/dev/sda1 /media/usb0 auto rw,user,noauto 0 0' >>/etc/fstab
  for name in fat own listed; do plug "$name"; done
  for label in 'FLASH\x20DISK' own-2 listed; do until_holds [ -e "/dev/disk/by-label/$label" ]; done
  mount LABEL=own-1 /srv
  udevadm settle
  report 'without the rule' "$(places)"
}

take_what_is_there() {
  udevadm trigger --action=add --subsystem-match=block
  udevadm settle
  until_holds is_plugged vfat
  sleep 2
  until_holds is_calm
  report 'with the rule' "$(kinds)"
}

# Pulled while the shop holds a file on it.
take_and_lose() {
  report 'fat options' "$(options_of "$stick")"
  report 'fat written' "$(ask "mkdir -p $stick/laci && echo sale >$stick/laci/one && sync $stick/laci/one && sync -f $stick && cat $stick/laci/one")"
  report 'fat run' "$(ask "cp /bin/true $stick/run; $stick/run; echo \$?")"
  report 'fat held' "$(ask "exec 9>$stick/held; sleep 60 >/dev/null 2>&1 & echo held")"
  pull fat
  until_holds places_are 0
  report 'fat seen pulled' "$(ask "cat $stick/laci/one")"
  plug fat
  until_holds is_plugged vfat
  report 'fat again' "$(ask "cat $stick/laci/one")"
}

# Four at once.
take_many() {
  for name in exfat stranger other-box locked; do plug "$name"; done
  until_holds places_are 5
  until_holds is_calm
  look_at_exfat
  for stick in $(places); do
    if [ -e "$stick/rescue" ]; then
      look_at_other_boxes
    elif findmnt -rnO ro "$stick" >/dev/null; then
      report 'locked options' "$(options_of "$stick")"
    elif [ -e "$stick/letter" ]; then
      look_at_strangers
    fi
  done
  report 'failed' "$(systemctl --failed --plain --no-legend 'run-*' 'media-*')"
  mkdir -p /srv/listed
  report 'no stick' "$("$app/scripts/box/hand-over-stick" /srv/listed 2>&1)"
  for name in fat exfat other-box locked; do pull "$name"; done
  until_holds places_are 1
  report 'one left' "$(kinds)"
}

look_at_exfat() {
  is_plugged exfat
  report 'exfat options' "$(options_of "$stick")"
  report 'exfat written' "$(ask "mkdir $stick/laci && echo sale >$stick/laci/one && cat $stick/laci/one")"
}

look_at_strangers() {
  report 'stranger options' "$(options_of "$stick")"
  report 'stranger top' "$(stat -c '%u %G %A' "$stick")"
  report 'stranger written' "$(ask "echo shop >$stick/laci-stick.json && cat $stick/laci-stick.json")"
  report 'stranger files' "$(owners "$stick")"
  report 'stranger read' "$(ask "cat $stick/letter || echo private")"
  report 'stranger content' "$(cat "$stick/letter" "$stick/laci/poem")"
}

look_at_other_boxes() {
  report 'other box files' "$(owners "$stick")"
  report 'other box read' "$(ask "cat $stick/laci-stick.json $stick/laci/log/one")"
  report 'other box written' "$(ask "echo more >>$stick/laci/log/one && mv $stick/RESTORE $stick/R && cat $stick/laci/log/one")"
  report 'other box led to' "$(stat -c '%U' /etc/machine-id)"
}

# --- How it looks and speaks.

plug() { report plug "$1"; }
pull() { report pull "$1"; }

# What is asked again and again is answered by the shell alone: each program that starts costs this machine a tenth of a
# second.
places() {
  while read -r _ place _; do
    case $place in /media/laci-*) echo "$place" ;; esac
  done </proc/mounts
}

kinds() {
  while read -r _ place kind _; do
    case $place in /media/laci-*) echo "$kind" ;; esac
  done </proc/mounts
}

places_are() {
  count=0
  while read -r _ place _; do
    case $place in /media/laci-*) count=$((count + 1)) ;; esac
  done </proc/mounts
  [ "$count" = "$1" ]
}

# Whether one with this file system is mounted; then `stick` is where.
is_plugged() {
  while read -r _ place kind _; do
    case $place:$kind in /media/laci-*":$1") stick=$place; return 0 ;; esac
  done </proc/mounts
  return 1
}

options_of() { findmnt -rno FSTYPE,OPTIONS "$1"; }

# Nothing that a plug began is still at work.
is_calm() {
  for one in /sys/fs/cgroup/system.slice/run-*.service; do [ ! -e "$one" ] || return 1; done
}

owners() { (cd "$1" && find . -mindepth 1 -name lost+found -prune -o -printf '%u:%g %m %P\n' | sort -k 3); }

# Has laci.service run a line of shell: behind its walls, which stood before the stick came.
ask() {
  until_holds [ -p "$data/answer" ]
  echo "$1" >"$data/ask"
  cat "$data/answer"
}

until_holds() {
  tries=100
  until "$@"; do
    tries=$((tries - 1))
    [ "$tries" -gt 0 ] || { report never "$*"; give_up; }
    sleep 0.7
  done
}

give_up() {
  { findmnt -rn; cat /proc/partitions; journalctl -b --no-pager -n 40; } >/dev/ttyS0
  report end false
  sleep 60
}

report() {
  printf 'SAID ["%s", "%s"]\n' "$1" "$(printf %s "$2" | tr '\n"' ';_')" >/dev/ttyS0
}

main
