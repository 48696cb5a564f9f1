"""Letters between organs and units: 异议函, 交办函, 办结报告 (《信访工作条例》 articles 5, 22, 23)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ..labels import counted
from ..official.levels import outline
from ..official.typeset import words
from ..official.values import Paragraph
from .law import CLOSING_REPORT, OBJECTION, REGULATION, RESPONSIBILITY
from .letter import write_case_letter
from .values import LINE, UNNAMED, CasePaper, Petitioner, day_of, sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Objection(CasePaper):
    """异议函 to the sender (23(3)), with detailed reasons. ``due``: the last of the 5 working days from receipt."""

    sender: str
    subject: str = ""
    petitioner: Petitioner = UNNAMED
    sender_number: str = ""
    received_on: date | None = None
    due: date | None = None
    reasons: str = ""
    competent: str = ""
    attachments: tuple[str, ...] = ()
    contact: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignmentLetter(CasePaper):
    """交办函 to a unit: what is asked of it (``demands``), what it hands back (``asked_back``), until when (``due``).

    ``basis``: as cited; 属地管理、分级负责，谁主管、谁负责 (5(3)) unless said.
    """

    unit: str
    subject: str = ""
    petitioner: Petitioner = UNNAMED
    summary: str = ""
    origin: str = ""
    origin_number: str = ""
    co_units: tuple[str, ...] = ()
    demands: tuple[str, ...] = ()
    asked_back: tuple[str, ...] = ("办理结果", "有关证明材料")
    due: date | None = None
    basis: str = ""
    attachments: tuple[str, ...] = ()
    contact: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosingReport(CasePaper):
    """办结报告 to whoever assigned the matter, with its number and the date it set (22(3))."""

    sender: str
    subject: str = ""
    petitioner: Petitioner = UNNAMED
    sender_number: str = ""
    received_on: date | None = None
    due: date | None = None
    claim: str = ""
    done: str = ""
    result: str = ""
    #: what the petitioner says of it: 同意, 不同意, 无明确意见, or his words
    their_opinion: str = ""
    next_steps: str = ""
    attachments: tuple[str, ...] = ()
    contact: str = ""


def write_objection(letter: Objection) -> bytes:
    """关于…转送信访事项的异议函."""
    number = _bracketed(letter.sender_number)
    until = f"（期限至{day_of(letter.due)}）" if letter.due else ""
    competent = words(letter.competent)
    body = [
        Paragraph(
            f"你单位转送、交办的信访人{letter.petitioner.called}反映的{_about(letter.subject)}{number}，本单位于"
            f"{day_of(letter.received_on)}收到。经审查，该事项不属于本单位以及本系统职权范围。依据{OBJECTION}，现于收到之日起"
            f"5个工作日内{until}提出异议，理由如下。"
        ),
        *(outline(letter.reasons) or (Paragraph("＿" * 26),)),
    ]
    if competent:
        body.append(Paragraph(f"本单位认为，该事项属于{competent}职权范围。"))
    body.append(Paragraph("请予核实。经你单位核实同意后，本单位即交还相关材料。"))
    return write_case_letter(
        letter, "关于对转送交办信访事项提出异议的函", letter.sender, body,
        attachments=letter.attachments, contact=letter.contact,
    )  # fmt: skip


def write_assignment(letter: AssignmentLetter) -> bytes:
    """信访事项交办函."""
    origin = words(letter.origin)
    came = f"{origin}转送、交办{_bracketed(letter.origin_number)}的" if origin else ""
    basis = words(letter.basis) or f"{RESPONSIBILITY}“属地管理、分级负责，谁主管、谁负责”的原则"
    helpers = "、".join(filter(None, map(words, letter.co_units)))
    number = f"（登记编号：{words(letter.matter_number)}）" if words(letter.matter_number) else ""
    lead = f"交由你单位牵头、{helpers}配合办理" if helpers else "交由你单位办理"
    body = [
        Paragraph(
            f"{came}信访人{letter.petitioner.called}反映的{_about(letter.subject)}{number}，根据{basis}，现{lead}。"
        ),
        *_whom(letter.petitioner),
        *_section(1, "反映事项", letter.summary),
        Paragraph("二、办理要求" if words(letter.summary) else "一、办理要求", 1),
        *(Paragraph(f"{place}.{sentence(each)}。", 3) for place, each in enumerate(_demands(letter), 1)),
    ]
    return write_case_letter(
        letter, "信访事项交办函", letter.unit, body, attachments=letter.attachments, contact=letter.contact
    )


def _demands(letter: AssignmentLetter) -> list[str]:
    given = [each for each in letter.demands if words(each)] or ["听取信访人陈述的事实和理由，调查核实，依法按政策处理"]
    back = "、".join(filter(None, map(words, letter.asked_back))) or "办理结果"
    return [
        *given,
        f"于{day_of(letter.due)}前将{back}书面报{words(letter.organ)}",
        "依法保护信访人的个人信息，不得将其泄露或者用于办理以外的事务；工作人员与信访事项或者信访人有直接利害关系的，"
        f"依据{REGULATION}第二十八条第三款回避",
    ]


def _whom(petitioner: Petitioner) -> list[Paragraph]:
    """Telephone and address, to be reached by; a line to write on where they are not given."""
    phone, address = words(petitioner.phone or "") or LINE, words(petitioner.address or "") or LINE
    return [Paragraph(f"信访人联系电话：{phone}；住址：{address}。")]


def write_closing_report(report: ClosingReport) -> bytes:
    """关于…信访事项办结情况的报告: 一、… headings for what is given; what was done and its result always."""
    asked = f"，要求于{day_of(report.due)}前报送办理结果" if report.due else ""
    about = sentence(report.subject)
    opening = Paragraph(
        f"你单位交办的信访人{report.petitioner.called}反映的{_about(report.subject)}{_bracketed(report.sender_number)}，"
        f"本单位于{day_of(report.received_on)}收到{asked}。现已办结，依据{CLOSING_REPORT}，将办理情况报告如下。"
    )
    sections = [
        ("信访人的请求", report.claim, False),
        ("调查处理情况", report.done, True),
        ("办理结果", report.result, True),
        ("信访人意见", report.their_opinion, True),
        ("后续工作", report.next_steps, False),
    ]
    shown = [(name, text) for name, text, always in sections if always or words(text)]
    body = [opening]
    for place, (name, text) in enumerate(shown, 1):
        body += _section(place, name, text, always=True)
    body.append(Paragraph("特此报告。"))
    title = f"关于{about}信访事项\n办结情况的报告" if about else "信访事项办结报告"
    return write_case_letter(report, title, report.sender, body, attachments=report.attachments, contact=report.contact)


def _section(place: int, name: str, text: str, *, always: bool = False) -> list[Paragraph]:
    """一、 with its text; without any, a line to write on where it is wanted ``always``."""
    lines = [*outline(text)] or ([Paragraph("＿" * 26)] if always else [])
    return [Paragraph(f"{counted(place)}、{name}", 1), *lines] if lines else []


def _about(subject: str) -> str:
    return f"关于{sentence(subject)}的信访事项" if words(subject) else "信访事项"


def _bracketed(number: str) -> str:
    return f"（{words(number)}）" if words(number) else ""
