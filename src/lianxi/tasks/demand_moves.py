"""The moves of 督办单 and 工作建议书: from state, to state, by whom, on which article."""

from __future__ import annotations

from lianxi.journal.moves import Move

UNANSWERED = ("sent", "returned")


def _of(kind: str, sent: str) -> dict[str, Move]:
    key = f"{kind}.answered"
    return {
        "send": Move(f"{kind}.{sent}", "sent", ("office",), (), key),
        "answer": Move(f"{kind}.answered", "answered", ("unit",), UNANSWERED, key),
        "accept": Move(f"{kind}.accepted", "accepted", ("office",), ("answered",), key),
        "return": Move(f"{kind}.returned", "returned", ("office",), ("answered",), key),
        "cancel": Move(f"{kind}.cancelled", "cancelled", ("office",), UNANSWERED, key),
    }


INSPECTION = _of("inspection", "ordered")
SUGGESTION = _of("suggestion", "made")
OF_KIND = {"inspection": INSPECTION, "suggestion": SUGGESTION}
