"""Who sees which supervision and finding, seat by seat, before and after the feedback; succession; history."""

from __future__ import annotations

import pytest

from lianxi.documents.rows import Row, Table
from lianxi.oversight import findings
from lianxi.oversight.supervision_queries import supervisions
from lianxi.oversight.supervision_succession import open_findings
from lianxi.roster import names
from lianxi.roster.history import bring_in_history, examine, ground_of
from lianxi.roster.units import merge_unit
from tests.cast import Cast
from tests.oversight import supervision_ground as ground
from tests.oversight.supervision_ground import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.database]
WHO = ("clerk", "director", "convener", "organ_head", "inspector", "police", "liaison", "village")
ALL = {"clerk", "director", "convener", "organ_head", "inspector"}
TEAM = ALL | {"police", "liaison"}


def who_sees(cast: Cast, number: int) -> set[str]:
    return {who for who in WHO if ground.seen(cast, number, who) is not None}


def who_sees_finding(cast: Cast, number: int) -> set[str]:
    return {who for who in WHO if ground.finding(cast, number, who) is not None}


def test_an_inspected_unit_sees_nothing_before_its_feedback_and_then_its_own_alone(cast: Cast) -> None:
    proposal = ground.proposed(cast, "village", units=[ground.unit(cast, "上河村")])
    assert who_sees(cast, proposal) == ALL | {"village"}
    number = ground.started(cast)
    mine, other = ground.record(cast, number), ground.record(cast, number, "上河村")
    dropped = ground.record(cast, number)
    findings.drop_finding(cast.police.call(), number=dropped, version=1)
    assert who_sees(cast, number) == TEAM
    assert who_sees_finding(cast, mine) == TEAM
    # neither its name nor what was found stands on pages that everybody reads
    told = names.titles(cast.conference, [f"supervision:{number}", f"finding:{mine}"])
    assert set(told.values()) == {f"联合督查第 {number} 号", f"督查反馈问题第 {mine} 号"}

    ground.fed_back(cast, number, "上河村")
    assert "village" not in who_sees(cast, number)
    ground.fed_back(cast, number)
    assert who_sees(cast, number) == TEAM | {"village"}
    assert who_sees_finding(cast, mine) == TEAM | {"village"}
    assert who_sees_finding(cast, other) == TEAM
    assert who_sees_finding(cast, dropped) == set()
    own = ground.seen(cast, number, "village")
    assert own is not None
    assert (own.whole, own.reason, own.row.units, own.senders, own.items) == (False, "", (), (), ())
    assert [(part.unit, [each.number for each in part.findings]) for part in own.parts] == [(cast.village.unit, [mine])]
    rows = supervisions(cast.conference, cast.village.actor, on=TODAY, shown="all")
    assert [(row.number, row.found) for row in rows] == [(number, 1), (proposal, 0)]


def test_a_successor_puts_right_what_was_found_at_its_predecessor(cast: Cast) -> None:
    number, made = ground.over(cast)
    village, successor = ground.unit(cast, "柳塘村"), ground.unit(cast, "上河村")
    assert open_findings(cast.conference, village).count() == 1
    merge_unit(cast.clerk.call(), unit=village, version=1, into=successor, on=TODAY, document="镇〔2026〕1号")
    found = ground.finding(cast, made)
    assert found is not None
    assert (found.row.unit, found.row.state) == (successor, "found")
    assert ground.view(cast, number).row.state == "found"


def test_the_past_comes_in_by_the_workbook_once(cast: Cast) -> None:
    cells = {
        "title": "信访事项按期办理情况联合督查", "units": "柳塘村、上河村", "proposed_on": "2025-05-08",
        "approved_on": "2025-05-10", "started_on": "2025-05-15", "found_on": "2025-05-26", "reported_on": "2025-06-05",
        "report": "均已整改。",
    }  # fmt: skip
    letters = {key: letter for letter, key in zip("ABCDEFGHIJ", cells, strict=False)}
    wrong = {**cells, "title": "另一次", "started_on": "2025-05-01"}
    table = Table("联合督查", (), (Row(2, cells), Row(3, wrong)), (), letters=letters)
    seen = examine(ground_of(cast.conference, TODAY), {"supervisions": table})
    assert [str(each) for each in seen.problems] == [
        f"“联合督查”表 {letters['started_on']}3：开展日期早于批准日期（2025-05-10）。请核对。"
    ]
    good = Table("联合督查", (), (Row(2, cells),), (), letters=letters)
    bring_in_history(cast.clerk.call(), tables={"supervisions": good})
    [row] = supervisions(cast.conference, cast.clerk.actor, on=TODAY, shown="all")
    assert (row.state, row.by_hand, row.units) == ("reported", True, ("柳塘村", "上河村"))
    assert examine(ground_of(cast.conference, TODAY), {"supervisions": good}).new == ()
