"""A large ledger checked or brought in by a process of its own: ``python -m lianxi.web.import_worker TOKEN``."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from lianxi.web import own_process


def start(token: str) -> None:
    """Begin the work without waiting for it."""
    own_process.start("lianxi.web.import_worker", token)


def main(token: str) -> None:
    """Do the work of one ledger."""
    own_process.set_up()
    from lianxi.matters.imports import importing
    from lianxi.web import clock

    importing.work(token, clock.now)
    # the search index is completed batch by batch, as after an upgrade
    subprocess.run([Path(sys.executable).with_name("lianxi"), "tick"], check=False, capture_output=True)  # noqa: S603


if __name__ == "__main__":
    main(sys.argv[1])
