"""The ledger as clerks know it goes out whole, strings as strings, and comes back by the import as it was."""

from __future__ import annotations

import io

import openpyxl
import pytest

from lianxi.documents.ledger.classic import write_classic
from lianxi.documents.ledger.reading import read_ledger
from lianxi.matters.imports import import_drafts, importing, ledger_sheets
from lianxi.matters.models import Matter
from lianxi.matters.queries import Filters
from lianxi.web import clock
from tests.cast import Cast
from tests.matters import wild

pytestmark = pytest.mark.django_db


def bring_in(cast: Cast, count: int) -> None:
    data = wild.csv_of(wild.told(count))
    ledger = read_ledger("台账.csv", data)
    token = import_drafts.begin(
        cast.conference, cast.clerk.account, file_name="台账.csv", data=data, ledger=ledger, now=clock.now()
    )
    for state in ("checking", "running"):
        draft = import_drafts.by_token(token)
        assert draft is not None
        import_drafts.start(draft, state, cast.clerk.actor, clock.now())
        importing.work(token, clock.now)
    draft = import_drafts.by_token(token)
    assert draft is not None
    assert draft.state == "done", draft.said


def written(cast: Cast, rows: object, groups: object, **filters: object) -> bytes:
    given = Filters(group="all", **filters)  # type: ignore[arg-type]
    out = io.BytesIO()
    write_classic(
        out,
        groups,
        rows(cast.conference, cast.clerk.actor, on=clock.today(), now=clock.now(), filters=given),
        title="柳塘镇信访事项台账",
    )
    return out.getvalue()


def test_the_classic_ledger_is_whole_has_no_formula_no_name_and_comes_back(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ledger_sheets, "BATCH", 3)
    bring_in(cast, 8)
    first = Matter.objects.order_by("number")[0]
    Matter.objects.filter(pk=first.pk).update(title="=HYPERLINK(1)")
    data = written(cast, ledger_sheets.classic_rows, ledger_sheets.CLASSIC, imported=1)
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    assert "A1:T1" in {str(each) for each in sheet.merged_cells.ranges}
    assert sheet["K4"].value == "=HYPERLINK(1)"
    assert sheet["K4"].data_type == "s"
    assert all(one.name not in str(cell.value) for one in wild.told() for row in sheet for cell in row)
    back = read_ledger("台账.xlsx", data)
    proposed = [each.proposed for each in back.columns]
    assert len(back.rows) == 8
    assert [row.cells[proposed.index("text")] for row in back.rows] == [one.text for one in wild.told(8)]
    assert [row.cells[proposed.index("closed_on")] for row in back.rows] == [one.closed for one in wild.told(8)]


def test_the_exchange_fields_come_back_as_those_fields_and_another_import_has_none(cast: Cast) -> None:
    bring_in(cast, 4)
    back = read_ledger("交换.xlsx", written(cast, ledger_sheets.exchange_rows, ledger_sheets.EXCHANGE))
    proposed = {each.proposed for each in back.columns}
    assert {"national_number", "petitioned_on", "channel", "people", "text", "closed", "national_due"} <= proposed
    assert len(back.rows) == 4
    sheet = openpyxl.load_workbook(
        io.BytesIO(written(cast, ledger_sheets.exchange_rows, ledger_sheets.EXCHANGE, imported=2))
    ).active
    assert sheet.max_row == 2
