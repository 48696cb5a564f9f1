"""The moves of a task and of a request for help: from state, to state, by whom, on which article."""

from __future__ import annotations

from lianxi.journal.moves import Move

OPEN = ("assigned", "accepted", "returned")

ASSIGN = Move("task.assigned", "assigned", ("office", "convener"), (), "task.reported")
ACCEPT = Move("task.accepted", "accepted", ("unit",), ("assigned", "returned"), "task.reported")
REPORT = Move("task.reported", "accepted", ("unit",), OPEN, "task.reported")
COMPLETE = Move("task.completed", "completed", ("unit",), OPEN, "task.reported")
ASK_EXTENSION = Move("task.extension_asked", "", ("unit",), OPEN, "task.reported")
EXTEND = Move("task.extended", "", ("office", "convener"), OPEN, "task.reported")
REFUSE_EXTENSION = Move("task.extension_refused", "", ("office", "convener"), OPEN, "task.reported")
VERIFY = Move("task.verified", "verified", ("office",), ("completed",), "task.chased")
RETURN = Move("task.returned", "returned", ("office",), ("completed",), "task.chased")
CHASE = Move("task.chased", "", ("office",), OPEN, "task.chased")
CANCEL = Move("task.cancelled", "cancelled", ("office", "convener"), OPEN, "task.reported")
HEAR = Move("execution.reported_to_conference", "", ("office",), (), "execution.reported_to_conference")

ASK_HELP = Move("help.asked", "asked", ("unit", "office"), (), "help.answered")
ANSWER_HELP = Move("help.answered", "answered", ("unit",), ("asked", "escalated"), "help.answered")
ESCALATE_HELP = Move("help.escalated", "escalated", ("unit",), ("asked",), "help.answered")

TASK_MOVES = (ACCEPT, REPORT, COMPLETE, ASK_EXTENSION, EXTEND, REFUSE_EXTENSION, VERIFY, RETURN, CHASE, CANCEL)
HELP_MOVES = (ANSWER_HELP, ESCALATE_HELP)
