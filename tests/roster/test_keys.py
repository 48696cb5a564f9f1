"""A conference's power over accounts ends where another conference begins; whoever hands out a key is seen."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from lianxi.journal.refusals import Invalid, RuleBroken, Stale
from lianxi.roster import accounts, actions, keys, queries
from lianxi.roster.models import Account, Person
from lianxi.web import clock
from tests.cast import RULES, Cast, Player, found, logged_in, make_login

pytestmark = pytest.mark.django_db


def keeper(player: Player, slug: str | None = None) -> keys.Keeper:
    access = queries.access(player.account, slug or player.slug or "", player.seat, clock.today())
    assert access is not None
    return keys.Keeper(access, player.username, clock.now(), clock.today(), "10.0.0.1")


def serial(account: int) -> int:
    return Account.objects.get(pk=account).link_serial


def share(cast: Cast, player: Player) -> None:
    """The person's account is known to the neighbouring conference too."""
    somebody = Person.objects.filter(conference_id=cast.other, account=None).order_by("number").first()
    assert somebody is not None
    Person.objects.filter(pk=somebody.pk).update(account_id=player.account)


def test_the_office_hands_a_member_a_link_and_the_stream_names_it(cast: Cast) -> None:
    path = keys.hand_out_link(keeper(cast.clerk), person=cast.convener.person, serial=0)
    assert Client().get(path).status_code == 200
    event = queries.sign_ins([cast.convener.username])[0]
    assert (event.kind, event.by, event.address) == ("link", "clerk", "10.0.0.1")
    assert queries.account_holders(cast.conference)["convener"] == "方立平（召集人）"


@pytest.mark.parametrize("act", ["link", "switch"])
@pytest.mark.parametrize("by", ["clerk", "director", "admin_system"])
def test_no_conference_alone_takes_over_an_account_that_another_knows_too(cast: Cast, act: str, by: str) -> None:
    share(cast, cast.police)
    here = keeper(cast.players[by])
    acts = {
        "link": lambda: keys.hand_out_link(here, person=cast.police.person, serial=0),
        "switch": lambda: keys.switch_login(here, person=cast.police.person, on=False),
    }
    with pytest.raises(RuleBroken, match="其他联席会议"):
        acts[act]()
    assert serial(cast.police.account) == 0
    assert Account.objects.get(pk=cast.police.account).is_active


def test_the_other_side_cannot_either(cast: Cast) -> None:
    share(cast, cast.police)
    there = keeper(cast.outsider)
    person = Person.objects.get(conference_id=cast.other, account_id=cast.police.account).number
    with pytest.raises(RuleBroken, match="其他联席会议"):
        keys.hand_out_link(there, person=person, serial=0)


def test_a_person_of_another_conference_is_not_there_at_all(cast: Cast) -> None:
    with pytest.raises(Invalid):
        keys.hand_out_link(keeper(cast.outsider), person=999, serial=0)
    number = cast.police.person
    theirs = Person.objects.filter(conference_id=cast.other, number=number).first()
    assert theirs is not None, "the same number exists there, without an account"
    with pytest.raises(Invalid, match="还没有账号"):
        keys.hand_out_link(keeper(cast.outsider), person=number, serial=0)


def test_the_way_out_is_a_new_account_here_and_the_old_one_stays_elsewhere(cast: Cast) -> None:
    share(cast, cast.police)
    keys.part_account(keeper(cast.clerk), person=cast.police.person)
    assert queries.access(cast.police.account, cast.slug, None, clock.today()) is None
    fresh = keys.open_for(keeper(cast.clerk), person=cast.police.person, username="qinlang")
    access = queries.access(fresh, cast.slug, None, clock.today())
    assert access is not None
    assert access.actor.person == cast.police.person
    keys.hand_out_link(keeper(cast.clerk), person=cast.police.person, serial=0)
    person = Person.objects.get(conference_id=cast.other, account_id=cast.police.account).number
    keys.hand_out_link(keeper(cast.outsider), person=person, serial=0)


def test_who_keeps_the_accounts_of_both_conferences_may_help(cast: Cast) -> None:
    """The county's office that founded both townships holds an office seat in each."""
    county = make_login("county", "县办经办人", may_found=True)
    first = found(RULES.replace("柳塘", "枫林"), "fenglin", county)
    found(RULES.replace("柳塘", "竹溪"), "zhuxi", county)
    village = make_login("both", "两镇检查员")
    for conference in (first, found(RULES.replace("柳塘", "竹溪"), "zhuxi", county)):
        person = Person.objects.filter(conference_id=conference, account=None).order_by("number").first()
        assert person is not None
        Person.objects.filter(pk=person.pk).update(account_id=village)
    access = queries.access(county, "fenglin", None, clock.today())
    assert access is not None
    here = keys.Keeper(access, "county", clock.now(), clock.today(), "")
    person_here = Person.objects.get(conference_id=first, account_id=village).number
    assert keys.hand_out_link(here, person=person_here, serial=0).startswith("/link/")


def test_an_account_that_left_its_seat_elsewhere_is_still_known_there(cast: Cast) -> None:
    """He may be called back to the other conference; a key from here must not open it then."""
    from lianxi.roster.models import Tenure

    share(cast, cast.police)
    Tenure.objects.filter(conference_id=cast.other, person__account_id=cast.police.account).update(until="2026-02-01")
    with pytest.raises(RuleBroken, match="其他联席会议"):
        keys.hand_out_link(keeper(cast.clerk), person=cast.police.person, serial=0)


def test_nobody_hands_himself_a_key_or_switches_himself_off(cast: Cast) -> None:
    me = keeper(cast.clerk)
    for act in (
        lambda: keys.hand_out_link(me, person=cast.clerk.person, serial=0),
        lambda: keys.switch_login(me, person=cast.clerk.person, on=False),
        lambda: keys.part_account(me, person=cast.clerk.person),
    ):
        with pytest.raises(RuleBroken, match="本人"):
            act()


@pytest.mark.parametrize("other", ["admin_security", "admin_audit"])
def test_the_system_administrator_does_not_become_the_others(cast: Cast, other: str) -> None:
    system, person = keeper(cast.admin_system), cast.players[other].person
    for act in (
        lambda: keys.hand_out_link(system, person=person, serial=0),
        lambda: keys.switch_login(system, person=person, on=False),
        lambda: keys.part_account(system, person=person),
    ):
        with pytest.raises(RuleBroken, match="三员分立"):
            act()
    assert keys.hand_out_link(keeper(cast.clerk), person=person, serial=0).startswith("/link/")


def test_two_who_issue_at_once_do_not_kill_each_others_link_unawares(cast: Cast) -> None:
    first = keys.hand_out_link(keeper(cast.clerk), person=cast.convener.person, serial=0)
    with pytest.raises(Stale):
        keys.hand_out_link(keeper(cast.director), person=cast.convener.person, serial=0)
    assert Client().get(first).status_code == 200


def test_a_switched_off_account_can_be_switched_on_again(cast: Cast) -> None:
    here = keeper(cast.clerk)
    keys.switch_login(here, person=cast.police.person, on=False)
    keys.switch_login(here, person=cast.police.person, on=False)
    keys.switch_login(here, person=cast.police.person, on=True)
    kinds = [event.kind for event in queries.sign_ins(["police"])][::-1]
    assert kinds[-2:] == ["switched_off", "switched_on"]
    assert Account.objects.get(pk=cast.police.account).is_active


def test_a_login_name_is_proposed_from_the_pinyin_and_is_free(cast: Cast) -> None:
    assert accounts.proposed_username("江河") == "jianghe"
    accounts.make_account(username="jianghe", name="江河")
    accounts.make_account(username="jianghe2", name="江河")
    assert accounts.proposed_username("江河") == "jianghe3"
    assert accounts.proposed_username("阿") == "usera"
    assert accounts.proposed_username("<b>") == "userb"


@pytest.mark.parametrize("username", ["ab", "with space", "中文名", "x" * 41, "a/b", ""])
def test_a_login_name_that_cannot_be_typed_is_refused(cast: Cast, username: str) -> None:
    person = next(s.holder.person for s in queries.seats(cast.conference) if s.holder and s.holder.name == "江河")
    with pytest.raises(Invalid) as refusal:
        keys.open_for(keeper(cast.clerk), person=person, username=username)
    assert refusal.value.field == "username"


def test_a_login_name_in_use_is_refused_and_is_nobody_elses_door(cast: Cast) -> None:
    """The name of a login of another conference does not hand that login a seat here."""
    person = next(s.holder.person for s in queries.seats(cast.conference) if s.holder and s.holder.name == "江河")
    with pytest.raises(Invalid, match="已被使用"):
        keys.open_for(keeper(cast.clerk), person=person, username="Outsider")
    assert queries.access(cast.outsider.account, cast.slug, None, clock.today()) is None


# ── one login, several conferences ──────────────────────────────────────────────────────────────────────────────────


def invited(cast: Cast, name: str = "江河") -> tuple[int, str]:
    person = next(s.holder.person for s in queries.seats(cast.conference) if s.holder and s.holder.name == name)
    return person, keys.invite(keeper(cast.clerk), person=person)


def test_who_has_a_login_elsewhere_joins_with_it_by_his_own_hand(cast: Cast) -> None:
    account = make_login("jianghe", "江河")
    found(RULES.replace("柳塘", "枫林"), "fenglin", account)
    person, path = invited(cast)
    client = logged_in(account)
    assert "柳塘镇" in client.get(path).content.decode()
    assert client.get(cast.url()).status_code == 404, "looking is not accepting"
    assert client.post(path).status_code == 302
    access = queries.access(account, cast.slug, None, clock.today())
    assert access is not None
    assert access.actor.person == person
    assert len(queries.homes(account, clock.today())) == 2
    event = queries.sign_ins(["jianghe"])[0]
    assert (event.kind, event.by) == ("joined", "clerk")
    assert client.get(path).status_code == 410, "accepted once"


def test_an_invitation_is_accepted_by_nobody_else(cast: Cast) -> None:
    person, path = invited(cast)
    for key in ("nobody", "outsider", "police"):
        assert cast.as_(key).post(path).status_code == 409
    assert Person.objects.get(conference_id=cast.conference, number=person).account_id is None


def test_a_forged_an_old_and_a_needless_invitation_are_dead(cast: Cast) -> None:
    person, path = invited(cast)
    token = path.removeprefix("/join/")
    assert keys.invitation(token, clock.now()) is not None
    assert keys.invitation(token, clock.now() + timedelta(hours=72, seconds=1)) is None
    for bad in (token[:-1] + ("A" if token[-1] != "A" else "B"), "x", token.partition(":")[0]):
        assert keys.invitation(bad, clock.now()) is None
    keys.open_for(keeper(cast.clerk), person=person, username="jianghe")
    assert keys.invitation(token, clock.now()) is None


def test_an_account_is_one_person_of_a_conference(cast: Cast) -> None:
    twin = actions.grant_seat(
        cast.clerk.call(),
        role="office_staff",
        post="",
        unit=None,
        name="秦朗",
        since=clock.today(),
        who=actions.ANOTHER,
    )
    seat = queries.seat(cast.conference, twin.number)
    assert seat is not None
    assert seat.holder is not None
    path = keys.invite(keeper(cast.clerk), person=seat.holder.person)
    assert cast.as_("police").post(path).status_code == 409
