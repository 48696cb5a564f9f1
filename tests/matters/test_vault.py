"""The identity vault: who may open, who gives grants, and that names never leave it by any other way."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import count
from typing import Any

import pytest
from django.db import connection
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from lianxi.journal.frame import Behalf, Call, Done
from lianxi.journal.models import Conference, Entry, FactRow, Submission, Text
from lianxi.journal.refusals import Invalid, Refused, RuleBroken, Stale
from lianxi.matters.identities import granting, opening, people, vault
from lianxi.matters.identities import vault_queries as queries
from lianxi.matters.identities.initials import initials_of
from lianxi.matters.identities.vault import NoKey, Petitioner
from lianxi.matters.models import Exclusion, Grant, Identity, Matter
from lianxi.roster.models import Account, Unit
from lianxi.web import clock
from tests.cast import Cast, Player
from tests.matters import sealed

pytestmark = [pytest.mark.django_db, pytest.mark.database]
NAME, PHONE, ID, ADDRESS = "欧阳静怡", "13905617788", "110101199003070038", "上河村二组"
WHOLE = Petitioner(NAME, ID, PHONE, ADDRESS)
NUMBERS = count(2026_000_001)
HOUR = timedelta(hours=1)


def matter(cast: Cast, registrar: str = "clerk", handler: str = "", now: datetime | None = None, **more: Any) -> str:
    """A matter led by the police, with one petitioner; its holder."""
    day, number = clock.today(), next(NUMBERS)
    Matter.objects.create(
        conference_id=cast.conference, number=number, registered_on=day, registrar=cast.players[registrar].person,
        channel="visit", petitioned_on=day, received_on=day, source="petitioner", purpose="claim",
        kind="suggestion", title="渠道淤积", text="渠道淤积", state="handling", state_since=day,
        handler=cast.players[handler].person if handler else None,
        lead=Unit.objects.get(conference=cast.conference, number=cast.police.unit), **more,
    )  # fmt: skip
    holder = f"matter:{number}"
    sealed.put(at(cast.clerk, now), holder=holder, name=NAME, phone=PHONE, id_number=ID, address=ADDRESS)
    return holder


def exclude(cast: Cast, holder: str, *, unit: int | None = None, person: int | None = None) -> None:
    row = Matter.objects.get(conference=cast.conference, number=int(holder.partition(":")[2]))
    of = Unit.objects.get(conference=cast.conference, number=unit) if unit is not None else None
    Exclusion.objects.get_or_create(
        conference_id=cast.conference, matter=row, unit=of, person=person, defaults={"ground": "conflict"}
    )


def at(player: Player, moment: datetime | None = None) -> Call:
    return replace(player.call(), now=moment or clock.now())


def opened(cast: Cast, player: Player, done: Done, later: timedelta = timedelta()) -> Sequence[Petitioner] | None:
    return opening.read_opened(cast.conference, player.actor, done.object, done.entry, now=clock.now() + later)


# ── who may open ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_registrar_and_handler_open_with_their_work_and_each_opening_is_an_entry(cast: Cast):
    holder = matter(cast, handler="liaison")
    for player, basis in ((cast.clerk, "registrar"), (cast.players["liaison"], "handler")):
        done = opening.open_identity(player.call(), holder=holder)
        fact = FactRow.objects.get(conference=cast.conference, entry=done.entry)
        assert (fact.verb, fact.object, fact.data) == ("identity.opened", holder, f'{{"basis":"{basis}"}}')
        assert opened(cast, player, done) == (WHOLE,)
    assert [(each.person_name, each.basis) for each in queries.openings(cast.conference, holder)] == [
        (cast.players["liaison"].name, "承办人"),
        (cast.clerk.name, "登记人"),
    ]


def test_who_neither_registered_nor_handles_is_told_how_to_ask(cast: Cast):
    holder = matter(cast)
    for key in ("director", "convener", "police", "liaison", "organ_head"):
        with pytest.raises(RuleBroken, match="写明理由提出申请"):
            opening.open_identity(cast.players[key].call(), holder=holder)
    for key in ("inspector", "admin_system"):
        with pytest.raises(Refused):
            opening.open_identity(cast.players[key].call(), holder=holder)


def test_what_somebody_may_not_see_is_not_there(cast: Cast):
    holder = matter(cast)
    for hidden in (holder, "matter:2026999999", "matter:x", "nothing:1", "matter"):
        with pytest.raises(Invalid, match="没有这件事项"):
            opening.open_identity(cast.village.call(), holder=hidden)


def test_an_opening_is_read_by_its_own_person_for_a_quarter_of_an_hour(cast: Cast):
    holder, other = matter(cast, handler="liaison"), matter(cast)
    done = opening.open_identity(cast.clerk.call(), holder=holder)
    assert opened(cast, cast.clerk, done, timedelta(minutes=15)) == (WHOLE,)
    assert opened(cast, cast.clerk, done, timedelta(minutes=16)) is None
    assert opened(cast, cast.players["liaison"], done) is None
    assert opened(cast, cast.clerk, replace(done, object=other)) is None
    assert opened(cast, cast.clerk, replace(done, entry=done.entry - 1)) is None
    exclude(cast, holder, person=cast.clerk.person)
    assert opened(cast, cast.clerk, done) is None


def test_nothing_is_recorded_where_there_is_nothing_to_open(cast: Cast):
    holder = matter(cast)
    sealed.erase(cast.clerk.call(), holder=holder)
    before = Entry.objects.count()
    with pytest.raises(RuleBroken, match="已依法删除"):
        opening.open_identity(cast.clerk.call(), holder=holder)
    assert Entry.objects.count() == before


def test_the_excluded_never_open_not_even_with_a_grant_or_from_another_seat(cast: Cast):
    holder = matter(cast)
    asked = granting.ask_identity(cast.organ_head.call(), holder=holder, reason="核实")
    granting.grant_identity(cast.director.call(), number=asked.number, version=1)
    exclude(cast, holder, person=cast.organ_head.person)
    with pytest.raises(Refused):
        opening.open_identity(cast.organ_head.call(), holder=holder)
    # the head of an excluded unit who also acts for the office
    asked = granting.ask_identity(cast.police.call(), holder=holder, reason="核实")
    granting.grant_identity(cast.director.call(), number=asked.number, version=1)
    exclude(cast, holder, unit=cast.police.unit)
    in_the_office = replace(cast.police.actor, role="office_staff", unit=None, seat=cast.clerk.seat)
    with pytest.raises(RuleBroken, match="应当回避"):
        opening.open_identity(Call(cast.conference, in_the_office, clock.now()), holder=holder)


# ── grants ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_grant_is_asked_with_a_reason_given_by_another_and_ends_after_24_hours(cast: Cast):
    holder, police = matter(cast), cast.police
    with pytest.raises(Invalid, match="写明为什么"):
        granting.ask_identity(police.call(), holder=holder, reason=" ")
    asked = granting.ask_identity(police.call(), holder=holder, reason="约定上门调解时间")
    with pytest.raises(RuleBroken, match="不必重复"):
        granting.ask_identity(police.call(), holder=holder, reason="再问")
    waiting = queries.pending(cast.conference, cast.convener.actor)
    assert [(each.reason, each.person_name) for each in waiting] == [("约定上门调解时间", police.name)]
    for key in ("clerk", "police", "organ_head"):
        with pytest.raises(RuleBroken):
            granting.grant_identity(cast.players[key].call(), number=asked.number, version=1)
    granting.grant_identity(cast.convener.call(), number=asked.number, version=1)
    with pytest.raises(Stale):
        granting.grant_identity(cast.director.call(), number=asked.number, version=1)
    with pytest.raises(RuleBroken, match="不需要申请"):
        granting.ask_identity(police.call(), holder=holder, reason="再问")
    done = opening.open_identity(at(police, clock.now() + 23 * HOUR), holder=holder)
    assert FactRow.objects.get(conference=cast.conference, entry=done.entry).data == '{"basis":"grant","grant":1}'
    with pytest.raises(RuleBroken, match="提出申请"):
        opening.open_identity(at(police, clock.now() + 24 * HOUR), holder=holder)
    (view,) = queries.grants_of(cast.conference, holder, now=clock.now() + 25 * HOUR)
    assert (view.state_label, view.giver_name, view.own) == ("已到期", cast.convener.name, False)


def test_a_grant_is_for_one_holder_can_be_refused_and_ended(cast: Cast):
    holder, other, police = matter(cast), matter(cast), cast.police
    first = granting.ask_identity(police.call(), holder=holder, reason="核实")
    with pytest.raises(Invalid, match="不同意的理由"):
        granting.refuse_identity(cast.director.call(), number=first.number, version=1, reason="")
    granting.refuse_identity(cast.director.call(), number=first.number, version=1, reason="可由经办人联系")
    second = granting.ask_identity(police.call(), holder=holder, reason="核实")
    granting.grant_identity(cast.director.call(), number=second.number, version=1)
    with pytest.raises(RuleBroken):
        opening.open_identity(police.call(), holder=other)
    opening.open_identity(police.call(), holder=holder)
    granting.end_grant(cast.clerk.call(), number=second.number, version=2)
    with pytest.raises(RuleBroken):
        opening.open_identity(police.call(), holder=holder)


def test_nobody_gives_himself_a_grant_and_none_is_recorded_for_another(cast: Cast):
    holder = matter(cast)
    asked = granting.ask_identity(cast.director.call(), holder=holder, reason="核实")
    with pytest.raises(RuleBroken, match="不能给自己授权"):
        granting.grant_identity(cast.director.call(), number=asked.number, version=1)
    assert queries.pending(cast.conference, cast.director.actor) == []
    boss = cast.convener
    behalf = Behalf(boss.person, boss.seat, boss.role, boss.unit, "paper", clock.today(), scan=True)
    with pytest.raises(RuleBroken, match="不能代录"):
        granting.grant_identity(replace(cast.director.call(), behalf=behalf), number=asked.number, version=1)
    exclude(cast, holder, person=boss.person)
    with pytest.raises(Refused):
        granting.grant_identity(boss.call(), number=asked.number, version=1)


def test_with_one_account_only_asking_gives_it_and_says_so(cast: Cast):
    Account.objects.exclude(pk=cast.clerk.account).update(is_active=False)
    holder = matter(cast, registrar="director")
    granting.ask_identity(cast.clerk.call(), holder=holder, reason="原登记人已离任，需联系信访人")
    (view,) = queries.grants_of(cast.conference, holder, now=clock.now())
    assert (view.own, view.state, view.live) == (True, "given", True)
    assert FactRow.objects.filter(verb="identity.granted", data__contains='"own":true').count() == 1
    opening.open_identity(cast.clerk.call(), holder=holder)


@dataclass
class Oracle:
    """Who is entitled, by the rules in one line each; knows nothing of the product's code."""

    cast: Cast
    registrar: str = "clerk"
    handler: str = ""
    out: set[str] = field(default_factory=set)
    until: dict[str, datetime] = field(default_factory=dict)

    def entitled(self, key: str, now: datetime) -> bool:
        works = key in {self.registrar, self.handler}
        return key not in self.out and (works or self.until.get(key, now) > now)


WHO = ["clerk", "director", "convener", "police", "liaison", "organ_head", "village", "inspector"]
STEP = st.one_of(
    st.tuples(st.just("handler"), st.sampled_from(WHO)),
    st.tuples(st.just("exclude"), st.sampled_from(WHO)),
    st.tuples(st.just("unit"), st.just("")),
    st.tuples(st.just("ask"), st.sampled_from(WHO)),
    st.tuples(st.just("ask"), st.sampled_from(WHO)),
    st.tuples(st.just("give"), st.sampled_from(WHO)),
    st.tuples(st.just("give"), st.sampled_from(["director", "convener"])),
    st.tuples(st.just("end"), st.sampled_from(WHO)),
    st.tuples(st.just("hours"), st.sampled_from(["1", "23", "24"])),
)
OPENED: list[str] = []


@hypothesis_settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEP, max_size=10))
def test_no_sequence_of_steps_lets_an_unentitled_person_open(cast: Cast, steps: list[tuple[str, str]]):
    now = Conference.objects.get(pk=cast.conference).head_at or clock.now()
    holder, oracle = matter(cast, now=now), Oracle(cast)
    row = Matter.objects.filter(conference=cast.conference, number=int(holder[7:]))
    for what, key in steps:
        if what == "handler":
            oracle.handler = key
            row.update(handler=cast.players[key].person)
        elif what == "exclude":
            oracle.out.add(key)
            exclude(cast, holder, person=cast.players[key].person)
        elif what == "unit":
            oracle.out |= {"police", "liaison"}
            exclude(cast, holder, unit=cast.police.unit)
        elif what == "hours":
            now += int(key) * HOUR
        else:
            _grant_step(oracle, holder, what, key, now)
        for who in WHO:
            try:
                opening.open_identity(at(cast.players[who], now), holder=holder)
            except Refused:
                continue
            assert oracle.entitled(who, now), (who, steps)
            OPENED.append(who)


def _grant_step(oracle: Oracle, holder: str, what: str, key: str, now: datetime) -> None:
    call = at(oracle.cast.players[key], now)
    newest = Grant.objects.filter(conference=oracle.cast.conference, holder=holder).order_by("-number").first()
    try:
        if what == "ask":
            granting.ask_identity(call, holder=holder, reason="核实")
        elif newest is not None and what == "give":
            granting.grant_identity(call, number=newest.number, version=newest.version)
            asker = next(who for who in WHO if oracle.cast.players[who].person == newest.person)
            assert key in {"director", "convener"}
            assert key != asker
            oracle.until[asker] = now + 24 * HOUR
        elif newest is not None and what == "end":
            granting.end_grant(call, number=newest.number, version=newest.version)
            asker = next(who for who in WHO if oracle.cast.players[who].person == newest.person)
            oracle.until[asker] = now
    except Refused:
        return


def test_the_walks_above_did_open_by_work_and_by_grant():
    assert "clerk" in OPENED
    assert set(OPENED) - {"clerk"}


# ── looking up ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_look_up_finds_by_number_what_its_asker_may_see_and_the_journal_has_no_number(cast: Cast):
    first, second = matter(cast), matter(cast, restricted=True)
    hidden = matter(cast)
    exclude(cast, hidden, person=cast.clerk.person)
    clerk = cast.clerk
    for number in ({"id_number": " 11010119900307 0038"}, {"phone": "+86 139-0561-7788"}):
        done = opening.look_up(clerk.call(), **number)
        assert FactRow.objects.get(conference=cast.conference, entry=done.entry).data == (
            f'{{"by":"{next(iter(number))}","found":2}}'
        )
        looked = opening.looked_up(cast.conference, clerk.actor, **number)
        assert [(each.holder, each.mask) for each in looked] == [(second, ""), (first, "")]
    assert opening.looked_up(cast.conference, clerk.actor, phone="13905617789") == ()
    with pytest.raises(RuleBroken):
        opening.look_up(cast.police.call(), phone=PHONE)
    for nothing in ({"id_number": ""}, {"id_number": "1"}, {"phone": "abc"}):
        with pytest.raises(Invalid):
            opening.look_up(clerk.call(), **nothing)


def test_initials_find_with_masks_alone_and_the_journal_has_no_letters(cast: Cast):
    first, second, hidden = matter(cast), matter(cast), matter(cast)
    sealed.put(cast.clerk.call(), holder=second, name="单雪梅")
    exclude(cast, hidden, person=cast.clerk.person)
    clerk = cast.clerk
    done = opening.look_up(clerk.call(), initials="S X m")
    fact = FactRow.objects.get(conference=cast.conference, entry=done.entry)
    assert fact.data == '{"by":"initials","found":1}'
    found = opening.looked_up(cast.conference, clerk.actor, initials="sxm")
    assert [(each.holder, each.mask) for each in found] == [(second, "单＊＊")]
    assert {each.holder for each in opening.looked_up(cast.conference, clerk.actor, initials=initials_of(NAME))} == {
        first
    }
    assert opening.looked_up(cast.other, clerk.actor, initials="sxm") == ()
    stored = Identity.objects.get(holder=second).by_initials
    assert len(stored) == 64
    for nothing in ("s", "单", "s1"):
        with pytest.raises(Invalid):
            opening.look_up(clerk.call(), initials=nothing)


# ── rows ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_people_are_replaced_moved_erased_and_masked(cast: Cast):
    holder, conference = matter(cast), cast.conference
    uid = Conference.objects.get(pk=conference).uid
    assert vault.masks(conference, [holder, "matter:1"]) == {holder: ("欧阳＊＊",)}
    sealed.put(cast.clerk.call(), holder=holder, name="李秀英")
    assert vault.masks(conference, [holder]) == {holder: ("李＊＊",)}
    sealed.move(cast.clerk.call(), old=holder, new="matter:2026900001")
    assert (vault.count(conference, holder), vault.count(conference, "matter:2026900001")) == (0, 1)
    assert vault.plain(conference, uid, "matter:2026900001")[0].name == "李秀英"
    Identity.objects.filter(holder="matter:2026900001").update(holder=holder)
    with pytest.raises(NoKey, match="调换"):
        vault.plain(conference, uid, holder)
    sealed.erase(cast.clerk.call(), holder=holder)
    assert vault.plain(conference, uid, holder) == ()


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("李秀英", "李＊＊"),
        ("欧阳静", "欧阳＊＊"),
        ("欧阳", "欧＊＊"),
        ("", "匿名"),
        ("阿依古丽·买买提", "阿＊＊"),
        ("李", "李＊＊"),
    ],
)
def test_a_mask_shows_the_surname_alone(name: str, shown: str):
    assert people.mask(name) == shown


def test_what_was_typed_is_tidied_and_nobody_is_invented():
    told = [
        Petitioner(" 李 秀英 ", "１１０１０１１９９００３０７００３８", "(0551) 6234-5678"),
        Petitioner(""),
        Petitioner("王五", representative=True),
    ]
    first, second = people.checked(told)
    assert (first.name, first.id_number, first.phone) == ("李 秀英", ID, "055162345678")
    assert second.name == "王五"
    assert people.checked([Petitioner("")]) == [Petitioner("")]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ([Petitioner("李四", "110101199003070039")], "校验位不对"),
        ([Petitioner("李四", "110101199002300030")], "出生日期"),
        ([Petitioner("李四", "11010119900307003")], "18 位"),
        ([Petitioner("李四", phone="1390561778")], "11 位手机号"),
        ([Petitioner("李四", ID), Petitioner("王五", ID)], "填了两次"),
        ([Petitioner("李四"), Petitioner("", phone=PHONE)], "每一位代表的姓名"),
        ([Petitioner("李四"), *[Petitioner(f"王{n}", representative=True) for n in "一二三四五六"]], "不超过 5 人"),
    ],
)
def test_what_cannot_be_right_is_a_sentence_beside_its_field(wrong: list[Petitioner], said: str):
    with pytest.raises(Invalid, match=said) as refused:
        people.checked(wrong)
    assert refused.value.field in {"name", "id_number", "phone"}


@given(st.text("0123456789", min_size=17, max_size=17))
def test_of_all_last_digits_at_most_one_is_right(digits: str):
    right = 0
    for last in people.CHECK_DIGITS:
        try:
            people.check_id_number(digits + last)
        except Invalid:
            continue
        right += 1
    assert right <= 1


# ── keys, and nothing in the clear ──────────────────────────────────────────────────────────────────────────────────


def test_without_its_keys_the_vault_says_so_and_neither_reads_nor_writes_nor_makes_new_ones(
    cast: Cast, settings, tmp_path
):
    holder = matter(cast)
    settings.IDENTITY_KEYS_FILE = tmp_path / "identity.keys"
    before = Entry.objects.count(), bytes(Identity.objects.get(holder=holder).sealed)
    for write in (
        lambda: opening.open_identity(cast.clerk.call(), holder=holder),
        lambda: opening.look_up(cast.clerk.call(), phone=PHONE),
        lambda: sealed.put(cast.clerk.call(), holder=holder, name="李四"),
        lambda: sealed.move(cast.clerk.call(), old=holder, new="matter:1"),
    ):
        with pytest.raises(NoKey, match="找不到身份信息密钥文件"):
            write()
    assert not settings.IDENTITY_KEYS_FILE.exists()
    other = f"index hmac-sha256:{'1' * 64}\nk9 aes-256-gcm:{'2' * 64}\n"
    settings.IDENTITY_KEYS_FILE.write_text(other)
    settings.IDENTITY_KEYS_FILE.chmod(0o600)
    for write in (
        lambda: opening.open_identity(cast.clerk.call(), holder=holder),
        lambda: sealed.put(cast.clerk.call(), holder=holder, name="李四"),
    ):
        with pytest.raises(NoKey, match="没有这一把"):
            write()
    assert (Entry.objects.count(), bytes(Identity.objects.get(holder=holder).sealed)) == before
    assert vault.masks(cast.conference, [holder]) == {holder: ("欧阳＊＊",)}


CANARIES = (NAME, NAME[1:], PHONE, ID, ADDRESS)


def leaking() -> list[str]:
    """Tables of this database in which a canary stands in the clear (look-up hashes and seals are none)."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table == "matters_searchgrams":  # cannot be read as a table; what it keeps stands in others, read here
                continue
            cursor.execute(f'SELECT * FROM "{table}"')
            text = "\n".join(
                bytes(cell).decode("utf-8", "replace") if isinstance(cell, bytes | memoryview) else str(cell)
                for row in cursor.fetchall()
                for cell in row
            )
            found += [f"{table}: {canary}" for canary in CANARIES if canary in text]
    return found


def test_no_table_no_log_and_no_repr_carries_a_name_a_phone_or_an_id_number(
    cast: Cast, caplog: pytest.LogCaptureFixture
):
    caplog.set_level(logging.DEBUG)
    holder = matter(cast)
    asked = granting.ask_identity(cast.police.call("once"), holder=holder, reason="核实")
    granting.grant_identity(cast.director.call(), number=asked.number, version=1)
    done = opening.open_identity(cast.police.call(), holder=holder)
    opening.look_up(cast.clerk.call(), id_number=ID)
    opening.look_up(cast.clerk.call(), phone=PHONE)
    assert leaking() == []
    said = caplog.text + repr(opened(cast, cast.police, done)) + "".join(Entry.objects.values_list("body", flat=True))
    assert [canary for canary in CANARIES if canary in said] == []
    assert Submission.objects.filter(key="once").exists()
    Text.objects.create(conference_id=cast.conference, entry=1, kind="planted", salt="", text=f"电话 {PHONE}")
    assert leaking() == [f"journal_text: {PHONE}"], "the scanner must find what is planted"
