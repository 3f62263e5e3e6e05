# Sourced by the scripts: where we are, how we speak, how we run things as another user.
# shellcheck shell=bash

set -euo pipefail
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)"
cd "$root"
python="$root/.venv/bin/python"
umask 022

say() { printf '%s\n' "$*" >&2; }
fail() {
    printf '\nSokol: %s\n' "$1" >&2
    shift
    for line in "$@"; do printf '  %s\n' "$line" >&2; done
    exit 1
}

# as_root COMMAND…: directly when we are root, otherwise by sudo.
as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; return; fi
    command -v sudo >/dev/null || fail "this step needs root, and there is no sudo here." \
        "Run as root, once: $*" "Then start this script again as yourself."
    sudo -- "$@"
}

# setting database.embedded: one value of config.toml.
setting() { "$python" webapp/settings.py "$1"; }

# room_for MEGABYTES FOLDER
room_for() {
    local free
    free=$(df -Pm "$2" | awk 'NR == 2 { print $4 }')
    [ "$free" -ge "$1" ] || fail "the disk is full: $free MB are free under $2, $1 MB are needed." \
        "Make room there, then start this script again."
}

port_taken() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }
