#!/usr/bin/env bash
# Faults: processes killed, disks filled (tests/faults); `make test` leaves them out. ONLY=word picks those named so.
. "$(dirname "$0")/common.sh"
forget_surroundings
own_temporary_folder
"$venv/bin/python" -m pytest tests/faults -n 0 ${ONLY:+-k "$ONLY"}
