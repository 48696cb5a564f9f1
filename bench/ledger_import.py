"""A ledger of 100,000 rows brought in, and how long others wait meanwhile: ``python -m bench.ledger_import``.

``LIANXI_BENCH_ROWS`` for another number of rows. The workbook itself is made beforehand and not counted.
"""

from __future__ import annotations

import io
import os
import threading
from collections.abc import Callable
from datetime import date, timedelta
from time import perf_counter

import django

HEADS = (
    "编号", "姓名", "联系电话", "所在村", "反映问题", "信访形式", "信访日期", "责任单位", "办结时间", "办理情况",
    "人数", "备注",
)  # fmt: skip
CHANNELS = ("来访", "来信", "来电", "网信")


SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
GIVEN = (
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀兰霞平刚桂英华玉梅建国红文春燕志新海波云龙飞宁晶雪莹佳慧鑫宇浩然欣怡子轩梓涵雨"
)


def _name(place: int) -> str:
    """One of 72,000 fictional names, as spread as in a county."""
    own, given = place % len(SURNAMES), place * 7919 // 3
    return SURNAMES[own] + GIVEN[given % len(GIVEN)] + GIVEN[given // len(GIVEN) % len(GIVEN)]


def workbook(rows: int) -> bytes:
    """Six years of a fictional ledger."""
    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"constant_memory": True}) as book:
        sheet, days = book.add_worksheet("台账"), book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write(0, 0, "柳塘镇信访事项台账")
        sheet.write_row(1, 0, HEADS)
        for place in range(rows):
            on = date(2020, 1, 2) + timedelta(days=place * 2190 // rows)
            line = 2 + place
            told = (f"LT-{place}", _name(place), f"138{place:08d}", f"{place % 9}村",
                    f"反映第{place}段通村道路路灯不亮，影响出行", CHANNELS[place % 4])  # fmt: skip
            for column, text in enumerate(told):
                sheet.write_string(line, column, text)
            sheet.write_datetime(line, 6, on, days)
            sheet.write_string(line, 7, "镇司法所")
            if place % 9:
                sheet.write_datetime(line, 8, on + timedelta(days=20), days)
            sheet.write_string(line, 9, f"已到现场核实{place % 13}次")
            sheet.write_number(line, 10, 1 + place % 3)
    return out.getvalue()


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "lianxi.conf.settings"
    django.setup()
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    from tests.cast import make_cast

    from lianxi.conf import database
    from lianxi.documents.child import read_ledger_safely
    from lianxi.matters.imports import import_drafts, importing
    from lianxi.matters.imports.import_checks import Choices
    from lianxi.web import clock

    rows = int(os.environ.get("LIANXI_BENCH_ROWS", "100000"))
    cast = make_cast()
    clerk = cast.clerk.actor
    data = workbook(rows)
    print(f"{connection.vendor}, {rows:,} rows, {len(data) / 1e6:.1f} MB")
    times: list[tuple[str, float]] = []

    def took(what: str, since: float) -> float:
        now = perf_counter()
        times.append((what, now - since))
        return now

    start = at = perf_counter()
    ledger = read_ledger_safely("台账.xlsx", data)
    at = took("read in the limited process", at)
    token = import_drafts.begin(
        cast.conference, clerk.account, file_name="台账.xlsx", data=data, ledger=ledger, now=clock.now()
    )
    draft = import_drafts.draft_for(cast.conference, clerk.account, token)
    assert draft is not None
    import_drafts.settle(draft, mapping=draft.mapping, choices=Choices(), now=clock.now())
    at = took("sealed and kept", at)
    import_drafts.start(draft, "checking", clerk, clock.now())
    importing.work(token, clock.now)
    at = took("checked", at)
    draft = import_drafts.draft_for(cast.conference, clerk.account, token)
    assert draft is not None
    import_drafts.start(draft, "running", clerk, clock.now())
    longest, count = waited(cast, lambda: importing.work(token, clock.now))
    took("made ready and written", at)
    whole = perf_counter() - start
    draft = import_drafts.draft_for(cast.conference, clerk.account, token)
    assert draft is not None
    assert draft.state == "done", draft.said
    for what, seconds in times:
        print(f"{what:>30} {seconds:>7.1f} s")
    print(f"{'all in':>30} {whole:>7.1f} s (target 30)")
    print(f"{'longest wait of another writer':>30} {longest:>7.2f} s (target 2), {count} writes meanwhile")
    at = perf_counter()
    longest, _ = waited(cast, database.index_matters)
    print(
        f"{'put into the search afterwards':>30} {perf_counter() - at:>7.1f} s, others waited {longest:.2f} s at most"
    )


def waited(cast: object, work: Callable[[], None]) -> tuple[float, int]:
    """Do the work; the longest wait of somebody who writes meanwhile, and how often he did."""
    waits: list[float] = []
    over = threading.Event()
    other = threading.Thread(target=_write_beside, args=(cast, waits, over), daemon=True)
    other.start()
    work()
    over.set()
    other.join()
    return max(waits, default=0), len(waits)


def _write_beside(cast: object, waits: list[float], over: threading.Event) -> None:
    """A small write of the same database, again and again."""
    from django.db import connection
    from django.utils.timezone import now

    from lianxi.matters.models import UploadDraft

    while not over.wait(0.2):
        since = perf_counter()
        UploadDraft.objects.update_or_create(
            conference_id=cast.conference,  # type: ignore[attr-defined]
            account_id=cast.clerk.account,  # type: ignore[attr-defined]
            kind="bench",
            defaults={"touched_at": now()},
        )
        waits.append(perf_counter() - since)
    connection.close()


if __name__ == "__main__":
    main()
