"""Every case paper by one name: which writer prints which values."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from .agreements import Agreement, write_agreement
from .case_file import CaseFile, write_case_file
from .forms import (
    ExtensionForm,
    RegistrationForm,
    VillageForm,
    write_extension_form,
    write_registration,
    write_village_form,
)
from .leaders import ChargeForm, ReceptionForm, write_charge, write_reception
from .letters import (
    AssignmentLetter,
    ClosingReport,
    Objection,
    write_assignment,
    write_closing_report,
    write_objection,
)
from .notices import (
    AcceptanceNotice,
    BarNotice,
    DeclineNotice,
    ElsewhereNotice,
    ExtensionNotice,
    RouteNotice,
    TransferNotice,
    write_acceptance,
    write_bar,
    write_decline,
    write_elsewhere,
    write_extension_notice,
    write_route,
    write_transfer,
)
from .opinions import HandlingOpinion, SuggestionReply, write_opinion, write_reply
from .service import ServiceReceipt, write_service_receipt
from .values import CasePaper

#: what a person calls it, and how it is printed
_PAPERS: Final[dict[type[CasePaper], tuple[str, Callable[[Any], bytes]]]] = {
    RegistrationForm: ("信访事项登记表", write_registration),
    AcceptanceNotice: ("受理告知书", write_acceptance),
    DeclineNotice: ("不予受理告知书", write_decline),
    BarNotice: ("不再受理告知书", write_bar),
    RouteNotice: ("处理途径告知书", write_route),
    TransferNotice: ("转送去向告知书", write_transfer),
    ElsewhereNotice: ("向有权机关提出告知书", write_elsewhere),
    Objection: ("异议函", write_objection),
    AssignmentLetter: ("交办函", write_assignment),
    ExtensionForm: ("延期审批表", write_extension_form),
    ExtensionNotice: ("延期告知书", write_extension_notice),
    HandlingOpinion: ("信访处理意见书", write_opinion),
    SuggestionReply: ("建议答复", write_reply),
    Agreement: ("调解协议书", write_agreement),
    ServiceReceipt: ("送达回证", write_service_receipt),
    ClosingReport: ("办结报告", write_closing_report),
    VillageForm: ("村级登记表", write_village_form),
    ReceptionForm: ("领导接访登记表", write_reception),
    ChargeForm: ("包案审批表", write_charge),
    CaseFile: ("卷内目录", write_case_file),
}


def write_case_paper(paper: CasePaper) -> bytes:
    """The .docx. Same values, same bytes.

    Raise ``ValueError``, with a sentence, for an extension of more than 30 calendar days (34).
    """
    return _PAPERS[type(paper)][1](paper)


def name_of(paper: CasePaper) -> str:
    """受理告知书, 交办函 …; also for the name of the file."""
    if isinstance(paper, Agreement) and not paper.mediated:
        return "和解协议书"
    if isinstance(paper, TransferNotice) and paper.assigned:
        return "交办去向告知书"
    return _PAPERS[type(paper)][0]
