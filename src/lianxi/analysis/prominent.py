"""突出问题 of the four kinds that article 14 of the genre names, each with the figures it was flagged by.

新出现: not met in so many months before; 反映强烈: by so many *different* petitioners, never by visits; 可能蔓延:
reaching more villages or units from window to window, some of them for the first time; 涉及社会治理: by the body's own
list of categories and words. A card is for a person to look at; nothing follows from it, and nobody is scored.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from lianxi.analysis.grams import plain
from lianxi.analysis.persons import distinct
from lianxi.analysis.repeats import Frequencies
from lianxi.analysis.topics import Item, Topic, find_earlier, gathered, phrases_of

#: in the order of the article
KINDS = {"new": "新出现", "strong": "反映强烈", "spreading": "可能蔓延", "governance": "涉及社会治理"}
#: windows that are compared for spreading
WINDOWS = 3
GOVERNANCE_WORDS = (
    "邻里", "物业", "噪音", "噪声", "扰民", "治安", "盗窃", "赌博", "传销", "斗殴", "消防", "安全隐患", "养犬", "犬只",
    "占道", "乱停", "电动车", "诈骗", "彩礼", "宗族", "选举", "村务公开", "调解",
)  # fmt: skip
#: of the table that ships: 社会治安, 交通管理, 仲裁与调解, 基层选举和社区建设, 村务公开, 安全生产
GOVERNANCE_CATEGORIES = ("0901", "0904", "0909", "0808", "010103", "1007")


@dataclass(frozen=True, slots=True)
class Thresholds:
    """What the body may set. ``months``: looked back; ``window``: calendar days of one window of spreading."""

    months: int = 6
    new_least: int = 3
    strong_least: int = 5
    spread_least: int = 3
    window: int = 30
    governance_least: int = 3
    governance_categories: tuple[str, ...] = GOVERNANCE_CATEGORIES
    governance_words: tuple[str, ...] = GOVERNANCE_WORDS

    def as_data(self) -> dict[str, Any]:
        return asdict(self)


def thresholds_of(data: dict[str, Any]) -> Thresholds:
    """From stored values; what is not there keeps its default."""
    known = {name: value for name, value in data.items() if name in Thresholds.__dataclass_fields__}
    for name in ("governance_categories", "governance_words"):
        if name in known:
            known[name] = tuple(known[name])
    return replace(Thresholds(), **known)


@dataclass(frozen=True, slots=True)
class Concern:
    """One problem found. ``kinds``: of ``KINDS``, in their order; ``phrases``: the words that tie its sources.

    ``people``: different petitioners of the month at least; ``places``, ``units``: numbers, of the month; ``windows``:
    places reached in each window, the earliest first; ``new_places``: reached in the last window and never before;
    ``months``: how often it was met in each month looked at; ``said``: governance words and categories met.
    """

    kinds: tuple[str, ...]
    category: str
    phrases: tuple[str, ...]
    sources: tuple[str, ...]
    people: int
    first: date
    last: date
    places: tuple[int, ...] = ()
    units: tuple[int, ...] = ()
    windows: tuple[int, ...] = ()
    new_places: tuple[int, ...] = ()
    months: tuple[tuple[str, int], ...] = ()
    earlier: int = 0
    said: tuple[str, ...] = field(default=())


def concerns(
    items: Sequence[Item], earlier: Iterable[Item], of: Frequencies, by: Thresholds, until: date
) -> list[Concern]:
    """The problems of a month, in the order they were first met. ``until``: its last day that is counted.

    ``earlier``: what was met in ``by.months`` before it, in any order, read once.
    """
    ordered = sorted(items, key=lambda item: (item.on, item.source))
    least = min(by.new_least, by.strong_least, by.governance_least, by.spread_least)
    topics = [topic for topic in gathered(ordered, of) if len(topic.members) >= least]
    find_earlier(topics, earlier, of)
    found = [concern for topic in topics if (concern := _judged(topic, of, by, until)) is not None]
    return sorted(found, key=lambda each: (each.first, each.sources))


def _judged(topic: Topic, of: Frequencies, by: Thresholds, until: date) -> Concern | None:
    members = topic.members
    people = distinct(mark for item in members for mark in item.people)
    windows, new_places = _spread(topic, by, until)
    said = _governance(topic, by)
    rising = len(windows) == WINDOWS and windows[0] <= windows[1] < windows[2]
    flags = {
        "new": len(members) >= by.new_least and not topic.earlier,
        "strong": people >= by.strong_least,
        "spreading": rising and windows[-1] >= by.spread_least and len(new_places) >= WINDOWS - 1,
        "governance": len(members) >= by.governance_least and bool(said),
    }
    kinds = tuple(kind for kind in KINDS if flags[kind])
    if not kinds:
        return None
    return Concern(
        kinds=kinds,
        category=topic.category,
        phrases=tuple(phrases_of(topic, of)),
        sources=tuple(item.source for item in members),
        people=people,
        first=min(item.on for item in members),
        last=max(item.on for item in members),
        places=_numbers(item.place for item in members),
        units=_numbers(item.unit for item in members),
        windows=windows,
        new_places=new_places,
        months=_by_month(topic),
        earlier=len(topic.earlier),
        said=said,
    )


def _numbers(given: Iterable[int | None]) -> tuple[int, ...]:
    return tuple(sorted({each for each in given if each is not None}))


def _spread(topic: Topic, by: Thresholds, until: date) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """How many places each window has, and which the last one has for the first time.

    Villages where they are known; else the units that handle it.
    """
    every = [*topic.earlier, *topic.members]
    of_places = any(item.place is not None for item in topic.members)
    met = [(item.on, item.place if of_places else item.unit) for item in every]
    since = until - timedelta(days=by.window - 1)
    counts = []
    for back in range(WINDOWS - 1, -1, -1):
        start = since - timedelta(days=back * by.window)
        end = start + timedelta(days=by.window - 1)
        counts.append(len({where for on, where in met if where is not None and start <= on <= end}))
    before = {where for on, where in met if on < since}
    now = {where for on, where in met if where is not None and on >= since}
    return tuple(counts), _numbers(now - before)


def _governance(topic: Topic, by: Thresholds) -> tuple[str, ...]:
    """The listed categories and words that at least half of the members have."""
    half = (len(topic.members) + 1) // 2
    stems = Counter(
        stem for item in topic.members for stem in by.governance_categories if stem and item.category.startswith(stem)
    )
    texts = [plain(item.text) for item in topic.members]
    words = {word: sum(word in text for text in texts) for word in by.governance_words if word}
    told = [stem for stem in by.governance_categories if stems[stem] >= half]
    met = [word for word, number in words.items() if number >= half]
    if met or told:
        return (*told, *met)
    some = sum(any(word in text for word in words) for text in texts)
    return tuple(word for word, number in words.items() if number)[:3] if some >= half else ()


def _by_month(topic: Topic) -> tuple[tuple[str, int], ...]:
    met = Counter(f"{item.on:%Y-%m}" for item in (*topic.earlier, *topic.members))
    return tuple(sorted(met.items()))
