"""Slips to be printed, signed and brought back: 任务交办单, 催办单, 纪要签收单, 协办商请单.

They bear the journal's number and short hash, so that every unit that keeps one holds the witness of the record; a
formal document never does.
"""

from __future__ import annotations

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from lianxi.documents import official
from lianxi.meetings.owing import owes
from lianxi.meetings.queries import MeetingView, ReceiptView
from lianxi.tasks import queries as tasks
from lianxi.web import meetings_view as view
from lianxi.web.downloads import download
from lianxi.web.meetings import meeting_or_404
from lianxi.web.pages import Visit, page
from lianxi.web.units import unit_or_404

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
#: kind of origin → where a task came from
ORIGINS = {"decision": "会议议定事项", "directive": "上级交办事项"}
#: characters of the hash that are printed
SHORT = 16


def office_name(visit: Visit) -> str:
    return f"{visit.access.head.name}办公室"


def witness(visit: Visit) -> str:
    """Number and short hash of the journal's head at this moment."""
    return f"第 {visit.access.head.number} 号，{visit.access.head.hash[:SHORT]}"


def hint(visit: Visit) -> str:
    """What stands under the signatures: where the slip goes back to, and the witness."""
    return f"请签字后将本单送回{office_name(visit)}。\n日志存证：{witness(visit)}"


@page("task.see")
def task(visit: Visit, number: int) -> HttpResponse:
    """任务交办单: one task, with room for the unit's receipt and what it did."""
    actor = visit.access.actor
    found = tasks.task_for(visit.conference, number, role=actor.role, unit=actor.unit, on=visit.today)
    if found is None:
        raise Http404
    helpers = "、".join(name + (f"（{part}）" if part else "") for _, name, part, _ in found.co_units)
    rows = [
        official.Blank("任务名称", found.row.title),
        official.Blank("具体要求", found.text or found.row.title, lines=3),
        official.Blank("任务来源", ORIGINS.get(found.row.origin.partition(":")[0], "联席会议办公室交办")),
        official.Blank("牵头单位", found.row.lead_name),
        *([official.Blank("协办单位", helpers)] if helpers else []),
        official.Blank("交办日期", official.official_date(found.assigned_on)),
        official.Blank("办结期限", official.official_date(found.row.due) if found.row.due else "未定"),
        official.Blank("办理情况", lines=7),
    ]
    slip = official.Slip(
        title="任务交办单",
        office=office_name(visit),
        number=f"任务 {number}",
        rows=tuple(rows),
        signers=("签收人", "单位负责人"),
        hint=hint(visit),
    )
    return _slip(f"任务交办单（任务{number}）", slip)


@page("record.by_hand")
def chase(visit: Visit, number: int) -> HttpResponse:
    """催办单: the overdue tasks of one unit; printing is not chasing. Where nothing is late, its page."""
    unit, _ = unit_or_404(visit, number)
    late = [row for row in owes(visit.conference, number, visit.today).led if row.overdue]
    if not late:
        return HttpResponseRedirect(reverse("unit", args=[visit.slug, number]))
    rows = [official.Blank(f"任务 {row.number}", _late(row, visit), lines=2) for row in late]
    slip = official.Slip(
        title="催办单",
        office=office_name(visit),
        note=f"{unit.name}：\n截至{official.official_date(visit.today)}，下列任务已超过办结期限。"
        "请抓紧办理，并将办理情况报送联席会议办公室；确需延期的，请说明原因和申请延期的日期。",
        rows=(*rows, official.Blank("办理情况或延期原因", lines=6)),
        signers=("单位负责人",),
        hint=hint(visit),
    )
    return _slip(f"{unit.name}催办单", slip)


def _late(row: tasks.TaskRow, visit: Visit) -> str:
    assert row.due is not None  # overdue
    chased = f"，已催办 {row.chased} 次" if row.chased else ""
    days = (visit.today - row.due).days
    return f"{row.title}\n期限：{official.official_date(row.due)}，已逾期 {days} 天{chased}"


@page("minutes.write")
def receipts(visit: Visit, number: int) -> HttpResponse:
    """纪要签收单: every unit the minutes were issued to, with room to sign; the journal's witness at the foot."""
    made = receipts_of(visit, meeting_or_404(visit, number))
    if made is None:
        raise Http404
    return download(*made, DOCX)


def receipts_of(visit: Visit, found: MeetingView) -> tuple[str, bytes] | None:
    """The 纪要签收单: file name and bytes; None before the minutes are issued."""
    issued = view.issued(found)
    if issued is None or issued.issued_on is None:
        return None
    facts = [("会议", found.row.title), ("印发日期", official.official_date(issued.issued_on))]
    if issued.document_number:
        facts.append(("编号", issued.document_number))
    sheet = official.ReceiptSheet(
        title="会议纪要签收单",
        office=office_name(visit),
        facts=tuple(facts),
        receipts=tuple(
            official.Receipt(each.name, _signed(each), "办公室代录" if each.on_behalf else "")
            for each in issued.receipts
        ),
        witness=witness(visit),
    )
    return f"{found.row.title}纪要签收单.docx", official.write_receipt_sheet(sheet)


def _signed(each: ReceiptView) -> str:
    if each.received_on is None:
        return ""
    return f"{each.received_on.month}月{each.received_on.day}日"


@page("task.see")
def help_(visit: Visit, number: int) -> HttpResponse:
    """协办商请单: what one unit asks of another, with room for the answer."""
    actor = visit.access.actor
    found = tasks.help_for(visit.conference, number, role=actor.role, unit=actor.unit)
    if found is None:
        raise Http404
    rows = [
        official.Blank("商请单位", found.asking_name),
        official.Blank("被商请单位", found.asked_name),
        official.Blank("商请事项", found.text, lines=4),
        *([official.Blank("有关任务", f"任务 {found.task}")] if found.task else []),
        official.Blank("提出日期", official.official_date(found.asked_on)),
        official.Blank("希望答复日期", official.official_date(found.due) if found.due else "尽快"),
        official.Blank("答复意见", found.answer, lines=6),
    ]
    slip = official.Slip(
        title="协办商请单",
        office=office_name(visit),
        number=f"商请 {number}",
        rows=tuple(rows),
        signers=("商请单位负责人", "答复单位负责人"),
        hint=hint(visit),
    )
    return _slip(f"协办商请单（商请{number}）", slip)


def _slip(name: str, slip: official.Slip) -> HttpResponse:
    return download(f"{name}.docx", official.write_slip(slip), DOCX)
