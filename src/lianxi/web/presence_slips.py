"""请假单 and 代会单 of a unit for one meeting: what is on record is printed, the rest is written in by hand."""

from __future__ import annotations

from django.http import Http404, HttpResponse

from lianxi.documents import official
from lianxi.meetings.queries import Seen
from lianxi.roster import queries as roster
from lianxi.roster.roles import UNITS
from lianxi.web.downloads import download
from lianxi.web.meeting_files import DOCX, when
from lianxi.web.meetings import meeting_or_404
from lianxi.web.pages import Visit, page
from lianxi.web.slips import hint, office_name

#: answer → title of its slip
LABELS = {"leave": "会议请假单", "substitute": "会议代会单"}


@page("attendance.slip")
def slip(visit: Visit, number: int, status: str, unit: int) -> HttpResponse:
    """The slip of a called or held meeting; a unit prints its own only, the office everybody's."""
    found = meeting_or_404(visit, number)
    actor = visit.access.actor
    seen = next((each for each in found.attendance if each.unit == unit), None)
    if seen is None or found.row.state == "cancelled" or (actor.role in UNITS and actor.unit != unit):
        raise Http404
    made = official.Slip(
        title=LABELS[status],
        office=office_name(visit),
        number=f"会议 {number}",
        rows=(
            official.Blank("单位", seen.name),
            official.Blank("会议", found.row.title),
            official.Blank("会议时间", when(found)),
            official.Blank("会议地点", found.row.place),
            official.Blank("应到人员", _expected(visit, unit)),
            *_answer(seen, status),
            official.Blank("办公室意见", lines=2),
        ),
        signers=("单位负责人", "办公室登记人"),
        hint=hint(visit),
    )
    return download(f"{seen.name}{LABELS[status]}（会议{number}）.docx", official.write_slip(made), DOCX)


def _answer(seen: Seen, status: str) -> list[official.Blank]:
    """What the unit answered; of another answer, or of none, empty rows."""
    told = seen.status == status
    substitute, reason = (seen.substitute, seen.reason) if told else ("", "")
    if status == "leave":
        return [official.Blank("请假事由", reason, lines=3)]
    return [official.Blank("代会人员", substitute), official.Blank("代会事由", reason, lines=3)]


def _expected(visit: Visit, unit: int) -> str:
    """Who speaks for the unit today: the holder of its first open seat."""
    for seat in roster.seats(visit.conference):
        if seat.unit == unit and seat.role in UNITS and seat.holder is not None and seat.closed_on is None:
            return f"{seat.holder.name}（{seat.post}）"
    return ""
