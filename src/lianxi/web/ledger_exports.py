"""The ledger as files of layouts that others know: complete for the filter, streamed, names covered."""

from __future__ import annotations

import tempfile
from typing import IO
from urllib.parse import quote

from django.http import FileResponse

from lianxi.documents.ledger.classic import write_classic
from lianxi.matters import queries
from lianxi.matters.imports import ledger_sheets
from lianxi.web.downloads import XLSX
from lianxi.web.matters import filters_of
from lianxi.web.pages import Visit, page


@page("matter.see")
def classic(visit: Visit) -> FileResponse:
    """The clerk's classic ledger: title, a head of two rows, one matter a row."""
    filters = filters_of(visit)
    actor, on, now = visit.access.actor, visit.today, visit.now
    rows = ledger_sheets.classic_rows(visit.conference, actor, on=on, now=now, filters=filters)
    title = f"{visit.access.head.name}信访事项台账（{queries.GROUPS[filters.group]}）"
    file = tempfile.TemporaryFile()  # noqa: SIM115 (closed by the response)
    write_classic(file, ledger_sheets.CLASSIC, rows, title=title)
    return _sent(file, "信访事项台账（传统样式）")


@page("matter.see")
def exchange(visit: Visit) -> FileResponse:
    """The fields of the national system's exchange table."""
    filters = filters_of(visit)
    actor, on, now = visit.access.actor, visit.today, visit.now
    rows = ledger_sheets.exchange_rows(visit.conference, actor, on=on, now=now, filters=filters)
    file = tempfile.TemporaryFile()  # noqa: SIM115 (closed by the response)
    write_classic(file, ledger_sheets.EXCHANGE, rows, title="信访事项（国家信访信息系统交换字段）")
    return _sent(file, "信访事项（交换字段）")


def _sent(file: IO[bytes], name: str) -> FileResponse:
    file.seek(0)
    response = FileResponse(file, content_type=XLSX)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(f'{name}.xlsx')}"
    response["X-Content-Type-Options"] = "nosniff"
    return response
