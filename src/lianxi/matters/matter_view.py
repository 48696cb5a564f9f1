"""One matter whole, as somebody may see it: clock, what is owed next, course, papers. Plain values only."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F, IntegerField, Value
from django.db.models.functions import Cast

from lianxi.journal import queries as journal
from lianxi.journal.frame import HERE, Actor
from lianxi.journal.models import Attachment, Text
from lianxi.journal.queries import ERASED_NAME, EntryFile, PastStep
from lianxi.matters import words
from lianxi.matters.case_papers.paper_queries import PaperRow, row_of
from lianxi.matters.clock_line import Course, DeadlineView, Point, points, view_of
from lianxi.matters.identities.holders import Held
from lianxi.matters.life.owing import Offer, next_steps
from lianxi.matters.matter_parts import Part, parts_of
from lianxi.matters.models import CasePaper, Matter
from lianxi.matters.scope import visible
from lianxi.matters.tables.categories import names_of
from lianxi.roster.models import Person

#: texts of an entry that a reader of the matter may see, with their words
TEXTS = {
    "reason": "理由",
    "opinion": "意见",
    "note": "说明",
    "execution": "执行情况",
    "to": "去向",
    "receipt": "回执",
}
#: order in which the deadlines are shown
ORDER = ("direct_notice", "assigned_notice", "assigned_objection", "superior_assigned", "handling")
#: openings of identities stand on a page of their own
ELSEWHERE = "identity."


@dataclass(frozen=True, slots=True)
class Happening:
    """One line of the course: an entry, who recorded it and for whom, what was said and attached."""

    entry: int
    verb: str
    on: date
    recorded_at: datetime
    person: str
    on_behalf: bool
    said: tuple[tuple[str, str], ...]
    files: tuple[EntryFile, ...]


@dataclass(frozen=True, slots=True)
class HelperView:
    """协办单位: its part, until when, what it replied."""

    name: str
    part: str
    due: date | None
    replied_on: date | None
    reply: str
    overdue: bool


@dataclass(frozen=True, slots=True)
class EvaluationView:
    """满意度评价 of the petition department or the responsible unit."""

    of: str
    status: str
    value: str
    on: date | None


@dataclass(frozen=True, slots=True)
class ChargeLine:
    number: int
    leader: str
    state: str
    until: date | None


@dataclass(frozen=True, slots=True)
class MatterView:
    """A matter whole. Of a stub only number, date, exit and receipt are filled in."""

    number: int
    label: str
    version: int
    stub: bool
    state: str
    state_label: str
    state_since: date
    open: bool
    title: str
    text: str
    kind: str
    kind_label: str
    route: int | None
    route_label: str
    restricted: bool
    category: str
    channel_label: str
    purpose_label: str
    petitioned_on: date
    received_on: date
    registered_on: date
    registrar: str
    source: str
    source_label: str
    sender: str
    sender_number: str
    sender_due: date | None
    territory: str
    locality: str
    people: int
    involved: int | None
    joint: bool
    anonymous: bool
    national_first: str
    local_first: str
    responsible: str
    lead: str
    lead_number: int | None
    handler: str
    national_number: str
    national_entered: date | None
    national_due: date | None
    outcome: str
    result: str
    execution: str
    extended_days: int
    due_on: date | None
    overdue: bool
    provisional: bool
    closed_on: date | None
    simple: bool
    void_asked: bool
    origin: str
    held: Held
    line: tuple[Point, ...] = ()
    deadlines: tuple[DeadlineView, ...] = ()
    steps: tuple[Offer, ...] = ()
    helpers: tuple[HelperView, ...] = ()
    evaluations: tuple[EvaluationView, ...] = ()
    excluded: tuple[str, ...] = ()
    charge: ChargeLine | None = None
    papers: tuple[PaperRow, ...] = ()
    course: tuple[Happening, ...] = ()

    @property
    def paper_count(self) -> int:
        return len(self.papers)


def matter_for(conference: int, actor: Actor, number: int, *, on: date) -> MatterView | None:
    """One matter, if this seat may see it; hidden and absent are the same. Five to seven queries."""
    rows = visible(conference, actor).select_related("territory", "responsible", "lead")
    matter = rows.filter(number=number).first()
    if matter is None:
        return None
    history = _history(conference, matter)
    parts = {} if matter.stub else parts_of(matter)
    papers = [] if matter.stub else list(CasePaper.objects.filter(matter=matter).order_by("number"))
    people = {step.person for step in history} | {matter.registrar, matter.handler}
    people |= {part.person for kind in ("reading", "charge", "exclusion") for part in parts.get(kind, ())}
    carried = _carried(conference, [step.entry for step in history], {each for each in people if each is not None})
    deadlines = [_deadline(part, matter, on) for part in parts.get("deadline", ())]
    deadlines.sort(key=lambda each: (ORDER.index(each.rule) if each.rule in ORDER else len(ORDER), each.started_on))
    return _view(matter, on, parts, carried, deadlines, _happenings(history, parts, carried), papers, actor)


def files_for(conference: int, actor: Actor, number: int) -> frozenset[int] | None:
    """The entries whose files this seat may have of a matter; None where it may not see it. Two queries."""
    matter = visible(conference, actor).filter(number=number).first()
    if matter is None:
        return None
    return frozenset(step.entry for step in _history(conference, matter))


def _history(conference: int, matter: Matter) -> list[PastStep]:
    steps = journal.history(conference, f"matter:{matter.number}", limit=200)
    steps = [step for step in steps if not step.verb.startswith(ELSEWHERE)]
    return [step for step in steps if step.verb in EXIT_VERBS] if matter.stub else steps


EXIT_VERBS = ("matter.sent_to_discipline", "matter.sent_to_judicial", "matter.told_elsewhere")


@dataclass(frozen=True, slots=True)
class _Carried:
    """What entries carry, and how people are called."""

    texts: dict[int, list[tuple[str, str]]]
    files: dict[int, list[EntryFile]]
    names: dict[int, str]


def _carried(conference: int, entries: Sequence[int], people: Iterable[int]) -> _Carried:
    """Texts and files of entries, names of people. One query."""
    zero = Value(0, output_field=IntegerField())
    texts = Text.objects.filter(conference_id=conference, entry__in=entries, kind__in=list(TEXTS)).order_by()
    files = Attachment.objects.filter(conference_id=conference, entry__in=entries).order_by()
    named = Person.objects.filter(conference_id=conference, number__in=list(people)).order_by()
    rows = texts.values_list("kind", "entry", "text", zero, zero).union(
        files.values_list(Value("file"), "entry", "name", Cast("number", IntegerField()), F("size")),
        named.values_list(Value("person"), "number", "name", zero, zero),
        all=True,
    )
    found = _Carried({}, {}, {})
    for kind, key, text, number, size in rows:
        if kind == "person":
            found.names[key] = text
        elif kind == "file":
            found.files.setdefault(key, []).append(EntryFile(number, text or ERASED_NAME, size, ""))
        elif text:
            found.texts.setdefault(key, []).append((TEXTS[kind], text))
    return found


def _happenings(history: Sequence[PastStep], parts: dict[str, list[Part]], carried: _Carried) -> list[Happening]:
    said: dict[int, list[tuple[str, str]]] = {key: list(value) for key, value in carried.texts.items()}
    for kind in ("progress", "measure", "reading"):
        for part in parts.get(kind, ()):
            said.setdefault(part.number, []).append((_said_by(part, carried.names), part.text))
    return [
        Happening(
            entry=step.entry,
            verb=step.verb,
            on=step.on,
            recorded_at=step.recorded_at,
            person=carried.names.get(step.person, ""),
            on_behalf=step.on_behalf,
            said=tuple(said.get(step.entry, ())),
            files=tuple(sorted(carried.files.get(step.entry, ()), key=lambda file: file.number)),
        )
        for step in history
    ]


def _said_by(part: Part, names: dict[int, str]) -> str:
    if part.part == "reading":
        return f"{names.get(part.person, '')}批示"
    if part.part == "measure":
        return words.MEASURES.get(part.code, "") + ("（回访帮扶）" if part.flag else "")
    return part.unit or "办理情况"


def _deadline(part: Part, matter: Matter, on: date) -> DeadlineView:
    assert part.on is not None
    assert part.strict is not None
    assert part.rolled is not None
    assert part.judged is not None
    return view_of(
        part.code,
        started_on=part.on,
        strict=part.strict,
        rolled=part.rolled,
        judged=part.judged,
        provisional=part.flag,
        explanation=part.text,
        met_on=part.done,
        national_due=matter.national_due,
        today=on,
        article=part.unit,
    )


def _view(
    matter: Matter,
    on: date,
    parts: dict[str, list[Part]],
    carried: _Carried,
    deadlines: Sequence[DeadlineView],
    course: Sequence[Happening],
    papers: Sequence[CasePaper],
    actor: Actor,
) -> MatterView:
    names, is_open = carried.names, matter.state in words.OPEN
    filed = (matter.category_version, matter.category)
    clock = Course(
        matter.received_on, matter.source, matter.state, is_open, matter.closed_on, matter.extended_days
    )  # fmt: skip
    workers = {matter.registrar: "registrar"} | ({matter.handler: "handler"} if matter.handler is not None else {})
    return MatterView(
        number=matter.number,
        label=words.number_label(matter.number),
        version=matter.version,
        stub=matter.stub,
        state=matter.state,
        state_label=words.STATES[matter.state],
        state_since=matter.state_since,
        open=is_open,
        title=matter.title,
        text=matter.text,
        kind=matter.kind,
        kind_label=words.KINDS[matter.kind],
        route=matter.route,
        route_label=words.ROUTES.get(matter.route, "") if matter.route else "",
        restricted=matter.restricted,
        category=names_of(matter.conference_id, [filed]).get(filed, ""),
        channel_label=words.CHANNELS.get(matter.channel, ""),
        purpose_label=words.PURPOSES.get(matter.purpose, ""),
        petitioned_on=matter.petitioned_on,
        received_on=matter.received_on,
        registered_on=matter.registered_on,
        registrar=names.get(matter.registrar, ""),
        source=matter.source,
        source_label=words.SOURCES.get(matter.source, ""),
        sender=matter.sender,
        sender_number=matter.sender_number,
        sender_due=matter.sender_due,
        territory=matter.territory.name if matter.territory else "",
        locality=matter.locality,
        people=matter.people,
        involved=matter.involved,
        joint=matter.joint,
        anonymous=matter.anonymous,
        national_first=words.FIRST.get(matter.national_first, "") if matter.national_first else "",
        local_first=words.FIRST.get(matter.local_first, "") if matter.local_first else "",
        responsible=matter.responsible.name if matter.responsible else "",
        lead=matter.lead.name if matter.lead else "",
        lead_number=matter.lead.number if matter.lead else None,
        handler=names.get(matter.handler, "") if matter.handler is not None else "",
        national_number=matter.national_number,
        national_entered=matter.national_entered_at.astimezone(HERE).date() if matter.national_entered_at else None,
        national_due=matter.national_due,
        outcome=words.OUTCOMES.get(matter.outcome, ""),
        result=words.RESULTS.get(matter.result, ""),
        execution=words.EXECUTIONS.get(matter.execution, "") if matter.result == "support" else "",
        extended_days=matter.extended_days,
        due_on=matter.due_on,
        overdue=matter.due_on is not None and matter.due_on < on,
        provisional=matter.due_provisional,
        closed_on=matter.closed_on,
        simple=matter.simple,
        void_asked=matter.void_asked_by is not None,
        origin=matter.origin,
        held=Held(workers),
        line=() if matter.stub else tuple(points(clock, deadlines, on)),
        deadlines=tuple(deadlines),
        steps=next_steps(matter, papers, actor),
        helpers=tuple(_helper(part, on) for part in parts.get("helper", ())),
        evaluations=tuple(_evaluation(part) for part in parts.get("evaluation", ())),
        excluded=tuple(_excluded(part, names) for part in parts.get("exclusion", ())),
        charge=next((_charge(part, names) for part in parts.get("charge", ())), None),
        papers=tuple(row_of(row, matter.number) for row in papers if row.state != "void"),
        course=tuple(course),
    )


def _helper(part: Part, on: date) -> HelperView:
    late = part.done is None and part.judged is not None and part.judged < on
    return HelperView(part.unit, part.text, part.judged, part.done, part.more, late)


def _evaluation(part: Part) -> EvaluationView:
    status = words.EVALUATION_STATUS.get(part.text, part.text)
    return EvaluationView(words.EVALUATED.get(part.code, ""), status, words.VALUES.get(part.more, ""), part.on)


def _excluded(part: Part, names: dict[int, str]) -> str:
    who = part.unit or names.get(part.person, "")
    return f"{who}（{words.GROUNDS.get(part.code, '')}）"


def _charge(part: Part, names: dict[int, str]) -> ChargeLine:
    return ChargeLine(part.number, names.get(part.person, ""), words.CHARGE_STATES.get(part.code, ""), part.judged)
