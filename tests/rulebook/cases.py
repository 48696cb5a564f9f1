"""How the cases of judging are written: a small journal, short dates, and a board printed as a row of letters."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from lianxi.clocks.calendar import WorkCalendar, built_in_calendar
from lianxi.rulebook.board import Board, Item, Line
from lianxi.rulebook.duties import Duty, Edition, Gate, Periodic, Response
from lianxi.rulebook.evaluate import evaluate
from lianxi.rulebook.facts import Fact, Value

CALENDAR: WorkCalendar = built_in_calendar()
LETTERS = {
    "kept": "K",
    "kept_late": "L",
    "explained": "E",
    "due": "D",
    "overdue": "O",
    "missed": "M",
    "not_owed": "-",
}


def day(text: str) -> date:
    """``03-05`` is a day of 2026; other years are written out."""
    return date.fromisoformat(text if len(text) == 10 else f"2026-{text}")


def named(key: str) -> dict[str, Any]:
    """What a duty needs besides its demand; the key begins with the article's number."""
    return {
        "key": key,
        "article": f"第{key.partition(':')[0]}条",
        "label": key,
        "short": key,
        "bearer": "办公室",
        "clause": key,
        "span": (0, 1),
    }


def meetings(every: str, *, key: str = "5:work", kinds: str = "work", **more: Any) -> Periodic:
    """At least one meeting of the kinds in every period."""
    pattern = {"kind": frozenset(kinds.split(","))}
    return Periodic(**named(key), verb="meeting.held", pattern=pattern, every=every, **more)


def weekly_in_key_periods(**more: Any) -> Periodic:
    return meetings("week", key="5:weekly", when="key_period", **more)


def minutes(
    amount: int | None = None, unit: str = "day", *, key: str = "4:minutes", kinds: str = "plenary"
) -> Response:
    """After a meeting its minutes are issued."""
    return Response(
        **named(key),
        trigger="meeting.held",
        trigger_pattern={"kind": frozenset(kinds.split(","))},
        verbs=("minutes.issued",),
        pair="meeting",
        amount=amount,
        unit=unit,
    )


def directives(amount: int | None = None, unit: str = "day") -> Response:
    """A directive from above is answered."""
    return Response(
        **named("3:directive"),
        trigger="directive.received",
        verbs=("directive.answered",),
        pair="directive",
        amount=amount,
        unit=unit,
    )


def approval() -> Gate:
    """Minutes are not issued before they are approved."""
    return Gate(**named("4:gate"), verb="minutes.issued", needs="minutes.approved", pair="meeting", approver="召集人")


def edition(in_force_from: str, *duties: Duty, number: int = 1) -> Edition:
    return Edition(number, day(in_force_from), duties)


class Journal:
    """A journal written by hand. Every call gives back the number of its entry."""

    def __init__(self, judged_from: str | None = "2020-01-01") -> None:
        self.facts: list[Fact] = []
        if judged_from is not None:
            self.write("conference.founded", "conference:1", judged_from, judged_from=judged_from)

    def write(
        self,
        verb: str,
        object_: str,
        on: str,
        *,
        recorded: str | None = None,
        in_entry: int | None = None,
        **data: Value,
    ) -> int:
        number = in_entry if in_entry is not None else max((fact.entry for fact in self.facts), default=0) + 1
        index = sum(fact.entry == number for fact in self.facts)
        self.facts.append(Fact(number, index, verb, object_, day(on), day(recorded or on), data=data))
        return number

    def meeting(self, on: str, kind: str = "work", *, recorded: str | None = None) -> int:
        """A meeting whose object number is the number of its entry."""
        number = max((fact.entry for fact in self.facts), default=0) + 1
        return self.write("meeting.held", f"meeting:{number}", on, recorded=recorded, kind=kind)

    def explain(self, window: str, on: str, *, duty: str = "5:work", confirmed: str | None = None) -> int:
        """Explain the window that begins on ``window``; the convener confirms it on ``confirmed``. The last entry."""
        data: dict[str, Any] = {"duty": duty, "window": day(window).isoformat()}
        entry = self.write("meeting.explained", f"explanation:{window}", on, **data)
        if confirmed is not None:
            entry = self.write("meeting.explanation_confirmed", f"explanation:{window}", confirmed, **data)
        return entry

    def key_period(self, first: str, last: str, *, declared: str, number: int = 1) -> int:
        return self.write(
            "key_period.declared",
            f"key_period:{number}",
            declared,
            start=day(first).isoformat(),
            end=day(last).isoformat(),
        )

    def ended(self, last: str, on: str, *, number: int = 1) -> int:
        return self.write("key_period.ended", f"key_period:{number}", on, end=day(last).isoformat())

    def withdraw(self, entry: int, on: str, *, fact: int | None = None) -> int:
        return self.write("entry.withdrawn", f"entry:{entry}", on, entry=entry, fact=fact)


def judge(editions: Edition | Iterable[Edition], journal: Journal | Iterable[Fact], on: str) -> Board:
    facts = journal.facts if isinstance(journal, Journal) else journal
    return evaluate(
        [editions] if isinstance(editions, Edition) else list(editions), facts, on=day(on), calendar=CALENDAR
    )


def line(board: Board, key: str = "5:work") -> Line:
    return next(line for line in board.lines if line.duty.key == key)


def row(board: Board, key: str = "5:work") -> str:
    """The states of a duty's items as letters: K kept, L late, E explained, D due, O overdue, M missed, - not owed."""
    return "".join(LETTERS[item.state] for item in line(board, key).items)


def spans(board: Board, key: str = "5:weekly") -> list[str]:
    """A duty's windows as ``03-02..03-08 K``."""
    return [f"{item.start:%m-%d}..{item.due:%m-%d} {LETTERS[item.state]}" for item in line(board, key).items]


def only(board: Board, key: str) -> Item:
    (item,) = line(board, key).items
    return item


def entries(item: Item) -> list[int]:
    return [evidence.entry for evidence in item.evidence]
