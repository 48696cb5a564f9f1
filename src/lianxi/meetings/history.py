"""History of this room: meetings, attendance and minutes from before the system was used (see ``roster.history``).

A row of 到会 or 纪要 names its meeting by the clerk's own number in the sheet 会议, or by the meeting's name.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from lianxi.documents.columns import Column
from lianxi.journal.frame import Step
from lianxi.journal.versioned import save_next
from lianxi.meetings.actions import approval_gate
from lianxi.meetings.content import Content, Decided
from lianxi.meetings.minutes import text_sha256
from lianxi.meetings.models import ATTENDANCE, MINUTES_STATES, AgendaItem, Attendance, Decision, Meeting, Minutes
from lianxi.roster.history import HISTORY, Found, Ground, Line, Place, Sheet
from lianxi.roster.models import Unit
from lianxi.rulebook.facts import Fact
from lianxi.rulebook.vocabulary import MEETING_KINDS

REF = "写“会议”表里的序号，例如 1。"


@dataclass(frozen=True, slots=True)
class Past:
    """A meeting of the sheet. ``number``: of the meeting that is there already; ``by_hand``: whether that is 补录."""

    ref: str
    kind: str
    title: str
    day: date
    place: str
    guests: str
    agenda: tuple[str, ...]
    number: int | None = None
    by_hand: bool = True


@dataclass(frozen=True, slots=True)
class Was:
    """A unit at a past meeting."""

    meeting: Past
    unit: Place
    status: str
    substitute: str
    reason: str


@dataclass(frozen=True, slots=True)
class PastMinutes:
    meeting: Past
    content: Content
    approved_on: date | None
    issued_on: date
    document_number: str


# meetings ---------------------------------------------------------------------------------------------------------


def meeting_columns(ground: Ground) -> Sequence[Column]:
    return [
        Column("ref", "序号", 8, required=True, help="自己编的号，如 1、2、3；“到会”“纪要”“任务”表用它指这次会议。"),
        Column("title", "会议名称", 30, required=True, help="请勿写信访人姓名、电话。"),
        Column("kind", "会议类型", 14, choices=tuple(MEETING_KINDS.values()), required=True),
        Column("day", "召开日期", 13, kind="date", required=True),
        Column("place", "地点", 18),
        Column("guests", "列席人员", 24),
        Column("agenda", "议题", 40, help="一行一个议题，用 Alt+Enter 换行。"),
    ]


def examine_meeting(line: Line) -> Found | None:
    ref = line.text("ref", 20, required="请给这次会议编一个序号，例如 1。")
    title = line.text("title", 120, required="请填写会议名称。")
    kind = line.choice("kind", MEETING_KINDS, required="请选择会议类型。")
    day = line.day("day", required="请填写召开日期。")
    place, guests = line.text("place", 120), line.text("guests", 300)
    agenda = tuple(item.strip()[:200] for item in line.text("agenda", 4000).splitlines() if item.strip())
    known: dict[str, Past | None] = line.shared.setdefault("meetings", {})
    if ref and ref in known:
        line.wrong("ref", f"序号“{ref}”用了两次。每次会议的序号不能相同。")
        return None
    known[ref] = None  # a row that is wrong itself: what refers to it is not wrong for that
    if kind is None or day is None or not title or line.twice("title", (kind, day, title)):
        return None
    there = _there(line)
    same = there.get((day, kind), {})
    number, by_hand = same.get(title, (None, True))
    known[ref] = Past(ref, kind, title, day, place, guests, agenda, number, by_hand)
    words = f"{day:%Y-%m-%d} {MEETING_KINDS[kind]}“{title}”"
    if same and number is None:
        words += f"（请核对：同一天已有“{next(iter(same))}”）"
    return Found(words, day, known[ref], known=number is not None)


def _there(line: Line) -> dict[tuple[date, str], dict[str, tuple[int | None, bool]]]:
    """The meetings that stand in the room, by day and kind. One query a workbook."""
    if "meetings there" not in line.shared:
        there: dict[tuple[date, str], dict[str, tuple[int | None, bool]]] = {}
        rows = Meeting.objects.filter(conference_id=line.ground.conference, day__lte=line.ground.today)
        rows = rows.exclude(state="cancelled").order_by("number")
        for day, kind, title, number, by_hand in rows.values_list("day", "kind", "title", "number", "by_hand"):
            there.setdefault((day, kind), {}).setdefault(title, (number, by_hand))
        line.shared["meetings there"] = there
    found: dict[tuple[date, str], dict[str, tuple[int | None, bool]]] = line.shared["meetings there"]
    return found


def lay_meeting(step: Step, past: Past, made: dict[str, Any]) -> None:
    meeting = Meeting.objects.create(
        conference=step.conference,
        number=step.next("meeting"),
        kind=past.kind,
        title=past.title,
        day=past.day,
        place=past.place,
        guests=past.guests,
        state="held",
        by_hand=True,
    )
    AgendaItem.objects.bulk_create(
        AgendaItem(conference=step.conference, meeting=meeting, place=place, title=title)
        for place, title in enumerate(past.agenda, start=1)
    )
    Minutes.objects.create(conference=step.conference, number=step.next("minutes"), meeting=meeting)
    step.fact("meeting.held", f"meeting:{meeting.number}", on=past.day, data={"kind": past.kind, **HISTORY})
    made[f"meeting:{past.ref}"] = meeting


def past_of(line: Line, key: str, *, required: str = "") -> Past | None:
    """The meeting a row refers to, by its number in the sheet 会议 or by its name there."""
    named = line.text(key, 120, required=required)
    known: dict[str, Past | None] = line.shared.get("meetings", {})
    if not named or (named in known and known[named] is None):
        return None
    found = [known[named]] if named in known else [each for each in known.values() if each and each.title == named]
    if len(found) == 1:
        return found[0]
    if found:
        line.wrong(key, f"“会议”表里有 {len(found)} 次“{named}”。请改写序号。")
    else:
        line.wrong(key, f"“会议”表里没有序号或名称为“{named}”的会议。请先在“会议”表写上这次会议。")
    return None


def meeting_of(step: Step, past: Past, made: dict[str, Any]) -> Meeting:
    """The room's row of a meeting of the sheet: made in this entry, or there before."""
    found = made.get(f"meeting:{past.ref}")
    return found if found is not None else Meeting.objects.get(conference=step.conference, number=past.number or 0)


# attendance -------------------------------------------------------------------------------------------------------


def attendance_columns(ground: Ground) -> Sequence[Column]:
    return [
        Column("meeting", "会议", 14, required=True, help=REF),
        Column("unit", "单位", 24, choices=ground.unit_names, required=True),
        Column("status", "到会情况", 14, choices=tuple(ATTENDANCE.values()), required=True),
        Column("substitute", "代会人", 14, help="到会情况是“代会”的，写由谁代会。"),
        Column("reason", "请假原因", 26),
    ]


def examine_attendance(line: Line) -> Found | None:
    meeting = past_of(line, "meeting", required="请写会议的序号。")
    unit = line.unit("unit", required="请选择单位。")
    status = line.choice("status", ATTENDANCE, required="请选择到会、请假、代会或未请假缺席。")
    substitute, reason = line.text("substitute", 60), line.text("reason", 200)
    if status == "substitute" and not substitute:
        line.wrong("substitute", "代会请写明由谁代会。")
    if meeting is None or unit is None or status is None or line.twice("unit", (meeting.ref, unit.number)):
        return None
    had = _attended(line).get((meeting.number, unit.number), "") if meeting.number else ""
    if had and had != status:
        line.wrong("status", f"系统里已登记为“{ATTENDANCE[had]}”。要更正，请到这次会议的页面办理。")
    elif meeting.number and not meeting.by_hand and not had:
        line.wrong("meeting", "这次会议是在系统里办理的，到会情况请到这次会议的页面登记。")
    words = f"{meeting.title}：{unit.name} {ATTENDANCE[status]}{f'（{substitute}）' if substitute else ''}"
    return Found(words, meeting.day, Was(meeting, unit, status, substitute, reason), known=bool(had))


def _attended(line: Line) -> dict[tuple[int | None, int], str]:
    if "attendance there" not in line.shared:
        rows = Attendance.objects.filter(conference_id=line.ground.conference).exclude(status="")
        values = rows.values_list("meeting__number", "unit__number", "status")
        line.shared["attendance there"] = {(meeting, unit): status for meeting, unit, status in values}
    found: dict[tuple[int | None, int], str] = line.shared["attendance there"]
    return found


def lay_attendance(step: Step, was: Was, made: dict[str, Any]) -> None:
    meeting = meeting_of(step, was.meeting, made)
    if "units" not in made:
        made["units"] = {unit.number: unit for unit in Unit.objects.filter(conference=step.conference)}
    unit: Unit = made["units"][was.unit.number]
    told = {"status": was.status, "substitute": was.substitute, "reason": was.reason}
    if was.meeting.number is None:
        Attendance.objects.create(conference=step.conference, meeting=meeting, unit=unit, **told)
    else:
        Attendance.objects.update_or_create(conference=step.conference, meeting=meeting, unit=unit, defaults=told)
    step.fact(
        "attendance.recorded",
        f"meeting:{meeting.number}",
        on=meeting.day,
        unit=was.unit.number,
        data={"status": was.status, "kind": meeting.kind, **HISTORY},
    )


# minutes ----------------------------------------------------------------------------------------------------------


def minutes_columns(ground: Ground) -> Sequence[Column]:
    return [
        Column("meeting", "会议", 14, required=True, help=REF),
        Column("text", "纪要正文", 60, help="可以留空，正文以纸质材料为准。请勿写信访人姓名、电话。"),
        Column("decisions", "议定事项", 50, help="一行一项，用 Alt+Enter 换行。需要办理的，另填“任务”表。"),
        Column("approved_on", "审定日期", 13, kind="date", help="只填启用日期以前的审定；以后的到“登记履行”办理。"),
        Column("issued_on", "印发日期", 13, kind="date", required=True),
        Column("document_number", "文号", 20),
    ]


def examine_minutes(line: Line) -> Found | None:
    meeting = past_of(line, "meeting", required="请写会议的序号。")
    text = line.text("text", 20_000)
    decided = [item.strip() for item in line.text("decisions", 20_000).splitlines() if item.strip()]
    if len(decided) > 60 or any(len(item) > 2000 for item in decided):
        line.wrong("decisions", "议定事项最多 60 项，每项最多 2000 字。")
    approved_on = line.approved("approved_on")
    issued_on = line.day("issued_on", required="请填写印发日期。还没有印发的纪要，请在系统里起草、审定、印发。")
    document_number = line.text("document_number", 40)
    if meeting is None or issued_on is None or line.twice("meeting", meeting.ref):
        return None
    _check_days(line, meeting, approved_on, issued_on)
    known = _minutes_there(line, meeting, issued_on)
    if not known and not line.problems and approved_on is None:
        _check_gate(line, meeting.kind, issued_on)
    content = Content(text, "", tuple(Decided(item, no_task=True) for item in decided))
    value = PastMinutes(meeting, content, approved_on, issued_on, document_number)
    number = f"（{document_number}）" if document_number else ""
    return Found(f"{meeting.title}的纪要{number}，{issued_on:%Y-%m-%d} 印发", issued_on, value, known=known)


def _check_days(line: Line, meeting: Past, approved_on: date | None, issued_on: date) -> None:
    if issued_on < meeting.day:
        line.wrong("issued_on", f"印发日期早于会议召开日期（{meeting.day:%Y-%m-%d}）。请核对。")
    if approved_on is not None and approved_on < meeting.day:
        line.wrong("approved_on", f"审定日期早于会议召开日期（{meeting.day:%Y-%m-%d}）。请核对。")
    if approved_on is not None and approved_on > issued_on:
        line.wrong("approved_on", f"审定日期晚于印发日期（{issued_on:%Y-%m-%d}）。请核对。")


def _minutes_there(line: Line, meeting: Past, issued_on: date) -> bool:
    """Whether these very minutes are there; other ones that are not an empty draft are a mistake of the row."""
    if meeting.number is None:
        return False
    rows = Minutes.objects.filter(conference_id=line.ground.conference, meeting__number=meeting.number)
    row = rows.order_by("-revision").first()
    if row is None:
        return False
    if row.state == "issued" and row.issued_on == issued_on:
        return True
    if not meeting.by_hand or row.state != "draft" or row.content:
        line.wrong("meeting", f"这次会议的纪要在系统里已是“{MINUTES_STATES[row.state]}”。请到这次会议的页面办理。")
    return False


def _check_gate(line: Line, kind: str, issued_on: date) -> None:
    """The rules of that day ask for an approval first: its day is missing."""
    asked: dict[tuple[str, date], Any] = line.shared.setdefault("gates", {})
    if (kind, issued_on) not in asked:
        asked[kind, issued_on] = approval_gate(line.ground.conference, kind, issued_on)
    gate = asked[kind, issued_on]
    if gate is None:
        return
    start = line.ground.judged_from
    told = f"按{gate.article}，纪要须先经召集人审定才能印发。"
    if start is not None and issued_on >= start and not line.text("approved_on", 40):
        told += (
            f"请填写 {start:%Y-%m-%d}（启用日期）以前的审定日期；以后审定的，请到“登记履行”附签字原件登记审定和印发。"
        )
    else:
        told += "请填写审定日期（不晚于印发日期）。"
    line.wrong("approved_on", told)


def lay_minutes(step: Step, past: PastMinutes, made: dict[str, Any]) -> None:
    meeting = meeting_of(step, past.meeting, made)
    row = Minutes.objects.filter(meeting=meeting).order_by("-revision").first()
    if row is None:
        row = Minutes(conference=step.conference, number=step.next("minutes"), meeting=meeting)
    row.state, row.content, row.sealed = "issued", past.content.as_data(), past.content.text()
    row.issued_on, row.document_number, row.version = past.issued_on, past.document_number, row.version + 1
    row.save()
    data = {"meeting": meeting.number, "kind": meeting.kind, "text": text_sha256(past.content), **HISTORY}
    if past.approved_on is not None:
        step.fact("minutes.approved", f"minutes:{row.number}", on=past.approved_on, data=data)
    step.fact("minutes.issued", f"minutes:{row.number}", on=past.issued_on, data=data)
    paper = {"meeting": meeting.number, "kind": meeting.kind, **HISTORY}
    step.fact("document.issued", f"document:{step.next('document')}", on=past.issued_on, data=paper)
    first = Decision.objects.filter(meeting=meeting).count() + 1
    for place, decided in enumerate(past.content.decisions, start=first):
        made_one = Decision.objects.create(
            conference=step.conference,
            number=step.next("decision"),
            meeting=meeting,
            place=place,
            text=decided.text,
            no_task=True,
        )
        told = {"meeting": meeting.number, "no_task": True, **HISTORY}
        step.fact("decision.made", f"decision:{made_one.number}", on=meeting.day, data=told)


# withdrawal -------------------------------------------------------------------------------------------------------


def undo_attendance(step: Step, fact: Fact) -> None:
    """The unit's attendance at that meeting is not on record any more (unless it was corrected since)."""
    if not fact.data.get("history"):
        return
    rows = Attendance.objects.filter(conference=step.conference, meeting__number=int(fact.object.partition(":")[2]))
    rows.filter(unit__number=fact.unit or 0, status=str(fact.data.get("status", ""))).delete()


def undo_issue(step: Step, fact: Fact) -> None:
    """Minutes that were not issued after all are a draft again, with the words that were brought in."""
    row = Minutes.objects.filter(conference=step.conference, number=int(fact.object.partition(":")[2])).first()
    if not fact.data.get("history") or row is None or row.state != "issued":
        return
    row.state, row.sealed, row.issued_on, row.document_number = "draft", "", None, ""
    save_next(row, "state", "sealed", "issued_on", "document_number")


def undo_decision(step: Step, fact: Fact) -> None:
    """A decision brought in by mistake is shown as withdrawn; its place in the minutes stays."""
    if fact.data.get("history"):
        number = int(fact.object.partition(":")[2])
        Decision.objects.filter(conference=step.conference, number=number).update(withdrawn=True)


MEETINGS = Sheet(
    "meetings",
    "会议",
    10,
    meeting_columns,
    examine_meeting,
    lay_meeting,
    examples=[
        ("1", "2023年第一次工作会议", "工作会议", "2023-02-14", "二楼会议室", "", "通报上季度工作\n研究节前安排"),
        ("2", "2023年上半年全体会议", "全体会议", "2023-06-28", "大会议室", "县联席会议办公室", ""),
    ],
    note="一行一次会议。“序号”自己编，“到会”“纪要”“任务”表用它指这次会议。",
)
ATTENDED = Sheet(
    "attendance",
    "到会",
    20,
    attendance_columns,
    examine_attendance,
    lay_attendance,
    examples=[("1", "（成员单位名称）", "到会", "", ""), ("1", "（成员单位名称）", "代会", "副职代会", "")],
    note="一行是一个单位在一次会议上的情况；没有签到表的会议可以不填。",
)
MINUTES = Sheet(
    "minutes",
    "纪要",
    30,
    minutes_columns,
    examine_minutes,
    lay_minutes,
    examples=[("1", "会议听取了……", "继续做好……", "2023-02-16", "2023-02-17", "〔2023〕1号")],
    note="一行是一次会议已经印发的纪要。启用日期以后的审定须附签字原件，请到“登记履行”办理。",
)
