"""延长办理期限: at most thirty days in all, in time, by the head of the organ, told to the petitioner."""

from __future__ import annotations

from datetime import date

import pytest

from lianxi.journal.refusals import Invalid, RuleBroken
from lianxi.matters.life import extending
from lianxi.matters.models import Deadline
from tests.cast import Cast
from tests.matters.life import Life, begin


def due(life: Life) -> date:
    return Deadline.objects.get(matter=life.matter, rule="handling").judged


def test_approved_days_move_the_clock_by_exactly_these_days_and_a_notice_waits_for_delivery(cast: Cast) -> None:
    life = begin(cast)
    before = due(life)
    life.ask_extension(20)
    assert due(life) == before
    life.extend()
    assert (due(life) - before).days == 20
    assert (life.matter.extended_days, life.matter.due_on) == (20, due(life))
    notice = life.paper("extension_notice")
    assert (notice.state, notice.delivered_on) == ("issued", None)
    assert notice.content == {
        "days": "20", "reason": "需要实地测量。", "due": before.isoformat(), "new_due": due(life).isoformat(),
    }  # fmt: skip
    life.deliver("extension_notice")
    assert life.paper("extension_notice").delivered_on == life.today
    assert life.matter.state == "handling"


def test_all_extensions_together_stay_within_thirty_days(cast: Cast) -> None:
    life = begin(cast)
    with pytest.raises(Invalid, match="1 至 30"):
        life.ask_extension(31)
    life.ask_extension(20)
    with pytest.raises(RuleBroken, match="在审批"):
        life.ask_extension(5)
    life.extend()
    with pytest.raises(Invalid, match="1 至 10"):
        life.ask_extension(11)
    life.ask_extension(10)
    life.extend()
    with pytest.raises(RuleBroken, match="三十日上限"):
        life.ask_extension(1)


def test_nobody_but_the_head_of_the_organ_extends_and_not_once_the_time_is_over(cast: Cast) -> None:
    life = begin(cast)
    life.ask_extension(10)
    for who in (cast.convener, cast.clerk, cast.director, cast.police):
        with pytest.raises(RuleBroken, match="机关负责人"):
            extending.approve_extension(life.call(who), **life.at("extension"))
    before = due(life)
    life.today = before.replace(day=before.day + 1)
    with pytest.raises(RuleBroken, match="届满"):
        life.extend()
    assert due(life) == before


def test_a_refused_extension_leaves_the_clock_and_says_why(cast: Cast) -> None:
    life = begin(cast)
    before = due(life)
    life.ask_extension(10)
    with pytest.raises(Invalid, match="意见"):
        extending.refuse_extension(life.call(cast.organ_head), **life.at("extension"), opinion="")
    extending.refuse_extension(life.call(cast.organ_head), **life.at("extension"), opinion="抓紧办理。")
    assert (due(life), life.paper("extension").state) == (before, "void")
    life.ask_extension(5)


def test_a_suggestion_has_no_sixty_days_to_extend(cast: Cast) -> None:
    life = begin(cast, kind="suggestion", route=None, purpose="suggest")
    with pytest.raises(RuleBroken, match="申诉求决类"):
        life.ask_extension(5)
