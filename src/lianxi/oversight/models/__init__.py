"""The tables of joint supervision, comments, attention, measures and interviews."""

from .interview import Attention, Comment, Interview, UnitMeasure
from .supervision import Finding, Supervision, TeamMember

__all__ = ["Attention", "Comment", "Finding", "Interview", "Supervision", "TeamMember", "UnitMeasure"]
