"""The life of a matter through the real actions: one claim in the cast's township, taken as far as a test wants it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from lianxi.journal.frame import HERE, Behalf, Call, Done
from lianxi.journal.models import Conference
from lianxi.matters.case_papers import papers
from lianxi.matters.life import concluding, deciding, delivering, extending, registering, routing
from lianxi.matters.models import CasePaper, Matter
from lianxi.matters.tables import setting
from tests.cast import Cast, Player

ORGAN = "柳塘镇人民政府"
ABOVE = "长安县人民政府"
OPINION = {
    "heard_on": "2026-11-23",
    "claim": "要求兑现退耕还林补助。",
    "facts": "经查，2025年度补助因账户有误未到账。",
    "result": "support",
    "opinion": "由镇财政所补发。",
    "legal_basis": "《退耕还林条例》第三十五条。",
}


@dataclass(slots=True)
class Life:
    """One matter and the day it is; every step reads the versions as they stand."""

    cast: Cast
    number: int = 0
    today: date = date(2026, 11, 23)

    def call(self, who: Player, behalf: Behalf | None = None) -> Call:
        moment = who.call().now.replace(year=self.today.year, month=self.today.month, day=self.today.day)
        return Call(self.cast.conference, who.actor, moment, None, behalf)

    def on_paper(self, who: Player, on: date | None = None) -> Behalf:
        return Behalf(who.person, who.seat, who.role, who.unit, "paper", on or self.today, scan=True)

    @property
    def matter(self) -> Matter:
        return Matter.objects.get(conference_id=self.cast.conference, number=self.number)

    def paper(self, kind: str) -> CasePaper:
        return CasePaper.objects.filter(matter=self.matter, kind=kind).order_by("-number")[0]

    def at(self, kind: str) -> dict[str, int]:
        row = self.paper(kind)
        return {"number": self.number, "paper": row.number, "version": row.version}

    def seen(self) -> dict[str, int]:
        return {"number": self.number, "version": self.matter.version}

    def later(self, days: int) -> None:
        self.today += timedelta(days=days)

    def register(self, *, suggested: str = "", **changed: Any) -> Done:
        given = registering.MatterGiven(
            channel="visit",
            petitioned_on=self.today,
            received_on=self.today,
            purpose="claim",
            kind="appeal_claim",
            route=6,
            title="退耕还林补助未到账",
            text="反映补助没有发放。",
        )
        done = registering.register_matter(
            self.call(self.cast.clerk), given=replace(given, **changed), suggested=suggested
        )
        self.number = done.number
        return done

    def assign(self) -> None:
        unit = self.cast.police.unit
        assert unit is not None
        routing.assign_matter(self.call(self.cast.clerk), **self.seen(), bearers=routing.Bearers(lead=unit))

    def accept(self) -> None:
        deciding.accept_matter(self.call(self.cast.clerk), **self.seen(), notice=deciding.Notice(on=self.today))

    def draft(self, kind: str = "opinion", content: dict[str, str] | None = None, *, submit: bool = True) -> Done:
        return papers.draft_paper(
            self.call(self.cast.clerk),
            number=self.number,
            kind=kind,
            content=OPINION if content is None else content,
            submit=submit,
        )

    def issue(self, number: str = "柳政信〔2026〕1号") -> None:
        concluding.issue_opinion(self.call(self.cast.organ_head), **self.at("opinion"), document_number=number)

    def deliver(self, kind: str = "opinion", **changed: Any) -> None:
        act = delivering.deliver_result if kind in concluding.RESULTS else delivering.deliver_notice
        given = delivering.Delivery(on=self.today, mode="in_person", receipt="signed", answer="agree")
        act(self.call(self.cast.clerk), **self.at(kind), delivery=replace(given, **changed))

    def ask_extension(self, days: int) -> None:
        extending.ask_extension(self.call(self.cast.clerk), **self.seen(), days=days, reason="需要实地测量。")

    def extend(self) -> None:
        extending.approve_extension(self.call(self.cast.organ_head), **self.at("extension"))

    def close(self) -> None:
        concluding.close_matter(self.call(self.cast.clerk), **self.seen(), on=self.today)


def set_organs(life: Life) -> Life:
    """The organs that issue papers, as the office sets them once."""
    if not setting.ledger(life.cast.conference).organs:
        given = setting.Ledger(organs=(ORGAN, "柳塘镇司法所"), higher_organ=ABOVE)
        setting.set_ledger(life.call(life.cast.clerk), given=given)
    return life


def begin(cast: Cast, upto: str = "handling", *, pace: int = 10, **registered: Any) -> Life:
    """A matter of the cast in the state ``upto``: registered, handling, answered, delivered or closed.

    ``pace``: calendar days from one of the later states to the next.
    """
    life = Life(cast)
    head = Conference.objects.get(pk=cast.conference).head_at
    if head is not None and head.astimezone(HERE).date() > life.today:
        life.today = head.astimezone(HERE).date()  # examples of one test share the tables: the clock does not go back
    set_organs(life).register(**registered)
    if upto == "registered":
        return life
    life.assign()
    life.accept()
    for state in ("answered", "delivered", "closed"):
        if upto == "handling":
            break
        life.later(pace)
        if state == "answered":
            life.draft()
            life.issue()
        elif state == "delivered":
            life.deliver()
        else:
            life.close()
        if state == upto:
            break
    return life
