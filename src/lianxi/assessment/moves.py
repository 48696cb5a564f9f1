"""The moves of a scheme, of objections to its results, and of responsibility targets (article 16)."""

from __future__ import annotations

from lianxi.journal.moves import Move

KEY = "assessment.published"

DRAFT = Move("assessment.scheme_drafted", "draft", ("office",), ("draft",), KEY)
SUBMIT = Move("assessment.scheme_submitted", "submitted", ("office",), ("draft",), KEY)
CONFIRM = Move("assessment.scheme_confirmed", "confirmed", ("convener",), ("submitted",), KEY)
#: what a meeting decided the office records, with the decision
ADOPT = Move("assessment.scheme_confirmed", "confirmed", ("office",), ("submitted",), KEY)
DROP = Move("assessment.scheme_dropped", "dropped", ("office",), ("draft",), KEY)
RETURN = Move("assessment.scheme_returned", "draft", ("convener",), ("submitted",), KEY)
COMPUTE = Move("assessment.computed", "open", ("office",), ("confirmed",), KEY)
OBJECT = Move("assessment.objected", "", ("unit",), ("open",), KEY)
ANSWER = Move("assessment.objection_answered", "", ("office",), ("open",), KEY)
SETTLE = Move("assessment.result_confirmed", "settled", ("convener",), ("open",), KEY)
PUBLISH = Move("assessment.published", "published", ("office",), ("settled",), KEY)

DRAFT_LETTER = Move("target.drafted", "draft", ("office",), ("draft",), "target.set")
SIGN_LETTER = Move("target.set", "signed", ("office",), ("draft",), "target.set")
REPORT_TARGET = Move("target.reported", "met", ("unit",), ("open", "returned"), "target.set")
ACCEPT_TARGET = Move("target.accepted", "accepted", ("office",), ("met",), "target.set")
RETURN_TARGET = Move("target.returned", "returned", ("office",), ("met",), "target.set")

SCHEME_MOVES = (SUBMIT, DROP, CONFIRM, RETURN, COMPUTE, SETTLE, PUBLISH)
