"""The moves of a joint supervision: from state, to state, by whom, on which article (13 of the reference genre)."""

from __future__ import annotations

from lianxi.journal.moves import Move

#: before a convener approved it
UNAPPROVED = ("proposed", "returned")
#: while people are being named and units looked at
RUNNING = ("approved", "started")
_BOTH = ("office", "unit")

PROPOSE = Move("supervision.proposed", "proposed", _BOTH, (), "supervision.proposed")
PROPOSE_AGAIN = Move("supervision.proposed", "proposed", _BOTH, UNAPPROVED, "supervision.proposed")
APPROVE = Move("supervision.approved", "approved", ("convener",), ("proposed",), "supervision.approved")
RETURN = Move("supervision.returned", "returned", ("convener",), ("proposed",), "supervision.approved")
CANCEL = Move("supervision.cancelled", "cancelled", _BOTH, (*UNAPPROVED, *RUNNING), "supervision.approved")
#: from ``proposed`` only where the rules ask for no approval: their gate says so
ORGANISE = Move("supervision.organised", "", _BOTH, ("proposed", *RUNNING), "supervision.started")
JOIN = Move("supervision.joined", "", ("unit",), RUNNING, "supervision.started")
START = Move("supervision.started", "started", _BOTH, ("proposed", "approved"), "supervision.started")
CHECK = Move("supervision.checked", "", _BOTH, ("started",), "supervision.started")
FEED_BACK = Move("supervision.fed_back", "found", _BOTH, ("started",), "supervision.found")
REPORT = Move("supervision.reported", "reported", _BOTH, ("found",), "supervision.reported")

SUPERVISION_MOVES = (
    PROPOSE, PROPOSE_AGAIN, APPROVE, RETURN, CANCEL, ORGANISE, JOIN, START, CHECK, FEED_BACK, REPORT,
)  # fmt: skip
