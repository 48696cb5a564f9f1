"""Reading documents: lists by keyset, one whole, the number book, issuers, what waits. Plain values only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Max, Min, Q, QuerySet

from lianxi.journal.queries import files_of
from lianxi.papers.content import Draft
from lianxi.papers.issuers import start_of
from lianxi.papers.models import BODIES, KINDS, SIGNERS, STATES, BookNumber, Document, Enclosure, Issuer, Recipient
from lianxi.papers.numbers import (
    DOCUMENTS,
    MINUTES,
    SERIES,
    kept_here,
    next_running,
    of_the_conference,
    series_of,
    title_of,
    words_of,
)
from lianxi.papers.outgoing import missing, others_in_office, read_draft, sealed_draft
from lianxi.roster.names import named_rows
from lianxi.roster.roles import UNITS

PAGE = 50
#: states in which a document has gone out to units
OUT = ("issued", "filed", "recalled")


@dataclass(frozen=True, slots=True)
class DocumentRow:
    number: int
    kind: str
    kind_label: str
    title: str
    issuer_name: str
    document_number: str
    state: str
    state_label: str
    drafted_on: date
    issued_on: date | None
    by_hand: bool
    drafter: int | None
    #: a draft that came back with an opinion
    returned: bool


@dataclass(frozen=True, slots=True)
class RecipientView:
    unit: int
    name: str
    received_on: date | None
    on_behalf: bool
    chased: int


@dataclass(frozen=True, slots=True)
class EnclosedFile:
    """A file that goes out with the document; ``number``: by which it is fetched."""

    place: int
    number: int
    name: str


@dataclass(frozen=True, slots=True)
class IssuerView:
    """An issuer; ``next``: the number its next document gets, as printed (empty: another office keeps the book).

    ``start``: the first number given out here this year.
    """

    number: int
    body: str
    body_label: str
    name: str
    mark: str
    code: str
    red_head: bool
    own_book: bool
    signer: str
    signer_label: str
    start: int
    version: int
    next: str
    next_running: int
    closed: bool


@dataclass(frozen=True, slots=True)
class DocumentView:
    """One document whole; ``draft``: its words (what was signed, once it is)."""

    row: DocumentRow
    draft: Draft
    issuer: IssuerView
    opinion: str
    origin: str
    drafter: int | None
    checker: int | None
    signer: int | None
    signed_on: date | None
    version: int
    recalled_on: date | None
    recipients: tuple[RecipientView, ...]
    missing: tuple[str, ...]
    files: tuple[EnclosedFile, ...]

    @property
    def received(self) -> int:
        return sum(each.received_on is not None for each in self.recipients)


def _visible(conference: int, role: str, unit: int | None) -> Q:
    """Office and leaders see all documents, the inspector those that went out, a unit those issued to it."""
    within = Q(conference_id=conference)
    if role in UNITS:
        return within & Q(state__in=OUT, recipients__unit__number=unit or 0)
    return within & Q(state__in=OUT) if role == "inspector" else within


def documents(
    conference: int,
    *,
    role: str,
    unit: int | None,
    kind: str = "",
    shown: str = "all",
    wanted: str = "",
    year: int | None = None,
    before: int | None = None,
    limit: int = PAGE,
) -> list[DocumentRow]:
    """Documents, the newest first, below number ``before`` (keyset). One query.

    ``wanted``: part of a title or number. ``year``: in which it was issued, or drafted where it is not.
    """
    rows = Document.objects.filter(_visible(conference, role, unit))
    if kind in KINDS:
        rows = rows.filter(kind=kind)
    if shown == "open":
        rows = rows.filter(state__in=["draft", "checked", "signed"])
    elif shown in STATES:
        rows = rows.filter(state=shown)
    if wanted:
        rows = rows.filter(Q(title__contains=wanted) | Q(document_number__contains=wanted))
    if year is not None:
        first, last = date(year, 1, 1), date(year, 12, 31)
        rows = rows.filter(Q(issued_on__range=(first, last)) | Q(issued_on=None, drafted_on__range=(first, last)))
    if before is not None:
        rows = rows.filter(number__lt=before)
    return [_row(row) for row in rows.select_related("issuer").order_by("-number")[:limit]]


def years(conference: int) -> list[int]:
    """The years that have documents, the newest first. One query."""
    ends = Document.objects.filter(conference_id=conference).aggregate(first=Min("drafted_on"), last=Max("drafted_on"))
    return list(range(ends["last"].year, ends["first"].year - 1, -1)) if ends["last"] else []


def _row(row: Document) -> DocumentRow:
    return DocumentRow(
        row.number,
        row.kind,
        KINDS[row.kind],
        row.title,
        row.issuer.name,
        row.document_number,
        row.state,
        STATES[row.state],
        row.drafted_on,
        row.issued_on,
        row.by_hand,
        row.drafter,
        row.state == "draft" and bool(row.opinion),
    )


def document_for(conference: int, number: int, *, role: str, unit: int | None, year: int) -> DocumentView | None:
    """The document, if the seat may see it; hidden and absent are the same. Six queries."""
    row = Document.objects.filter(_visible(conference, role, unit), number=number).select_related("issuer").first()
    if row is None:
        return None
    draft = sealed_draft(row.sealed) if row.sealed else read_draft(row)
    recipients = Recipient.objects.filter(document=row).select_related("unit").order_by("unit__number")
    return DocumentView(
        row=_row(row),
        draft=draft,
        issuer=_issuer(row.issuer, year, series_of(row.kind)),
        opinion=row.opinion,
        origin=row.origin,
        drafter=row.drafter,
        checker=row.checker,
        signer=row.signer,
        signed_on=row.signed_on,
        version=row.version,
        recalled_on=row.recalled_on,
        recipients=tuple(
            RecipientView(each.unit.number, each.unit.name, each.received_on, each.on_behalf, each.chased)
            for each in recipients
        ),
        missing=tuple(missing(draft)) if row.state == "draft" else (),
        files=_files(row, draft),
    )


@dataclass(frozen=True, slots=True)
class DraftView:
    """The words of a document, for a step of the office that changes them."""

    row: DocumentRow
    draft: Draft
    version: int


def draft_of(conference: int, number: int) -> DraftView | None:
    """A document's words alone. Three queries."""
    row = Document.objects.filter(conference_id=conference, number=number).select_related("issuer").first()
    if row is None:
        return None
    return DraftView(_row(row), sealed_draft(row.sealed) if row.sealed else read_draft(row), row.version)


def _files(row: Document, draft: Draft) -> tuple[EnclosedFile, ...]:
    """The files that go out with it. Two queries where there are any."""
    if not any(each.file for each in draft.enclosures):
        return ()
    kept = list(Enclosure.objects.filter(document=row).exclude(file="").order_by("place"))
    stored = files_of(row.conference_id, [each.entry for each in kept if each.entry])
    numbers = {(entry, file.sha256): file.number for entry, files in stored.items() for file in files}
    found = ((each, numbers.get((each.entry or 0, each.file))) for each in kept)
    return tuple(EnclosedFile(each.place, number, each.title) for each, number in found if number is not None)


def issuers(conference: int, year: int) -> list[IssuerView]:
    """All of them, those closed too."""
    rows = Issuer.objects.filter(conference_id=conference).order_by("number")
    return [_issuer(row, year, DOCUMENTS) for row in rows]


def _issuer(row: Issuer, year: int, series: str) -> IssuerView:
    running = next_running(row, series, year)
    return IssuerView(
        number=row.number,
        body=row.body,
        body_label=BODIES[row.body],
        name=row.name,
        mark=row.mark,
        code=row.code,
        red_head=row.red_head,
        own_book=row.own_book,
        signer=row.signer,
        signer_label=SIGNERS[row.signer],
        start=start_of(row, year),
        version=row.version,
        next=words_of(row, series, year, running) if kept_here(row, series) else "",
        next_running=running,
        closed=row.closed_on is not None,
    )


def following(conference: int, issuer: int, series: str, year: int) -> int:
    """The number that comes next in a book. Two queries."""
    return next_running(Issuer.objects.get(conference_id=conference, number=issuer), series, year)


def next_of_minutes(conference: int, year: int) -> str:
    """The issue number that the next minutes get out of the conference's book; empty where there is none."""
    row = of_the_conference(conference)
    return words_of(row, MINUTES, year, next_running(row, MINUTES, year)) if row else ""


@dataclass(frozen=True, slots=True)
class BookLine:
    """One number of a book: whose it is, or why it is void."""

    words: str
    running: int
    document: int | None
    title: str
    void: str


def book(conference: int, issuer: int, series: str, year: int) -> list[BookLine]:
    """The numbers of an issuer in a year, the newest first. Two queries, and one for each line of minutes."""
    row = Issuer.objects.filter(conference_id=conference, number=issuer).first()
    if row is None or series not in SERIES:
        return []
    taken = BookNumber.objects.filter(issuer=row, series=series, year=year).select_related("document")
    return [
        BookLine(
            words_of(row, series, year, each.running),
            each.running,
            each.document.number if each.document else None,
            title_of(each),
            each.void,
        )
        for each in taken.order_by("-running")
    ]


def may_check(conference: int, drafter: int | None, person: int, on: date) -> bool:
    """Whether this person of the office may check the draft: another drafted it, or the office has nobody else."""
    return person != drafter or not others_in_office(conference, person, on)


def of_origin(conference: int, origin: str) -> list[DocumentRow]:
    """The documents that carry something of another room (``report:3``), given-up ones left out. One query."""
    rows = Document.objects.filter(conference_id=conference, origin=origin).exclude(state="discarded")
    return [_row(row) for row in rows.select_related("issuer").order_by("number")]


def to_sign(conference: int, role: str, person: int, limit: int = 50) -> list[DocumentRow]:
    """Checked documents that wait for the signature of somebody with this role who did not draft them. One query."""
    rows = Document.objects.filter(conference_id=conference, state="checked", issuer__signer=role)
    rows = rows.exclude(drafter=person).select_related("issuer").order_by("number")
    return [_row(row) for row in rows[:limit]]


def to_receive(conference: int, unit: int, limit: int = 50) -> list[DocumentRow]:
    """Issued documents that a unit has not signed for, the oldest first. One query."""
    rows = Document.objects.filter(
        conference_id=conference,
        state__in=["issued", "filed"],
        recipients__unit__number=unit,
        recipients__received_on=None,
    )
    return [_row(row) for row in rows.select_related("issuer").order_by("number")[:limit]]


def recalled_from(conference: int, unit: int, since: date, limit: int = 20) -> list[DocumentRow]:
    """Documents issued to a unit and recalled on that day or later. One query."""
    rows = Document.objects.filter(
        conference_id=conference, state="recalled", recalled_on__gte=since, recipients__unit__number=unit
    )
    return [_row(row) for row in rows.select_related("issuer").order_by("-number")[:limit]]


@dataclass(frozen=True, slots=True)
class Unsigned:
    """A document that a unit has not signed for."""

    unit: int
    number: int
    title: str
    issued_on: date | None


def unsigned(conference: int, limit: int = 300) -> list[Unsigned]:
    """Issued documents not signed for, by any unit, the oldest first. One query."""
    rows = Recipient.objects.filter(
        conference_id=conference, received_on=None, document__state__in=["issued", "filed"]
    ).order_by("document__issued_on", "unit__number")
    told = rows.values_list("unit__number", "document__number", "document__title", "document__issued_on")
    return [Unsigned(*row) for row in told[:limit]]


def named_documents(conference: int, numbers: list[int]) -> QuerySet[Any, Any]:
    """What documents are called on the pages of the rooms below (roster.names)."""
    return named_rows("document", Document.objects.filter(conference_id=conference, number__in=numbers), F("title"))
