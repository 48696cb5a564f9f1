"""From a matter's rows to its papers as files: plain values for ``documents.casework``, one whole file in one archive.

Who petitioned is printed only for a reader who has just opened the identity (``opening.read_opened``). Otherwise a
paper leaves a line to be filled in by hand, and forms and the whole file come masked, as a redacted copy.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from lianxi.documents import casework
from lianxi.documents.casework import Part, Petitioner
from lianxi.journal import attachments
from lianxi.journal.frame import Actor
from lianxi.journal.models import Attachment, Conference, FactRow
from lianxi.matters import words
from lianxi.matters.case_papers.case_values import Ground, values_of
from lianxi.matters.identities import opening, vault
from lianxi.matters.models import CasePaper, Deadline, Event, Matter
from lianxi.matters.scope import visible
from lianxi.matters.tables import categories, setting
from lianxi.roster import policy
from lianxi.roster.queries import person_names

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True, slots=True)
class Reader:
    """Who wants the file, and which of his openings of the identity he comes from."""

    actor: Actor
    now: datetime
    opened: int | None = None


def paper_file(conference: int, reader: Reader, number: int, paper: int) -> tuple[str, bytes] | None:
    """Name and bytes of one paper; None when hidden or absent. Raises ``NoKey``."""
    ground = _ground(conference, reader, number)
    row = _paper(ground, paper)
    if ground is None or row is None:
        return None
    return _written(ground, values_of(ground, row))


#: what may be printed before its step is recorded: to be signed, or because the matter leaves and is gone afterwards
BLANKS = ("receipt", "acceptance", "decline", "bar", "elsewhere", "diversion", "objection", "assignment")


def blank_file(conference: int, reader: Reader, number: int, kind: str) -> tuple[str, bytes] | None:
    """A paper of a kind filled in as far as the matter tells, not kept; None when hidden, absent or no such kind."""
    ground = _ground(conference, reader, number) if kind in BLANKS else None
    if ground is None:
        return None
    organ = ground.ledger.organs[0] if ground.ledger.organs else ""
    return _written(ground, values_of(ground, CasePaper(kind=kind, organ=organ, state="issued")))


def receipt_file(conference: int, reader: Reader, number: int, paper: int) -> tuple[str, bytes] | None:
    """送达回证 of one paper, to be taken along or filled in already; None when hidden or absent."""
    ground = _ground(conference, reader, number)
    row = _paper(ground, paper)
    if ground is None or row is None:
        return None
    return _written(ground, _receipt(ground, row))


def registration_file(conference: int, reader: Reader, number: int) -> tuple[str, bytes] | None:
    """登记表 of a matter; None when hidden or absent."""
    ground = _ground(conference, reader, number, masked=True)
    return None if ground is None else _written(ground, _registration(ground))


def whole_file(conference: int, reader: Reader, number: int) -> tuple[str, bytes] | None:
    """一案一卷: contents, 登记表, every paper issued, its 送达回证, and the attachments this reader may see."""
    ground = _ground(conference, reader, number, masked=True)
    if ground is None:
        return None
    parts: list[tuple[casework.FileEntry, Part]] = [
        _part(_registration(ground), day=ground.matter.registered_on),
    ]
    for row in ground.papers:
        if row.state == "issued":
            parts.append(_part(values_of(ground, row), number=row.document_number, day=row.issued_on))
            if row.delivered_on is not None:
                parts.append(_part(_receipt(ground, row), day=row.delivered_on))
    parts += _attached(ground, reader.actor)
    file = casework.CaseFile(
        organ=ground.ledger.organs[0] if ground.ledger.organs else "",
        matter_number=ground.label,
        title=ground.matter.title or f"信访事项{ground.label}",
        category=ground.category,
        first_day=ground.matter.registered_on,
        last_day=ground.matter.closed_on,
        entries=tuple(entry for entry, _ in parts),
        redacted=ground.redacted,
    )
    return f"信访事项{ground.label}案卷.zip", casework.write_whole_file(file, [part for _, part in parts])


def _ground(conference: int, reader: Reader, number: int, *, masked: bool = False) -> Ground | None:
    """Everything the papers of a matter are made from; ``masked``: without an opening the masks are printed."""
    found = visible(conference, reader.actor).select_related("lead", "territory").filter(number=number, stub=False)
    matter = found.first()
    if matter is None:
        return None
    papers = tuple(CasePaper.objects.filter(matter=matter).exclude(state="void").order_by("number"))
    people = {row.drafter for row in papers} | {row.approver for row in papers if row.approver is not None}
    people |= {person for person in (matter.registrar, matter.handler) if person is not None}
    petitioner, representatives, redacted = _who(conference, reader, matter, masked=masked)
    accepted = Event.objects.filter(matter=matter, name="accepted").order_by("at").values_list("at", flat=True)
    return Ground(
        matter=matter,
        papers=papers,
        due=dict(Deadline.objects.filter(matter=matter).values_list("rule", "judged")),
        accepted_on=accepted.first(),
        ledger=setting.ledger(conference),
        people=person_names(conference, people),
        helpers=tuple(matter.co_handlers.values_list("unit__name", flat=True)),
        category=_category(conference, matter),
        petitioner=petitioner,
        representatives=representatives,
        redacted=redacted,
    )


def _category(conference: int, matter: Matter) -> str:
    if not matter.category:
        return ""
    return categories.name_of(categories.table(conference, matter.category_version), matter.category)


def _who(conference: int, reader: Reader, matter: Matter, *, masked: bool) -> tuple[Petitioner, tuple[str, ...], bool]:
    """Who petitioned as this reader may have it, the representatives, whether it is a redacted copy."""
    holder = f"matter:{matter.number}"
    if reader.opened is not None:
        people = opening.read_opened(conference, reader.actor, holder, reader.opened, now=reader.now)
        if people:
            first, rest = people[0], people[1:]
            who = Petitioner(first.name, first.phone, first.id_number, first.address, people=matter.people)
            return who, tuple(each.name for each in rest if each.representative), False
    shown = vault.masks(conference, [holder]).get(holder, ()) if masked else ()
    if not shown:
        return Petitioner(people=matter.people), (), masked
    return Petitioner(shown[0], people=matter.people), (), True


def _paper(ground: Ground | None, paper: int) -> CasePaper | None:
    rows = ground.papers if ground else ()
    return next((row for row in rows if row.number == paper), None)


def _written(ground: Ground, values: casework.CasePaper) -> tuple[str, bytes]:
    return f"{casework.name_of(values)}{ground.label}.docx", casework.write_case_paper(values)


def _part(values: casework.CasePaper, *, number: str = "", day: date | None = None) -> tuple[casework.FileEntry, Part]:
    name = casework.name_of(values)
    return casework.FileEntry(name, number, day), Part(name, casework.write_case_paper(values), DOCX)


def _registration(ground: Ground) -> casework.RegistrationForm:
    matter = ground.matter
    return casework.RegistrationForm(
        organ=ground.ledger.organs[0] if ground.ledger.organs else "",
        matter_number=ground.label,
        dated=matter.registered_on,
        redacted=ground.redacted,
        petitioner=ground.petitioner,
        representatives=ground.representatives,
        channel=words.CHANNELS[matter.channel],
        received_on=matter.received_on,
        purpose=words.PURPOSES[matter.purpose],
        kind=words.KINDS[matter.kind],
        category=ground.category,
        locality=matter.locality or (matter.territory.name if matter.territory else ""),
        repeat={"first": False, "repeat": True}.get(matter.national_first or matter.local_first),
        national_number=matter.national_number,
        query_code="" if ground.redacted else matter.query_code,
        sender=matter.sender,
        sender_number=matter.sender_number,
        sender_due=matter.sender_due,
        claim=matter.title,
        facts=matter.text,
        unit=matter.lead.name if matter.lead else "",
        handler=ground.name(matter.handler),
        registered_by=ground.name(matter.registrar),
        due=matter.due_on,
    )


def _receipt(ground: Ground, row: CasePaper) -> casework.ServiceReceipt:
    refused = row.receipt == "refused"
    note = row.content.get("delivery_note", "")
    return casework.ServiceReceipt(
        organ=row.organ,
        matter_number=ground.label,
        redacted=ground.redacted,
        addressee=ground.petitioner,
        papers=((words.PAPERS[row.kind], row.document_number),),
        mode={"in_person": "当面送达", "post": "邮寄送达", "other": "其他方式"}.get(row.delivery, ""),
        delivered_on=row.delivered_on,
        signed=None,
        refused=refused,
        refusal=note if refused else "",
        note="" if refused else note,
    )


def _attached(ground: Ground, actor: Actor) -> Sequence[tuple[casework.FileEntry, Part]]:
    """The files of the matter's entries, for who may see files, and for the unit that leads."""
    leads = ground.matter.lead is not None and ground.matter.lead.number == actor.unit
    if not (leads or policy.may(actor.role, "file.see")):
        return []
    conference = Conference.objects.get(pk=ground.matter.conference_id)
    facts = FactRow.objects.filter(conference=conference, object=f"matter:{ground.matter.number}")
    days = dict(facts.order_by("entry").values_list("entry", "happened_on"))
    found = []
    for row in Attachment.objects.filter(conference=conference, entry__in=list(days)).order_by("number"):
        path = attachments.path_of(conference.uid, row.sha256)
        if path.is_file():
            entry = casework.FileEntry(row.name, "", days[row.entry], note="附件")
            found.append((entry, Part(row.name, path.read_bytes(), row.media_type)))
    return found
