"""The tables of joint supervision, comments, attention, measures and interviews."""

from .interview import Attention, Comment, Interview, Statement, UnitMeasure
from .supervision import Finding, Part, Supervision, TeamMember

__all__ = [
    "Attention",
    "Comment",
    "Finding",
    "Interview",
    "Part",
    "Statement",
    "Supervision",
    "TeamMember",
    "UnitMeasure",
]
