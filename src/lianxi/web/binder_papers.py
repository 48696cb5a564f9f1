"""What a binder takes from the pages: the papers of meetings and issued documents, as its reader may have them."""

from __future__ import annotations

from django.http import HttpRequest

from lianxi.binder.papers import Reader, register_papers
from lianxi.meetings import queries as meetings
from lianxi.papers import queries as papers
from lianxi.web.meeting_files import minutes_of, notice_of, sign_in_sheet_of
from lianxi.web.pages import Visit
from lianxi.web.paper_files import bytes_of
from lianxi.web.slips import receipts_of


def register() -> None:
    """Called at start-up."""
    register_papers("meeting", of_a_meeting)
    register_papers("document", of_a_document)


def of_a_meeting(reader: Reader, number: int) -> list[tuple[str, bytes]]:
    """Notice, sign-in sheet, minutes and receipts, each where this seat may download it."""
    visit = _visit(reader)
    found = meetings.meeting(visit.conference, number)
    if found is None or not visit.may("meeting.see"):
        return []
    made: list[tuple[str, bytes] | None] = []
    if visit.may("attendance.record") and found.row.state != "cancelled":
        made += [notice_of(visit, found), sign_in_sheet_of(visit, found)]
    made.append(minutes_of(visit, found))
    if visit.may("minutes.write"):
        made.append(receipts_of(visit, found))
    return [each for each in made if each is not None]


def of_a_document(reader: Reader, number: int) -> list[tuple[str, bytes]]:
    """The .docx of a document that was issued."""
    visit = _visit(reader)
    actor = visit.access.actor
    found = papers.document_for(visit.conference, number, role=actor.role, unit=actor.unit, year=reader.today.year)
    if found is None or found.row.issued_on is None or found.row.by_hand or not visit.may("document.see"):
        return []
    return [(f"{found.row.title}.docx", bytes_of(visit, found))]


def _visit(reader: Reader) -> Visit:
    """A visit without a request: who stands where, on which day."""
    return Visit(HttpRequest(), reader.access, reader.now, reader.today)
