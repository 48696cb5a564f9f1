"""Joint supervision through its pages: who sees what when, few questions to the database, papers, 代录, inboxes."""

from __future__ import annotations

from io import BytesIO
from itertools import count
from typing import Any
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lianxi.matters import scope as matter_scope
from lianxi.oversight.supervision_queries import supervision_for
from tests.cast import Cast
from tests.oversight import supervision_ground as ground
from tests.oversight.supervision_ground import DAY, TODAY
from tests.papers.ground import issuer
from tests.web.scenes_matters import register

pytestmark = [pytest.mark.django_db, pytest.mark.database]
KEYS = count()


def post(client: Client, cast: Cast, path: str, status: int = 302, **given: Any) -> str:
    answer = client.post(cast.url(path), {"key": f"s{next(KEYS)}", **given})
    assert answer.status_code == status, answer.content.decode()
    return answer.content.decode() if status != 302 else str(answer.headers["Location"])


def text_of(data: bytes) -> str:
    return ZipFile(BytesIO(data)).read("word/document.xml").decode()


def test_a_supervision_runs_through_its_pages_from_a_unit_s_proposal_to_the_report(cast: Cast) -> None:
    ground.with_rules(cast)
    police, clerk, village = cast.as_("police"), cast.as_("clerk"), cast.as_("village")
    units = [ground.unit(cast, "柳塘村"), ground.unit(cast, "上河村")]
    given: dict[str, Any] = {"title": "按期办理联合督查", "reason": "临期事项多。", "units": units}
    place = post(police, cast, "supervisions/new", **given)
    number = int(place.rstrip("/").rsplit("/", 1)[1])
    page = f"supervisions/{number}/"
    # nothing typed is lost, and the reason for the refusal stands at its field
    answer = post(
        clerk, cast, "supervisions/new", 422, **{**given, "last_day": "2026-11-01", "first_day": "2026-11-09"}
    )
    assert "督查结束日期早于开始日期" in answer
    assert "临期事项多。" in answer

    assert "联合督查，待审批" in cast.as_("convener").get(cast.url("inbox/")).content.decode()
    paper: dict[str, Any] = {"behalf_seat": cast.convener.seat, "behalf_on": TODAY.isoformat(), "verdict": "approve"}
    refused = post(clerk, cast, page, 422, step="on_paper", version=1, **paper)
    assert "请填写此项" in refused
    scan = SimpleUploadedFile("签批.pdf", b"%PDF-1.4 signed")
    post(clerk, cast, page, step="on_paper", version=1, scans=scan, **paper)
    checklist = "十五日内受理告知 | 信访工作条例\n回访群众"
    senders = [ground.unit(cast, "派出所"), ground.unit(cast, "司法所")]
    post(clerk, cast, f"{page}organise", version=2, senders=senders, arrangement="八点集合", checklist=checklist)
    assert "报送派出人员" in police.get(cast.url("inbox/")).content.decode()
    post(police, cast, page, step="join", version=3, people="秦朗 所长（带队）\n何青")
    justice = next(seat for seat in _seats(cast) if seat.unit == senders[1])
    behalf: dict[str, Any] = {"behalf_seat": justice.number, "means": "phone", "behalf_on": TODAY.isoformat()}
    post(clerk, cast, page, step="join", version=3, people="丁素梅", **behalf)
    post(clerk, cast, page, step="start", version=3, started_on=TODAY.isoformat())
    shown = clerk.get(cast.url(page)).content.decode()
    assert "秦朗" in shown
    assert "丁素梅" in shown
    # who is looked at sees nothing of it, and nobody outside the team adds to it
    assert village.get(cast.url(page)).status_code == 404
    at = f"{page}units/{units[0]}/"
    post(police, cast, at, step="results", result_1="bad", note_1="一件超期", result_2="", note_2="")
    due = (TODAY + 10 * DAY).isoformat()
    post(police, cast, at, step="finding", version=4, text="一件超期告知", demand="补告知", due=due, item=1)
    post(clerk, cast, at, step="feedback", version=4)
    post(clerk, cast, f"{page}units/{units[1]}/", step="feedback", version=5, nothing="on")
    assert "待整改" in village.get(cast.url("inbox/")).content.decode()
    own = village.get(cast.url(page)).content.decode()
    assert "一件超期告知" in own
    for hidden in ("上河村", "秦朗", "八点集合", "临期事项多", "回访群众", "经过"):
        assert hidden not in own
    slip = village.get(cast.url(f"{at}feedback.docx"))
    assert "一件超期告知" in text_of(slip.content)
    assert village.get(cast.url(f"{page}units/{units[1]}/feedback.docx")).status_code == 404

    finding = supervision_for(cast.conference, cast.clerk.actor, number, on=TODAY).findings[0].number  # type: ignore[union-attr]
    post(village, cast, f"findings/{finding}/", step="rectify", version=2, text="已补告知")
    assert "核验整改" in clerk.get(cast.url("inbox/")).content.decode()
    post(clerk, cast, f"findings/{finding}/", step="verify", version=3, opinion="属实")
    post(clerk, cast, page, step="report", version=6, text="督查两村。", agenda="on", important="on")
    assert "起草报告" in clerk.get(cast.url("inbox/")).content.decode()
    upward = clerk.get(cast.url(f"reports/new?origin=supervision:{number}")).content.decode()
    assert "按期办理联合督查" in upward
    notice = text_of(clerk.get(cast.url(f"{page}notice.docx")).content)
    for words in ("关于开展按期办理联合督查的通知", "经召集人批准", "十五日内受理告知", "八点集合"):
        assert words in notice
    assert "督查两村" in text_of(clerk.get(cast.url(f"{page}report.docx")).content)
    listed = clerk.get(cast.url("supervisions/?shown=all")).content.decode()
    assert "已核验 1/1" in listed


def _seats(cast: Cast):  # type: ignore[no-untyped-def]
    from lianxi.roster import queries

    return queries.seats(cast.conference)


def test_the_matter_it_is_about_shows_only_to_who_may_see_the_matter(cast: Cast) -> None:
    assert cast.police.unit is not None
    accused: dict[str, object] = {"kind": "accusation", "route": None, "accused_units": (cast.police.unit,)}
    matter = register(cast, "反映出警不公", **accused)
    number = ground.started(cast, matter=matter)
    assert matter_scope.visible(cast.conference, cast.director.actor).filter(number=matter).exists()
    seen = {
        who: supervision_for(cast.conference, cast.players[who].actor, number, on=TODAY)
        for who in ("director", "police", "convener")
    }
    assert {who: view.matter if view else 0 for who, view in seen.items()} == {
        "director": matter,
        "police": None,
        "convener": None,
    }
    for who in ("police", "convener"):
        assert str(matter) not in cast.as_(who).get(cast.url(f"supervisions/{number}/")).content.decode()
    # nor can somebody find out by naming it
    answer = post(
        cast.as_("police"),
        cast,
        "supervisions/new",
        422,
        title="试",
        reason="试",
        units=[ground.unit(cast, "柳塘村")],
        matter=matter,
    )
    assert "没有这个编号的信访事项" in answer


def test_the_pages_ask_few_questions(cast: Cast) -> None:
    ground.with_rules(cast)
    over, finding = ground.over(cast)
    running, waiting = ground.started(cast), ground.proposed(cast)
    for _ in range(3):
        ground.record(cast, running)
    asked = {}
    for who, path, most in (
        ("clerk", "supervisions/?shown=all", 8),
        ("village", "supervisions/?shown=all", 8),
        ("convener", f"supervisions/{waiting}/", 12),
        ("clerk", f"supervisions/{running}/", 12),
        ("police", f"supervisions/{running}/", 12),
        ("clerk", f"supervisions/{over}/", 12),
        ("village", f"supervisions/{over}/", 12),
        ("clerk", f"findings/{finding}/", 12),
        ("clerk", f"supervisions/{running}/units/{ground.unit(cast, '柳塘村')}/", 12),
    ):
        client = cast.as_(who)
        client.get(cast.url("supervisions/"))
        with CaptureQueriesContext(
            connection,
        ) as captured:
            assert client.get(cast.url(path)).status_code == 200
        asked[who, path] = (len(captured), most)
    assert not {key: (found, most) for key, (found, most) in asked.items() if found > most}


def test_a_notice_with_a_number_begins_from_the_supervision_and_stands_on_its_page(cast: Cast) -> None:
    issuer(cast)
    number, clerk = ground.approved(cast), cast.as_("clerk")
    path = f"documents/new?kind=notice&supervision={number}"
    shown = clerk.get(cast.url(path)).content.decode()
    assert "关于开展信访事项按期办理情况联合督查的通知" in shown
    form: dict[str, Any] = {
        "kind": "notice",
        "issuer": 1,
        "title": "关于开展联合督查的通知",
        "addressee": "镇派出所",
        "body": "请派员。",
    }
    post(clerk, cast, path, urgency="", **form)
    assert "关于开展联合督查的通知" in clerk.get(cast.url(f"supervisions/{number}/")).content.decode()
    assert clerk.get(cast.url("documents/new?kind=notice&supervision=999")).status_code == 404
