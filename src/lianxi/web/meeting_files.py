"""What of a meeting leaves as a file: notice, sign-in sheet, calendar, QR code, minutes."""

from __future__ import annotations

from datetime import datetime

import segno
from django.http import Http404, HttpResponse
from django.urls import reverse

from lianxi.documents import official
from lianxi.documents.ics import Event, write_event
from lianxi.journal import queries as journal
from lianxi.journal.frame import HERE
from lianxi.meetings.queries import MeetingView, MinutesView, Seen
from lianxi.roster import queries as roster
from lianxi.roster.roles import UNITS
from lianxi.web import meetings_view as view
from lianxi.web.downloads import download
from lianxi.web.meetings import meeting_or_404
from lianxi.web.pages import Visit, page

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
GUEST_ROWS = 5
#: white around a QR code, in modules
QUIET = 4


def _office(visit: Visit) -> str:
    return f"{visit.access.head.name}办公室"


def when(meeting: MeetingView) -> str:
    """2026年11月23日（星期一）14:30"""
    hour = f"{meeting.row.time:%H:%M}" if meeting.row.time else ""
    return f"{official.official_date(meeting.row.day)}（{view.weekday(meeting.row.day)}）{hour}"


def _chair(meeting: MeetingView) -> str:
    return f"{meeting.chair_name}{meeting.chair_person}"


@page("attendance.record")
def notice(visit: Visit, number: int) -> HttpResponse:
    """The 通知 as .docx, dated when it was called or moved last."""
    name, data = notice_of(visit, meeting_or_404(visit, number))
    return download(name, data, DOCX)


def notice_of(visit: Visit, found: MeetingView) -> tuple[str, bytes]:
    """The 通知: file name and bytes."""
    steps = journal.history(visit.conference, f"meeting:{found.row.number}")
    dated = next((step.on for step in steps if step.verb in {"meeting.called", "meeting.postponed"}), None)
    title = f"关于召开{found.row.title}的通知"
    letter = official.Letter(
        kind="通知",
        issuer=_office(visit),
        title=title,
        addressee=_addressee(found),
        body=official.outline("\n".join(_notice(found))),
        dated=dated,
        red_head=False,
        cc=(found.guests,) if found.guests else (),
    )
    return f"{title}.docx", official.write_letter(letter)


def _addressee(found: MeetingView) -> str:
    names = [seen.name for seen in found.attendance if seen.expected]
    if found.row.kind == "plenary":
        return "各成员单位"
    return "、".join(names) if len(names) <= 6 else "各有关单位"


def _notice(found: MeetingView) -> list[str]:
    lines = [f"定于{when(found)}召开{found.row.title}。现将有关事项通知如下。"]
    parts = [("会议时间", when(found)), ("会议地点", found.row.place or "另行通知")]
    if found.chair_name:
        parts.append(("主持人", _chair(found)))
    if found.reason:
        parts.append(("召开原因", found.reason))
    for place, (words, text) in enumerate(parts):
        lines.append(f"{'一二三四'[place]}、{words}：{text}")
    rest = "一二三四五六七"[len(parts) :]
    names = "、".join(seen.name for seen in found.attendance if seen.expected)
    lines.append(f"{rest[0]}、参加单位：{names}" + (f"。邀请{found.guests}列席" if found.guests else ""))
    rest = rest[1:]
    if found.agenda:
        lines.append(f"{rest[0]}、会议议题")
        lines += [
            f"{item.place}.{item.title}" + (f"（{item.presenter}）" if item.presenter else "") for item in found.agenda
        ]
        rest = rest[1:]
    lines.append(f"{rest[0]}、有关要求")
    lines.append("请按时参加。不能参加的，请提前向联席会议办公室请假，或者安排代会人员并告知姓名、职务。")
    return lines


@page("attendance.record")
def sign_in_sheet(visit: Visit, number: int) -> HttpResponse:
    """签到表 to be signed by hand."""
    name, data = sign_in_sheet_of(visit, meeting_or_404(visit, number))
    return download(name, data, DOCX)


def sign_in_sheet_of(visit: Visit, found: MeetingView) -> tuple[str, bytes]:
    """The 签到表 with who was there: file name and bytes."""
    heads: dict[int, str] = {}
    for seat in roster.seats(visit.conference):
        if seat.unit is not None and seat.role in UNITS and seat.holder is not None and seat.closed_on is None:
            heads.setdefault(seat.unit, seat.holder.name)
    sheet = official.SignInSheet(
        title=f"{found.row.title}签到表",
        time=when(found),
        place=found.row.place,
        office=_office(visit),
        attendees=tuple(
            official.Attendee(seen.name, heads.get(seen.unit, ""), seen.status_label if seen.status else "")
            for seen in found.attendance
        ),
        guest_rows=GUEST_ROWS,
    )
    return f"{found.row.title}签到表.docx", official.write_sign_in_sheet(sheet)


@page("meeting.see")
def calendar(visit: Visit, number: int) -> HttpResponse:
    """The meeting for the calendar of a phone or computer; moved or cancelled, the same file says so."""
    found = meeting_or_404(visit, number)
    event = Event(
        uid=f"meeting-{number}-{visit.slug}@lianxi",
        title=f"{visit.access.head.name}{found.row.title}",
        day=found.row.day,
        start=datetime.combine(found.row.day, found.row.time, HERE) if found.row.time else None,
        place=found.row.place,
        text="\n".join(f"{item.place}. {item.title}" for item in found.agenda),
        sequence=found.version - 1,
        cancelled=found.row.state == "cancelled",
    )
    return download(
        f"{found.row.title}.ics", write_event(event, stamp=visit.now), "text/calendar; charset=utf-8; method=PUBLISH"
    )


@page("attendance.record")
def qr(visit: Visit, number: int) -> HttpResponse:
    """The QR code that leads to signing in, to be shown or printed."""
    found = meeting_or_404(visit, number)
    address = visit.request.build_absolute_uri(reverse("meeting_sign_in", args=[visit.slug, number]))
    matrix = segno.make(address, error="m", micro=False).matrix
    path = "".join(
        f"M{column + QUIET} {row + QUIET}h1v1h-1z"
        for row, line in enumerate(matrix)
        for column, dark in enumerate(line)
        if dark
    )
    return visit.render(
        "meetings/qr.html",
        {
            "meeting": found,
            "weekday": view.weekday(found.row.day),
            "address": address,
            "path": path,
            "size": len(matrix) + 2 * QUIET,
        },
    )


@page("meeting.see")
def minutes(visit: Visit, number: int) -> HttpResponse:
    """The 纪要 as .docx, of the newest revision this seat may read; before the approval it is a draft."""
    made = minutes_of(visit, meeting_or_404(visit, number))
    if made is None:
        raise Http404
    return download(*made, DOCX)


def minutes_of(visit: Visit, found: MeetingView) -> tuple[str, bytes] | None:
    """The 纪要: file name and bytes; None where this seat may read none."""
    actor = visit.access.actor
    shown = view.readable(actor.role, actor.unit, found)
    if shown is None:
        return None
    data = official.write_minutes(_minutes(visit, found, shown, roster.unit_names(visit.conference)))
    return f"{found.row.title}纪要.docx", data


def _minutes(visit: Visit, found: MeetingView, shown: MinutesView, units: dict[int, str]) -> official.Minutes:
    content = shown.content
    sections = (("听取情况", content.heard), ("研究事项", content.considered))
    return official.Minutes(
        mark=f"{visit.access.head.name}纪要",
        office=_office(visit),
        issued_on=shown.issued_on,
        number=shown.document_number or None,
        title=f"{found.row.title}纪要",
        opening=_opening(found),
        sections=tuple(official.Section(heading, text) for heading, text in sections if text),
        decisions=tuple(
            official.Decision(
                text=each.text,
                lead=units.get(each.lead or 0, ""),
                co_units=tuple(units.get(unit, "") for unit in each.co_units),
                due=each.due_on,
                no_task=each.no_task,
            )
            for each in content.decisions
        ),
        present=tuple(_present(seen) for seen in found.attendance if seen.expected and seen.status in HERE_BY),
        on_leave=tuple(seen.name for seen in found.attendance if seen.status == "leave"),
        sitting_in=tuple(seen.name for seen in found.attendance if not seen.expected and seen.status in HERE_BY)
        + tuple(part.strip() for part in found.guests.replace("，", "、").split("、") if part.strip()),
        distribution=tuple(receipt.name for receipt in shown.receipts),
        correction=shown.correction or None,
        draft=shown.state not in {"approved", "issued"},
    )


#: a unit was there by its own people or by a substitute
HERE_BY = frozenset({"present", "substitute"})


def _present(seen: Seen) -> str:
    return f"{seen.name}（{seen.substitute}代）" if seen.status == "substitute" else seen.name


def _opening(found: MeetingView) -> str:
    by = f"，{_chair(found)}主持" if found.chair_name else "，"
    place = f"在{found.row.place}" if found.row.place else ""
    return f"{official.official_date(found.row.day)}{by}{place}召开{found.row.title}。".replace("，召开", "召开")
