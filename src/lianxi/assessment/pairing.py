"""From the facts of the journal to what each unit owed and whether it kept it. Pure: the day comes in from the edge.

A pair is one object and one unit: the fact that lays it on the unit, the latest day granted, the first answer of that
unit. What was cancelled or is not due yet counts for nobody; what passed to a successor counts for the successor.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from lianxi.assessment.measures import Owed
from lianxi.rulebook.facts import Fact, standing


@dataclass(frozen=True, slots=True)
class Promise:
    """How one kind of thing is owed: ``begins`` lays it on a unit, one of ``answers`` keeps it, ``ends`` lifts it.

    ``needs``, ``bars``: a key the beginning must, must not carry. ``days``: calendar days where no date was set; None
    and no date: never due.
    """

    kind: str
    begins: str
    answers: tuple[str, ...]
    ends: tuple[str, ...] = ()
    extended: str = ""
    needs: str = ""
    bars: str = ""
    days: int | None = None
    #: the key of the beginning that names the last day
    due: str = "due"
    #: an answer that was returned is none; the next one counts
    undone: str = ""


#: signed for within so many calendar days of the issue
TO_SIGN_FOR = 5
PROMISES: tuple[Promise, ...] = (
    Promise("任务", "task.assigned", ("task.reported", "task.completed"), ("task.cancelled",), "task.extended"),
    Promise(
        "议定事项", "task.assigned", ("task.reported", "task.completed"), ("task.cancelled",), "task.extended",
        needs="decision",
    ),
    Promise("协办", "help.asked", ("help.answered",), ()),
    Promise("督办", "inspection.ordered", ("inspection.answered",), ("inspection.cancelled",)),
    Promise("督办", "suggestion.made", ("suggestion.answered",), ("suggestion.cancelled",)),
    Promise(
        "核查", "information.circulated", ("information.verified", "information.checked", "information.settled"),
        ("information.closed",), bars="to_know", due="verify_by",
    ),
    Promise("督查整改", "finding.fed_back", ("finding.rectified",), ("finding.withdrawn",), "finding.extended",
        undone="finding.returned",
    ),
    Promise("约谈整改", "interview.held", ("interview.rectified",), ("interview.cancelled",), "interview.extended",
        undone="interview.returned",
    ),
    Promise("问题调查", "problem.opened", ("problem.investigated",), ("problem.cancelled",), "problem.extended"),
    Promise("责任目标", "target.set", ("target.reported",), undone="target.returned"),
)  # fmt: skip
#: how a unit came to a meeting it was expected at → whether that keeps the duty
CAME = {"present": True, "substitute": True, "leave": True, "absent": False}


def verbs() -> frozenset[str]:
    """Every verb that pairing reads."""
    found = {"attendance.recorded", "meeting.held", "problem.closed", "information.reported"}
    for each in PROMISES:
        kind = each.begins.partition(".")[0]
        found |= {
            each.begins,
            *each.answers,
            *each.ends,
            f"{kind}.reassigned",
            *filter(None, [each.extended, each.undone]),
        }
    return frozenset(found)


def owed_by_unit(facts: Iterable[Fact], first: date, last: date, *, on: date) -> dict[int, list[Owed]]:
    """Unit → what it owed with its day in the period, as known on a day."""
    index = _Index(standing(facts))
    found: dict[int, list[Owed]] = defaultdict(list)
    for promise in PROMISES:
        for unit, owed in index.pairs(promise, first, last, on):
            found[unit].append(owed)
    for unit, owed in (*index.meetings(first, last), *index.problems(first, last), *index.reports(first, last)):
        found[unit].append(owed)
    return found


class _Index:
    def __init__(self, facts: list[Fact]) -> None:
        self.of: dict[tuple[str, str], list[Fact]] = defaultdict(list)
        self.by_verb: dict[str, list[Fact]] = defaultdict(list)
        for fact in sorted(facts, key=lambda each: (each.happened_on, each.entry, each.index)):
            self.of[fact.verb, fact.object].append(fact)
            self.by_verb[fact.verb].append(fact)

    def pairs(self, promise: Promise, first: date, last: date, on: date) -> Iterator[tuple[int, Owed]]:
        seen: set[tuple[str, int | None]] = set()
        for begun in self.by_verb[promise.begins]:
            told = promise.needs and begun.data.get(promise.needs) is None
            if begun.unit is None or told or (promise.bars and begun.data.get(promise.bars)):
                continue
            if (begun.object, begun.unit) in seen:
                continue  # laid twice on the same unit: the first counts
            seen.add((begun.object, begun.unit))
            due = self._due(promise, begun)
            if due is None or not first <= due <= last or self._ended(promise, begun):
                continue
            answer = self._answer(promise, begun)
            if answer is None and due >= on:
                continue
            kept = answer is not None and answer.happened_on <= due
            entry, day = (answer.entry, answer.happened_on) if answer else (begun.entry, None)
            yield self._bearer(begun), Owed(promise.kind, begun.object, kept, entry, day)

    def _due(self, promise: Promise, begun: Fact) -> date | None:
        granted = [
            _day(each.data, "due")
            for each in self.of[promise.extended, begun.object]
            if each.unit in {None, begun.unit}
        ]
        known = [each for each in (_day(begun.data, promise.due), *granted) if each is not None]
        if known:
            return known[-1]
        return begun.happened_on + timedelta(days=promise.days) if promise.days is not None else None

    def _ended(self, promise: Promise, begun: Fact) -> bool:
        return any(self.of[verb, begun.object] for verb in promise.ends)

    def _answer(self, promise: Promise, begun: Fact) -> Fact | None:
        units = {None, begun.unit, self._bearer(begun)}
        answers = [each for verb in promise.answers for each in self.of[verb, begun.object] if each.unit in units]
        returned = max((each.entry for each in self.of[promise.undone, begun.object]), default=0)
        standing_ones = [each for each in answers if each.entry > returned]
        return min(standing_ones, key=lambda each: (each.happened_on, each.entry), default=None)

    def _bearer(self, begun: Fact) -> int:
        kind = begun.object.partition(":")[0]
        unit = begun.unit or 0
        for passed in self.of[f"{kind}.reassigned", begun.object]:
            if passed.unit is not None and passed.data.get("from") == unit:
                unit = passed.unit
        return unit

    def meetings(self, first: date, last: date) -> Iterator[tuple[int, Owed]]:
        """Seats at meetings that were held: the newest word on each unit counts."""
        for held in self.by_verb["meeting.held"]:
            if not first <= held.happened_on <= last:
                continue
            newest: dict[int, Fact] = {}
            for told in sorted(self.of["attendance.recorded", held.object], key=lambda each: (each.entry, each.index)):
                if told.unit is not None:
                    newest[told.unit] = told
            for unit, told in newest.items():
                status = str(told.data.get("status", ""))
                if status in CAME:
                    yield unit, Owed("到会", held.object, CAME[status], told.entry, held.happened_on)

    def problems(self, first: date, last: date) -> Iterator[tuple[int, Owed]]:
        for closed in self.by_verb["problem.closed"]:
            opened = self.of["problem.opened", closed.object]
            unit = closed.unit or (self._bearer(opened[0]) if opened and opened[0].unit else None)
            if unit is not None and first <= closed.happened_on <= last:
                solved = closed.data.get("solved") is not False
                yield unit, Owed("问题销号", closed.object, solved, closed.entry, closed.happened_on)

    def reports(self, first: date, last: date) -> Iterator[tuple[int, Owed]]:
        """Information reported by units; late where its fact says so."""
        for told in self.by_verb["information.reported"]:
            if told.unit is not None and first <= told.happened_on <= last:
                late = told.data.get("late") is True
                yield told.unit, Owed("信息报送", told.object, not late, told.entry, told.happened_on)


def _day(data: Mapping[str, object], key: str) -> date | None:
    try:
        return date.fromisoformat(str(data.get(key)))
    except ValueError:
        return None
