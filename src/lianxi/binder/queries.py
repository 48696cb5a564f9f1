"""Reading binders: one's own alone, and where the file lies. Removing files after thirty days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db.models import CharField, Exists, OuterRef, QuerySet, Value
from django.db.models.functions import Cast, Concat

from lianxi.binder.models import AUDIENCES, STATES, BinderJob
from lianxi.binder.moves import MAKE
from lianxi.inbox.waiting import Waiting
from lianxi.journal.frame import Actor
from lianxi.journal.models import Conference, FactRow

#: a finished file is kept so long
KEPT_FOR = timedelta(days=30)
LISTED = 50


@dataclass(frozen=True, slots=True)
class BinderView:
    """A binder as its asker sees it."""

    number: int
    account: int
    person: int
    seat: int
    first_day: date
    last_day: date
    articles: tuple[int, ...]
    audience: str
    audience_label: str
    state: str
    state_label: str
    done: int
    total: int
    failure: str
    size: int
    files: int
    sha256: str
    head_number: int | None
    head_hash: str
    asked_at: datetime
    touched_at: datetime
    made_at: datetime | None

    @property
    def percent(self) -> int:
        return min(100, self.done * 100 // max(1, self.total))

    @property
    def kept_until(self) -> datetime | None:
        return self.made_at + KEPT_FOR if self.made_at else None


def own_binders(conference: int, actor: Actor) -> list[BinderView]:
    """What this person asked for from this seat, newest first. One query."""
    rows = BinderJob.objects.filter(conference_id=conference, person=actor.person, seat=actor.seat)
    return [_view(row) for row in rows.order_by("-number")[:LISTED]]


def binder_for(conference: int, actor: Actor, number: int) -> BinderView | None:
    """One's own binder; another's and an absent one are the same None. One query."""
    rows = BinderJob.objects.filter(conference_id=conference, number=number, person=actor.person, seat=actor.seat)
    row = rows.first()
    return None if row is None else _view(row)


def job(conference: int, number: int) -> BinderView:
    """A binder for its maker. One query."""
    return _view(BinderJob.objects.get(conference_id=conference, number=number))


def _view(row: BinderJob) -> BinderView:
    return BinderView(
        row.number, row.account, row.person, row.seat, row.first_day, row.last_day, tuple(row.articles), row.audience,
        AUDIENCES[row.audience], row.state, STATES[row.state], row.done, row.total, row.failure, row.size, row.files,
        row.sha256, row.head_number, row.head_hash, row.asked_at, row.touched_at, row.made_at,
    )  # fmt: skip


def ready(conference: int, actor: Actor) -> list[Waiting]:
    """Finished binders that their asker has not taken out. One query, none for who can have no binder."""
    if not MAKE.allows(actor.role):
        return []
    taken = FactRow.objects.filter(
        conference_id=conference,
        verb="binder.downloaded",
        object=Concat(Value("binder:"), Cast(OuterRef("number"), CharField())),
    )
    rows = BinderJob.objects.filter(conference_id=conference, person=actor.person, seat=actor.seat, state="done")
    return [
        Waiting(f"迎检册第 {number} 册已做好", None, False, "保留 30 天", "binder", (number,), "下载")
        for number in rows.exclude(Exists(taken)).order_by("number").values_list("number", flat=True)[:10]
    ]


def path_of(uid: str, number: int) -> Path:
    """Where the file of a binder lies; not among what a backup holds, for it can be made again."""
    return Path(settings.DATA_FOLDER) / "binders" / UUID(uid).hex / f"{number}.zip"


def sweep(conference: int, now: datetime) -> int:
    """Remove the files that were kept long enough; answers how many."""
    uid = str(Conference.objects.values_list("uid", flat=True).get(pk=conference))
    old: QuerySet[BinderJob] = BinderJob.objects.filter(
        conference_id=conference, state="done", made_at__lt=now - KEPT_FOR
    )
    numbers = list(old.values_list("number", flat=True))
    for number in numbers:
        path_of(uid, number).unlink(missing_ok=True)
    old.update(state="removed")
    return len(numbers)
