"""Articles 4, 5 and 7 walked from the human act to the board: each act is a form that somebody sends in his own seat,
and after each act the board is asked what it says now.
"""

from __future__ import annotations

from datetime import date, timedelta
from itertools import count
from typing import Any
from urllib.parse import quote

import pytest
from django.http import HttpResponse

from lianxi.compliance.queries import board
from lianxi.journal import queries as journal
from lianxi.meetings import queries as meetings
from lianxi.tasks import queries as tasks
from tests import cast as the_cast
from tests.cast import Cast, make_cast
from tests.web.meeting_deeds import POLICE, VILLAGE

pytestmark = pytest.mark.django_db
BEGINNING, _, REST = the_cast.RULES.partition("第三条")
#: the cast's rules, with what the three articles of the reference genre ask in the same places
RULES = f"""{BEGINNING}第三条　联席会议统筹全镇信访工作。

第四条　联席会议全体会议每半年至少召开一次，由召集人主持，全体成员参加，可以邀请有关单位列席。\
会议形成纪要，经召集人审定后，于会后5个工作日内印发各成员单位。

第五条　联席会议工作会议每月至少召开一次，由召集人主持。重点时期每周至少召开一次。\
工作会议议定事项以文件形式印发各村和有关单位，执行落实情况应当向联席会议报告。

第六条　联席会议办公室设在镇综治办公室，办公室主任由镇综治办公室主任担任。

第七条　各成员单位应当按期完成交办任务，并及时报送落实情况。涉及跨部门协办的问题，被商请单位应当及时答复。

{REST[REST.index("第八条") :]}"""
PLENARY, MINUTES = "4:meeting.held:plenary:ordinary", "4:minutes.issued:meeting"
MONTH, WEEK = "5:meeting.held:work:ordinary", "5:meeting.held:work:key_period"
PAPERS, RESULTS = "5:document.issued:meeting", "5:execution.reported_to_conference:decision"
REPORTS, HELP = "7:task.reported:task", "7:help.answered:help"
NOVEMBER = "2026-11-01"
UNITS = [1, 2, 3, 4, 5, 6]


class Walk:
    """The cast on a day that moves forward; a fresh login for every act."""

    def __init__(self, cast: Cast, settings: Any) -> None:
        self.cast, self.settings, self.keys = cast, settings, count()

    @property
    def day(self) -> date:
        return date.fromisoformat(str(self.settings.TODAY))

    def on(self, month: int, day: int) -> None:
        self.settings.TODAY = date(2026, month, day)

    def states(self, duty: str, on: date | None = None) -> dict[str, str]:
        """subject, or first day of the window → state; what is not owed is left out."""
        judged = board(journal.head_by_id(self.cast.conference), on=on or self.day)
        items = next(line.items for line in judged.lines if line.duty.key == duty)
        return {item.subject or f"{item.start}": item.state for item in items if item.state != "not_owed"}

    def send(self, who: str, path: str, **given: object) -> HttpResponse:
        values: dict[str, Any] = {"key": f"k{next(self.keys)}", **given}
        return self.cast.as_(who).post(self.cast.url(path), values)  # type: ignore[return-value]

    def does(self, who: str, path: str, **given: object) -> None:
        answer = self.send(who, path, **given)
        assert answer.status_code == 302, answer.content.decode()

    def refused(self, who: str, path: str, words: str = "", **given: object) -> None:
        before = journal.head_by_id(self.cast.conference).number
        answer = self.send(who, path, **given)
        assert answer.status_code in {403, 404, 409, 422}, answer.status_code
        assert words in answer.content.decode()
        assert journal.head_by_id(self.cast.conference).number == before

    def page(self, who: str, path: str) -> str:
        return self.cast.as_(who).get(self.cast.url(path)).content.decode()

    # a meeting, act by act ----------------------------------------------------------------------------------------

    def meeting(self, number: int) -> meetings.MeetingView:
        found = meetings.meeting(self.cast.conference, number)
        assert found is not None
        return found

    def version(self, number: int) -> int:
        """Of its minutes."""
        found = self.meeting(number).minutes
        assert found is not None
        return found.version

    def calls(self, kind: str = "work", day: date | None = None, **more: object) -> None:
        more = {"title": "例会", "day": day or self.day, "chair": self.cast.convener.seat, "units": UNITS, **more}
        self.does("clerk", f"meetings/new?kind={kind}", **more)

    def holds(self, number: int, **statuses: str) -> None:
        version = self.meeting(number).version
        self.does("clerk", f"meetings/{number}/attendance", version=version, rest_present="on", **statuses)

    def drafts(self, number: int, do: str = "submit", **more: object) -> None:
        more = {"heard": "听取了汇报。", "text_0": "核查灌渠改线。", "lead_0": VILLAGE, "due_0": "2026-12-10", **more}
        self.does("clerk", f"meetings/{number}/minutes", seen=self.version(number), do=do, **more)

    def approves(self, number: int) -> None:
        self.does("convener", f"meetings/{number}/approve", version=self.version(number), do="approve")

    def issues(self, number: int) -> None:
        self.does("clerk", f"meetings/{number}/issue", version=self.version(number), units=UNITS)

    def minuted(self, number: int, **more: object) -> None:
        """Held today, drafted, approved and issued."""
        self.holds(number)
        self.drafts(number, **more)
        self.approves(number)
        self.issues(number)

    def task(self, who: str, step: str, number: int = 1, **more: object) -> None:
        found = tasks.task_for(self.cast.conference, number, role="director", unit=None, on=self.day)
        assert found is not None
        self.does(who, f"tasks/{number}/", step=step, version=found.version, **more)


@pytest.fixture
def walk(db: None, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Walk:
    monkeypatch.setattr(the_cast, "RULES", RULES)
    return Walk(make_cast(), settings)


# article 4 ------------------------------------------------------------------------------------------------------------


def test_article_4_a_plenary_is_kept_when_its_approved_minutes_are_issued(walk: Walk) -> None:
    autumn = "2026-07-01"
    assert walk.states(PLENARY)[autumn] == "due"
    walk.calls("plenary", guests="县信访局")
    assert (walk.states(PLENARY)[autumn], walk.states(MINUTES)) == ("due", {})
    walk.holds(1, status_6="absent", status_4="leave", reason_4="外出培训")
    assert (walk.states(PLENARY)[autumn], walk.states(MINUTES)) == ("kept", {"meeting:1": "due"})
    page = walk.page("convener", "meetings/1/")
    assert "未请假缺席：上河村" in page
    assert "县信访局" in page

    # who issues before the approval, and who approves without being a convener, is told; the board does not move
    issue = {"units": UNITS}
    walk.drafts(1, "save")
    walk.refused("clerk", "meetings/1/issue", version=walk.version(1), **issue)
    walk.drafts(1)
    walk.refused("clerk", "meetings/1/issue", "审定", version=walk.version(1), **issue)
    for who in ("clerk", "director", "village", "organ_head"):
        walk.refused(who, "meetings/1/approve", version=walk.version(1), do="approve")
    walk.does("convener", "meetings/1/approve", version=walk.version(1), do="return", opinion="写明期限")
    walk.refused("clerk", "meetings/1/issue", version=walk.version(1), **issue)
    walk.drafts(1)
    walk.approves(1)
    assert walk.states(MINUTES) == {"meeting:1": "due"}
    walk.issues(1)
    assert walk.states(MINUTES) == {"meeting:1": "kept"}
    assert walk.states(PAPERS) == {}, "the papers of article 5 are those of the work meeting"


def test_article_4_minutes_issued_too_late_are_shown_as_late_and_a_past_day_as_it_was(walk: Walk) -> None:
    walk.calls("plenary")
    walk.holds(1)
    walk.on(11, 30)
    assert walk.states(MINUTES) == {"meeting:1": "due"}, "the fifth working day"
    walk.on(12, 1)
    assert walk.states(MINUTES) == {"meeting:1": "overdue"}
    walk.drafts(1)
    walk.approves(1)
    walk.issues(1)
    assert walk.states(MINUTES) == {"meeting:1": "kept_late"}
    assert walk.states(MINUTES, on=date(2026, 11, 30)) == {"meeting:1": "due"}


# article 5 ------------------------------------------------------------------------------------------------------------


def test_article_5_only_a_work_meeting_that_was_held_keeps_the_month(walk: Walk) -> None:
    walk.calls("ad_hoc", reason="突发情况")
    walk.holds(1)
    walk.calls()
    assert walk.states(MONTH)[NOVEMBER] == "due"
    walk.does("clerk", "meetings/2/cancel", version=walk.meeting(2).version, reason="主持人出差")
    assert walk.states(MONTH)[NOVEMBER] == "due"
    walk.calls(day=walk.day + timedelta(days=2))
    walk.refused("clerk", "meetings/3/attendance", version=walk.meeting(3).version, rest_present="on")
    walk.on(11, 25)
    walk.holds(3)
    assert walk.states(MONTH)[NOVEMBER] == "kept"
    assert walk.states(MONTH, on=date(2026, 11, 24))[NOVEMBER] == "due"


def test_article_5_a_month_without_a_meeting_is_missed_until_a_convener_confirms_why(walk: Walk) -> None:
    walk.on(12, 2)
    assert walk.states(MONTH)[NOVEMBER] == "missed"
    where = f"records/explain?duty={quote(MONTH)}&window={NOVEMBER}"
    walk.does("clerk", where, reason="全镇防汛，未召开")
    assert walk.states(MONTH)[NOVEMBER] == "missed"
    walk.refused("village", "explanations/1/confirm")
    walk.does("convener", "explanations/1/confirm")
    assert walk.states(MONTH)[NOVEMBER] == "explained"
    assert walk.states(MONTH)["2026-12-01"] == "due"


def test_article_5_in_a_key_period_each_week_asks_for_its_own_meeting_which_keeps_the_month_too(walk: Walk) -> None:
    assert walk.states(WEEK) == {}
    given = {
        "name": "年末",
        "start": "2026-11-23",
        "end": "2026-12-06",
        "basis": "县联席办通知",
        "declared_on": walk.day,
    }
    walk.does("convener", "key-periods/", **given)
    assert walk.states(WEEK) == {"2026-11-23": "due"}
    walk.calls()
    walk.holds(1)
    assert walk.states(WEEK) == {"2026-11-23": "kept"}
    assert walk.states(MONTH)[NOVEMBER] == "kept"
    walk.on(11, 30)
    assert walk.states(WEEK) == {"2026-11-23": "kept", "2026-11-30": "due"}
    walk.on(12, 7)
    assert walk.states(WEEK) == {"2026-11-23": "kept", "2026-11-30": "missed"}


def test_article_5_papers_go_out_and_results_come_back_to_the_conference(walk: Walk) -> None:
    walk.calls(item_0="研究灌渠改线")
    walk.holds(1)
    assert walk.states(PAPERS) == {"meeting:1": "due"}
    walk.drafts(1, text_1="学习有关文件。", no_task_1="on", text_2="清理排水沟。", lead_2=POLICE)
    walk.approves(1)
    assert (walk.states(PAPERS), walk.states(RESULTS)) == ({"meeting:1": "due"}, {})
    walk.issues(1)
    assert walk.states(PAPERS) == {"meeting:1": "kept"}
    assert walk.states(RESULTS) == {"decision:1": "due", "decision:3": "due"}

    # what a unit tells the office is feedback (article 7); the conference has heard nothing yet
    walk.task("village", "accept")
    walk.task("village", "report", text="已丈量")
    assert walk.states(RESULTS)["decision:1"] == "due"
    walk.refused("village", "tasks/1/", step="hear")
    walk.on(11, 30)
    offered = walk.page("clerk", "meetings/new?kind=work")
    assert 'value="task:1"' in offered, "the next agenda takes it up by itself"
    walk.calls(item_0="听取核查灌渠改线办理情况", origin_0="task:1")
    walk.holds(2)
    assert walk.states(RESULTS)["decision:1"] == "due"
    walk.drafts(2, text_0="继续推进。", no_task_0="on", lead_0="", due_0="")
    walk.approves(2)
    walk.issues(2)
    assert walk.states(RESULTS)["decision:1"] == "kept"

    # the other one by circulation between meetings, a third way is the withdrawal
    walk.task("police", "accept", 2)
    walk.task("police", "report", 2, text="已清理")
    walk.task("clerk", "hear", 2)
    assert walk.states(RESULTS) == {"decision:1": "kept", "decision:3": "kept"}


def test_article_5_a_decision_withdrawn_asks_for_no_result_any_more(walk: Walk) -> None:
    walk.calls()
    walk.minuted(1)
    assert (walk.states(RESULTS), walk.states(REPORTS)) == ({"decision:1": "due"}, {"task:1": "due"})
    walk.refused("clerk", "meetings/1/decisions/1/withdraw", reason="")
    walk.does("clerk", "meetings/1/decisions/1/withdraw", reason="上级另有安排")
    assert (walk.states(RESULTS), walk.states(REPORTS)) == ({}, {})


# article 7 ------------------------------------------------------------------------------------------------------------


def test_article_7_a_unit_reports_by_the_day_it_was_given_and_a_later_one_when_it_asked_in_time(walk: Walk) -> None:
    for title, lead, due in (("清淤", VILLAGE, "2026-11-25"), ("巡查", POLICE, "2026-11-25")):
        walk.does("clerk", "tasks/new", title=title, lead=lead, due=due)
    assert walk.states(REPORTS) == {"task:1": "due", "task:2": "due"}
    walk.task("village", "accept")
    walk.task("village", "ask_extension", wanted="2026-12-05", reason="连日降雨")
    walk.on(11, 26)
    assert walk.states(REPORTS) == {"task:1": "overdue", "task:2": "overdue"}, "asking alone moves no date"
    walk.task("clerk", "extend", due="2026-12-05")
    assert walk.states(REPORTS) == {"task:1": "due", "task:2": "overdue"}
    walk.does("clerk", "tasks/chase", all="overdue")
    assert walk.states(REPORTS)["task:2"] == "overdue", "being chased is not reporting"
    walk.task("police", "accept", 2)
    assert walk.states(REPORTS)["task:2"] == "overdue", "nor is accepting"
    walk.task("police", "report", 2, text="已巡查")
    walk.task("village", "complete", text="清淤完成")
    assert walk.states(REPORTS) == {"task:1": "kept", "task:2": "kept_late"}


def test_article_7_what_was_said_by_telephone_in_time_is_kept_though_it_is_recorded_later(walk: Walk) -> None:
    walk.does("clerk", "tasks/new", title="清淤", lead=VILLAGE, due="2026-11-25")
    walk.on(11, 27)
    assert walk.states(REPORTS) == {"task:1": "overdue"}
    by_phone = {"behalf_seat": walk.cast.village.seat, "means": "phone", "behalf_on": "2026-11-25"}
    walk.task("clerk", "behalf_report", text="来电：已清淤一半", **by_phone)
    assert walk.states(REPORTS) == {"task:1": "kept"}
    assert "办公室代录" in walk.page("village", "tasks/1/")


def test_article_7_a_request_for_help_is_owed_by_the_asked_unit_until_it_answers(walk: Walk) -> None:
    walk.does("village", "help/new", asked=POLICE, text="请协助维持现场秩序", due="2026-11-25")
    walk.does("police", "help/new", asked=VILLAGE, text="请提供现场联系人", due="2026-11-25")
    assert walk.states(HELP) == {"help:1": "due", "help:2": "due"}
    walk.send("village", "help/1/", text="自己答复自己")
    assert walk.states(HELP) == {"help:1": "due", "help:2": "due"}
    walk.does("police", "help/1/", text="派两人到场")
    assert walk.states(HELP) == {"help:1": "kept", "help:2": "due"}
    walk.on(12, 20)
    assert walk.states(HELP)["help:2"] == "overdue"
    assert "请提供现场联系人" not in walk.page("clerk", "inbox/")
    walk.does("police", "help/2/", step="escalate")
    assert walk.states(HELP)["help:2"] == "kept_late"
    assert "请提供现场联系人" in walk.page("clerk", "inbox/")
