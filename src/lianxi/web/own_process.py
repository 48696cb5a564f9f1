"""Work in a process of its own, which outlives the request and its worker: ``python -m lianxi.web.<work> …``.

How far it has come stands in its row (``journal.background``, the ledger's own draft); ended half-way, nothing is kept
and its page offers to try again.
"""

from __future__ import annotations

import os
import subprocess
import sys


def start(module: str, *words: str) -> None:
    """Begin without waiting for it; ``words``: numbers and tokens of ours."""
    subprocess.Popen(  # noqa: S603 (a module of ours, with words of ours)
        [sys.executable, "-m", module, *words],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def set_up() -> None:
    """Settings and rooms, as the first line of the process."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lianxi.conf.settings")
    django.setup()
