"""约谈 through its pages: decided on the phone, said by the unit, printed, put right; nothing of it reaches others."""

from __future__ import annotations

import io
import zipfile
from datetime import date, timedelta
from io import BytesIO
from itertools import count
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lianxi.matters.models import Matter
from lianxi.tasks import actions as tasks
from lianxi.tasks.models import Task
from tests.cast import Cast
from tests.matters.life import begin
from tests.web import canaries
from tests.web.scenes_interviews import make

pytestmark = [pytest.mark.django_db, pytest.mark.database]
TODAY = date(2026, 11, 23)
DAY = timedelta(days=1)
KEYS = count()


def post(client: Client, cast: Cast, path: str, **given: object) -> str:
    answer = client.post(cast.url(path), {"key": str(next(KEYS)), **given})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer.headers["Location"]).removeprefix(f"/{cast.slug}/")


def words_of(answer: Any) -> str:
    """The text of a .docx."""
    with zipfile.ZipFile(io.BytesIO(answer.content)) as paper:
        return "".join(paper.read(name).decode() for name in paper.namelist() if name.endswith(".xml"))


def test_an_interview_goes_from_the_offices_proposal_to_its_close(cast: Cast) -> None:
    clerk, convener, village = cast.as_("clerk"), cast.as_("convener"), cast.as_("village")
    unit = cast.village.unit
    assert unit is not None
    task = tasks.assign_task(cast.clerk.call(), title="渠道清淤", text="", lead=unit, due=TODAY).object
    Task.objects.update(due=TODAY - DAY)
    assert "先选择要约谈的单位" in clerk.get(cast.url("interviews/new")).content.decode()
    form = clerk.get(cast.url("interviews/new"), {"unit": unit}).content.decode()
    assert "渠道清淤" in form
    assert "次数" not in form.replace("信访数量、人次和排名不能作事由", "")
    counted = {"ground": "overdue", "basis": task, "reason": "上访次数全镇第一"}
    refused = clerk.post(cast.url(f"interviews/new?unit={unit}"), {"key": "k", **counted})
    page = refused.content.decode()
    assert refused.status_code == 422
    assert "第三十九条第三款" in page
    assert "上访次数全镇第一" in page  # nothing typed is lost
    given = {"ground": "overdue", "basis": task, "reason": "清淤逾期，没有书面答复。", "person": "林秋生"}
    place = post(clerk, cast, f"interviews/new?unit={unit}", **given)
    assert village.get(cast.url(place)).status_code == 404
    assert "决定约谈" in convener.get(cast.url("inbox/")).content.decode()
    post(convener, cast, place, step="agree", version=1)
    assert "召集人约谈本单位负责人" in village.get(cast.url("inbox/")).content.decode()
    post(village, cast, place, step="view", version=2, text="施工队已进场。")
    held = {"problem": "清淤逾期。", "measures": "十日内清淤。", "statement": "没有异议。", "held_on": TODAY}
    due = {"due": TODAY + 10 * DAY, "seat": cast.convener.seat}
    assert "登记约谈" in clerk.get(cast.url("inbox/")).content.decode()
    post(clerk, cast, place, step="hold", version=2, **held, **due)
    assert "反馈约谈整改" in village.get(cast.url("inbox/")).content.decode()
    post(village, cast, place, step="rectify", version=3, text="已清淤并公示。")
    assert "审阅整改" in clerk.get(cast.url("inbox/")).content.decode()
    post(clerk, cast, place, step="close", version=4)
    page = village.get(cast.url(place)).content.decode()
    for words in ("已办结", "施工队已进场。", "约谈前", "没有异议。", "已清淤并公示。", "渠道清淤"):
        assert words in page
    notice = words_of(village.get(cast.url(f"{place}notice.docx")))
    paper = words_of(clerk.get(cast.url(f"{place}record.docx")))
    assert all(words in notice for words in ("约谈通知书", "清淤逾期，没有书面答复。", "陈述意见"))
    assert all(words in paper for words in ("被约谈人", "没有异议。", "单位陈述意见", cast.convener.name))


def test_a_decision_on_paper_is_recorded_only_with_its_scan(cast: Cast) -> None:
    clerk, unit = cast.as_("clerk"), cast.village.unit
    given = {
        "ground": "convener", "reason": "长期不报进展。", "behalf_seat": cast.convener.seat, "means": "paper",
        "behalf_on": TODAY,
    }  # fmt: skip
    refused = clerk.post(cast.url(f"interviews/new?unit={unit}"), {"key": "k", **given})
    assert refused.status_code == 422
    assert "签字原件" in refused.content.decode()
    with io.BytesIO(b"%PDF-1.4 signed") as scan:
        scan.name = "决定.pdf"
        place = post(clerk, cast, f"interviews/new?unit={unit}", **given, scans=scan)
    page = cast.as_("village").get(cast.url(place)).content.decode()
    assert "待约谈" in page
    assert "决定.pdf" in page


def test_no_petitioner_and_no_hidden_matter_stands_on_page_or_paper(cast: Cast) -> None:
    life = begin(cast)
    Matter.objects.filter(number=life.number).update(due_on=TODAY - 40 * DAY)
    canaries.plant(cast)
    unit = cast.police.unit
    convener, police = cast.as_("convener"), cast.as_("police")
    given = {"ground": "overdue", "basis": f"matter:{life.number}", "reason": "到期未答复。"}
    place = post(convener, cast, f"interviews/new?unit={unit}", **given)
    label = f"信访事项 2026-{life.number % 1_000_000:04d}"
    for path in ("", "notice.docx", "record.docx"):
        answer = police.get(cast.url(f"{place}{path}"))
        assert canaries.leaks(answer, answer.content) == []
        assert label in (words_of(answer) if path else answer.content.decode())
    Matter.objects.filter(number=life.number).update(restricted=True)
    for who in ("liaison", "convener"):
        for path in ("", "notice.docx", "record.docx"):
            answer = cast.as_(who).get(cast.url(f"{place}{path}"))
            assert answer.status_code == 200
            shown = words_of(answer) if path else answer.content.decode()
            assert f"2026-{life.number % 1_000_000:04d}" not in shown
            assert str(life.number) not in shown


def test_another_unit_finds_nothing_on_any_page_nor_on_the_board(cast: Cast) -> None:
    make(cast)
    police = cast.as_("police")
    for path in ("interviews/?shown=all", "unit-measures/?shown=all", "attention/?shown=all", "comments/", "inbox/"):
        page = police.get(cast.url(path)).content.decode()
        assert "柳塘村" not in page.replace("柳塘村党总支", ""), path
        assert "约谈本单位" not in page
    for who, rows in (("village", 2), ("clerk", 3), ("police", 0), ("organ_head", 2)):
        answer = cast.as_(who).get(cast.url("interviews/export.xlsx"), {"shown": "all"})
        book = openpyxl.load_workbook(BytesIO(answer.content))
        cells = [cell.value for row in book.active.iter_rows() for cell in row]
        assert cells.count("召集人认为需要约谈") == rows, who


def test_a_circular_goes_to_others_only_as_a_document_that_somebody_drafts(cast: Cast) -> None:
    unit, clerk = cast.village.unit, cast.as_("clerk")
    given = {"kind": "circular", "ground": "false_handling", "text": "回访照片系上一年旧照。"}
    place = post(clerk, cast, f"unit-measures/new?unit={unit}", **given)
    assert "审批" in cast.as_("convener").get(cast.url("inbox/")).content.decode()
    post(cast.as_("convener"), cast, place, step="approve", version=1)
    assert "起草发给其他单位的通报" in clerk.get(cast.url(place)).content.decode()
    assert "起草发给其他单位的通报" not in cast.as_("village").get(cast.url(place)).content.decode()
    assert cast.as_("police").get(cast.url(place)).status_code == 404
    assert "情况通报" in words_of(cast.as_("village").get(cast.url(f"{place}paper.docx")))


def test_what_was_said_at_a_meeting_is_answered_by_the_unit(cast: Cast) -> None:
    made = make(cast)
    clerk, village, place = cast.as_("clerk"), cast.as_("village"), f"comments/{made['comment']}/"
    given = {"meeting": made["meeting"], "unit": cast.village.unit}
    refused = clerk.post(cast.url("comments/new"), {"key": "k", **given, "owed": "全镇信访量排名第一"})
    assert refused.status_code == 422
    more = post(clerk, cast, "comments/new", **given, good="及时。", do="more")
    assert more == f"comments/new?meeting={made['meeting']}"
    assert "对本单位的点评" in village.get(cast.url("inbox/")).content.decode()
    post(village, cast, place, step="reply", version=1, text="台账已补齐。")
    assert "台账已补齐。" in clerk.get(cast.url(place)).content.decode()


def test_the_pages_ask_the_database_a_known_number_of_times(cast: Cast) -> None:
    made = make(cast)
    for who, path, most in (
        ("clerk", "interviews/", 8),
        ("village", "interviews/", 8),
        ("clerk", "attention/", 8),
        ("clerk", "unit-measures/", 8),
        ("clerk", "comments/", 8),
        ("clerk", f"interviews/{made['held']}/", 12),
        ("convener", f"interviews/{made['decided']}/", 12),
        ("village", f"interviews/{made['held']}/", 12),
        ("clerk", f"unit-measures/{made['measure_answered']}/", 12),
        ("clerk", f"attention/{made['attention']}/", 12),
        ("clerk", f"comments/{made['comment']}/", 12),
    ):
        client = cast.as_(who)
        client.get(cast.url(path))
        with CaptureQueriesContext(connection) as asked:
            assert client.get(cast.url(path)).status_code == 200
        assert len(asked) <= most, (path, len(asked))
