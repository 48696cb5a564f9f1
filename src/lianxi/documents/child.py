"""Reading files from strangers without risk for the server: each in a process of its own with hard limits."""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any, Final

from .books import Book
from .columns import Column
from .kinds import kind_of
from .ledger.reading import Ledger
from .office import office_ending, to_docx
from .process import Limits, OverLimit, run_limited
from .reader import decode_cell
from .rows import Problem, Row, Table, refuse_other_kinds
from .unreadable import Unreadable, refuse_size

#: of one file; LibreOffice has limits of its own (``office.OFFICE_LIMITS``)
READER_LIMITS: Final = Limits(memory_megabytes=512, processor_seconds=10, wall_seconds=10)
#: of a ledger: the same, and more time for what has read rows: 1,000 rows, read in three steps, earn half a second, so
#: that 100,000 rows may take a minute on a slow machine, and what gives no rows is over after the ten seconds of all
LEDGER_LIMITS: Final = replace(READER_LIMITS, processor_seconds=60, earned_seconds=0.17)
#: -I: no PYTHON… variables, no user folder, no current folder; -B: writes nothing
READER: Final = (sys.executable, "-I", "-B", "-m", "lianxi.documents.reader")

_ADVICE: Final = "请用 Word / Excel / WPS 打开后另存，再重新上传。"


def read_text_safely(name: str, data: bytes, *, limits: Limits = READER_LIMITS) -> str:
    """As ``text.read_text``, in a limited process. Raise ``Unreadable``, also for a file that breaks its reader."""
    refuse_size(data)
    ending = office_ending(kind_of(name, data), name)
    if ending is not None:
        name, data = "converted.docx", to_docx(data, ending)
    text: str = _ask({"task": "text", "name": name}, data, limits)["text"]
    return text


def read_rows_safely(
    name: str,
    data: bytes,
    columns: Sequence[Column] | None = None,
    *,
    max_rows: int = 5000,
    max_columns: int = 60,
    limits: Limits = READER_LIMITS,
) -> Table:
    """As ``rows.read_rows``, in a limited process. ``name``: the file's own, which must not contradict its content."""
    refuse_size(data)
    refuse_other_kinds(name, data)
    task = {
        "task": "rows",
        "columns": None if columns is None else [asdict(column) for column in columns],
        "max_rows": max_rows,
        "max_columns": max_columns,
    }
    return _table(_ask(task, data, limits)["table"])


def read_listing_safely(
    name: str,
    data: bytes,
    columns: Sequence[Column],
    *,
    max_rows: int = 5000,
    max_columns: int = 120,
    limits: Limits = READER_LIMITS,
) -> Table:
    """As ``delimited.read_listing``, in a limited process: an .xlsx or a .csv that another system has put out.

    Columns that were not asked for never leave that process but for their titles.
    """
    refuse_size(data)
    task = {
        "task": "listing",
        "name": name,
        "columns": [asdict(column) for column in columns],
        "max_rows": max_rows,
        "max_columns": max_columns,
    }
    return _table(_ask(task, data, limits)["table"])


def read_book_safely(
    name: str,
    data: bytes,
    sheets: Mapping[str, Sequence[Column]],
    *,
    unseen: Mapping[str, Sequence[Column]] | None = None,
    limits: Limits = READER_LIMITS,
) -> Book:
    """As ``books.read_book``, in a limited process. ``name``: the file's own."""
    refuse_size(data)
    refuse_other_kinds(name, data)
    answer = _ask({"task": "book", "sheets": _stated(sheets), "unseen": _stated(unseen or {})}, data, limits)["book"]
    return Book({title: _table(table) for title, table in answer["tables"].items()}, tuple(answer["unknown"]))


def read_ledger_safely(name: str, data: bytes, *, limits: Limits = LEDGER_LIMITS) -> Ledger:
    """As ``ledger.reading.read_ledger``, in a limited process; one that keeps giving rows has more time.

    Columns that must not be kept never leave that process but for their titles.
    """
    refuse_size(data)
    kind_of(name, data)
    return Ledger.from_data(_ask({"task": "ledger", "name": name}, data, limits)["ledger"])


def _stated(sheets: Mapping[str, Sequence[Column]]) -> dict[str, Any]:
    return {title: [asdict(column) for column in columns] for title, columns in sheets.items()}


def ask_limited(command: Sequence[str], given: bytes, limits: Limits) -> dict[str, Any]:
    """The answer of a reading process; raise ``Unreadable`` with its sentence, or with ours if it came to grief."""
    with tempfile.TemporaryDirectory(prefix="lianxi-reader-") as folder:
        try:
            outcome = run_limited(command, given, limits, Path(folder))
        except OverLimit as error:
            raise Unreadable(f"读这个文件超过了 {limits.wall_seconds:g} 秒，已停止。{_ADVICE}") from error
    try:
        answer = json.loads(outcome.output) if outcome.code == 0 else None
    except ValueError:
        answer = None
    if not isinstance(answer, dict):
        raise Unreadable(f"读这个文件超出了时间或内存的上限，或文件已损坏，已停止。{_ADVICE}")
    if "unreadable" in answer:
        raise Unreadable(answer["unreadable"])
    return answer


def _ask(task: dict[str, Any], data: bytes, limits: Limits) -> dict[str, Any]:
    return ask_limited(READER, json.dumps(task).encode("ascii") + b"\n" + data, limits)


def _table(answer: dict[str, Any]) -> Table:
    return Table(
        sheet=answer["sheet"],
        header=tuple(answer["header"]),
        rows=tuple(
            Row(row["number"], {key: decode_cell(value) for key, value in row["cells"].items()})
            for row in answer["rows"]
        ),
        problems=tuple(Problem(**problem) for problem in answer["problems"]),
        ignored=tuple(answer["ignored"]),
        letters=answer["letters"],
    )
