"""Random sequences of acts against a plain model of one interview, one measure: no way leads them where the tables of
moves do not. Every act is reached and refused.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pytest

from lianxi.oversight import attention_moves, attention_queries, interview_moves, interview_queries, interviews
from lianxi.oversight import unit_measures as measures
from lianxi.oversight.unit_measures import Proposed
from tests.meetings.ground import SCAN, House
from tests.meetings.walks import BOTH, MOSTLY, RARELY, Walk, act
from tests.oversight.scene import record, wanted

WHO = ("clerk", "convener", "police", "village", "inspector")
by_office, by_unit, by_convener = ((*[who] * 5, *WHO) for who in ("clerk", "village", "convener"))
words = ["说明"] * 4 + [" "]
DAY = timedelta(days=1)


@dataclass
class Model:
    state: str = "proposed"
    version: int = 1


class InterviewWalk(Walk):
    model: Model

    def begin(self, chance: random.Random) -> None:
        self.model = Model()
        self.number = interviews.propose_interview(self.house.call("clerk"), wanted=wanted(self.house)).number
        if chance.random() < 0.7:
            interviews.agree_to_interview(self.house.call("convener"), number=self.number, version=1)
            self.model = Model("decided", 2)
            if chance.random() < 0.6:
                self.held(chance.random() < 0.5)

    def held(self, answered: bool) -> None:
        clerk, given = self.house.call("clerk"), record(self.house)
        interviews.hold_interview(clerk, number=self.number, version=2, record=given)
        self.model = Model("held", 3)
        if answered:
            interviews.report_rectification(self.house.call("village"), number=self.number, version=3, text="已办")
            self.model = Model("rectified", 4)

    def ground(self, stale: bool) -> dict[str, int]:
        return {"number": self.number, "version": self.model.version - stale}

    def step(self, allowed: bool, write: Any, to: str = "") -> None:
        self.expect(allowed, write, state=to or self.model.state, version=self.model.version + 1)

    def convened(self, who: str, paper: bool) -> tuple[bool, Any, list[Any]]:
        """Whether he decides, the call, and the original: the office records it for the convener alone."""
        if not paper:
            return who == "convener", self.house.call(who), []
        behalf = self.house.for_(who, means="paper")
        return who == "convener", self.house.call("clerk", behalf=behalf), [SCAN]

    @act(who=by_convener, paper=RARELY, stale=RARELY)
    def agree(self, who: str, paper: bool, stale: bool) -> None:
        his, call, files = self.convened(who, paper)
        self.step(
            his and self.model.state == "proposed" and not stale,
            lambda: interviews.agree_to_interview(call, **self.ground(stale), files=files),
            "decided",
        )

    @act(who=by_convener, paper=RARELY, opinion=words)
    def decline(self, who: str, paper: bool, opinion: str) -> None:
        his, call, files = self.convened(who, paper)
        self.step(
            his and self.model.state == "proposed" and bool(opinion.strip()),
            lambda: interviews.decline_interview(call, **self.ground(False), opinion=opinion, files=files),
            "declined",
        )

    @act(who=by_convener, opinion=words)
    def cancel(self, who: str, opinion: str) -> None:
        self.step(
            who == "convener" and self.model.state == "decided" and bool(opinion.strip()),
            lambda: interviews.cancel_interview(self.house.call(who), **self.ground(False), opinion=opinion),
            "cancelled",
        )

    @act(who=by_office, opinion=words)
    def withdraw(self, who: str, opinion: str) -> None:
        self.step(
            who == "clerk" and self.model.state == "proposed" and bool(opinion.strip()),
            lambda: interviews.withdraw_proposal(self.house.call(who), **self.ground(False), opinion=opinion),
            "cancelled",
        )

    @act(who=by_office, stale=RARELY)
    def hold(self, who: str, stale: bool) -> None:
        self.step(
            who in {"clerk", "convener"} and self.model.state == "decided" and not stale,
            lambda: interviews.hold_interview(self.house.call(who), **self.ground(stale), record=record(self.house)),
            "held",
        )

    @act(who=by_unit, text=words, paper=BOTH, stale=RARELY)
    def rectify(self, who: str, text: str, paper: bool, stale: bool) -> None:
        call = self.house.call("clerk", behalf=self.house.for_(who)) if paper else self.house.call(who)
        self.step(
            who == "village" and self.model.state in {"held", "returned"} and bool(text.strip()) and not stale,
            lambda: interviews.report_rectification(call, **self.ground(stale), text=text),
            "rectified",
        )

    @act(who=by_office, opinion=words)
    def return_(self, who: str, opinion: str) -> None:
        self.step(
            who in {"clerk", "convener"} and self.model.state == "rectified" and bool(opinion.strip()),
            lambda: interviews.return_rectification(self.house.call(who), **self.ground(False), opinion=opinion),
            "returned",
        )

    @act(who=by_office, stale=RARELY)
    def close(self, who: str, stale: bool) -> None:
        self.step(
            who in {"clerk", "convener"} and self.model.state == "rectified" and not stale,
            lambda: interviews.close_interview(self.house.call(who), **self.ground(stale)),
            "closed",
        )

    @act(who=by_unit, text=words)
    def view_stated(self, who: str, text: str) -> None:
        standing = {"decided", "held", "rectified", "returned", "closed"}
        self.expect(
            who == "village" and self.model.state in standing and bool(text.strip()),
            lambda: interviews.state_view(self.house.call(who), number=self.number, text=text),
        )

    def check(self) -> None:
        seen = {who: self.found(who) for who in WHO}
        assert (seen["convener"].row.state, seen["convener"].version) == (self.model.state, self.model.version)
        assert seen["police"] is None
        hidden = self.model.state in {"proposed", "declined"} or seen["convener"].row.decided_on is None
        assert (seen["village"] is None) == (seen["inspector"] is None) == hidden

    def found(self, who: str) -> Any:
        actor = self.house.cast.players[who].actor
        return interview_queries.interview_for(self.house.conference, self.number, actor, self.house.day)


class MeasureWalk(Walk):
    model: Model

    def begin(self, chance: random.Random) -> None:
        self.model = Model()
        proposed = Proposed(
            chance.choice(["listed", "ordered"]), self.house.unit("柳塘村"), "false_handling", "照片系旧照。",
            demand="重新整改。", due=self.house.day + 10 * DAY,
        )  # fmt: skip
        self.number = measures.propose_measure(self.house.call("clerk"), proposed=proposed).number
        if chance.random() < 0.5:
            measures.approve_measure(self.house.call("convener"), number=self.number, version=1)
            self.model = Model("approved", 2)

    def ground(self, stale: bool = False) -> dict[str, int]:
        return {"number": self.number, "version": self.model.version - stale}

    def step(self, allowed: bool, write: Any, to: str = "") -> None:
        self.expect(allowed, write, state=to or self.model.state, version=self.model.version + 1)

    @act(who=by_convener, paper=BOTH, scan=MOSTLY)
    def approve(self, who: str, paper: bool, scan: bool) -> None:
        call = self.house.call("clerk", behalf=self.house.for_(who)) if paper else self.house.call(who)
        files = [SCAN] if scan and paper else []
        self.step(
            who == "convener" and self.model.state == "proposed" and (scan or not paper),
            lambda: measures.approve_measure(call, **self.ground(), files=files),
            "approved",
        )

    @act(who=by_convener, opinion=words)
    def refuse(self, who: str, opinion: str) -> None:
        self.step(
            who == "convener" and self.model.state == "proposed" and bool(opinion.strip()),
            lambda: measures.refuse_measure(self.house.call(who), **self.ground(), opinion=opinion),
            "refused",
        )

    @act(who=by_office, opinion=words)
    def withdraw(self, who: str, opinion: str) -> None:
        self.step(
            who == "clerk" and self.model.state == "proposed" and bool(opinion.strip()),
            lambda: measures.withdraw_measure(self.house.call(who), **self.ground(), opinion=opinion),
            "cancelled",
        )

    @act(who=by_unit, text=words, paper=BOTH, stale=RARELY)
    def answer(self, who: str, text: str, paper: bool, stale: bool) -> None:
        call = self.house.call("clerk", behalf=self.house.for_(who)) if paper else self.house.call(who)
        self.step(
            who == "village" and self.model.state in {"approved", "returned"} and bool(text.strip()) and not stale,
            lambda: measures.answer_measure(call, **self.ground(stale), text=text),
            "answered",
        )

    @act(who=by_office, opinion=words)
    def return_(self, who: str, opinion: str) -> None:
        self.step(
            who == "clerk" and self.model.state == "answered" and bool(opinion.strip()),
            lambda: measures.return_answer(self.house.call(who), **self.ground(), opinion=opinion),
            "returned",
        )

    @act(who=by_office, opinion=words)
    def lift(self, who: str, opinion: str) -> None:
        in_force = self.model.state in {"approved", "answered", "returned"}
        self.step(
            who in {"clerk", "convener"} and in_force and bool(opinion.strip()),
            lambda: measures.lift_measure(self.house.call(who), **self.ground(), opinion=opinion),
            "lifted",
        )

    def check(self) -> None:
        seen = {who: self.found(who) for who in WHO}
        assert (seen["convener"].state, seen["convener"].version) == (self.model.state, self.model.version)
        assert seen["police"] is None
        assert (seen["village"] is None) == (self.model.state in {"proposed", "refused", "cancelled"})

    def found(self, who: str) -> Any:
        actor = self.house.cast.players[who].actor
        return attention_queries.measure_for(self.house.conference, self.number, actor, self.house.day)


def test_no_sequence_of_acts_leads_an_interview_where_the_table_does_not(house: House) -> None:
    InterviewWalk(house).go(walks=24, steps=12)


def test_no_sequence_of_acts_leads_a_measure_where_the_table_does_not(house: House) -> None:
    MeasureWalk(house).go(walks=24, steps=12)


def test_a_move_that_starts_from_a_wrong_state_is_found(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = replace(interview_moves.CLOSE, from_=("rectified", "decided", "held"))
    monkeypatch.setattr(interview_moves, "CLOSE", wrong)
    with pytest.raises(AssertionError, match="close: was done though forbidden"):
        InterviewWalk(house).go(walks=24, steps=12)


def test_every_row_of_the_tables_says_its_article_and_only_a_convener_decides() -> None:
    rows = (*interview_moves.MOVES, interview_moves.PROPOSE, interview_moves.DECIDE, *attention_moves.MEASURE_MOVES)
    assert all(row.article_key for row in rows)
    deciding = {"interview.decided", "interview.declined", "interview.cancelled", "measure.approved", "measure.refused"}
    assert {row.verb for row in rows if row.roles == ("convener",)} == deciding
