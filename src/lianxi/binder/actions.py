"""Asking for a binder, saying that it is made, taking it out; each is an entry of counts and hashes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import QuerySet

from lianxi.binder import moves
from lianxi.binder.models import AUDIENCES, BinderJob
from lianxi.journal import background
from lianxi.journal.frame import Step, action
from lianxi.journal.refusals import Invalid, RuleBroken
from lianxi.rulebook.facts import Value

LONGEST = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Bound:
    """A finished file: its hash, bytes, how many files are in it, and the journal's head it was gathered at."""

    sha256: str
    size: int
    files: int
    head_number: int
    head_hash: str


@action(moves.ASK)
def ask_binder(step: Step, *, first_day: date, last_day: date, articles: Sequence[int], audience: str) -> str:
    """Have a binder made of a period of at most one year, for the person and seat that ask."""
    if last_day < first_day:
        raise Invalid("截止日期早于起始日期。请核对。", "last_day")
    if last_day - first_day >= LONGEST:
        raise Invalid("一册最多一年。请缩短起止日期，跨年的分册制作。", "first_day")
    if first_day > step.today:
        raise Invalid("起始日期还没有到。请填写今天以前的日期。", "first_day")
    if audience not in AUDIENCES:
        raise Invalid("请选择这一册给谁看。", "audience")
    number = step.next("binder")
    BinderJob.objects.create(
        conference=step.conference,
        number=number,
        account=step.actor.account,
        person=step.actor.person,
        seat=step.actor.seat,
        first_day=first_day,
        last_day=last_day,
        articles=sorted(set(articles)),
        audience=audience,
        asked_at=step.now,
        touched_at=step.now,
    )
    data: dict[str, Value] = {
        "first": first_day.isoformat(),
        "last": last_day.isoformat(),
        "articles": len(set(articles)),
    }
    step.fact("binder.asked", f"binder:{number}", data={**data, "audience": audience})
    return f"binder:{number}"


@action(moves.MAKE)
def finish_binder(step: Step, *, number: int, bound: Bound) -> str:
    """The file is made: its hash stands in the record before anybody takes it out."""
    found = _own(step, number).filter(state="working")
    if not found.update(
        state="done", size=bound.size, files=bound.files, sha256=bound.sha256, head_number=bound.head_number,
        head_hash=bound.head_hash, made_at=step.now, touched_at=step.now,
    ):  # fmt: skip
        raise RuleBroken("这一册不在制作中。请刷新页面看现在的情况。")
    data: dict[str, Value] = {
        "sha256": bound.sha256,
        "size": bound.size,
        "files": bound.files,
        "head": bound.head_number,
    }
    step.fact("binder.made", f"binder:{number}", data=data)
    return f"binder:{number}"


@action(moves.DOWNLOAD)
def download_binder(step: Step, *, number: int) -> str:
    """Take the file out; only its asker, while he holds the seat he asked from."""
    row = _own(step, number).filter(state="done").first()
    if row is None:
        raise RuleBroken("这一册现在不能下载：还没有做好，或者已到期删除。请重新制作。")
    step.fact("binder.downloaded", f"binder:{number}", data={"sha256": row.sha256})
    return f"binder:{number}"


def _own(step: Step, number: int) -> QuerySet[BinderJob]:
    return BinderJob.objects.filter(
        conference=step.conference, number=number, person=step.actor.person, seat=step.actor.seat
    )


# background work ------------------------------------------------------------------------------------------------------


def take_up(conference: int, number: int, now: datetime) -> bool:
    """Whether this call may make the binder: it waits, failed, or its maker has been silent for too long."""
    return background.take_up(_job(conference, number), now)


def tell_progress(conference: int, number: int, done: int, total: int, now: datetime) -> None:
    background.tell(_job(conference, number), done, total, now)


def fail(conference: int, number: int, sentence: str, now: datetime) -> None:
    background.fail(_job(conference, number), sentence, now)


def _job(conference: int, number: int) -> QuerySet[BinderJob]:
    return BinderJob.objects.filter(conference_id=conference, number=number)
