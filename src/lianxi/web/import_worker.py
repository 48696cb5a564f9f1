"""A large ledger checked or brought in by a process of its own: ``python -m lianxi.web.import_worker TOKEN``.

Started by the page; how far it has come stands beside the ledger. Ended half-way, nothing was brought in and the page
offers to try again.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path


def start(token: str) -> None:
    """Begin the work without waiting for it; it outlives the request and its worker."""
    subprocess.Popen(  # noqa: S603 (this module, with a token of ours)
        [sys.executable, "-m", "lianxi.web.import_worker", token],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def main(token: str) -> None:
    """Do the work of one ledger."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lianxi.conf.settings")
    django.setup()
    from lianxi.matters.imports import importing
    from lianxi.web import clock

    importing.work(token, clock.now)
    # the search index is completed batch by batch, as after an upgrade
    subprocess.run([Path(sys.executable).with_name("lianxi"), "tick"], check=False, capture_output=True)  # noqa: S603


if __name__ == "__main__":
    main(sys.argv[1])
