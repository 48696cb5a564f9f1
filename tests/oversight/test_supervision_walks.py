"""Random sequences of acts against a plain model of one supervision with one finding: never off the tables of moves."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pytest

from lianxi.oversight import findings, supervision, supervision_moves
from lianxi.oversight.models import Finding, Part, Supervision
from lianxi.oversight.supervision import CheckItem, Person, Plan
from tests.meetings.ground import SCAN, House, house
from tests.meetings.walks import BOTH, MOSTLY, RARELY, Walk, act

__all__ = ["house"]
WHO = ("clerk", "convener", "police", "village", "inspector")
by_office, by_convener, by_police, by_village = (
    (*[who] * 8, *WHO) for who in ("clerk", "convener", "police", "village")
)
ON_THE_WHOLE = (
    "approve", "cancel", "feed_back", "join", "organise", "propose_again", "record", "report", "return_on_paper",
    "start",
)  # fmt: skip
ON_A_FINDING = ("ask", "rectify", "refuse", "return_", "verify")
words = ["说明"] * 5 + [" "]


@dataclass
class Model:
    """``finding``: the state of the one finding at the village; ``sends``: the police was asked to send people."""

    state: str = "proposed"
    version: int = 1
    finding: str = ""
    wanted: bool = False
    sends: bool = False
    fed_back: bool = False
    #: the finding's version
    seen: int = 0


class SupervisionWalk(Walk):
    """The rules of these walks have no gate, so that a start is allowed from the proposal as well."""

    model: Model
    #: how far it has come when a walk begins
    starts: tuple[str, ...] = ("proposed", "proposed", "started", "started", "found")

    def begin(self, chance: random.Random) -> None:
        self.model = Model()
        self.village = self.house.unit("柳塘村")
        self.plan = Plan("按期办理联合督查", "临期事项多。", [self.village])
        self.number = supervision.propose_supervision(self.house.call("clerk"), plan=self.plan).number
        self.finding = 0
        start = chance.choice(self.starts)
        if start != "proposed":
            self._started()
        if start not in {"proposed", "started"}:
            self._fed_back(start)

    def _started(self) -> None:
        """Approved, the police asked, on its way."""
        clerk, police = self.house.call("clerk"), self.house.unit("派出所")
        supervision.approve_supervision(self.house.call("convener"), number=self.number, version=1)
        supervision.organise_supervision(clerk, number=self.number, version=2, senders=[police])
        supervision.start_supervision(clerk, number=self.number, version=3, started_on=self.house.day)
        self.model = Model("started", 4, sends=True)

    def _fed_back(self, then: str) -> None:
        clerk, due = self.house.call("clerk"), self.house.day + timedelta(5)
        given: dict[str, Any] = {"supervision": self.number, "unit": self.village, "text": "超期", "due": due}
        self.finding = findings.record_finding(clerk, **given).number
        findings.feed_back(clerk, number=self.number, version=4, unit=self.village)
        self.model = replace(self.model, state="found", version=5, finding="found", fed_back=True, seen=2)
        village = self.house.call("village")
        if then == "asked":
            wanted = due + timedelta(3)
            findings.ask_more_time(village, number=self.finding, wanted=wanted, reason="雨")
            self.model = replace(self.model, wanted=True, seen=3)
        if then == "rectified":
            findings.rectify_finding(village, number=self.finding, version=2, text="已改")
            self.model = replace(self.model, finding="rectified", seen=3)

    def ground(self, stale: bool) -> dict[str, Any]:
        return {"number": self.number, "version": self.model.version - stale}

    def on_finding(self, stale: bool) -> dict[str, Any]:
        return {"number": self.finding, "version": self.model.seen - stale}

    def following(self) -> int:
        return self.model.version + 1

    @act(who=by_convener, stale=RARELY)
    def approve(self, who: str, stale: bool) -> None:
        self.expect(
            who == "convener" and self.model.state == "proposed" and not stale,
            lambda: supervision.approve_supervision(self.house.call(who), **self.ground(stale)),
            state="approved",
            version=self.following(),
        )

    @act(scan=MOSTLY, word=words)
    def return_on_paper(self, scan: bool, word: str) -> None:
        call = self.house.call("clerk", behalf=self.house.for_("convener", means="paper"))
        files = [SCAN] if scan else []
        self.expect(
            scan and self.model.state == "proposed" and bool(word.strip()),
            lambda: supervision.return_supervision(call, **self.ground(False), opinion=word, files=files),
            state="returned",
            version=self.following(),
        )

    @act(who=by_office)
    def propose_again(self, who: str) -> None:
        self.expect(
            who == "clerk" and self.model.state in {"proposed", "returned"},
            lambda: supervision.propose_again(self.house.call(who), **self.ground(False), plan=self.plan),
            state="proposed",
            version=self.following(),
        )

    @act(who=by_office, both=RARELY)
    def organise(self, who: str, both: bool) -> None:
        senders = [self.house.unit("派出所"), *([self.village] if both else [])]
        self.expect(
            who == "clerk" and self.model.state in {"proposed", "approved", "started"} and not both,
            lambda: supervision.organise_supervision(
                self.house.call(who), **self.ground(False), senders=senders, checklist=[CheckItem("台账")]
            ),
            sends=True,
            version=self.following(),
        )

    @act(who=by_police, paper=BOTH)
    def join(self, who: str, paper: bool) -> None:
        behalf = self.house.for_(who) if paper else None
        call = self.house.call("clerk" if paper else who, behalf=behalf)
        self.expect(
            who == "police" and self.model.sends and self.model.state in {"approved", "started"},
            lambda: supervision.name_team(call, number=self.number, people=[Person("秦朗")]),
        )

    @act(who=by_office, stale=RARELY)
    def start(self, who: str, stale: bool) -> None:
        self.expect(
            who == "clerk" and self.model.state in {"proposed", "approved"} and not stale,
            lambda: supervision.start_supervision(
                self.house.call(who), **self.ground(stale), started_on=self.house.day
            ),
            state="started",
            version=self.following(),
        )

    @act(who=("clerk", "village", "inspector"), word=["说明", " ", " ", " ", " "])
    def cancel(self, who: str, word: str) -> None:
        early = self.model.state in {"proposed", "returned", "approved", "started"}
        self.expect(
            who == "clerk" and early and bool(word.strip()),
            lambda: supervision.cancel_supervision(self.house.call(who), **self.ground(False), reason=word),
            state="cancelled",
            version=self.following(),
        )

    @act(who=(*by_police, *["clerk"] * 4))
    def record(self, who: str) -> None:
        looks = who == "clerk" or (who == "police" and self.model.sends)

        def write() -> None:
            given: dict[str, Any] = {"supervision": self.number, "unit": self.village, "text": "超期"}
            due = self.house.day + timedelta(5)
            self.finding = findings.record_finding(self.house.call(who), **given, due=due).number

        self.expect(
            looks and self.model.state == "started" and not self.model.fed_back and self.model.finding != "draft",
            write if self.model.finding != "draft" else self.never,
            finding="draft",
            seen=1,
        )

    def never(self) -> None:
        """One finding at a time is enough for the model."""
        findings.drop_finding(self.house.call("village"), number=self.finding, version=self.model.seen)

    @act(who=by_office, clean=BOTH, stale=RARELY)
    def feed_back(self, who: str, clean: bool, stale: bool) -> None:
        found = self.model.finding == "draft"
        self.expect(
            who == "clerk" and self.model.state == "started" and found is not clean and not stale,
            lambda: findings.feed_back(self.house.call(who), **self.ground(stale), unit=self.village, clean=clean),
            state="found",
            version=self.following(),
            fed_back=True,
            finding="found" if found else self.model.finding,
            seen=self.model.seen + found,
        )

    @act(who=by_village, stale=RARELY, paper=BOTH)
    def rectify(self, who: str, stale: bool, paper: bool) -> None:
        call = self.house.call("clerk" if paper else who, behalf=self.house.for_(who) if paper else None)
        self.expect(
            who == "village" and self.model.finding in {"found", "returned"} and not stale,
            lambda: findings.rectify_finding(call, **self.on_finding(stale), text="已改"),
            finding="rectified",
            wanted=False,
            seen=self.model.seen + 1,
        )

    @act(who=(*["village"] * 9, "police"), days=[3, 9, 9, 9])
    def ask(self, who: str, days: int) -> None:
        wanted, due = self.house.day + timedelta(days), Finding.objects.filter(number=self.finding).first()
        later = due is not None and due.due is not None and wanted > due.due
        self.expect(
            who == "village" and self.model.finding in {"found", "returned"} and not self.model.wanted and later,
            lambda: findings.ask_more_time(self.house.call(who), number=self.finding, wanted=wanted, reason="雨"),
            wanted=True,
            seen=self.model.seen + 1,
        )

    @act(who=(*["clerk"] * 9, "police"), word=words)
    def refuse(self, who: str, word: str) -> None:
        self.expect(
            who == "clerk" and self.model.finding in {"found", "returned"} and self.model.wanted and bool(word.strip()),
            lambda: findings.refuse_more_time(self.house.call(who), **self.on_finding(False), reason=word),
            wanted=False,
            seen=self.model.seen + 1,
        )

    @act(who=by_office, stale=RARELY)
    def verify(self, who: str, stale: bool) -> None:
        self.expect(
            who == "clerk" and self.model.finding == "rectified" and not stale,
            lambda: findings.verify_finding(self.house.call(who), **self.on_finding(stale)),
            finding="verified",
            seen=self.model.seen + 1,
        )

    @act(who=by_office, word=words)
    def return_(self, who: str, word: str) -> None:
        self.expect(
            who == "clerk" and self.model.finding == "rectified" and bool(word.strip()),
            lambda: findings.return_rectification(self.house.call(who), **self.on_finding(False), opinion=word),
            finding="returned",
            seen=self.model.seen + 1,
        )

    @act(who=by_office, word=words)
    def report(self, who: str, word: str) -> None:
        self.expect(
            who == "clerk" and self.model.state == "found" and bool(word.strip()),
            lambda: supervision.report_supervision(self.house.call(who), **self.ground(False), text=word),
            state="reported",
            version=self.following(),
        )

    def check(self) -> None:
        row = Supervision.objects.get(conference=self.house.conference, number=self.number)
        assert (row.state, row.version) == (self.model.state, self.model.version)
        part = Part.objects.get(supervision=row, kind="inspected")
        assert (part.fed_back_on is not None) is self.model.fed_back
        if self.finding and self.model.finding:
            found = Finding.objects.get(conference=self.house.conference, number=self.finding)
            assert (found.state, found.version) == (self.model.finding, self.model.seen)
            assert (found.wanted is not None) is self.model.wanted


class FindingWalk(SupervisionWalk):
    starts = ("found", "rectified", "asked")


def test_no_sequence_of_acts_leads_a_supervision_where_the_table_does_not(house: House) -> None:
    SupervisionWalk(house).go(walks=20, steps=12, only=ON_THE_WHOLE)


def test_no_sequence_of_acts_leads_a_finding_where_the_table_does_not(house: House) -> None:
    FindingWalk(house).go(walks=15, steps=10, only=ON_A_FINDING)


def test_a_move_that_starts_from_a_wrong_state_is_found(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = replace(supervision_moves.REPORT, from_=("found", "started"))
    monkeypatch.setattr(supervision_moves, "REPORT", wrong)
    with pytest.raises(AssertionError, match="report: was done though forbidden"):
        SupervisionWalk(house).go(walks=20, steps=12, only=ON_THE_WHOLE)
