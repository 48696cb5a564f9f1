"""Information of the past: brought in by the table, judged by its days, gone on with where it was left."""

from __future__ import annotations

from datetime import date

import pytest

from lianxi.information import circulating
from lianxi.information import information_queries as queries
from lianxi.information.information_setting import Setting
from lianxi.journal import queries as journal
from lianxi.roster import history
from lianxi.web import clock
from tests import past
from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.database]
DONE = {
    "title": "采石场扬尘引发议论", "unit": "柳塘村", "urgency": "一般", "place": "采石场", "sent_on": "2026-03-04",
    "told": "镇派出所", "circulated_on": "2026-03-04", "verified_on": "2026-03-06", "result": "已洒水。",
    "settled_on": "2026-03-12",
}  # fmt: skip
OPEN = {"title": "摊位费调整引发反映", "unit": "柳塘村", "urgency": "紧急", "sent_on": "2026-11-06"}


def seen(cast: Cast, who: str) -> list[queries.InformationRow]:
    actor = cast.players[who].actor
    return queries.information(cast.conference, actor, on=clock.today(), given=Setting(), shown="all")


def test_what_was_settled_stands_settled_and_what_is_open_goes_on(cast: Cast) -> None:
    entry = history.bring_in_history(cast.clerk.call(), tables=past.tables(cast, {"information": [DONE, OPEN]})).entry
    facts = journal.entry(cast.conference, entry).facts  # type: ignore[union-attr]
    assert [(fact.verb.partition(".")[2], fact.on) for fact in facts] == [
        ("reported", date(2026, 3, 4)),
        ("circulated", date(2026, 3, 4)),
        ("verified", date(2026, 3, 6)),
        ("settled", date(2026, 3, 12)),
        ("reported", date(2026, 11, 6)),
    ]
    assert [(row.state, row.owes, row.by_hand) for row in seen(cast, "clerk")] == [
        ("reported", "首报", True),
        ("settled", "", True),
    ]
    assert len(seen(cast, "police")) == 1
    told = [circulating.Told(cast.police.unit or 0, False)]
    circulating.circulate_information(cast.clerk.call(), number=2, version=1, told=told)
    assert len(seen(cast, "police")) == 2


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"title": ""}, "信息摘要"),
        ({"urgency": "很急"}, "不在可选范围"),
        ({"circulated_on": ""}, "通报日期"),
        ({"told": ""}, "通报核查单位"),
        ({"result": ""}, "处置结果"),
        ({"verified_on": "2026-03-01"}, "早于前一步"),
    ],
)
def test_a_row_that_cannot_be_is_named_with_its_cell(cast: Cast, changed: dict[str, str], words: str) -> None:
    found = past.problems(cast, {"information": [{**DONE, **changed}]})
    assert any(words in str(problem) for problem in found), found
