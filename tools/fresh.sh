#!/usr/bin/env bash
# fresh.sh [COMMAND...]: what a stranger gets: clone what is committed into a new folder, with ../shared beside it where
# there is one, and run the command there (default: .ci/run). KEEP=1 leaves the folder.
. "$(dirname "$0")/common.sh"
[ -z "$(git status --porcelain)" ] || say '注意：未提交的改动不在这次检验之内。'
folder=$(mktemp -d /tmp/lianxi-fresh.XXXXXX)
[ "${KEEP:-}" = 1 ] || trap 'rm -rf "$folder"' EXIT
git clone --quiet --no-hardlinks "$root" "$folder/lianxi"
[ ! -e "$root/../shared" ] || ln -s "$(cd "$root/../shared" && pwd -P)" "$folder/shared"
cd "$folder/lianxi"
say "克隆到 $folder/lianxi"
[ $# -gt 0 ] || set -- bash .ci/run
"$@"
