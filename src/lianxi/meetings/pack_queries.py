"""Reading 信访社情分析材料: the months, one whole, one problem with what it rests on. Plain values only.

What a problem rests on is listed for a reader only as far as he may see it; what he may not see is as if absent.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import CharField, Count, F, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat, ExtractMonth, ExtractYear

from lianxi.analysis.persons import said
from lianxi.analysis.prominent import KINDS, WINDOWS, Thresholds, thresholds_of
from lianxi.information import dispute_queries, information_queries
from lianxi.journal.frame import HERE, Actor
from lianxi.matters import scope
from lianxi.matters.counting.statistics_cells import Table
from lianxi.matters.words import number_label
from lianxi.meetings import pack_words
from lianxi.meetings.models import AgendaItem, Concern, Pack, Proposal
from lianxi.meetings.models.pack import CONCERN_STATES, STATES
from lianxi.meetings.pack_content import tables_of, window_days
from lianxi.roster.models import Unit
from lianxi.roster.names import named_rows
from lianxi.tasks.models import Task
from lianxi.tasks.queries import TaskRow, task_row

MOST_PACKS = 36
#: what a problem rests on is listed up to so many of a kind
MOST_SOURCES = 100


@dataclass(frozen=True, slots=True)
class PackRow:
    """A month in the list. ``open``: problems nobody looked at yet; ``listed``: those that were confirmed."""

    number: int
    month: date
    until: date
    made_on: date
    state: str
    state_label: str
    open: int
    listed: int

    @property
    def title(self) -> str:
        return f"{self.month.year}年{self.month.month}月信访社情分析材料"


@dataclass(frozen=True, slots=True)
class Source:
    """What a problem rests on. ``page``: the name of its address."""

    page: str
    number: int
    label: str
    title: str
    on: date
    place: str


@dataclass(frozen=True, slots=True)
class ConcernView:
    """One problem as it is read: ``people`` and ``months`` say no number under 3 to whom small ones are kept back."""

    number: int
    title: str
    kinds: tuple[str, ...]
    kind_labels: tuple[str, ...]
    filed: str
    state: str
    state_label: str
    reason: str
    into: int | None
    by_hand: bool
    version: int
    counts: str
    people: str
    phrases: tuple[str, ...]
    places: tuple[str, ...]
    units: tuple[str, ...]
    first: date | None
    last: date | None
    months: tuple[tuple[str, int | None, str], ...]
    windows: tuple[tuple[date, date, int], ...]
    reasons: tuple[tuple[str, str], ...]
    sources: tuple[str, ...]
    tasks: tuple[TaskRow, ...] = ()


@dataclass(frozen=True, slots=True)
class PackView:
    """One month whole. ``meeting``: whose agenda has it; ``proposed``: it waits for one."""

    row: PackRow
    version: int
    by: Thresholds
    text: str
    sentences: tuple[str, ...]
    notes: tuple[str, ...]
    tables: tuple[Table, ...]
    concerns: tuple[ConcernView, ...]
    meeting: tuple[int, str] | None
    proposed: bool

    def of_kind(self, kind: str) -> list[ConcernView]:
        """Those of a kind; a problem of several kinds stands under the first of them."""
        return [each for each in self.concerns if each.kinds and each.kinds[0] == kind]


def packs(conference: int) -> list[PackRow]:
    """The newest months first. One query."""
    rows = Pack.objects.filter(conference_id=conference).order_by("-month")
    counted = rows.annotate(
        open_ones=Count("concerns", filter=Q(concerns__state="proposed")),
        listed=Count("concerns", filter=Q(concerns__state="confirmed")),
    )
    return [_row(row, row.open_ones, row.listed) for row in counted.defer("figures")[:MOST_PACKS]]


def _row(row: Pack, open_ones: int, listed: int) -> PackRow:
    return PackRow(row.number, row.month, row.until, row.made_on, row.state, STATES[row.state], open_ones, listed)


def standing_of(conference: int, month: date) -> tuple[int, int, str] | None:
    """Number, version and state of a month's pack, None where there is none. One query."""
    rows = Pack.objects.filter(conference_id=conference, month=month)
    return rows.values_list("number", "version", "state").first()


def pack(conference: int, number: int, on: date, *, small_hidden: bool) -> PackView | None:
    """A pack as its reader may see it. Six queries."""
    row = Pack.objects.filter(conference_id=conference, number=number).first()
    if row is None:
        return None
    form = "outward" if small_hidden else "whole"
    rows = list(Concern.objects.filter(pack=row).select_related("into").order_by("number"))
    units = dict(Unit.objects.filter(conference_id=conference).values_list("number", "name"))
    views = _views(conference, row, rows, on, units, small_hidden=small_hidden)
    origin = f"analysis:{number}"
    items = AgendaItem.objects.filter(conference_id=conference, origin=origin).exclude(meeting__state="cancelled")
    meeting = items.order_by("-meeting__number").values_list("meeting__number", "meeting__title").first()
    waits = Proposal.objects.filter(conference_id=conference, origin=origin, taken_up=None)
    states = [each.state for each in rows]
    return PackView(
        row=_row(row, states.count("proposed"), states.count("confirmed")),
        version=row.version,
        by=thresholds_of(row.by),
        text=row.text,
        sentences=tuple(row.figures.get(form, {}).get("sentences", ())),
        notes=tuple(row.figures.get("notes", ())),
        tables=tuple(tables_of(row.figures, form)),
        concerns=tuple(views),
        meeting=meeting,
        proposed=meeting is None and waits.exists(),
    )


def concern(
    conference: int, number: int, on: date, units: dict[int, str], *, small_hidden: bool
) -> tuple[ConcernView, PackRow] | None:
    """One problem with its pack; ``units``: the names of all units by number. Two queries."""
    row = (
        Concern.objects.filter(conference_id=conference, number=number)
        .select_related("pack", "into")
        .defer("pack__figures")
        .first()
    )
    if row is None:
        return None
    (view,) = _views(conference, row.pack, [row], on, units, small_hidden=small_hidden)
    return view, _row(row.pack, 0, 0)


def others(conference: int, pack: int, besides: int) -> list[tuple[int, str]]:
    """The problems of a pack that one may be merged with. One query."""
    rows = Concern.objects.filter(conference_id=conference, pack__number=pack, state__in=("proposed", "confirmed"))
    return list(rows.exclude(number=besides).order_by("number").values_list("number", "title"))


def _views(
    conference: int, pack: Pack, rows: Sequence[Concern], on: date, units: dict[int, str], *, small_hidden: bool
) -> list[ConcernView]:
    tasks: dict[str, list[TaskRow]] = {}
    origins = [f"concern:{row.number}" for row in rows]
    for task in Task.objects.filter(conference_id=conference, origin__in=origins).select_related("lead"):
        tasks.setdefault(task.origin, []).append(task_row(task, on))
    by = thresholds_of(pack.by)
    return [_view(row, pack, by, units, tasks.get(f"concern:{row.number}", []), small_hidden) for row in rows]


def _view(
    row: Concern, pack: Pack, by: Thresholds, units: dict[int, str], tasks: list[TaskRow], small_hidden: bool
) -> ConcernView:
    found: dict[str, Any] = row.found
    spans = window_days(pack.until, by.window, WINDOWS)
    return ConcernView(
        number=row.number,
        title=row.title,
        kinds=tuple(row.kinds),
        kind_labels=tuple(KINDS[kind] for kind in row.kinds),
        filed=found.get("filed", ""),
        state=row.state,
        state_label=CONCERN_STATES[row.state],
        reason=row.reason,
        into=row.into.number if row.into else None,
        by_hand=row.by_hand,
        version=row.version,
        counts=pack_words.counts(row.sources),
        people=said(found["people"]) if found.get("people") else "",
        phrases=tuple(found.get("phrases", ())),
        places=_named(found.get("places", ()), units),
        units=_named(found.get("units", ()), units),
        first=date.fromisoformat(found["first"]) if found.get("first") else None,
        last=date.fromisoformat(found["last"]) if found.get("last") else None,
        months=tuple(pack_words.months(found, pack.month, by.months, small_hidden=small_hidden)) if found else (),
        windows=tuple(
            (span.since, span.until, number) for span, number in zip(spans, found.get("windows", ()), strict=False)
        ),
        reasons=tuple(pack_words.reasons(row.kinds, found, len(row.sources), by, units)) if not row.by_hand else (),
        sources=tuple(row.sources),
        tasks=tuple(tasks),
    )


def _named(numbers: Sequence[int], units: dict[int, str]) -> tuple[str, ...]:
    """In the order of the roster."""
    return tuple(units[number] for number in sorted(numbers) if number in units)


def sources_of(conference: int, actor: Actor, codes: Sequence[str]) -> list[Source]:
    """What a problem rests on, of what this reader may see; the oldest first. One query a kind."""
    numbers: dict[str, list[int]] = {}
    for code in codes:
        kind, _, number = code.partition(":")
        numbers.setdefault(kind, []).append(int(number))
    found: list[Source] = []
    if wanted := numbers.get("matter"):
        matters = scope.visible(conference, actor).filter(number__in=wanted, stub=False)
        told = matters.order_by("number").values_list("number", "title", "received_on", "territory__name", "locality")
        found += [
            Source("matter", n, f"信访事项 {number_label(n)}", title, on, unit or place)
            for n, title, on, unit, place in told[:MOST_SOURCES]
        ]
    if wanted := numbers.get("dispute"):
        disputes = dispute_queries.visible(conference, actor).filter(number__in=wanted)
        told_ = disputes.order_by("number").values_list("number", "title", "found_on", "unit__name")
        found += [Source("dispute", n, f"矛盾纠纷第 {n} 号", title, on, unit) for n, title, on, unit in told_]
    if wanted := numbers.get("information"):
        rows = information_queries.visible(conference, actor).filter(number__in=wanted)
        of = rows.order_by("number").values_list("number", "title", "sent_at", "unit__name")
        found += [
            Source("information", n, f"敏感信息第 {n} 号", title, at.astimezone(HERE).date(), unit)
            for n, title, at, unit in of
        ]
    return sorted(found, key=lambda each: (each.on, each.page, each.number))


# what they are called on the pages of the rooms below (roster.names) --------------------------------------------------


def named_packs(conference: int, numbers: list[int]) -> QuerySet[Any, Any]:
    rows = Pack.objects.filter(conference_id=conference, number__in=numbers)
    year, month = (Cast(part("month"), CharField()) for part in (ExtractYear, ExtractMonth))
    return named_rows("analysis", rows, Concat(year, Value("年"), month, Value("月信访社情分析材料")))


def named_concerns(conference: int, numbers: list[int]) -> QuerySet[Any, Any]:
    return named_rows("concern", Concern.objects.filter(conference_id=conference, number__in=numbers), F("title"))
