"""Slips to be printed: what stands on them, and that each bears the journal's witness."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.http import HttpResponse

from lianxi.journal import queries as journal
from lianxi.tasks import actions as tasks
from lianxi.web import clock
from tests.cast import Cast
from tests.documents.official import W, part, text_of
from tests.web.rows import Scene
from tests.web.scenes import make_scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene(cast: Cast) -> Scene:
    return make_scene(cast)


def rows(answer: HttpResponse) -> dict[str, str]:
    """Label → text, or unit → what stands in its third column."""
    lines = [[text_of(cell) for cell in row.iter(f"{W}tc")] for row in part(answer.content).iter(f"{W}tr")]
    return {line[0]: line[1] if len(line) == 2 else line[2] for line in lines}


def witness(cast: Cast) -> str:
    head = journal.head_by_id(cast.conference)
    return f"日志存证：第 {head.number} 号，{head.hash[:16]}"


def test_a_task_is_handed_over_on_paper_with_room_for_the_answer(scene: Scene) -> None:
    cast = scene.cast
    answer = cast.as_("clerk").get(cast.url(f"tasks/{scene.task}/slip.docx"))
    seen = rows(answer)
    assert (seen["任务名称"], seen["牵头单位"], seen["办结期限"]) == ("核实渠道淤积", "柳塘村", "未定")
    assert seen["办理情况"] == ""
    text = text_of(part(answer.content))
    assert "任务交办单" in text
    assert "签收人" in text
    assert witness(cast) in text


def test_the_chasing_slip_names_each_overdue_task_with_its_days(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    cast = scene.cast
    assert cast.village.unit is not None
    due = clock.today() + timedelta(days=2)
    tasks.assign_task(cast.clerk.call(), title="疏通沟渠", text="", lead=cast.village.unit, due=due)
    clerk, where = cast.as_("clerk"), cast.url(f"units/{cast.village.unit}/chase.docx")
    assert clerk.get(where).headers["Location"] == cast.url(f"units/{cast.village.unit}/")  # nothing is late
    later = clock.today() + timedelta(days=5)
    monkeypatch.setattr(clock, "today", lambda: later)
    answer = clerk.get(where)
    told = next(text for text in rows(answer).values() if text.startswith("疏通沟渠"))
    assert "已逾期 3 天" in told
    assert "柳塘村：" in text_of(part(answer.content))
    assert "打印催办单" in clerk.get(cast.url(f"units/{cast.village.unit}/")).content.decode()


def test_the_receipt_sheet_of_minutes_lists_every_receiver_and_the_minutes_bear_no_hash(scene: Scene) -> None:
    cast, number = scene.cast, scene.meetings["issued"]
    clerk = cast.as_("clerk")
    answer = clerk.get(cast.url(f"meetings/{number}/receipts.docx"))
    assert rows(answer)["柳塘村"] == ""
    assert witness(cast) in text_of(part(answer.content))
    formal = text_of(part(clerk.get(cast.url(f"meetings/{number}/minutes.docx")).content))
    assert journal.head_by_id(cast.conference).hash[:16] not in formal
    cast.as_("village").post(cast.url(f"meetings/{number}/receive"), {"key": "s"})
    day = clock.today()
    again = clerk.get(cast.url(f"meetings/{number}/receipts.docx"))
    assert rows(again)["柳塘村"] == f"{day.month}月{day.day}日"
    assert clerk.get(cast.url(f"meetings/{scene.meetings['drafted']}/receipts.docx")).status_code == 404


def test_a_request_for_help_is_put_on_paper(scene: Scene) -> None:
    cast = scene.cast
    answer = cast.as_("clerk").get(cast.url(f"help/{scene.help}/slip.docx"))
    seen = rows(answer)
    assert (seen["商请单位"], seen["商请事项"], seen["答复意见"]) == ("柳塘村", "请协助维持秩序", "")
    assert witness(cast) in text_of(part(answer.content))


def test_the_buttons_stand_where_the_clerk_needs_them(scene: Scene) -> None:
    cast = scene.cast
    clerk = cast.as_("clerk")
    assert "打印交办单" in clerk.get(cast.url(f"tasks/{scene.task}/")).content.decode()
    assert "打印商请单" in clerk.get(cast.url(f"help/{scene.help}/")).content.decode()
    assert "打印签收单" in clerk.get(cast.url(f"meetings/{scene.meetings['issued']}/")).content.decode()
    assert "下载办理回执表" in clerk.get(cast.url(f"units/{cast.village.unit}/")).content.decode()


def test_leave_and_substitution_are_put_on_paper_with_what_was_told_and_room_for_the_rest(scene: Scene) -> None:
    cast, number = scene.cast, scene.meetings["called"]
    unit = cast.village.unit
    village, clerk = cast.as_("village"), cast.as_("clerk")
    where = f"meetings/{number}/units/{unit}"
    blank = rows(clerk.get(cast.url(f"{where}/leave.docx")))
    assert (blank["单位"], blank["会议"], blank["请假事由"]) == ("柳塘村", "工作会议", "")
    given = {"key": "s", "answer": "substitute", "substitute": "村委会副主任田禾", "reason": "参加防汛"}
    village.post(cast.url(f"meetings/{number}/sign-in"), given)
    answer = village.get(cast.url(f"{where}/substitute.docx"))
    seen = rows(answer)
    assert (seen["代会人员"], seen["代会事由"]) == ("村委会副主任田禾", "参加防汛")
    assert seen["应到人员"].endswith("（柳塘村党总支书记）")
    assert witness(cast) in text_of(part(answer.content))
    assert rows(clerk.get(cast.url(f"{where}/leave.docx")))["请假事由"] == ""  # another answer is not leave
    for page in (f"meetings/{number}/", f"meetings/{number}/attendance"):
        assert f"{where}/substitute.docx" in clerk.get(cast.url(page)).content.decode()
    assert "打印请假单" in village.get(cast.url(f"meetings/{number}/sign-in")).content.decode()
    assert "打印代会单" in clerk.get(cast.url(f"meetings/{number}/attendance/unit?unit={unit}")).content.decode()


def test_there_is_no_slip_for_a_unit_that_was_not_called_or_a_meeting_that_was_cancelled(scene: Scene) -> None:
    cast, number = scene.cast, scene.meetings["called"]
    clerk = cast.as_("clerk")
    assert clerk.get(cast.url(f"meetings/{number}/units/9999/leave.docx")).status_code == 404
    clerk.post(cast.url(f"meetings/{number}/cancel"), {"key": "c", "version": 1, "reason": "防汛"})
    assert clerk.get(cast.url(f"meetings/{number}/units/{cast.village.unit}/leave.docx")).status_code == 404
