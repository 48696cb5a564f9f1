"""Suggestions: from the table, then from the body's own choices; never a choice; logged as codes and counted."""

from __future__ import annotations

from typing import Any

import pytest

from lianxi.journal.models import FactRow
from lianxi.journal.refusals import Invalid, RuleBroken, Stale
from lianxi.matters.finding import duty_table, own_texts, suggesting
from lianxi.matters.finding.duty_table import Names
from lianxi.matters.finding.suggesting import Suggestions
from lianxi.matters.identities.people import Petitioner
from lianxi.matters.life import deciding
from lianxi.matters.models import Matter, RoutingChoice
from lianxi.roster.queries import UnitView
from tests.analysis.synthetic import PLACES, told
from tests.cast import Cast
from tests.matters.life import Life

pytestmark = pytest.mark.django_db
OTHER = "010201"


def suggest(cast: Cast, text: str, **more: Any) -> dict[str, list[tuple[str, tuple[str, ...]]]]:
    found = suggesting.suggest(cast.conference, text, **more)
    return {each.field: [(target.label, target.words) for target in each.targets] for each in found.fields}


def set_table(cast: Cast, version: int = 0, who: str = "clerk", **lines: str) -> None:
    names = duty_table.names_of(cast.conference)
    rows = [row for field, text in lines.items() for row in duty_table.read_lines(text, field, names)]
    duty_table.set_duties(Life(cast).call(cast.players[who]), rows=rows, version=version)


def test_before_anything_is_set_the_roster_and_common_words_speak(cast: Cast) -> None:
    found = suggest(cast, "柳塘村三组的承包地界石被挪动，找过派出所。")
    assert [label for label, _ in found["territory"]] == ["柳塘村"]
    assert found["responsible"] == [("镇派出所", ("派出所",))]
    assert found["category"] == [("土地承包", ("承包地", "地界", "界石"))]
    assert suggest(cast, "咨询一件事") == {"territory": [], "responsible": [], "category": []}
    assert suggesting.suggest(cast.conference, "咨询一件事").silent


def test_the_table_is_edited_in_lines_and_by_versions(cast: Cast) -> None:
    call = Life(cast).call(cast.clerk)
    set_table(cast, responsible="镇派出所：打架、噪音\n镇财政所：补贴 补助", category="土地承包：田埂")
    now = duty_table.table(cast.conference)
    names = duty_table.names_of(cast.conference)
    assert (now.version, duty_table.lines(now, "responsible", names)) == (
        1,
        "镇派出所：打架、噪音\n镇财政所：补贴、补助",
    )
    assert duty_table.lines(now, "category", names) == "010201 土地承包：田埂"
    again = [
        row
        for field in duty_table.FIELDS
        for row in duty_table.read_lines(duty_table.lines(now, field, names), field, names)
    ]
    assert sorted(again) == sorted(now.rows)
    assert suggest(cast, "夜里噪音扰民")["responsible"] == [("镇派出所", ("噪音",))]
    assert suggest(cast, "柳塘村")["territory"] == [], "what the office took out says nothing any more"
    data = FactRow.objects.get(conference=cast.conference, object="duty_table:1").data
    assert data == '{"category":1,"responsible":4,"territory":0}'
    with pytest.raises(Stale):
        duty_table.set_duties(call, rows=now.rows, version=0)
    for rows in ((), now.rows, (("responsible", "词语", "999"),)):
        with pytest.raises(Invalid):
            duty_table.set_duties(call, rows=rows, version=1)
    with pytest.raises(RuleBroken):
        duty_table.set_duties(Life(cast).call(cast.police), rows=now.rows, version=1)
    set_table(cast, 1, territory="柳塘村：三组")
    assert [number for number, _ in duty_table.versions(cast.conference)] == [2, 1]
    assert duty_table.table(cast.conference, 1).rows == now.rows


@pytest.mark.parametrize(
    ("name", "called"),
    [("柳塘镇财政所", ["柳塘镇财政所", "财政所"]), ("自然资源和村镇建设办公室", ["自然资源和村镇建设办公室"])],
)
def test_a_unit_is_also_known_without_its_townships_name(name: str, called: list[str]) -> None:
    assert duty_table.called(UnitView(1, name, "station", (), None, 1, (), None)) == called


@pytest.mark.parametrize(
    ("line", "said"),
    [("派出所 打架", "第 1 行没有冒号"), ("甲单位：打架", "“甲单位”不是现有的单位"), ("镇派出所：打", "每个词 2 到")],
)
def test_a_wrong_line_is_named(line: str, said: str) -> None:
    names = Names({"1": "镇派出所"}, {}, {"镇派出所": "1"})
    with pytest.raises(Invalid, match=said):
        duty_table.read_lines(line, "responsible", names)


def test_a_unit_that_must_keep_away_is_not_suggested(cast: Cast) -> None:
    assert cast.police.unit is not None
    assert suggest(cast, "派出所处理打架不公", without=(cast.police.unit,))["responsible"] == []


def taught(cast: Cast, number: int = 90) -> list[Any]:
    """So many matters, told of twelve problems, each given to one of three units and a category."""
    units = [cast.police.unit, cast.village.unit, cast.players["liaison"].unit]
    every = told(31, matters=number // 2)
    kinds = sorted({each.unit for each in every})
    life = Life(cast)
    for each in every:
        life.register(
            title=each.text[:40], text=each.text, responsible=units[kinds.index(each.unit) % 3], category=OTHER
        )
    return [units[kinds.index(each.unit) % 3] for each in every]


def test_the_bodys_own_choices_speak_once_there_are_enough(cast: Cast) -> None:
    text = f"{PLACES[0]}一组养猪场污水直排水塘，臭气熏天，污水横流"
    assert suggesting.suggest(cast.conference, text, only=("responsible",)).fields[0].source == ""
    taught(cast)
    found = suggesting.suggest(cast.conference, text, only=("responsible",)).fields[0]
    assert found.source == "history"
    assert found.targets[0].words
    (field,) = suggesting.suggest(cast.conference, "请问怎样办理户口", only=("responsible",)).fields
    assert field.targets == ()
    Matter.objects.update(restricted=True)
    own_texts._histories.cache_clear()
    assert suggesting.suggest(cast.conference, text, only=("responsible",)).fields[0].source == ""


def test_what_is_suggested_and_chosen_is_logged_as_codes_and_counted(cast: Cast) -> None:
    police, village = cast.police.unit, cast.village.unit
    life = Life(cast)
    shown = suggesting.suggest(cast.conference, "柳塘村有人打架，派出所没有出警")
    assert shown.code == f"0|territory=table={village}|responsible=table={police}|category=table=090100"
    given = {"title": "打架", "text": "打架。", "territory": village, "responsible": police, "category": OTHER}
    life.register(suggested=shown.code, **given)
    rows = RoutingChoice.objects.order_by("pk").values_list("field", "suggested", "source", "table_version", "chosen")
    assert list(rows) == [
        ("territory", [str(village)], "table", 0, str(village)),
        ("responsible", [str(police)], "table", 0, str(police)),
        ("category", ["090100"], "table", 0, OTHER),
    ]
    life.register(suggested="0|responsible==", **{**given, "responsible": village})
    counted = {
        each.label: (each.asked, each.silent, each.first, each.among) for each in suggesting.accuracy(cast.conference)
    }
    assert counted == {"属地单位": (1, 0, 1, 1), "责任单位": (2, 1, 1, 1), "内容分类": (1, 0, 0, 0)}
    left = deciding.Exit(to="县公安局", on=life.today)
    deciding.tell_elsewhere(life.call(cast.clerk), **life.seen(), exit_=left)
    assert RoutingChoice.objects.count() == 3, "an exit takes its own with it"


@pytest.mark.parametrize(
    "code", ["", "x", "1", "1|place=table=3", "1|category=table=<b>", "1|responsible=table=1,2,3,4"]
)
def test_what_is_no_code_is_not_logged(cast: Cast, code: str) -> None:
    Life(cast).register(suggested=code, responsible=cast.police.unit, category=OTHER)
    assert not RoutingChoice.objects.exists()


def test_the_history_is_tried_on_the_newest(cast: Cast) -> None:
    assert suggesting.tried(cast.conference) == []
    taught(cast, 120)
    found = {each.label: each for each in suggesting.tried(cast.conference)}["责任单位"]
    assert found.asked == 40
    assert found.first >= 0.8 * found.spoke > 0
    assert found.first_share.endswith("%")


def test_suggestions_see_no_petitioner(cast: Cast) -> None:
    found: Suggestions = suggesting.suggest(cast.conference, "电话13911112222反映柳塘村")
    assert all("139" not in word for field in found.fields for target in field.targets for word in target.words)
    Life(cast).register(text="钟离秋水反映。", petitioners=[Petitioner("钟离秋水")])
    assert all("秋水" not in row[0] for row in own_texts.confirmed(cast.conference))
