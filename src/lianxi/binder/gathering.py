"""Gathering a binder: the board's windows and pairs of a period, and the record behind them, as one reader sees it.

Petitioners are covered whoever reads, and files of petition matters are never copied: a binder is carried away.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from lianxi.binder.content import ArticlePart, Content, DutyPart, Owed, Paper, Proof
from lianxi.binder.papers import Reader, papers_of
from lianxi.charter import queries as charter
from lianxi.compliance.queries import board
from lianxi.journal import attachments
from lianxi.journal import queries as journal
from lianxi.journal.frame import HERE
from lianxi.matters.entry_scope import stands_open
from lianxi.matters.identities.covering import Cover, cover_of
from lianxi.roster import names
from lianxi.roster import queries as roster
from lianxi.rulebook.board import STATES, Item
from lianxi.rulebook.compiled import Article, Compiled
from lianxi.rulebook.duties import Duty, Gate, Periodic, Power, Response, Standing
from lianxi.rulebook.vocabulary import VERBS
from lianxi.rulebook.wording import WHY_WORDS, window_name

KINDS = {Periodic: "周期", Response: "时限", Gate: "程序", Power: "授权", Standing: "原则"}
#: objects that are about a petitioner: their files stay in the house
PERSONAL = ("matter:", "village_case:", "reception:", "charge:", "paper_of_matter:")
#: besides these, what goes up leaves out files about sensitive information and disputes
HOME = (*PERSONAL, "information:", "dispute:", "screening:")
#: below this a number of matters is not told to the level above
FEW = 3
WORDS = {"reason": "原因", "note": "说明", "text": "内容", "result": "结果", "opinion": "意见", "measures": "措施"}
Tell = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be bound. ``articles``: places in the rules, all where empty."""

    number: int
    first_day: date
    last_day: date
    articles: Sequence[int]
    audience: str


def gather(reader: Reader, wanted: Wanted, tell: Tell) -> Content:
    """Everything the binder will say. ``tell``: how many of the articles are done, of how many."""
    return _Gatherer(reader, wanted).content(tell)


@dataclass(slots=True)
class _Gatherer:
    reader: Reader
    wanted: Wanted
    duties: dict[str, list[tuple[Duty, list[Item]]]] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    units: dict[int, str] = field(default_factory=dict)
    people: dict[int, str] = field(default_factory=dict)
    entries: dict[int, journal.EntryView] = field(default_factory=dict)
    about: dict[str, list[int]] = field(default_factory=dict)
    reasons: dict[tuple[str, date], str] = field(default_factory=dict)
    standing: dict[str, list[roster.HandRecordView]] = field(default_factory=dict)
    seen: dict[str, bool] = field(default_factory=dict)
    made: dict[str, tuple[Paper, ...]] = field(default_factory=dict)
    cover: Cover = str

    @property
    def conference(self) -> int:
        return self.reader.access.head.id

    @property
    def upward(self) -> bool:
        return self.wanted.audience == "upward"

    def content(self, tell: Tell) -> Content:
        versions = charter.versions(self.conference)
        end = min(self.wanted.last_day, self.reader.today)
        current = charter.in_force(versions, end) or versions[0]
        chosen = [
            (place, article)
            for place, article in enumerate(current.compiled.articles)
            if not self.wanted.articles or place in self.wanted.articles
        ]
        tell(0, len(chosen) + 2)
        self._judge(versions, end, {article.label for _, article in chosen})
        self._read()
        parts = []
        for count, (place, article) in enumerate(chosen, 1):
            parts.append(self._article(place, article, current.compiled))
            tell(count, len(chosen) + 2)
        head = self.reader.access.head
        return Content(
            conference=head.name,
            number=self.wanted.number,
            first_day=self.wanted.first_day,
            last_day=self.wanted.last_day,
            audience=self.wanted.audience,
            reader=f"{self.reader.access.seat.role_label}{self.reader.access.person_name}",
            made_on=self.reader.today,
            head_number=head.number,
            head_hash=head.hash,
            articles=tuple(parts),
        )

    # reading the record -----------------------------------------------------------------------------------------------

    def _judge(self, versions: list[charter.VersionView], end: date, labels: set[str]) -> None:
        """The items of the period by article and duty; of two calendar years the boards of both."""
        first = self.wanted.first_day
        days = [date(year, 12, 31) for year in range(first.year, end.year)] + [end]
        owed: dict[str, dict[tuple[object, ...], Item]] = {}
        for on in days:
            for line in board(self.reader.access.head, on=on, versions=versions).lines:
                if line.duty.article not in labels:
                    continue
                if line.duty.key not in owed:
                    self.duties.setdefault(line.duty.article, []).append((line.duty, []))
                found = owed.setdefault(line.duty.key, {})
                for key, item in _marked(line.items):  # what lies over the new year counts as judged last
                    if _within(item, first, self.wanted.last_day):
                        found[key] = item
        for lines in self.duties.values():
            for duty, items in lines:
                items += owed[duty.key].values()
        for year in range(first.year, end.year + 1):
            for each in roster.explanations(self.conference, year):
                self.reasons[each.duty, each.window] = each.reason

    def _read(self) -> None:
        """Entries, names, people of everything that the items rest on."""
        items = [item for lines in self.duties.values() for _, found in lines for item in found]
        keys = [duty.key for lines in self.duties.values() for duty, _ in lines]
        for each in roster.evidence(self.conference, keys):
            if self.wanted.first_day <= each.happened_on <= self.wanted.last_day:
                self.standing.setdefault(each.duty, []).append(each)
        objects = {name for item in items for name in _objects(item)}
        objects |= {each.object for found in self.standing.values() for each in found}
        self.about = journal.entries_about(self.conference, objects)
        numbers = {number for item in items for number in _entries(item)}
        numbers |= {each.entry for found in self.standing.values() for each in found}
        numbers |= {number for found in self.about.values() for number in found}
        self.entries = journal.entries_numbered(self.conference, numbers)
        told = {fact.object for entry in self.entries.values() for fact in entry.facts}
        self.titles, self.units = _named(self.conference, objects | told)
        self.people = roster.person_names(self.conference, [entry.actor["person"] for entry in self.entries.values()])
        self.cover = cover_of(self.conference, {each for each in objects | told if each.startswith(PERSONAL)})

    def _open(self, object_: str) -> bool:
        if object_ not in self.seen:
            self.seen[object_] = stands_open(self.conference, self.reader.access.actor, [object_])
        return self.seen[object_]

    def _title(self, object_: str) -> str:
        """What it is called in a binder: hidden matters by no number, and none at all where it goes up."""
        kind = object_.partition(":")[0]
        if f"{kind}:" in PERSONAL and (self.upward or not self._open(object_)):
            return "信访事项" if kind in ("matter", "charge") else "村（社区）事项"
        return self.cover(self.titles.get(object_, ""))

    # an article -------------------------------------------------------------------------------------------------------

    def _article(self, place: int, article: Article, compiled: Compiled) -> ArticlePart:
        lines = self.duties.get(article.label, [])
        duties = tuple(self._duty(duty, items) for duty, items in lines)
        rests = {number for _, items in lines for item in items for number in _entries(item)}
        rests |= {each.entry for duty, _ in lines for each in self.standing.get(duty.key, [])}
        objects = {name for _, items in lines for item in items for name in _objects(item)}
        with_files = {number for name in objects for number in self.about.get(name, []) if self.entries[number].files}
        proofs = [self._proof(self.entries[number]) for number in sorted(rests | with_files)]
        papers = [(self._title(name), self._papers(name)) for name in sorted(objects, key=_by_number)]
        return ArticlePart(
            place, article.label, _text(article, compiled), duties, tuple(proofs),
            tuple((title, found) for title, found in papers if found),
        )  # fmt: skip

    def _duty(self, duty: Duty, items: list[Item]) -> DutyPart:
        judged = [item for item in items if item.state != "not_owed"]
        kept = sum(item.state in {"kept", "kept_late"} for item in judged)
        personal = any((item.subject or "").startswith(PERSONAL) for item in items)
        if isinstance(duty, Standing | Power):
            count = len(self.standing.get(duty.key, []))
            summary = f"{'原则性' if isinstance(duty, Standing) else '授权性'}规定，登记佐证 {count} 条"
        elif self.upward and personal and 0 < len(judged) < FEW:
            summary = f"应办少于 {FEW} 件"
        else:
            counted = "应履行" if isinstance(duty, Periodic) else "应办"
            summary = f"{counted} {len(judged)} 项，已履行 {kept} 项" if judged else "本期没有应履行的事项"
        few = self.upward and personal and len(judged) < FEW
        shown = () if few else tuple(self._owed(duty, item) for item in items)
        return DutyPart(duty.key, KINDS[type(duty)], duty.label, summary, shown)

    def _owed(self, duty: Duty, item: Item) -> Owed:
        if isinstance(duty, Periodic):
            name = window_name(duty, item)
        else:
            name = self._title(item.subject or "") or f"{item.start.month}月{item.start.day}日事项"
        reason = self.reasons.get((duty.key, item.start), "") if item.state == "explained" else ""
        words = WHY_WORDS.get(item.why) or ("按期" if item.state == "kept" else STATES[item.state])
        return Owed(name, item.state, words, item.start, item.due, self.cover(reason), tuple(sorted(_entries(item))))

    def _proof(self, entry: journal.EntryView) -> Proof:
        first = entry.facts[0]
        open_ = all(self._open(fact.object) for fact in entry.facts)
        kept = HOME if self.upward else PERSONAL
        home = not open_ or any(fact.object.startswith(kept) for fact in entry.facts)
        texts = sorted(entry.texts.items()) if open_ else []
        return Proof(
            number=entry.number,
            happened_on=first.on,
            recorded_on=entry.recorded_at.astimezone(HERE).date(),
            hash=entry.hash,
            verb=VERBS[first.verb] + (f"等 {len(entry.facts)} 项" if len(entry.facts) > 1 else ""),
            object=self._title(first.object),
            unit="" if self.upward and home else self.units.get(first.unit or 0, ""),
            by=self.people.get(entry.actor["person"], "本系统"),
            behalf=entry.behalf is not None,
            withdrawn=entry.withdrawn_by is not None,
            words=tuple((WORDS.get(kind, "内容"), self.cover(text)) for kind, text in texts if text),
            papers=() if home else tuple(self._attached(entry)),
            withheld=len(entry.files) if home else 0,
        )

    def _attached(self, entry: journal.EntryView) -> Iterable[Paper]:
        uid = UUID(self.reader.access.head.uid)
        for count, file in enumerate(entry.files, 1):
            path = attachments.path_of(uid, file.sha256)
            if file.name == journal.ERASED_NAME or not path.is_file():
                continue
            name = self.cover(file.name)
            yield Paper(f"files/E{entry.number}-{count}-{_safe(name)}", name, file.sha256, file.size, path=path)

    def _papers(self, object_: str) -> tuple[Paper, ...]:
        """What the pages write of it, each once for the whole binder; of petitioners' matters nothing is written."""
        if object_ not in self.made:
            written = [] if object_.startswith(PERSONAL) else papers_of(self.reader, object_)
            found = []
            for name, data in written:
                place = f"files/{object_.replace(':', '-')}-{_safe(name)}"
                found.append(Paper(place, name, hashlib.sha256(data).hexdigest(), len(data), data=data))
            self.made[object_] = tuple(found)
        return self.made[object_]


def _marked(items: Sequence[Item]) -> Iterable[tuple[tuple[object, ...], Item]]:
    """Each window or pair with what tells it from the others, also on the board of the next year."""
    seen: Counter[tuple[object, ...]] = Counter()
    for item in items:
        trigger = item.trigger.entry if item.trigger else None
        key = (item.start, item.due, item.subject, item.key_period, trigger)
        seen[key] += 1
        yield (*key, seen[key]), item


def _within(item: Item, first: date, last: date) -> bool:
    """An item of the period: it began in it, fell due in it, or lay over it."""
    return item.start <= last and (item.due or item.start) >= first


def _entries(item: Item) -> set[int]:
    return {each.entry for each in item.evidence} | ({item.trigger.entry} if item.trigger else set())


def _objects(item: Item) -> set[str]:
    found = {each.object for each in item.evidence} | ({item.trigger.object} if item.trigger else set())
    return found | ({item.subject} if item.subject else set())


def _named(conference: int, objects: set[str]) -> tuple[dict[str, str], dict[int, str]]:
    titles: dict[str, str] = {}
    units = roster.unit_names(conference)
    wanted = sorted(objects)
    for start in range(0, len(wanted), 400):
        titles |= names.titles(conference, wanted[start : start + 400])
    return titles, units


def _by_number(object_: str) -> tuple[str, int]:
    kind, _, number = object_.partition(":")
    return kind, int(number) if number.isdigit() else 0


def _text(article: Article, compiled: Compiled) -> str:
    text = compiled.text[article.span[0] : article.span[1]]
    return text.removeprefix(article.label).strip(" \u3000\n:：、.")


def _safe(name: str) -> str:
    """A file name that every system takes."""
    return re.sub(r"[^\w.\-（）()〔〕]+", "_", name)[-80:].strip("._") or "file"
