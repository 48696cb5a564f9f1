"""What waits is announced once a stage, in the software and by mail: a number and a link, never content."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected
from unittest.mock import patch

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.core.mail.backends.locmem import EmailBackend
from django.test import override_settings

from lianxi.inbox import announce
from lianxi.inbox.models import Announcement
from lianxi.journal import queries as journal
from lianxi.roster import actions as roster
from lianxi.roster import queries
from lianxi.tasks import actions as tasks
from lianxi.web import clock
from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.database]
DAY = timedelta(days=1)
POST = announce.Post("lianxi@example.gov.cn", "https://lianxi.example.gov.cn")
LOCMEM = "django.core.mail.backends.locmem.EmailBackend"
CANARY = "金丝雀巷十七号"


def tick(cast: Cast, *, days: int = 0, post: announce.Post | None = None) -> announce.Told:
    head = journal.head_by_id(cast.conference)
    assert head is not None
    return announce.announce(head, on=clock.today() + days * DAY, now=clock.now() + days * DAY, post=post)


def assign(cast: Cast, due: date | None = None) -> int:
    village = cast.village.unit
    assert village is not None
    return tasks.assign_task(cast.clerk.call(), title=f"核实{CANARY}", text=CANARY, lead=village, due=due).number


def of_village(cast: Cast) -> list[str]:
    rows = Announcement.objects.filter(
        conference_id=cast.conference, person=cast.village.person, thing__contains="task:"
    )
    return sorted(rows.values_list("stage", flat=True))


def test_ten_ticks_announce_once(cast: Cast) -> None:
    assign(cast)
    assert tick(cast).announced > 0
    assert [tick(cast).announced for _ in range(9)] == [0] * 9
    assert of_village(cast) == ["new"]


def test_a_thing_is_announced_again_when_it_is_due_soon_and_when_it_is_overdue(cast: Cast) -> None:
    assign(cast, clock.today() + 10 * DAY)
    for days in (0, 1, 7, 8, 11, 12):
        tick(cast, days=days)
    assert of_village(cast) == ["new", "overdue", "soon"]


def test_two_ticks_at_once_announce_once(cast: Cast) -> None:
    """The second looked before the first had written: the constraint keeps it out, and it does not fall over."""
    assign(cast)
    tick(cast)
    before = Announcement.objects.count()
    with patch.object(announce.Announcement.objects, "filter", return_value=Announcement.objects.none()):
        tick(cast)
    assert Announcement.objects.count() == before


def test_who_has_no_login_is_told_nothing_and_who_came_to_the_seat_is_told_the_open_work(cast: Cast) -> None:
    assign(cast)
    seat = queries.seat(cast.conference, cast.village.seat)
    assert seat is not None
    roster.change_holder(
        cast.clerk.call(), seat=seat.number, name="新来的书记", since=clock.today(), document="", version=seat.version
    )
    tick(cast)
    assert of_village(cast) == []
    holder = queries.seat(cast.conference, seat.number)
    assert holder is not None
    assert holder.holder is not None
    assert holder.holder.person not in Announcement.objects.values_list("person", flat=True)
    from tests.cast import accounts

    account = accounts.open_account(conference=cast.conference, person=holder.holder.person, username="newhead")
    accounts.set_password(account, "long enough 2026 word", at=clock.now(), address="127.0.0.1")
    tick(cast)
    assert Announcement.objects.filter(person=holder.holder.person, thing__contains="task:").count() == 1


def test_a_mail_holds_a_number_and_a_link_and_nothing_of_the_matter(cast: Cast) -> None:
    assign(cast, clock.today() + DAY)
    announce.set_mail_address(cast.village.account, "village@example.gov.cn")
    assert tick(cast, post=POST).mailed == 1
    [message] = mail.outbox
    assert message.to == ["village@example.gov.cn"]
    assert message.subject == "联席：您有 1 件待办"
    assert "https://lianxi.example.gov.cn/liutang/inbox/" in str(message.body)
    whole = message.message().as_string() + str(message.body) + message.subject
    assert CANARY not in whole
    assert cast.village.name not in whole
    assert "核实" not in whole
    assert tick(cast, post=POST).mailed == 0
    assert tick(cast, days=2, post=POST).mailed == 1
    assert "其中 1 件已逾期" in str(mail.outbox[1].body)


def test_who_keeps_no_address_gets_no_mail(cast: Cast) -> None:
    assign(cast)
    announce.set_mail_address(cast.village.account, "village@example.gov.cn")
    announce.set_mail_address(cast.village.account, "")
    assert tick(cast, post=POST).mailed == 0
    assert mail.outbox == []


def test_a_mail_server_that_fails_loses_nothing_and_is_tried_again_for_three_days(cast: Cast) -> None:
    assign(cast)
    announce.set_mail_address(cast.village.account, "village@example.gov.cn")
    with patch(f"{LOCMEM}.send_messages", side_effect=SMTPServerDisconnected("gone")):
        told = tick(cast, post=POST)
    assert (told.mailed, told.failed) == (0, 1)
    assert of_village(cast) == ["new"]
    assert tick(cast, days=1, post=POST).mailed == 1


def test_after_three_days_a_mail_is_not_tried_any_more(cast: Cast) -> None:
    assign(cast)
    announce.set_mail_address(cast.village.account, "village@example.gov.cn")
    with patch(f"{LOCMEM}.open", side_effect=OSError("gone")):
        assert tick(cast, post=POST).failed == 1
    told = tick(cast, days=4, post=POST)
    assert (told.mailed, told.failed) == (0, 0)


def test_a_server_that_is_away_is_asked_once_a_tick_not_once_a_person(cast: Cast) -> None:
    assign(cast)
    for somebody in (cast.village, cast.clerk, cast.convener):
        announce.set_mail_address(somebody.account, f"{somebody.username}@example.gov.cn")
    with patch(f"{LOCMEM}.open", side_effect=OSError("gone")) as asked:
        told = tick(cast, post=POST)
    assert told.failed > 1
    assert asked.call_count == 1


def test_one_refused_address_does_not_keep_the_others_from_their_mail(cast: Cast) -> None:
    assign(cast)
    announce.set_mail_address(cast.village.account, "refused@example.gov.cn")
    announce.set_mail_address(cast.clerk.account, "clerk@example.gov.cn")
    deliver = EmailBackend.send_messages

    def refuse_one(backend: EmailBackend, messages: Sequence[EmailMessage]) -> int:
        if messages[0].to == ["refused@example.gov.cn"]:
            raise SMTPRecipientsRefused({"refused@example.gov.cn": (550, b"unknown")})
        return deliver(backend, messages)

    with patch(f"{LOCMEM}.send_messages", refuse_one):
        told = tick(cast, post=POST)
    assert (told.mailed, told.failed) == (1, 1)
    assert [message.to for message in mail.outbox] == [["clerk@example.gov.cn"]]


def test_what_was_seen_in_the_inbox_is_not_mailed(cast: Cast) -> None:
    assign(cast)
    announce.set_mail_address(cast.village.account, "village@example.gov.cn")
    cast.as_("village").get(cast.url("inbox/"))
    assert tick(cast, post=POST).mailed == 0


def test_the_bar_counts_what_is_unseen_and_the_inbox_marks_it_once(cast: Cast) -> None:
    assign(cast)
    tick(cast)
    client = cast.as_("village")
    assert "件新待办" in client.get(cast.url("tasks/")).content.decode()
    first = client.get(cast.url("inbox/")).content.decode()
    assert '<span class="tag">新</span>' in first
    assert '<span class="tag">新</span>' not in client.get(cast.url("inbox/")).content.decode()
    assert "件新待办" not in client.get(cast.url("tasks/")).content.decode()


def test_a_new_window_of_the_same_duty_is_announced_anew(cast: Cast) -> None:
    """The monthly meeting owed in November and that owed in December are two occasions of one thing."""
    tick(cast)
    work = Announcement.objects.filter(person=cast.clerk.person, thing__contains="kind=work")
    before = set(work.values_list("thing", flat=True))
    assert before
    tick(cast, days=20)
    assert set(work.values_list("thing", flat=True)) - before


def test_nothing_of_another_conference_is_announced(cast: Cast) -> None:
    assign(cast)
    tick(cast)
    assert set(Announcement.objects.values_list("conference", flat=True)) == {cast.conference}


def test_what_waits_no_more_is_no_longer_counted_and_is_announced_anew_when_it_comes_back(cast: Cast) -> None:
    number = assign(cast)
    tick(cast)
    found = announce.waiting_of_all
    gone = patch.object(
        announce, "waiting_of_all", side_effect=lambda head, on: found(head, on) | {cast.village.person: []}
    )
    with gone:
        tick(cast, days=1)
    assert of_village(cast) == []
    assert "件新待办" not in cast.as_("village").get(cast.url("tasks/")).content.decode()
    tick(cast, days=2)
    assert of_village(cast) == ["new"]
    assert str(number) in Announcement.objects.get(person=cast.village.person, thing__contains="task:").thing


def test_a_look_into_the_inbox_of_one_seat_leaves_the_other_seats_things_unseen(cast: Cast) -> None:
    assign(cast)
    tick(cast)
    actor = queries.seated(cast.conference, clock.today())
    of_the_village = next(each for each in actor if each.person == cast.village.person)
    moment = {"on": clock.today(), "now": clock.now()}
    announce.see(cast.conference, of_the_village, [], **moment, only_seat=False)  # type: ignore[arg-type]
    assert Announcement.objects.filter(person=cast.village.person, seen_at=None).exists()
    announce.see(cast.conference, of_the_village, [], **moment, only_seat=True)  # type: ignore[arg-type]
    assert not Announcement.objects.filter(person=cast.village.person, seen_at=None).exists()


@override_settings(MAIL_SENDER="lianxi@example.gov.cn")
def test_everybody_keeps_his_own_address_and_can_take_it_away_again(cast: Cast) -> None:
    client = cast.as_("village")
    wrong = client.post("/me/mail", {"address": "not an address"})
    assert wrong.status_code == 422
    assert "请填写完整的邮箱地址" in wrong.content.decode()
    kept = client.post("/me/mail", {"address": "village@example.gov.cn"}, follow=True).content.decode()
    assert "已保存" in kept
    assert 'value="village@example.gov.cn"' in kept
    assert "village@example.gov.cn" not in cast.as_("clerk").get("/me/").content.decode()
    assert "已停止发送邮件" in client.post("/me/mail", {"address": ""}, follow=True).content.decode()
    assert announce.mail_address(cast.village.account) == ""


def test_without_a_mail_server_nobody_is_asked_for_an_address(cast: Cast) -> None:
    assert "邮件提醒" not in cast.as_("village").get("/me/").content.decode()
