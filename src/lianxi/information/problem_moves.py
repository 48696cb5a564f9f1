"""The moves of a major problem: from state, to state, by whom, on which article (12 of the reference genre)."""

from __future__ import annotations

from lianxi.journal.moves import Move

INVESTIGATED, TABLED = "problem.investigated", "problem.tabled"
OFFICE_AND_UNIT = ("office", "unit")
#: until the conference deals with it
BEFORE = ("opened", "investigated")

OPEN_ONE = Move("problem.opened", "opened", OFFICE_AND_UNIT, (), INVESTIGATED)
CORRECT = Move("problem.corrected", "", OFFICE_AND_UNIT, BEFORE, INVESTIGATED)
ADD_SOURCE = Move("problem.source_added", "", OFFICE_AND_UNIT, (*BEFORE, "tabled", "decided"), INVESTIGATED)
EXTEND = Move("problem.extended", "", ("office",), ("opened",), INVESTIGATED)
CHASE = Move("problem.chased", "", ("office",), ("opened",), INVESTIGATED)
REASSIGN = Move("problem.reassigned", "", ("office",), BEFORE, INVESTIGATED)
INVESTIGATE = Move("problem.investigated", "investigated", ("unit",), BEFORE, INVESTIGATED)
SET_GROUND = Move("problem.ground_set", "", OFFICE_AND_UNIT, BEFORE, TABLED)
DROP_GROUND = Move("problem.ground_dropped", "", ("office",), BEFORE, TABLED)
TABLE = Move("problem.tabled", "tabled", OFFICE_AND_UNIT, ("investigated", "decided"), TABLED)
WITHDRAW_TABLE = Move("problem.table_withdrawn", "investigated", ("office",), ("tabled",), TABLED)
DECIDE = Move("problem.decided", "decided", ("office",), ("tabled",), TABLED)
ADVISE = Move("problem.advised", "", ("office",), ("investigated", "tabled", "decided"), TABLED)
TAKE_ANSWER = Move(
    "problem.advice_answered", "", ("office",), ("investigated", "tabled", "decided", "closed", "opened"), TABLED
)
CLOSE = Move("problem.closed", "closed", ("office",), ("investigated", "decided"), INVESTIGATED)
REOPEN = Move("problem.reopened", "opened", OFFICE_AND_UNIT, ("closed",), INVESTIGATED)
CANCEL = Move("problem.cancelled", "cancelled", ("office",), BEFORE, INVESTIGATED)
