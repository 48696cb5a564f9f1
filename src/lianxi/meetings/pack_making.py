"""Making a month's 分析材料 in the background, where the ledger is large: as its asker, in the seat he asked from.

What is made is what a request makes of a small ledger: figures and problems as of the day on which it is worked out.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from lianxi.analysis import periods
from lianxi.journal import background
from lianxi.journal import queries as journal
from lianxi.journal.frame import HERE, Call
from lianxi.journal.refusals import Refused
from lianxi.matters.models import Matter
from lianxi.meetings import pack_content, packs
from lianxi.meetings.models import PackJob
from lianxi.roster.queries import in_seat

Clock = Callable[[], datetime]
#: matters that one request counts and compares itself; a larger ledger has it done by a process of its own
AT_ONCE = 4_000
LEFT = "申请人已不在申请时的席位上，材料没有生成。请以现在的席位再试一次。"
BROKEN = "编制中断，没有生成材料。请再试一次；再次中断的，请联系系统管理员。"


@dataclass(frozen=True, slots=True)
class Making:
    """A month under way, or stopped. ``stopped``: it has been silent for too long."""

    month: date
    state: str
    done: int
    total: int
    failure: str
    stopped: bool

    @property
    def code(self) -> str:
        return f"{self.month:%Y-%m}"

    @property
    def under_way(self) -> bool:
        return self.state in ("waiting", "working")

    @property
    def percent(self) -> int:
        return min(100, self.done * 100 // max(1, self.total))


def large(conference: int) -> bool:
    """Whether the ledger is too large to be gone through within a request. One query, which stops counting there."""
    return Matter.objects.filter(conference_id=conference)[: AT_ONCE + 1].count() > AT_ONCE


def makings(conference: int, now: datetime) -> list[Making]:
    """The months under way or stopped, the newest first. One query."""
    rows = PackJob.objects.filter(conference_id=conference).exclude(state="done").order_by("-month")
    return [_making(row, now) for row in rows[:12]]


def making_of(conference: int, month: date, now: datetime) -> Making | None:
    """How far a month has come; None where it was never asked for in the background. One query."""
    row = _job(conference, month).first()
    return None if row is None else _making(row, now)


def _making(row: PackJob, now: datetime) -> Making:
    silent = background.stopped(row.state, row.touched_at, now)
    return Making(row.month, row.state, row.done, row.total, row.failure, silent)


def begin(call: Call, month: date, version: int | None) -> bool:
    """Take a month up for this asker; whether he is to start the work: of two at once one does.

    ``version``: of the pack that stands, None where there is none.
    """
    assert isinstance(call.conference, int)
    taken = {
        "account": call.actor.account,
        "person": call.actor.person,
        "seat": call.actor.seat,
        "key": call.key or "",
        "version": version,
    }
    PackJob.objects.get_or_create(
        conference_id=call.conference, month=month, defaults={**taken, "touched_at": call.now}
    )
    rows = _job(call.conference, month)
    if not background.take_up(rows, call.now, ready=("waiting", "failed", "done")):
        return False
    rows.update(**taken)
    return True


def try_again(call: Call, month: date) -> bool:
    """What failed or fell silent is taken up again; whether this call is to start the work."""
    assert isinstance(call.conference, int)
    rows = _job(call.conference, month)
    if not background.take_up(rows, call.now):
        return False
    rows.update(account=call.actor.account, person=call.actor.person, seat=call.actor.seat, key=call.key or "")
    return True


def _job(conference: int, month: date) -> QuerySet[PackJob]:
    return PackJob.objects.filter(conference_id=conference, month=month)


# the work -----------------------------------------------------------------------------------------------------------


def work(conference: int, month: str, clock: Clock) -> None:
    """Make a month that was taken up (``2026-11``); what stops it is said on its page."""
    day = date.fromisoformat(f"{month}-01")
    row = _job(conference, day).get()
    try:
        _make(conference, row, clock)
    except Refused as refusal:
        background.fail(_job(conference, day), str(refusal), clock())
    except Exception:
        background.fail(_job(conference, day), BROKEN, clock())
        raise


def _make(conference: int, row: PackJob, clock: Clock) -> None:
    rows, today = _job(conference, row.month), clock().astimezone(HERE).date()
    slug = journal.head_by_id(conference).slug
    standing = in_seat(row.account, slug, person=row.person, seat=row.seat, on=today)
    if standing is None:
        background.fail(rows, LEFT, clock())
        return

    def tell(done: int, total: int) -> None:
        background.tell(rows, done, total, clock())

    prepared = pack_content.prepare(conference, periods.month_of(row.month), today, tell)
    call = Call(conference, standing.actor, clock(), row.key or None)
    packs.make_pack(call, prepared=prepared, version=row.version)
