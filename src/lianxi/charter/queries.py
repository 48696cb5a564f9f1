"""Reading the rulebook, the key periods and the working days: versions, editions (derived duties), export."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from lianxi.charter.models import CalendarNotice, KeyPeriod, Version
from lianxi.clocks.calendar import WorkCalendar, built_in_calendar
from lianxi.clocks.notice import from_text
from lianxi.rulebook.compiled import Compiled
from lianxi.rulebook.derivation import Answers, derive
from lianxi.rulebook.duties import Duty, Edition
from lianxi.rulebook.facts import Fact, standing

FORMAT = "lianxi-rulebook/1"


@dataclass(frozen=True, slots=True)
class VersionView:
    """A version of the rulebook, whole."""

    number: int
    in_force_from: date
    text_sha256: str
    compiled: Compiled
    answers: dict[str, str | int]
    edition: Edition

    def as_data(self) -> dict[str, Any]:
        """The documented exchange format (docs/rulebook-format.md)."""
        return {
            "format": FORMAT,
            "number": self.number,
            "in_force_from": self.in_force_from.isoformat(),
            "text_sha256": self.text_sha256,
            "answers": {"questions": self.answers},
            "compiled": self.compiled.as_data(),
        }


@dataclass(frozen=True, slots=True)
class KeyPeriodView:
    number: int
    name: str
    start: date
    end: date
    basis: str
    ended_on: date | None
    version: int

    @property
    def last(self) -> date:
        return min(self.end, self.ended_on) if self.ended_on else self.end


@lru_cache(maxsize=256)
def _read(compiled: str, answers: str) -> tuple[Compiled, dict[str, str | int], tuple[Duty, ...]]:
    """Parsed and derived once per process; the stored text is the key, so it cannot be stale."""
    rules, chosen = Compiled.from_data(json.loads(compiled)), json.loads(answers)
    return rules, chosen, derive(rules, chosen)


def _view(row: Version) -> VersionView:
    compiled, answers, duties = _read(row.compiled, row.answers)
    return VersionView(
        row.number,
        row.in_force_from,
        row.text_sha256,
        compiled,
        answers,
        Edition(row.number, row.in_force_from, duties),
    )


def versions(conference: int) -> list[VersionView]:
    """All versions, oldest first. One query."""
    return [_view(row) for row in Version.objects.filter(conference_id=conference).order_by("number")]


def version(conference: int, number: int) -> VersionView | None:
    row = Version.objects.filter(conference_id=conference, number=number).first()
    return _view(row) if row else None


def in_force(known: list[VersionView], on: date) -> VersionView | None:
    """The version in force on a day; of two from the same day the later number holds."""
    ordered = sorted(known, key=lambda item: (item.in_force_from, item.number))
    return next((item for item in reversed(ordered) if item.in_force_from <= on), None)


def edition_on(conference: int, on: date) -> Edition | None:
    """The derived duties in force on a day; before the first version there is none."""
    found = in_force(versions(conference), on)
    return found.edition if found else None


def key_periods(conference: int) -> list[KeyPeriodView]:
    """All key periods, newest first."""
    rows = KeyPeriod.objects.filter(conference_id=conference).order_by("-start", "-number")
    return [_key_period(row) for row in rows]


def key_period(conference: int, number: int) -> KeyPeriodView | None:
    row = KeyPeriod.objects.filter(conference_id=conference, number=number).first()
    return _key_period(row) if row else None


def _key_period(row: KeyPeriod) -> KeyPeriodView:
    return KeyPeriodView(row.number, row.name, row.start, row.end, row.basis, row.ended_on, row.version)


def carried_answers(old: Answers, new: Compiled) -> dict[str, str | int]:
    """The old answers whose question stands in the new text too: attached by article and act, never by offset."""
    asked = {question.key for question in new.questions}
    return {key: value for key, value in old.items() if key in asked}


def calendar(conference: int, *, known: date | None = None) -> WorkCalendar:
    """The working days this conference counts by: the notices that ship, and the years its office loaded.

    ``known``: only what was loaded by that day. One query.
    """
    rows = CalendarNotice.objects.filter(conference_id=conference)
    if known is not None:
        rows = rows.filter(loaded_on__lte=known)
    return _merged(tuple(rows.order_by("year", "version").values_list("year", "days")))


def calendar_by(conference: int, facts: Iterable[Fact], *, known: date | None = None) -> WorkCalendar:
    """As ``calendar``, for who read the facts ``calendar.loaded``: no query where none stands, else one a change."""
    told = list(facts)
    loads = tuple((fact.entry, str(fact.data["days"])) for fact in standing(told) if fact.verb == "calendar.loaded")
    withdrawals = sum(fact.verb == "entry.withdrawn" for fact in told)
    return _calendar_of(conference, loads, withdrawals, known) if loads else built_in_calendar()


@lru_cache(maxsize=256)
def _calendar_of(
    conference: int, loads: tuple[tuple[int, str], ...], withdrawals: int, known: date | None
) -> WorkCalendar:
    """Kept under the hashes of the texts that were loaded and what was withdrawn since, so it cannot be stale."""
    return calendar(conference, known=known)


@lru_cache(maxsize=256)
def _merged(loaded: tuple[tuple[int, str], ...]) -> WorkCalendar:
    """Read once per process; of a year loaded twice the later version holds."""
    shipped = built_in_calendar()
    return WorkCalendar({**shipped.notices, **{year: from_text(days) for year, days in loaded}}) if loaded else shipped


@dataclass(frozen=True, slots=True)
class YearView:
    """What is known of one year's days off. ``version`` 0: nothing was loaded here."""

    year: int
    days: Mapping[date, bool]
    built_in: bool
    version: int = 0
    basis: str = ""
    entry: int = 0
    loaded_on: date | None = None

    @property
    def known(self) -> bool:
        return self.built_in or self.version > 0


def calendar_years(conference: int, first: int, last: int) -> list[YearView]:
    """The years from ``first`` to ``last`` and every other one that was loaded, newest first. One query."""
    shipped = built_in_calendar().notices
    loaded = {row.year: row for row in CalendarNotice.objects.filter(conference_id=conference).order_by("version")}
    years = sorted({*range(first, last + 1), *loaded}, reverse=True)
    return [_year(year, shipped.get(year), loaded.get(year)) for year in years]


def _year(year: int, shipped: Mapping[date, bool] | None, row: CalendarNotice | None) -> YearView:
    if row is None:
        return YearView(year, shipped or {}, shipped is not None)
    days = from_text(row.days)
    return YearView(year, days, shipped is not None, row.version, row.basis, row.entry, row.loaded_on)
