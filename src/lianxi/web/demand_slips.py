"""督办单 and 工作建议书 as printed papers, with room for the answer; they bear the journal's number and short hash."""

from __future__ import annotations

from django.http import HttpResponse

from lianxi.documents import official
from lianxi.web.demands import LABELS, demand_or_404
from lianxi.web.downloads import download
from lianxi.web.meeting_files import DOCX
from lianxi.web.pages import Visit, page


@page("inspection.see")
def slip(visit: Visit, kind: str, number: int) -> HttpResponse:
    found = demand_or_404(visit, kind, number)
    row, head = found.row, visit.access.head
    office = f"{head.name}办公室"
    inspection = kind == "inspection"
    about = "\n".join(
        f"任务 {task.number}：{task.title}" + (f"（{official.official_date(task.due)}前）" if task.due else "")
        for task in found.tasks
    )
    rows = [
        official.Blank("承办单位" if inspection else "送达单位", row.unit_name),
        official.Blank("督办事项" if inspection else "建议事项", row.title),
        *([official.Blank("依据", found.basis)] if found.basis else []),
        *([official.Blank("有关任务", about, lines=len(found.tasks))] if found.tasks else []),
        official.Blank("督办要求" if inspection else "问题和建议", found.text, lines=5),
        official.Blank("发出日期", official.official_date(row.sent_on)),
        official.Blank("答复期限", official.official_date(row.due) if row.due else "请尽快书面答复"),
        official.Blank("答复内容", found.answer, lines=7),
    ]
    made = official.Slip(
        title=LABELS[kind],
        office=office,
        number=f"第 {number} 号",
        rows=tuple(rows),
        signers=("签收人", "单位负责人"),
        hint=f"请签字后将本单送回{office}。\n日志存证：第 {head.number} 号，{head.hash[:16]}",
    )
    return download(f"{LABELS[kind]}第{number}号.docx", official.write_slip(made), DOCX)
