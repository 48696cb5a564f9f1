#!/usr/bin/env bash
# with_postgres.sh COMMAND...: run the command with LIANXI_DATABASE_URL naming a PostgreSQL of its own: a throw-away
# cluster in a temporary folder, reached through a socket in it (no port), without fsync, stopped whatever happens.
. "$(dirname "$0")/common.sh"
for name in $(compgen -e PG); do unset "$name"; done

bin=$(find /usr/lib/postgresql -maxdepth 2 -name bin 2>/dev/null | sort -V | tail -n 1)
[ -n "$bin" ] || bin=$(dirname "$(command -v initdb || fail '本机没有 PostgreSQL（sudo apt-get install postgresql）。')")

folder=$(mktemp -d /tmp/lianxi-pg.XXXXXX)
server=
stop() {
  [ -z "$server" ] || { kill -QUIT "$server" 2>/dev/null && wait "$server"; } || true
  rm -rf "$folder"
}
trap stop EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

# PostgreSQL refuses to run as root. The signal at the parent's death stops it even when this script is killed.
if [ "$(id -u)" = 0 ]; then
  owner=$(id -un postgres 2>/dev/null || echo nobody)
  chown "$owner" "$folder"
  become=(--reuid "$(id -u "$owner")" --regid "$(id -g "$owner")" --clear-groups)
else
  become=()
fi
# replaces the (sub)shell it is called in
as_owner() {
  cd "$folder"
  exec setpriv "${become[@]}" --pdeathsig QUIT "$@"
}

quietly as_owner "$bin/initdb" -D "$folder/data" -U lianxi -A trust -E UTF8 --locale C.UTF-8 --no-sync ||
  fail 'PostgreSQL 的数据目录没有建成，原因见上。'
as_owner "$bin/postgres" -D "$folder/data" -c listen_addresses= -c unix_socket_directories="$folder" \
  -c fsync=off -c full_page_writes=off -c synchronous_commit=off >"$folder/log" 2>&1 &
server=$!

reach() { "$bin/psql" -qX -h "$folder" -U lianxi postgres "$@"; }
for _ in $(seq 300); do
  reach -c 'SELECT 1' >/dev/null 2>&1 && break
  kill -0 "$server" 2>/dev/null || break
  sleep 0.1
done
quietly reach -c 'CREATE DATABASE lianxi' || { tail -n 20 "$folder/log" >&2; fail 'PostgreSQL 没有启动。'; }

export LIANXI_DATABASE_URL="postgresql://lianxi@/lianxi?host=$folder"
status=0
"$@" || status=$?
exit "$status"
