"""Random sequences of acts against a plain model of one task, its extension and a request for help.

No forbidden act succeeds; an allowed one leaves exactly one entry and moves the head by one; a refused one leaves
nothing: no row, no file, no entry.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

import pytest

from lianxi.journal.attachments import Upload
from lianxi.tasks import actions, moves
from tests.meetings.ground import House
from tests.meetings.walks import RARELY, Walk, act

WHO = ("clerk", "convener", "police", "village", "inspector")
OFFICE, LEADING = {"clerk"}, {"clerk", "convener"}
LEAD, CO = "police", "village"
OPEN = {"assigned", "accepted", "returned"}
by_office, by_lead, by_co = (((*[who] * 5, *WHO)) for who in ("clerk", LEAD, CO))
words = ["说明"] * 4 + [" "]
OK, EMPTY = Upload("照片.jpg", b"jpg"), Upload("空.jpg", b"")
LOST = Upload("不应留下.jpg", b"jpg only ever beside an empty file")


@dataclass
class Model:
    """What a clerk with a sheet of paper would know of one task."""

    due: date | None
    state: str = "assigned"
    version: int = 1
    chased: int = 0
    wanted: bool = False
    reports: list[tuple[str, bool]] = field(default_factory=list)
    unheard: int = 0
    help: str = ""
    help_number: int = 0


class TaskWalk(Walk):
    model: Model

    def begin(self, chance: random.Random) -> None:
        due, state = chance.choice([None, 0, 3, 3]), chance.choice([*sorted(OPEN), "completed"])
        self.model = Model(None if due is None else self.house.day + timedelta(due))
        self.number = actions.assign_task(
            self.house.call("clerk"), title="排查积案", text="", lead=self.house.unit("派出所"), due=self.model.due,
            co_units={self.house.unit("柳塘村"): "配合"},
        ).number  # fmt: skip
        if state == "accepted":
            self.accept(LEAD, False)
        elif state != "assigned":
            self.complete(LEAD, False, "说明", ())
            if state == "returned":
                self.return_("clerk", False, "说明")

    @act(days=range(1, 4))
    def time_passes(self, days: int) -> None:
        self.house.later(days)

    @act(who=by_lead, stale=RARELY)
    def accept(self, who: str, stale: bool) -> None:
        model = self.model
        self.expect(
            who == LEAD and model.state in {"assigned", "returned"} and not stale,
            lambda: actions.accept_task(
                self.house.call(who), number=self.number, version=model.version - stale
            ),
            state="accepted", version=model.version + 1,
        )  # fmt: skip

    @act(who=by_co, text=words, files=([(), (), (OK,), (LOST, EMPTY)]), behalf=RARELY)
    def report(self, who: str, text: str, files: tuple[Upload, ...], behalf: bool) -> None:
        model = self.model
        whose = CO if behalf else who
        right = who in OFFICE if behalf else who in {LEAD, CO}
        lead = whose == LEAD
        call = self.house.call(who, behalf=self.house.for_(CO) if behalf else None)
        self.expect(
            right and model.state in OPEN and bool(text.strip()) and EMPTY not in files,
            lambda: actions.report_on_task(call, number=self.number, text=text, files=files),
            state="accepted" if lead else model.state,
            version=model.version + lead,
            reports=[*model.reports, (whose, False)],
            unheard=model.unheard + 1,
        )

    @act(who=by_lead, stale=RARELY, text=words, files=([(), (), (LOST, EMPTY)]))
    def complete(self, who: str, stale: bool, text: str, files: tuple[Upload, ...]) -> None:
        model = self.model
        self.expect(
            who == LEAD and model.state in OPEN and not stale and bool(text.strip()) and not files,
            lambda: actions.complete_task(
                self.house.call(who), number=self.number, version=model.version - stale, text=text, files=files
            ),
            state="completed",
            version=model.version + 1,
            reports=[*model.reports, (who, True)],
            unheard=model.unheard + 1,
        )

    @act(who=by_lead, days=range(-1, 6), reason=words)
    def ask_extension(self, who: str, days: int, reason: str) -> None:
        model = self.model
        wanted = (model.due or self.house.day) + timedelta(days)
        self.expect(
            who == LEAD
            and model.state in OPEN
            and model.due is not None
            and days > 0
            and not model.wanted
            and bool(reason.strip()),
            lambda: actions.ask_extension(self.house.call(who), number=self.number, wanted=wanted, reason=reason),
            wanted=True,
        )

    @act(who=by_office, days=range(-1, 6), stale=RARELY)
    def extend(self, who: str, days: int, stale: bool) -> None:
        model = self.model
        due = (model.due or self.house.day) + timedelta(days)
        self.expect(
            who in LEADING and model.state in OPEN and not stale and (model.due is None or days > 0),
            lambda: actions.extend_task(
                self.house.call(who), number=self.number, due=due, version=model.version - stale
            ),
            due=due, version=model.version + 1, wanted=False,
        )  # fmt: skip

    @act(who=by_office, reason=words)
    def refuse_extension(self, who: str, reason: str) -> None:
        model = self.model
        self.expect(
            who in LEADING and model.state in OPEN and model.wanted and bool(reason.strip()),
            lambda: actions.refuse_extension(self.house.call(who), number=self.number, reason=reason),
            wanted=False,
        )

    @act(who=by_office, stale=RARELY)
    def verify(self, who: str, stale: bool) -> None:
        model = self.model
        self.expect(
            who in OFFICE and model.state == "completed" and not stale,
            lambda: actions.verify_task(self.house.call(who), number=self.number, version=model.version - stale),
            state="verified",
            version=model.version + 1,
        )

    @act(who=by_office, stale=RARELY, reason=words)
    def return_(self, who: str, stale: bool, reason: str) -> None:
        model = self.model
        self.expect(
            who in OFFICE and model.state == "completed" and not stale and bool(reason.strip()),
            lambda: actions.return_task(
                self.house.call(who), number=self.number, version=model.version - stale, reason=reason
            ),
            state="returned",
            version=model.version + 1,
        )

    @act(who=by_office)
    def chase(self, who: str) -> None:
        model = self.model
        self.expect(
            who in OFFICE and model.state in OPEN,
            lambda: actions.chase_tasks(self.house.call(who), numbers=[self.number, self.number, 9999]),
            chased=model.chased + 1,
            version=model.version + 1,
        )

    @act(who=(WHO), reason=([" ", "不再需要"]))
    def cancel(self, who: str, reason: str) -> None:
        model = self.model
        self.expect(
            who in LEADING and model.state in OPEN and bool(reason.strip()),
            lambda: actions.cancel_task(
                self.house.call(who), number=self.number, version=model.version, reason=reason
            ),
            state="cancelled", version=model.version + 1,
        )  # fmt: skip

    @act(who=by_office)
    def circulate(self, who: str) -> None:
        self.expect(
            who in OFFICE and self.model.unheard > 0,
            lambda: actions.circulate_reports(self.house.call(who), tasks=[self.number]),
            unheard=0,
        )

    @act(who=by_lead, itself=RARELY, text=words)
    def ask_help(self, who: str, itself: bool, text: str) -> None:
        unit = self.house.unit("派出所" if itself else "柳塘村")
        asking = self.house.cast.players[who].unit
        # the office asks as a unit too, but not about a task it does not bear
        self.expect(
            who in {LEAD, CO} and asking != unit and bool(text.strip()),
            lambda: actions.ask_help(self.house.call(who), asked=unit, text=text, task=self.number),
            help="asked" if who == LEAD else self.model.help,
        )
        if self.model.help == "asked" and who == LEAD:
            from lianxi.tasks.models import Help

            self.model.help_number = Help.objects.latest("number").number

    @act(who=by_co, text=words)
    def answer_help(self, who: str, text: str) -> None:
        model = self.model
        self.expect(
            who == CO and model.help in {"asked", "escalated"} and bool(text.strip()),
            lambda: actions.answer_help(self.house.call(who), number=model.help_number, text=text),
            help="answered",
        )

    @act(who=by_lead)
    def escalate_help(self, who: str) -> None:
        model = self.model
        self.expect(
            who == LEAD and model.help == "asked",
            lambda: actions.escalate_help(self.house.call(who), number=model.help_number),
            help="escalated",
        )

    def check(self) -> None:
        view, model = self.house.task(self.number), self.model
        assert (view.row.state, view.row.due, view.version) == (model.state, model.due, model.version)
        assert (view.row.chased, view.wanted is not None) == (model.chased, model.wanted)
        assert [each.final for each in view.reports] == [final for _, final in model.reports]
        assert sum(not each.heard for each in view.reports) == model.unheard
        assert view.co_units[0][3] is any(whose == CO for whose, _ in model.reports)


def test_no_sequence_of_acts_leads_a_task_where_the_table_does_not(house: House):
    TaskWalk(house).go(walks=45, steps=30)


def test_a_move_that_starts_from_a_wrong_state_is_found(house: House, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(moves, "VERIFY", replace(moves.VERIFY, from_=("completed", "accepted")))
    with pytest.raises(AssertionError, match="verify: was done though forbidden"):
        TaskWalk(house).go(walks=45, steps=30)
