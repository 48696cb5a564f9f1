"""What waits for whom: computed from the rooms below, in due order, each with the page that settles it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime

from django.utils.timezone import localtime

from lianxi.inbox import assessments, supervision
from lianxi.inbox.casework import of_the_organ_head, of_the_papers
from lianxi.inbox.convener import of_a_convener, to_grant, to_instruct, to_sign
from lianxi.inbox.disputes import of_a_screening_unit, of_the_screenings
from lianxi.inbox.information import of_a_told_unit, of_urgent_information
from lianxi.inbox.interviews import of_the_interviews
from lianxi.inbox.leaders import of_a_leader, of_a_village, of_the_registers
from lianxi.inbox.ledger import of_the_ledger, of_the_units_ledger
from lianxi.inbox.office import of_the_office
from lianxi.inbox.problems import of_a_unit_s_problems
from lianxi.inbox.unit import of_a_unit
from lianxi.inbox.waiting import Names, Waiting
from lianxi.journal import queries as journal
from lianxi.journal.frame import Actor
from lianxi.matters.moves import GRANT_IDENTITY
from lianxi.papers.labels import SIGNERS
from lianxi.roster.roles import LEADERS, OFFICE, UNITS
from lianxi.rulebook.board import Board

__all__ = ["Names", "Waiting", "waiting"]


#: (conference, actor) → what else waits, told by a room above this one
_told_above: list[Callable[[int, Actor], Iterable[Waiting]]] = []


def register_waiting(told: Callable[[int, Actor], Iterable[Waiting]]) -> None:
    """Called at start-up by a room above."""
    _told_above.append(told)


def waiting(conference: int, actor: Actor, *, on: date, board: Board, names: Names) -> list[Waiting]:
    """Everything that waits for this seat: what only this person can decide, then overdue and soonest, undated last."""
    found: list[Waiting] = []
    if actor.role in OFFICE:
        found += of_the_office(conference, actor.person, on, board, names)
        found += of_the_registers(conference, on)
        found += of_the_screenings(conference, on)
        found += _of_matters(conference, actor, on)
    elif actor.role == "convener":
        found += of_a_convener(conference, on)
        found += supervision.of_a_convener(conference, on)
        found += assessments.of_a_convener(conference, on)
    elif actor.role in UNITS and actor.unit is not None:
        found += of_a_unit(conference, actor, on)
        found += of_a_told_unit(conference, actor.unit, on)
        found += of_a_unit_s_problems(conference, actor.unit, on)
        found += supervision.of_a_unit(conference, actor.unit, on)
        found += assessments.of_a_unit(conference, actor.unit, on)
        found += of_a_village(conference, actor.unit)
        found += of_a_screening_unit(conference, actor.unit, on)
        found += of_the_units_ledger(conference, actor, on)
    found += of_the_interviews(conference, actor, on)
    if actor.role in SIGNERS:
        found += to_sign(conference, actor)
    if actor.role in LEADERS:
        found += to_instruct(conference, on)
        found += of_urgent_information(conference)
        found += of_a_leader(conference, actor, on)
    if actor.role == "organ_head":
        found += of_the_organ_head(conference, actor, on)
    if GRANT_IDENTITY.allows(actor.role):
        found += to_grant(conference, actor)
    for told in _told_above:
        found += told(conference, actor)
    recorded = journal.unconfirmed(conference, actor.person)
    if recorded:
        oldest, newest = recorded[0], recorded[-1]
        found.append(
            Waiting(
                f"办公室代您登记 {len(recorded)} 件，请核对",
                None,
                False,
                f"{_day(oldest.recorded_at)}起",
                "confirmations",
                (),
                "确认代录",
                occasion=str(newest.number),
            )
        )
    return sorted(found, key=lambda item: (not item.first, item.due or date.max, item.title))


def _of_matters(conference: int, actor: Actor, on: date) -> list[Waiting]:
    """A matter whose paper waits stands once: with the paper's own step."""
    papers = list(of_the_papers(conference, actor, on))
    told = {row.arguments[0] for row in papers}
    return [*papers, *(row for row in of_the_ledger(conference, actor, on) if row.arguments[0] not in told)]


def _day(moment: datetime) -> str:
    day = localtime(moment)
    return f"{day.year}年{day.month}月{day.day}日"
