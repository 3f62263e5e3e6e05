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
    for line in "$@"; do printf '  %s\n' "${line//$'\n'/$'\n'  }" >&2; done
    exit 1
}

# Everything is made in this folder, by one user: files of two users would lock one of them out.
ours() {
    local place
    for place in . var .venv var/secret; do
        [ ! -e $place ] || [ -w $place ] || fail "$(id -un) may not write in $(readlink -f $place), which belongs to $(stat -c %U $place)." \
            "Run this as $(stat -c %U $place), or in a clone of your own: git clone '$root' ~/sokol"
    done
    mkdir -p var
}

# root_needed WHAT COMMAND…: asks for sudo's password before output goes into a log; says what to do where there is none.
root_needed() {
    local what=$1
    shift
    [ "$(id -u)" != 0 ] || return 0
    command -v sudo >/dev/null || fail "$what needs root, and there is no sudo here." \
        "Run as root, once: $*" "Then start this script again as $(id -un)."
    sudo -- true || fail "$what needs root, and sudo does not let $(id -un) be root." \
        "Have root run, once: $*" "Then start this script again as $(id -un)."
}
as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo -- "$@"; fi; }

# setting database.embedded …: values of config.toml, one a line.
setting() { "$python" webapp/settings.py "$@"; }

# room_for MEGABYTES FOLDER
room_for() {
    local free
    free=$(df -m --output=avail "$2" | tail -n 1 | tr -d ' ')
    [ "$free" -ge "$1" ] || fail "the disk is full: $free MB are free under $2, $1 MB are needed." \
        "Make room there, then start this script again."
}

# Also one whose owner accepts no more: a connection to that waits for ever.
port_taken() {
    local status=0
    timeout 2 bash -c 'exec 3<>"/dev/tcp/127.0.0.1/$0"' "$1" 2>/dev/null || status=$?
    [ $status = 0 ] || [ $status = 124 ]
}
