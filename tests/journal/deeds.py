"""A bare conference and the smallest deeds: what the write frame does, without any room above it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from django.db import connection

from lianxi.journal import triggers
from lianxi.journal.attachments import Upload
from lianxi.journal.frame import Actor, Behalf, Call, Done, NewConference, Step, action
from lianxi.journal.models import Attachment, Counter, Entry, FactRow, Submission, Text
from lianxi.journal.moves import Move
from lianxi.journal.refusals import Invalid
from lianxi.rulebook.facts import Value

#: 2026-11-23 10:00 in the township
MORNING = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
CLERK = Actor(account=1, person=1, seat=1, role="office_staff")
CONVENER = Actor(account=2, person=2, seat=2, role="convener")
POLICE = Actor(account=3, person=3, seat=3, role="unit_head", unit=4)
SECRETARY = Behalf(person=5, seat=6, role="unit_head", unit=7, means="phone", on=date(2026, 11, 20))

FOUND = Move("conference.founded", "founded", ("office",))
RECORD = Move("evidence.recorded", "recorded", ("office",), behalf_roles=("member",))
APPROVE = Move("minutes.approved", "approved", ("convener",))


@action(FOUND)
def found(step: Step) -> str:
    step.fact("conference.founded", "conference:1", data={"judged_from": "2026-01-01"})
    return "conference:1"


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing to record: ``facts`` of them, with these words, these data, these files."""

    words: str = ""
    facts: int = 1
    data: dict[str, Value] | None = None
    files: Sequence[Upload] = ()
    on: date | None = None
    fail: str = ""


@action(RECORD)
def record(step: Step, *, deed: Deed) -> str:
    made = ""
    for _ in range(deed.facts):
        made = f"evidence:{step.next('evidence')}"
        step.fact("evidence.recorded", made, on=deed.on, data=deed.data)
    step.text("note", deed.words)
    for upload in deed.files:
        step.attach(upload)
    if deed.fail:
        raise Invalid(deed.fail)
    return made


@action(APPROVE)
def approve(step: Step, *, number: int) -> str:
    step.fact("minutes.approved", f"minutes:{number}")
    return f"minutes:{number}"


@dataclass(frozen=True, slots=True)
class Township:
    """A conference of the journal's own; ``call`` and ``write`` move its clock on by a minute each time."""

    conference: int
    slug: str

    def call(self, number: int = 1, actor: Actor = CLERK, key: str | None = None, **more: object) -> Call:
        moment = MORNING + timedelta(minutes=number)
        return replace(Call(self.conference, actor, moment, key), **more)  # type: ignore[arg-type]

    def write(self, count: int = 1, **deed: object) -> list[Done]:
        """Record ``count`` deeds in a row."""
        first = Entry.objects.filter(conference=self.conference).count()
        return [record(self.call(first + n), deed=Deed(**deed)) for n in range(count)]  # type: ignore[arg-type]


def new_township(slug: str = "qingtian", key: str = "") -> Township:
    wanted = NewConference(slug, "青田镇信访工作联席会议", "联席会议", (key or slug).ljust(64, "0"))
    return Township(found(Call(wanted, CLERK, MORNING)).conference, slug)


def everything() -> dict[str, int]:
    """How many rows the journal's tables hold; equal before and after a write that was refused."""
    models = (Entry, FactRow, Text, Attachment, Submission)
    rows = {model.__name__: model.objects.count() for model in models}
    return rows | {f"Counter {row.kind}": row.last for row in Counter.objects.all()}


def force(*statements: str) -> None:
    """Change the record behind the software's back: what an intruder with the database would do."""
    connection.check_constraints()  # PostgreSQL drops no trigger while a check is still to come
    for name in triggers.names():
        table = name.partition("_no_")[0]
        run(f"DROP TRIGGER {name}" + (f" ON {table}" if connection.vendor == "postgresql" else ""))
    for statement in statements:
        run(statement)
    connection.check_constraints()
    triggers.install()


def run(sql: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.rowcount
