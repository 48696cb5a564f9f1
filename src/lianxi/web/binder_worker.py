"""A binder made by a process of its own: ``python -m lianxi.web.binder_worker CONFERENCE NUMBER``."""

from __future__ import annotations

import sys

from lianxi.web import own_process


def start(conference: int, number: int) -> None:
    """Begin without waiting for it."""
    own_process.start("lianxi.web.binder_worker", str(conference), str(number))


def main(conference: int, number: int) -> None:
    """Make one binder."""
    own_process.set_up()
    from lianxi.binder.making import make_binder
    from lianxi.web import clock

    make_binder(conference, number, clock.now)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
