"""Random sequences of steps against a plain model of one problem: none leads where the table of moves does not."""

from __future__ import annotations

import random
from dataclasses import dataclass

import pytest

from lianxi.information import policy_advice, problems
from lianxi.meetings import actions, from_problems
from tests.information.problem_ground import INQUIRY, PROBLEM_RULES, opened, view
from tests.meetings.ground import DAY, decided, make_house
from tests.meetings.walks import RARELY, Walk, act

pytestmark = [pytest.mark.django_db, pytest.mark.database]
OFFICE = {"clerk", "director"}
BOTH = OFFICE | {"village"}
BY_OFFICE = ["clerk"] * 5 + ["director", "village", "police", "convener", "inspector"]
BY_UNIT = ["village"] * 5 + ["clerk", "police", "convener"]
REASONS = ["", *["情况变化"] * 4]


@dataclass
class Model:
    """What a clerk with a sheet of paper would know of one problem."""

    state: str = "opened"
    version: int = 1
    ground: bool = False
    taken_up: bool = False
    advice: int = 0
    answered: int = 0
    meeting: int = 0


class ProblemWalk(Walk):
    model: Model

    def begin(self, chance: random.Random) -> None:
        ground = chance.choice([False, True])
        self.model = Model(ground=ground)
        self.number = opened(self.house, **({"ground": "complex", "ground_reason": "牵涉多"} if ground else {}))
        path = [
            lambda: self.investigate("village", False),
            lambda: self.table("clerk", "请定口径", False) if ground else None,
            lambda: self.decide("clerk") if ground else None,
            lambda: self.advise("clerk"),
            lambda: self.close("clerk", "已补差"),
        ]
        for step in path[: chance.choice([0, 1, 1, 2, 3, 4, 5, 5])]:
            step()

    def _expect(self, allowed: bool, write, state: str = "", **changed) -> None:  # type: ignore[no-untyped-def]
        changed |= {"state": state} if state else {}
        self.expect(allowed, write, None, version=self.model.version + 1, **changed)

    def _ask(self, who: str, stale: bool = False) -> tuple[object, dict[str, int]]:
        return self.house.call(who), {"number": self.number, "version": self.model.version - stale}

    @act(who=BY_UNIT, stale=RARELY)
    def investigate(self, who: str, stale: bool) -> None:
        call, ground = self._ask(who, stale)
        self._expect(
            who == "village" and self.model.state in {"opened", "investigated"} and not stale,
            lambda: problems.investigate_problem(call, **ground, investigation=INQUIRY),
            "investigated",
        )

    @act(who=BY_OFFICE, reason=REASONS)
    def set_ground(self, who: str, reason: str) -> None:
        call, ground = self._ask(who)
        self._expect(
            who in BOTH and self.model.state in {"opened", "investigated"} and not self.model.ground and bool(reason),
            lambda: problems.set_ground(call, **ground, ground="difficult", reason=reason),
            ground=True,
        )

    @act(who=BY_OFFICE, reason=REASONS)
    def drop_ground(self, who: str, reason: str) -> None:
        call, ground = self._ask(who)
        self._expect(
            who in OFFICE and self.model.state in {"opened", "investigated"} and self.model.ground and bool(reason),
            lambda: problems.drop_ground(call, **ground, reason=reason),
            ground=False,
        )

    @act(who=BY_OFFICE, reason=REASONS, stale=RARELY)
    def table(self, who: str, reason: str, stale: bool) -> None:
        call, ground = self._ask(who, stale)
        state = self.model.state in {"investigated", "decided"}
        self._expect(
            who in BOTH and state and self.model.ground and bool(reason) and not stale,
            lambda: from_problems.table_problem(call, **ground, item="研究补偿", reason=reason),
            "tabled",
            taken_up=False,
        )

    @act(who=BY_OFFICE, reason=REASONS)
    def withdraw(self, who: str, reason: str) -> None:
        call, ground = self._ask(who)
        self._expect(
            who in OFFICE and self.model.state == "tabled" and not self.model.taken_up and bool(reason),
            lambda: from_problems.withdraw_table(call, **ground, reason=reason),
            "investigated",
        )

    @act(who=BY_OFFICE)
    def decide(self, who: str) -> None:
        """The meeting deals with it first, where it waits for one."""
        model, item = self.model, actions.Item("研究补偿", "", f"problem:{self.number}")
        if who in OFFICE and model.state == "tabled" and not model.taken_up:
            lead = self.house.cast.village.unit
            model.meeting = self.house.issued(decided(lead, "统一补差。", no_task=True), agenda=[item])
            model.taken_up = True
        offers = from_problems.offers(self.house.conference, self.number)
        call, ground = self._ask(who)
        self._expect(
            who in OFFICE and model.state == "tabled",
            lambda: from_problems.decide_problem(call, **ground, decisions=[each.number for each in offers]),
            "decided",
        )

    @act(who=BY_OFFICE)
    def advise(self, who: str) -> None:
        call, ground = self._ask(who)
        self._expect(
            who in OFFICE and self.model.state in {"investigated", "tabled", "decided"},
            lambda: policy_advice.send_advice(
                call, **ground, addressee="县局", text="统一口径", sent_on=self.house.day
            ),
            advice=self.model.advice + 1,
        )

    @act(who=BY_OFFICE, answer=["", "已采纳", "已采纳"])
    def answer(self, who: str, answer: str) -> None:
        model = self.model
        unanswered = view(self.house, self.number).unanswered
        number = unanswered[0].number if unanswered else 999
        call, ground = self._ask(who)
        self._expect(
            who in OFFICE and bool(unanswered) and bool(answer) and model.state != "cancelled",
            lambda: policy_advice.take_advice_answer(
                call, **ground, advice=number, answered_on=self.house.day, adopted="adopted", answer=answer
            ),
            answered=model.answered + 1,
        )

    @act(who=BY_OFFICE, outcome=["", "已补差", "已补差"])
    def close(self, who: str, outcome: str) -> None:
        model = self.model
        call, ground = self._ask(who)
        self._expect(
            who in OFFICE
            and (model.state == "decided" or (model.state == "investigated" and not model.ground))
            and bool(outcome),
            lambda: problems.close_problem(call, **ground, solved=True, outcome=outcome),
            "closed",
        )

    @act(who=BY_OFFICE, reason=REASONS)
    def reopen(self, who: str, reason: str) -> None:
        call, ground = self._ask(who)
        self._expect(
            who in BOTH and self.model.state == "closed" and bool(reason),
            lambda: problems.reopen_problem(call, **ground, due=None, reason=reason),
            "opened",
        )

    @act(who=BY_OFFICE, days=range(3), reason=REASONS)
    def extend(self, who: str, days: int, reason: str) -> None:
        call, ground = self._ask(who)
        due = view(self.house, self.number).row.due or self.house.day
        self._expect(
            who in OFFICE and self.model.state == "opened" and days > 0 and bool(reason),
            lambda: problems.extend_problem(call, **ground, due=due + days * DAY, reason=reason),
        )

    @act(who=BY_OFFICE, reason=REASONS)
    def cancel(self, who: str, reason: str) -> None:
        call, ground = self._ask(who)
        self._expect(
            who in OFFICE and self.model.state in {"opened", "investigated"} and bool(reason),
            lambda: problems.cancel_problem(call, **ground, reason=reason),
            "cancelled",
            ground=False,
        )

    def check(self) -> None:
        found, model = view(self.house, self.number), self.model
        assert (found.row.state, found.version, bool(found.row.ground)) == (model.state, model.version, model.ground)
        assert (len(found.advice), len(found.unanswered)) == (model.advice, model.advice - model.answered)
        if model.state in {"decided"}:
            assert found.decisions
        if model.state == "closed":
            assert found.outcome


def test_no_sequence_of_steps_leads_a_problem_where_the_table_does_not(db: None, monkeypatch: pytest.MonkeyPatch):
    ProblemWalk(make_house(monkeypatch, rules=PROBLEM_RULES)).go(walks=22, steps=18)
