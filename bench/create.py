"""Durable entries a second, beside what the disk itself can sync: ``python -m bench.create``."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import perf_counter

import django

ENTRIES, SYNCS, WRITERS = 400, 300, 4


def sync_rate(folder: Path) -> float:
    """4 KiB appended and synced, a second."""
    path = folder / "sync"
    with path.open("wb") as file:
        start = perf_counter()
        for _ in range(SYNCS):
            file.write(b"x" * 4096)
            file.flush()
            os.fdatasync(file.fileno())
        took = perf_counter() - start
    path.unlink()
    return SYNCS / took


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "lianxi.conf.settings"
    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    call_command("migrate", verbosity=0)
    from tests.journal.deeds import Deed, new_township, record

    from lianxi.journal.verify import verify

    township = new_township()

    def write(count: int) -> None:
        for _ in range(count):
            record(township.call(), deed=Deed(words="现场核实，已答复", facts=1))

    def rate(work: Callable[[], None]) -> float:
        start = perf_counter()
        work()
        return ENTRIES / (perf_counter() - start)

    def write_and_leave(count: int) -> None:
        write(count)
        connection.close()

    def at_once() -> None:
        with ThreadPoolExecutor(WRITERS) as pool:
            list(pool.map(write_and_leave, [ENTRIES // WRITERS] * WRITERS))

    write(20)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        write(1)
    disk = sync_rate(Path(settings.DATA_FOLDER))
    alone, together = rate(lambda: write(ENTRIES)), rate(at_once)
    start = perf_counter()
    read = verify(township.slug).entries
    checked = read / (perf_counter() - start)
    print(f"{connection.vendor}, {len(captured)} statements an entry; the disk syncs {disk:.0f} times a second")
    print(f"{'writers':>8} {'entries/s':>10} {'of the disk':>12}")
    print(f"{1:>8} {alone:>10.0f} {alone / disk:>12.2f}")
    print(f"{WRITERS:>8} {together:>10.0f} {together / disk:>12.2f}")
    print(f"verify: {read} entries, {checked:.0f} a second")


if __name__ == "__main__":
    main()
