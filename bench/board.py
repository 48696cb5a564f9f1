"""How long boards take: ``python -m bench.board``. Prints counts, milliseconds and ratios; judges nobody.

The measure is the bare loop: reading verb and day of every fact once. A board costs a small multiple of it.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta
from time import perf_counter
from typing import Any

from lianxi.clocks.calendar import built_in_calendar
from lianxi.rulebook.duties import Duty, Edition, Gate, Periodic, Response, Standing
from lianxi.rulebook.evaluate import evaluate
from lianxi.rulebook.facts import Fact

YEAR, ON = 2026, date(2026, 12, 31)
ENTRIES, CONFERENCES, ROUNDS = 2_000, 1_000, 7
CALENDAR = built_in_calendar()

#: trigger, answers, pair, time: the responses of a full rulebook
PAIRS: tuple[tuple[str, tuple[str, ...], str, int | None, str], ...] = (
    ("directive.received", ("directive.answered",), "directive", 15, "day"),
    ("meeting.held", ("minutes.issued",), "meeting", 7, "workday"),
    ("decision.made", ("execution.reported_to_conference",), "decision", 1, "month"),
    ("task.assigned", ("task.reported", "task.completed"), "task", 10, "day"),
    ("help.asked", ("help.answered", "help.escalated"), "help", 5, "workday"),
    ("seat.filled", ("change.filed",), "change", 5, "workday"),
    ("seat.filled", ("change.reported",), "change", 5, "workday"),
    ("information.reported", ("information.circulated", "information.settled"), "information", 24, "hour"),
    ("information.circulated", ("information.verified",), "information", 3, "day"),
    ("information.verified", ("information.settled",), "information", None, "day"),
    ("problem.opened", ("problem.investigated",), "problem", 1, "month"),
    ("supervision.found", ("supervision.reported",), "supervision", 10, "day"),
    ("interview.decided", ("interview.held",), "interview", 5, "day"),
    ("interview.held", ("interview.rectified",), "interview", 15, "day"),
)


def named(key: str) -> dict[str, Any]:
    return {
        "key": key,
        "article": f"第{key}条",
        "label": key,
        "short": key,
        "bearer": "办公室",
        "clause": key,
        "span": (0, 1),
    }


def rulebook() -> list[Edition]:
    """Four cadences, fourteen responses, a gate, ten principles: the size of a real rules document."""
    work, analysis = {"kind": frozenset({"work", "plenary"})}, {"kind": frozenset({"analysis"})}
    duties: list[Duty] = [
        Periodic(**named("5"), verb="meeting.held", pattern=work, every="month"),
        Periodic(**named("5w"), verb="meeting.held", pattern=work, every="week", when="key_period"),
        Periodic(**named("14"), verb="meeting.held", pattern=analysis, every="month"),
        Periodic(**named("16"), verb="assessment.published", every="quarter"),
        Gate(**named("4g"), verb="minutes.issued", needs="minutes.approved", pair="meeting"),
    ]
    for number, (trigger, verbs, pair, amount, unit) in enumerate(PAIRS):
        duties.append(
            Response(**named(f"r{number}"), trigger=trigger, verbs=verbs, pair=pair, amount=amount, unit=unit)
        )
    duties += [Standing(**named(f"s{number}")) for number in range(10)]
    return [Edition(1, date(2021, 10, 27), tuple(duties))]


def conference_year(seed: int, entries: int = ENTRIES) -> list[Fact]:
    """The journal of a year: mostly pairs of triggers and answers, meetings, three key periods, 2 % withdrawn."""
    chance = random.Random(seed)
    facts: list[Fact] = []

    def write(verb: str, object_: str, on: date, **data: str | int | bool | None) -> None:
        facts.append(Fact(len(facts) + 1, 0, verb, object_, on, on, data=data))

    write("conference.founded", "conference:1", date(YEAR - 1, 6, 1), judged_from=f"{YEAR - 1}-06-01")
    for number, (month, day) in enumerate([(2, 26), (6, 1), (9, 24)], start=1):
        start = date(YEAR, month, day)
        end = start + timedelta(20)
        write("key_period.declared", f"key_period:{number}", start, start=start.isoformat(), end=end.isoformat())
    while len(facts) < entries:
        on = date(YEAR, 1, 1) + timedelta(chance.randrange(365))
        number = len(facts)
        if chance.random() < 0.02:
            write("entry.withdrawn", "entry:0", on, entry=chance.randint(5, max(5, number)))
            continue
        trigger, verbs, pair, _, _ = chance.choice(PAIRS)
        write(trigger, f"{pair}:{number}", on, kind=chance.choice(["work", "plenary", "analysis"]))
        if chance.random() < 0.9 and len(facts) < entries:
            later = on + timedelta(chance.randint(0, 20))
            if verbs[0] == "minutes.issued":
                write("minutes.approved", f"meeting:{number}", later)
            write(verbs[0], f"{pair}:{number}", later)
    chance.shuffle(facts)
    return facts[:entries]


def bare_loop(facts: list[Fact]) -> int:
    """The least that reading a record costs."""
    seen = 0
    for fact in facts:
        if fact.verb and fact.happened_on <= ON:
            seen += 1
    return seen


def best_of(rounds: int, work: Callable[[], object]) -> float:
    """The shortest of several runs, in milliseconds."""
    times = []
    for _ in range(rounds):
        start = perf_counter()
        work()
        times.append(perf_counter() - start)
    return min(times) * 1000


def one_year(editions: list[Edition], entries: int) -> None:
    facts = conference_year(1, entries)
    board = evaluate(editions, facts, on=ON, calendar=CALENDAR)
    judged = best_of(ROUNDS, lambda: evaluate(editions, facts, on=ON, calendar=CALENDAR))
    bare = best_of(ROUNDS * 5, lambda: bare_loop(facts))
    items = sum(len(line.items) for line in board.lines)
    print(
        f"a conference-year: {len(facts):>6} facts, {len(board.lines)} duties, {items:>6} windows and pairs: "
        f"{judged:8.2f} ms = {judged / bare:5.0f} × the bare loop ({bare:.3f} ms)"
    )


def many_conferences(editions: list[Edition], conferences: int, entries: int) -> None:
    """Boards one after another; making the records is not timed."""
    total = bare = 0.0
    facts_read = items = 0
    for seed in range(conferences):
        facts = conference_year(seed, entries)
        start = perf_counter()
        board = evaluate(editions, facts, on=ON, calendar=CALENDAR)
        judged = perf_counter()
        bare_loop(facts)
        bare += perf_counter() - judged
        total += judged - start
        facts_read += len(facts)
        items += sum(len(line.items) for line in board.lines)
    print(
        f"{conferences} conferences: {facts_read} facts, {items} windows and pairs: {total:.2f} s = "
        f"{total / bare:.0f} × the bare loop, {total / conferences * 1000:.2f} ms a board"
    )


def main() -> None:
    editions = rulebook()
    for entries in (ENTRIES // 2, ENTRIES, ENTRIES * 2, ENTRIES * 10):
        one_year(editions, entries)
    many_conferences(editions, CONFERENCES, ENTRIES)


if __name__ == "__main__":
    main()
