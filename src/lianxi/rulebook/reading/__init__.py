"""From the words of a rules document to plain values: articles, clauses, roster, questions."""

from .compiler import compile_text
from .describe import describe, describe_clause
from .errors import NotRules

__all__ = ["NotRules", "compile_text", "describe", "describe_clause"]
