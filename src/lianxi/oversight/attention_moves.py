"""The moves of comments, units under attention and measures of 条例 39(3): from, to, by whom, on which article."""

from __future__ import annotations

from lianxi.journal.moves import Move

ARTICLE = "interview.held"

MAKE = Move("comment.made", "made", ("office",), (), "comment.made")
REPLY_TO_COMMENT = Move("comment.replied", "replied", ("unit",), ("made",), "comment.made")

ENTER = Move("attention.entered", "open", ("office",), (), ARTICLE)
REVIEW = Move("attention.reviewed", "", ("office",), ("open",), ARTICLE)
REPLY = Move("attention.replied", "", ("unit",), ("open",), ARTICLE)
LEAVE = Move("attention.left", "left", ("office",), ("open",), ARTICLE)

PROPOSE = Move("measure.proposed", "proposed", ("office",), (), ARTICLE)
APPROVE = Move("measure.approved", "approved", ("convener",), ("proposed",), ARTICLE)
REFUSE = Move("measure.refused", "refused", ("convener",), ("proposed",), ARTICLE)
WITHDRAW = Move("measure.withdrawn", "cancelled", ("office",), ("proposed",), ARTICLE)
ANSWER = Move("measure.answered", "answered", ("unit",), ("approved", "returned"), ARTICLE)
RETURN = Move("measure.returned", "returned", ("office",), ("answered",), ARTICLE)
EXTEND = Move("measure.extended", "", ("office", "convener"), ("approved", "returned"), ARTICLE)
LIFT = Move("measure.lifted", "lifted", ("office", "convener"), ("approved", "answered", "returned"), ARTICLE)

ATTENTION_MOVES = (REVIEW, REPLY, LEAVE)
MEASURE_MOVES = (APPROVE, REFUSE, WITHDRAW, ANSWER, RETURN, EXTEND, LIFT)
