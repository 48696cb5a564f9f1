"""``tools/with_postgres.sh``: a PostgreSQL for one command, gone afterwards however the command ended."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.machinery.tracked import ROOT

TELL = 'import os; print(os.environ["LIANXI_DATABASE_URL"]); raise SystemExit(7)'


def test_the_server_is_stopped_and_removed_when_the_command_fails(needs):
    needs("postgresql")
    told = subprocess.run(
        ["tools/with_postgres.sh", sys.executable, "-c", TELL], cwd=ROOT, capture_output=True, text=True
    )
    assert told.returncode == 7, told.stderr
    url, folder = told.stdout.strip().split("?host=")
    assert url == "postgresql://lianxi@/lianxi"
    assert folder.startswith("/tmp/lianxi-pg.")
    assert not Path(folder).exists()
