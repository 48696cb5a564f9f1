"""A major problem before the joint conference: put to an agenda in one step, and what the meeting decided on it.

The minutes say in words what was decided; which of a meeting's decisions are about the problem says the office, in one
step, once they are issued.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat

from lianxi.information import problem_moves as moves
from lianxi.information.models import Problem, ProblemDecision
from lianxi.information.problems import code, take
from lianxi.journal.frame import Step, action
from lianxi.journal.lines import lines
from lianxi.journal.queries import facts_of_object
from lianxi.journal.refusals import Invalid, RuleBroken
from lianxi.journal.versioned import save_next
from lianxi.meetings.actions import propose_item
from lianxi.meetings.models import AgendaItem, Decision, Meeting, Minutes, Proposal
from lianxi.rulebook.facts import Value as FactValue
from lianxi.rulebook.facts import standing


@action(moves.TABLE)
def table_problem(step: Step, *, number: int, version: int, item: str, reason: str) -> str:
    """提请联席会议研究: ``item`` waits for the next agenda, whatever meeting takes it up."""
    row = take(step, number, version, moves.TABLE)
    if not row.ground:
        raise RuleBroken("提请研究前请先认定“情况复杂”或“难度较大”，并写明理由。由单位能够处理的，处理后直接销号。")
    if not item.strip():
        raise Invalid("请填写议题名称。", "item")
    if not reason.strip():
        raise Invalid("请写明提请研究什么、请会议决定什么。", "reason")
    propose_item(step, title=item.strip(), origin=code(row), presenter=row.unit.name)
    row.state = moves.TABLE.to
    save_next(row, "state")
    step.fact(moves.TABLE.verb, code(row), unit=row.unit.number, data={"ground": row.ground})
    step.text("reason", reason)
    return code(row)


@action(moves.WITHDRAW_TABLE)
def withdraw_table(step: Step, *, number: int, version: int, reason: str) -> str:
    """The proposal is taken back before a meeting took it up: it stops counting, the study stays owed."""
    row = take(step, number, version, moves.WITHDRAW_TABLE)
    if not reason.strip():
        raise Invalid("请写明撤回的理由。", "reason")
    waiting = Proposal.objects.filter(conference=step.conference, origin=code(row), taken_up=None)
    if not waiting.exists():
        raise RuleBroken("会议已经列入这个议题，不能撤回。会议研究后登记议定结果；会议取消的，议题会重新等待。")
    waiting.delete()
    row.state = moves.WITHDRAW_TABLE.to
    save_next(row, "state")
    step.fact(moves.WITHDRAW_TABLE.verb, code(row), unit=row.unit.number)
    told = standing(facts_of_object(step.conference.pk, code(row)))
    for given in [fact for fact in told if fact.verb == moves.TABLE.verb][-1:]:
        step.fact("entry.withdrawn", f"entry:{given.entry}", data={"entry": given.entry, "fact": given.index})
    step.text("reason", reason)
    return code(row)


@action(moves.DECIDE)
def decide_problem(step: Step, *, number: int, version: int, decisions: Sequence[int]) -> str:
    """Which decisions of the meeting that dealt with it are about the problem; their tasks carry it on."""
    row = take(step, number, version, moves.DECIDE)
    found = _decided(step.conference.pk, number).filter(number__in=list(decisions)).select_related("meeting")
    made = list(found.order_by("number"))
    if not made or len(made) != len(set(decisions)):
        raise Invalid("请从研究了这个问题、纪要已印发的会议中选择议定事项。", "decisions")
    for each in made:
        ProblemDecision.objects.get_or_create(
            conference=step.conference,
            problem=row,
            decision=f"decision:{each.number}",
            defaults={"meeting": each.meeting.number, "day": each.meeting.day},
        )
    row.state = moves.DECIDE.to
    save_next(row, "state")
    last = made[-1].meeting
    for each in made:
        data: dict[str, FactValue] = {"meeting": each.meeting.number, "decision": each.number}
        step.fact(moves.DECIDE.verb, code(row), on=last.day, unit=row.unit.number, data=data)
    return code(row)


@action(moves.DECIDE)
def decide_on_paper(step: Step, *, number: int, version: int, meeting: int, text: str) -> str:
    """The problem was decided by a meeting whose minutes stayed on paper: which one, and in what words."""
    row = take(step, number, version, moves.DECIDE)
    held = Meeting.objects.filter(conference=step.conference, number=meeting, state="held").first()
    if held is None or held.day < row.opened_on:
        raise Invalid("请选择研究了这个问题、已经召开的会议。", "meeting")
    if not text.strip():
        raise Invalid("请写明会议对这个问题议定了什么。", "text")
    ProblemDecision.objects.update_or_create(
        conference=step.conference,
        problem=row,
        decision=f"meeting:{meeting}",
        defaults={"meeting": meeting, "day": held.day, "text": text.strip()},
    )
    Proposal.objects.filter(conference=step.conference, origin=code(row), taken_up=None).update(taken_up=held)
    row.state = moves.DECIDE.to
    save_next(row, "state")
    data: dict[str, FactValue] = {"meeting": meeting, "by_hand": True}
    step.fact(moves.DECIDE.verb, code(row), on=held.day, unit=row.unit.number, data=data)
    step.text("decision", text)
    return code(row)


def _decided(conference: int, number: int) -> QuerySet[Decision]:
    """The standing decisions of meetings that had the problem on their agenda and whose minutes are issued."""
    origin = f"problem:{number}"
    dealt = AgendaItem.objects.filter(conference_id=conference, meeting=OuterRef("meeting"), origin=origin)
    issued = Minutes.objects.filter(conference_id=conference, meeting=OuterRef("meeting"), state="issued")
    known = ProblemDecision.objects.filter(
        conference_id=conference, problem__number=number, decision=_code_of("decision", "number")
    )
    rows = Decision.objects.filter(Exists(dealt), Exists(issued), ~Exists(known), conference_id=conference)
    return rows.filter(withdrawn=False)


def _code_of(kind: str, field: str) -> Any:
    return Concat(Value(f"{kind}:"), Cast(OuterRef(field), CharField()))


@dataclass(frozen=True, slots=True)
class Offer:
    """A decision that may be about the problem; ``likely``: it stands at the place of the problem on the agenda."""

    number: int
    text: str
    meeting_title: str
    day: date
    likely: bool


@dataclass(frozen=True, slots=True)
class Before:
    """Where the problem stands before the conference: waiting (``meeting`` None), or taken up by a meeting."""

    meeting: int | None
    title: str
    day: date | None
    held: bool


def offers(conference: int, number: int) -> list[Offer]:
    """The decisions that ``decide_problem`` may name, newest meeting first. Two queries."""
    rows = list(_decided(conference, number).select_related("meeting").order_by("-meeting__day", "place")[:60])
    items = AgendaItem.objects.filter(
        conference_id=conference, origin=f"problem:{number}", meeting__in={row.meeting_id for row in rows}
    )
    places = set(items.values_list("meeting_id", "place"))
    alone = {row.meeting_id for row in rows if sum(other.meeting_id == row.meeting_id for other in rows) == 1}
    return [
        Offer(
            row.number,
            row.text,
            row.meeting.title,
            row.meeting.day,
            row.meeting_id in alone or (row.meeting_id, row.place) in places,
        )
        for row in rows
    ]


def before(conference: int, number: int) -> Before | None:
    """The newest proposal of a problem: waiting for an agenda, or the meeting that took it up. One query."""
    rows = Proposal.objects.filter(conference_id=conference, origin=f"problem:{number}").select_related("taken_up")
    row = rows.order_by(F("taken_up").asc(nulls_first=True), "-pk").first()
    if row is None:
        return None
    taken: Meeting | None = row.taken_up
    if taken is None:
        return Before(None, "", None, held=False)
    return Before(taken.number, taken.title, taken.day, held=taken.state == "held")


def to_decide(conference: int) -> QuerySet[Any, Any]:
    """Lines ``problem.decide`` for the office: tabled, and the minutes of the meeting that dealt with it are issued."""
    issued = Minutes.objects.filter(conference_id=conference, meeting=OuterRef("taken_up"), state="issued")
    of_it = Proposal.objects.filter(conference_id=conference, origin=_code_of("problem", "number"))
    pending = of_it.filter(Q(taken_up=None) | ~Exists(issued))
    rows = Problem.objects.filter(Exists(of_it), ~Exists(pending), conference_id=conference, state="tabled")
    return lines("problem.decide", rows.order_by("number"), words=("unit__name",))


def decided_texts(conference: int, numbers: Sequence[int]) -> dict[int, str]:
    """What these decisions say, by number; a withdrawn one says so. One query, none where none is asked."""
    if not numbers:
        return {}
    rows = Decision.objects.filter(conference_id=conference, number__in=list(numbers))
    return {row.number: f"{row.text}（已撤销）" if row.withdrawn else row.text for row in rows}


def held_since(conference: int, since: date) -> list[tuple[int, str]]:
    """Meetings held since a day, newest first: those that may have decided a problem on paper. One query."""
    rows = Meeting.objects.filter(conference_id=conference, state="held", day__gte=since).order_by("-day")[:40]
    return [(row.number, f"{row.day:%Y-%m-%d} {row.title}") for row in rows]
