"""Reading the journal: plain values only."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import BooleanField, CharField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet, Subquery
from django.db.models import Value as Literal
from django.db.models.functions import Cast, Concat

from lianxi.journal.models import Attachment, Conference, Entry, FactRow, Text
from lianxi.rulebook.facts import Fact, Value

#: stands where the name of an erased file stood
ERASED_NAME = "（文件已依法删除）"

#: verbs that count on a day before the day they happened on
ALWAYS_KNOWN = ("entry.withdrawn", "conference.founded", "calendar.loaded")


@dataclass(frozen=True, slots=True)
class Head:
    """A conference and its newest entry."""

    id: int
    slug: str
    name: str
    short: str
    number: int
    hash: str
    #: of the conference, the same in every copy of its record
    uid: str = ""


@dataclass(frozen=True, slots=True)
class EntryFact:
    verb: str
    object: str
    unit: int | None
    on: date
    data: dict[str, Value]


@dataclass(frozen=True, slots=True)
class EntryFile:
    """A file of an entry; an erased one is called ``ERASED_NAME``."""

    number: int
    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class EntryView:
    """One entry as it is read: its facts, who did it (numbers), texts and files."""

    number: int
    recorded_at: datetime
    hash: str
    actor: dict[str, Any]
    behalf: dict[str, Any] | None
    facts: tuple[EntryFact, ...]
    texts: dict[str, str | None]
    files: tuple[EntryFile, ...]
    withdrawn_by: int | None


def heads() -> list[Head]:
    return [_head(row) for row in Conference.objects.order_by("slug")]


def head(slug: str) -> Head | None:
    row = Conference.objects.filter(slug=slug).first()
    return _head(row) if row else None


def head_by_id(conference: int) -> Head:
    return _head(Conference.objects.get(pk=conference))


def _head(row: Conference) -> Head:
    return Head(row.pk, row.slug, row.name, row.short, row.head_number, row.head_hash, str(row.uid))


def fact(row: FactRow) -> Fact:
    return Fact(
        row.entry, row.index, row.verb, row.object, row.happened_on, row.recorded_on, row.unit, json.loads(row.data)
    )


def facts(
    conference: int, *, verbs: frozenset[str] | None = None, until: date | None = None, known: date | None = None
) -> list[Fact]:
    """The facts of a conference, with an index-only order; ``known``: recorded by that day.

    Withdrawals are always among them, and the founding: it may set a start of judging before its own day. So is a
    year's days off where asked for: it holds for the days it names, whenever it was loaded.
    """
    rows = FactRow.objects.filter(conference_id=conference)
    if verbs is not None:
        rows = rows.filter(verb__in=verbs | {"entry.withdrawn"})
    if until is not None:
        rows = rows.filter(happened_on__lte=until) | rows.filter(verb__in=ALWAYS_KNOWN)
    if known is not None:
        rows = rows.filter(recorded_on__lte=known)
    values = rows.values_list("entry", "index", "verb", "object", "happened_on", "recorded_on", "unit", "data")
    return [Fact(*row[:7], json.loads(row[7])) for row in values.iterator(2000)]


def facts_of_object(conference: int, *objects: str) -> list[Fact]:
    """All facts whose object is one of these, withdrawals of the conference included."""
    rows = FactRow.objects.filter(conference_id=conference, object__in=objects) | FactRow.objects.filter(
        conference_id=conference, verb="entry.withdrawn"
    )
    return [fact(row) for row in rows]


def entries(conference: int, *, before: int | None = None, verb: str | None = None, limit: int = 50) -> list[EntryView]:
    """The newest entries below ``before``, newest first (keyset); at most ``limit``."""
    rows = Entry.objects.filter(conference_id=conference)
    if before is not None:
        rows = rows.filter(number__lt=before)
    if verb:
        rows = rows.filter(verb=verb)
    return _views(conference, list(rows.order_by("-number")[:limit]))


def entry(conference: int, number: int) -> EntryView | None:
    views = _views(conference, list(Entry.objects.filter(conference_id=conference, number=number)))
    return views[0] if views else None


def entries_numbered(conference: int, numbers: Iterable[int]) -> dict[int, EntryView]:
    """These entries by number, with texts and files; four queries for every five hundred."""
    wanted = sorted(set(numbers))
    found: dict[int, EntryView] = {}
    for start in range(0, len(wanted), 500):
        some = wanted[start : start + 500]
        rows = Entry.objects.filter(conference_id=conference, number__in=some)
        found |= {view.number: view for view in _views(conference, list(rows.order_by("number")))}
    return found


def entries_about(conference: int, objects: Iterable[str]) -> dict[str, list[int]]:
    """Object → the numbers of the entries with a fact about it. One query for every five hundred."""
    wanted = sorted(set(objects))
    found: dict[str, list[int]] = {}
    for start in range(0, len(wanted), 500):
        rows = FactRow.objects.filter(conference_id=conference, object__in=wanted[start : start + 500])
        for object_, number in rows.order_by("entry").values_list("object", "entry"):
            if number not in found.setdefault(object_, []):
                found[object_].append(number)
    return found


def same_print(conference: int, number: int, beginning: str) -> bool | None:
    """Whether the entry of that number has a hash that begins so; None where there is no such entry. One query."""
    rows = Entry.objects.filter(conference_id=conference, number=number).values_list("hash", flat=True)
    stored = rows.first()
    return None if stored is None else stored.startswith(beginning.lower())


def _views(conference: int, rows: list[Entry]) -> list[EntryView]:
    numbers = [row.number for row in rows]
    texts: dict[int, dict[str, str | None]] = {}
    for text in Text.objects.filter(conference_id=conference, entry__in=numbers):
        texts.setdefault(text.entry, {})[text.kind] = text.text
    files: dict[int, list[EntryFile]] = {}
    for file in Attachment.objects.filter(conference_id=conference, entry__in=numbers).order_by("number"):
        files.setdefault(file.entry, []).append(_file(file))
    gone = {number: parts[None] for number, parts in withdrawn(conference).items() if None in parts}
    return [_view(row, texts, files, gone) for row in rows]


def withdrawn(conference: int) -> dict[int, dict[int | None, int]]:
    """What is withdrawn and still so: entry → {fact (None: all of it): the entry that withdrew it}. One query.

    A withdrawal can be withdrawn in turn, so the newest are read first (as ``rulebook.facts.standing`` does).
    """
    found: dict[int, dict[int | None, int]] = {}
    rows = FactRow.objects.filter(conference_id=conference, verb="entry.withdrawn").order_by("-entry", "-index")
    for row in rows:
        above = found.get(row.entry, {})
        if None in above or row.index in above:
            continue
        data = json.loads(row.data)
        found.setdefault(data["entry"], {}).setdefault(data.get("fact"), row.entry)
    return found


def _view(
    row: Entry, texts: dict[int, dict[str, str | None]], files: dict[int, list[EntryFile]], withdrawn: dict[int, int]
) -> EntryView:
    body = json.loads(row.body)
    return EntryView(
        number=row.number,
        recorded_at=row.recorded_at,
        hash=row.hash,
        actor=body["actor"],
        behalf=body["behalf"],
        facts=tuple(
            EntryFact(item["verb"], item["object"], item["unit"], date.fromisoformat(item["on"]), item["data"])
            for item in body["facts"]
        ),
        texts=texts.get(row.number, {}),
        files=tuple(files.get(row.number, [])),
        withdrawn_by=withdrawn.get(row.number),
    )


@dataclass(frozen=True, slots=True)
class FileView:
    """An attachment and the entry it belongs to."""

    number: int
    entry: int
    name: str
    media_type: str
    sha256: str
    size: int
    conference_uid: str


def file(conference: int, number: int) -> FileView | None:
    """One attachment; None where there is none, or it was erased."""
    row = Attachment.objects.select_related("conference").filter(conference_id=conference, number=number).first()
    if row is None or not row.name:
        return None
    return FileView(row.number, row.entry, row.name, row.media_type, row.sha256, row.size, str(row.conference.uid))


@dataclass(frozen=True, slots=True)
class Step:
    """An entry in one line: number, when it was recorded, its first verb, how many facts."""

    number: int
    recorded_at: datetime
    verb: str
    unit: int | None
    on_behalf: bool


def recent(head: Head, person: int, *, limit: int, most: int = 20) -> tuple[list[Step], list[Step]]:
    """The newest entries in short, and what was recorded for this person that he has not confirmed; newest first.

    One query: entries are numbered without gaps, so the newest are those above a number.
    """
    shown = ("number", "recorded_at", "verb", "actor_unit", "told", "waits")
    newest = Entry.objects.filter(conference_id=head.id, number__gt=head.number - limit)
    newest = newest.annotate(told=_on_behalf(), waits=_flag(False))
    waiting = _unconfirmed(head.id, person).annotate(told=_flag(True), waits=_flag(True))
    rows = newest.order_by().values_list(*shown).union(waiting.order_by().values_list(*shown), all=True)
    told = [
        (waits, Step(number, at, verb, unit, on_behalf))
        for number, at, verb, unit, on_behalf, waits in rows.order_by("-number")[: limit + most]
    ]
    return [step for waits, step in told if not waits], [step for waits, step in told if waits]


def _flag(value: bool) -> Literal:
    return Literal(value, output_field=BooleanField())


def _on_behalf() -> ExpressionWrapper[Q]:
    """Whether an entry records another's act; by its text, for the seat may have no named holder (未载明姓名)."""
    return ExpressionWrapper(Q(body__contains='"behalf":{'), output_field=BooleanField())


def _unconfirmed(conference: int, person: int) -> QuerySet[Entry]:
    confirmed = FactRow.objects.filter(
        conference_id=conference,
        verb="on_behalf.confirmed",
        object=Concat(Literal("entry:"), Cast(OuterRef("number"), CharField())),
    )
    return Entry.objects.filter(conference_id=conference, behalf_person=person).exclude(Exists(confirmed))


def unconfirmed(conference: int, person: int, *, limit: int = 20) -> list[Step]:
    """What the office recorded on this person's behalf and he has not confirmed yet, oldest first. One query."""
    rows = _unconfirmed(conference, person)
    values = rows.order_by("number").values_list("number", "recorded_at", "verb", "actor_unit")[:limit]
    return [Step(number, at, verb, unit, True) for number, at, verb, unit in values]


def objects_of(conference: int, entries: Iterable[int]) -> dict[int, str]:
    """What each of these entries is about: the object of its first fact. One query."""
    rows = FactRow.objects.filter(conference_id=conference, entry__in=set(entries), index=0)
    return dict(rows.values_list("entry", "object"))


def all_objects_of(conference: int, entries: Iterable[int]) -> dict[int, list[str]]:
    """Everything each of these entries is about, fact by fact. One query."""
    found: dict[int, list[str]] = {}
    rows = FactRow.objects.filter(conference_id=conference, entry__in=set(entries)).order_by("entry", "index")
    for number, about in rows.values_list("entry", "object"):
        found.setdefault(number, []).append(about)
    return found


@dataclass(frozen=True, slots=True)
class PastStep:
    """One fact about an object, with who recorded it and for whom. ``history``: brought in from before (补录).

    ``on_behalf`` without ``behalf``: recorded for a seat whose holder is not named.
    """

    entry: int
    verb: str
    on: date
    recorded_at: datetime
    person: int
    behalf: int | None
    unit: int | None
    on_behalf: bool = False
    history: bool = False


def history(conference: int, object_: str, *, limit: int = 100) -> list[PastStep]:
    """What happened to one object, newest first. One query."""
    entry_of = Entry.objects.filter(conference_id=conference, number=OuterRef("entry"))
    rows = (
        FactRow.objects.filter(conference_id=conference, object=object_)
        .annotate(
            at=Subquery(entry_of.values("recorded_at")),
            person=Subquery(entry_of.values("actor_person")),
            behalf=Subquery(entry_of.values("behalf_person")),
            told=Subquery(entry_of.values(told=_on_behalf())),
        )
        .order_by("-entry", "-index")
        .values_list("entry", "verb", "happened_on", "at", "person", "behalf", "unit", "told", "data")[:limit]
    )
    return [PastStep(*row[:8], history=bool(json.loads(row[8]).get("history"))) for row in rows]


def files_of(conference: int, entries: Iterable[int]) -> dict[int, list[EntryFile]]:
    """The files of entries, by entry. One query."""
    found: dict[int, list[EntryFile]] = {}
    rows = Attachment.objects.filter(conference_id=conference, entry__in=set(entries)).order_by("number")
    for row in rows:
        found.setdefault(row.entry, []).append(_file(row))
    return found


def _file(row: Attachment) -> EntryFile:
    return EntryFile(row.number, row.name or ERASED_NAME, row.size, row.sha256)
