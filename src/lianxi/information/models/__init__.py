"""The tables of information, disputes and problems."""

from .dispute import Dispute, OutsideFigure, Screening, ScreeningChase, ScreeningSetting
from .problem import PolicyAdvice, Problem, ProblemDecision, ProblemSource
from .report import Circulation, Information, UrgentReport
from .setting import InformationSetting

__all__ = [
    "Circulation",
    "Dispute",
    "Information",
    "InformationSetting",
    "OutsideFigure",
    "PolicyAdvice",
    "Problem",
    "ProblemDecision",
    "ProblemSource",
    "Screening",
    "ScreeningChase",
    "ScreeningSetting",
    "UrgentReport",
]
