"""The moves of a meeting and of its minutes: from state, to state, by whom, on which article."""

from __future__ import annotations

from lianxi.journal.moves import Move

CALL = Move("meeting.called", "called", ("office", "convener"), (), "meeting.held")
POSTPONE = Move("meeting.postponed", "called", ("office", "convener"), ("called",), "meeting.held")
CANCEL = Move("meeting.cancelled", "cancelled", ("office", "convener"), ("called",), "meeting.held")
HOLD = Move("meeting.held", "held", ("office",), ("called",), "meeting.held")
ATTEND = Move("attendance.recorded", "", ("office", "unit"), ("called", "held"), "meeting.held")
SET = Move("meeting.set", "", ("office",), (), "minutes.approved")

SUBMIT = Move("minutes.submitted", "submitted", ("office",), ("draft", "returned"), "minutes.issued")
APPROVE = Move("minutes.approved", "approved", ("convener",), ("submitted",), "minutes.approved")
RETURN = Move("minutes.returned", "returned", ("convener",), ("submitted",), "minutes.approved")
TAKE_BACK = Move("minutes.approval_taken_back", "returned", ("convener", "office"), ("approved",), "minutes.approved")
ISSUE = Move("minutes.issued", "issued", ("office",), ("approved",), "minutes.issued")
RECEIVE = Move("minutes.received", "", ("unit",), ("issued",), "minutes.issued")
ASSIGN_AHEAD = Move("decision.made", "", ("office", "convener"), ("draft", "returned", "submitted"), "task.reported")
CORRECT = Move("minutes.submitted", "submitted", ("office",), ("issued",), "minutes.issued")
WITHDRAW_DECISION = Move("decision.withdrawn", "", ("office",), (), "minutes.issued")

MEETING_MOVES = (POSTPONE, CANCEL, HOLD, ATTEND)
MINUTES_MOVES = (SUBMIT, APPROVE, RETURN, TAKE_BACK, ISSUE, RECEIVE, CORRECT)
