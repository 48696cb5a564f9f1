"""Matters by the million for ``bench.ledger``: the rows that registering makes, written in bulk.

Of every matter: the row itself, an event, its deadlines, of some an evaluation, its text and its place in the search
index. Identities, progress and journal entries are left out: the lists, the search and the statistics do not read them.
Matters of all conferences lie mixed, as they come in over the years, so that a township's rows stand far apart.
"""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

YEARS, TOGETHER = 6, 50_000
VILLAGES = ("柳塘", "石桥", "青溪", "大井", "南坡", "白沙", "双河", "东岭")
THINGS = (
    "路灯不亮",
    "排水沟堵塞",
    "宅基地边界",
    "低保复核",
    "拖欠工资",
    "水渠漏水",
    "公路扬尘",
    "林权登记",
    "噪声扰民",
    "退耕补助",
)
WAYS = ("影响夜间出行", "多次反映未见答复", "希望查明后书面答复", "请求派人到现场查看", "请求尽快处理")
#: what is looked for: two characters that stand in a tenth of all, thirteen that stand in few
SHORT, LONG = "路灯", "宅基地边界希望查明后书面答"
TABLES = ("matters_matter", "matters_event", "matters_deadline", "matters_evaluation", "matters_searchtext")


@dataclass
class Country:
    """The conferences that are filled: ``big`` is the township whose pages are measured."""

    big: int
    others: list[int]
    #: conference → keys of its units
    units: dict[int, list[int]]
    today: date
    made: int = 0
    numbers: Counter[tuple[int, int]] = field(default_factory=Counter)


def found(big: int, conferences: int, today: date) -> Country:
    """So many more conferences with four units each, beside the one there is."""
    from lianxi.journal.canonical import GENESIS
    from lianxi.journal.models import Conference
    from lianxi.roster.models import Unit

    made = Conference.objects.bulk_create(
        [
            Conference(
                uid=uuid.uuid4(), slug=f"t{n}", name=f"第{n}镇联席会议", short=f"第{n}镇", founding_key=f"bench-{n}",
                head_hash=GENESIS,
            )
            for n in range(conferences)
        ],
        batch_size=2_000,
    )  # fmt: skip
    kinds = ("office", "station", "village", "village")
    Unit.objects.bulk_create(
        [
            Unit(conference=each, number=n + 1, name=f"单位{n + 1}", kind=kind)
            for each in made
            for n, kind in enumerate(kinds)
        ],
        batch_size=5_000,
    )
    units: dict[int, list[int]] = {}
    for conference, key in Unit.objects.order_by("conference", "number").values_list("conference_id", "pk"):
        units.setdefault(conference, []).append(key)
    return Country(big, [each.pk for each in made], units, today)


def fill(country: Country, upto: int, of_big: int) -> None:
    """Make matters until there are ``upto``; every n-th is the big township's, until it has ``of_big``."""
    from django.db import transaction

    first, every = country.made, max(1, upto // of_big)
    with _indexes_laid_afterwards():
        for start in range(first, upto, TOGETHER):
            places = range(start, min(start + TOGETHER, upto))
            with transaction.atomic():
                _put(country, places, (first, upto, every if not first else 0))
    country.made = upto
    _gather_statistics()


def _put(country: Country, places: range, span: tuple[int, int, int]) -> None:
    from lianxi.matters.imports.bulk_rows import Rows, reserve_keys
    from lianxi.matters.models import Deadline, Evaluation, Event, Matter, SearchText

    matters = Rows(Matter, MATTER)
    events = Rows(Event, ("conference", "matter", "name", "at", "entry"))
    deadlines = Rows(Deadline, DEADLINE)
    evaluations = Rows(Evaluation, ("conference", "matter", "of", "status", "value", "on"))
    texts = Rows(SearchText, ("matter", "conference", "body", "numbers"))
    keys = reserve_keys(Matter, len(places))
    lines: list[tuple[Any, ...]] = []
    for n, place in enumerate(places):
        key = keys + n if isinstance(keys, int) else keys[n]
        one = _matter(country, place, span)
        conference, received, closed = one["conference"], one["received_on"], one["closed_on"]
        matters.add(key, *(one[name] for name in MATTER[1:]))
        events.add(conference, key, "received_from_petitioner", received, 1)
        for rule, days, met in (("direct_notice", 15, received + timedelta(days=3)), ("handling", 60, closed)):
            due = received + timedelta(days=days)
            deadlines.add(conference, key, rule, received, due, due, due, False, "23", "自收到之日起算", met)
        if closed and place % 4 == 0:
            evaluations.add(conference, key, "unit", "given", "satisfied" if place % 3 else "unsatisfied", closed)
        number = f"{one['number'] // 1_000_000}{one['number'] % 1_000_000:04d}"
        texts.add(key, conference, f"{one['title']}\n{one['text']}", number)
        lines.append((key, conference, number, one["text_place"]))
    for rows in (matters, events, deadlines, evaluations, texts):
        rows.insert()
        rows.drop()
    _index(lines)


MATTER = (
    "id", "conference", "number", "registered_on", "registrar", "channel", "petitioned_on", "received_on", "source",
    "territory", "purpose", "category", "category_version", "kind", "route", "title", "text", "people", "local_first",
    "responsible", "lead", "restricted", "state", "state_since", "due_on", "due_rule", "closed_on",
)  # fmt: skip
DEADLINE = (
    "conference", "matter", "rule", "started_on", "strict", "rolled", "judged", "provisional", "article", "explanation",
    "met_on",
)  # fmt: skip
CATEGORIES = ("010100", "020100", "030100", "040100", "050100", "060100", "070100", "080100")


def _matter(country: Country, place: int, span: tuple[int, int, int]) -> dict[str, Any]:
    first, upto, every = span
    conference = country.big if every and place % every == 0 else country.others[place % len(country.others)]
    days = 365 * YEARS
    received = country.today - timedelta(days=days - 1 - (place - first) * (days - 1) // (upto - first))
    # of a township's own rows, which come at even distances, each kind has its share
    turn = place * 2_654_435_761 % 4_294_967_296 // 97
    country.numbers[conference, received.year] += 1
    still = (country.today - received).days < 120 or turn % 50 == 0
    closed = None if still else received + timedelta(days=20 + turn % 60)
    units, text_place = country.units[conference], turn % len(TEXTS)
    lead = units[turn // 7 % len(units)]
    kind = "accusation" if turn % 40 == 0 else "suggestion" if turn % 9 == 0 else "appeal_claim"
    title, text = TEXTS[text_place]
    return {
        "conference": conference,
        "number": received.year * 1_000_000 + country.numbers[conference, received.year],
        "registered_on": received, "registrar": 1, "channel": ("visit", "letter", "call", "online")[turn // 3 % 4],
        "petitioned_on": received, "received_on": received, "source": "petitioner",
        "territory": units[turn // 11 % len(units)],
        "purpose": "claim", "category": CATEGORIES[turn // 5 % 8], "category_version": 0, "kind": kind,
        "route": 6 if kind == "appeal_claim" else None, "title": title, "text": text, "people": 1 + turn % 7,
        "local_first": "repeat" if turn % 5 == 0 else "first", "responsible": lead, "lead": lead,
        "restricted": kind == "accusation",
        "state": "handling" if still else "closed", "state_since": closed or received,
        "due_on": received + timedelta(days=60) if still else None, "due_rule": "handling" if still else "",
        "closed_on": closed, "text_place": text_place,
    }  # fmt: skip


def _texts() -> list[tuple[str, str]]:
    """4,000 texts; one in ten says ``SHORT``, one in fifty ``LONG``."""
    return [
        (
            f"反映{village}村{group}组{thing}的问题",
            f"来信人反映，{village}{'一二三四五六七八九十'[group]}组的{thing}{way}。",
        )
        for village in VILLAGES
        for group in range(10)
        for thing in THINGS
        for way in WAYS
    ]


TEXTS = _texts()


# the search index -----------------------------------------------------------------------------------------------------


def _index(lines: Sequence[tuple[Any, ...]]) -> None:
    """The documents that ``search_index`` makes, from terms worked out once a text."""
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.executemany(
                "INSERT INTO matters_searchgrams (rowid, grams) VALUES (%s, %s)",
                [
                    (key, f"conf{conference} no{number} {_terms()[text]}")
                    for key, conference, number, text in lines
                ],
            )  # fmt: skip
            return
        cursor.execute("CREATE TEMPORARY TABLE IF NOT EXISTS bench_grams (id bigint, grams tsvector)")
        cursor.execute("TRUNCATE bench_grams")
        with cursor.copy("COPY bench_grams FROM STDIN") as copy:
            for key, conference, number, text in lines:
                copy.write_row((key, f"'conf{conference}':1 'no{number}':2 {_terms()[text]}"))
        cursor.execute(
            "UPDATE matters_searchtext SET grams = bench_grams.grams FROM bench_grams WHERE matter_id = bench_grams.id"
        )


_kept: list[str] = []


def _terms() -> list[str]:
    from django.db import connection

    from lianxi.analysis.grams import indexed

    if not _kept:
        for title, text in TEXTS:
            terms = indexed(f"{title}\n{text}")
            places: dict[str, list[int]] = {}
            for place, term in enumerate(terms, start=3):
                places.setdefault(term, []).append(place)
            vector = " ".join(f"'{term}':{','.join(map(str, found))}" for term, found in places.items())
            _kept.append(" ".join(terms) if connection.vendor == "sqlite" else vector)
    return _kept


# the database ---------------------------------------------------------------------------------------------------------


@contextmanager
def _indexes_laid_afterwards() -> Iterator[None]:
    """Many rows are quicker put in without the indexes; the same ones are laid again."""
    from django.db import connection

    sqlite = connection.vendor == "sqlite"
    with connection.cursor() as cursor:
        if sqlite:
            cursor.execute("PRAGMA cache_size = -1000000")
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL")
            laid = [(name, sql) for name, sql in cursor.fetchall() if any(f'"{table}"' in sql for table in TABLES)]
        else:
            cursor.execute(
                "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = current_schema() AND tablename = ANY(%s)"
                " AND indexname NOT IN (SELECT conname FROM pg_constraint)",
                [list(TABLES)],
            )
            laid = cursor.fetchall()
            cursor.execute("SET maintenance_work_mem = '512MB'")
        for name, _ in laid:
            cursor.execute(f'DROP INDEX "{name}"')
    yield
    with connection.cursor() as cursor:
        for _, sql in laid:
            cursor.execute(sql.replace("%", "%%"))


def _gather_statistics() -> None:
    """What the planner of PostgreSQL knows by itself after a while, and the log of SQLite emptied."""
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        else:
            cursor.execute("VACUUM ANALYZE")
