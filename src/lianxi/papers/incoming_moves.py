"""The moves of a paper that came in: from state, to state, by whom, on which article."""

from __future__ import annotations

from lianxi.journal.moves import Move

OPEN = ("registered", "proposed", "instructed", "assigned")

REGISTER = Move("paper.received", "registered", ("office",), (), "paper.received")
PROPOSE = Move("paper.proposed", "proposed", ("office",), ("registered", "proposed"), "paper.received")
INSTRUCT = Move(
    "paper.instructed",
    "instructed",
    ("convener", "organ_head", "director"),
    ("registered", "proposed", "instructed"),
    "paper.instructed",
)
ASSIGN = Move("paper.assigned", "assigned", ("office",), OPEN, "paper.received")
ANSWER = Move("paper.answered", "answered", ("office",), OPEN, "paper.answered")
FILE = Move("paper.filed", "filed", ("office",), (*OPEN, "answered"), "paper.filed")

PAPER_MOVES = (PROPOSE, INSTRUCT, ASSIGN, ANSWER, FILE)
