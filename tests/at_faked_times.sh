#!/bin/sh
# The tests at six times of the clock, with Debian's libfaketime and a C compiler: each word of TIMES is one, in UTC; what is given goes to pytest.
# Every process has the same clock, which goes on from there; the monotonic one is left alone, for that is what waits.
set -u
TIMES="${TIMES:-2026-12-02T02:00 2026-12-02T20:00 2026-12-31T22:30 2028-02-29T11:00 2027-03-28T00:58 2027-10-31T00:58}"
python="${PYTHON:-.venv/bin/python}"
synapse=$(realpath -s "${RETBOT_SYNAPSE_PYTHON:-.venv-synapse/bin/python}")
library=$(ls /usr/lib/*/faketime/libfaketimeMT.so.1 2>/dev/null | head -n 1)
[ -n "$library" ] || { echo 'libfaketime is not installed (Debian: apt-get install faketime)' >&2; exit 2; }
# For the monotonic clock the calls go to the C library, past libfaketime: at_faked_times.c says why.
beside=$(mktemp -d); trap 'rm -rf "$beside"' EXIT
cc -shared -fPIC -o "$beside/sleep.so" "$(dirname "$0")/at_faked_times.c" || exit 2
failed=0
for time in $TIMES; do
    echo "== $time UTC"
    ahead=$(($(date -u -d "$time" +%s) - $(date +%s)))
    [ "$ahead" -lt 0 ] || ahead="+$ahead"
    clock="LD_PRELOAD='$beside/sleep.so $library' FAKETIME=$ahead FAKETIME_DONT_FAKE_MONOTONIC=1 DONT_FAKE_MONOTONIC=1"
    # The homeserver is started with an environment of its own.
    printf '#!/bin/sh\nexec env %s "%s" "$@"\n' "$clock" "$synapse" > "$beside/synapse"; chmod +x "$beside/synapse"
    RETBOT_SYNAPSE_PYTHON="$beside/synapse" sh -c "exec env $clock \"\$@\"" - \
        "$python" -m pytest -n 2 --dist worksteal "$@" || failed=1
done
exit $failed
