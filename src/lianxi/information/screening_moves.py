"""The moves of screening reports: who may take them."""

from __future__ import annotations

from lianxi.journal.moves import Move

REPORT = Move("screening.reported", "reported", ("unit",), (), "dispute.found")
TAKE_BACK = Move("screening.taken_back", "", ("unit", "office"), ("reported",), "dispute.found")
CHASE = Move("screening.chased", "", ("office",), (), "dispute.found")
SET = Move("screening.set", "set", ("office",))
