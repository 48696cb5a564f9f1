"""The tables of information, disputes and problems."""

from .dispute import Dispute, OutsideFigure, Screening
from .problem import PolicyAdvice, Problem, ProblemSource
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
    "ProblemSource",
    "Screening",
    "UrgentReport",
]
