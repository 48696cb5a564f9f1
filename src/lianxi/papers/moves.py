"""The moves of an outgoing document and of the number book: from state, to state, by whom, on which article."""

from __future__ import annotations

from lianxi.journal.moves import Move

SET_ISSUER = Move("issuer.set", "", ("office",), (), "document.issued")
VOID_NUMBER = Move("number.voided", "", ("office",), (), "document.issued")

DRAFT = Move("document.drafted", "draft", ("office",), (), "document.issued")
CHECK = Move("document.checked", "checked", ("office",), ("draft",), "document.issued")
RETURN = Move("document.returned", "draft", ("office", "convener", "organ_head"), ("checked",), "document.signed")
SIGN = Move("document.signed", "signed", ("convener", "director", "organ_head"), ("checked",), "document.signed")
ISSUE = Move("document.issued", "issued", ("office",), ("signed",), "document.issued")
CHASE = Move("document.chased", "", ("office",), ("issued", "filed"), "document.issued")
ENCLOSE = Move("document.enclosed", "", ("office",), ("draft",), "document.issued")
RECEIVE = Move("document.received", "", ("unit",), ("issued", "filed"), "document.issued")
FILE = Move("document.filed", "filed", ("office",), ("issued",), "document.issued")
RECALL = Move("document.recalled", "recalled", ("office",), ("issued", "filed"), "document.issued")
DISCARD = Move("document.discarded", "discarded", ("office",), ("draft", "checked", "signed"), "document.issued")

DOCUMENT_MOVES = (ENCLOSE, CHECK, RETURN, SIGN, ISSUE, CHASE, RECEIVE, FILE, RECALL, DISCARD)
