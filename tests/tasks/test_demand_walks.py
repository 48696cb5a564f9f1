"""Random sequences of acts against a plain model of one 督办单: no way leads it where the table of moves does not."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from lianxi.tasks import demand_moves, demands
from lianxi.tasks.demand_queries import DemandView, demand_for
from lianxi.tasks.demands import Asked
from tests.meetings.ground import House
from tests.meetings.walks import BOTH, RARELY, Walk, act

WHO = ("clerk", "convener", "police", "village", "inspector")
OFFICE = {"clerk"}
by_office, by_unit = (((*[who] * 6, *WHO)) for who in ("clerk", "village"))
words = ["说明"] * 4 + [" "]


@dataclass
class Model:
    state: str = "sent"
    version: int = 1
    answer: str = ""


class DemandWalk(Walk):
    model: Model

    def begin(self, chance: random.Random) -> None:
        self.model = Model()
        due = self.house.day + timedelta(chance.choice([0, 5]))
        asked = Asked(self.house.unit("柳塘村"), "渠道清淤", "请答复。", due)
        self.number = demands.order_inspection(self.house.call("clerk"), asked=asked).number

    def ground(self, stale: bool) -> dict[str, int]:
        return {"number": self.number, "version": self.model.version - stale}

    @act(who=by_unit, text=words, stale=RARELY, paper=BOTH)
    def answer(self, who: str, text: str, stale: bool, paper: bool) -> None:
        behalf = self.house.for_(who) if paper else None
        self.expect(
            who == "village" and self.model.state in {"sent", "returned"} and bool(text.strip()) and not stale,
            lambda: demands.answer_inspection(
                self.house.call("clerk" if paper else who, behalf=behalf), **self.ground(stale), text=text
            ),
            state="answered",
            version=self.model.version + 1,
            answer=text,
        )

    @act(who=by_office, stale=RARELY)
    def accept(self, who: str, stale: bool) -> None:
        self.expect(
            who in OFFICE and self.model.state == "answered" and not stale,
            lambda: demands.accept_inspection(self.house.call(who), **self.ground(stale)),
            state="accepted",
            version=self.model.version + 1,
        )

    @act(who=by_office, stale=RARELY, opinion=words)
    def return_(self, who: str, stale: bool, opinion: str) -> None:
        self.expect(
            who in OFFICE and self.model.state == "answered" and not stale and bool(opinion.strip()),
            lambda: demands.return_inspection(self.house.call(who), **self.ground(stale), opinion=opinion),
            state="returned",
            version=self.model.version + 1,
        )

    @act(who=WHO, opinion=words)
    def cancel(self, who: str, opinion: str) -> None:
        self.expect(
            who in OFFICE and self.model.state in {"sent", "returned"} and bool(opinion.strip()),
            lambda: demands.cancel_inspection(self.house.call(who), **self.ground(False), opinion=opinion),
            state="cancelled",
            version=self.model.version + 1,
        )

    def check(self) -> None:
        found = self.found()
        assert (found.row.state, found.version, found.answer) == (
            self.model.state,
            self.model.version,
            self.model.answer,
        )

    def found(self) -> DemandView:
        view = demand_for(
            self.house.conference, "inspection", self.number, role="director", unit=None, on=self.house.day
        )
        assert view is not None
        return view


def test_no_sequence_of_acts_leads_an_inspection_where_the_table_does_not(house: House) -> None:
    DemandWalk(house).go(walks=30, steps=14)


def test_a_move_that_starts_from_a_wrong_state_is_found(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = replace(demand_moves.INSPECTION["accept"], from_=("answered", "sent"))
    monkeypatch.setitem(demand_moves.INSPECTION, "accept", wrong)
    with pytest.raises(AssertionError, match="accept: was done though forbidden"):
        DemandWalk(house).go(walks=30, steps=14)
