"""约谈通知书, 约谈记录, papers of measures as .docx: no petitioner stands in them, and a matter only by number."""

from __future__ import annotations

from datetime import date

from django.http import Http404, HttpResponse

from lianxi.documents import official
from lianxi.journal.refusals import RuleBroken
from lianxi.web.downloads import download
from lianxi.web.interviews import interview_or_404
from lianxi.web.meeting_files import DOCX
from lianxi.web.pages import Visit, page
from lianxi.web.unit_measures import measure_or_404

TITLES = {"circular": "情况通报", "listed": "挂牌督办通知书", "ordered": "责令限期整改通知书"}


def _day(day: date | None, words: str = "另行通知") -> str:
    return official.official_date(day) if day else words


@page("interview.see")
def notice(visit: Visit, number: int) -> HttpResponse:
    """约谈通知书: why, when, where, and that the unit may say its view."""
    found = interview_or_404(visit, number)
    row, head = found.row, visit.access.head
    if row.decided_on is None:
        raise RuleBroken("召集人还没有决定这次约谈，不能制发通知书。")
    basis = [official.Blank("依据事项", found.basis_words)] if found.basis_words else []
    made = official.Slip(
        title="约谈通知书",
        office=f"{head.name}办公室",
        number=f"第 {number} 号",
        note=f"{row.unit_name}：\n经{head.name}召集人决定，对你单位主要负责人进行约谈。现将有关事项通知如下。",
        rows=(
            official.Blank("被约谈人", row.person),
            official.Blank("约谈事由", row.ground_label),
            official.Blank("具体理由", found.reason, lines=4),
            *basis,
            official.Blank("决定日期", _day(row.decided_on)),
            official.Blank("约谈时间", _day(row.planned_on)),
            official.Blank("约谈地点", found.place or "另行通知"),
            official.Blank(
                "有关要求",
                "请准备办理情况、存在问题的原因和整改打算。你单位可以在约谈前后书面或者当面陈述意见。",
                lines=3,
            ),
        ),
        signers=("召集人", "签收人"),
        hint=f"请签收后将回执送{head.name}办公室。\n日志存证：第 {head.number} 号，{head.hash[:16]}",
    )
    return download(f"约谈通知书第{number}号.docx", official.write_slip(made), DOCX)


@page("interview.see")
def record(visit: Visit, number: int) -> HttpResponse:
    """约谈记录: what was said by both sides, with a line for each signature; before the interview, to be filled in."""
    found = interview_or_404(visit, number)
    row, head = found.row, visit.access.head
    if row.decided_on is None:
        raise RuleBroken("召集人还没有决定这次约谈，不能打印约谈记录。")
    basis = [official.Blank("依据事项", found.basis_words)] if found.basis_words else []
    made = official.Slip(
        title="约谈记录",
        office=f"{head.name}办公室",
        number=f"第 {number} 号",
        rows=(
            official.Blank("被约谈单位", row.unit_name),
            official.Blank("被约谈人", row.person),
            official.Blank("召集人", found.interviewer),
            official.Blank("时间", _day(row.held_on, "")),
            official.Blank("地点", found.place),
            official.Blank("约谈事由", row.ground_label),
            *basis,
            official.Blank("问题", found.problem, lines=4),
            official.Blank("原因", found.cause, lines=3),
            official.Blank("措施", found.measures, lines=4),
            official.Blank("单位陈述意见", found.statement, lines=4),
            official.Blank("整改期限", _day(row.due, "")),
        ),
        signers=("召集人", "被约谈人", "记录人"),
        hint=f"本记录经被约谈人核对无误后签字，原件由{head.name}办公室存档。\n"
        f"日志存证：第 {head.number} 号，{head.hash[:16]}",
    )
    return download(f"约谈记录第{number}号.docx", official.write_slip(made), DOCX)


@page("attention.see")
def measure_paper(visit: Visit, number: int) -> HttpResponse:
    """The paper of a measure in force, to the unit it concerns."""
    found, head = measure_or_404(visit, number), visit.access.head
    if found.approved_on is None:
        raise Http404
    title = TITLES[found.kind]
    basis = [official.Blank("依据事项", found.basis_words)] if found.basis_words else []
    demand = [official.Blank("整改要求", found.demand, lines=3)] if found.demand else []
    made = official.Slip(
        title=title,
        office=f"{head.name}办公室",
        number=f"第 {number} 号",
        note=f"{found.unit_name}：\n经{head.name}召集人批准，对你单位{_act(found.kind)}。现将有关事项通知如下。",
        rows=(
            official.Blank("事由", found.ground_label),
            official.Blank("事实和理由", found.text, lines=5),
            *basis,
            *demand,
            official.Blank("批准日期", _day(found.approved_on)),
            official.Blank("整改期限", _day(found.due, "未定期限")),
            official.Blank("整改情况", found.answer, lines=6),
        ),
        signers=("签收人", "单位负责人"),
        hint=f"请签字后将本单送回{head.name}办公室；对所列事实有不同意见的，可以一并陈述。\n"
        f"日志存证：第 {head.number} 号，{head.hash[:16]}",
    )
    return download(f"{title}第{number}号.docx", official.write_slip(made), DOCX)


def _act(kind: str) -> str:
    return {"circular": "予以通报", "listed": "实行挂牌督办", "ordered": "责令限期整改"}[kind]
