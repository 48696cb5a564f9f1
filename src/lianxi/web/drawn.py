"""What was drawn once for a state of the record is not drawn again: kept under the head's hash, so it cannot be stale.

Every write moves the head; the key also holds the day shown, today, and the role, which decides the buttons. Kept in
the process, a few dozen at most.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")


class Drawn(Generic[T]):
    """At most ``size`` values, the longest unused go first."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._kept: OrderedDict[Hashable, T] = OrderedDict()
        self._lock = Lock()

    def once(self, key: Hashable, draw: Callable[[], T]) -> T:
        """The value of ``key``, drawn when it is not there."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        value = draw()
        with self._lock:
            self._kept[key] = value
            while len(self._kept) > self._size:
                self._kept.popitem(last=False)
        return value

    def clear(self) -> None:
        with self._lock:
            self._kept.clear()
