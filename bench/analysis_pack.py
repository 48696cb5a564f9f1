"""A month's pack of a ledger of 10,000 and of 100,000 matters: ``python -m bench.analysis_pack``.

Laid in bulk over six years, so a month has some 140 and some 1,400 of them; each has a text of its own and one
petitioner's hashes. Told: seconds, how often the bare reading of the same texts would fit into them, statements, memory
beyond what stood before, growth from one ledger to the other. The figures (as in 信访统计) and the problems apart.
"""

from __future__ import annotations

import os
import random
import tracemalloc
from datetime import date, timedelta
from time import perf_counter
from typing import Any

import django

SIZES = (10_000, 100_000)
SUBJECTS = ("路灯", "水渠", "低保", "班车", "宅基地", "卫生院", "自来水", "下水井", "石桥", "幼儿园", "养老金", "稻种")
FAULTS = ("坏了没人修", "堵了半年", "停了两个月", "没有人答复", "名单不公开", "比去年少", "离家太远", "价钱不对")
PLACES = ("村东", "村西", "桥头", "河湾", "老街", "学堂后", "晒场边", "水库下")
CODES = ("010103", "010202", "030900", "040201", "080100", "120100", "130100", "")
FIRST, DAYS = date(2020, 12, 1), 2190


def lay(conference: int, units: list[Any], size: int) -> None:
    """Matters, texts, identities, one deadline each; nothing through the journal."""
    from lianxi.matters import words
    from lianxi.matters.models import Deadline, Identity, Matter, SearchText

    chance = random.Random(size)
    for table in (Deadline, SearchText, Matter):
        table.objects.filter(conference_id=conference).delete()
    Identity.objects.filter(conference_id=conference).delete()
    for start in range(0, size, 2_000):
        rows, texts = [], []
        for place in range(start, min(size, start + 2_000)):
            on = FIRST + timedelta(days=place * DAYS // size)
            subject, fault = chance.choice(SUBJECTS), chance.choice(FAULTS)
            texts.append(f"{chance.choice(PLACES)}第{place % 997}号{subject}{fault}，请求尽快处理{place % 131}")
            rows.append(
                Matter(
                    conference_id=conference, number=on.year * words.YEAR + place, registered_on=on, registrar=1,
                    channel="visit", petitioned_on=on, received_on=on, source="petitioner",
                    territory=units[place % len(units)], purpose="claim", category=chance.choice(CODES),
                    kind="appeal_claim", route=6, title=texts[-1][:40], lead=units[(place + 3) % len(units)],
                    state="handling", state_since=on,
                )
            )  # fmt: skip
        made = Matter.objects.bulk_create(rows)
        SearchText.objects.bulk_create(
            SearchText(matter=matter, conference_id=conference, body=text)
            for matter, text in zip(made, texts, strict=True)
        )
        Identity.objects.bulk_create(
            Identity(
                conference_id=conference, holder=f"matter:{matter.number}", place=0, mask="何＊", key_id="none",
                sealed=b"", by_id=f"{chance.randrange(size):064d}",
            )
            for matter in made
        )  # fmt: skip
        Deadline.objects.bulk_create(
            Deadline(
                conference_id=conference, matter=matter, rule="handling", started_on=matter.received_on,
                strict=matter.received_on + timedelta(days=60), rolled=matter.received_on + timedelta(days=60),
                judged=matter.received_on + timedelta(days=60), article="34", explanation="",
            )
            for matter in made
        )  # fmt: skip


def bare(conference: int, since: date, until: date) -> float:
    """Seconds to read the texts of these days, and nothing else."""
    from lianxi.matters.models import Matter

    start = perf_counter()
    rows = Matter.objects.filter(conference_id=conference, received_on__gte=since, received_on__lte=until)
    for _ in rows.values_list("number", "search_text__body").iterator():
        pass
    return perf_counter() - start


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "lianxi.conf.settings"
    django.setup()
    from django.core.management import call_command
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    call_command("migrate", verbosity=0)
    from tests.cast import make_cast

    from lianxi.analysis import periods
    from lianxi.meetings import pack_content, packs
    from lianxi.meetings.pack_content import Names
    from lianxi.roster.models import Unit

    cast = make_cast()
    units = list(Unit.objects.filter(conference_id=cast.conference))
    period = periods.month_of(date(2026, 10, 1))
    on = date(2026, 11, 23)
    since = periods.months_back(period.span.since, 6)
    took: list[float] = []
    print(f"{connection.vendor}; month {period.name}")
    heads = (("matters", 9), ("all s", 8), ("× bare", 8), ("figures s", 10), ("write s", 8), ("queries", 8), ("MB", 6))
    print("".join(f"{head:>{wide + 1}}" for head, wide in (*heads, ("cards", 6))))
    for place, size in enumerate(SIZES):
        lay(cast.conference, units, size)
        reading = min(bare(cast.conference, since, period.span.until) for _ in range(3))
        start = perf_counter()
        pack_content._figures(cast.conference, period, on, Names((), {}))
        figures = perf_counter() - start
        start = perf_counter()
        with CaptureQueriesContext(connection) as asked:
            prepared = pack_content.prepare(cast.conference, period, on)
        took.append(perf_counter() - start)
        tracemalloc.start()
        pack_content.prepare(cast.conference, period, on)
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        start = perf_counter()
        packs.make_pack(cast.clerk.call(), prepared=prepared, version=place or None)
        wrote = perf_counter() - start
        print(
            f"{size:>9,} {took[-1]:>8.2f} {took[-1] / reading:>8.0f} {figures:>10.2f} {wrote:>8.3f}"
            f" {len(asked):>8} {peak / 1e6:>6.1f} {len(prepared.found):>6}"
        )
    print(f"growth: {took[1] / took[0]:.1f} times for {SIZES[1] // SIZES[0]} times the matters")


if __name__ == "__main__":
    main()
