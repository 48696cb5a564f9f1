"""Reading joint supervision: lists by keyset, one whole, one finding, what they are called. Plain values only.

Everything is read through ``supervision_scope``: a unit that was inspected finds its own findings and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, CharField, F, Q, QuerySet, Value, When
from django.db.models.functions import Cast, Concat

from lianxi.journal.frame import Actor
from lianxi.matters.scope import visible as visible_matters
from lianxi.oversight import supervision_scope as scope
from lianxi.oversight.finding_moves import OPEN, OWED
from lianxi.oversight.models import Finding, Part, Supervision, TeamMember
from lianxi.oversight.models.supervision import FINDING_STATES, RESULTS, STATES
from lianxi.roster.names import named_rows

PAGE = 50
#: which states a choice of the list shows
SHOWN = {
    "open": ("proposed", "returned", "approved", "started", "found"),
    "reported": ("reported",),
    "cancelled": ("cancelled",),
}
#: kinds of seats that carry a supervision out where no unit does
OFFICE_NAME = "联席会议办公室"


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One finding in a list. ``overdue``: not put right past its date."""

    number: int
    supervision: int
    unit: int
    unit_name: str
    text: str
    due: date | None
    rectified_on: date | None
    state: str
    state_label: str
    overdue: bool
    #: a later due date the unit asks for
    wanted: date | None

    @property
    def owed(self) -> bool:
        return self.state in OWED

    @property
    def open(self) -> bool:
        return self.state in OPEN


@dataclass(frozen=True, slots=True)
class SupervisionRow:
    """One in a list. ``units``: whom it looks at, empty for who sees only a part; counts are of visible findings."""

    number: int
    title: str
    state: str
    state_label: str
    proposer_name: str
    organiser_name: str
    first_day: date | None
    last_day: date | None
    proposed_on: date
    reported_on: date | None
    by_hand: bool
    units: tuple[str, ...] = ()
    found: int = 0
    settled: int = 0
    overdue: int = 0


@dataclass(frozen=True, slots=True)
class ItemView:
    """An item of the checklist, called by its place."""

    place: int
    text: str
    basis: str


@dataclass(frozen=True, slots=True)
class ResultView:
    place: int
    result: str
    label: str
    note: str


@dataclass(frozen=True, slots=True)
class PartView:
    """An inspected unit: what the checklist gave, what was found, when it was fed back."""

    unit: int
    unit_name: str
    results: tuple[ResultView, ...]
    fed_back_on: date | None
    findings: tuple[FindingRow, ...] = ()

    @property
    def bad(self) -> int:
        return sum(each.result == "bad" for each in self.results)


@dataclass(frozen=True, slots=True)
class SenderView:
    """A unit asked to send people, and whom it named: (name, post, leads)."""

    unit: int
    unit_name: str
    people: tuple[tuple[str, str, bool], ...]


@dataclass(frozen=True, slots=True)
class SupervisionView:
    """One as this seat may see it. ``whole``: with the team and every unit; else only the own part or proposal.

    ``matter``: the number of the matter it is about, where the reader may see that matter.
    """

    row: SupervisionRow
    whole: bool
    reason: str
    matter: int | None
    problem: int | None
    proposer: int | None
    organiser: int | None
    approved_on: date | None
    started_on: date | None
    opinion: str
    arrangement: str
    items: tuple[ItemView, ...]
    parts: tuple[PartView, ...]
    senders: tuple[SenderView, ...]
    report: str
    important: bool
    version: int

    @property
    def findings(self) -> tuple[FindingRow, ...]:
        return tuple(each for part in self.parts for each in part.findings)


@dataclass(frozen=True, slots=True)
class FindingView:
    """One finding whole."""

    row: FindingRow
    title: str
    organiser: int | None
    whole: bool
    item: ItemView | None
    demand: str
    found_on: date
    rectification: str
    opinion: str
    wanted_reason: str
    version: int


def supervisions(
    conference: int,
    actor: Actor,
    *,
    on: date,
    shown: str = "open",
    before: int | None = None,
    limit: int = PAGE,
) -> list[SupervisionRow]:
    """The newest first, below number ``before`` (keyset). ``shown``: open, reported, cancelled, all. Three queries."""
    rows = scope.visible(conference, actor)
    if shown in SHOWN:
        rows = rows.filter(state__in=SHOWN[shown])
    if before is not None:
        rows = rows.filter(number__lt=before)
    listed = list(rows.select_related("organiser", "proposer").order_by("-number")[:limit])
    numbers = [row.number for row in listed]
    units: dict[int, list[str]] = {}
    team = Supervision.objects.filter(scope.whole(conference, actor), conference_id=conference, number__in=numbers)
    parts = Part.objects.filter(supervision__in=team, kind="inspected").order_by("unit__number")
    for number, name in parts.values_list("supervision__number", "unit__name"):
        units.setdefault(number, []).append(name)
    told: dict[int, list[FindingRow]] = {}
    for finding in _findings(conference, actor, Q(supervision__number__in=numbers), on):
        told.setdefault(finding.supervision, []).append(finding)
    return [_row(row, units.get(row.number, ()), told.get(row.number, ())) for row in listed]


def _row(row: Supervision, units: Iterable[str] = (), findings: Iterable[FindingRow] = ()) -> SupervisionRow:
    told = [each for each in findings if each.open or each.state == "verified"]
    return SupervisionRow(
        number=row.number,
        title=row.title,
        state=row.state,
        state_label=STATES[row.state],
        proposer_name=row.proposer.name if row.proposer else OFFICE_NAME,
        organiser_name=row.organiser.name if row.organiser else OFFICE_NAME,
        first_day=row.first_day,
        last_day=row.last_day,
        proposed_on=row.proposed_on,
        reported_on=row.reported_on,
        by_hand=row.by_hand,
        units=tuple(units),
        found=len(told),
        settled=sum(each.state == "verified" for each in told),
        overdue=sum(each.overdue for each in told),
    )


def _findings(conference: int, actor: Actor, which: Q, on: date) -> list[FindingRow]:
    rows = scope.findings(conference, actor).filter(which).exclude(state="dropped")
    return [_finding(row, on) for row in rows.select_related("unit", "supervision").order_by("unit__number", "number")]


def _finding(row: Finding, on: date) -> FindingRow:
    return FindingRow(
        number=row.number,
        supervision=row.supervision.number,
        unit=row.unit.number,
        unit_name=row.unit.name,
        text=row.text,
        due=row.due,
        rectified_on=row.rectified_on,
        state=row.state,
        state_label=FINDING_STATES[row.state],
        overdue=row.state in OWED and row.due is not None and row.due < on,
        wanted=row.wanted,
    )


def supervision_for(conference: int, actor: Actor, number: int, *, on: date) -> SupervisionView | None:
    """One, as far as the seat may see it; hidden and absent are the same. Four queries, five with a matter."""
    found = scope.visible(conference, actor).filter(number=number)
    whole = Case(When(scope.whole(conference, actor), then=Value(True)), default=Value(False))
    row = found.select_related("organiser", "proposer").annotate(seen_whole=whole).first()
    if row is None:
        return None
    findings = _findings(conference, actor, Q(supervision=row), on)
    parts, senders = _parts(row, actor, findings)
    kind, _, about = row.basis.partition(":")
    items = tuple(map(_item, range(1, len(row.checklist) + 1), row.checklist))
    checked = {result.place for part in parts for result in part.results}
    return SupervisionView(
        row=_row(row, [part.unit_name for part in parts] if row.seen_whole else (), findings),
        whole=row.seen_whole,
        reason=row.reason if row.seen_whole or _proposed(row, actor) else "",
        matter=_visible_matter(conference, actor, int(about)) if kind == "matter" else None,
        problem=int(about) if kind == "problem" else None,
        proposer=row.proposer.number if row.proposer else None,
        organiser=row.organiser.number if row.organiser else None,
        approved_on=row.approved_on,
        started_on=row.started_on,
        opinion=row.opinion if row.seen_whole or _proposed(row, actor) else "",
        arrangement=row.arrangement if row.seen_whole else "",
        items=items if row.seen_whole else tuple(item for item in items if item.place in checked),
        parts=parts,
        senders=senders,
        report=row.report if row.seen_whole else "",
        important=row.important,
        version=row.version,
    )


def _proposed(row: Supervision, actor: Actor) -> bool:
    return row.proposer is not None and row.proposer.number == actor.unit


def _visible_matter(conference: int, actor: Actor, number: int) -> int | None:
    return number if visible_matters(conference, actor).filter(number=number).exists() else None


def _item(place: int, item: dict[str, str]) -> ItemView:
    return ItemView(place, item["text"], item.get("basis", ""))


def _parts(row: Any, actor: Actor, findings: list[FindingRow]) -> tuple[tuple[PartView, ...], tuple[SenderView, ...]]:
    """The inspected units and the senders; for who does not see it wholly, his own part once it was fed back."""
    rows = Part.objects.filter(supervision=row)
    if not row.seen_whole:
        rows = rows.filter(kind="inspected", unit__number=actor.unit or 0, fed_back_on__isnull=False)
    kept = list(rows.select_related("unit").order_by("unit__number"))
    inspected = tuple(_part(part, findings) for part in kept if part.kind == "inspected")
    asked = [part for part in kept if part.kind == "sends"]
    people: dict[int, list[tuple[str, str, bool]]] = {}
    if asked:
        team = TeamMember.objects.filter(supervision=row).order_by("-leads", "pk")
        for unit, name, post, leads in team.values_list("unit__number", "name", "post", "leads"):
            people.setdefault(unit, []).append((name, post, leads))
    senders = (SenderView(each.unit.number, each.unit.name, tuple(people.get(each.unit.number, ()))) for each in asked)
    return inspected, tuple(senders)


def _part(part: Part, findings: list[FindingRow]) -> PartView:
    results = (
        ResultView(each["place"], each["result"], RESULTS.get(each["result"], ""), each.get("note", ""))
        for each in part.results
    )
    own = tuple(each for each in findings if each.unit == part.unit.number)
    return PartView(part.unit.number, part.unit.name, tuple(results), part.fed_back_on, own)


def finding_for(conference: int, actor: Actor, number: int, *, on: date) -> FindingView | None:
    """One finding, if the seat may see it. One query."""
    team = Supervision.objects.filter(scope.whole(conference, actor), conference_id=conference)
    whole = Case(When(supervision__in=team, then=Value(True)), default=Value(False))
    rows = scope.findings(conference, actor).filter(number=number).exclude(state="dropped").annotate(seen_whole=whole)
    row = rows.select_related("unit", "supervision__organiser").first()
    if row is None:
        return None
    checklist = row.supervision.checklist
    item = row.item if row.item is not None and row.item <= len(checklist) else None
    return FindingView(
        row=_finding(row, on),
        title=row.supervision.title,
        organiser=row.supervision.organiser.number if row.supervision.organiser else None,
        whole=row.seen_whole,
        item=_item(item, checklist[item - 1]) if item is not None else None,
        demand=row.demand,
        found_on=row.found_on,
        rectification=row.rectification,
        opinion=row.opinion,
        wanted_reason=row.wanted_reason if row.wanted else "",
        version=row.version,
    )


# what they are called: on pages that every member sees, so neither a matter nor a coming inspection shines through ---


def named_supervisions(conference: int, numbers: list[int]) -> QuerySet[Any, Any]:
    """Its title once it was reported to the conference (never of one about a matter), before that its number."""
    rows = Supervision.objects.filter(conference_id=conference, number__in=numbers)
    told = When(Q(state="reported") & ~Q(basis__startswith="matter:"), then=F("title"))
    return named_rows("supervision", rows, Case(told, default=_numbered("联合督查第 ")))


def named_findings(conference: int, numbers: list[int]) -> QuerySet[Any, Any]:
    rows = Finding.objects.filter(conference_id=conference, number__in=numbers)
    return named_rows("finding", rows, _numbered("督查反馈问题第 "))


def _numbered(words: str) -> Concat:
    return Concat(Value(words), Cast("number", CharField()), Value(" 号"), output_field=CharField())
