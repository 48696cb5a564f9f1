"""A binder made by a process of its own: ``python -m lianxi.web.binder_worker CONFERENCE NUMBER``.

Started by the page; how far it has come stands beside the binder. Ended half-way, nothing is kept and the page
offers to try again.
"""

from __future__ import annotations

import os
import subprocess
import sys


def start(conference: int, number: int) -> None:
    """Begin without waiting for it; it outlives the request and its worker."""
    subprocess.Popen(  # noqa: S603 (this module, with numbers of ours)
        [sys.executable, "-m", "lianxi.web.binder_worker", str(conference), str(number)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def main(conference: int, number: int) -> None:
    """Make one binder."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lianxi.conf.settings")
    django.setup()
    from lianxi.binder.making import make_binder
    from lianxi.web import clock

    make_binder(conference, number, clock.now)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
