"""Counting a ledger: plain rows in, the figures of a period out. What the database adds up must equal this.

Matters (件次) and people (人次) are counted apart. Volume goes by the day of receipt, indicators by the day their own
definition names. What was voided stays apart; what left by an exit (a stub) counts with its class and channel.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple, TypeVar

from .indicators import DAYS_OF_UNIT, GROUP_FROM, INDICATORS, Rate
from .periods import Span, months_to

#: decided in another way than by acceptance
DECIDED = ("declined", "barred", "diverted", "discipline", "judicial", "elsewhere")
SPANS = 3
FLAGS = (
    "matters", "people", "group", "group_people", "joint", "anonymous", "first", "repeat", "national_first",
    "national_repeat", "stub", "voided",
)  # fmt: skip


class Count(NamedTuple):
    """件次 and 人次."""

    matters: int = 0
    people: int = 0

    def plus(self, other: Count) -> Count:
        return Count(self.matters + other.matters, self.people + other.people)


@dataclass(frozen=True, slots=True)
class Judged:
    """How one of the two was evaluated: ``status`` given, late …; ``value`` satisfied, basically, dissatisfied."""

    status: str
    value: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One matter as it is counted. ``lead``, ``territory``: numbers of units; ``limit_on``: 限办截止时间.

    ``notice_due`` and ``notice_met``: of article 23; ``finished_on``: the day the reply was complete; ``sponsored_on``:
    when a charge of it was approved.
    """

    received_on: date
    registered_on: date
    channel: str
    purpose: str
    kind: str
    state: str
    category: str = ""
    lead: int | None = None
    territory: int | None = None
    people: int = 1
    joint: bool = False
    anonymous: bool = False
    local_first: str = ""
    national_first: str = ""
    stub: bool = False
    accepted_on: date | None = None
    notice_due: date | None = None
    notice_met: date | None = None
    limit_on: date | None = None
    handling_due: date | None = None
    finished_on: date | None = None
    closed_on: date | None = None
    state_since: date | None = None
    extended_days: int = 0
    outcome: str = ""
    result: str = ""
    execution: str = ""
    sponsored_on: date | None = None
    department: Judged | None = None
    unit: Judged | None = None


K = TypeVar("K")
Makeup = tuple[str, str, str]
Cohort = tuple[str, int | None, str]


@dataclass(slots=True)
class Tally:
    """The figures of a period. ``totals``: for the period, the one before, last year's; each by ``FLAGS``.

    ``makeup``: channel, purpose, class; ``topics``: first four digits of the category, leading unit; ``cohorts``:
    indicator, leading unit, state → the three spans.
    """

    totals: tuple[Counter[str], ...] = field(default_factory=lambda: tuple(Counter() for _ in range(SPANS)))
    months: dict[date, Count] = field(default_factory=dict)
    makeup: dict[Makeup, Count] = field(default_factory=dict)
    topics: dict[tuple[str, int | None], Count] = field(default_factory=dict)
    territories: dict[int | None, Count] = field(default_factory=dict)
    cohorts: dict[Cohort, tuple[int, ...]] = field(default_factory=dict)

    def rate(self, indicator: str, span: int = 0, *, unit: int | None = None, of_all: bool = True) -> Rate:
        """Of the whole body, or (``of_all`` false) of one leading unit."""
        counts: Counter[str] = Counter()
        for (what, lead, state), numbers in self.cohorts.items():
            if what == indicator and (of_all or lead == unit):
                counts[state] += numbers[span]
        return Rate(INDICATORS[indicator], dict(counts))

    def add_cohort(self, key: Cohort, numbers: Sequence[int]) -> None:
        known = self.cohorts.get(key, (0,) * SPANS)
        self.cohorts[key] = tuple(had + new for had, new in zip(known, numbers, strict=True))


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is counted: ``volume`` and ``whole`` are the period, the one before and last year's, cut and uncut."""

    volume: tuple[Span, ...]
    whole: tuple[Span, ...]
    on: date
    group_from: int = GROUP_FROM

    @property
    def months(self) -> tuple[date, ...]:
        """Thirteen months up to the period's last one, or today's."""
        return months_to(max(self.volume[0].since, min(self.volume[0].until, self.on)))


def add_to(counts: dict[K, Count], key: K, more: Count) -> None:
    counts[key] = counts.get(key, Count()).plus(more)


def count(rows: Iterable[Row], wanted: Wanted) -> Tally:
    """Every figure of the period, from all matters of a conference."""
    found = Tally(months=dict.fromkeys(wanted.months, Count()))
    for row in rows:
        for place, span in enumerate(wanted.volume):
            if span.holds(row.received_on):
                found.totals[place].update(flags_of(row, wanted.group_from))
        if row.state == "voided":
            continue
        one = Count(1, row.people)
        month = row.received_on.replace(day=1)
        if month in found.months:
            add_to(found.months, month, one)
        if wanted.volume[0].holds(row.received_on):
            add_to(found.makeup, (row.channel, row.purpose, row.kind), one)
            add_to(found.topics, (row.category[:4], row.lead), one)
            add_to(found.territories, row.territory, one)
        for indicator, (day, state) in judged(row, wanted.on).items():
            spans = wanted.volume if indicator.startswith("repeat") else wanted.whole
            numbers = tuple(int(span.holds(day)) for span in spans)
            if any(numbers):
                found.add_cohort((indicator, row.lead, state), numbers)
    for total in found.totals:
        for name in [name for name, number in total.items() if not number]:
            del total[name]
    return found


def flags_of(row: Row, group_from: int) -> dict[str, int]:
    """What a matter adds to the totals of the span it was received in."""
    if row.state == "voided":
        return {"voided": 1}
    group = row.channel == "visit" and row.people >= group_from
    return {
        "matters": 1,
        "people": row.people,
        "group": int(group),
        "group_people": row.people if group else 0,
        "joint": int(row.joint),
        "anonymous": int(row.anonymous),
        "first": int(row.local_first == "first"),
        "repeat": int(row.local_first == "repeat"),
        "national_first": int(row.national_first == "first"),
        "national_repeat": int(row.national_first == "repeat"),
        "stub": int(row.stub),
    }


def timeliness(due: date, done: date | None, on: date) -> str:
    """One of ``TIMELY``; what is due today is not overdue yet."""
    if done is not None:
        return "on_time" if done <= due else "late"
    return "waiting" if due >= on else "overdue"


def judged(row: Row, on: date) -> dict[str, tuple[date, str]]:
    """Of each indicator that the matter belongs to: the day that decides its period, and its state."""
    found: dict[str, tuple[date, str]] = {
        "repeat_share": (row.received_on, row.local_first),
        "repeat_share_national": (row.received_on, row.national_first),
    }
    if row.state != "returned":
        found |= _timely(row, on)
    if row.closed_on is not None and row.outcome:
        found["resolution"] = row.closed_on, "resolved" if resolved(row) else "unresolved"
    if row.sponsored_on is not None:
        found["sponsored_resolution"] = row.sponsored_on, "unresolved" if row.closed_on is None else "resolved"
    for of, given in (("department", row.department), ("unit", row.unit)):
        if given is None:
            continue
        if given.status == "given" and given.on is not None:
            found[f"satisfaction_{of}"] = given.on, given.value
        day = given.on or row.closed_on or row.state_since
        if given.status in ("given", "late") and day is not None:
            found[f"participation_{of}"] = day, given.status
    return found


def _timely(row: Row, on: date) -> dict[str, tuple[date, str]]:
    accepted = row.accepted_on or (row.notice_met if row.state in DECIDED else None)
    due = row.registered_on + timedelta(days=DAYS_OF_UNIT)
    found = {"timely_acceptance_unit": (due, timeliness(due, accepted, on))}
    if row.notice_due is not None:
        found["timely_acceptance_township"] = row.notice_due, timeliness(row.notice_due, row.notice_met, on)
    if row.limit_on is not None:
        found["on_time_reply"] = row.limit_on, timeliness(row.limit_on, row.finished_on, on)
    if row.handling_due is not None:
        found["extension_share"] = row.handling_due, "extended" if row.extended_days else "plain"
    return found


def resolved(row: Row) -> bool:
    """化解 as this system defines it: an agreement, a supported claim carried out, or a petitioner who is satisfied."""
    agreed = row.outcome in ("mediated", "reconciled")
    carried_out = row.result == "support" and row.execution == "done"
    content = row.unit is not None and row.unit.status == "given" and row.unit.value in ("satisfied", "basically")
    return agreed or carried_out or content
