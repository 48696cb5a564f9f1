"""The moves of a dispute: from state, to state, by whom. Units act on what they found or are to settle."""

from __future__ import annotations

from lianxi.journal.moves import Move

BOTH = ("unit", "office")
FIND = Move("dispute.found", "open", ("unit",), (), "dispute.found")
CORRECT = Move("dispute.corrected", "open", ("unit",), ("open",), "dispute.found")
ASSIGN = Move("dispute.assigned", "open", ("office",), ("open",), "dispute.found")
MEASURE = Move("dispute.measured", "open", BOTH, ("open",), "dispute.settled", ("unit",))
SETTLE = Move("dispute.settled", "settled", BOTH, ("open",), "dispute.settled", ("unit",))
REOPEN = Move("dispute.reopened", "open", BOTH, ("settled", "escalated"), "dispute.settled", ("unit",))
TO_MATTER = Move("dispute.escalated", "escalated", BOTH, ("open",), "dispute.settled", ("unit",))
TO_INFORMATION = Move("dispute.escalated", "escalated", BOTH, ("open",), "dispute.settled", ("unit",))
VOID = Move("dispute.voided", "voided", BOTH, ("open",), "dispute.found", ("unit",))

#: name of a step → its move; the pages' buttons and the walks of the tests go over it
STEPS = {
    "correct": CORRECT,
    "assign": ASSIGN,
    "measure": MEASURE,
    "settle": SETTLE,
    "reopen": REOPEN,
    "to_matter": TO_MATTER,
    "to_information": TO_INFORMATION,
    "void": VOID,
}
