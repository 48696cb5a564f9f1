"""Who fixes key periods: the body's answer holds for declaring and for ending, 代录 with the convener's paper."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from lianxi.charter import queries as charter
from lianxi.charter.actions import declare_key_period, end_key_period
from lianxi.journal import queries as journal
from lianxi.journal.attachments import Upload
from lianxi.journal.frame import Behalf, Call, Done
from lianxi.journal.refusals import Invalid, RuleBroken
from lianxi.journal.verify import verify
from lianxi.web import clock
from tests.cast import Cast
from tests.charter.declaring import answer

pytestmark = pytest.mark.django_db
SCAN = Upload("签字页.pdf", b"%PDF-1.4 signed")


def behalf(cast: Cast) -> Behalf:
    convener = cast.convener
    return Behalf(convener.person, convener.seat, "convener", None, "paper", clock.today(), scan=True)


def declare(call: Call, **more: object) -> Done:
    today = clock.today()
    given = {"name": "汛期", "start": today, "end": today + timedelta(days=20), "basis": "镇党委会决定", **more}
    return declare_key_period(call, **given)  # type: ignore[arg-type]


def for_the_convener(cast: Cast) -> Call:
    return replace(cast.clerk.call(), behalf=behalf(cast))


@pytest.mark.parametrize("who", ["", "open", "parent"])
@pytest.mark.parametrize("role", ["clerk", "director", "convener"])
def test_where_nobody_of_the_conference_is_named_office_and_convener_both_may(cast: Cast, who: str, role: str) -> None:
    if who:
        answer(cast, who)
    number = declare(cast.players[role].call()).number
    assert end_key_period(cast.players[role].call(), number=number, end=clock.today(), version=1).number == number


@pytest.mark.parametrize(("who", "shut_out"), [("convener", "clerk"), ("convener", "director"), ("office", "convener")])
def test_who_is_not_named_is_refused_with_the_article_and_writes_nothing(cast: Cast, who: str, shut_out: str) -> None:
    answer(cast, who)
    named = cast.convener if who == "convener" else cast.clerk
    number = declare(named.call()).number
    before = journal.head(cast.slug)
    for write in (
        lambda: declare(cast.players[shut_out].call(), start=clock.today() + timedelta(days=30)),
        lambda: end_key_period(cast.players[shut_out].call(), number=number, end=clock.today(), version=1),
    ):
        with pytest.raises(RuleBroken, match="按第四条（本单位设定）") as refusal:
            write()
        assert refusal.value.article == "第四条"
    assert journal.head(cast.slug) == before
    assert end_key_period(named.call(), number=number, end=clock.today(), version=1).number == number


def test_the_office_records_what_the_convener_signed_and_he_is_asked_to_confirm(cast: Cast) -> None:
    answer(cast, "convener")
    with pytest.raises(Invalid, match="签字原件") as refusal:
        declare(for_the_convener(cast))
    assert refusal.value.field == "scans"
    done = declare(for_the_convener(cast), files=(SCAN,))
    end_key_period(for_the_convener(cast), number=done.number, end=clock.today(), version=1, files=(SCAN,))
    assert charter.key_periods(cast.conference)[0].last == clock.today()
    entry = journal.entry(cast.conference, done.entry)
    assert entry is not None
    assert entry.behalf is not None
    assert entry.behalf["scan"] is True
    waiting = [step.number for step in journal.unconfirmed(cast.conference, cast.convener.person)]
    assert waiting == [done.entry, done.entry + 1]
    assert verify(cast.slug).sound


def test_an_empty_seat_signs_nothing(cast: Cast) -> None:
    answer(cast, "convener")
    with pytest.raises(RuleBroken, match="没有在任人员"):
        declare(replace(cast.clerk.call(), behalf=replace(behalf(cast), person=None)), files=(SCAN,))


def test_what_the_office_fixes_is_not_recorded_on_a_conveners_behalf(cast: Cast) -> None:
    answer(cast, "office")
    with pytest.raises(RuleBroken, match="由联席会议办公室确定"):
        declare(for_the_convener(cast), files=(SCAN,))


def test_nobody_declares_on_a_members_behalf(cast: Cast) -> None:
    village = cast.village
    told = Behalf(village.person, village.seat, village.role, village.unit, "phone", clock.today())
    with pytest.raises(RuleBroken):
        declare(replace(cast.clerk.call(), behalf=told), files=(SCAN,))
