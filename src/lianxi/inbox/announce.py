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
#: announcements are forgotten after that
KEPT_FOR = timedelta(days=400)


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
    """Announce to everybody with a seat and a working login what waits for him and was not announced at its stage."""
    waits = waiting_of_all(head, on)
    announced = sum(_tell(head, person, items, on, now) for person, items in waits.items())
    if post is None:
        return Told(announced)
    sent = [_mail(head, person, items, on, now, post) for person, items in waits.items()]
    return Told(announced, sum(each is True for each in sent), sum(each is False for each in sent))


def waiting_of_all(head: Head, on: date) -> dict[int, list[Waiting]]:
    """Person → what waits for him in any of his seats, each thing once."""
    judged = board(head, on=on)
    objects = {item.subject for line in judged.lines for item in line.items if item.open and item.subject}
    called = names.names(head.id, objects)
    found: dict[int, dict[str, Waiting]] = {}
    for actor in roster.seated(head.id, on):
        for item in waiting(head.id, actor, on=on, board=judged, names=called):
            found.setdefault(actor.person, {}).setdefault(item.thing, item)
    return {person: list(items.values()) for person, items in found.items()}


def _tell(head: Head, person: int, items: Iterable[Waiting], on: date, now: datetime) -> int:
    known = set(Announcement.objects.filter(conference_id=head.id, person=person).values_list("thing", "stage"))
    fresh = [(item.thing, item.stage(on)) for item in items if (item.thing, item.stage(on)) not in known]
    Announcement.objects.bulk_create(
        (
            Announcement(conference_id=head.id, person=person, thing=thing, stage=stage, made_at=now)
            for thing, stage in fresh
        ),
        ignore_conflicts=True,
    )
    return len(fresh)


def _mail(head: Head, person: int, items: list[Waiting], on: date, now: datetime, post: Post) -> bool | None:
    """Send one mail for all that was announced and not yet mailed; None when there is nothing or nowhere to send."""
    untold = Announcement.objects.filter(
        conference_id=head.id, person=person, seen_at=None, mailed_at=None, made_at__gte=now - TRIED_FOR
    )
    address = MailAddress.objects.filter(account__people__conference_id=head.id, account__people__number=person).first()
    if address is None or not items or not untold.exists():
        return None
    overdue = sum(item.stage(on) == "overdue" for item in items)
    late = f"，其中 {overdue} 件已逾期" if overdue else ""
    message = EmailMessage(
        subject=f"联席：您有 {len(items)} 件待办",
        body=f"您有 {len(items)} 件待办{late}。请登录查看：\n{post.base_url}/{head.slug}/inbox/\n",
        from_email=post.sender,
        to=[address.address],
    )
    try:
        get_connection().send_messages([message])
    except (OSError, SMTPException):
        return False
    untold.update(mailed_at=now)
    return True


def see(conference: int, actor: Actor, items: Iterable[Waiting], *, on: date, now: datetime) -> frozenset[str]:
    """The person looks at his inbox: what he had not seen before is answered, and is seen from now on."""
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
        known.filter(seen_at=None).update(seen_at=now)
    return frozenset(there.keys() - seen)


def counted_unseen() -> Combinable:
    """How many things were announced to a holder of a seat that he has not looked at (see ``register_unseen``)."""
    own = Announcement.objects.filter(
        conference=OuterRef("conference"), person=OuterRef("person__number"), seen_at=None
    )
    number = own.order_by().values("person").annotate(number=Count("thing", distinct=True)).values("number")
    return Coalesce(Subquery(number), 0)


def forget(*, before: datetime) -> int:
    """Drop announcements older than that."""
    gone, _ = Announcement.objects.filter(made_at__lt=before).delete()
    return gone


def mail_address(account: int) -> str:
    row = MailAddress.objects.filter(account_id=account).first()
    return row.address if row else ""


def set_mail_address(account: int, address: str) -> None:
    """Where this person is told by mail; empty: nowhere."""
    if address:
        MailAddress.objects.update_or_create(account_id=account, defaults={"address": address})
    else:
        MailAddress.objects.filter(account_id=account).delete()
