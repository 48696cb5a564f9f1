"""What somebody should look at before a case paper is signed, as sentences."""

from __future__ import annotations

from dataclasses import fields
from typing import Final

from ..official.faults import marks_secrecy
from ..official.numbers import fault_of_number
from ..official.typeset import words
from .agreements import Agreement
from .letters import AssignmentLetter, ClosingReport, Objection
from .notices import (  # fmt: skip
    AcceptanceNotice,
    BarNotice,
    DeclineNotice,
    ElsewhereNotice,
    ExtensionNotice,
    Notice,
    RouteNotice,
    TransferNotice,
)
from .opinions import HandlingOpinion, SuggestionReply
from .values import CasePaper

#: what the law wants in a paper: field, and what is missing without it
_REQUIRED: Final[dict[type[CasePaper], tuple[tuple[str, str], ...]]] = {
    AcceptanceNotice: (("accepted_on", "受理日期"),),
    DeclineNotice: (("reason", "不予受理的理由"),),
    BarNotice: (("recheck_organ", "复核机关"), ("rechecked_on", "复核意见的日期")),
    RouteNotice: (("procedure", "处理程序"),),
    TransferNotice: (("sent_to", "转送、交办去向"), ("sent_on", "转送、交办日期")),
    ElsewhereNotice: (("competent", "有权处理的机关、单位"),),
    ExtensionNotice: (("reason", "延期理由（第三十四条）"), ("new_due", "延长后的期限")),
    Objection: (("reasons", "异议的详细理由（第二十三条第三款）"), ("received_on", "收到日期")),
    AssignmentLetter: (("due", "办理期限"),),
    ClosingReport: (("done", "调查处理情况"), ("result", "办理结果")),
    HandlingOpinion: (
        ("claim", "投诉请求（第三十二条）"),
        ("facts", "事实和理由（第三十二条）"),
        ("opinion", "处理意见（第三十二条）"),
        ("legal_basis", "法律法规依据（第三十二条）"),
        ("review_organ", "可以请求复查的上一级机关（第三十五条）"),
    ),
    SuggestionReply: (("reply", "答复内容"),),
    Agreement: (("facts", "争议事实"), ("points", "协议内容"), ("performance", "履行方式和期限")),
}
#: papers that go out with a document number (发文字号)
_NUMBERED: Final = (Notice, Objection, AssignmentLetter, ClosingReport, HandlingOpinion, SuggestionReply)


def faults_of(paper: CasePaper) -> tuple[str, ...]:
    """None where the paper is complete and may be signed; nothing is refused here."""
    found = [f"还没有写{what}。" for name, what in _REQUIRED.get(type(paper), ()) if _empty(getattr(paper, name))]
    number = words(paper.number)
    if isinstance(paper, _NUMBERED) and number and (fault := fault_of_number(number)):
        found.append(f"发文字号“{number}”有误：{fault}")
    texts = [value for each in fields(paper) if isinstance(value := getattr(paper, each.name), str)]
    if marks_secrecy("\n".join(texts)):
        found.append("文中标有密级。涉密内容不得在本系统起草、存放，请按保密规定办理。")
    return tuple(found)


def _empty(value: object) -> bool:
    return not words(value) if isinstance(value, str) else not value
