"""A million matters in 4,000 conferences, one township with 5,000 of them: ``python -m bench.ledger``.

``LIANXI_BENCH_MATTERS`` and ``LIANXI_BENCH_CONFERENCES`` for other numbers. The pages of the township are measured
twice: with a tenth of all matters in the database and with all of them (``growth``).

``bare`` is the shortest SQL that fetches the same rows. ``database``: the statements of the room (``queries.ledger``
and the like: scope, names and figures included) alone, against it; ``room``: the same with everything Python does about
them. ``page``: the whole page over WSGI with all its statements.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from statistics import median
from time import perf_counter
from typing import Any

import django

ROUNDS, CREATED, SAMPLE, OF_BIG = 15, 40, 40, 5_000
FEW = "number, title, state, channel, category, kind, received_on, due_on, people, territory_id, lead_id"


def took(work: Callable[[], object]) -> float:
    """Seconds of one run."""
    start = perf_counter()
    work()
    return perf_counter() - start


def typical(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Seconds of the median run; the first is not counted."""
    work()
    return median(took(work) for _ in range(rounds))


@dataclass(frozen=True)
class Case:
    """One thing that is looked at: how the room is asked, how plain SQL asks, and the page that shows it."""

    name: str
    ask: Callable[[], Any]
    sql: str
    values: tuple[Any, ...]
    who: str = "clerk"
    path: str = ""


def bare(case: Case) -> int:
    """The rows by plain SQL; answers how many."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(case.sql, case.values)
        return len(cursor.fetchall())


def cases(cast: Any, country: Any) -> list[Case]:
    """The list by its conditions, the search, the figures of the township."""
    from lianxi.matters import queries, words
    from lianxi.matters.finding import search_index
    from lianxi.matters.models import Matter
    from lianxi.matters.queries import Filters, Place
    from lianxi.roster.models import Unit

    here, on = cast.conference, country.today
    numbers = list(Matter.objects.filter(conference_id=here).order_by("-number").values_list("number", flat=True))
    deep = numbers[len(numbers) * 9 // 10]
    unit = Unit.objects.get(conference_id=here, number=cast.village.unit)

    def listed(name: str, condition: str, values: tuple[Any, ...], filters: Filters, **more: Any) -> Case:
        who, after = more.get("who", "clerk"), more.get("after")
        actor = getattr(cast, who).actor

        def ask() -> object:
            return queries.ledger(here, actor, on=on, filters=filters, after=after, limit=queries.PAGE + 1)

        sql = f"SELECT {FEW} FROM matters_matter WHERE conference_id = %s AND {condition} ORDER BY number DESC LIMIT 51"
        return Case(name, ask, sql, (here, *values), who, more.get("path", ""))

    still = ", ".join(f"'{state}'" for state in words.OPEN)
    every = Filters(group="all")
    mine = "(lead_id = %s OR responsible_id = %s)"
    found = [
        listed("open, first page", f"state IN ({still})", (), Filters(), path="matters/"),
        listed("all, first page", "1 = 1", (), every, path="matters/?group=all"),
        listed("all, deep page", "number < %s", (deep,), every, after=Place(deep),
               path=f"matters/?group=all&after={deep}"),
        listed("done", f"state NOT IN ({still})", (), Filters(group="done"), path="matters/?group=done"),
        listed("overdue", "due_on < %s", (on,), Filters(group="overdue"), path="matters/?group=overdue"),
        listed("category", "category LIKE '02%%'", (), replace(every, category="020000"),
               path="matters/?group=all&category=020000"),
        listed("unit", "(territory_id = %s OR lead_id = %s)", (unit.pk, unit.pk), replace(every, unit=unit.number),
               path=f"matters/?group=all&unit={unit.number}"),
        listed("channel", "channel = 'letter'", (), replace(every, channel="letter"),
               path="matters/?group=all&channel=letter"),
        listed("all of a village", f"{mine} AND NOT restricted", (unit.pk, unit.pk), every, who="village",
               path="matters/?group=all"),
    ]  # fmt: skip
    for text in _looked_for():
        asked = search_index.question(here, [search_index._phrase(text)])
        inner = search_index._ASK[_vendor()]
        found.append(listed(f"search, {len(text)} characters", f"id IN ({inner})", (asked,), replace(every, text=text),
                            path=f"matters/?text={text}"))  # fmt: skip
    return [*found, figures(cast, country)]


def figures(cast: Any, country: Any) -> Case:
    """A year's statistics of the township against one sum over its rows."""
    from lianxi.matters.counting import statistics

    wanted, span = year_of(country.today)
    return Case(
        "statistics, one year",
        lambda: statistics.statistics(cast.conference, wanted),
        "SELECT count(*), sum(people) FROM matters_matter WHERE conference_id = %s AND received_on BETWEEN %s AND %s"
        " GROUP BY state, channel, category, lead_id",
        (cast.conference, span.since, span.until),
        path=f"statistics/?period={country.today.year}",
    )


def year_of(today: Any) -> tuple[Any, Any]:
    """What the page of the year asks for, and the year."""
    from lianxi.analysis import periods
    from lianxi.analysis.tallies import Wanted

    period = periods.read(str(today.year))
    assert period is not None
    return Wanted(period.compared(today), period.whole(), today), period.span


def _looked_for() -> tuple[str, str]:
    from bench._ledger_rows import LONG, SHORT

    return SHORT, LONG


def _vendor() -> str:
    from django.db import connection

    return connection.vendor


def measure(cast: Any, all_cases: list[Case], before: dict[str, float]) -> dict[str, float]:
    """A line a case; answers the seconds of the pages, that the next measure is compared with."""
    heads = ("bare ms", "statements", "database", "room", "room ms", "page stmts", "page ms", "growth")
    print(f"{'':>22}" + "".join(f"{head:>12}" for head in heads))
    times = {}
    for case in all_cases:
        asked = captured(case.ask)
        seconds, plain = typical(case.ask), typical(lambda case=case: bare(case))  # type: ignore[misc]
        alone = typical(lambda asked=asked: run(asked))  # type: ignore[misc]
        client, url = cast.as_(case.who), cast.url(case.path)
        client.get(url)
        of_page = len(captured(lambda: client.get(url)))  # noqa: B023
        page = typical(lambda client=client, url=url: client.get(url))  # type: ignore[misc]
        assert client.get(url).status_code == 200, case.path
        times[case.name] = page
        growth = f"{page / before[case.name]:.2f}" if case.name in before else ""
        told = (
            f"{plain * 1000:.2f}", len(asked), f"{alone / plain:.1f}", f"{seconds / plain:.0f}",
            f"{seconds * 1000:.1f}", of_page, f"{page * 1000:.1f}", growth,
        )  # fmt: skip
        print(f"{case.name:>22}" + "".join(f"{each:>12}" for each in told), flush=True)
    return times


def captured(work: Callable[[], object]) -> list[str]:
    """The statements of one run, ready to be run again."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as asked:
        work()
        return [each["sql"] for each in asked.captured_queries]


def run(statements: list[str]) -> None:
    """All of them, every row fetched."""
    from django.db import connection

    with connection.cursor() as cursor:
        for each in statements:
            cursor.execute(each)
            if cursor.description:
                cursor.fetchall()


def whole_country(country: Any) -> None:
    """The year's statistics of every conference: a sample of townships and the big one, the rest reckoned from them."""
    from lianxi.matters.counting import statistics

    wanted, _ = year_of(country.today)
    some = country.others[:: max(1, len(country.others) // SAMPLE)][:SAMPLE]
    each = [took(lambda one=one: statistics.statistics(one, wanted)) for one in some]  # type: ignore[misc]
    big = took(lambda: statistics.statistics(country.big, wanted))
    total = sum(each) / len(each) * len(country.others) + big
    print(
        f"statistics of all {len(country.others) + 1:,} conferences: {total:.0f} s one after another, reckoned from"
        f" {len(some)} of them ({median(each) * 1000:.1f} ms each in the middle, {max(each) * 1000:.1f} at most)"
    )


def create(cast: Any, country: Any) -> None:
    """Register matters through the action, against one bare row committed."""
    from lianxi.matters.life.registering import MatterGiven, register_matter
    from lianxi.matters.models import Matter

    def one(n: int) -> None:
        given = MatterGiven(
            channel="letter", petitioned_on=country.today, received_on=country.today, purpose="claim",
            kind="appeal_claim", title=f"反映第{n}盏路灯不亮", text="请派人查看。", reachable=True,
        )  # fmt: skip
        register_matter(cast.clerk.call(), given=given)

    one(0)
    asked = captured(lambda: one(1))
    through = median(took(lambda n=n: one(n)) for n in range(2, CREATED))  # type: ignore[misc]
    row = Matter.objects.filter(conference_id=cast.conference).order_by("number").first()
    assert row is not None

    def plain(n: int) -> None:
        row.pk, row.number, row.origin = None, 3_000_000_000 + n, ""
        row.save(force_insert=True)

    alone = median(took(lambda n=n: plain(n)) for n in range(CREATED))  # type: ignore[misc]
    print(
        f"register one matter: {len(asked)} statements, {through * 1000:.1f} ms,"
        f" {through / alone:.1f} times one bare row committed ({alone * 1000:.1f} ms)"
    )


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "lianxi.conf.settings"
    django.setup()
    from bench import _ledger_rows
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection

    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.ALLOWED_HOSTS = ["testserver"]
    settings.STATIC_ROOT.mkdir(exist_ok=True)
    call_command("migrate", verbosity=0)
    from tests.cast import make_cast

    from lianxi.matters.models import Numbering
    from lianxi.web.clock import today

    matters = int(os.environ.get("LIANXI_BENCH_MATTERS", "1000000"))
    conferences = int(os.environ.get("LIANXI_BENCH_CONFERENCES", "4000"))
    cast = make_cast()
    country = _ledger_rows.found(cast.conference, conferences, today())
    times: dict[str, float] = {}
    for upto in (matters // 10, matters):
        seconds = took(lambda upto=upto: _ledger_rows.fill(country, upto, min(OF_BIG, matters // 20)))  # type: ignore[misc]
        of_big = sum(count for (conference, _), count in country.numbers.items() if conference == country.big)
        print(
            f"\n{connection.vendor}: {upto:,} matters in {conferences + 1:,} conferences, {of_big:,} in the township;"
            f" made in {seconds:.0f} s, {_size() / 1e9:.2f} GB"
        )
        times = measure(cast, cases(cast, country), times)
    year = country.today.year
    Numbering.objects.create(conference_id=cast.conference, year=year, last=country.numbers[cast.conference, year])
    whole_country(country)
    create(cast, country)


def _size() -> int:
    from django.conf import settings
    from django.db import connection

    if connection.vendor == "sqlite":
        return int((settings.DATA_FOLDER / "lianxi.sqlite3").stat().st_size)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        return int(cursor.fetchone()[0])


if __name__ == "__main__":
    main()
