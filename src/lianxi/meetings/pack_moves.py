"""The moves of 信访社情分析材料 and of the problems in it (article 14 of the genre)."""

from __future__ import annotations

from lianxi.journal.moves import Move

#: the article of the monthly analysis meeting
_KEY = "meeting.held"
MAKE = Move("analysis.made", "draft", ("office",), ("draft",), _KEY)
CONFIRM = Move("analysis.confirmed", "confirmed", ("office",), ("draft",), _KEY)
REOPEN = Move("analysis.reopened", "draft", ("office",), ("confirmed",), _KEY)
TABLE = Move("analysis.tabled", "", ("office",), ("confirmed",), _KEY)
SET = Move("analysis.set", "", ("office",), (), _KEY)

ADD = Move("concern.added", "confirmed", ("office",), (), _KEY)
ACCEPT = Move("concern.confirmed", "confirmed", ("office",), ("proposed", "dismissed", "merged"), _KEY)
MERGE = Move("concern.merged", "merged", ("office",), ("proposed", "confirmed"), _KEY)
DISMISS = Move("concern.dismissed", "dismissed", ("office",), ("proposed", "confirmed"), _KEY)
EDIT = Move("concern.edited", "", ("office",), ("proposed", "confirmed"), _KEY)
#: a countermeasure becomes a task
MEASURE = Move("task.assigned", "", ("office", "convener"), ("confirmed",), "task.reported")
