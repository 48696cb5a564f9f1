#!/usr/bin/env bash
# The Debian packages that tests need: installed where missing and possible; otherwise says what will be skipped.
# With LIANXI_REQUIRE_ALL=1 a missing one is a failure.
. "$(dirname "$0")/common.sh"

first_of() {
  local name
  for name in "$@"; do
    [ -n "$name" ] && command -v "$name" >/dev/null && return
  done
  return 1
}
has_chromium() { first_of "${LIANXI_CHROMIUM:-}" chromium chromium-browser google-chrome; }
# what Playwright brings is a program of its own, which wants one library of the system
has_driver() { "$venv"/lib/python3.11/site-packages/playwright/driver/node --version >/dev/null 2>&1; }
has_postgresql() { first_of /usr/lib/postgresql/*/bin/initdb initdb; }
has_office_part() { [ -e "$(dirname "$(readlink -f "$(command -v soffice)")")/lib$1lo.so" ]; }
has_writer() { first_of soffice && has_office_part sw; }
has_calc() { first_of soffice && has_office_part sc; }
has_fonts() { first_of fc-list && [ -n "$(fc-list :lang=zh family)" ]; }
has_poppler() { first_of pdftotext && first_of pdftoppm; }

missing=()
# ensure CHECK WHAT-IS-SKIPPED PACKAGE...
ensure() {
  local check=$1 skipped=$2
  shift 2
  "$check" && return
  apt_install "$@" && "$check" && return
  missing+=("$skipped（缺少 $1：sudo apt-get install $1）")
}
ensure has_chromium '浏览器测试' chromium
ensure has_driver '浏览器测试' libatomic1
ensure has_postgresql 'PostgreSQL 上的测试' postgresql
ensure has_writer '.doc/.wps 与 PDF 的测试' libreoffice-writer-nogui libreoffice-writer
ensure has_calc '电子表格互认的测试' libreoffice-calc-nogui libreoffice-calc
ensure has_fonts '中文版面的测试' fonts-noto-cjk
ensure has_poppler '读 PDF 页面的测试' poppler-utils

[ ${#missing[@]} = 0 ] && exit
if required; then say '以下测试必须运行而不能运行：'; else say '以下测试将跳过：'; fi
printf '  %s\n' "${missing[@]}" >&2
! required
