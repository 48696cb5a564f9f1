"""Document numbers of case papers: typed once a year by an organ, running on from there; never used twice."""

from __future__ import annotations

import re

from lianxi.documents.official import document_number, fault_of_number
from lianxi.journal.refusals import Invalid
from lianxi.matters.models import CasePaper

_NUMBER = re.compile(r"(?P<mark>.*)〔(?P<year>\d{4})〕(?P<running>\d+)号")


#: kinds that one mark usually serves: what answers a petitioner; every other kind has a mark of its own, or none
ANSWERS = ("opinion", "reply", "agreement")


def next_number(conference: int, organ: str, kind: str, year: int) -> str:
    """The number that an organ's next paper of a kind gets, by the mark (机关代字) it used for such papers last.

    Empty before its first one: notices stay without a number where nobody ever typed one.

    Two queries.
    """
    used = CasePaper.objects.filter(conference_id=conference).exclude(document_number="")
    series = ANSWERS if kind in ANSWERS else (kind,)
    last = (
        used.filter(organ=organ, kind__in=series).order_by("-number").values_list("document_number", flat=True).first()
    )
    found = _NUMBER.fullmatch(last or "")
    if found is None:
        return ""
    begins = f"{found['mark']}〔{year}〕"
    same = used.filter(document_number__startswith=begins).values_list("document_number", flat=True)
    running = [int(each["running"]) for each in map(_NUMBER.fullmatch, same) if each]
    return document_number(found["mark"], year, max(running, default=0) + 1)


def take_number(conference: int, organ: str, kind: str, year: int, typed: str, *, required: bool) -> str:
    """The number a paper is issued under: as typed, else the organ's next of its kind.

    Raises ``Invalid`` for one that is no document number or was used already, and where one is ``required`` and the
    organ has none to go on from.
    """
    wanted = "".join(typed.split())
    if not wanted:
        wanted = next_number(conference, organ, kind, year)
        if not wanted and required:
            raise Invalid(
                f"请填写发文字号，例如某政信〔{year}〕1号。这是该机关在本系统的第一份此类文书，以后自动顺延。",
                "document_number",
            )
        return wanted
    fault = fault_of_number(wanted)
    if fault is not None:
        raise Invalid(fault, "document_number")
    if CasePaper.objects.filter(conference_id=conference, document_number=wanted).exists():
        raise Invalid(f"{wanted}已用于另一份文书。请核对发文字号。", "document_number")
    return wanted
