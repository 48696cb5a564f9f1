"""How far a reading process has come: one byte for every so many rows, into a pipe that the caller listens to.

A ledger of 100,000 rows takes its time, a bomb too. What tells them apart is that the ledger gives rows all the while.
"""

from __future__ import annotations

import os
from typing import Final

#: rows for which one byte is said
STEP: Final = 1000


class Pace:
    """Counts rows read. ``into``: the pipe's number; below 0 nobody listens."""

    def __init__(self, into: int) -> None:
        self._into = into
        self._rows = 0

    def row(self) -> None:
        """One more row with something in it."""
        self._rows += 1
        if self._rows % STEP == 0 and self._into >= 0:
            os.write(self._into, b".")


SILENT: Final = Pace(-1)
