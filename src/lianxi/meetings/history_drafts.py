"""A workbook of history, or a unit's 办理回执, between upload and confirmation: one account's, kept as it was read.

The same file of the same account is the same draft; once brought in it says in which entry, and its cells are dropped.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from lianxi.documents.reader import decode_cell
from lianxi.documents.rows import Problem, Row, Table
from lianxi.journal.canonical import digest
from lianxi.journal.queries import withdrawn
from lianxi.meetings.models import HistoryDraft


@dataclass(frozen=True, slots=True)
class Draft:
    """``entry``: what it was brought in as; ``key``: the idempotency of bringing it in."""

    token: str
    file_name: str
    tables: Mapping[str, Table]
    entry: int | None
    key: str
    #: the workbook itself; empty where it was not kept
    file: bytes = b""


def _token(kind: str, conference: int, account: int, file_sha256: str) -> str:
    """One kind of workbook is never taken for another: a return's token begins with a letter no digest has."""
    found = digest(f"{kind}\n{conference}\n{account}\n{file_sha256}")
    return found[:32] if kind == "history" else f"{kind[0]}{found[:31]}"


def begin(
    conference: int,
    account: int,
    *,
    file_name: str,
    file_sha256: str,
    tables: Mapping[str, Table],
    now: datetime,
    kind: str = "history",
    file: bytes = b"",
) -> str:
    """Keep what was read; the token of the file's one draft. What was brought in and withdrawn whole begins anew.

    ``file``: the workbook itself, where the entry is to keep it.
    """
    token = _token(kind, conference, account, file_sha256)
    content = {key: _as_data(table) for key, table in tables.items()}
    row, made = HistoryDraft.objects.get_or_create(
        token=token,
        defaults={
            "conference_id": conference,
            "account_id": account,
            "file_name": file_name[:200],
            "content": content,
            "file": file,
            "touched_at": now,
        },
    )
    if made or (row.entry is not None and None not in withdrawn(conference).get(row.entry, {})):
        return token
    row.version += 1 if row.entry is not None else 0
    row.entry, row.content, row.file_name, row.touched_at = None, content, file_name[:200], now
    row.file = file
    row.save(update_fields=["entry", "content", "file", "file_name", "version", "touched_at"])
    return token


def draft_for(conference: int, account: int, token: str, *, kind: str = "history") -> Draft | None:
    """The account's own draft of that kind (``history``, ``return``); another's and an absent one are the same None."""
    if token.startswith("r") != (kind == "return"):
        return None
    row = HistoryDraft.objects.filter(conference_id=conference, account_id=account, token=token).first()
    if row is None:
        return None
    tables = {key: _table(data) for key, data in row.content.items()}
    return Draft(row.token, row.file_name, tables, row.entry, f"{kind}-{row.token}-{row.version}", bytes(row.file))


def mark(conference: int, account: int, token: str, *, entry: int) -> None:
    """It was brought in: the record holds it now."""
    rows = HistoryDraft.objects.filter(conference_id=conference, account_id=account, token=token)
    rows.update(entry=entry, content={}, file=b"")


def discard(conference: int, account: int, token: str) -> None:
    """Drop a draft; what it brought in stays."""
    HistoryDraft.objects.filter(conference_id=conference, account_id=account, token=token).delete()


def _as_data(table: Table) -> dict[str, Any]:
    return {
        "sheet": table.sheet,
        "letters": dict(table.letters),
        "rows": [[row.number, {key: _cell(value) for key, value in row.cells.items()}] for row in table.rows],
        "problems": [[each.row, each.column, each.message] for each in table.problems],
    }


def _cell(value: object) -> str | None:
    """Cells were read as texts."""
    return None if value is None else str(value)


def _table(data: dict[str, Any]) -> Table:
    return Table(
        sheet=data["sheet"],
        header=(),
        rows=tuple(
            Row(number, {key: decode_cell(value) for key, value in cells.items()}) for number, cells in data["rows"]
        ),
        problems=tuple(Problem(*each) for each in data["problems"]),
        letters=data["letters"],
    )
