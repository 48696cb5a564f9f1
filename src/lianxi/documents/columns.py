"""The columns of a table that goes out as .xlsx or comes in as one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

Cell = str | date | int | None


@dataclass(frozen=True, slots=True)
class Column:
    """``key`` is the program's name for it, ``title`` the words at its head; ``width`` in characters of Excel.

    ``choices``: the only texts allowed, none means any. ``help``: shown when the cell is entered. ``required``: an
    empty cell is a problem when the table comes back. ``also``: other words at its head that mean the same;
    ``optional``: the whole column may be missing.
    """

    key: str
    title: str
    width: float = 14
    kind: Literal["text", "date", "int"] = "text"
    choices: tuple[str, ...] = ()
    help: str = ""
    required: bool = False
    also: tuple[str, ...] = ()
    optional: bool = False

    @property
    def titles(self) -> tuple[str, ...]:
        """Every head under which it may come back."""
        return (self.title, *self.also)


def column_letters(index: int) -> str:
    """0 → A, 25 → Z, 26 → AA, 16383 → XFD."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


@lru_cache(maxsize=1024)
def column_index(letters: str) -> int:
    """A → 0, XFD → 16383."""
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - ord("A") + 1
    return index - 1
