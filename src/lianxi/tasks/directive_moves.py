"""The moves of directives from above and of reports upward: from state, to state, by whom, on which article."""

from __future__ import annotations

from lianxi.journal.moves import Move

RECEIVE = Move("directive.received", "received", ("office", "convener"), (), "directive.answered")
CORRECT_DIRECTIVE = Move(
    "directive.corrected", "", ("office",), ("received", "broken_down", "answered"), "directive.answered"
)
BREAK_DOWN = Move(
    "directive.broken_down", "broken_down", ("office", "convener"), ("received", "broken_down"), "directive.answered"
)
ANSWER_DIRECTIVE = Move(
    "directive.answered", "answered", ("office",), ("received", "broken_down"), "directive.answered"
)

DRAFT_REPORT = Move("report.drafted", "drafted", ("office", "convener"), (), "report.sent")
EDIT_REPORT = Move("report.drafted", "", ("office", "convener"), ("drafted",), "report.sent")
SEND = Move("report.sent", "sent", ("office",), ("drafted",), "report.sent")
TAKE_ANSWER = Move("report.answered", "", ("office",), ("drafted", "sent", "answered"), "report.sent")

DIRECTIVE_MOVES = (CORRECT_DIRECTIVE, BREAK_DOWN, ANSWER_DIRECTIVE)
REPORT_MOVES = (EDIT_REPORT, SEND, TAKE_ANSWER)
