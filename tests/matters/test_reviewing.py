"""复查 and 复核: events of other organs, each with its clock; only the hearing of a recheck takes days out."""

from __future__ import annotations

from datetime import timedelta

import pytest

from lianxi.journal.refusals import Invalid, RuleBroken
from lianxi.matters.life import aftercare, concluding, reviewing
from lianxi.matters.models import Deadline
from tests.cast import Cast
from tests.matters.life import ABOVE, Life, begin


def judged(life: Life, rule: str) -> Deadline:
    return Deadline.objects.get(matter=life.matter, rule=rule)


def test_review_and_recheck_run_their_thirty_days_and_only_a_hearing_moves_the_recheck(cast: Cast) -> None:
    life = begin(cast, "delivered")
    delivered = life.today
    early = delivered - timedelta(days=1)
    with pytest.raises(Invalid, match="早于"):
        reviewing.record_review_request(life.call(cast.clerk), **life.seen(), on=early, organ=ABOVE)
    life.later(3)
    reviewing.record_review_request(life.call(cast.clerk), **life.seen(), on=life.today, organ=ABOVE)
    assert life.matter.state == "under_review"
    assert (life.matter.closed_on, judged(life, "handling").met_on) == (delivered, delivered)
    assert judged(life, "review").strict == life.today + timedelta(days=30)
    assert life.matter.due_on is None  # the clock of another organ is nothing we owe
    with pytest.raises(Invalid, match="请选择结果"):
        reviewing.record_review(life.call(cast.clerk), **life.seen(), on=life.today, result="")
    life.later(20)
    reviewing.record_review(life.call(cast.clerk), **life.seen(), on=life.today, result="upheld")
    assert judged(life, "recheck_request").strict == life.today + timedelta(days=30)
    reviewing.record_recheck_request(life.call(cast.clerk), **life.seen(), on=life.today, organ="某市人民政府")
    before = judged(life, "recheck").strict
    reviewing.record_hearing(life.call(cast.clerk), **life.seen(), on=life.today, days=4)
    assert judged(life, "recheck").strict == before + timedelta(days=4)
    reviewing.record_recheck(life.call(cast.clerk), **life.seen(), on=life.today, result="upheld")
    assert (life.matter.state, judged(life, "recheck").met_on) == ("concluded", life.today)
    aftercare.take_measure(life.call(cast.clerk), number=life.number, kind="guidance", on=life.today, text="走访。")
    assert life.matter.measures.get().aftercare
    with pytest.raises(RuleBroken, match="复核终结"):
        concluding.reopen_matter(life.call(cast.clerk), **life.seen(), reason="又来了。")


def test_a_review_that_sends_it_back_is_handled_again_by_the_old_date(cast: Cast) -> None:
    life = begin(cast, "closed")
    before = judged(life, "handling").judged
    reviewing.record_review_request(life.call(cast.clerk), **life.seen(), on=life.today, organ=ABOVE)
    reviewing.record_review(life.call(cast.clerk), **life.seen(), on=life.today, result="redo")
    concluding.reopen_matter(life.call(cast.clerk), **life.seen(), reason="复查机关责令重新办理。")
    assert (life.matter.state, judged(life, "handling").judged) == ("handling", before)


def test_a_hearing_while_handling_moves_no_clock_and_an_agreement_is_not_reviewed(cast: Cast) -> None:
    life = begin(cast)
    before = judged(life, "handling").judged
    reviewing.record_hearing(life.call(cast.clerk), **life.seen(), on=life.today, days=3)
    assert judged(life, "handling").judged == before
    content = {
        "form": "reconciled", "agreed_on": "2026-11-23", "facts": "地界。", "points": "各让一步。",
        "performance": "即日。",
    }  # fmt: skip
    life.draft("agreement", content, submit=False)
    concluding.conclude_agreement(life.call(cast.clerk), **life.at("agreement"))
    life.close()
    with pytest.raises(RuleBroken, match="没有已送达的处理意见书"):
        reviewing.record_review_request(life.call(cast.clerk), **life.seen(), on=life.today, organ=ABOVE)
