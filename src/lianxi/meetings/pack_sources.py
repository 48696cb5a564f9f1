"""What a month's analysis rests on, read from the rooms below: matters, disputes, information, figures from outside.

Only ordinary matters: accusations, restricted ones and what left by an exit never enter. Petitioners come in as keyed
hashes that stay in the memory of this one run: nobody is opened, nothing of them is kept. Each reading is bounded by
the months asked for and goes through the rows one by one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta

from django.db.models import Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from lianxi.analysis.grams import document_counts
from lianxi.analysis.periods import Span
from lianxi.analysis.persons import Mark
from lianxi.analysis.repeats import Frequencies
from lianxi.analysis.topics import Item
from lianxi.information.models import Dispute, Information, OutsideFigure
from lianxi.information.models.dispute import KINDS as DISPUTES
from lianxi.journal.frame import HERE
from lianxi.matters.models import Identity, Matter
from lianxi.roster.models import Unit

#: of a matter as many characters are compared
LONGEST = 600
#: at most so many things of one month are compared, the newest first; the page says so
MOST = 20_000
#: identities asked for at a time
TOGETHER = 500


def ordinary(conference: int, span: Span) -> QuerySet[Matter]:
    """The matters of these days that may be told to all who read a pack."""
    rows = Matter.objects.filter(
        conference_id=conference, received_on__gte=span.since, received_on__lte=span.until, restricted=False, stub=False
    )
    return rows.exclude(state="voided").exclude(kind="accusation")


class Sources:
    """What is compared, of one conference. ``cut``: there was more in the month than is compared."""

    def __init__(self, conference: int) -> None:
        self.conference = conference
        self.cut = False
        names = Unit.objects.filter(conference_id=conference).values_list("name", "aliases")
        spelled = {spelling for name, aliases in names for spelling in (name, *aliases) if len(spelling) > 1}
        self._places = re.compile("|".join(map(re.escape, sorted(spelled, key=lambda name: (-len(name), name)))))

    def month(self, span: Span) -> list[Item]:
        """Everything of the month, with who petitioned as hashes."""
        found = list(self.items(span, limit=MOST + 1))
        self.cut = len(found) > MOST
        found = found[:MOST]
        marks = self._marks([item.source for item in found if item.source.startswith("matter:")])
        return [
            Item(i.source, i.on, i.text, i.category, i.place, i.unit, tuple(marks.get(i.source, ()))) for i in found
        ]

    def items(self, span: Span, *, limit: int | None = None) -> Iterator[Item]:
        """Matters, disputes and information of these days, without petitioners. Three queries, rows as they come."""
        yield from self._matters(span, limit)
        yield from self._disputes(span)
        yield from self._information(span)

    def frequencies(self, span: Span) -> Frequencies:
        """How often each bigram stands in the texts of these days."""
        lengths = _Lengths(item.text for item in self.items(span))
        number, counts = document_counts(lengths)
        return Frequencies(number, counts, lengths.total / number if number else 1.0)

    def _matters(self, span: Span, limit: int | None) -> Iterator[Item]:
        rows = ordinary(self.conference, span).order_by("-number")
        values = rows.values_list(
            "number", "received_on", "search_text__body", "category", "territory__number",
            Coalesce("lead__number", "responsible__number"),
        )  # fmt: skip
        for number, on, body, category, place, unit in values[:limit].iterator(chunk_size=2_000):
            yield Item(f"matter:{number}", on, self._said(body or ""), category, place, unit)

    def _disputes(self, span: Span) -> Iterator[Item]:
        rows = Dispute.objects.filter(
            conference_id=self.conference, found_on__gte=span.since, found_on__lte=span.until
        ).exclude(Q(state="voided") | Q(became__startswith="matter:"))
        values = rows.order_by("number").values_list(
            "number", "found_on", "title", "text", "kind", "unit__number", "settles__number"
        )
        for number, on, title, text, kind, place, unit in values.iterator(chunk_size=2_000):
            said = self._said(f"{title}\n{text}\n{DISPUTES[kind] if kind != 'other' else ''}")
            yield Item(f"dispute:{number}", on, said, "", place, unit)

    def _information(self, span: Span) -> Iterator[Item]:
        begun = datetime.combine(span.since, time(), tzinfo=HERE)
        ended = datetime.combine(span.until + timedelta(days=1), time(), tzinfo=HERE)
        rows = Information.objects.filter(
            conference_id=self.conference, sent_at__gte=begun.astimezone(UTC), sent_at__lt=ended.astimezone(UTC)
        ).exclude(Q(state__in=("withdrawn", "closed")) | Q(became__startswith="matter:"))
        values = rows.order_by("number").values_list(
            "number", "sent_at", "title", "text", "category", "unit__number", "origin"
        )
        for number, at, title, text, category, unit, origin in values.iterator(chunk_size=2_000):
            if not origin.startswith(("matter:", "dispute:")):
                on = at.astimezone(HERE).date()
                yield Item(f"information:{number}", on, self._said(f"{title}\n{text}"), category, unit, unit)

    def _said(self, text: str) -> str:
        """Without the names of villages and units, which would make all of a place alike."""
        return self._places.sub(" ", text[:LONGEST])

    def _marks(self, holders: Sequence[str]) -> dict[str, list[Mark]]:
        """The keyed hashes of who petitioned, by holder; one query for every ``TOGETHER`` holders."""
        found: dict[str, list[Mark]] = {}
        for at in range(0, len(holders), TOGETHER):
            some = holders[at : at + TOGETHER]
            rows = Identity.objects.filter(conference_id=self.conference, holder__in=some)
            for holder, *mark in rows.values_list("holder", "by_id", "by_phone", "by_initials"):
                found.setdefault(holder, []).append((mark[0], mark[1], mark[2]))
        return found


class _Lengths:
    """Texts passed on, their bigrams counted on the way."""

    def __init__(self, texts: Iterable[str]) -> None:
        self.texts, self.total = texts, 0

    def __iter__(self) -> Iterator[str]:
        for text in self.texts:
            self.total += len(text)
            yield text


def outside(conference: int, month: date, before: date, name: Callable[[str], str]) -> list[tuple[str, str, int, int]]:
    """What the 12345 line and the grid counted: source, category, this month, the month before. One query."""
    rows = OutsideFigure.objects.filter(conference_id=conference, month__in=(month, before))
    told: dict[tuple[str, str], list[int]] = {}
    for source, category, of, number in rows.values_list("source", "category", "month").annotate(Sum("count")):
        told.setdefault((source, name(category)), [0, 0])[of == before] += number
    return [(source, category, now, then) for (source, category), (now, then) in sorted(told.items())]
