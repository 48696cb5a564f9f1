"""The year's work points become tasks when they are issued, in the same entry."""

from __future__ import annotations

from datetime import timedelta

import pytest

from lianxi.journal.queries import facts
from lianxi.journal.refusals import Invalid
from lianxi.papers import outgoing
from lianxi.papers.content import Draft, PointText
from lianxi.tasks import queries
from lianxi.web import clock
from tests.cast import Cast
from tests.papers.ground import brought_to, issuer

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def test_each_point_is_a_task_of_its_unit_in_the_entry_that_issues_them(cast: Cast) -> None:
    due = clock.today() + timedelta(days=60)
    points = (PointText("每月排查一次矛盾纠纷。", cast.village.unit, due), PointText("化解积案。", cast.police.unit))
    number = brought_to(cast, "issued", Draft("work_points", issuer(cast), "年度信访工作要点", points=points))
    issued = next(fact.entry for fact in facts(cast.conference) if fact.verb == "document.issued")
    told = sorted(fact.verb for fact in facts(cast.conference) if fact.entry == issued)
    assert told == ["document.issued", "task.assigned", "task.assigned", "work_points.issued"]
    rows = queries.tasks(cast.conference, role="director", unit=None, on=clock.today())
    assert [(row.title, row.lead, row.due, row.origin) for row in rows] == [
        ("每月排查一次矛盾纠纷", cast.village.unit, due, f"document:{number}"),
        ("化解积案", cast.police.unit, None, f"document:{number}"),
    ]


def test_points_without_a_unit_are_not_checked(cast: Cast) -> None:
    given = Draft("work_points", issuer(cast), "年度信访工作要点", points=(PointText("化解积案。"),))
    number = outgoing.draft_document(cast.clerk.call(), draft=given).number
    with pytest.raises(Invalid, match="第 1 条要点没有责任单位"):
        outgoing.check_document(cast.director.call(), number=number, version=1)
