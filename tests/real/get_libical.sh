#!/bin/sh
# Brings libical, which judges the calendar objects in the tests, into a directory of its own: no root, nothing installed.
# Without apt and dpkg, or when nothing can be fetched, it says so and the tests go on without.
set -u
target=$1
python=$2
mkdir -p "$target"
if "$python" -c 'import ctypes; ctypes.CDLL("libical.so.3")' 2>/dev/null; then
    touch "$target/.fetched"
    exit 0
fi
loud() {
    echo "*** libical is not there: $1." >&2
    echo "*** The calendar objects are judged by ical.js alone. On Debian: apt-get install libical3" >&2
    exit 0
}
command -v apt-get >/dev/null && command -v dpkg-deb >/dev/null || loud 'this machine has no apt-get and dpkg-deb'
cd "$target" || exit 1
apt-get -qq download libical3 2>/dev/null || loud 'apt-get could not fetch libical3 (apt-get update?)'
icu=$(dpkg-deb -f libical3_*.deb Depends | grep -o 'libicu[0-9]*' | head -n 1)
apt-get -qq download "$icu" 2>/dev/null || loud "apt-get could not fetch $icu"
for package in ./*.deb; do
    dpkg-deb -x "$package" .
    rm "$package"
done
touch .fetched
