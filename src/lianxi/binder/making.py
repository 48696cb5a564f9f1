"""Making a binder in the background: as its asker would see it, for the seat he asked from and still holds."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from lianxi.binder import actions
from lianxi.binder.gathering import Wanted, gather
from lianxi.binder.papers import Reader
from lianxi.binder.queries import BinderView, job, path_of
from lianxi.binder.writing import write_binder
from lianxi.journal import attachments
from lianxi.journal import queries as journal
from lianxi.journal.frame import HERE, Call
from lianxi.journal.refusals import Refused
from lianxi.roster.queries import in_seat

Clock = Callable[[], datetime]
LEFT = "您已不在申请时的席位上，这一册没有做。请以现在的席位重新申请。"
BROKEN = "制作中断，没有做成。请再试一次；再次中断的，请缩短起止日期或少选几条。"


def make_binder(conference: int, number: int, clock: Clock, *, pdf: bool = True) -> None:
    """Make a binder that was taken up; what stops it is said on its page."""
    wanted = job(conference, number)
    try:
        _make(conference, wanted, clock, pdf=pdf)
    except Refused as refusal:
        actions.fail(conference, number, str(refusal), clock())
    except Exception:
        actions.fail(conference, number, BROKEN, clock())
        raise


def _make(conference: int, wanted: BinderView, clock: Clock, *, pdf: bool) -> None:
    head = journal.head_by_id(conference)
    today = clock().astimezone(HERE).date()
    standing = in_seat(wanted.account, head.slug, person=wanted.person, seat=wanted.seat, on=today)
    if standing is None:
        actions.fail(conference, wanted.number, LEFT, clock())
        return
    path = path_of(head.uid, wanted.number)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    attachments.require_space(path.parent)
    now = clock()
    total = [0]

    def tell(done: int, of: int) -> None:
        total[0] = of
        actions.tell_progress(conference, wanted.number, done, of, clock())

    content = gather(
        Reader(standing, now, now.astimezone(HERE).date()),
        Wanted(wanted.number, wanted.first_day, wanted.last_day, wanted.articles, wanted.audience),
        tell,
    )
    half = path.with_suffix(".part")
    try:
        with half.open("wb") as file:
            half.chmod(0o600)
            files = write_binder(content, file, pdf=pdf)
            file.flush()
            os.fsync(file.fileno())
        tell(total[0] - 1, total[0])
        bound = actions.Bound(_sha256(half), half.stat().st_size, files, content.head_number, content.head_hash)
        half.replace(path)
    finally:
        half.unlink(missing_ok=True)
    actions.finish_binder(Call(conference, standing.actor, clock()), number=wanted.number, bound=bound)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
