"""The number under which minutes are issued: the next issue of the conference's book, or as typed; never twice."""

from __future__ import annotations

from lianxi.journal.frame import Step
from lianxi.journal.refusals import RuleBroken
from lianxi.meetings.models import Minutes
from lianxi.papers.numbers import take_for_minutes
from lianxi.papers.queries import next_of_minutes


def number_of(step: Step, row: Minutes, typed: str) -> str:
    """The number these minutes are issued under; a correction keeps that of the text it corrects.

    Raises ``RuleBroken`` or ``Invalid`` for one that is used or void.
    """
    words = typed.strip()[:40]
    if not words or words == _corrected(row):
        return words
    rows = Minutes.objects.filter(conference=step.conference, document_number=words, issued_on__year=step.today.year)
    used = rows.exclude(meeting=row.meeting).select_related("meeting").first()
    if used is not None:
        raise RuleBroken(f"{words}已用于{used.meeting.title}的纪要。请核对编号。")
    return take_for_minutes(step, words, row.meeting.number)


def _corrected(row: Minutes) -> str:
    """The number of the issued text that a correction replaces."""
    earlier = Minutes.objects.filter(meeting=row.meeting, revision__lt=row.revision).exclude(document_number="")
    return earlier.order_by("-revision").values_list("document_number", flat=True).first() or ""


def proposed(conference: int, meeting: int, year: int) -> str:
    """What the form of issue shows: the number of the text that is corrected, else the next one of the book."""
    rows = Minutes.objects.filter(conference_id=conference, meeting__number=meeting).exclude(document_number="")
    earlier = rows.order_by("-revision").values_list("document_number", flat=True).first()
    return earlier or next_of_minutes(conference, year)
