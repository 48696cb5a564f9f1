"""Matters the police handle: one being handled, one with its opinion waiting for approval; for page tests."""

from __future__ import annotations

from tests.cast import Cast
from tests.matters.life import begin


def make(cast: Cast) -> dict[str, int]:
    handling, waiting = begin(cast), begin(cast)
    waiting.draft()
    opinion = waiting.paper("opinion")
    return {
        "handling": handling.number,
        "waiting": waiting.number,
        "opinion": opinion.number,
        "version": opinion.version,
        "acceptance": waiting.paper("acceptance").number,
    }
