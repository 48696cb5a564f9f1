"""Reads every hostile ledger under the limits of the reading process and says what each took.

``python -m tests.documents.hostile_run``: one line of JSON a case, ``[name, told, rows, filled, seconds, megabytes]``.
A process of its own that has all modules loaded forks once a case, so that a hundred cases do not start Python a
hundred times; the limits are the kernel's, set in the fork as the shell sets them for the reading process.
"""

from __future__ import annotations

import json
import os
import resource
import sys

from lianxi.documents.child import READER_LIMITS
from lianxi.documents.ledger.reading import read_ledger
from lianxi.documents.unreadable import Unreadable, refuse_size

from .hostile_ledgers import cases


def answer(file: str, data: bytes) -> list[object]:
    """What the reader says of it: refused with words, or its rows and the filled rows accounted for."""
    try:
        refuse_size(data)
        ledger = read_ledger(file, data)
    except Unreadable as told:
        return [str(told), 0, 0]
    return ["", len(ledger.rows), len(ledger.rows) + sum(each.number > 0 for each in ledger.asides)]


def in_fork(file: str, data: bytes) -> list[object]:
    """The answer, and processor seconds and megabytes that it took; no answer where a limit ended it."""
    heard, told = os.pipe()
    pid = os.fork()
    if not pid:
        memory = READER_LIMITS.memory_megabytes * 1024 * 1024
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CPU, (READER_LIMITS.processor_seconds,) * 2)
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        try:
            os.write(told, json.dumps(answer(file, data)).encode())
        except MemoryError:
            pass
        finally:
            os._exit(0)
    os.close(told)
    with os.fdopen(heard, "rb") as pipe:
        said = pipe.read()
    _, _, used = os.wait4(pid, 0)
    found = json.loads(said) if said else ["。", 0, 0]
    return [*found, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024]


def main() -> None:
    import python_calamine  # noqa: F401 (loaded once, not in every fork)

    for name, (file, build, _) in cases().items():
        json.dump([name, *in_fork(file, build())], sys.stdout)
        print(flush=True)


if __name__ == "__main__":
    main()
