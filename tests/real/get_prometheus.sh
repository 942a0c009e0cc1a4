#!/bin/sh
# Brings Prometheus, which the numbers of the bot are put to in the tests, into a directory of its own: nothing installed.
# Without apt and dpkg, or when it cannot be fetched, it says so and the tests go on without.
set -u
target=$1
mkdir -p "$target"
if command -v prometheus >/dev/null && command -v promtool >/dev/null; then
    touch "$target/.fetched"
    exit 0
fi
loud() {
    echo "*** Prometheus is not there: $1. The board and the alert rules are held to the names of the numbers alone." >&2
    exit 0
}
command -v apt-get >/dev/null && command -v dpkg-deb >/dev/null || loud 'this machine has no apt-get and dpkg-deb'
cd "$target" || exit 1
apt-get -qq download prometheus 2>/dev/null || loud 'apt-get could not fetch it (apt-get update?)'
dpkg-deb -x prometheus_*.deb . && rm prometheus_*.deb
touch .fetched
