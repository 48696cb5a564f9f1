"""Problems of the past by the workbook, taken back, and passed to the unit that takes another's place."""

from __future__ import annotations

from datetime import date

import pytest

from lianxi.information.problem_history import open_problems, pass_problems
from lianxi.information.problem_queries import problems
from lianxi.journal import queries as journal
from lianxi.journal.actions import withdraw_entry
from lianxi.journal.frame import Step, action
from lianxi.journal.moves import Move
from lianxi.roster import history
from lianxi.roster.models import Unit
from tests import past
from tests.cast import Cast
from tests.information.problem_ground import opened, view
from tests.meetings.ground import make_house

pytestmark = [pytest.mark.django_db, pytest.mark.database]
TITLE = "临街店铺租金减免政策执行不一"
DONE = {
    "title": TITLE, "text": "多户反映。", "kind": "政策性", "ground": "情况复杂", "unit": "柳塘村",
    "opened_on": "2024-03-06", "findings": "口径不一。", "investigated_on": "2024-03-30", "tabled_on": "2024-04-10",
    "solved": "已解决", "outcome": "差额已补退。", "closed_on": "2024-06-20",
}  # fmt: skip
OPEN = {"title": "停车位不足", "kind": "群体性", "unit": "柳塘村", "opened_on": "2025-11-06"}


def test_what_was_done_on_paper_comes_in_closed_or_open_and_can_be_taken_back(cast: Cast) -> None:
    tables = past.tables(cast, {"problems": [DONE, OPEN]})
    entry = history.bring_in_history(cast.clerk.call(), tables=tables).entry
    rows = problems(cast.conference, cast.clerk.actor, on=date(2026, 11, 23), shown="all")
    told = [(each.title, each.state_label, each.by_hand) for each in rows]
    assert told == [("停车位不足", "调查研究中", True), (TITLE, "已销号（已解决）", True)]
    view_ = journal.entry(cast.conference, entry)
    assert view_ is not None
    place = next(place for place, fact in enumerate(view_.facts) if fact.verb == "problem.closed")
    withdraw_entry(cast.clerk.call(), entry=entry, fact=place, reason="没有销号")
    (again,) = problems(cast.conference, cast.clerk.actor, on=date(2026, 11, 23), kind="policy")
    assert again.state == "investigated"


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"outcome": ""}, "三格都要填写"),
        ({"investigated_on": ""}, "要一起填写"),
        ({"tabled_on": "2024-01-01"}, "早于建档日期"),
    ],
)
def test_a_row_that_does_not_hold_together_is_named(cast: Cast, changed: dict[str, str], sentence: str) -> None:
    ground = history.ground_of(cast.conference, date(2026, 11, 23))
    examined = history.examine(ground, past.tables(cast, {"problems": [{**DONE, **changed}]}))
    assert sentence in "".join(problem.sentence for problem in examined.problems)


def test_the_successor_of_a_unit_goes_on_with_its_open_problems(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    house = make_house(monkeypatch)
    number = opened(house)
    units = Unit.objects.filter(conference_id=house.conference)
    old, new = units.get(number=house.cast.village.unit), units.get(number=house.unit("上河村"))

    @action(Move("unit.merged", "", ("office",)))
    def merge(step: Step) -> str:
        pass_problems(step, old, new)
        return f"unit:{old.number}"

    merge(house.call("clerk"))
    assert not open_problems(house.conference, old.number).exists()
    assert view(house, number).row.unit == new.number
