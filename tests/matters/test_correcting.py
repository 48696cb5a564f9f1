"""Corrections: what may change, what only becomes earlier, what takes two."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from lianxi.journal.refusals import Invalid, RuleBroken, Stale
from lianxi.matters.life import correcting
from lianxi.matters.life.registering import MatterGiven, gaps
from lianxi.matters.models import Deadline
from lianxi.matters.tables import categories
from tests.cast import Cast
from tests.matters.life import Life, begin


def given(life: Life, **changed: object) -> MatterGiven:
    row = life.matter
    same = MatterGiven(
        channel=row.channel,
        petitioned_on=row.petitioned_on,
        received_on=row.received_on,
        purpose=row.purpose,
        kind=row.kind,
        route=row.route,
        title=row.title,
        text=row.text,
        source=row.source,
        category=row.category,
    )
    return replace(same, **changed)  # type: ignore[arg-type]


def correct(life: Life, **changed: object) -> None:
    correcting.correct_matter(life.call(life.cast.clerk), **life.seen(), given=given(life, **changed))


def test_a_later_day_of_receipt_gains_no_time_and_an_earlier_one_loses_it(cast: Cast) -> None:
    life = begin(cast, "registered")
    day, before = life.matter.received_on, Deadline.objects.get(matter=life.matter, rule="direct_notice").judged
    life.later(5)
    correct(life, received_on=day + timedelta(days=4))
    assert Deadline.objects.get(matter=life.matter, rule="direct_notice").judged == before
    earlier = day - timedelta(days=3)
    correct(life, received_on=earlier, petitioned_on=earlier)
    assert life.matter.due_on == before - timedelta(days=3)


def test_a_category_is_of_the_table_in_force_and_a_filed_one_outlives_it(cast: Cast) -> None:
    table = categories.table(cast.conference)
    leaf = next(code for code, _ in table.rows if not code.endswith("00"))
    life = begin(cast, "registered", category=leaf)
    with pytest.raises(Invalid, match="分类表"):
        correct(life, category="777777")
    rows = [row for row in table.rows if row[0] != leaf]
    categories.set_categories(life.call(cast.clerk), rows=rows, version=table.version, basis="修订")
    correct(life, title="改过的标题")
    assert (life.matter.title, life.matter.category, life.matter.category_version) == ("改过的标题", leaf, 0)


def test_who_saw_an_older_version_is_told(cast: Cast) -> None:
    life = begin(cast, "registered")
    seen = life.seen()
    correct(life, title="第一次更正")
    with pytest.raises(Stale):
        correcting.correct_matter(life.call(cast.clerk), **seen, given=given(life, title="第二次更正"))


def test_the_source_stays_and_a_bearer_is_not_accused_behind_its_back(cast: Cast) -> None:
    life = begin(cast, "registered")
    with pytest.raises(Invalid, match="来源"):
        correct(life, source="transferred", sender="县信访局")
    life.assign()
    with pytest.raises(RuleBroken, match="先改由其他单位"):
        correct(life, conflicted_units=(cast.police.unit,))


def test_voiding_takes_a_second_person_and_the_number_stays_counted(cast: Cast) -> None:
    life = begin(cast, "registered")
    correcting.ask_void(life.call(cast.director), **life.seen(), reason="重复登记。")
    with pytest.raises(RuleBroken, match="等待复核"):
        life.assign()
    with pytest.raises(RuleBroken, match="申请人以外"):
        correcting.void_matter(life.call(cast.director), **life.seen())
    correcting.void_matter(life.call(cast.organ_head), **life.seen())
    assert (life.matter.state, life.matter.text, life.matter.due_on) == ("voided", "反映补助没有发放。", None)
    begin(cast, "registered")
    assert gaps(cast.conference, life.today.year) == []
