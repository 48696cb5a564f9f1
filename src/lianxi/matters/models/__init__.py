"""The ledger's tables: matters and their papers, identities apart, the village register, the leaders' part."""

from .finding import DutyRow, DutyTable, Link, RoutingChoice, SearchText
from .identity import Grant, Identity
from .imports import ColumnMemory, LedgerImport, WordMemory
from .leaders import Charge, Reading, Reception, ReceptionDay
from .matter import CoHandler, Deadline, Event, Exclusion, Matter, Measure, Progress
from .paper import CasePaper, Evaluation
from .tables import (
    Category,
    CategoryTable,
    LedgerSetting,
    LocalTerm,
    Numbering,
    SavedView,
    SkippedNumber,
    UploadDraft,
)
from .village import VillageCase

__all__ = [
    "CasePaper",
    "Category",
    "CategoryTable",
    "Charge",
    "CoHandler",
    "ColumnMemory",
    "Deadline",
    "DutyRow",
    "DutyTable",
    "Evaluation",
    "Event",
    "Exclusion",
    "Grant",
    "Identity",
    "LedgerImport",
    "LedgerSetting",
    "Link",
    "LocalTerm",
    "Matter",
    "Measure",
    "Numbering",
    "Progress",
    "Reading",
    "Reception",
    "ReceptionDay",
    "RoutingChoice",
    "SavedView",
    "SearchText",
    "SkippedNumber",
    "UploadDraft",
    "VillageCase",
    "WordMemory",
]
