"""From the words of a rules document to plain values: articles, clauses, roster, questions."""

from .compiler import compile_text
from .errors import NotRules

__all__ = ["NotRules", "compile_text"]
