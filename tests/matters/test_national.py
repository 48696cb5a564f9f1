"""The national system: what is not entered there, entries put right, and the reconciliation with an exported list."""

from __future__ import annotations

import io
from datetime import date, timedelta

import openpyxl
import pytest

from lianxi.documents.child import read_listing_safely
from lianxi.documents.unreadable import Unreadable
from lianxi.journal import queries as journal
from lianxi.journal.models import Entry
from lianxi.journal.refusals import Invalid, RuleBroken, Stale
from lianxi.matters.models import Deadline, Matter
from lianxi.matters.national_system import national, national_lists, reconciling
from lianxi.matters.national_system.national import National, with_time
from tests.cast import Cast
from tests.documents.build import row as sheet_row
from tests.documents.build import xlsx
from tests.matters.life import Life, begin
from tests.matters.national_list import LABELS, read

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 23)
DUE = TODAY + timedelta(days=50)


def enter(life: Life, number: str = "GX1", due: date | None = DUE, code: str = "7788") -> None:
    given = National(number, with_time(TODAY, 9), due, code)
    national.enter_nationally(life.call(life.cast.clerk), **life.seen(), given=given)


def line(number: str, due: date = DUE, form: str = "来访", people: str = "1", code: str = "7788") -> tuple[str, ...]:
    return (number, TODAY.isoformat(), f"{TODAY} 09:00", due.isoformat(), code, form, people, "是", "否")


def judged(life: Life) -> date:
    return Deadline.objects.get(matter=life.matter, rule="handling").judged


def test_an_entry_is_registered_put_right_and_judges_the_handling_but_gives_no_time(cast: Cast) -> None:
    life = begin(cast)
    own = judged(life)
    assert [row.number for row in national.not_entered(cast.conference, cast.clerk.actor, TODAY)] == [life.number]
    later = own + timedelta(days=5)
    enter(life, due=later)
    assert judged(life) == later
    assert national.not_entered(cast.conference, cast.clerk.actor, TODAY) == []
    enter(life, due=DUE)
    assert judged(life) == DUE
    enter(life, due=later)
    assert judged(life) == DUE
    with pytest.raises(Invalid, match="不能清空"):
        enter(life, due=None)
    with pytest.raises(Invalid, match="完全一样"):
        enter(life, due=later)
    entry = Entry.objects.order_by("-number")[0]
    assert "7788" not in entry.body
    assert "GX1" not in entry.body


def test_an_entry_that_cannot_be_is_refused_beside_its_field(cast: Cast) -> None:
    life, other = begin(cast, "registered"), begin(cast, "registered")
    enter(life)
    call = life.call(cast.clerk)
    for given, field in (
        (National("GX1", with_time(TODAY)), "number"),
        (National("", with_time(TODAY)), "number"),
        (National("GX2", with_time(TODAY + timedelta(days=1))), "entered_on"),
        (National("GX2", with_time(TODAY), TODAY - timedelta(days=9)), "due"),
        (National("GX2", with_time(TODAY), None, "密 码"), "query_code"),
    ):
        with pytest.raises(Invalid) as refused:
            national.enter_nationally(call, **other.seen(), given=given)
        assert refused.value.field == field
    with pytest.raises(Stale):
        national.enter_nationally(call, number=other.number, version=9, given=National("GX2", with_time(TODAY)))
    with pytest.raises(RuleBroken):
        national.enter_nationally(life.call(cast.village), **other.seen(), given=National("GX2", with_time(TODAY)))


def test_every_difference_is_shown_and_only_what_is_chosen_is_taken_over_in_one_entry(cast: Cast) -> None:
    first, second, lost, unentered = (begin(cast, "registered") for _ in range(4))
    Matter.objects.filter(number=unentered.number).update(channel="letter")
    for life, number in ((first, "GX1"), (second, "GX2"), (lost, "GX3")):
        enter(life, number)
    earlier = DUE - timedelta(days=10)
    done = (*line("GX2", code="99")[:7], "", "是")
    listing = read(line("GX1", due=earlier, people="3"), done, line("GX8", form="来信"), line("GX9", form="来电"))
    found = reconciling.compare(cast.conference, cast.clerk.actor, listing.rows)
    shown = {each.national_number: {one.field for one in each.differences} for each in found.differing}
    assert shown == {"GX1": {"national_due", "people", "national_first"}, "GX2": {"query_code", "state"}}
    assert [(each.national_number, each.candidate) for each in found.only_there] == [
        ("GX8", unentered.number),
        ("GX9", None),
    ]
    assert [each.number for each in found.only_here] == [lost.number]
    before = journal.head_by_id(cast.conference)
    tokens = [one.token for each in found.differing for one in each.differences if one.field != "people"]
    tokens += [each.token for each in found.only_there if each.token]
    taken = reconciling.chosen(found, [token for token in tokens if token])
    national.take_over(first.call(cast.clerk), taken=taken)
    after = journal.head_by_id(cast.conference)
    assert before is not None
    assert after is not None
    assert after.number == before.number + 1
    facts = journal.entries(cast.conference, limit=1)[0].facts
    assert [fact.object for fact in facts] == [f"matter:{life.number}" for life in (first, second, unentered)]
    assert (first.matter.national_due, first.matter.people, first.matter.national_first) == (earlier, 1, "first")
    assert (second.matter.query_code, second.matter.state) == ("99", "registered")
    assert (unentered.matter.national_number, unentered.matter.national_due) == ("GX8", DUE)
    again = reconciling.compare(cast.conference, cast.clerk.actor, listing.rows)
    left = {each.national_number: {one.field for one in each.differences} for each in again.differing}
    assert left == {"GX1": {"people"}, "GX2": {"state"}, "GX8": {"national_first"}}
    whole = reconciling.chosen(again, [], first.number)
    assert [(each.number, dict(each.values)) for each in whole] == [(first.number, {"people": 3})]
    with pytest.raises(Stale):
        national.take_over(first.call(cast.clerk), taken=taken)


def test_a_hidden_matter_is_in_no_list_and_no_comparison(cast: Cast) -> None:
    life = begin(cast, "registered")
    enter(life)
    Matter.objects.filter(number=life.number).update(restricted=True, registrar=0)
    stranger = cast.clerk.actor
    found = reconciling.compare(cast.conference, stranger, read(line("GX1", people="3")).rows)
    assert found.differing == ()
    assert national.national_of(cast.conference, stranger, life.number) is None


def test_two_rows_that_fit_the_same_matter_offer_none(cast: Cast) -> None:
    begin(cast, "registered")
    found = reconciling.compare(cast.conference, cast.clerk.actor, read(line("GX1"), line("GX2")).rows)
    assert [each.token for each in found.only_there] == ["", ""]


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8-sig", "utf-16"])
def test_codes_and_labels_are_read_and_what_is_not_read_is_named(encoding: str) -> None:
    by_code = read(line("330000202611230001"), encoding=encoding)
    by_label = read(line("330000202611230001"), head=LABELS, encoding=encoding)
    assert by_code.rows == by_label.rows
    assert by_code.rows[0].number == "330000202611230001"
    assert by_code.forbidden == ("yybz（是否扬言）", "政治面貌", "民族")
    assert by_code.personal == ("信访人姓名", "联系电话")
    assert by_code.unused == ("rdwt（热点问题）",)
    assert "暗哨" not in str(national_lists.as_content(by_code))
    assert national_lists.from_content(national_lists.as_content(by_code)) == by_code


def test_what_cannot_be_understood_is_named_by_its_cell_and_left_out() -> None:
    listing = read(
        ("GX1", "2026-02-30", "昨天", "2026-12-01", "", "走道", "两人", "也许", ""),
        line("GX1"),
        ("", *line("x")[1:]),
    )
    assert {cell for cell, _ in listing.problems} == {"B2", "C2", "F2", "G2", "H2", "A3", "A4"}
    assert listing.rows[0].values == {"national_due": date(2026, 12, 1)}


def test_an_excel_number_that_lost_digits_is_told_not_compared() -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["信访件编号", "信访日期"])
    book.active.append([330000202611230001, "2026-11-23"])
    book.active.append(["GX2", date(2026, 11, 23)])
    out = io.BytesIO()
    book.save(out)
    listing = national_lists.listing(read_listing_safely("导出.xlsx", out.getvalue(), national_lists.COLUMNS))
    assert [row.number for row in listing.rows] == ["GX2"]
    assert "18 位" in listing.problems[0][1]


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("导出.xlsx", b"MZ\x90\x00" + bytes(600), "程序文件"),
        ("导出.csv", b"xfjbh,xfrq\n" + b"\x00" * 64, "空字符"),
        ("导出.csv", b'xfjbh,xfrq\n"GX1' + b"1" * 200_000, "引号或单元格"),
        ("导出.csv", b"xfjbh\n" + b"G\n" * 6000, "5,000 行"),
        ("导出.csv", "姓名,电话\n甲,乙\n".encode(), "找不到表头"),
        ("导出.csv", "xfrq,xfxs\n2026-11-23,来访\n".encode(), "信访件编号"),
        ("导出.xlsx", xlsx(sheet_row(1, '<c r="XFD1"><v>1</v></c>')), "列"),
    ],
)
def test_a_hostile_or_useless_file_is_refused_with_a_sentence(name: str, data: bytes, told: str) -> None:
    with pytest.raises(Unreadable, match=told):
        national_lists.listing(read_listing_safely(name, data, national_lists.COLUMNS))
