"""What of a document leaves as a file, and how it looks on the screen: .docx, .pdf, 发文稿纸, 印发签收单."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from django.http import HttpResponse

from lianxi.documents import official
from lianxi.journal.refusals import RuleBroken
from lianxi.papers.content import Draft
from lianxi.papers.labels import CATEGORIES, KINDS, URGENCIES
from lianxi.papers.queries import DocumentView, RecipientView
from lianxi.roster import queries as roster
from lianxi.web.downloads import download
from lianxi.web.meeting_files import DOCX
from lianxi.web.pages import Visit, page

PDF = "application/pdf"
#: work points go out as the attachment of a notice
WORDS = {"work_points": "通知"}


def bytes_of(visit: Visit, found: DocumentView) -> bytes:
    """The .docx by GB/T 9704; a draft says so on every page."""
    if found.row.kind == "brief":
        return official.write_brief(_brief(found))
    return official.write_letter(_letter(visit, found))


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.replace("，", "、").split("、") if name.strip())


def _brief(found: DocumentView) -> official.Brief:
    draft = found.draft
    return official.Brief(
        mark=found.issuer.mark.removesuffix("文件") if "简报" in found.issuer.mark else "信访工作简报",
        office=found.issuer.name,
        issue=found.row.document_number or official.issue_number(found.issuer.next_running),
        issued_on=found.row.issued_on,
        title=draft.title,
        body=official.outline(draft.body),
        figures=tuple(official.Figures(each.name, each.heads, each.rows) for each in draft.figures),
        distribution=_names(draft.cc),
        draft=found.row.issued_on is None,
    )


def _letter(visit: Visit, found: DocumentView) -> official.Letter:
    draft, kind = found.draft, KINDS[found.row.kind]
    signer = ""
    if found.row.kind in {"report", "request"} and found.signer:
        signer = roster.person_names(visit.conference, [found.signer]).get(found.signer, "")
    title, body, enclosures = draft.title, draft.body, [*_enclosures(draft)]
    if found.row.kind == "work_points":
        title = f"关于印发{draft.title}的通知"
        body = body or f"现将{draft.title}印发给你们，请结合实际抓好落实。"
        enclosures = [_points(visit, draft), *enclosures]
    return official.Letter(
        kind=WORDS.get(found.row.kind, kind),  # type: ignore[arg-type]
        issuer=found.issuer.name,
        title=title,
        addressee=draft.addressee,
        body=official.outline(body),
        dated=found.signed_on,
        number=found.row.document_number or None,
        red_head=found.issuer.red_head,
        signer=signer or None,
        remark=draft.remark,
        cc=_names(draft.cc),
        printed_on=found.row.issued_on,
        draft=found.row.issued_on is None,
        enclosures=tuple(enclosures),
        attachments=tuple(Path(each.title).stem for each in draft.enclosures if each.file),
        urgency=URGENCIES[draft.urgency] if draft.urgency else "",
        mark=found.issuer.mark,
    )


def _enclosures(draft: Draft) -> list[official.Enclosure]:
    """The texts; files go out beside the document and only stand in its attachment note."""
    return [official.Enclosure(each.title, official.outline(each.text)) for each in draft.enclosures if not each.file]


def _points(visit: Visit, draft: Draft) -> official.Enclosure:
    units = roster.unit_names(visit.conference)
    points = (
        official.WorkPoint(
            each.text,
            units.get(each.unit or 0, "待定"),
            due=each.due,
            part=CATEGORIES[each.category] if each.category else "",
        )
        for each in draft.points
    )
    return official.enclosure_of(official.WorkPoints(draft.title, tuple(points)))


def preview_of(visit: Visit, found: DocumentView) -> tuple[official.Sheet, ...]:
    """The document as sheets of lines for the screen; a number not yet given is shown as it will be."""
    if found.row.kind == "brief":
        return official.sheets_of(_brief(found))
    letter = _letter(visit, found)
    if letter.red_head and not letter.number:
        letter = replace(letter, number=found.issuer.next or "（文号待编）")
    return official.sheets_of(letter)


def faults_of(visit: Visit, found: DocumentView) -> tuple[str, ...]:
    """What somebody should look at before it is signed, but for what cannot be there yet and what ``missing`` says."""
    if found.row.kind == "brief":
        told = official.faults("简报", found.row.title, "", found.draft.body)
    else:
        letter = _letter(visit, found)
        told = official.faults_of(replace(letter, signer=letter.signer or "待签发"))
    return tuple(each for each in told if not each.startswith(("还没有写主送", "还没有正文")))


def _found(visit: Visit, number: int) -> DocumentView:
    from lianxi.web.papers import document_or_404

    return document_or_404(visit, number)


@page("document.see")
def docx(visit: Visit, number: int) -> HttpResponse:
    found = _found(visit, number)
    return download(f"{found.row.title}.docx", bytes_of(visit, found), DOCX)


@page("document.see")
def pdf(visit: Visit, number: int) -> HttpResponse:
    """The same pages as .pdf where a renderer is installed."""
    found = _found(visit, number)
    made = official.to_pdf(bytes_of(visit, found))
    if made is None:
        raise RuleBroken("服务器没有安装 LibreOffice，不能生成 PDF。请下载 Word 文稿，用 Word 或 WPS 另存为 PDF。")
    return download(f"{found.row.title}.pdf", made, PDF)


@page("document.draft")
def sheet(visit: Visit, number: int) -> HttpResponse:
    """发文稿纸."""
    found = _found(visit, number)
    people = [person for person in (found.drafter, found.checker, found.signer) if person]
    names = roster.person_names(visit.conference, people)
    form = official.DispatchSheet(
        issuer=found.issuer.name,
        title=found.row.title,
        kind=KINDS[found.row.kind],
        number=found.row.document_number,
        urgency=URGENCIES[found.draft.urgency] if found.draft.urgency else "",
        addressee=found.draft.addressee,
        cc=found.draft.cc,
        attachments=tuple(each.title for each in found.draft.enclosures),
        drafted=official.Opinion(name=names.get(found.drafter or 0, ""), day=found.row.drafted_on),
        checked=official.Opinion(name=names.get(found.checker or 0, "")),
        signed=official.Opinion(name=names.get(found.signer or 0, ""), day=found.signed_on),
        printed_on=found.row.issued_on,
        copies=len(found.recipients),
    )
    return download(f"{found.row.title}发文稿纸.docx", official.write_dispatch_sheet(form), DOCX)


@page("document.draft")
def receipts_sheet(visit: Visit, number: int) -> HttpResponse:
    """印发签收单: who has signed; with the journal's number and short hash, which a formal document never bears."""
    found = _found(visit, number)
    head = visit.access.head
    facts = [("文件", f"《{found.row.title}》"), ("发文字号", found.row.document_number)]
    if found.row.issued_on:
        facts.append(("印发日期", official.official_date(found.row.issued_on)))
    made = official.write_receipt_sheet(
        official.ReceiptSheet(
            title="印发签收单",
            office=found.issuer.name,
            facts=tuple(facts),
            receipts=tuple(official.Receipt(each.name, _signed(each)) for each in found.recipients),
            witness=f"第 {head.number} 号，{head.hash[:16]}",
        )
    )
    return download(f"{found.row.title}印发签收单.docx", made, DOCX)


def _signed(each: RecipientView) -> str:
    if each.received_on is None:
        return ""
    return f"{each.received_on.month}月{each.received_on.day}日" + ("（代录）" if each.on_behalf else "")
