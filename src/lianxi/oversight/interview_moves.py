"""The moves of an interview (约谈): from state, to state, by whom, on which article. Only a convener decides."""

from __future__ import annotations

from lianxi.journal.moves import Move

ARTICLE = "interview.held"
UNRECTIFIED = ("held", "returned")
#: the unit may say its view as long as the record stands
HEARD = ("decided", "held", "rectified", "returned", "closed")

PROPOSE = Move("interview.proposed", "proposed", ("office",), (), ARTICLE)
WITHDRAW = Move("interview.withdrawn", "cancelled", ("office",), ("proposed",), ARTICLE)
DECIDE = Move("interview.decided", "decided", ("convener",), (), ARTICLE)
AGREE = Move("interview.decided", "decided", ("convener",), ("proposed",), ARTICLE)
DECLINE = Move("interview.declined", "declined", ("convener",), ("proposed",), ARTICLE)
CANCEL = Move("interview.cancelled", "cancelled", ("convener",), ("decided",), ARTICLE)
STATE_VIEW = Move("interview.view_stated", "", ("unit",), HEARD, ARTICLE)
HOLD = Move("interview.held", "held", ("office", "convener"), ("decided",), ARTICLE)
SIGN = Move("interview.record_signed", "", ("office",), ("held", "rectified", "returned", "closed"), ARTICLE)
RECTIFY = Move("interview.rectified", "rectified", ("unit",), UNRECTIFIED, "interview.rectified")
RETURN = Move("interview.returned", "returned", ("office", "convener"), ("rectified",), "interview.rectified")
EXTEND = Move("interview.extended", "", ("office", "convener"), UNRECTIFIED, "interview.rectified")
CLOSE = Move("interview.closed", "closed", ("office", "convener"), ("rectified",), "interview.rectified")

MOVES = (WITHDRAW, AGREE, DECLINE, CANCEL, STATE_VIEW, HOLD, SIGN, RECTIFY, RETURN, EXTEND, CLOSE)
