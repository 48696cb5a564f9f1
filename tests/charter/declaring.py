"""The cast's rules with the question answered who fixes key periods."""

from __future__ import annotations

from lianxi.charter import queries as charter
from lianxi.charter.actions import put_in_force
from lianxi.web import clock
from tests.cast import Cast


def answer(cast: Cast, who: str) -> None:
    """A new version of the same rules, in force today, with that answer."""
    newest = charter.versions(cast.conference)[-1]
    question = next(q for q in newest.compiled.questions if q.code == "key_period_declarer")
    put_in_force(
        cast.clerk.call(),
        compiled=newest.compiled,
        answers={**newest.answers, question.key: who},
        in_force_from=clock.today(),
        replaces=newest.number,
    )
