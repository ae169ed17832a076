# shellcheck shell=sh
# What install-service finds on the machine that is none of its business to change, and the sentence for it. Uses its
# `say` and `setting`.

# Slips, days and certificates go by the clock; a mini-PC whose battery is empty wakes up years ago.
hint_at_clock() {
  installed=
  for service in systemd-timesyncd chrony chronyd ntpsec ntp openntpd; do
    ! systemctl -q is-active "$service.service" 2>/dev/null || return 0
    [ "$installed" ] || ! systemctl -q cat "$service.service" >/dev/null 2>&1 || installed=$service
  done
  if [ "$installed" ]; then
    say clock-off "systemctl enable --now $installed"
  else
    say no-clock 'apt-get install systemd-timesyncd'
  fi
}

# The ports by which the shop's network finds the box, and UDP 5353, where it answers for the name laci.local.
hint_at_firewall() {
  shop_ports="$(setting LACI_HTTPS_PORT 443) $(setting LACI_HTTP_PORT 80)"
  if has ufw && ufw status 2>/dev/null | grep -q '^Status: active'; then
    hint_at_ufw
  elif has firewall-cmd && firewall-cmd -q --state 2>/dev/null; then
    hint_at_firewalld
  elif has nft; then
    hint_at_nftables
  fi
}

hint_at_ufw() {
  missing=
  for port in $shop_ports; do
    ufw status | grep -Eq "^$port(/tcp)? +ALLOW" || missing="$missing,$port"
  done
  [ -z "$missing" ] || say firewall ufw "ufw allow ${missing#,}/tcp && sudo ufw allow 5353/udp"
}

hint_at_firewalld() {
  missing=
  for port in $shop_ports; do
    firewall-cmd -q --query-port="$port/tcp" 2>/dev/null || missing="$missing --add-port=$port/tcp"
  done
  [ -z "$missing" ] ||
    say firewall firewalld "firewall-cmd --permanent --add-service=mdns$missing && sudo firewall-cmd --reload"
}

# Rules of one's own: a chain for what comes in that drops what it doesn't know, and names a port of ours nowhere.
hint_at_nftables() {
  rules=$(nft list ruleset 2>/dev/null) || return 0
  chain=$(printf '%s\n' "$rules" | awk '
    $1 == "table" { table = $2 " " $3 }
    $1 == "chain" { chain = $2 }
    /hook input/ && /policy drop/ { print table, chain; exit }')
  [ "$chain" ] || return 0
  for port in $shop_ports; do
    printf '%s\n' "$rules" | grep -Eq "dport .*\\b$port\\b" || { say_nft "$chain"; return; }
  done
}

say_nft() {
  ports=$(echo "$shop_ports" | sed 's/ /, /')
  say firewall nftables "nft 'add rule $1 tcp dport { $ports } accept; add rule $1 udp dport 5353 accept'"
}

# Whether a desktop mounts what is plugged in. Then the box keeps its hands off: a stick that is mounted twice is written
# by two.
sticks_are_mounted() {
  [ "$(systemctl get-default 2>/dev/null)" = graphical.target ] && systemctl -q cat udisks2.service >/dev/null 2>&1
}

has() {
  command -v "$1" >/dev/null 2>&1
}
