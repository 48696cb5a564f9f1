"""The papers of a petition matter (《信访工作条例》, 2022): plain values in, the bytes of a .docx out.

Case papers, not official documents of a kind of their own (《党政机关公文处理工作条例》 article 8): white paper without
a red head, in the faces and on the page of GB/T 9704. ``official.to_pdf`` makes a .pdf of any of them.
"""

from .agreements import Agreement, Party
from .case_file import CaseFile, FileEntry, write_case_file
from .faults import faults_of
from .forms import CHANNELS, MEASURES, PURPOSES, ExtensionForm, RegistrationForm, VillageForm
from .law import LONGEST_EXTENSION, ROUTES, Route
from .leaders import DUTIES, WAYS, ChargeForm, ReceptionForm
from .letters import AssignmentLetter, ClosingReport, Objection
from .notices import (
    AcceptanceNotice,
    BarNotice,
    DeclineNotice,
    ElsewhereNotice,
    ExtensionNotice,
    Notice,
    RouteNotice,
    TransferNotice,
)
from .opinions import Adoption, HandlingOpinion, Result, SuggestionReply
from .papers import name_of, write_case_paper
from .service import MODES, ServiceReceipt
from .values import CasePaper, Petitioner
from .whole_file import CONTENTS, Part, write_whole_file

__all__ = [
    "CHANNELS",
    "CONTENTS",
    "DUTIES",
    "LONGEST_EXTENSION",
    "MEASURES",
    "MODES",
    "PURPOSES",
    "ROUTES",
    "WAYS",
    "AcceptanceNotice",
    "Adoption",
    "Agreement",
    "AssignmentLetter",
    "BarNotice",
    "CaseFile",
    "CasePaper",
    "ChargeForm",
    "ClosingReport",
    "DeclineNotice",
    "ElsewhereNotice",
    "ExtensionForm",
    "ExtensionNotice",
    "FileEntry",
    "HandlingOpinion",
    "Notice",
    "Objection",
    "Part",
    "Party",
    "Petitioner",
    "ReceptionForm",
    "RegistrationForm",
    "Result",
    "Route",
    "RouteNotice",
    "ServiceReceipt",
    "SuggestionReply",
    "TransferNotice",
    "VillageForm",
    "faults_of",
    "name_of",
    "write_case_file",
    "write_case_paper",
    "write_whole_file",
]
