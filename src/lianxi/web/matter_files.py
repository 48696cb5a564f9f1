"""What of a matter leaves as a file: one paper, 登记表, 送达回证, the whole file in one archive.

``?opened=`` names the reader's own opening of the identity; without it a paper leaves lines to be filled in by hand and
the whole file comes masked.
"""

from __future__ import annotations

from django.http import Http404, HttpResponse

from lianxi.matters.case_papers import case_files
from lianxi.matters.case_papers.case_files import Reader
from lianxi.web.downloads import download
from lianxi.web.meeting_files import DOCX
from lianxi.web.pages import Visit, page

ZIP = "application/zip"


def _reader(visit: Visit) -> Reader:
    opened = visit.request.GET.get("opened", "")
    return Reader(visit.access.actor, visit.now, int(opened) if opened.isdecimal() else None)


def _sent(found: tuple[str, bytes] | None, media_type: str) -> HttpResponse:
    if found is None:
        raise Http404
    return download(*found, media_type)


@page("matter.see")
def registration(visit: Visit, number: int) -> HttpResponse:
    return _sent(case_files.registration_file(visit.conference, _reader(visit), number), DOCX)


@page("matter.see")
def docx(visit: Visit, number: int, paper: int) -> HttpResponse:
    return _sent(case_files.paper_file(visit.conference, _reader(visit), number, paper), DOCX)


@page("matter.see")
def blank(visit: Visit, number: int, kind: str) -> HttpResponse:
    return _sent(case_files.blank_file(visit.conference, _reader(visit), number, kind), DOCX)


@page("matter.see")
def receipt(visit: Visit, number: int, paper: int) -> HttpResponse:
    return _sent(case_files.receipt_file(visit.conference, _reader(visit), number, paper), DOCX)


@page("matter.see")
def whole(visit: Visit, number: int) -> HttpResponse:
    return _sent(case_files.whole_file(visit.conference, _reader(visit), number), ZIP)
