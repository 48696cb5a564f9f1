"""Screening and disputes in the inbox: a unit reports a period with one tap; the office sees who has not."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from lianxi.inbox.waiting import Waiting
from lianxi.information import dispute_queries as disputes
from lianxi.information import owing, screening_queries
from lianxi.journal.lines import Line


def of_a_screening_unit(conference: int, unit: int, on: date) -> Iterable[Waiting]:
    """The periods it owes, each settled by the button itself; the disputes it is to settle."""
    for each in screening_queries.own_owed(conference, unit, on):
        chased = f"，办公室已催报 {each.chased} 次" if each.chased else ""
        note = f"本期已登记 {each.live} 件{chased}" if each.live else f"没有发现纠纷的，按一下就是零报告{chased}"
        yield Waiting(
            f"{each.period.label}矛盾纠纷排查",
            each.period.last,
            each.late,
            note,
            "screening_report",
            (),
            f"报送（{each.live} 件）" if each.live else "本期排查无矛盾纠纷",
            occasion=f"{each.period.code}:{each.chased}",
            sends=(("period", each.period.code), ("seen", str(each.live))),
            other=("dispute_new", "再登记一件" if each.live else "有纠纷，去登记"),
        )
    for row in disputes.to_settle(conference, unit):
        note = f"矛盾纠纷，{row.unit_name}{row.found_on.month}月{row.found_on.day}日排查"
        late = row.due is not None and row.due < on
        yield Waiting(row.title, row.due, late, note, "dispute", (row.number,), "化解")


def of_the_screenings(conference: int, on: date) -> Iterable[Waiting]:
    """For the office: periods at their end that units have not reported."""
    for period, count in owing.unreported(conference, on):
        yield Waiting(
            f"{period.label}矛盾纠纷排查报告",
            None,
            False,
            f"{count} 个单位尚未报送，{period.last.month}月{period.last.day}日截止",
            "screenings",
            (),
            "查看并催报",
            f"?period={period.code}",
        )


def of_disputes(rows: list[Line], on: date) -> Iterable[Waiting]:
    """For the office: disputes past their day, and those of high risk that have none."""
    for row in rows:
        unit, _, _ = row.words
        late = row.overdue(on)
        note = f"矛盾纠纷，{unit}逾期未化解" if late else f"矛盾纠纷，事项风险高，{unit}化解，未定期限"
        yield Waiting(row.title, row.due, late, note, "dispute", (row.number,), "查看" if late else "明确期限")
