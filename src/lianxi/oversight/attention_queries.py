"""Reading comments, units under attention and measures of 条例 39(3): lists by keyset, one whole. Plain values only."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import CharField, Model, QuerySet, Value
from django.db.models.functions import Cast, Concat

from lianxi.journal.frame import Actor
from lianxi.meetings.models import Meeting
from lianxi.oversight.evidence import named
from lianxi.oversight.models import Attention, Comment, UnitMeasure
from lianxi.oversight.models.interview import (
    ATTENTION_STATES,
    COMMENT_STATES,
    MEASURE_STATES,
)
from lianxi.oversight.models.interview import HANDLING as HANDLING
from lianxi.oversight.models.interview import MEASURES as MEASURES
from lianxi.oversight.unit_scope import visible_to
from lianxi.roster.names import named_rows, titles

PAGE = 50
#: in force, and not answered in a way the office has accepted
IN_FORCE = ("approved", "answered", "returned")
#: meetings at which a comment may have been made, newest first
MEETINGS = 30


@dataclass(frozen=True, slots=True)
class AttentionView:
    """One unit under attention. ``due_again``: its day of review has come."""

    number: int
    unit: int
    unit_name: str
    ground_label: str
    basis: str
    basis_words: str
    reason: str
    measures: str
    exit_when: str
    entered_on: date
    until: date | None
    reply: str
    replied_on: date | None
    left_on: date | None
    left_because: str
    state: str
    state_label: str
    due_again: bool
    by_hand: bool
    version: int


@dataclass(frozen=True, slots=True)
class MeasureView:
    """One 通报, 挂牌督办 or 责令限期整改. ``overdue``: in force, unanswered, past its date."""

    number: int
    kind: str
    unit: int
    unit_name: str
    ground_label: str
    basis: str
    basis_words: str
    text: str
    demand: str
    due: date | None
    proposed_on: date
    approved_on: date | None
    opinion: str
    answer: str
    answered_on: date | None
    note: str
    lifted_on: date | None
    state: str
    state_label: str
    overdue: bool
    by_hand: bool
    version: int

    @property
    def label(self) -> str:
        return MEASURES[self.kind]


@dataclass(frozen=True, slots=True)
class CommentView:
    """One comment; ``meeting_title`` is empty where it was made between two meetings."""

    number: int
    unit: int
    unit_name: str
    meeting: int | None
    meeting_title: str
    on: date
    good: str
    owed: str
    reply: str
    replied_on: date | None
    state: str
    state_label: str
    by_hand: bool
    version: int


def seen_attention(conference: int, actor: Actor) -> QuerySet[Attention]:
    return visible_to(Attention.objects.filter(conference_id=conference), actor)


def seen_measures(conference: int, actor: Actor) -> QuerySet[UnitMeasure]:
    return visible_to(UnitMeasure.objects.filter(conference_id=conference), actor, decided="approved_on")


def seen_comments(conference: int, actor: Actor) -> QuerySet[Comment]:
    return visible_to(Comment.objects.filter(conference_id=conference), actor)


def attentions(
    conference: int, actor: Actor, on: date, *, shown: str = "open", before: int | None = None, limit: int = PAGE
) -> list[AttentionView]:
    """The newest first. ``shown``: open, review (its day has come), all. At most three queries."""
    rows = seen_attention(conference, actor)
    if shown == "review":
        rows = rows.filter(left_on=None, until__lte=on)
    elif shown != "all":
        rows = rows.filter(left_on=None)
    return _attention(conference, actor, on, _page(rows, before, limit))


def attention_for(conference: int, number: int, actor: Actor, on: date) -> AttentionView | None:
    """One, if the seat may see it; hidden and absent are the same. At most three queries."""
    rows = seen_attention(conference, actor).filter(number=number)
    return next(iter(_attention(conference, actor, on, _page(rows, None, 1))), None)


def unit_measures(
    conference: int, actor: Actor, on: date, *, shown: str = "open", before: int | None = None, limit: int = PAGE
) -> list[MeasureView]:
    """The newest first. ``shown``: open (proposed or in force), overdue, all. At most three queries."""
    rows = seen_measures(conference, actor)
    if shown == "overdue":
        rows = rows.filter(state__in=["approved", "returned"], due__lt=on)
    elif shown != "all":
        rows = rows.filter(state__in=["proposed", *IN_FORCE])
    return _measures(conference, actor, on, _page(rows, before, limit))


def measure_for(conference: int, number: int, actor: Actor, on: date) -> MeasureView | None:
    """One, if the seat may see it; hidden and absent are the same. At most three queries."""
    rows = seen_measures(conference, actor).filter(number=number)
    return next(iter(_measures(conference, actor, on, _page(rows, None, 1))), None)


def comments(
    conference: int, actor: Actor, *, meeting: int | None = None, before: int | None = None, limit: int = PAGE
) -> list[CommentView]:
    """The newest first; ``meeting``: made at that one. At most two queries."""
    rows = seen_comments(conference, actor)
    if meeting is not None:
        rows = rows.filter(meeting=meeting)
    return _comments(conference, _page(rows, before, limit))


def comment_for(conference: int, number: int, actor: Actor) -> CommentView | None:
    """One, if the seat may see it; hidden and absent are the same. At most two queries."""
    rows = seen_comments(conference, actor).filter(number=number)
    return next(iter(_comments(conference, _page(rows, None, 1))), None)


def held_meetings(conference: int) -> list[tuple[int, str, date]]:
    """Number, title and day of the meetings held, newest first. One query."""
    rows = Meeting.objects.filter(conference_id=conference, state="held").order_by("-day", "-number")
    return list(rows.values_list("number", "title", "day")[:MEETINGS])


def _page(rows: QuerySet[Any], before: int | None, limit: int) -> list[Any]:
    if before is not None:
        rows = rows.filter(number__lt=before)
    return list(rows.select_related("unit").order_by("-number")[:limit])


def _attention(conference: int, actor: Actor, on: date, rows: list[Attention]) -> list[AttentionView]:
    words = named(conference, actor, [row.basis for row in rows])
    return [
        AttentionView(
            number=row.number,
            unit=row.unit.number,
            unit_name=row.unit.name,
            ground_label=HANDLING[row.ground],
            basis=row.basis if row.basis in words else "",
            basis_words=words.get(row.basis, ""),
            reason=row.reason,
            measures=row.measures,
            exit_when=row.exit_when,
            entered_on=row.entered_on,
            until=row.until,
            reply=row.reply,
            replied_on=row.replied_on,
            left_on=row.left_on,
            left_because=row.left_because,
            state=row.state,
            state_label=ATTENTION_STATES[row.state],
            due_again=row.left_on is None and row.until is not None and row.until <= on,
            by_hand=row.by_hand,
            version=row.version,
        )
        for row in rows
    ]


def _measures(conference: int, actor: Actor, on: date, rows: list[UnitMeasure]) -> list[MeasureView]:
    words = named(conference, actor, [row.basis for row in rows])
    return [
        MeasureView(
            number=row.number,
            kind=row.kind,
            unit=row.unit.number,
            unit_name=row.unit.name,
            ground_label=HANDLING[row.ground],
            basis=row.basis if row.basis in words else "",
            basis_words=words.get(row.basis, ""),
            text=row.text,
            demand=row.demand,
            due=row.due,
            proposed_on=row.proposed_on,
            approved_on=row.approved_on,
            opinion=row.opinion,
            answer=row.answer,
            answered_on=row.answered_on,
            note=row.note,
            lifted_on=row.lifted_on,
            state=row.state,
            state_label=MEASURE_STATES[row.state],
            overdue=row.state in {"approved", "returned"} and row.due is not None and row.due < on,
            by_hand=row.by_hand,
            version=row.version,
        )
        for row in rows
    ]


def _comments(conference: int, rows: list[Comment]) -> list[CommentView]:
    named_ = titles(conference, {f"meeting:{row.meeting}" for row in rows if row.meeting})
    return [
        CommentView(
            number=row.number,
            unit=row.unit.number,
            unit_name=row.unit.name,
            meeting=row.meeting,
            meeting_title=named_.get(f"meeting:{row.meeting}", ""),
            on=row.on,
            good=row.good,
            owed=row.owed,
            reply=row.reply,
            replied_on=row.replied_on,
            state=row.state,
            state_label=COMMENT_STATES[row.state],
            by_hand=row.by_hand,
            version=row.version,
        )
        for row in rows
    ]


def namer(kind: str, what: str, model: type[Model]) -> Callable[[int, list[int]], QuerySet[Any, Any]]:
    """What they are called on the pages of the rooms below: by number alone, not everybody may know the unit."""

    def names(conference: int, numbers: list[int]) -> QuerySet[Any, Any]:
        rows = model._default_manager.filter(conference_id=conference, number__in=numbers)
        return named_rows(kind, rows, Concat(Value(f"{what}第 "), Cast("number", CharField()), Value(" 号")))

    return names


NAMERS = {
    "comment": namer("comment", "点评", Comment),
    "attention": namer("attention", "重点关注", Attention),
    "measure": namer("measure", "通报督办", UnitMeasure),
}
