"""The moves of one finding: recorded, fed back with the unit's others, put right, verified or returned."""

from __future__ import annotations

from lianxi.journal.moves import Move

#: the unit owes that it is put right
OWED = ("found", "returned")
#: not settled yet
OPEN = (*OWED, "rectified")
_BOTH, _KEY = ("office", "unit"), "supervision.rectified"

RECORD = Move("finding.recorded", "draft", _BOTH, (), "supervision.found")
EDIT = Move("finding.recorded", "draft", _BOTH, ("draft",), "supervision.found")
DROP = Move("finding.dropped", "dropped", _BOTH, ("draft",), "supervision.found")
RECTIFY = Move("finding.rectified", "rectified", ("unit",), OWED, _KEY)
ASK_EXTENSION = Move("finding.extension_asked", "", ("unit",), OWED, _KEY)
EXTEND = Move("finding.extended", "", _BOTH, OWED, _KEY)
REFUSE_EXTENSION = Move("finding.extension_refused", "", _BOTH, OWED, _KEY)
VERIFY = Move("finding.verified", "verified", _BOTH, ("rectified",), _KEY)
RETURN = Move("finding.returned", "returned", _BOTH, ("rectified",), _KEY)
WITHDRAW = Move("finding.withdrawn", "withdrawn", _BOTH, OPEN, _KEY)

FINDING_MOVES = (RECORD, EDIT, DROP, RECTIFY, ASK_EXTENSION, EXTEND, REFUSE_EXTENSION, VERIFY, RETURN, WITHDRAW)
