"""内容分类: what ships, what may not stand in a table, new versions beside the old ones."""

from __future__ import annotations

import io

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lianxi.documents.books import Page, read_book, write_book
from lianxi.journal import queries as journal
from lianxi.journal.refusals import Invalid, RuleBroken, Stale
from lianxi.matters.tables import categories
from lianxi.matters.tables.category_tree import SHIPPED
from tests.cast import Cast


def sentences(rows: list[tuple[str, str]]) -> list[str]:
    return [each.sentence for each in categories.problems([*rows, ("990000", "其他")])]


def test_the_table_that_ships_is_in_order_and_has_a_place_for_everything() -> None:
    assert categories.problems(SHIPPED) == []
    assert list(SHIPPED) == sorted(SHIPPED)
    assert SHIPPED[-1] == ("990000", "其他")
    shipped = categories.listed(0, SHIPPED)
    assert categories.name_of(shipped, "010103") == "农村农业 / 村务管理 / 村务公开"
    assert categories.name_of(shipped, "990000") == "其他"
    assert categories.name_of(shipped, "123456") == "123456"
    assert sum(1 + branch.count for branch in shipped.branches()) == len(SHIPPED)


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([("12", "水利")], "六位数字"),
        ([("000000", "水利")], "六位数字"),
        ([("010001", "水利")], "六位数字"),
        ([("010000", "水利"), ("010000", "林业")], "出现了两次"),
        ([("010100", "水利")], "上一级 010000 不在表里"),
        ([("010000", "水利"), ("010101", "水库")], "上一级 010100 不在表里"),
        ([("010000", "水利"), ("020000", "水利")], "同一级里有两个“水利”"),
        ([("010000", "")], "没有名称"),
        ([("010000", "长" * 41)], "41 个字"),
    ],
)
def test_a_row_that_cannot_stand_is_told_in_a_sentence(rows: list[tuple[str, str]], told: str) -> None:
    assert any(told in sentence for sentence in sentences(rows))


def test_a_table_without_other_is_refused() -> None:
    assert "其他" in categories.problems([("010000", "水利")])[0].sentence


def test_mistakes_of_a_workbook_are_named_by_cell_and_a_lost_zero_is_put_back() -> None:
    rows = [("010000", "水利"), ("019900x", "水库"), ("990000", "其他"), ("020000", "")]
    data = write_book([Page(categories.SHEET, categories.COLUMNS, rows)], title="内容分类", guide=("说明",))
    book = openpyxl.load_workbook(io.BytesIO(data))
    sheet = book[categories.SHEET]
    first = next(cell for cell in sheet["A"] if cell.value == "010000")
    first.value, first.number_format = 10000, "0"
    out = io.BytesIO()
    book.save(out)
    read = read_book(out.getvalue(), {categories.SHEET: categories.COLUMNS}).tables[categories.SHEET]
    found, wrong = categories.from_workbook(read)
    assert found[0] == ("010000", "水利")
    assert [each.cell for each in wrong] == [f"A{first.row + 1}", f"B{first.row + 3}"]


@pytest.mark.django_db
def test_a_new_version_stands_beside_the_old_one(cast: Cast) -> None:
    changed = [row for row in SHIPPED if not row[0].startswith("0102")]
    changed = [("010100", "村级事务") if row[0] == "010100" else row for row in changed] + [("012000", "农村供水")]
    before = categories.table(cast.conference)
    found = categories.changes(before, changed)
    assert (len(found.added), len(found.renamed), len(found.ended)) == (1, 1, 4)
    categories.set_categories(cast.clerk.call(), rows=changed, version=0, basis="县信联办〔2026〕5号")
    with CaptureQueriesContext(connection) as asked:
        now = categories.table(cast.conference)
    assert len(asked) == 1
    assert (now.version, now.names["012000"], now.basis) == (1, "农村供水", "县信联办〔2026〕5号")
    assert categories.names_of(cast.conference, [(0, "010100"), (1, "010100"), (0, "010200")]) == {
        (0, "010100"): "农村农业 / 村务管理",
        (1, "010100"): "农村农业 / 村级事务",
        (0, "010200"): "农村农业 / 土地承包经营",
    }
    facts = journal.entries(cast.conference, limit=1)[0].facts
    assert facts[0].verb == "ledger.categories_set"
    with pytest.raises(Stale):
        categories.set_categories(cast.director.call(), rows=SHIPPED, version=0)
    with pytest.raises(Invalid, match="完全一样"):
        categories.set_categories(cast.clerk.call(), rows=changed, version=1)
    with pytest.raises(RuleBroken):
        categories.set_categories(cast.village.call(), rows=SHIPPED, version=1)
