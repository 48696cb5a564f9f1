#!/usr/bin/env bash
# Re-make the hashed lock files from pyproject.toml (names, versions and hashes only; no registry addresses). Versions
# stay as they are where they still fit; UPGRADE=1 takes the newest.
. "$(dirname "$0")/common.sh"

find_uv() {
  command -v uv && return
  [ -x "$venv/bin/uv" ] || "$venv/bin/python" -m pip --quiet --disable-pip-version-check install uv || fail '没有 uv，也没有装上。'
  printf '%s' "$venv/bin/uv"
}
uv=$(find_uv)
lock() {
  "$uv" pip compile --quiet --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header \
    --no-annotate ${UPGRADE:+--upgrade} "$@"
}
# build.in: what builds the project itself, so that installing it needs nothing beyond the lock
lock pyproject.toml requirements/build.in -o requirements/run.txt
lock --extra dev -c requirements/run.txt pyproject.toml requirements/build.in -o requirements/dev.txt
