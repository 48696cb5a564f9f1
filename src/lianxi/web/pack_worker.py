"""A month's 分析材料 made by a process of its own: ``python -m lianxi.web.pack_worker CONFERENCE MONTH``."""

from __future__ import annotations

import sys

from lianxi.web import own_process


def start(conference: int, month: str) -> None:
    """Begin without waiting for it; ``month``: 2026-11."""
    own_process.start("lianxi.web.pack_worker", str(conference), month)


def main(conference: int, month: str) -> None:
    """Make one month's pack."""
    own_process.set_up()
    from lianxi.meetings.pack_making import work
    from lianxi.web import clock

    work(conference, month, clock.now)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
