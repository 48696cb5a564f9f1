"""Tasks, inbox and a meeting with 50,000 tasks and 200 meetings in one conference: ``python -m bench.tasks``.

Tasks have reports, meetings their agenda, attendance, issued minutes, decisions and receipts.

``statements`` is what one page asks; ``times bare`` is the page's median against one bare query by primary key, so
that the figure means the same on another machine. Creating is a task a request, against one bare insert committed.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from statistics import median
from time import perf_counter
from typing import Any

import django

TASKS, MEETINGS, ROUNDS, CREATED, CLIENTS = 50_000, 200, 9, 80, 8
#: of each meeting: items of the agenda, decisions; of each reported task: reports
ITEMS, DECISIONS, REPORTS = 6, 8, 3
STATES = ("verified",) * 7 + ("completed", "accepted", "assigned")


def took(work: Callable[[], object]) -> float:
    """Seconds of one run."""
    start = perf_counter()
    work()
    return perf_counter() - start


def fill(cast: Any, today: Any) -> None:
    """Rows as after years of work: seven of ten verified, every unit its share, a co-unit for every fifth."""
    from lianxi.journal.models import Counter
    from lianxi.roster.models import Unit
    from lianxi.tasks.models import CoUnit, Task

    units = list(Unit.objects.filter(conference_id=cast.conference).order_by("number"))
    rows = [
        Task(
            conference_id=cast.conference, number=n + 1, title=f"任务{n}", lead=units[n % len(units)],
            due=today + timedelta(days=n % 900 - 800), assigned_on=today - timedelta(days=900), state=STATES[n % 10],
        )
        for n in range(TASKS)
    ]  # fmt: skip
    Task.objects.bulk_create(rows, batch_size=2000)
    Counter.objects.create(conference_id=cast.conference, kind="task", last=TASKS + 1000)  # above the bare inserts
    CoUnit.objects.bulk_create(
        [
            CoUnit(conference_id=cast.conference, task=row, unit=units[(n + 1) % len(units)])
            for n, row in enumerate(rows)
            if n % 5 == 0
        ],
        batch_size=2000,
    )
    fill_reports(cast, rows, today)
    fill_meetings(cast, units, today)


def fill_reports(cast: Any, rows: list[Any], today: Any) -> None:
    """Three reports on every task that was accepted or done; one in fifty of the verified ones is not heard yet."""
    from lianxi.tasks.models import Report

    Report.objects.bulk_create(
        [
            Report(
                conference_id=cast.conference, task=row, unit=row.lead, entry=n * REPORTS + k,
                happened_on=today - timedelta(days=300 - k), text=f"第{k + 1}次反馈：已到现场核实，正在办理。" * 4,
                final=k == REPORTS - 1 and row.state != "accepted",
                heard_at=None if row.state == "accepted" or n % 50 == 0 else n % MEETINGS + 1,
            )
            for n, row in enumerate(rows)
            if row.state != "assigned"
            for k in range(REPORTS)
        ],
        batch_size=2000,
    )  # fmt: skip


def fill_meetings(cast: Any, units: list[Any], today: Any) -> None:
    """Each meeting held: an agenda, everybody's attendance, minutes issued, eight decisions, half the receipts."""
    from lianxi.meetings.content import Content, Decided
    from lianxi.meetings.models import AgendaItem, Attendance, Decision, Meeting, Minutes, Receipt

    ours = {"conference_id": cast.conference}
    words = "会议听取了有关情况汇报，研究了办理意见，明确了牵头单位和办结时限。"
    decided = tuple(Decided(text=f"第{k + 1}项：{words}", lead=units[k % len(units)].number) for k in range(DECISIONS))
    content = Content(heard=words * 10, considered=words * 10, decisions=decided)
    meetings = Meeting.objects.bulk_create(
        Meeting(
            **ours, number=n + 1, kind="work", title=f"第{n}次会议", state="held", day=today - timedelta(days=n * 7 + 1)
        )
        for n in range(MEETINGS)
    )
    AgendaItem.objects.bulk_create(
        AgendaItem(**ours, meeting=each, place=k + 1, title=f"议题{k}", presenter=units[k % len(units)].name)
        for each in meetings
        for k in range(ITEMS)
    )
    Attendance.objects.bulk_create(
        Attendance(**ours, meeting=each, unit=unit, status="present") for each in meetings for unit in units
    )
    minutes = Minutes.objects.bulk_create(
        Minutes(
            **ours, number=each.number, meeting=each, state="issued", content=content.as_data(), sealed=content.text(),
            issued_on=each.day, document_number=f"第{each.number}期", drafter=cast.clerk.person,
        )
        for each in meetings
    )  # fmt: skip
    Decision.objects.bulk_create(
        Decision(
            **ours, number=n * DECISIONS + k + 1, meeting=each, place=k + 1, text=decided[k].text,
            task=n * DECISIONS + k + 1,
        )
        for n, each in enumerate(meetings)
        for k in range(DECISIONS)
    )  # fmt: skip
    Receipt.objects.bulk_create(
        Receipt(**ours, minutes=each, unit=unit, received_on=today if k % 2 else None)
        for each in minutes
        for k, unit in enumerate(units)
    )


def page(name: str, client: Any, path: str, bare: float) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    statements = len(captured)
    typical = median(took(lambda: client.get(path)) for _ in range(ROUNDS))
    print(f"{name:>24} {statements:>11} {typical / bare:>11.0f} {typical * 1000:>9.1f}")


def refusal(answer: Any) -> object:
    """What the form said."""
    return re.findall(r'<ul class="errorlist.*?</ul>', answer.content.decode(), re.DOTALL)


def create(cast: Any, bare: float) -> None:
    from django.db import connection

    unit = cast.village.unit

    def some(name: str, count: int) -> None:
        client = cast.as_("clerk")
        for n in range(count):
            given = {"key": f"{name}-{n}", "title": f"新任务{name}{n}", "lead": unit, "due": ""}
            answer = client.post(cast.url("tasks/new"), given)
            assert answer.status_code == 302, (answer.status_code, refusal(answer))
        connection.close()

    alone = took(lambda: some("one", CREATED)) / CREATED

    def at_once() -> None:
        with ThreadPoolExecutor(CLIENTS) as pool:
            list(pool.map(lambda n: some(f"c{n}", CREATED // CLIENTS), range(CLIENTS)))

    together = took(at_once) / CREATED
    print(f"{'create, 1 client':>24} {'':>11} {alone / bare:>11.0f} {alone * 1000:>9.1f}")
    print(f"{f'create, {CLIENTS} clients':>24} {'':>11} {together / bare:>11.0f} {together * 1000:>9.1f}")


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "lianxi.conf.settings"
    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.ALLOWED_HOSTS = ["testserver"]
    settings.STATIC_ROOT.mkdir(exist_ok=True)
    call_command("migrate", verbosity=0)
    from tests.cast import make_cast

    from lianxi.tasks import queries
    from lianxi.tasks.models import Task
    from lianxi.web.clock import today

    cast, on = make_cast(), today()
    fill(cast, on)
    some = Task.objects.order_by("pk").values_list("pk", flat=True)[TASKS // 2]
    bare = median(took(lambda: Task.objects.get(pk=some)) for _ in range(200))
    mark = queries.tasks(cast.conference, role="director", unit=None, on=on, limit=10_000)[-1]
    after = f"{mark.due or queries.NEVER}_{mark.number}"
    print(f"{TASKS} tasks, {MEETINGS} meetings; one bare query {bare * 1000:.2f} ms")
    print(f"{'':>24} {'statements':>11} {'times bare':>11} {'p50 ms':>9}")
    clerk, village = cast.as_("clerk"), cast.as_("village")
    page("list, office", clerk, cast.url("tasks/"), bare)
    page("list, office, deep", clerk, cast.url(f"tasks/?after={after}"), bare)
    page("list, village", village, cast.url("tasks/"), bare)
    page("overdue, office", clerk, cast.url("tasks/?shown=overdue"), bare)
    page("inbox, office", clerk, cast.url("inbox/"), bare)
    page("inbox, village", village, cast.url("inbox/"), bare)
    page("meeting", clerk, cast.url(f"meetings/{MEETINGS // 2}/"), bare)
    page("minutes, whole", village, cast.url(f"meetings/{MEETINGS // 2}/minutes/text"), bare)
    page("task", clerk, cast.url(f"tasks/{TASKS // 2}/"), bare)
    create(cast, insert(cast))


def insert(cast: Any) -> float:
    """Seconds of one bare insert, committed."""
    from lianxi.roster.models import Unit
    from lianxi.tasks.models import Task
    from lianxi.web.clock import today

    lead = Unit.objects.filter(conference_id=cast.conference).first()

    def put(number: int) -> float:
        row = Task(
            conference_id=cast.conference, number=number, title="x", lead=lead, assigned_on=today(), state="verified"
        )
        return took(row.save)

    return median(put(TASKS + 1 + n) for n in range(50))


if __name__ == "__main__":
    main()
