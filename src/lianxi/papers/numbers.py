"""The number book of an issuer: numbers are taken one after another under the head lock; none is left out.

A number belongs to one document or is void with its reason. 简报 and 纪要 have issue numbers (第N期) in series of their
own. Where the Party and government office keeps the book, its number is typed and only must not have been used here.
"""

from __future__ import annotations

import re

from lianxi.documents.official import document_number, issue_number
from lianxi.journal.frame import Step, action
from lianxi.journal.refusals import Invalid, RuleBroken
from lianxi.papers import moves
from lianxi.papers.models import BookNumber, Document, Issuer
from lianxi.roster.names import titles

DOCUMENTS, BRIEFS, MINUTES = "documents", "briefs", "minutes"
#: series → what its numbers are called
SERIES = {DOCUMENTS: "发文字号", BRIEFS: "简报期号", MINUTES: "纪要期号"}
_ISSUE = re.compile(r"第\s*(\d{1,4})\s*期")


def series_of(kind: str) -> str:
    return BRIEFS if kind == "brief" else DOCUMENTS


def kept_here(issuer: Issuer, series: str) -> bool:
    """Whether Lianxi gives these numbers out; issue numbers it always does."""
    return issuer.own_book or series != DOCUMENTS


def begun(issuer: Issuer, series: str, year: int) -> bool:
    return BookNumber.objects.filter(issuer=issuer, series=series, year=year).exists()


def next_running(issuer: Issuer, series: str, year: int) -> int:
    """The number that comes next in a year; the first one where none was taken."""
    last = BookNumber.objects.filter(issuer=issuer, series=series, year=year).order_by("-running").first()
    if last is not None:
        return last.running + 1
    return issuer.start_running if issuer.start_year == year and series == DOCUMENTS else 1


def words_of(issuer: Issuer, series: str, year: int, running: int) -> str:
    """The number as it is printed: 鹭信联办〔2026〕3号, or 第3期."""
    return document_number(issuer.code, year, running) if series == DOCUMENTS else issue_number(running)


def take(step: Step, issuer: Issuer, series: str, *, wanted: int | None, bearer: str) -> str:
    """Take the next number (``wanted``: the one the form showed) and say it. Raises ``RuleBroken`` or ``Invalid``.

    In the year of take-over the first issue number may be any: so many were issued on paper before.
    """
    year = step.today.year
    following = next_running(issuer, series, year)
    running = wanted or following
    if series != DOCUMENTS and issuer.start_year == year and not begun(issuer, series, year):
        following = running
    if running < following:
        raise RuleBroken(f"{_told(issuer, series, year, running)}下一个号是第 {following} 号。")
    if running > following:
        raise Invalid(f"前面还有第 {following} 号没有使用。请按顺序用号；不用的号请先在发文字号簿中作废。", "running")
    words = words_of(issuer, series, year, running)
    typed = Document.objects.filter(conference=step.conference, document_number=words).exclude(kind="brief").first()
    if typed is not None and series == DOCUMENTS:
        raise RuleBroken(f"{words}已用于《{typed.title}》。请先在发文字号簿中作废这个号，再用下一个。")
    kind, _, number = bearer.partition(":")
    BookNumber.objects.create(
        conference=step.conference,
        issuer=issuer,
        series=series,
        year=year,
        running=running,
        document=Document.objects.get(conference=step.conference, number=int(number)) if kind == "document" else None,
        bearer="" if kind == "document" else bearer,
    )
    return words


def _told(issuer: Issuer, series: str, year: int, running: int) -> str:
    """Who has a number that was asked for again."""
    found = BookNumber.objects.filter(issuer=issuer, series=series, year=year, running=running)
    row = found.select_related("document").first()
    if row is None:
        return f"第 {running} 号在启用本系统之前已经用过。"
    if row.void:
        return f"第 {running} 号已经作废（{row.void}）。"
    return f"第 {running} 号已用于《{title_of(row)}》。"


def title_of(row: BookNumber) -> str:
    """What bears a number: a document by its title, the minutes of a meeting by the meeting's."""
    if row.document is not None:
        return row.document.title
    return f"{titles(row.conference_id, [row.bearer]).get(row.bearer, '会议')}纪要" if row.bearer else ""


def of_the_conference(conference: int) -> Issuer | None:
    """The issuer whose book numbers the minutes: the conference itself, else none."""
    rows = Issuer.objects.filter(conference_id=conference, body="conference", closed_on=None)
    return rows.order_by("number").first()


def take_for_minutes(step: Step, typed: str, meeting: int) -> str:
    """The number of the minutes of a meeting, as typed; an issue number (第N期) is taken out of the conference's book.

    Raises ``RuleBroken`` or ``Invalid`` where it is used or void, and names what has it. Without an issuer of the
    conference, or with another manner of numbering, it only must be no document's.
    """
    words = typed.strip()[:40]
    if not words:
        return ""
    issuer, issue = of_the_conference(step.conference.pk), _ISSUE.fullmatch(words)
    if issue is None:
        return check_typed(step, words)
    if issuer is None:
        return words
    return take(step, issuer, MINUTES, wanted=int(issue[1]), bearer=f"meeting:{meeting}")


def check_typed(step: Step, typed: str) -> str:
    """A number out of somebody else's book. Raises ``Invalid`` where it is missing or was used here."""
    number = typed.strip()[:60]
    if not number:
        raise Invalid("请填写党政办公室编排的发文字号。", "document_number")
    used = Document.objects.filter(conference=step.conference, document_number=number).first()
    if used is not None:
        raise RuleBroken(f"{number}已用于《{used.title}》。请核对发文字号。")
    return number


@action(moves.VOID_NUMBER)
def void_number(step: Step, *, issuer: int, series: str, running: int, reason: str) -> str:
    """The next number is not used (given out on paper, misprinted): void with its reason, so no gap is left."""
    row = Issuer.objects.filter(conference=step.conference, number=issuer).first()
    if row is None or series not in SERIES or not kept_here(row, series):
        raise Invalid("没有这本发文字号簿。", "issuer")
    if not reason.strip():
        raise Invalid("请写明作废的原因。", "reason")
    following = next_running(row, series, step.today.year)
    if running != following:
        raise RuleBroken(f"只能作废下一个还没有使用的号（第 {following} 号）。已经用过的号随文件保留。")
    BookNumber.objects.create(
        conference=step.conference,
        issuer=row,
        series=series,
        year=step.today.year,
        running=running,
        void=reason.strip()[:150],
    )
    step.fact("number.voided", f"issuer:{issuer}", data={"series": series, "year": step.today.year, "running": running})
    step.text("reason", reason)
    return f"issuer:{issuer}"
