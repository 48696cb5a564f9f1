"""Judging: duties × facts → board, as of a day. Pure: no clock, no database; ``on`` comes in from the edge.

The meaning is fixed in the domain's "Judging": windows belong to the edition in force on their first day, responses
to the edition at their trigger; evidence always counts, absence only where the duty was owed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from lianxi.rulebook.board import Board, Evidence, Item, Line
from lianxi.rulebook.duties import Duty, Edition, Gate, Pattern, Periodic, Response, matches
from lianxi.rulebook.facts import Fact, standing
from lianxi.rulebook.windows import DAY, Window, clipped_windows, windows_between


class Workdays(Protocol):
    """A working-day calendar (``clocks.calendar.WorkCalendar``): told, never asked for."""

    def add_workdays(self, day: date, amount: int) -> tuple[date, bool]: ...


@dataclass(frozen=True, slots=True)
class KeyPeriod:
    """A declared 重点时期: its days, the day it was declared, and its object number."""

    object: str
    days: Window
    declared_on: date


class Happened:
    """The facts that count on a day, indexed the ways judging asks for them."""

    def __init__(self, facts: Iterable[Fact], on: date) -> None:
        known = standing(facts)
        counting = [fact for fact in known if fact.happened_on <= on]
        counting.sort(key=lambda fact: (fact.happened_on, fact.entry, fact.index))
        self.by_verb: dict[str, list[Fact]] = defaultdict(list)
        for fact in counting:
            self.by_verb[fact.verb].append(fact)
        # the start of judging may lie before the founding that set it: such a day is judged like any other
        founded = [fact for fact in known if fact.verb == "conference.founded"]
        starts = [_day(fact.data.get("judged_from")) or fact.happened_on for fact in founded]
        self.judged_from = min((day for day in starts if day <= on), default=None)
        self.explained = self._explained()
        self._subjects: dict[tuple[str, str], dict[str, list[Fact]]] = {}

    def of(self, verb: str, pattern: Pattern) -> list[Fact]:
        found = self.by_verb.get(verb, [])
        return [fact for fact in found if matches(pattern, fact)] if pattern else found

    def on_subject(self, verb: str, pair: str, subject: str) -> list[Fact]:
        """The facts of a verb about one object, oldest first."""
        index = self._subjects.get((verb, pair))
        if index is None:
            index = defaultdict(list)
            for fact in self.by_verb.get(verb, []):
                spoken_of = fact.subject(pair)
                if spoken_of is not None:
                    index[spoken_of].append(fact)
            self._subjects[verb, pair] = index
        return index.get(subject, [])

    def _explained(self) -> dict[tuple[str, date], list[Fact]]:
        """Confirmed explanations by duty and first day of the window."""
        found: dict[tuple[str, date], list[Fact]] = defaultdict(list)
        for fact in self.by_verb["meeting.explanation_confirmed"]:
            start = _day(fact.data.get("window"))
            if start is not None:
                found[str(fact.data.get("duty")), start].append(fact)
        return found

    def key_periods(self) -> list[KeyPeriod]:
        """The declared key periods, shortened where an end was recorded, in order of their first day."""
        periods = []
        for fact in self.by_verb["key_period.declared"]:
            start, end = _day(fact.data.get("start")), _day(fact.data.get("end"))
            if start is None or end is None:
                continue
            for ending in self.on_subject("key_period.ended", "key_period", fact.object):
                ended = _day(ending.data.get("end"))
                end = min(end, ended) if ended is not None else end
            if end >= start:
                periods.append(KeyPeriod(fact.object, Window(start, end), fact.happened_on))
        return sorted(periods, key=lambda period: (period.days, period.object))


def evaluate(editions: Sequence[Edition], facts: Iterable[Fact], *, on: date, calendar: Workdays) -> Board:
    """The board as of ``on``: every duty of every edition that owed something in the calendar year to date.

    ``facts`` may come in any order and may reach beyond ``on``; what happened later does not count, what was withdrawn
    counts for nothing. Deadlines in working days use ``calendar``.
    """
    happened = Happened(facts, on)
    reigns = _reigns(editions)
    judge = _Judge(happened, on, calendar, reigns)
    lines: dict[str, tuple[Duty, list[Item]]] = {}
    current = next((edition for edition, reign in reversed(reigns) if reign.start <= on), None)
    for edition, reign in reversed(reigns):  # newest first: its wording names the line
        if reign.start > on:
            continue
        for duty in edition.duties:
            items = judge.items(duty, edition, reign)
            if items or edition is current:
                lines.setdefault(duty.key, (duty, []))[1].extend(items)
    order = {duty.key: index for index, duty in enumerate(current.duties)} if current else {}
    return Board(
        on=on,
        edition=current.number if current else None,
        lines=tuple(
            Line(duty, tuple(sorted(items, key=lambda item: (item.start, item.due or date.max, item.subject or ""))))
            for key, (duty, items) in sorted(lines.items(), key=lambda pair: order.get(pair[0], len(order)))
        ),
    )


def _reigns(editions: Sequence[Edition]) -> list[tuple[Edition, Window]]:
    """Each edition with the days it is in force; of two from the same day the later number holds."""
    ordered = sorted(editions, key=lambda edition: (edition.in_force_from, edition.number))
    reigns = []
    for index, edition in enumerate(ordered):
        last = ordered[index + 1].in_force_from - DAY if index + 1 < len(ordered) else date.max
        if last >= edition.in_force_from:
            reigns.append((edition, Window(edition.in_force_from, last)))
    return reigns


class _Judge:
    def __init__(self, happened: Happened, on: date, calendar: Workdays, reigns: list[tuple[Edition, Window]]) -> None:
        self.happened = happened
        self.on = on
        self.calendar = calendar
        self.year = Window(date(on.year, 1, 1), date(on.year, 12, 31))
        self.first_force = reigns[0][1].start if reigns else date.max

    def items(self, duty: Duty, edition: Edition, reign: Window) -> list[Item]:
        if isinstance(duty, Periodic):
            return self._periodic(duty, edition, reign)
        if isinstance(duty, Response):
            return self._response(duty, edition, reign)
        if isinstance(duty, Gate):
            return self._gate(duty, edition, reign)
        return []

    def _before_founding(self, day: date) -> bool:
        """启用前，未纳入: absence on such a day counts for nothing."""
        return self.happened.judged_from is None or day < self.happened.judged_from

    # periodic duties ------------------------------------------------------------------------------------------

    def _periodic(self, duty: Periodic, edition: Edition, reign: Window) -> list[Item]:
        evidence = self.happened.of(duty.verb, duty.pattern)
        windows: list[tuple[Window, KeyPeriod | None]]
        if duty.when == "key_period":
            windows = [
                (window, period)
                for period in self.happened.key_periods()
                for window in clipped_windows(period.days, duty.every, duty.interval)
            ]
        else:
            windows = [
                (window, None)
                for window in windows_between(self.year.start, self.year.end, duty.every, duty.interval)
                if duty.month is None or window.start.month == duty.month
            ]
        return [
            self._window(duty, window, period, edition, evidence)
            for window, period in windows
            if self._judged_by(window, reign) and window.end >= self.year.start and window.start <= self.year.end
        ]

    def _judged_by(self, window: Window, reign: Window) -> bool:
        """The edition in force on the first day judges; before any edition the first one shows the evidence."""
        return window.start in reign or (window.start < reign.start == self.first_force)

    def _window(
        self, duty: Periodic, window: Window, period: KeyPeriod | None, edition: Edition, evidence: list[Fact]
    ) -> Item:
        inside = [fact for fact in evidence if fact.happened_on in window]
        explained = self.happened.explained.get((duty.key, window.start), [])
        state, why = self._window_state(duty, window, period, edition, len(inside), bool(explained))
        return Item(
            state=state,
            why=why,
            start=window.start,
            due=window.end,
            count=len(inside),
            evidence=tuple(map(_evidence, [*inside, *(explained if state == "explained" else [])])),
            edition=edition.number,
            key_period=period.object if period else None,
        )

    def _window_state(
        self, duty: Periodic, window: Window, period: KeyPeriod | None, edition: Edition, count: int, explained: bool
    ) -> tuple[str, str]:
        if count >= duty.minimum:
            return "kept", ""
        why = self._absence_excused(window, period, edition)
        if why:  # nothing is owed, so there is nothing to explain either
            return "not_owed", why
        if explained:
            return "explained", ""
        return ("due", "") if self.on <= window.end else ("missed", "")

    def _absence_excused(self, window: Window, period: KeyPeriod | None, edition: Edition) -> str:
        if window.start > self.on:
            return "future"
        if self._before_founding(window.start):
            return "before_founding"
        if window.start < edition.in_force_from:
            return "before_force"
        if period is not None and window.end < period.declared_on:
            return "before_declaration"
        return ""

    # responses ------------------------------------------------------------------------------------------------

    def _response(self, duty: Response, edition: Edition, reign: Window) -> list[Item]:
        first: dict[str, Fact] = {}  # the trigger recorded first opens the pair; repeating it, even backdated, does not
        triggers = [*self.happened.of(duty.trigger, duty.trigger_pattern), *self._later_triggers(duty)]
        for fact in sorted(triggers, key=lambda fact: (fact.entry, fact.index)):
            subject = fact.subject(duty.pair)
            if subject is not None:
                first.setdefault(subject, fact)
        items = [
            self._pair(duty, subject, trigger, edition)
            for subject, trigger in first.items()
            if trigger.happened_on in reign or trigger.happened_on < reign.start == self.first_force
        ]
        return [item for item in items if self._of_this_year(item)]

    def _later_triggers(self, duty: Response) -> list[Fact]:
        return [fact for verb in duty.also for fact in self.happened.of(verb, {})]

    def _ended(self, duty: Response, subject: str) -> bool:
        """Whether the pair has ended and nothing of ``also`` was recorded after that."""
        endings = self.happened.on_subject(duty.ended_by, duty.pair, subject) if duty.ended_by else []
        anew = [fact for verb in duty.also for fact in self.happened.on_subject(verb, duty.pair, subject)]
        last = max((fact.entry, fact.index) for fact in endings) if endings else None
        return last is not None and all((fact.entry, fact.index) < last for fact in anew)

    def _pair(self, duty: Response, subject: str, trigger: Fact, edition: Edition) -> Item:
        due, provisional = self._due(duty, subject, trigger)
        answers = [fact for verb in duty.verbs for fact in self.happened.on_subject(verb, duty.pair, subject)]
        answer = min(answers, key=lambda fact: (fact.happened_on, fact.entry, fact.index), default=None)
        passed = self.happened.on_subject(f"{duty.pair}.reassigned", duty.pair, subject)
        why = ""
        if answer is not None:
            state = "kept" if due is None or answer.happened_on <= due else "kept_late"
        elif self._before_founding(trigger.happened_on):
            state, why = "not_owed", "before_founding"
        elif trigger.happened_on < edition.in_force_from:
            state, why = "not_owed", "before_force"
        elif self._ended(duty, subject):
            state, why = "not_owed", "ended"
        else:
            state = "due" if due is None or self.on <= due else "overdue"
        return Item(
            state=state,
            why=why,
            start=trigger.happened_on,
            due=due,
            evidence=(_evidence(answer),) if answer else (),
            trigger=_evidence(trigger),
            subject=subject,
            count=len(answers),
            provisional=provisional,
            edition=edition.number,
            passed_to=passed[-1].unit if passed else None,
        )

    def _due(self, duty: Response, subject: str, trigger: Fact) -> tuple[date | None, bool]:
        """The last day in time and whether it rests on a year without its holiday notice."""
        granted = self.happened.on_subject(duty.extended_by, duty.pair, subject) if duty.extended_by else []
        for source in (*reversed(granted), trigger):
            stated = _day(source.data.get("due"))
            if stated is not None:
                return stated, False
        if duty.amount is None:
            return None, False
        if duty.unit == "workday":
            return self.calendar.add_workdays(trigger.happened_on, duty.amount)
        return add_period(trigger.happened_on, duty.amount, duty.unit), False

    def _of_this_year(self, item: Item) -> bool:
        """Triggered this year, settled this year, or still open from earlier."""
        return item.start in self.year or item.open or any(e.happened_on in self.year for e in item.evidence)

    # gates ----------------------------------------------------------------------------------------------------

    def _gate(self, duty: Gate, edition: Edition, reign: Window) -> list[Item]:
        items = []
        for passage in self.happened.of(duty.verb, duty.pattern):
            subject = passage.subject(duty.pair)
            if subject is None or passage.happened_on not in reign or passage.happened_on not in self.year:
                continue
            approvals = [
                fact
                for fact in self.happened.on_subject(duty.needs, duty.pair, subject)
                if fact.happened_on <= passage.happened_on
            ]
            state, why = ("kept", "") if approvals else ("missed", "")
            if not approvals and self._before_founding(passage.happened_on):
                state, why = "not_owed", "before_founding"
            items.append(
                Item(
                    state=state,
                    why=why,
                    start=passage.happened_on,
                    due=passage.happened_on,
                    evidence=tuple(map(_evidence, approvals[-1:])),
                    trigger=_evidence(passage),
                    subject=subject,
                    edition=edition.number,
                )
            )
        return items


def add_period(day: date, amount: int, unit: str) -> date:
    """``day`` + ``amount`` calendar units, the first day excluded; hours are rounded up to whole days.

    Months end on the same day of the month, or on its last day where there is none (民法典 202).
    """
    if unit == "day":
        return day + timedelta(days=amount)
    if unit == "hour":
        return day + timedelta(days=-(-amount // 24))
    months = day.year * 12 + day.month - 1 + amount * {"month": 1, "year": 12}[unit]
    last = Window(date(months // 12, months % 12 + 1, 1), _month_end(months))
    return last.start.replace(day=min(day.day, last.end.day))


def _month_end(ordinal: int) -> date:
    return date((ordinal + 1) // 12, (ordinal + 1) % 12 + 1, 1) - DAY


def _evidence(fact: Fact) -> Evidence:
    return Evidence(fact.entry, fact.verb, fact.object, fact.happened_on, fact.recorded_on, fact.unit)


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def gate_refusing(duties: Iterable[Duty], planned: Fact, facts: Iterable[Fact]) -> Gate | None:
    """The gate that forbids ``planned`` (a fact not yet written), or None when the way is free.

    Used by the write frame before anything is written; an approval counts from the day it was given.
    """
    counting = standing(facts)
    for duty in duties:
        if not isinstance(duty, Gate) or duty.verb != planned.verb or not matches(duty.pattern, planned):
            continue
        subject = planned.subject(duty.pair)
        if subject is None or not any(
            fact.verb == duty.needs and fact.subject(duty.pair) == subject and fact.happened_on <= planned.happened_on
            for fact in counting
        ):
            return duty
    return None
