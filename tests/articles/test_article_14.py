"""Article 14, from one click to the board: the month's pack, the analysis meeting that is held on it, the tasks."""

from __future__ import annotations

import pytest

from lianxi.analysis import periods
from lianxi.inbox import packs as inbox
from lianxi.journal import queries as journal
from lianxi.journal.lines import read
from lianxi.meetings import actions, pack_content, pack_lines, packs
from lianxi.meetings import pack_queries as queries
from lianxi.meetings import queries as meetings
from lianxi.tasks import queries as tasks
from tests.meetings.ground import DAY, RULES, House, make_house
from tests.web.packed import a_month

pytestmark = [pytest.mark.django_db, pytest.mark.database]
MONTHLY = RULES.replace("每季度至少召开一次信访形势分析会议", "每月至少召开一次信访社情分析例会，研究突出问题")
ANALYSIS = "7:meeting.held:analysis:ordinary"


@pytest.fixture
def house(db: None, monkeypatch: pytest.MonkeyPatch) -> House:
    return make_house(monkeypatch, rules=MONTHLY)


def waits(house: House) -> list[tuple[str, str]]:
    lines = read(pack_lines.parts(house.conference))
    return [(row.title, row.verb) for row in inbox.of_the_packs(lines)]


def state(house: House, month: int) -> str:
    """Of the window of that month on the board."""
    return next(item.state for item in house.items(ANALYSIS) if item.start.month == month)


def test_article_14_from_the_pack_to_the_meeting_the_green_board_and_the_tasks(house: House) -> None:
    a_month(house.cast)
    assert state(house, 11) == "due"

    # one step makes the month: figures and the planted problem
    period = periods.month_of(house.day)
    prepared = pack_content.prepare(house.conference, period, house.day)
    number = packs.make_pack(house.call("clerk"), prepared=prepared).number
    title = "2026年11月信访社情分析材料"
    assert waits(house) == [(title, "核对问题")]
    found = queries.pack(house.conference, number, house.day, small_hidden=False)
    assert found is not None
    (concern,) = found.concerns
    assert concern.kinds == ("new", "strong")

    # a person looks, confirms, puts it before the meeting
    packs.confirm_concern(house.call("clerk"), number=concern.number, version=1, title="沥青拌合站夜间异味")
    assert waits(house) == [(title, "确认材料")]
    packs.confirm_pack(house.call("director"), number=number, version=1, text="新开站点扰民，须尽快处置。")
    assert waits(house) == [(title, "提请例会")]
    packs.table_pack(house.call("clerk"), number=number, version=2)
    assert waits(house) == []
    assert state(house, 11) == "due", "a pack is not the meeting"

    # the meeting takes it up and is held: the month is kept
    (waiting,) = meetings.proposals(house.conference)
    assert (waiting.title, waiting.origin) == ("分析研判2026年11月信访社情", f"analysis:{number}")
    meeting = house.held("analysis", agenda=[actions.Item(waiting.title, waiting.presenter, waiting.origin)])
    assert meetings.proposals(house.conference) == []
    assert state(house, 11) == "kept"
    found = queries.pack(house.conference, number, house.day, small_hidden=False)
    assert found is not None
    assert found.meeting == (meeting, "十一月例会")

    # the countermeasure is a task of a unit, which it answers as any other
    due = house.day + 10 * DAY
    task = packs.assign_measure(
        house.call("convener"), number=concern.number, title="停夜间生产", text="责令整改。", due=due,
        lead=house.unit("派出所"), co_units=[house.unit("柳塘村")],
    ).number  # fmt: skip
    given = house.task(task)
    assert (given.row.lead, given.row.due) == (house.unit("派出所"), due)
    assert house.states("9:task.reported:task") == {f"task:{task}": "due"}
    assert tasks.of_origin(house.conference, f"concern:{concern.number}") == [task]
    facts = {fact.verb: fact for fact in journal.facts(house.conference)}
    assert facts["analysis.confirmed"].data["month"] == "2026-11"
    assert facts["task.assigned"].data["concern"] == concern.number


def test_the_next_month_owes_its_own_meeting_whatever_was_analysed(house: House) -> None:
    house.held("analysis")
    house.later(10)
    assert [state(house, month) for month in (10, 11, 12)] == ["missed", "kept", "due"]
