"""What stands behind a figure: the same conditions count it and list its matters, so both always agree.

A figure travels in an address as ``received:2026-11-01:2026-11-30::channel=letter``: what is counted, from and to (the
day its own definition names), its states, its narrower part.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import (
    Case,
    CharField,
    DateField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce

from lianxi.analysis.indicators import DAYS_OF_UNIT, INDICATORS
from lianxi.analysis.periods import Span
from lianxi.analysis.tallies import DECIDED
from lianxi.journal.frame import Actor
from lianxi.matters import words
from lianxi.matters.life.deciding import NOTICES
from lianxi.matters.models import Charge, Deadline, Evaluation, Event, Matter
from lianxi.roster.roles import UNITS

RECEIVED, VOIDED = "received", "voided"
#: parts of a figure that an address may name
PARTS = ("channel", "purpose", "kind", "category", "lead", "territory", "group", "flag")
FLAGS: dict[str, tuple[str, Q]] = {
    "joint": ("联名", Q(joint=True)),
    "anonymous": ("匿名", Q(anonymous=True)),
    "first": ("初次（本级掌握）", Q(local_first="first")),
    "repeat": ("重复（本级掌握）", Q(local_first="repeat")),
    "national_first": ("初次（国家系统）", Q(national_first="first")),
    "national_repeat": ("重复（国家系统）", Q(national_first="repeat")),
    "stub": ("移送、告知后只留存根", Q(stub=True)),
}
NOBODY = "none"
LONGEST = 160


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure. ``what``: received, voided or an indicator; ``states``: of the indicator, empty for all of them."""

    what: str
    span: Span
    states: tuple[str, ...] = ()
    parts: Mapping[str, str] = field(default_factory=dict)

    @property
    def address(self) -> str:
        parts = ",".join(f"{name}={value}" for name, value in self.parts.items())
        return f"{self.what}:{self.span.since}:{self.span.until}:{'+'.join(self.states)}:{parts}"

    def narrower(self, **parts: object) -> Figure:
        more = {name: str(value) for name, value in parts.items()}
        return Figure(self.what, self.span, self.states, {**self.parts, **more})

    def of_states(self, *states: str) -> Figure:
        return Figure(self.what, self.span, states, self.parts)


def read(address: str) -> Figure | None:
    """The figure of an address; None where it is none."""
    pieces = address.split(":")
    if len(address) > LONGEST or len(pieces) != 5:
        return None
    what, since, until, states, parts = pieces
    known = (RECEIVED, VOIDED, *INDICATORS)
    try:
        span = Span(date.fromisoformat(since), date.fromisoformat(until))
    except ValueError:
        return None
    chosen = tuple(state for state in states.split("+") if state)
    named = dict(part.partition("=")[::2] for part in parts.split(",") if part)
    fit = all(state in INDICATORS[what].states for state in chosen) if what in INDICATORS else not chosen
    if what not in known or not fit or not all(_known(name, value) for name, value in named.items()):
        return None
    return Figure(what, span, chosen, named)


def _known(name: str, value: str) -> bool:
    lists: dict[str, Iterable[str]] = {
        "channel": words.CHANNELS, "purpose": words.PURPOSES, "kind": words.KINDS, "flag": FLAGS,
    }  # fmt: skip
    if name in lists:
        return all(each in lists[name] for each in value.split("+"))
    if name in ("lead", "territory"):
        return value == NOBODY or (value.isdecimal() and len(value) <= 9)
    if name == "category":
        return value == NOBODY or (value.isdecimal() and len(value) in (2, 4))
    return name == "group" and value.isdecimal() and 1 <= len(value) <= 4


def label(address: str, units: Mapping[int, str], categories: Mapping[str, str]) -> str:
    """What a figure counts, in words, over the list of its matters; empty for an address that is none."""
    figure = read(address)
    if figure is None:
        return ""
    spoken = {RECEIVED: "收到的信访事项", VOIDED: "作废的登记"}
    what = spoken.get(figure.what) or INDICATORS[figure.what].name
    states = "、".join(INDICATORS[figure.what].states[state] for state in figure.states)
    parts = [_part_in_words(name, value, units, categories) for name, value in figure.parts.items()]
    since, until = (f"{day.year}年{day.month}月{day.day}日" for day in (figure.span.since, figure.span.until))
    return " · ".join(filter(None, (what, states, *parts, f"{since}至{until}")))


def _part_in_words(name: str, value: str, units: Mapping[int, str], categories: Mapping[str, str]) -> str:
    if name == "flag":
        return FLAGS[value][0]
    if name == "group":
        return f"{value} 人以上集体来访"
    if name == "category":
        return "未分类" if value == NOBODY else categories.get(f"{value:0<6}", f"分类 {value}")
    if name in ("lead", "territory"):
        kind = "主办" if name == "lead" else "属地"
        return f"没有{kind}单位" if value == NOBODY else f"{kind}：{units.get(int(value), value)}"
    lists = {"channel": words.CHANNELS, "purpose": words.PURPOSES, "kind": words.KINDS}[name]
    return "、".join(lists[each] for each in value.split("+"))


# conditions -----------------------------------------------------------------------------------------------------------


def base(conference: int, actor: Actor | None = None) -> QuerySet[Matter]:
    """What is counted for this seat: everything for those who answer for the whole; a unit never counts what is kept
    from it: accusations, conflicts of interest, what left by an exit.
    """
    return countable(Matter.objects.filter(conference_id=conference), actor)


def countable(rows: QuerySet[Matter], actor: Actor | None) -> QuerySet[Matter]:
    """Those of ``rows`` that this seat may count."""
    if actor is not None and actor.role in UNITS:
        return rows.filter(restricted=False, stub=False).exclude(kind="accusation")
    return rows


def chosen(rows: QuerySet[Matter], figure: Figure, on: date) -> QuerySet[Matter]:
    """Those of ``rows`` that a figure counts."""
    days = {"figure_day__gte": figure.span.since, "figure_day__lte": figure.span.until}
    rows = figured(rows, figure.what, on).filter(**days)
    if figure.states:
        rows = rows.filter(Q(("figure_state__in", figure.states)))
    for name, value in figure.parts.items():
        rows = rows.filter(_part(name, value))
    return rows


def _part(name: str, value: str) -> Q:
    if name == "flag":
        return FLAGS[value][1]
    if name == "group":
        return Q(channel="visit", people__gte=int(value))
    if name == "category":
        return Q(category="") if value == NOBODY else Q(category__startswith=value)
    if name in ("lead", "territory"):
        return Q(**{name: None}) if value == NOBODY else Q(**{f"{name}__number": int(value)})
    return Q(**{f"{name}__in": value.split("+")})


def figured(rows: QuerySet[Matter], what: str, on: date) -> QuerySet[Matter]:
    """``rows`` with ``figure_day`` (decides the period) and ``figure_state``; those that do not belong have no day."""
    if what == VOIDED:
        return _with(rows.filter(state="voided"), F("received_on"), Value(""))
    rows = rows.exclude(state="voided")
    if what == RECEIVED:
        return _with(rows, F("received_on"), Value(""))
    return _COHORTS[what](rows, on)


def _with(rows: QuerySet[Matter], day: Any, state: Any) -> QuerySet[Matter]:
    return rows.annotate(figure_day=Cast(day, DateField()), figure_state=Cast(state, CharField(max_length=16)))


def _deadline(column: str, *rules: str) -> Subquery:
    rows = Deadline.objects.filter(matter=OuterRef("pk"), rule__in=rules).order_by("judged", "rule")
    return Subquery(rows.values(column)[:1])


def _timely(rows: QuerySet[Matter], on: date, due: Any, done: Any) -> QuerySet[Matter]:
    rows = rows.exclude(state="returned").annotate(figure_due=Cast(due, DateField()), figure_done=done)
    state = Case(
        When(figure_done__lte=F("figure_due"), then=Value("on_time")),
        When(figure_done__isnull=False, then=Value("late")),
        When(figure_due__gte=on, then=Value("waiting")),
        default=Value("overdue"),
    )
    return _with(rows, F("figure_due"), state)


def _by_article_23(rows: QuerySet[Matter], on: date) -> QuerySet[Matter]:
    return _timely(rows, on, _deadline("judged", *NOTICES), _deadline("met_on", *NOTICES))


def _by_unit(rows: QuerySet[Matter], on: date) -> QuerySet[Matter]:
    due = ExpressionWrapper(F("registered_on") + timedelta(days=DAYS_OF_UNIT), output_field=DateField())
    accepted = Event.objects.filter(matter=OuterRef("pk"), name="accepted").order_by("at").values("at")[:1]
    otherwise = Case(When(state__in=DECIDED, then=_deadline("met_on", *NOTICES)), output_field=DateField())
    return _timely(rows, on, due, Coalesce(Subquery(accepted), otherwise))


def _by_limit(rows: QuerySet[Matter], on: date) -> QuerySet[Matter]:
    limit = Coalesce(F("national_due"), _deadline("judged", "handling"), _deadline("judged", "superior_assigned"))
    return _timely(rows, on, limit, Coalesce(_deadline("met_on", "handling"), F("closed_on")))


def _extended(rows: QuerySet[Matter], on: date) -> QuerySet[Matter]:
    state = Case(When(extended_days__gt=0, then=Value("extended")), default=Value("plain"))
    return _with(rows.exclude(state="returned"), _deadline("judged", "handling"), state)


def _evaluated(of: str, *, took_part: bool) -> Callable[[QuerySet[Matter], date], QuerySet[Matter]]:
    def evaluated(rows: QuerySet[Matter], on: date) -> QuerySet[Matter]:
        given = Evaluation.objects.filter(matter=OuterRef("pk"), of=of)
        if took_part:
            known = given.filter(status__in=("given", "late"))
            day = Coalesce(F("closed_on"), F("state_since"))
            of_row = Case(
                When(Exists(known), then=Coalesce(Subquery(known.values("on")[:1]), day)), output_field=DateField()
            )
            return _with(rows, of_row, Subquery(known.values("status")[:1]))
        known = given.filter(status="given")
        return _with(rows, Subquery(known.values("on")[:1]), Subquery(known.values("value")[:1]))

    return evaluated


def _resolution(rows: QuerySet[Matter], on: date) -> QuerySet[Matter]:
    content = Evaluation.objects.filter(
        matter=OuterRef("pk"), of="unit", status="given", value__in=("satisfied", "basically")
    )
    resolved = Q(outcome__in=("mediated", "reconciled")) | Q(result="support", execution="done") | Q(Exists(content))
    state = Case(When(resolved, then=Value("resolved")), default=Value("unresolved"))
    return _with(rows.exclude(outcome=""), F("closed_on"), state)


def _sponsored(rows: QuerySet[Matter], on: date) -> QuerySet[Matter]:
    charges = Charge.objects.filter(matter=OuterRef("pk"), state__in=("approved", "ended"))
    approved = charges.order_by(F("approved_on").desc(nulls_last=True)).values("approved_on")[:1]
    state = Case(When(closed_on=None, then=Value("unresolved")), default=Value("resolved"))
    return _with(rows, Subquery(approved), state)


def _flagged(column: str) -> Callable[[QuerySet[Matter], date], QuerySet[Matter]]:
    return lambda rows, on: _with(rows, F("received_on"), F(column))


_COHORTS: dict[str, Callable[[QuerySet[Matter], date], QuerySet[Matter]]] = {
    "timely_acceptance_township": _by_article_23,
    "timely_acceptance_unit": _by_unit,
    "on_time_reply": _by_limit,
    "satisfaction_department": _evaluated("department", took_part=False),
    "satisfaction_unit": _evaluated("unit", took_part=False),
    "participation_department": _evaluated("department", took_part=True),
    "participation_unit": _evaluated("unit", took_part=True),
    "repeat_share": _flagged("local_first"),
    "repeat_share_national": _flagged("national_first"),
    "extension_share": _extended,
    "resolution": _resolution,
    "sponsored_resolution": _sponsored,
}


# counting -------------------------------------------------------------------------------------------------------------


def near(what: str, spans: Sequence[Span], conference: int) -> Q:
    """What every matter of an indicator's cohort meets, and few others: cheap, asked before the exact day.

    The day is looked up among the conference's own (``deadline_by_rule``), not matter by matter.
    """
    if what in SIMPLE_DAYS:
        return within(SIMPLE_DAYS[what], spans)
    if what == "timely_acceptance_unit":
        back = timedelta(days=DAYS_OF_UNIT)
        return within("registered_on", [Span(span.since - back, span.until - back) for span in spans])
    own = {"conference_id": conference}
    if what == "sponsored_resolution":
        return Q(pk__in=Charge.objects.filter(within("approved_on", spans), **own).values("matter"))
    if what in _RULES:
        days = Deadline.objects.filter(within("judged", spans), rule__in=_RULES[what], **own)
        due = Q(pk__in=days.values("matter"))
        return due | within("national_due", spans) if what == "on_time_reply" else due
    of = what.rpartition("_")[2]
    when = within("on", spans) | Q(on=None) if what.startswith("participation") else within("on", spans)
    return Q(pk__in=Evaluation.objects.filter(when, of=of, **own).values("matter"))


def within(column: str, spans: Sequence[Span]) -> Q:
    """``column`` lies in one of the spans."""
    found = Q(pk__in=[])
    for span in spans:
        found |= Q(**{f"{column}__gte": span.since, f"{column}__lte": span.until})
    return found


#: indicators whose day is a column of the matter
SIMPLE_DAYS = {"repeat_share": "received_on", "repeat_share_national": "received_on", "resolution": "closed_on"}
_RULES = {
    "timely_acceptance_township": NOTICES,
    "on_time_reply": ("handling", "superior_assigned"),
    "extension_share": ("handling",),
}
