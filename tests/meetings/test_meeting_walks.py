"""Random sequences of acts against a plain model of one meeting, its minutes and receipts.

No forbidden act succeeds; an allowed one leaves exactly one entry and moves the head by one; a refused one leaves
nothing: no row, no file, no entry.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest

from lianxi.journal import attachments
from lianxi.journal.attachments import Upload
from lianxi.journal.refusals import Stale
from lianxi.meetings import actions, minutes
from lianxi.meetings.content import Content
from lianxi.meetings.drafts import save_draft
from tests.meetings.ground import House, attempt, decided, trace
from tests.meetings.walks import BOTH, MOSTLY, RARELY, Walk, act

WHO = ("clerk", "director", "convener", "police", "village", "inspector")
OFFICE, CALLERS = {"clerk", "director"}, {"clerk", "director", "convener"}
UNITS = {"police", "village"}
by_office, by_convener, by_unit = (((*[who] * 6, *WHO)) for who in ("clerk", "convener", "police"))
STAGES = ("called", "held", "draft", "submitted", "approved", "issued")
OK = Upload("签到表.pdf", b"%PDF machine")
EMPTY = Upload("空.pdf", b"")
LOST = Upload("不应留下.pdf", b"%PDF only ever beside an empty file")


@dataclass
class Model:
    """What a clerk with a sheet of paper would know of one meeting."""

    kind: str
    day: date
    state: str = "called"
    version: int = 1
    minutes: str = ""
    minutes_version: int = 1
    revision: int = 1
    drafter: str = "clerk"
    saved: int = 0
    approval: bool = True
    ever_issued: bool = False
    approved_once: bool = False
    decided: bool = False
    withdrawn: bool = False
    unsigned: set[str] = field(default_factory=set)


class MeetingWalk(Walk):
    model: Model

    def begin(self, chance: random.Random) -> None:
        """The way begins somewhere on the straight path, so that short sequences come to its end too."""
        kind, stage = chance.choice(["plenary", "work"]), chance.choice(["called"] * 2 + [*STAGES])
        ahead = chance.choice([0, 1])
        self.model = Model(kind, self.house.day + timedelta(ahead if stage == "called" else 0))
        self.number = self.house.called(kind, day=self.model.day)
        path: list[Callable[[], None]] = [
            lambda: self.hold("clerk", True, ()),
            lambda: self.draft(False),
            lambda: self.submit("clerk"),
            lambda: self.approve("convener", False, ()),
            lambda: self.issue("clerk", True, False),
        ]
        for step in path[: STAGES.index(stage)]:
            step()

    @act(days=range(1, 3))
    def time_passes(self, days: int) -> None:
        self.house.later(days)

    # the meeting --------------------------------------------------------------------------------------------------

    @act(who=by_office, days=range(-1, 3), stale=RARELY)
    def postpone(self, who: str, days: int, stale: bool) -> None:
        model, day = self.model, self.house.day + timedelta(days)

        def then() -> None:
            model.day, model.version = day, model.version + 1

        self.expect(
            who in CALLERS and model.state == "called" and days >= 0 and not stale,
            lambda: actions.postpone_meeting(
                self.house.call(who), number=self.number, version=model.version - stale, day=day, time=None,
                place="", reason="防汛",
            ),
            then,
        )  # fmt: skip

    @act(who=by_office, reason=(["", "防汛", "防汛"]))
    def cancel(self, who: str, reason: str) -> None:
        def then() -> None:
            self.model.state = "cancelled"

        self.expect(
            who in CALLERS and self.model.state == "called" and bool(reason),
            lambda: actions.cancel_meeting(
                self.house.call(who), number=self.number, version=self.model.version, reason=reason
            ),
            then,
        )

    @act(who=by_unit, for_=(["police", "police", "village"]), status=(["present", "leave"]))
    def attend(self, who: str, for_: str, status: str) -> None:
        model, today = self.model, self.house.day
        own = who == for_ and model.state == "called" and today <= model.day
        on_the_day = status == "leave" or today == model.day
        unit = self.house.cast.players[for_].unit
        assert unit is not None
        self.expect(
            model.state in {"called", "held"} and (who in OFFICE or (own and on_the_day)),
            lambda: actions.record_attendance(
                self.house.call(who), number=self.number, presence=actions.Presence(unit, status)
            ),
            lambda: None,
        )

    @act(who=by_office, everybody=MOSTLY, sheet=([(), (), (), (LOST, EMPTY)]))
    def hold(self, who: str, everybody: bool, sheet: tuple[Upload, ...]) -> None:
        model = self.model
        units = self.house.units if everybody else []

        def then() -> None:
            model.state, model.minutes, model.version = "held", "draft", model.version + 1

        self.expect(
            who in OFFICE
            and model.state == "called"
            and self.house.day >= model.day
            and everybody
            and EMPTY not in sheet,
            lambda: actions.hold_meeting(
                self.house.call(who), number=self.number, version=model.version,
                presences=[actions.Presence(unit, "present") for unit in units], sheet=sheet,
            ),
            then,
        )  # fmt: skip

    # the minutes --------------------------------------------------------------------------------------------------

    @act(stale=RARELY)
    def draft(self, stale: bool) -> None:
        model, before = self.model, self.standing or trace()
        content = self.content(f"听取汇报（第 {model.saved} 稿）。")
        allowed = model.minutes in {"draft", "returned"} and not stale
        refusal = attempt(
            lambda: save_draft(
                conference=self.house.conference, meeting=self.number, version=model.minutes_version - stale,
                content=content, drafter=self.house.cast.clerk.person,
            )
        )  # fmt: skip
        assert (refusal is None) is allowed, str(refusal)
        (self.done if allowed else self.refused)["draft"] += 1
        if refusal is not None:
            assert trace() == before
            self.standing = before
            assert isinstance(refusal, Stale) is (model.minutes in {"draft", "returned"})
            return
        self.standing = None
        model.minutes_version, model.saved, model.drafter = model.minutes_version + 1, model.saved + 1, "clerk"

    def content(self, heard: str) -> Content:
        return Content(heard, "", (decided(self.house.unit("派出所")),))

    @act(who=by_office)
    def submit(self, who: str) -> None:
        model = self.model

        def then() -> None:
            model.minutes, model.drafter = "submitted", who
            model.minutes_version += 1

        self.expect(
            who in OFFICE and model.minutes in {"draft", "returned"} and model.saved > 0,
            lambda: minutes.submit_minutes(
                self.house.call(who), meeting=self.number, version=model.minutes_version
            ),
            then,
        )  # fmt: skip

    @act(who=by_convener, behalf=BOTH, files=([(), (), (OK,), (LOST, EMPTY)]))
    def approve(self, who: str, behalf: bool, files: tuple[Upload, ...]) -> None:
        model = self.model
        right = who in OFFICE and bool(files) if behalf else who == "convener"

        def then() -> None:
            model.minutes, model.approved_once = "approved", True
            model.minutes_version += 1

        call = self.house.call(who, behalf=self.house.for_("convener") if behalf else None)
        self.expect(
            right and model.minutes == "submitted" and EMPTY not in files,
            lambda: minutes.approve_minutes(call, meeting=self.number, version=model.minutes_version, files=files),
            then,
        )

    @act(who=by_convener, opinion=(["", "请补充", "请补充"]))
    def return_(self, who: str, opinion: str) -> None:
        model = self.model

        def then() -> None:
            model.minutes = "returned"
            model.minutes_version += 1

        self.expect(
            who == "convener" and model.minutes == "submitted" and bool(opinion),
            lambda: minutes.return_minutes(
                self.house.call(who), meeting=self.number, version=model.minutes_version, opinion=opinion
            ),
            then,
        )

    @act(who=(*["clerk", "convener"] * 3, *WHO), reason=(["", "有误", "有误"]))
    def take_back(self, who: str, reason: str) -> None:
        model = self.model

        def then() -> None:
            model.minutes = "returned"
            model.minutes_version += 1

        self.expect(
            who in CALLERS and model.minutes == "approved" and bool(reason),
            lambda: minutes.take_back_approval(
                self.house.call(who), meeting=self.number, version=model.minutes_version, reason=reason
            ),
            then,
        )

    @act(who=by_office, units=MOSTLY, stale=RARELY)
    def issue(self, who: str, units: bool, stale: bool) -> None:
        model = self.model
        from_ = {"approved"} if model.approval else {"approved", "submitted"}
        gate = model.kind != "plenary" or model.minutes == "approved"

        def then() -> None:
            model.minutes, model.ever_issued, model.decided = "issued", True, True
            model.unsigned = set(UNITS)
            model.minutes_version += 1

        self.expect(
            who in OFFICE and model.minutes in from_ and gate and units and not stale,
            lambda: minutes.issue_minutes(
                self.house.call(who), meeting=self.number, version=model.minutes_version - stale,
                units=self.house.units if units else [],
            ),
            then,
        )  # fmt: skip

    @act(who=by_office, approval=BOTH)
    def set_approval(self, who: str, approval: bool) -> None:
        def then() -> None:
            self.model.approval = approval

        self.expect(
            who in OFFICE,
            lambda: actions.set_approval(self.house.call(who), kind=self.model.kind, approval=approval),
            then,
        )

    @act(who=by_unit, behalf=BOTH)
    def receive(self, who: str, behalf: bool) -> None:
        model = self.model
        whose = "village" if behalf else who
        call = self.house.call(who, behalf=self.house.for_("village") if behalf else None)
        self.expect(
            (who in OFFICE if behalf else who in UNITS) and model.ever_issued and whose in model.unsigned,
            lambda: minutes.receive_minutes(call, meeting=self.number),
            lambda: model.unsigned.discard(whose),
        )

    @act(who=by_office, same=RARELY)
    def correct(self, who: str, same: bool) -> None:
        model = self.model
        heard = f"听取汇报（第 {model.saved - 1} 稿）。" if same else f"听取汇报（第 {model.saved} 稿）。"

        def then() -> None:
            model.minutes, model.drafter, model.minutes_version = "submitted", who, 1
            model.revision, model.saved = model.revision + 1, model.saved + 1

        self.expect(
            who in OFFICE and model.minutes == "issued" and not same,
            lambda: minutes.correct_minutes(
                self.house.call(who), meeting=self.number, version=model.minutes_version, correction="更正",
                content=self.content(heard),
            ),
            then,
        )  # fmt: skip

    @act(who=by_office)
    def assign_ahead(self, who: str) -> None:
        model = self.model

        def then() -> None:
            model.decided = True
            model.minutes_version += 1

        self.expect(
            who in CALLERS
            and model.minutes in {"draft", "returned", "submitted"}
            and model.saved > 0
            and not model.decided,
            lambda: minutes.assign_ahead(
                self.house.call(who), meeting=self.number, version=model.minutes_version, place=1
            ),
            then,
        )

    @act(who=by_office)
    def withdraw(self, who: str) -> None:
        from lianxi.meetings.models import Decision

        row = Decision.objects.filter(meeting__number=self.number).first()
        assert (row is not None) is self.model.decided
        number = row.number if row else 999

        def then() -> None:
            self.model.withdrawn = True

        self.expect(
            who in OFFICE and self.model.decided and not self.model.withdrawn,
            lambda: minutes.withdraw_decision(self.house.call(who), decision=number, reason="情况变化"),
            then,
        )

    def check(self) -> None:
        view, model = self.house.meeting(self.number), self.model
        assert (view.row.state, view.row.day, view.version) == (model.state, model.day, view.version)
        assert (view.minutes.state if view.minutes else "") == model.minutes
        assert len(view.decisions) == model.decided
        assert [each.withdrawn for each in view.decisions] == [model.withdrawn] * model.decided
        if view.minutes:
            assert view.minutes.revision == model.revision == 1 + len(view.earlier)
            assert all(each.state == "issued" for each in view.earlier)


def test_no_sequence_of_acts_leads_a_meeting_where_the_table_does_not(house: House):
    MeetingWalk(house).go(walks=36, steps=30)


def test_a_file_left_behind_by_a_refused_act_is_found(house: House, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(attachments, "discard", lambda conference, stored: None)
    with pytest.raises(AssertionError, match="was refused and left something"):
        MeetingWalk(house).go(walks=36, steps=6, only={"hold", "approve"})
