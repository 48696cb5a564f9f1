"""The program inside the limited process: a task on standard input, its result on standard output.

Standard input: one line of JSON (the task, the file's name, for rows the columns and limits), then the file's bytes.
Standard output: one JSON object with ``text``, ``table``, ``ledger`` or ``book``, or ``unreadable`` with its sentence.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from typing import Any, Final

from .columns import Column
from .pace import Pace
from .process import TELLING
from .unreadable import Unreadable


def encode_cell(value: object) -> object:
    """Days, for which JSON has nothing, become ``{"day": "2026-03-02"}``."""
    if isinstance(value, date):
        return {"day": value.isoformat()}
    raise TypeError(f"no JSON for {type(value).__name__}")


def decode_cell(value: Any) -> str | date | int | None:
    """The reverse of ``encode_cell``."""
    if isinstance(value, dict):
        return date.fromisoformat(value["day"])
    found: str | int | None = value
    return found


def main() -> None:
    """Serve one task."""
    try:
        task = json.loads(sys.stdin.buffer.readline())
        answer = _TASKS[task["task"]](task, sys.stdin.buffer.read())
    except Unreadable as error:
        answer = {"unreadable": str(error)}
    sys.stdout.buffer.write(json.dumps(answer, ensure_ascii=False, default=encode_cell).encode("utf-8"))


def _text(task: dict[str, Any], data: bytes) -> dict[str, Any]:
    from .text import read_text

    return {"text": read_text(task["name"], data)}


def _rows(task: dict[str, Any], data: bytes) -> dict[str, Any]:
    from .rows import read_rows

    stated = task["columns"]
    columns = None if stated is None else [_column(each) for each in stated]
    table = read_rows(data, columns, max_rows=task["max_rows"], max_columns=task["max_columns"])
    return {"table": asdict(table)}


def _listing(task: dict[str, Any], data: bytes) -> dict[str, Any]:
    from .delimited import read_listing

    columns = [_column(each) for each in task["columns"]]
    limits = {"max_rows": task["max_rows"], "max_columns": task["max_columns"]}
    return {"table": asdict(read_listing(task["name"], data, columns, **limits))}


def _ledger(task: dict[str, Any], data: bytes) -> dict[str, Any]:
    from .ledger.reading import read_ledger

    pace = Pace(int(os.environ.get(TELLING, "-1")))
    return {"ledger": read_ledger(task["name"], data, pace).as_data()}


def _book(task: dict[str, Any], data: bytes) -> dict[str, Any]:
    from .books import read_book

    sheets, unseen = (
        {title: [_column(each) for each in columns] for title, columns in task[part].items()}
        for part in ("sheets", "unseen")
    )
    return {"book": asdict(read_book(data, sheets, unseen))}


def _column(stated: dict[str, Any]) -> Column:
    return Column(**{**stated, "choices": tuple(stated["choices"]), "also": tuple(stated["also"])})


_TASKS: Final[dict[str, Callable[[dict[str, Any], bytes], dict[str, Any]]]] = {
    "text": _text,
    "rows": _rows,
    "listing": _listing,
    "book": _book,
    "ledger": _ledger,
}

if __name__ == "__main__":
    main()
