#!/usr/bin/env bash
# The demo on this machine: its own data folder, loaded once, served on the loopback address.
. "$(dirname "$0")/common.sh"
forget_surroundings
export PORT=${PORT:-8000} LIANXI_DATA=$root/var/demo LIANXI_DEMO=1

port_is_free() {
  "$venv/bin/python" - "$PORT" <<'PYTHON'
import socket, sys
with socket.socket() as probe:
    probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    probe.bind(("127.0.0.1", int(sys.argv[1])))
PYTHON
}
port_is_free 2>/dev/null || fail "端口 $PORT 不能用（可能已被占用）。换一个：PORT=8001 make run"
"$venv/bin/lianxi" demo
exec "$venv/bin/lianxi" serve
