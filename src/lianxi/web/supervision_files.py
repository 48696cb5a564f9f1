"""The papers of a joint supervision: 督查通知, 反馈意见书, 督查情况报告, the checklist to take along; its files."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase

from lianxi.documents import official
from lianxi.documents.columns import Column
from lianxi.documents.sheets import write_sheet
from lianxi.journal import queries as journal
from lianxi.oversight.supervision_queries import FindingView, SupervisionView, finding_for
from lianxi.web.downloads import download, serve_file, xlsx
from lianxi.web.pages import Visit, page
from lianxi.web.slips import DOCX, hint, office_name
from lianxi.web.supervision_units import part_or_404
from lianxi.web.supervisions import supervision_or_404


def _whole_or_404(visit: Visit, number: int) -> SupervisionView:
    found = supervision_or_404(visit, number)
    if not found.whole:
        raise Http404
    return found


def notice_of(found: SupervisionView) -> dict[str, str]:
    """Title, addressee and text of the 督查通知: printed as it is, or drafted as a document with a number."""
    senders = "、".join(each.unit_name for each in found.senders)
    people = [
        f"{each.unit_name}：{'、'.join(name + (f'（{post}）' if post else '') for name, post, _ in each.people)}"
        for each in found.senders
        if each.people
    ]
    items = [f"{item.place}. {item.text}{f'（依据：{item.basis}）' if item.basis else ''}" for item in found.items]
    parts = [
        ("督查事由", [found.reason]),
        ("督查时间", [_period(found)]),
        ("被督查单位", ["、".join(part.unit_name for part in found.parts) + "。"]),
        (
            "组织实施",
            [f"由{found.row.organiser_name}组织实施" + (f"，{senders}派员参加。" if senders else "。"), *people],
        ),
        ("督查内容", items),
        ("有关要求", [found.arrangement]),
    ]
    told = [(head, [line for line in lines if line]) for head, lines in parts]
    told = [(head, lines) for head, lines in told if lines]
    text = [f"{_approved(found)}决定开展{found.row.title}。现将有关事项通知如下。"]
    for place, (head, lines) in enumerate(told):
        text += [f"{'一二三四五六'[place]}、{head}", *lines]
    return {"title": f"关于开展{found.row.title}的通知", "addressee": senders or "各有关单位", "body": "\n".join(text)}


def _approved(found: SupervisionView) -> str:
    return "经召集人批准，" if found.approved_on else "根据工作需要，"


def _period(found: SupervisionView) -> str:
    first, last = found.row.first_day, found.row.last_day
    if first and last:
        return f"{official.official_date(first)}至{official.official_date(last)}。"
    return f"{official.official_date(first)}起。" if first else "另行通知。"


@page("supervision.see")
def notice(visit: Visit, number: int) -> HttpResponse:
    """督查通知 as .docx, without a number; with one it is drafted as a document."""
    found = _whole_or_404(visit, number)
    if found.row.state in {"proposed", "returned"}:
        raise Http404
    told = notice_of(found)
    letter = official.Letter(
        kind="通知",
        issuer=office_name(visit),
        title=told["title"],
        addressee=told["addressee"],
        body=official.outline(told["body"]),
        dated=found.approved_on or found.row.proposed_on,
        red_head=False,
    )
    return download(f"{told['title']}.docx", official.write_letter(letter), DOCX)


@page("supervision.see")
def feedback(visit: Visit, number: int, unit: int) -> HttpResponse:
    """反馈意见书 to one unit: its own findings alone."""
    found, part = part_or_404(visit, number, unit)
    views = [_finding(visit, each.number) for each in part.findings if each.state != "withdrawn"]
    rows = [
        official.Blank("被督查单位", part.unit_name),
        official.Blank("督查名称", found.row.title),
        *(official.Blank(f"问题{place}", _words(view), lines=4) for place, view in enumerate(views, 1)),
        *([] if views else [official.Blank("督查结果", "未发现问题。")]),
        official.Blank("反馈日期", official.official_date(part.fed_back_on) if part.fed_back_on else "（未反馈）"),
        official.Blank("整改情况", lines=6 if views else 2),
    ]
    slip = official.Slip(
        title="联合督查反馈意见书",
        office=office_name(visit),
        number=f"督查 {number}",
        rows=tuple(rows),
        signers=("签收人", "单位负责人"),
        hint=hint(visit),
    )
    return download(f"联合督查反馈意见书（{part.unit_name}）.docx", official.write_slip(slip), DOCX)


def _finding(visit: Visit, number: int) -> FindingView:
    view = finding_for(visit.conference, visit.access.actor, number, on=visit.today)
    assert view is not None
    return view


def _words(view: FindingView) -> str:
    lines = [view.row.text]
    if view.item is not None and view.item.basis:
        lines.append(f"依据：{view.item.basis}")
    if view.demand:
        lines.append(f"整改要求：{view.demand}")
    if view.row.due is not None:
        lines.append(f"整改期限：{official.official_date(view.row.due)}")
    return "\n".join(lines)


@page("supervision.see")
def report(visit: Visit, number: int) -> HttpResponse:
    """督查情况报告 to the conference as .docx."""
    found = _whole_or_404(visit, number)
    if not found.report:
        raise Http404
    issuer = office_name(visit) if found.organiser is None else found.row.organiser_name
    letter = official.Letter(
        kind="报告",
        issuer=issuer,
        title=f"关于{found.row.title}情况的报告",
        addressee=visit.access.head.name,
        body=official.outline(found.report),
        dated=found.row.reported_on,
        red_head=False,
    )
    return download(f"{letter.title}.docx", official.write_letter(letter), DOCX)


@page("supervision.see")
def checklist(visit: Visit, number: int) -> HttpResponse:
    """The checklist by unit, to take along or to keep: empty columns are filled in on the spot."""
    found = _whole_or_404(visit, number)
    columns = [
        Column("unit", "被督查单位", 24),
        Column("place", "序号", 7, kind="int"),
        Column("text", "检查内容", 44),
        Column("basis", "依据", 36),
        Column("result", "结果", 10),
        Column("note", "说明", 40),
    ]
    rows = []
    for part in found.parts:
        known = {each.place: each for each in part.results}
        for item in found.items:
            seen = known.get(item.place)
            words = (seen.label, seen.note) if seen else ("", "")
            rows.append((part.unit_name, item.place, item.text, item.basis, *words))
    return xlsx("督查清单", write_sheet(columns, rows, title=f"{found.row.title}督查清单"))


@page("supervision.see")
def file(visit: Visit, number: int, file: int) -> HttpResponseBase:
    """A file of the supervision itself (the signed approval, the report's), for who sees it wholly."""
    _whole_or_404(visit, number)
    wanted = journal.file(visit.conference, file)
    entries = {step.entry for step in journal.history(visit.conference, f"supervision:{number}")}
    if wanted is None or wanted.entry not in entries:
        raise Http404
    return serve_file(wanted)
