"""可能是同一件事: of what the reader may see, linked by a person, never merged; who petitioned stays closed."""

from __future__ import annotations

from typing import Any

import pytest

from lianxi.journal.models import FactRow
from lianxi.journal.refusals import Invalid, RuleBroken
from lianxi.matters.finding import links, repeats
from lianxi.matters.identities import opening
from lianxi.matters.identities.people import Petitioner
from lianxi.matters.life import deciding
from lianxi.matters.models import Link, Matter
from tests.cast import Cast
from tests.matters.life import Life

pytestmark = pytest.mark.django_db
ROAD = ("机耕路改建后农田积水", "三组机耕路改建后涵管太小，下雨农田积水排不出去，早稻受淹。")
AGAIN = ("农田积水无人处理", "三组机耕路改建以后，农田积水两天不退，早稻受淹，要求加装涵管。")
ONE = Petitioner("钟离秋水", "110101199003074418", "13911112222")


def register(cast: Cast, told: tuple[str, str], **more: Any) -> int:
    return Life(cast).register(title=told[0], text=told[1], **more).number


def card(cast: Cast, number: int, who: str = "clerk") -> repeats.Repeats:
    found = repeats.repeats_of(
        cast.conference, cast.players[who].actor, number, now=Life(cast).call(cast.players[who]).now
    )
    assert found is not None
    return found


def numbers(rows: tuple[repeats.Beside, ...]) -> list[int]:
    return [row.number for row in rows]


@pytest.fixture
def pair(cast: Cast) -> tuple[int, int]:
    """The same trouble told twice, among others; the second registered last."""
    first = register(cast, ROAD, territory=cast.village.unit)
    for told in (
        ("路灯坏了", "小学旁路灯坏了半年。"),
        ("拖欠工资", "工地拖欠工资。"),
        ("养猪场污水", "污水直排水塘。"),
    ):
        register(cast, told)
    return first, register(cast, AGAIN, territory=cast.village.unit)


def test_an_earlier_one_is_proposed_with_what_both_say(cast: Cast, pair: tuple[int, int]) -> None:
    first, again = pair
    (one,) = card(cast, again).candidates
    assert (one.number, one.place, one.same_person) == (first, True, None)
    assert "早稻受淹" in one.phrases
    assert ("农田积水", True) in one.title
    assert any(marked for _, marked in one.text)
    assert numbers(card(cast, first).candidates) == [again], "the later one stands beside the earlier too"


def test_only_what_the_reader_may_see_is_proposed(cast: Cast, pair: tuple[int, int]) -> None:
    first, again = pair
    Matter.objects.filter(number=first).update(restricted=True)
    assert numbers(card(cast, again, "convener").candidates) == []
    assert numbers(card(cast, again, "director").candidates) == [first]
    life = Life(cast, again)
    life.assign()
    assert numbers(card(cast, again, "police").candidates) == []
    assert repeats.repeats_of(cast.conference, cast.police.actor, first, now=life.call(cast.clerk).now) is None


def test_a_link_stands_on_both_and_merges_nothing(cast: Cast, pair: tuple[int, int]) -> None:
    first, again = pair
    call = Life(cast).call(cast.clerk)
    before = list(Matter.objects.order_by("pk").values("number", "state", "version", "due_on"))
    done = links.link_matters(call, number=again, other=first, kind="same")
    facts = FactRow.objects.filter(conference=cast.conference, entry=done.entry).order_by("index")
    assert [(fact.object, fact.data) for fact in facts] == [
        (f"matter:{again}", f'{{"kind":"same","other":{first}}}'),
        (f"matter:{first}", f'{{"kind":"same","other":{again}}}'),
    ]
    for one, other in ((first, again), (again, first)):
        shown = card(cast, one)
        assert [(row.number, row.kind_label) for row in shown.linked] == [(other, "同一事项")]
        assert shown.candidates == ()
        assert numbers(repeats.linked_to(cast.conference, cast.clerk.actor, one)) == [other]
    assert list(Matter.objects.order_by("pk").values("number", "state", "version", "due_on")) == before
    Matter.objects.filter(number=first).update(restricted=True)
    assert card(cast, again, "convener").linked == (), "a link is shown to who may see both"
    assert repeats.linked_to(cast.conference, cast.convener.actor, first) == ()


def test_a_repeat_is_proposed_and_set_by_a_person(cast: Cast, pair: tuple[int, int]) -> None:
    first, again = pair
    call = Life(cast).call(cast.clerk)
    assert not card(cast, again).propose
    links.link_matters(call, number=again, other=first, kind="same")
    shown = card(cast, again)
    assert (shown.propose, card(cast, first).propose) == (True, False)
    links.mark_repeat(call, number=again, version=shown.version)
    assert (Matter.objects.get(number=again).local_first, card(cast, again).propose) == ("repeat", False)
    with pytest.raises(RuleBroken, match="已经登记为重复"):
        links.mark_repeat(call, number=again, version=shown.version + 1)


def test_told_apart_is_not_proposed_again_until_somebody_links_it(cast: Cast, pair: tuple[int, int]) -> None:
    first, again = pair
    call = Life(cast).call(cast.clerk)
    links.tell_apart(call, number=again, other=first)
    assert card(cast, again).candidates == card(cast, first).candidates == ()
    links.link_matters(call, number=again, other=first, kind="similar")
    assert [row.kind for row in card(cast, first).linked] == ["similar"]
    with pytest.raises(RuleBroken, match="已经登记为相似事项"):
        links.link_matters(call, number=first, other=again, kind="similar")
    links.tell_apart(call, number=first, other=again)
    assert (card(cast, first).linked, Link.objects.count()) == ((), 1)


def test_what_cannot_be_linked(cast: Cast, pair: tuple[int, int]) -> None:
    first, again = pair
    clerk = Life(cast).call(cast.clerk)
    for other, kind in ((again, "same"), (first, "twin"), (2026_999_999, "same")):
        with pytest.raises(Invalid):
            links.link_matters(clerk, number=again, other=other, kind=kind)
    Matter.objects.filter(number=first).update(restricted=True, registrar=cast.director.person)
    with pytest.raises(Invalid, match="没有编号为"):
        links.link_matters(clerk, number=again, other=first, kind="same")
    with pytest.raises(RuleBroken, match="联席会议办公室"):
        links.link_matters(Life(cast).call(cast.police), number=again, other=first, kind="same")


def test_an_exit_takes_its_links_with_it(cast: Cast, pair: tuple[int, int]) -> None:
    first, again = pair
    life = Life(cast, again)
    links.link_matters(life.call(cast.clerk), number=again, other=first, kind="same")
    left = deciding.Exit(to="县自然资源局", on=life.today)
    deciding.tell_elsewhere(life.call(cast.clerk), **life.seen(), exit_=left)
    assert (Link.objects.count(), card(cast, first).linked) == (0, ())


def test_whether_the_same_person_petitioned_is_told_only_after_opening(cast: Cast) -> None:
    first = register(cast, ROAD, petitioners=[ONE])
    third = register(cast, AGAIN, petitioners=[Petitioner("南宫问", "110101199003071735")])
    again = register(
        cast,
        AGAIN,
        people=2,
        petitioners=[Petitioner("钟离秋水", "", "13911112222"), Petitioner("东郭", "110101199003073319")],
    )
    assert not card(cast, again).compared
    assert {row.same_person for row in card(cast, again).candidates} == {None}
    opening.open_identity(Life(cast).call(cast.clerk), holder=f"matter:{again}")
    told = {row.number: row.same_person for row in card(cast, again).candidates}
    assert told == {first: True, third: False}
    assert {row.same_person for row in card(cast, again, "director").candidates} == {None}
    Matter.objects.filter(number=first).update(registrar=cast.director.person)
    told = {row.number: row.same_person for row in card(cast, again).candidates}
    assert told == {first: None, third: False}, "of the other too he must have the identities"
