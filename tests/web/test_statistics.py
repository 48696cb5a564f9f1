"""The statistics through their pages: figures open to their matters, small ones of others stay unsaid."""

from __future__ import annotations

import re
import zipfile
from html import unescape
from io import BytesIO
from urllib.parse import unquote
from xml.etree import ElementTree

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lianxi.analysis.tallies import Row
from lianxi.matters.counting import figures
from lianxi.matters.models import Matter
from tests.cast import Cast
from tests.matters.counted_ledger import Plan, lay
from tests.matters.test_statistics import ON, a_row
from tests.web.test_brief_figures import a_brief, of, post

pytestmark = [pytest.mark.django_db, pytest.mark.database]
SECRET = "不得外露的概况"


def ledger(cast: Cast) -> list[Plan | Row]:
    """Nine visits to the village and three letters led by the police, two calls led by the village, two accusations."""
    police, village = cast.police.unit, cast.village.unit
    many = [a_row(lead=police, territory=village, category="010200", people=6) for _ in range(9)]
    letters = [a_row(lead=police, channel="letter", category="020100", territory=police) for _ in range(3)]
    own = [a_row(lead=village, territory=village, channel="call", limit_on=ON, finished_on=ON, closed_on=ON)] * 2
    return [
        *many,
        *letters,
        *own,
        a_row(kind="accusation", purpose="accuse", state="discipline", stub=True),
        Plan(a_row(kind="accusation", lead=police, territory=village), restricted=True),
        a_row(state="voided"),
    ]


def page(cast: Cast, who: str, path: str = "statistics/tables") -> str:
    answer = cast.as_(who).get(cast.url(path))
    assert answer.status_code == 200
    return str(answer.content.decode())


def table(text: str, key: str) -> list[list[str]]:
    """The rows of one table of the page, as text."""
    body = re.search(rf'of-{key}"><table>(.*?)</table>', text, re.DOTALL)
    assert body, key
    rows = re.findall(r"<tr>(.*?)</tr>", body[1], re.DOTALL)
    return [[re.sub(r"<[^>]+>", "", cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row)] for row in rows]


def test_the_office_sees_every_figure_and_stubs_count_without_content(cast: Cast) -> None:
    lay(cast.conference, ledger(cast))
    Matter.objects.filter(conference_id=cast.conference, stub=False).update(title=SECRET)
    text = page(cast, "clerk")
    volume = {row[0]: row[1] for row in table(text, "volume")}
    assert volume["件次"] == "16"
    assert volume["人次"] == "61"
    assert volume["集体来访（5 人以上）件次"] == "9"
    assert volume["其中移送、告知后只留存根"] == "1"
    assert volume["作废登记（不计入件次）"] == "1"
    assert ["检举控告类", "2", "2", "12.5%"] in table(text, "kind")
    assert [row[:2] for row in table(text, "fold")][1:] == [
        ["来信（含传真）", "3"], ["来访", "11"], ["网信", "0"], ["来电（单列）", "2"], ["合计", "16"]
    ]  # fmt: skip
    assert SECRET not in text
    assert SECRET not in page(cast, "convener", "statistics/")


def test_units_stand_in_the_order_of_the_roster_and_nothing_is_ranked(cast: Cast) -> None:
    lay(cast.conference, ledger(cast))
    text = page(cast, "clerk")
    names = [row[0] for row in table(text, "units")[1:]]
    order = [name for name in ("镇派出所", "镇司法所", "柳塘村") if any(name in each for each in names)]
    places = [next(place for place, each in enumerate(names) if name in each) for name in order]
    assert places == sorted(places)
    counts = [int(row[1]) for row in table(text, "units")[1:-1]]
    assert counts != sorted(counts, reverse=True)
    categories = [row[0] for row in table(text, "category")[1:]]
    assert categories.index("农村农业") < categories.index("自然资源")
    for ranking in ("排名第", "前三", "TOP", "最多", "名次", "第一名", "倒数"):
        assert ranking not in text
    assert "不作排名" in text


def test_the_numbers_in_a_drawing_are_those_of_its_table(cast: Cast) -> None:
    lay(cast.conference, ledger(cast))
    text = page(cast, "clerk")
    for key in ("trend", "channel", "fold", "category"):
        drawing = re.search(rf"<svg[^>]*chart-{key}-t.*?</svg>", text, re.DOTALL)
        assert drawing
        root = ElementTree.fromstring(unescape(drawing[0]))
        space = "{http://www.w3.org/2000/svg}"
        assert root.get("role") == "img"
        drawn = [each.text for each in root.iter(f"{space}text")]
        rows = table(text, key)[1:] if key == "trend" else table(text, key)[1:-1]
        first = [row for row in rows if row[0] not in ("村务管理", "土地承包经营", "土地资源管理", "未细分")]
        numbers = [row[1] for row in first]
        assert [each for each in drawn if each in {*numbers, "0"}] == numbers
        desc = root.find(f"{space}desc")
        assert desc is not None
        assert all(f"：{number}" in str(desc.text) for number in numbers)
        assert "style=" not in drawing[0]


def test_a_unit_sees_its_own_and_nothing_small_of_the_others(cast: Cast) -> None:
    lay(cast.conference, ledger(cast))
    text = page(cast, "village")
    units = {row[0]: row[1:] for row in table(text, "units")}
    own = next(row for name, row in units.items() if "柳塘村" in name)
    assert own[0] == "2"
    assert own[4] == "100.0%（2/2）"
    assert table(text, "volume")[1][1] == "14"  # neither the accusation nor what left
    assert ["检举控告类", "0", "0", "0.0%"] in table(text, "kind")
    for row in table(text, "category")[1:]:
        assert row[1] not in ("1", "2")
    assert "少于 3 件" in text


def test_what_the_others_have_together_is_not_told_when_it_is_small(cast: Cast) -> None:
    lay(
        cast.conference,
        [*[a_row(lead=cast.village.unit, territory=cast.village.unit)] * 5, a_row(lead=cast.police.unit)],
    )
    text = page(cast, "village")
    assert "of-volume" not in text
    assert [row[1] for row in table(text, "units")] == ["主办件次", "5"]
    assert "其他单位的件数少于 3 件" in page(cast, "village", "statistics/")


def test_the_level_above_and_what_leaves_get_no_small_numbers(cast: Cast) -> None:
    lay(cast.conference, ledger(cast))
    for text in (page(cast, "inspector"), page(cast, "clerk", "statistics/tables?outward=on")):
        for key in ("fold", "purpose", "kind", "category", "units"):
            assert {cell for row in table(text, key)[1:] for cell in row[1:2]}.isdisjoint({"1", "2"}), key
        assert "of-channel" not in text
        assert 'name="since"' not in text
    inspected = page(cast, "inspector", "statistics/tables?since=2026-11-23&until=2026-11-23&group=6")
    assert "2026年11月信访统计" in inspected  # a single day would tell one day's number
    assert "集体来访（5 人以上）件次" in inspected
    assert "2026年11月23日至2026年11月23日" in page(
        cast, "clerk", "statistics/tables?since=2026-11-23&until=2026-11-23"
    )


def test_any_period_may_be_picked_and_nonsense_is_this_month(cast: Cast) -> None:
    lay(cast.conference, ledger(cast))
    for query, name in (
        ("period=2026-10", "2026年10月"),
        ("period=2026-Q4", "2026年第四季度"),
        ("period=2025", "2025年"),
        ("period=x", "2026年11月"),
        ("since=2026-12-01&until=2026-11-01", "2026年11月"),
        ("group=999999999&period=2026", "2026年"),
    ):
        assert f"<h1>{name}信访统计</h1>" in page(cast, "convener", f"statistics/tables?{query}")
    empty = page(cast, "clerk", "statistics/tables?period=2024-01")
    assert "没有收到信访事项" in empty
    assert "登记后自动列在这里" in empty
    assert "0.0%" not in empty.replace("100.0%", "")


def test_the_workbook_and_the_document_hold_what_the_page_shows(cast: Cast) -> None:
    lay(cast.conference, ledger(cast))
    clerk = cast.as_("clerk")
    book = openpyxl.load_workbook(BytesIO(clerk.get(cast.url("statistics/tables.xlsx?period=2026")).content))
    assert "信访总量" in book.sheetnames
    assert len(book.sheetnames) == 12
    cells = {row[0].value: row[1].value for row in book["信访总量"].iter_rows()}
    assert cells["件次"] == 16
    assert not any(cell.data_type == "f" for sheet in book for row in sheet.iter_rows() for cell in row)
    data = clerk.get(cast.url("statistics/tables.docx?outward=on")).content
    words = zipfile.ZipFile(BytesIO(data)).read("word/document.xml").decode()
    assert "按期答复率" in words
    assert "少于 3 件的显示为" in words
    assert "&lt;3" in words


def test_every_figure_of_the_page_leads_to_its_matters(cast: Cast) -> None:
    lay(cast.conference, ledger(cast))
    director = cast.as_("director")
    text = page(cast, "director")
    links = re.findall(r'href="([^"]*\?group=all&amp;figure=([^"]+))">([^<]+)</a>', text)
    assert len(links) > 40
    rows, opened = figures.base(cast.conference), 0
    for place, (link, address, shown) in enumerate(links):
        figure = figures.read(unquote(address))
        assert figure is not None
        said = re.search(r"/(\d+)）", shown) or re.fullmatch(r"(\d+)", shown)
        assert said, shown
        assert figures.chosen(rows, figure, ON).count() == int(said[1]), address
        if place % 9 == 0:
            listed = director.get(unescape(link)).content.decode()
            assert len(re.findall(r'<td class="nr">', listed)) == int(said[1]), address
            assert "统计所含：" in listed
            opened += 1
    assert opened > 4
    assert "不完整" in director.get(cast.url("matters/?figure=nonsense")).content.decode()


def test_a_unit_opens_its_own_figures_and_no_others(cast: Cast) -> None:
    lay(cast.conference, ledger(cast))
    text = page(cast, "village")
    links = re.findall(r'href="([^"]*\?group=all&amp;figure=([^"]+))">([^<]+)</a>', text)
    assert links
    for link, address, shown in links:
        assert f"lead={cast.village.unit}" in unquote(address)
        listed = cast.as_("village").get(unescape(link)).content.decode()
        number = re.search(r"(\d+)）?$", shown)
        assert number
        assert len(re.findall(r'<td class="nr">', listed)) == int(number[1])


def test_the_pages_ask_no_more_than_twelve_times(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    lay(cast.conference, ledger(cast))
    for who in ("clerk", "village", "inspector"):
        client = cast.as_(who)
        for path in ("statistics/", "statistics/tables"):
            client.get(cast.url(path))
            with CaptureQueriesContext(connection) as asked:
                client.get(cast.url(path))
            assert len(asked) <= 12, [each["sql"][:90] for each in asked]


def test_a_brief_takes_the_figures_with_small_ones_kept_back(cast: Cast) -> None:
    lay(cast.conference, ledger(cast))
    clerk = cast.as_("clerk")
    place = a_brief(cast, clerk)
    shown = clerk.get(cast.url(f"{place}figures?period=2026-11")).content.decode()
    assert "附上信访统计表" in shown
    assert "信访形式（统计口径）" in shown
    post(clerk, cast, f"{place}figures", seen=1, period="2026-11", matters="on")
    tables = {each.name: each.rows for each in of(cast, place).draft.figures}
    assert tables["信访总量"][0][:2] == ("件次", "16")
    assert all(row[1] not in ("1", "2") for row in tables["内容分类"])
    assert tables["办理指标"][2][:2] == ("按期答复率", "＊")
