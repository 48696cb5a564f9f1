"""The tables of meetings and of what is prepared for them."""

from .meeting import (
    ATTENDANCE,
    MINUTES_STATES,
    STATES,
    AgendaItem,
    Attendance,
    CorrectionDraft,
    Decision,
    HistoryDraft,
    Meeting,
    Minutes,
    Proposal,
    Receipt,
    Setting,
)
from .pack import AnalysisSetting, Concern, Pack, PackJob

__all__ = [
    "ATTENDANCE",
    "MINUTES_STATES",
    "STATES",
    "AgendaItem",
    "AnalysisSetting",
    "Attendance",
    "Concern",
    "CorrectionDraft",
    "Decision",
    "HistoryDraft",
    "Meeting",
    "Minutes",
    "Pack",
    "PackJob",
    "Proposal",
    "Receipt",
    "Setting",
]
