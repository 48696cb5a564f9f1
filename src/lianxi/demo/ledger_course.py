"""The usual course of a matter as steps: came in, given out, accepted, answered, delivered, closed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from lianxi.demo.chain import means_of
from lianxi.demo.days import DAY, Days, on_or_after
from lianxi.demo.ledger_acts import Came, Delivered, Drafted, Entered, Given, Handled, Issued, Noticed
from lianxi.demo.steps import Step

VISIT_LAW = "《信访工作条例》第三十二条"


def begun(
    came: Came,
    lead: str,
    accepted: date,
    *,
    helpers: Mapping[str, str] | None = None,
    named: bool = True,
    due: date | None = None,
) -> Iterator[Step]:
    """From what came in to its acceptance, told in writing. ``due``: the national system's 限办期限."""
    tag, day = came.tag, came.recorded
    yield came
    yield Entered(recorded=day, of=tag, due=due)
    given, parts = min(on_or_after(day + DAY), accepted), helpers or {}
    until = given + 15 * DAY if parts else None
    yield Given(recorded=given, of=tag, lead=lead, helpers=parts, helpers_due=until, named=named)
    yield Noticed(recorded=accepted, of=tag, what="accept")
    yield Delivered(recorded=accepted, of=tag, kind="acceptance")


def reported(day: date, tag: str, unit: str, text: str, *, part: bool = False) -> Handled:
    """The leading unit, or a helping one, says what it found; without a login the office writes it down."""
    return Handled(
        recorded=day, of=tag, what="reply-part" if part else "report", unit=unit, text=text, means=means_of(unit, 0)
    )


def opinion(heard: date, result: str, claim: str, facts: str, said: str, basis: str, **more: str) -> dict[str, str]:
    """The fields of an opinion; the petitioner was heard on that day."""
    told = {"claim": claim, "facts": facts, "result": result, "opinion": said, "legal_basis": basis}
    return {"heard_on": heard.isoformat(), **told, **more}


def answered(
    days: Days, tag: str, start: date, content: Mapping[str, str], *, kind: str = "opinion", answer: str = "agree"
) -> Iterator[Step]:
    """Drafted on ``start`` or after, approved, delivered; not closed yet."""
    yield Drafted(recorded=days.at(start), of=tag, kind=kind, content=content)
    yield Issued(recorded=days.at(start + 2 * DAY), of=tag, kind=kind)
    yield Delivered(recorded=days.at(start + 4 * DAY), of=tag, kind=kind, answer=answer)


def closed(day: date, tag: str, values: tuple[str, str] = ("satisfied", "satisfied")) -> Iterator[Step]:
    """Closed, and evaluated by the petitioner: of the petition department, of the responsible unit."""
    yield Handled(recorded=day, of=tag, what="close")
    for unit, value in zip(("department", "unit"), values, strict=True):
        yield Handled(recorded=day, of=tag, what="evaluate", unit=unit, code=value)
