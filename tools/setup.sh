#!/usr/bin/env bash
# setup.sh run|dev: the virtual environment with the packages of requirements/<kind>.txt and this project in it.
# Stamps of what was installed make the next call return at once and without network.
. "$(dirname "$0")/common.sh"
kind=${1:-run}
lock=requirements/$kind.txt

works() { [ -n "$1" ] && "$1" -c "import sys${2:-}; sys.exit(sys.version_info[:2] != (3, 11))" 2>/dev/null; }

find_python() {
  local name
  for name in "${LIANXI_PYTHON:-}" python3.11 /usr/bin/python3.11 python3; do
    works "$name" "${1:-}" && { printf '%s' "$name"; return; }
  done
  return 1
}

python_with_venv() {
  find_python ', venv, ensurepip' && return
  if find_python >/dev/null; then
    apt_install python3.11-venv || true
    find_python ', venv, ensurepip' || fail '本机的 Python 3.11 缺少 venv 模块，请先执行：sudo apt-get install python3.11-venv'
  else
    { apt_install python3.11 && apt_install python3.11-venv; } || true
    find_python ', venv, ensurepip' ||
      fail '需要 Python 3.11，本机没有。请先安装（Debian 12：sudo apt-get install python3.11 python3.11-venv），或用 LIANXI_PYTHON 指明它的位置。'
  fi
}

# A virtual environment is bound to its path: one that was copied or moved here is made anew.
venv_is_sound() {
  works "$venv/bin/python" ', pip' && grep -qsF "$venv/bin/python" "$venv/bin/pip"
}

stamp_of() { { printf '%s\n' "$root"; cat "$@"; } | sha256sum; }
is_done() { [ "$(cat "$venv/stamp-$1" 2>/dev/null)" = "$2" ]; }
done_with() { printf '%s\n' "$2" >"$venv/stamp-$1"; }
pip() { "$venv/bin/python" -m pip --quiet --disable-pip-version-check --no-input "$@"; }

all_done() {
  venv_is_sound && { is_done "$kind" "$packages" || is_done dev "$packages_dev"; } && is_done project "$project"
}

set_up() {
  local python
  if ! venv_is_sound; then
    python=$(python_with_venv)
    say '正在准备 Python 环境（首次约一分钟）…'
    rm -rf "$venv"
    "$python" -m venv "$venv"
  fi
  if ! is_done "$kind" "$packages"; then
    quietly pip install --require-hashes --only-binary :all: -r "$lock" ||
      fail "依赖包没有装全（清单 $lock）。请检查网络后重试。"
    done_with "$kind" "$packages"
  fi
  quietly pip install --no-deps --no-build-isolation --editable . || fail '本项目没有装进 .venv，原因见上。'
  done_with project "$project"
}

[ -f "$lock" ] || fail "没有依赖清单 $lock（用法：tools/setup.sh run|dev）。"
packages=$(stamp_of "$lock")
packages_dev=$(stamp_of requirements/dev.txt)
project=$(stamp_of pyproject.toml)
all_done && exit
mkdir -p var
exec 9>var/setup.lock
flock 9
all_done || set_up
