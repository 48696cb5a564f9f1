#!/usr/bin/env bash
# All tests: style and types, everything on SQLite (journeys in Chromium apart, in one process), then the database tests
# on a PostgreSQL of their own. Every stage runs even when one before it failed.
. "$(dirname "$0")/common.sh"
forget_surroundings
own_temporary_folder
tools/packages.sh || exit 1

failed=()
stage() {
  local title=$1
  shift
  say "── $title"
  "$@" || failed+=("$title")
}
tests() { "$venv/bin/python" -m pytest "$@"; }

stage '风格、类型、引用关系' tools/check.sh
stage 'SQLite' tests -m 'not browser' -n 2
stage '浏览器（SQLite）' tests -m browser -n 0
if command -v initdb >/dev/null || compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null; then
  stage 'PostgreSQL' tools/with_postgres.sh "$venv/bin/python" -m pytest -m 'database and not browser' -n 2
fi
[ ${#failed[@]} = 0 ] || fail "未通过：${failed[*]}"
