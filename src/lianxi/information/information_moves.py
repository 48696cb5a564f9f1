"""The moves of a piece of information: from state, to state, by whom, on which article."""

from __future__ import annotations

from lianxi.information.models.report import OPEN
from lianxi.journal.moves import Move

CIRCULATED, VERIFIED, SETTLED = "information.circulated", "information.verified", "information.settled"
#: while it is still to be worked on by the units
UNDER_WAY = ("told", "circulated")

REPORT = Move("information.reported", "reported", ("unit", "convener", "office"), (), "information.reported")
CIRCULATE = Move(CIRCULATED, "circulated", ("office",), ("reported", *UNDER_WAY), CIRCULATED)
CLOSE = Move("information.closed", "closed", ("office",), ("reported",), CIRCULATED)
RECEIVE = Move("information.received", "circulated", ("unit",), (*UNDER_WAY, "verified"), CIRCULATED)
VERIFY = Move(VERIFIED, "verified", ("unit",), ("circulated",), VERIFIED)
RETURN = Move("information.returned", "circulated", ("office",), ("circulated", "verified"), VERIFIED)
CHASE = Move("information.chased", "circulated", ("office",), ("circulated",), VERIFIED)
SETTLE = Move(SETTLED, "settled", ("office",), ("told", "verified"), SETTLED)
GRADE = Move("information.graded", "reported", ("office",), OPEN, "information.reported")
REPORT_UP = Move("information.reported_up", "reported", ("unit", "office"), OPEN, "information.reported")
REGISTER = Move("information.registered", "registered", ("office",), (*OPEN, "settled"), None)
SET = Move("information.set", "set", ("office",))
