"""Telling people once what waits for them: in the software, and by mail to who asked for it.

These writes are no deeds of the conference: they go past the journal, because nothing is judged on them. Told is a
number and a link, never what it is about. Running twice, or two at once, tells once: the table's constraint decides.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from smtplib import SMTPException

from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import Count, OuterRef, Subquery
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from lianxi.compliance.queries import board
from lianxi.inbox.models import Announcement, MailAddress
from lianxi.inbox.queries import waiting
from lianxi.inbox.waiting import Waiting
from lianxi.journal.frame import Actor
from lianxi.journal.queries import Head
from lianxi.roster import names
from lianxi.roster import queries as roster

#: a mail that could not be sent is tried again at the next ticks, so long
TRIED_FOR = timedelta(days=3)
#: rows dropped in one statement
AT_ONCE = 500

#: person → what waits for him
Waits = dict[int, list[Waiting]]


@dataclass(frozen=True, slots=True)
class Told:
    """How many things were announced for the first time, mails sent, mails that could not be sent."""

    announced: int = 0
    mailed: int = 0
    failed: int = 0


@dataclass(frozen=True, slots=True)
class Post:
    """How mail leaves: from which address, and the software's own address for the link."""

    sender: str
    base_url: str


def announce(head: Head, *, on: date, now: datetime, post: Post | None = None) -> Told:
    """Announce to everybody with a seat and a working login what waits for him and was not announced at its stage.

    What waits no more is dropped, so that it is announced anew when it comes back (a report returned a second time).
    """
    waits = waiting_of_all(head, on)
    announced = _tell(head, waits, on, now)
    sent, failed = _post(head, waits, on, now, post) if post else (0, 0)
    return Told(announced, sent, failed)


def waiting_of_all(head: Head, on: date) -> Waits:
    """Person → what waits for him in any of his seats, each thing once."""
    judged = board(head, on=on)
    objects = {item.subject for line in judged.lines for item in line.items if item.open and item.subject}
    called = names.names(head.id, objects)
    found: dict[int, dict[str, Waiting]] = {}
    for actor in roster.seated(head.id, on):
        for item in waiting(head.id, actor, on=on, board=judged, names=called):
            found.setdefault(actor.person, {}).setdefault(item.thing, item)
    return {person: list(items.values()) for person, items in found.items()}


def _tell(head: Head, waits: Waits, on: date, now: datetime) -> int:
    waiting_now = {(person, item.thing): item.stage(on) for person, items in waits.items() for item in items}
    known: set[tuple[int, str, str]] = set()
    gone: list[int] = []
    rows = Announcement.objects.filter(conference_id=head.id)
    for pk, person, thing, stage in rows.values_list("pk", "person", "thing", "stage"):
        known.add((person, thing, stage))
        if (person, thing) not in waiting_now:
            gone.append(pk)
    for start in range(0, len(gone), AT_ONCE):
        # what somebody saw while this ran is younger than what was counted here: it stays
        rows.filter(pk__in=gone[start : start + AT_ONCE], made_at__lt=now).delete()
    fresh = [(*key, stage) for key, stage in waiting_now.items() if (*key, stage) not in known]
    Announcement.objects.bulk_create(
        (
            Announcement(conference_id=head.id, person=person, thing=thing, stage=stage, made_at=now)
            for person, thing, stage in fresh
        ),
        ignore_conflicts=True,
    )
    return len(fresh)


def _post(head: Head, waits: Waits, on: date, now: datetime, post: Post) -> tuple[int, int]:
    """Mails sent and not sent: one a person for all that was announced, not looked at and not yet mailed."""
    untold = Announcement.objects.filter(
        conference_id=head.id, seen_at=None, mailed_at=None, made_at__gte=now - TRIED_FOR
    )
    told = set(untold.values_list("person", flat=True)) & waits.keys()
    accounts = MailAddress.objects.filter(account__people__conference_id=head.id, account__people__number__in=told)
    letters = [
        (person, _letter(head, waits[person], address, on, post))
        for person, address in accounts.values_list("account__people__number", "address")
    ]
    if not letters:
        return 0, 0
    server = get_connection()
    delivered = [person for person, letter in letters if _delivered(server, letter)] if _answers(server) else []
    untold.filter(person__in=delivered).update(mailed_at=now)
    return len(delivered), len(letters) - len(delivered)


def _letter(head: Head, items: list[Waiting], address: str, on: date, post: Post) -> EmailMessage:
    overdue = sum(item.stage(on) == "overdue" for item in items)
    late = f"，其中 {overdue} 件已逾期" if overdue else ""
    return EmailMessage(
        subject=f"联席：您有 {len(items)} 件待办",
        body=f"您有 {len(items)} 件待办{late}。请登录查看：\n{post.base_url}/{head.slug}/inbox/\n",
        from_email=post.sender,
        to=[address],
    )


def _answers(server: BaseEmailBackend) -> bool:
    """Asked once a conference, not once a person: a server that is away costs one timeout."""
    try:
        server.open()
    except (OSError, SMTPException):
        return False
    return True


def _delivered(server: BaseEmailBackend, letter: EmailMessage) -> bool:
    try:
        server.send_messages([letter])
    except (OSError, SMTPException):
        return False
    return True


def see(
    conference: int, actor: Actor, items: Iterable[Waiting], *, on: date, now: datetime, only_seat: bool = True
) -> frozenset[str]:
    """The person looks at his inbox: what he had not seen before is answered, and is seen from now on.

    Who holds several seats sees here what waits for the one he acts in; the others' things stay unseen.
    """
    seen: set[str] = set()
    unseen: set[str] = set()
    known = Announcement.objects.filter(conference_id=conference, person=actor.person)
    for thing, seen_at in known.values_list("thing", "seen_at"):
        (unseen if seen_at is None else seen).add(thing)
    there = {item.thing: item.stage(on) for item in items}
    Announcement.objects.bulk_create(
        (
            Announcement(
                conference_id=conference,
                person=actor.person,
                thing=thing,
                stage=stage,
                made_at=now,
                seen_at=now,
                mailed_at=now,
            )
            for thing, stage in there.items()
            if thing not in seen | unseen
        ),
        ignore_conflicts=True,
    )
    if unseen:
        looked_at = known.filter(seen_at=None)
        (looked_at if only_seat else looked_at.filter(thing__in=there)).update(seen_at=now)
    return frozenset(there.keys() - seen)


def counted_unseen() -> Combinable:
    """How many things were announced to a holder of a seat that he has not looked at (see ``register_unseen``)."""
    own = Announcement.objects.filter(
        conference=OuterRef("conference"), person=OuterRef("person__number"), seen_at=None
    )
    number = own.order_by().values("person").annotate(number=Count("thing", distinct=True)).values("number")
    return Coalesce(Subquery(number), 0)


def mail_address(account: int) -> str:
    row = MailAddress.objects.filter(account_id=account).first()
    return row.address if row else ""


def set_mail_address(account: int, address: str) -> None:
    """Where this person is told by mail; empty: nowhere."""
    if address:
        MailAddress.objects.update_or_create(account_id=account, defaults={"address": address})
    else:
        MailAddress.objects.filter(account_id=account).delete()
