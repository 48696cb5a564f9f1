"""How well the planted problems were found: precision and recall a kind, and how many days before their peak."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from statistics import median

from lianxi.analysis.prominent import KINDS, Concern, Thresholds, concerns
from lianxi.analysis.repeats import Frequencies, frequencies
from tests.analysis.planted import FIRST, Month, Story

BY = Thresholds()


@dataclass(slots=True)
class Found:
    """By kind: planted, found of them, flagged, rightly flagged. ``early``: days before the peak, of what was found."""

    planted: Counter[str] = field(default_factory=Counter)
    hit: Counter[str] = field(default_factory=Counter)
    flagged: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    early: dict[str, list[int]] = field(default_factory=dict)

    def recall(self, kind: str) -> float:
        return round(self.hit[kind] / self.planted[kind], 2)

    def precision(self, kind: str) -> float:
        return round(self.right[kind] / self.flagged[kind], 2)

    def days(self, kind: str) -> int:
        return int(median(self.early[kind]))


def of_month(month: Month) -> Frequencies:
    return frequencies(item.text for item in (*month.earlier(), *month.items()))


def seen(month: Month, of: Frequencies, on: date | None = None, by: Thresholds = BY) -> list[Concern]:
    return concerns(month.items(on), month.earlier(), of, by, on or month.until)


def of_story(found: list[Concern], story: Story, kind: str) -> Concern | None:
    """The card of this kind that is mostly of this story and, at the month's end, has half of it."""
    wanted = story.sources()
    for concern in found:
        both = wanted & set(concern.sources)
        if kind in concern.kinds and 2 * len(both) >= len(concern.sources):
            return concern
    return None


def judge(months: list[Month], *, early: bool = False, by: Thresholds = BY) -> Found:
    told = Found()
    for month in months:
        of = of_month(month)
        found = seen(month, of, by=by)
        for kind in KINDS:
            for story in month.planted(kind):
                told.planted[kind] += 1
                card = of_story(found, story, kind)
                told.hit[kind] += card is not None and 2 * len(set(card.sources) & story.sources()) >= len(
                    story.sources()
                )
            for concern in found:
                if kind in concern.kinds:
                    told.flagged[kind] += 1
                    told.right[kind] += any(of_story([concern], story, kind) for story in month.planted(kind))
        if early:
            _early(told, month, of)
    return told


def _early(told: Found, month: Month, of: Frequencies) -> None:
    """A pack made on every second day of the month: on which one is the problem flagged for the first time?"""
    first: dict[tuple[str, str], date] = {}
    day = FIRST + timedelta(days=1)
    while day <= month.until:
        found = seen(month, of, day)
        for kind in ("new", "strong", "spreading"):
            for story in month.planted(kind):
                if (kind, story.subject) not in first and of_story(found, story, kind):
                    first[kind, story.subject] = day
        day += timedelta(days=2)
    for kind in ("new", "strong", "spreading"):
        for story in month.planted(kind):
            if story.peak is not None and (kind, story.subject) in first:
                told.early.setdefault(kind, []).append((story.peak - first[kind, story.subject]).days)
