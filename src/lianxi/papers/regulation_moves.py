"""The moves of 制度文件: from state, to state, by whom, on which article."""

from __future__ import annotations

from lianxi.journal.moves import Move

KEY = "regulation.issued"
IN_FORCE = ("issued", "amended")

DRAFT = Move("regulation.drafted", "draft", ("office",), (), KEY)
EDIT = Move("regulation.drafted", "", ("office",), ("draft", "opinions"), KEY)
ASK = Move("regulation.opinion_asked", "opinions", ("office",), ("draft", "opinions"), KEY)
GIVE = Move("regulation.opinion_given", "", ("unit",), ("opinions",), KEY)
ISSUE = Move("regulation.issued", "issued", ("office",), ("draft", "opinions"), KEY)
AMEND = Move("regulation.amended", "amended", ("office",), IN_FORCE, KEY)
REPEAL = Move("regulation.repealed", "repealed", ("office",), IN_FORCE, KEY)

REGULATION_MOVES = (EDIT, ASK, GIVE, ISSUE, AMEND, REPEAL)
