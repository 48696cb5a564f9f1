"""Finding matters: words of any length, numbers, only what the reader may see, and nothing of a petitioner."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from lianxi.matters.finding import search_index
from lianxi.matters.finding.search_words import exact, pieces, read, snippet
from lianxi.matters.identities import vault
from lianxi.matters.identities.masking import masked, names_in
from lianxi.matters.identities.people import Petitioner
from lianxi.matters.life import correcting, deciding, registering
from lianxi.matters.models import Identity, Matter, SearchText
from lianxi.matters.national_system import national
from tests.cast import Cast
from tests.matters.life import Life

pytestmark = pytest.mark.django_db
ZHAO = Petitioner("钟离秋水", "110101199003074418", "13911112222", "芦苇巷七十九号")


def registered(cast: Cast, title: str, text: str, **more: Any) -> int:
    return Life(cast).register(title=title, text=text, **more).number


def found(cast: Cast, words: str, who: str = "clerk", **more: Any) -> list[int]:
    return [row.number for row in search_index.find(cast.conference, cast.players[who].actor, words, **more)]


def stored() -> str:
    """Everything that the index keeps, as text."""
    if connection.vendor == "sqlite":
        tables = ("matters_searchgrams_data", "matters_searchgrams_idx", "matters_searchtext")
    else:
        tables = ("matters_searchtext",)
    told = []
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"SELECT * FROM {table}")
            told += [
                bytes(cell).decode("utf-8", "replace") if isinstance(cell, bytes | memoryview) else str(cell)
                for row in cursor.fetchall()
                for cell in row
            ]
    return "\n".join(told)


def test_words_of_any_length_are_found_and_only_where_they_stand(cast: Cast) -> None:
    lamp = registered(cast, "三组路灯坏了", "晚上看不见路，老人摔跤。灯", sender_number="", locality="村口Ａ区")
    water = registered(cast, "自来水管漏水", "水管破裂，路面积水；灯火")
    both = [water, lamp]
    assert found(cast, "路灯") == [lamp]
    assert found(cast, "灯") == both, "one character is found within, at the end and alone"
    assert found(cast, "三组路灯坏了晚上") == [], "a phrase does not run across a sign"
    assert found(cast, "老人摔跤") == [lamp]
    assert found(cast, "水管 积水") == [water]
    assert found(cast, "路灯 积水") == []
    assert found(cast, "路积") == []
    assert found(cast, "a区") == [lamp], "full width and case are even"
    assert found(cast, "，。 ‘“") == found(cast, "") == []
    assert found(cast, 'NEAR("路灯" OR *') == [], "what was typed is no query language"


def test_numbers_are_found_whole(cast: Cast) -> None:
    number = registered(
        cast, "转来的事项", "内容。", source="transferred", sender="县信访局", sender_number="长信转〔2026〕12号"
    )
    other = registered(
        cast, "另一件", "内容。", source="transferred", sender="县信访局", sender_number="长信转〔2026〕120号"
    )
    label = f"{number // 1_000_000}-{number % 1_000_000:04d}"
    assert found(cast, label) == found(cast, label.replace("-0", "-")) == [number]
    assert found(cast, "长信转〔2026〕12号") == found(cast, "长信转[2026]12号") == [number]
    assert found(cast, "长信转〔2026〕120号") == [other]
    seen = Matter.objects.get(number=other)
    at = national.National("GX3401202600077", Life(cast).call(cast.clerk).now)
    national.enter_nationally(Life(cast).call(cast.clerk), number=other, version=seen.version, given=at)
    assert found(cast, "gx3401202600077") == [other]
    assert found(cast, "GX34012026") == []


def test_only_what_the_reader_may_see_is_found_and_no_page_is_empty_while_more_exist(cast: Cast) -> None:
    numbers = []
    for at in range(7):
        more = {"kind": "accusation", "purpose": "accuse", "route": None} if at % 2 else {}
        numbers.append(registered(cast, f"河堤塌方第{at}处", "河堤塌方。", **more))
    ordinary = [number for at, number in enumerate(numbers) if at % 2 == 0][::-1]
    assert found(cast, "河堤") == numbers[::-1]
    assert found(cast, "河堤", "convener") == ordinary
    pages, before = [], None
    while page := found(cast, "河堤", "convener", before=before, limit=1):
        pages.append(page[0])
        before = page[-1]
    assert pages == ordinary
    assert found(cast, "河堤", "police") == [], "a unit that handles none of them finds none"
    stranger = search_index.find(cast.other, cast.clerk.actor, "河堤")
    assert stranger == [], "the conference is part of every document"


def test_a_petitioner_is_not_found_by_what_was_written_of_him(cast: Cast) -> None:
    text = (
        "本人钟离 秋水（电话１３９ 1111 2222，110101199003074418），住芦苇巷七十九号，反映路灯坏了。另有13812345678。"
    )
    number = registered(cast, "钟离秋水反映路灯", text, petitioners=[ZHAO])
    for words in ("钟离", "秋水", "钟离秋水", "芦苇巷", "1391111", "13911112222", "13812345678", "110101199003074418"):
        assert found(cast, words) == [], words
    assert found(cast, "路灯坏了") == [number]
    kept = stored()
    assert "坏了" in kept, "what is kept can be read here"
    for gram in ("钟离", "离秋", "秋水", "芦苇", "139", "74418"):
        assert gram not in kept, gram
    life = Life(cast, number)
    changed = registering.MatterGiven(
        channel="visit", petitioned_on=life.today, received_on=life.today, purpose="claim", kind="appeal_claim",
        route=6, title="路灯与水渠", text="钟离秋水说水渠也塌了。",
    )  # fmt: skip
    correcting.correct_matter(life.call(cast.clerk), **life.seen(), given=changed)
    assert found(cast, "水渠也塌") == [number]
    assert found(cast, "坏了") == found(cast, "秋水") == []


def test_the_clerk_is_told_of_a_name_in_the_text() -> None:
    assert names_in(["反映路灯", "钟离 秋水来访"], [ZHAO, Petitioner("李")]) == ("钟离秋水",)
    assert names_in(["反映路灯"], [ZHAO]) == ()
    assert (
        masked("电话0551-6543210，共 120000 元，2026年11月23日")
        == "电话＊＊＊＊＊＊＊＊＊＊＊＊，共 120000 元，2026年11月23日"
    )


def test_an_exit_takes_every_word_out_of_the_index(cast: Cast) -> None:
    stays = registered(cast, "修路灯", "路灯。")
    life = Life(cast)
    life.register(kind="accusation", purpose="accuse", route=None, title="检举鱼塘发包", text="鱼塘暗中发包给亲属。")
    assert found(cast, "鱼塘") == [life.number]
    left = deciding.Exit(to="县纪委监委", on=life.today, receipt="柳信移〔2026〕3号")
    deciding.send_to_discipline(life.call(cast.director), **life.seen(), exit_=left)
    assert found(cast, "鱼塘", "director") == []
    label = f"{life.number // 1_000_000}-{life.number % 1_000_000:04d}"
    assert found(cast, label, "director") == [life.number], "the stub is still called by its number"
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO matters_searchgrams (matters_searchgrams) VALUES ('optimize')")
    for gram in ("鱼塘", "塘暗", "亲属"):
        assert gram not in stored()
    assert found(cast, "路灯") == [stays]


def test_what_was_there_before_the_index_is_put_in(cast: Cast) -> None:
    numbers = [registered(cast, "旧台账", "钟离秋水反映道路。", petitioners=[ZHAO]) for _ in range(2)]
    for row in Matter.objects.filter(number__in=numbers):
        search_index.remove(row)
    SearchText.objects.all().delete()
    Identity.objects.update(by_initials="")
    assert found(cast, "旧台账") == []
    assert (search_index.complete(cast.conference), search_index.complete(cast.conference)) == (4, 0), (
        "two matters, and the initials of two people"
    )
    assert found(cast, "旧台账") == numbers[::-1]
    assert found(cast, "秋水") == []


def test_without_the_key_nothing_uncovered_is_indexed(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    number = registered(cast, "路灯", "钟离秋水反映路灯。", petitioners=[ZHAO])
    monkeypatch.setattr(settings, "IDENTITY_KEYS_FILE", settings.IDENTITY_KEYS_FILE.with_name("none"))
    search_index.put_again(Matter.objects.get(number=number))
    assert found(cast, "路灯") == []
    SearchText.objects.all().delete()
    with pytest.raises(vault.NoKey):
        search_index.complete(cast.conference)


def test_what_was_found_is_shown_in_its_place() -> None:
    wanted = read("路灯 三组")
    assert pieces("三组路灯坏了", wanted) == (("三组", True), ("路灯", True), ("坏了", False))
    assert pieces("水管", wanted) == (("水管", False),)
    long = "前" * 60 + "路灯" + "后" * 200
    shown = snippet(long, wanted)
    assert (shown[0], shown[-1]) == (("……", False), ("……", False))
    assert ("路灯", True) in shown
    assert snippet("水管", wanted) == ()
    assert exact("2026-137") == "20260137"


@given(st.text(alphabet="路灯坏，A1 ", max_size=30), st.text(alphabet="路灯坏A1 ", max_size=6))
def test_the_pieces_are_the_text(text: str, words: str) -> None:
    assert "".join(part for part, _ in pieces(text, read(words))) == text


def test_every_matter_is_indexed_once_however_it_was_written(cast: Cast) -> None:
    number = registered(cast, "路灯", "路灯。")
    row = Matter.objects.get(number=number)
    search_index.put_many(
        [
            (row, ()),
        ]
    )
    search_index.put(row, ())
    assert found(cast, "路灯") == [number]
    assert SearchText.objects.filter(matter=row).count() == 1
