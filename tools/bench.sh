#!/usr/bin/env bash
# Run the programs of bench/, each on a data folder of its own. ONLY=name runs one. DATABASE=postgresql gives them a
# throw-away PostgreSQL instead of SQLite.
. "$(dirname "$0")/common.sh"
database=${DATABASE:-sqlite}
only=${ONLY:-}
forget_surroundings
own_temporary_folder

programs() {
  local file name
  for file in bench/*.py; do
    name=$(basename "$file" .py)
    [ -e "$file" ] && { [ -z "$only" ] || [ "$only" = "$name" ]; } || continue
    case $name in
      _*) ;;
      *) printf '%s\n' "$name" ;;
    esac
  done
}
run_one() {
  export LIANXI_DATA=$TMPDIR/$1
  case $database in
    postgresql) tools/with_postgres.sh "$venv/bin/python" -m "bench.$1" ;;
    sqlite) "$venv/bin/python" -m "bench.$1" ;;
    *) fail "DATABASE 只能是 sqlite 或 postgresql，现为“$database”。" ;;
  esac
}

names=$(programs)
[ -n "$names" ] || fail "bench/ 中没有可运行的程序${only:+（$only）}。"
failed=()
for name in $names; do
  say "── $name"
  run_one "$name" || failed+=("$name")
done
[ ${#failed[@]} = 0 ] || fail "未通过：${failed[*]}"
