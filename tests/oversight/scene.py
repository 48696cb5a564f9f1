"""An interview at any of its states, for tests: every step through the actions, by whose it is."""

from __future__ import annotations

from datetime import timedelta

from lianxi.journal.frame import Done
from lianxi.oversight import interview_queries as queries
from lianxi.oversight import interviews
from lianxi.oversight.interviews import Record, Wanted
from tests.meetings.ground import House

DAY = timedelta(days=1)
REASON = "渠道清淤三次催办没有书面答复。"


def wanted(house: House, unit: str = "柳塘村", **more: object) -> Wanted:
    given: dict[str, object] = {"unit": house.unit(unit), "ground": "convener", "reason": REASON, **more}
    return Wanted(**given)  # type: ignore[arg-type]


def record(house: House, **more: object) -> Record:
    given: dict[str, object] = {
        "seat": house.cast.convener.seat,
        "held_on": house.day,
        "problem": "清淤没有按期完成。",
        "cause": "施工队没有落实。",
        "measures": "十日内清淤完毕。",
        "due": house.day + 10 * DAY,
        "statement": "汛期停工，已重新排期。",
        **more,
    }
    return Record(**given)  # type: ignore[arg-type]


def view(house: House, number: int) -> queries.InterviewView:
    found = queries.interview_for(house.conference, number, house.cast.convener.actor, house.day)
    assert found is not None
    return found


def decided(house: House, **more: object) -> int:
    return interviews.decide_interview(house.call("convener"), wanted=wanted(house, **more)).number


def hold(house: House, number: int, **more: object) -> Done:
    version = view(house, number).version
    return interviews.hold_interview(house.call("clerk"), number=number, version=version, record=record(house, **more))


def rectify(house: House, number: int, text: str = "已清淤并公示。") -> Done:
    version = view(house, number).version
    return interviews.report_rectification(house.call("village"), number=number, version=version, text=text)
