"""Random sequences of acts against a plain model of one piece of information: no way leads it where the table does not.

The model also says what the board must say: what was returned is owed again, what was closed owes nothing.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest

from lianxi.information import circulating, reporting
from lianxi.information import information_moves as moves
from lianxi.information.circulating import Told
from lianxi.information.urgent import FOLLOWS, Up, report_up
from tests.information.reporting_ground import CHECKED, DONE, INFORMATION_RULES, TOLD, circulate, report, verify, view
from tests.meetings.ground import House, make_house
from tests.meetings.walks import BOTH, MOSTLY, RARELY, Walk, act

pytestmark = [pytest.mark.django_db, pytest.mark.database]
WHO = ("clerk", "convener", "police", "village", "inspector")
UNITS = {"police": "派出所", "village": "柳塘村"}
by_office = (*["clerk"] * 14, *WHO)
by_unit = (*["police"] * 8, *["village"] * 8, *WHO)
texts = (*["说明"] * 9, " ")
OPEN = {"reported", "told", "circulated", "verified"}


@pytest.fixture
def house(db: None, monkeypatch: pytest.MonkeyPatch) -> House:
    return make_house(monkeypatch, rules=INFORMATION_RULES)


@dataclass
class Model:
    state: str = "reported"
    version: int = 1
    urgency: str = "ordinary"
    stage: str = ""
    #: unit → to verify and not answered (True), answered (False), only told (None)
    told: dict[str, bool | None] = field(default_factory=dict)
    received: set[str] = field(default_factory=set)

    @property
    def free_to_end(self) -> bool:
        return (self.urgency == "ordinary" and not self.stage) or self.stage == "final"


class InformationWalk(Walk):
    model: Model

    def begin(self, chance: random.Random) -> None:
        self.model = Model(urgency=chance.choice(["ordinary", "ordinary", "ordinary", "urgent"]))
        self.number = report(self.house, "village", urgency=self.model.urgency)
        if chance.random() < 0.7:  # the later moves are reached often enough
            circulate(self.house, self.number, ("派出所",))
            self.model.told["police"], self.model.state, self.model.version = True, "circulated", 2
        if self.model.told and chance.random() < 0.5:
            verify(self.house, self.number, "police")
            self.model.told["police"], self.model.state, self.model.version = False, "verified", 3
            self.model.received.add("police")

    def ground(self, stale: bool = False) -> dict[str, int]:
        return {"number": self.number, "version": self.model.version - stale}

    @act(who=by_office, unit=tuple(UNITS), verifies=MOSTLY, text=texts, stale=RARELY)
    def circulate(self, who: str, unit: str, verifies: bool, text: str, stale: bool) -> None:
        known = self.model.told.get(unit, "never")
        new = known == "never" or (known is None and verifies)
        told = [Told(self.house.unit(UNITS[unit]), verifies, text)]

        def then() -> None:
            self.model.told[unit] = True if verifies else None
            if verifies or self.model.state != "circulated":
                self.model.state = "circulated" if verifies else "told"
            self.model.version += 1

        allowed = who == "clerk" and self.model.state in {"reported", "told", "circulated"} and not stale
        self.expect(
            allowed and new and (bool(text.strip()) or not verifies),
            lambda: circulating.circulate_information(
                self.house.call(who), **self.ground(stale), told=told, due=self.house.day + timedelta(3)
            ),
            then,
        )

    @act(who=by_unit, text=texts, paper=BOTH)
    def verify(self, who: str, text: str, paper: bool) -> None:
        call = self.house.call("clerk", behalf=self.house.for_(who)) if paper else self.house.call(who)

        def then() -> None:
            self.model.told[who] = False
            self.model.received.add(who)
            self.model.version += 1
            if True not in self.model.told.values():
                self.model.state = "verified"

        self.expect(
            who in UNITS
            and self.model.told.get(who) is True
            and self.model.state == "circulated"
            and bool(text.strip()),
            lambda: circulating.verify_information(call, number=self.number, result=text),
            then,
        )

    @act(who=by_unit)
    def receive(self, who: str) -> None:
        self.expect(
            who in self.model.told
            and who not in self.model.received
            and self.model.state in {"told", "circulated", "verified"},
            lambda: circulating.receive_information(self.house.call(who), number=self.number),
            lambda: self.model.received.add(who),
        )

    @act(who=by_office, unit=tuple(UNITS), text=texts, stale=RARELY)
    def return_(self, who: str, unit: str, text: str, stale: bool) -> None:
        def then() -> None:
            self.model.told[unit] = True
            self.model.state = "circulated"
            self.model.version += 1

        self.expect(
            who == "clerk"
            and self.model.told.get(unit) is False
            and self.model.state in {"circulated", "verified"}
            and bool(text.strip())
            and not stale,
            lambda: circulating.return_result(
                self.house.call(who),
                **self.ground(stale),
                unit=self.house.unit(UNITS[unit]),
                opinion=text,
                due=self.house.day,
            ),
            then,
        )

    @act(who=by_office, text=texts, stale=RARELY)
    def settle(self, who: str, text: str, stale: bool) -> None:
        self.expect(
            who == "clerk"
            and self.model.state in {"told", "verified"}
            and self.model.free_to_end
            and bool(text.strip())
            and not stale,
            lambda: circulating.settle_information(self.house.call(who), **self.ground(stale), result=text),
            state="settled",
            version=self.model.version + 1,
        )

    @act(who=by_office, text=texts)
    def close(self, who: str, text: str) -> None:
        self.expect(
            who == "clerk" and self.model.state == "reported" and self.model.free_to_end and bool(text.strip()),
            lambda: circulating.close_information(self.house.call(who), **self.ground(), reason=text),
            state="closed",
            version=self.model.version + 1,
        )

    @act(who=by_office, urgency=(*["ordinary"] * 4, "urgent", "major", "x"), text=texts)
    def grade(self, who: str, urgency: str, text: str) -> None:
        self.expect(
            who == "clerk"
            and self.model.state in OPEN
            and urgency not in {self.model.urgency, "x"}
            and bool(text.strip()),
            lambda: reporting.grade_information(self.house.call(who), **self.ground(), urgency=urgency, reason=text),
            urgency=urgency,
            version=self.model.version + 1,
        )

    @act(who=(*["clerk", "village"] * 4, *WHO), stage=("first", "further", "final"))
    def go_up(self, who: str, stage: str) -> None:
        call = self.house.call(who)
        self.expect(
            who in {"clerk", "village"}
            and self.model.state in OPEN
            and (self.model.urgency != "ordinary" or bool(self.model.stage))
            and stage in FOLLOWS[self.model.stage],
            lambda: report_up(call, **self.ground(), up=Up(stage, ("镇党委",), "paper", "平稳。", call.now)),
            stage=stage,
            version=self.model.version + 1,
        )

    def check(self) -> None:
        found, model = view(self.house, self.number), self.model
        assert (found.row.state, found.version, found.row.urgency, found.row.stage) == (
            model.state,
            model.version,
            model.urgency,
            model.stage,
        )
        told = {told.unit_name for told in found.told}
        assert len(told) == len(model.told)
        subject = f"information:{self.number}"
        states = [self.house.states(duty).get(subject, "") for duty in (TOLD, CHECKED, DONE)]
        verifying = [left for left in model.told.values() if left is not None]
        checked = "" if not verifying else "due" if True in verifying else "kept"
        ended = {"settled": "kept"}.get(model.state, "due")
        assert states == [
            "kept" if model.told or model.state == "closed" else "due",
            checked,
            ended if checked == "kept" else "",
        ]


def test_no_sequence_of_acts_leads_a_piece_where_the_table_and_the_board_do_not(house: House) -> None:
    InformationWalk(house).go(walks=30, steps=9)


def test_a_move_that_starts_from_a_wrong_state_is_found(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = replace(moves.SETTLE, from_=("told", "verified", "circulated"))
    monkeypatch.setattr(moves, "SETTLE", wrong)
    with pytest.raises(AssertionError, match="settle: was done though forbidden"):
        InformationWalk(house).go(walks=120, steps=9)  # it ends at the first that shows it
