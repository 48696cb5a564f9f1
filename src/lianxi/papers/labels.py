"""The official words of kinds, bodies, signers, urgencies and states, for the pages."""

from lianxi.papers.models import (
    BODIES,
    CATEGORIES,
    KINDS,
    PAPER_FORMS,
    PAPER_STATES,
    REGULATION_STATES,
    REGULATIONS,
    SIGNERS,
    STATES,
    URGENCIES,
)

__all__ = [
    "BODIES",
    "CATEGORIES",
    "KINDS",
    "PAPER_FORMS",
    "PAPER_STATES",
    "REGULATIONS",
    "REGULATION_STATES",
    "SIGNERS",
    "STATES",
    "URGENCIES",
]
