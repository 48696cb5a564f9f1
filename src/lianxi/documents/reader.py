"""The program inside the limited process: a task on standard input, its result on standard output.

Standard input: one line of JSON (the task, the file's name, for rows the columns and limits), then the file's bytes.
Standard output: one JSON object with ``text`` or ``table``, or ``unreadable`` with its sentence.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from typing import Any, Final

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
    from .columns import Column
    from .rows import read_rows

    stated = task["columns"]
    columns = None if stated is None else [Column(**{**each, "choices": tuple(each["choices"])}) for each in stated]
    table = read_rows(data, columns, max_rows=task["max_rows"], max_columns=task["max_columns"])
    return {"table": asdict(table)}


_TASKS: Final[dict[str, Callable[[dict[str, Any], bytes], dict[str, Any]]]] = {"text": _text, "rows": _rows}

if __name__ == "__main__":
    main()
