"""The duty table, suggestions beside the forms, and repeats, through their pages."""

from __future__ import annotations

from itertools import count

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lianxi.matters.finding import own_texts, search_index
from lianxi.matters.models import Link, Matter, RoutingChoice
from tests.cast import Cast
from tests.web.oracle_matter_register import REGISTERED
from tests.web.scenes_finding import make

pytestmark = pytest.mark.django_db
KEYS = count()


def see(client: Client, cast: Cast, path: str) -> str:
    answer = client.get(cast.url(path))
    assert answer.status_code == 200, path
    return answer.content.decode()


def post(client: Client, cast: Cast, path: str, status: int = 302, **given: object) -> str:
    answer = client.post(cast.url(path), {"key": str(next(KEYS)), **given})
    assert answer.status_code == status, answer.content.decode()
    return answer.content.decode()


def test_the_ledger_is_searched_and_what_was_found_is_marked(cast: Cast) -> None:
    make(cast)
    clerk = cast.as_("clerk")
    found = see(clerk, cast, "matters/?text=农田 涵管")
    assert "机耕路改建后<mark>农田</mark>积水" in found
    assert "改建后<mark>涵管</mark>太小" in found, "a part of the text too"
    assert "按信访人查" in found
    assert "几个词要都出现" in see(clerk, cast, "matters/?text=农田 路灯")
    assert "农田" not in see(cast.as_("police"), cast, "matters/?text=涵管").partition("<table")[2]
    assert 'value="&lt;b&gt;&quot;"' in see(clerk, cast, "matters/?text=%3Cb%3E%22")


def test_a_repeat_is_looked_at_linked_and_set(cast: Cast) -> None:
    of, clerk = make(cast), cast.as_("clerk")
    page = f"matters/{of['again']}/repeats/"
    shown = see(clerk, cast, page)
    assert "<mark>农田积水</mark>" in shown
    assert "早稻受淹" in shown
    assert "是否同一信访人" in shown
    card = see(clerk, cast, f"{page}?part=card")
    assert "<mark>农田积水</mark>" in card
    assert "<html" not in card
    assert f'data-part="{cast.url(page)}?part=card"' in see(clerk, cast, f"matters/{of['again']}/")
    post(clerk, cast, page, step="same", other=of["first"])
    shown = see(clerk, cast, page)
    assert "同一事项</span>" in shown
    assert "改登记为重复" in shown
    post(clerk, cast, page, step="repeat", version=Matter.objects.get(number=of["again"]).version)
    assert "改登记为重复" not in see(clerk, cast, page)
    assert "同一事项</span>" in see(clerk, cast, f"matters/{of['first']}/repeats/")
    post(clerk, cast, page, step="apart", other=of["first"])
    assert Link.objects.get().kind == "different"
    label = f"2026-{of['first'] % 1_000_000:04d}"
    assert "编号" in post(clerk, cast, page, 422, step="link", other="第三件", kind="same")
    assert "没有编号为" in post(clerk, cast, page, 422, step="link", other="2026-9999", kind="same")
    post(clerk, cast, page, step="link", other=label, kind="similar")
    assert "已经登记为相似事项" in post(clerk, cast, page, 422, step="similar", other=of["first"])
    looking = see(cast.as_("convener"), cast, page)
    assert "相似事项</span>" in looking
    assert "按编号关联" not in looking


def test_the_duty_table_is_edited_in_its_page(cast: Cast) -> None:
    clerk = cast.as_("clerk")
    assert "还没有修订过" in see(clerk, cast, "ledger/duties")
    edit = see(clerk, cast, "ledger/duties/edit")
    assert "镇派出所：镇派出所、派出所" in edit
    wrong = post(
        clerk, cast, "ledger/duties/edit", 422, version=0, responsible="镇派出所：打架\n不存在：词语", category=""
    )
    assert "第 2 行的“不存在”" in wrong
    assert "镇派出所：打架" in wrong, "what was typed stays"
    post(clerk, cast, "ledger/duties/edit", version=0, responsible="镇派出所：打架、噪音", category="010201：界石")
    shown = see(clerk, cast, "ledger/duties")
    assert "第 1 版" in shown
    assert "打架、噪音" in shown
    assert "由别人修订过" in post(clerk, cast, "ledger/duties/edit", 409, version=0, category="010201：田埂")
    post(clerk, cast, "ledger/duties/edit", version=1, category="010201：田埂")
    assert "仅供查阅" in see(clerk, cast, "ledger/duties?version=1")
    assert clerk.get(cast.url("ledger/duties?version=9")).status_code == 404
    assert "还不够，暂不能试算" in see(clerk, cast, "ledger/suggestions")


def test_an_assignment_shows_suggestions_fills_nothing_and_logs_what_was_chosen(cast: Cast) -> None:
    of, clerk = make(cast), cast.as_("clerk")
    Matter.objects.filter(number=of["again"]).update(title="派出所没有出警")
    search_index.put(Matter.objects.get(number=of["again"]), ())
    page = f"matters/{of['again']}/steps/assign"
    shown = see(clerk, cast, page)
    assert "填入：镇派出所" in shown
    assert "“派出所”" in shown
    police = cast.police.unit
    assert f'<option value="{police}" selected' not in shown, "never filled in beforehand"
    filled = see(clerk, cast, f"{page}?lead={police}")
    assert f'<option value="{police}" selected' in filled
    code = f"0|responsible=table={police}"
    assert f'value="{code}"' in shown
    post(clerk, cast, page, version=1, lead=cast.village.unit, suggested=code)
    row = RoutingChoice.objects.get()
    assert (row.suggested, row.chosen, row.table_version) == ([str(police)], str(cast.village.unit), 0)
    assert "责任单位" in see(clerk, cast, "ledger/suggestions")


def test_suggestions_are_asked_for_filled_in_by_a_button_and_logged(cast: Cast) -> None:
    clerk, police = cast.as_("clerk"), cast.police.unit
    typed = {**REGISTERED, "text": "派出所没有出警。", "petitioner_name_0": "上官清和"}
    asked = post(clerk, cast, "matters/new", 200, **typed, suggest="1")
    assert f'value="responsible={police}"' in asked
    assert "派出所没有出警。" in asked
    assert "上官清和" in asked, "nothing typed is lost"
    assert "没有把握" in asked
    assert f'<option value="{police}" selected' not in asked
    filled = post(clerk, cast, "matters/new", 200, **typed, fill=f"responsible={police}")
    assert f'<option value="{police}" selected' in filled
    assert not Matter.objects.exists(), "asking writes nothing"
    accused = post(clerk, cast, "matters/new", 200, **typed, accused_units=[police], suggest="1")
    assert f'value="responsible={police}"' not in accused, "who must keep away is not suggested"
    answer = clerk.post(
        cast.url("matters/new"),
        {"key": "r", **typed, "responsible": police, "suggested": f"0|responsible=table={police}"},
    )
    assert answer.status_code == 302
    assert RoutingChoice.objects.get().chosen == str(police)


def test_the_clerk_is_warned_once_of_a_name_in_the_text(cast: Cast) -> None:
    clerk = cast.as_("clerk")
    typed = {**REGISTERED, "text": "上官 清和反映水渠塌方。", "petitioner_name_0": "上官清和"}
    warned = post(clerk, cast, "matters/new", 422, **typed)
    assert "这里写了信访人的姓名（上官＊＊）" in warned
    assert not Matter.objects.exists()
    assert clerk.post(cast.url("matters/new"), {"key": "n", **typed, "names_seen": "1"}).status_code == 302
    assert Matter.objects.exists()


def test_pages_ask_few_questions(cast: Cast) -> None:
    of, clerk = make(cast), cast.as_("clerk")
    see(clerk, cast, "ledger/duties")
    for path, most in (
        (f"matters/{of['again']}/repeats/", 10),
        ("matters/?text=涵管", 8),
        ("ledger/duties", 9),
        ("ledger/suggestions", 7),
    ):
        own_texts._frequencies.cache_clear()
        with CaptureQueriesContext(connection) as asked:
            see(clerk, cast, path)
        assert len(asked) <= most, "\n".join(each["sql"][:160] for each in asked)
