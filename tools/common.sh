# shellcheck shell=bash
# Sourced by every script here: strict mode, the checkout as working folder, and how to speak, find and install.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
cd "$root"
venv=$root/.venv

say() { printf '%s\n' "$*" >&2; }
fail() { say "$*"; exit 1; }
required() { [ "${LIANXI_REQUIRE_ALL:-}" = 1 ]; }

# Run a command and keep its output; show it only when the command fails.
quietly() {
  local output status=0
  output=$("$@" 2>&1) || status=$?
  [ "$status" = 0 ] || printf '%s\n' "$output" >&2
  return "$status"
}

# Nothing of the caller's own installation may reach the demo, the tests or a measurement.
forget_surroundings() {
  local name
  for name in $(compgen -e); do
    case $name in
      LIANXI_REQUIRE_ALL | LIANXI_PYTHON | LIANXI_CHROMIUM | LIANXI_BENCH_*) ;;
      LIANXI_* | DJANGO_* | PYTEST_* | PG*) unset "$name" ;;
    esac
  done
}

# A folder of its own for everything that this run writes, removed at its end.
own_temporary_folder() {
  TMPDIR=$(mktemp -d /tmp/lianxi.XXXXXX)
  export TMPDIR
  trap 'rm -rf "$TMPDIR"' EXIT
}

as_root() {
  if [ "$(id -u)" = 0 ]; then
    "$@"
  elif command -v sudo >/dev/null && { [ -t 0 ] || sudo -n true 2>/dev/null; }; then
    sudo "$@"
  else
    return 1
  fi
}

# apt_install NAME...: the first of these Debian packages that exists here; false where none can be installed.
apt_install() {
  local name
  command -v apt-get >/dev/null && as_root true || return 1
  if [ -z "${apt_updated:-}" ]; then
    as_root apt-get -qq -o Acquire::Retries=1 update >/dev/null 2>&1 || true
    apt_updated=1
  fi
  for name in "$@"; do
    apt-cache show "$name" >/dev/null 2>&1 || continue
    say "正在安装系统软件包 $name …"
    quietly as_root env DEBIAN_FRONTEND=noninteractive apt-get -y -qq --no-install-recommends install "$name" && return 0
  done
  return 1
}
