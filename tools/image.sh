#!/bin/sh
# The steps of the container image: tools/image.sh SOURCE TARGET makes an environment in TARGET from the locks and the
# code in SOURCE. The Dockerfile runs it, and a test replays it (tests/real/test_image.py).
set -eu
source=$1 target=$2
tools=$(mktemp -d)
trap 'rm -rf "$tools"' EXIT
python3 -m venv "$tools/venv"
"$tools/venv/bin/pip" install --quiet --no-cache-dir --require-hashes -r "$source/requirements/build.txt"
python3 -m venv "$target"
"$target/bin/pip" install --quiet --no-cache-dir --require-hashes -r "$source/requirements/image.txt"
(cd "$source" && "$tools/venv/bin/hatchling" build --target wheel --directory "$tools/wheel")
"$target/bin/pip" install --quiet --no-cache-dir --no-deps "$tools"/wheel/*.whl
