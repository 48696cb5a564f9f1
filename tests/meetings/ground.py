"""The ground of the tests of tasks and meetings: the cast under fuller rules, days that go by, and steps in one line.

``house.call("police")`` is that person's call on the house's day; ``house.day`` moves forward only.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection

from lianxi.compliance.queries import board
from lianxi.journal import lines
from lianxi.journal import queries as journal
from lianxi.journal.attachments import Upload
from lianxi.journal.frame import HERE, Actor, Behalf, Call, Done
from lianxi.journal.models import Attachment, Entry, FactRow, Submission, Text
from lianxi.journal.refusals import Refused
from lianxi.meetings import actions, minutes
from lianxi.meetings import queries as meetings
from lianxi.meetings.content import Content, Decided
from lianxi.meetings.drafts import save_draft
from lianxi.roster import queries as roster
from lianxi.rulebook.board import Item
from lianxi.tasks import office_lines
from lianxi.tasks import queries as tasks
from tests import cast as the_cast
from tests.cast import Cast, make_cast

#: the cast's rules with clauses on papers, results, tasks and reports upward
RULES = the_cast.RULES.replace(
    "第八条　本规则自",
    """第八条　工作会议议定事项以文件形式印发各村和有关单位，执行落实情况应当向联席会议报告。

第九条　各成员单位应当按期完成交办任务，并及时报送落实情况。

第十条　重大事项应当报告镇党委、镇政府和县联席会议。

第十一条　本规则自""",
)
DOCUMENTS, RESULTS = "8:document.issued:meeting", "8:execution.reported_to_conference:decision"
REPORTS, UPWARD = "9:task.reported:task", "10:report.sent:decision"
MINUTES, WORK = "3:minutes.issued:meeting", "4:meeting.held:work:ordinary"
OFFICE, LEADERS = ("director", "clerk"), ("convener",)
SCAN = Upload("签字原件.pdf", b"%PDF-1.7 signed")
DAY = timedelta(days=1)


@dataclass
class House:
    """The conference of the cast on a day of its own."""

    cast: Cast
    day: date

    @property
    def conference(self) -> int:
        return self.cast.conference

    def unit(self, part: str) -> int:
        return next(unit.number for unit in roster.units(self.conference) if part in unit.name)

    @property
    def units(self) -> list[int]:
        return [unit.number for unit in roster.units(self.conference)]

    def call(self, who: str | Actor, *, key: str | None = None, behalf: Behalf | None = None) -> Call:
        actor = who if isinstance(who, Actor) else self.cast.players[who].actor
        return Call(self.conference, actor, datetime.combine(self.day, time(18), HERE), key, behalf)

    def for_(self, who: str, *, on: date | None = None, means: str = "phone") -> Behalf:
        """The office's words for somebody of the cast (代录)."""
        player = self.cast.players[who]
        return Behalf(player.person, player.seat, player.role, player.unit, means, on or self.day)

    def later(self, days: int = 1) -> None:
        self.day += days * DAY

    # the steps, each by whose it is -------------------------------------------------------------------------------

    def called(self, kind: str = "work", *, day: date | None = None, agenda: Sequence[actions.Item] = ()) -> int:
        plan = actions.Plan(
            kind=kind,
            title="十一月例会",
            day=day or self.day,
            time=time(9),
            place="三楼会议室",
            chair=self.cast.convener.seat,
            units=self.units,
            reason="有急事" if kind == "ad_hoc" else "",
            agenda=agenda,
        )
        return actions.call_meeting(self.call("clerk"), plan=plan).number

    def hold(self, number: int, **statuses: str) -> Done:
        """Everybody came, but for the units named by a part of their name."""
        presences = [
            actions.Presence(unit, "present") for unit in self.units
        ] + [actions.Presence(self.unit(part), status) for part, status in statuses.items()]  # fmt: skip
        version = self.meeting(number).version
        return actions.hold_meeting(self.call("clerk"), number=number, version=version, presences=presences)

    def held(self, kind: str = "work", agenda: Sequence[actions.Item] = ()) -> int:
        number = self.called(kind, agenda=agenda)
        self.hold(number)
        return number

    def draft(self, number: int, *decided: Decided, heard: str = "听取了情况汇报。") -> None:
        save_draft(
            conference=self.conference,
            meeting=number,
            version=self.minutes(number).version,
            content=Content(heard, "会议研究了有关事项。", decided),
            drafter=self.cast.clerk.person,
        )

    def submit(self, number: int) -> Done:
        return minutes.submit_minutes(self.call("clerk"), meeting=number, version=self.minutes(number).version)

    def approve(self, number: int, who: str | Actor = "convener") -> Done:
        return minutes.approve_minutes(self.call(who), meeting=number, version=self.minutes(number).version)

    def issue(self, number: int, units: Sequence[int] | None = None) -> Done:
        return minutes.issue_minutes(
            self.call("clerk"),
            meeting=number,
            version=self.minutes(number).version,
            units=meetings.receivers(self.conference, number) if units is None else units,
            document_number=f"柳信联纪〔2026〕{10 + number}号",
        )

    def issued(self, *decided: Decided, kind: str = "work", agenda: Sequence[actions.Item] = ()) -> int:
        """A meeting of today whose minutes went all the way."""
        number = self.held(kind, agenda)
        self.draft(number, *decided)
        self.submit(number)
        self.approve(number)
        self.issue(number)
        return number

    # what stands there --------------------------------------------------------------------------------------------

    def meeting(self, number: int) -> meetings.MeetingView:
        found = meetings.meeting(self.conference, number)
        assert found is not None
        return found

    def minutes(self, number: int) -> meetings.MinutesView:
        found = self.meeting(number).minutes
        assert found is not None
        return found

    def task(self, number: int) -> tasks.TaskView:
        found = tasks.task_for(self.conference, number, role="director", unit=None, on=self.day)
        assert found is not None
        return found

    def waits(self, sort: str) -> list[int]:
        """The numbers of what waits for the office, soonest due first."""
        found = lines.read(office_lines.parts(self.conference, self.day))
        return [line.number for line in found.get(sort, [])]

    def items(self, duty: str, on: date | None = None) -> list[Item]:
        judged = board(journal.head_by_id(self.conference), on=on or self.day)
        return [item for line in judged.lines if line.duty.key == duty for item in line.items]

    def states(self, duty: str, on: date | None = None) -> dict[str, str]:
        """subject → state, of the pairs of a response."""
        return {item.subject or "": item.state for item in self.items(duty, on)}

    @property
    def head(self) -> int:
        return journal.head_by_id(self.conference).number

    def newest(self) -> Entry:
        return Entry.objects.filter(conference_id=self.conference).latest("number")

    # what a refusal leaves ----------------------------------------------------------------------------------------

    def refused(self, act: Callable[[], Any], kind: type[Refused] = Refused) -> Refused:
        """Run what must be refused; nothing may be left of it: no row, no file, no entry."""
        before = trace()
        with pytest.raises(kind) as caught:
            act()
        assert trace() == before
        sentence = str(caught.value)
        assert sentence.endswith(("。", "；", "？")), sentence
        return caught.value


def attempt(act: Callable[[], Any]) -> Refused | None:
    """None when it was done, else the refusal."""
    try:
        act()
    except Refused as refusal:
        return refusal
    return None


def trace() -> str:
    """One text that any row written, changed or deleted in the rooms, and any stored file, would change.

    Rows of the journal are only ever added (that is tested there): their number tells.
    """
    with connection.cursor() as cursor:
        seen: list[Any] = [files()]
        for sql in _asked():
            cursor.execute(sql)
            seen.append(cursor.fetchall())
    return repr(seen)


@cache
def _asked() -> list[str]:
    """What is read for a trace, as bare SQL: it is asked thousands of times. PostgreSQL answers in one line."""
    counted, whole = [], []
    for label in ("journal", "roster", "tasks", "meetings", "information", "oversight"):
        for model in apps.get_app_config(label).get_models():
            grows = label == "roster" or model in {Entry, FactRow, Text, Attachment, Submission}
            (counted if grows else whole).append(model._meta.db_table)
    parts = [f"(SELECT COUNT(*) FROM {table})" for table in counted]
    if connection.vendor == "postgresql":
        parts += [f"(SELECT STRING_AGG(t::text, '|' ORDER BY t::text) FROM {table} t)" for table in whole]
        return [f"SELECT {', '.join(parts)}"]
    return [f"SELECT {', '.join(parts)}", *(f"SELECT * FROM {table} ORDER BY id" for table in whole)]


def files() -> list[str]:
    return sorted(str(path) for path in Path(settings.ATTACHMENTS_FOLDER).rglob("*") if path.is_file())


def make_house(patch: pytest.MonkeyPatch, *, rules: str = RULES) -> House:
    patch.setattr(the_cast, "RULES", rules)
    return House(make_cast(), settings.TODAY)


@pytest.fixture
def house(db: None, monkeypatch: pytest.MonkeyPatch) -> House:
    """The cast under ``RULES``, on the tests' day."""
    return make_house(monkeypatch)


def decided(lead: int | None, text: str = "排查积案", **more: Any) -> Decided:
    given: Mapping[str, Any] = {"due": "2026-12-10", **more}
    return Decided(text=text, lead=lead, **given)
