"""Results delivered, matters closed, reported, reopened, executed, evaluated."""

from __future__ import annotations

from datetime import date

import pytest

from lianxi.journal.refusals import Invalid, RuleBroken
from lianxi.matters.life import aftercare, concluding
from lianxi.matters.models import Deadline, Event
from tests.cast import Cast
from tests.matters.life import begin


def test_an_opinion_is_delivered_before_the_matter_is_closed_and_closing_meets_the_sixty_days(cast: Cast) -> None:
    life = begin(cast, "answered")
    assert (life.matter.outcome, life.matter.result) == ("opinion", "support")
    with pytest.raises(RuleBroken, match="还没有送达"):
        life.close()
    with pytest.raises(Invalid, match="见证人"):
        life.deliver(receipt="refused")
    life.later(2)
    life.deliver(receipt="refused", note="拒收，理由是不认可。见证人：村干部两名。", answer="disagree")
    paper = life.paper("opinion")
    assert (paper.receipt, paper.answer, paper.delivered_on) == ("refused", "disagree", life.today)
    assert Event.objects.filter(matter=life.matter, name="received_written_opinion", at=life.today).exists()
    assert Deadline.objects.filter(matter=life.matter, rule="review_request").exists()
    with pytest.raises(RuleBroken, match="已登记送达"):
        life.deliver()
    handling = Deadline.objects.get(matter=life.matter, rule="handling")
    assert handling.met_on is None
    life.close()
    handling.refresh_from_db()
    assert (life.matter.state, life.matter.closed_on, handling.met_on) == ("closed", life.today, life.today)
    assert life.matter.due_on is None


def test_reopening_needs_a_reason_and_gains_no_time(cast: Cast) -> None:
    life = begin(cast, "closed")
    before = Deadline.objects.get(matter=life.matter, rule="handling").judged
    with pytest.raises(Invalid, match="不因重新办理顺延"):
        concluding.reopen_matter(life.call(cast.clerk), **life.seen(), reason="")
    concluding.reopen_matter(life.call(cast.clerk), **life.seen(), reason="发现新的事实。")
    handling = Deadline.objects.get(matter=life.matter, rule="handling")
    assert (life.matter.state, handling.judged, handling.met_on) == ("handling", before, None)
    assert (life.matter.result, life.matter.due_on) == ("", before)


def test_an_agreement_ends_handling_and_voids_what_was_still_asked_for(cast: Cast) -> None:
    life = begin(cast)
    life.draft(submit=False)
    life.ask_extension(5)
    content = {"form": "mediated", "agreed_on": "2026-11-23", "facts": "地界。", "points": "各让一步。"}
    life.draft("agreement", content, submit=False)
    with pytest.raises(Invalid) as refused:
        concluding.conclude_agreement(life.call(cast.clerk), **life.at("agreement"))
    assert refused.value.field == "performance"
    paper = life.paper("agreement")
    paper.content = {**content, "performance": "当日履行。"}
    paper.save()
    concluding.conclude_agreement(life.call(cast.clerk), **life.at("agreement"))
    assert (life.matter.state, life.matter.outcome) == ("answered", "mediated")
    assert {life.paper("opinion").state, life.paper("extension").state} == {"void"}
    life.close()
    assert life.matter.state == "closed"


def test_a_suggestion_gets_its_reply(cast: Cast) -> None:
    life = begin(cast, kind="suggestion", route=None, purpose="suggest")
    with pytest.raises(RuleBroken, match="处理意见书只用于"):
        life.draft()
    life.draft("reply", {"adoption": "partly", "reply": "路灯先装主街。"})
    concluding.issue_reply(life.call(cast.organ_head), **life.at("reply"), document_number="柳政信〔2026〕3号")
    life.deliver("reply")
    life.close()
    assert life.matter.outcome == "replied"


def test_the_closing_report_meets_the_date_that_the_sender_set(cast: Cast) -> None:
    life = begin(
        cast, "closed", source="assigned", sender="长安县信访局", sender_number="长信交〔2026〕9号",
        sender_due=date(2027, 1, 10),
    )  # fmt: skip
    assert life.matter.due_rule == "superior_assigned"
    life.draft("closing", {"done": "已调查。", "result": "补助已发放。"}, submit=False)
    concluding.report_closing(life.call(cast.clerk), **life.at("closing"), on=life.today)
    met = Deadline.objects.get(matter=life.matter, rule="superior_assigned").met_on
    assert (met, life.matter.due_on) == (life.today, None)


def test_a_supported_opinion_is_executed_or_its_refusal_stays_visible(cast: Cast) -> None:
    life = begin(cast, "delivered")

    def execute(execution: str, text: str = "已拨付。") -> None:
        aftercare.record_execution(life.call(cast.clerk), **life.seen(), execution=execution, on=life.today, text=text)

    with pytest.raises(Invalid, match="原因和督促"):
        execute("refused", "")
    execute("refused", "账户未核实，已督促。")
    assert (life.matter.execution, life.matter.executed_on) == ("refused", None)
    execute("done")
    assert (life.matter.execution, life.matter.executed_on) == ("done", life.today)
    with pytest.raises(RuleBroken, match="执行完毕"):
        execute("done")


def test_department_and_unit_are_evaluated_apart_and_care_after_closing_counts_as_such(cast: Cast) -> None:
    life = begin(cast, "closed")
    call = life.call(cast.clerk)
    for of, value in (("department", "satisfied"), ("unit", "dissatisfied")):
        aftercare.record_evaluation(call, number=life.number, of=of, status="given", value=value, on=life.today)
    aftercare.record_evaluation(call, number=life.number, of="unit", status="given", value="basically", on=life.today)
    found = dict(life.matter.evaluations.values_list("of", "value"))
    assert found == {"department": "satisfied", "unit": "basically"}
    with pytest.raises(Invalid, match="请选择满意"):
        aftercare.record_evaluation(call, number=life.number, of="unit", status="given")
    aftercare.take_measure(life.call(cast.police), number=life.number, kind="aid", on=life.today, text="申请临时救助。")
    assert life.matter.measures.get().aftercare
