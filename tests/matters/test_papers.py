"""Papers of a matter: complete before approval, approved by another than the drafter, no number used twice."""

from __future__ import annotations

from typing import Any

import pytest

from lianxi.journal.attachments import Upload
from lianxi.journal.models import FactRow
from lianxi.journal.refusals import Invalid, RuleBroken, Stale
from lianxi.matters.case_papers import papers
from lianxi.matters.case_papers.paper_numbers import next_number
from lianxi.matters.life import concluding
from lianxi.matters.tables import setting
from tests.cast import Cast
from tests.matters.life import OPINION, ORGAN, begin

SCAN = Upload("signed.pdf", b"%PDF-1.4\n%%EOF\n")


def test_an_opinion_goes_to_approval_only_with_its_four_contents_its_result_and_the_day_of_hearing(cast: Cast) -> None:
    life = begin(cast)
    for name in ("claim", "facts", "opinion", "legal_basis", "result", "heard_on"):
        with pytest.raises(Invalid) as refused:
            life.draft(content={**OPINION, name: ""})
        assert refused.value.field == name
    life.draft(content={}, submit=False)
    assert life.paper("opinion").state == "draft"  # a draft may be empty: nothing typed is lost
    with pytest.raises(RuleBroken, match="已有一份"):
        life.draft()
    with pytest.raises(Stale):
        papers.edit_paper(life.call(cast.clerk), **{**life.at("opinion"), "version": 99}, content=OPINION)
    papers.edit_paper(life.call(cast.clerk), **life.at("opinion"), content=OPINION, submit=True)
    row = life.paper("opinion")
    assert (row.state, row.organ, row.content["result"]) == ("submitted", ORGAN, "support")
    with pytest.raises(RuleBroken, match="待审批"):
        papers.edit_paper(life.call(cast.clerk), **life.at("opinion"), content=OPINION)


def test_a_returned_draft_says_why_and_comes_back(cast: Cast) -> None:
    life = begin(cast)
    life.draft()
    with pytest.raises(Invalid, match="退回的意见"):
        papers.return_paper(life.call(cast.organ_head), **life.at("opinion"), opinion=" ")
    papers.return_paper(life.call(cast.organ_head), **life.at("opinion"), opinion="请补充依据。")
    assert (life.paper("opinion").state, life.paper("opinion").opinion) == ("returned", "请补充依据。")
    papers.submit_paper(life.call(cast.clerk), **life.at("opinion"))
    life.issue()
    assert life.matter.state == "answered"


@pytest.mark.parametrize("who", ["convener", "clerk", "director", "police"])
def test_only_the_head_of_the_organ_approves_an_opinion_no_convener_as_such(cast: Cast, who: str) -> None:
    life = begin(cast)
    life.draft()
    with pytest.raises(RuleBroken, match="机关负责人"):
        concluding.issue_opinion(
            life.call(cast.players[who]), **life.at("opinion"), document_number="柳政信〔2026〕1号"
        )


def test_the_drafter_does_not_approve_and_a_recorded_approval_needs_the_scan_and_is_flagged(cast: Cast) -> None:
    life = begin(cast)
    life.draft()
    head = cast.organ_head
    paper = life.paper("opinion")
    paper.drafter = head.person
    paper.save()
    number: dict[str, Any] = {"document_number": "柳政信〔2026〕1号"}
    with pytest.raises(RuleBroken, match="起草人不能审批"):
        concluding.issue_opinion(life.call(head), **life.at("opinion"), **number)
    paper.drafter = cast.clerk.person
    paper.save()
    recorded = life.call(cast.clerk, life.on_paper(head))
    with pytest.raises(Invalid, match="扫描件"):
        concluding.issue_opinion(recorded, **life.at("opinion"), **number)
    done = concluding.issue_opinion(recorded, **life.at("opinion"), **number, files=[SCAN])
    data = FactRow.objects.get(conference=cast.conference, entry=done.entry).data
    assert '"recorded_by_drafter":true' in data
    assert life.paper("opinion").approver == head.person


def test_numbers_are_typed_once_run_on_by_organ_and_year_and_are_never_used_twice(cast: Cast) -> None:
    life = begin(cast)
    assert next_number(cast.conference, ORGAN, "opinion", 2026) == ""
    life.draft()
    with pytest.raises(Invalid, match="请填写发文字号"):
        life.issue("")
    with pytest.raises(Invalid, match="六角括号"):
        life.issue("柳政信[2026]1号")
    life.issue("柳政信〔2026〕7号")
    assert next_number(cast.conference, ORGAN, "opinion", 2026) == "柳政信〔2026〕8号"
    assert next_number(cast.conference, ORGAN, "opinion", 2027) == "柳政信〔2027〕1号"
    assert next_number(cast.conference, "柳塘镇司法所", "opinion", 2026) == ""
    life.register()
    life.assign()
    life.accept()
    assert life.paper("acceptance").document_number == "", "a notice takes no number of the opinions' series"
    life.draft()
    with pytest.raises(Invalid, match="已用于另一份"):
        life.issue("柳政信〔2026〕7号")
    life.issue("")
    assert life.paper("opinion").document_number == "柳政信〔2026〕8号"


def test_no_village_and_nobody_unlisted_issues_a_paper(cast: Cast) -> None:
    life = begin(cast)
    for organ in ("柳塘村", "柳塘镇信访工作联席会议", "别处"):
        with pytest.raises(Invalid) as refused:
            papers.draft_paper(life.call(cast.clerk), number=life.number, kind="opinion", content=OPINION, organ=organ)
        assert refused.value.field == "organ"
    with pytest.raises(Invalid, match="不能出具"):
        setting.set_ledger(life.call(cast.clerk), given=setting.Ledger(organs=("柳塘村村民委员会",), version=1))


def test_each_kind_fits_its_class_and_a_unit_that_does_not_lead_drafts_nothing(cast: Cast) -> None:
    life = begin(cast)
    with pytest.raises(RuleBroken, match="建议意见类"):
        life.draft("reply", {"adoption": "adopted", "reply": "采纳。"})
    with pytest.raises(RuleBroken, match="没有交办机关"):
        life.draft("closing", {"done": "已办。", "result": "办结。"})
    with pytest.raises(Invalid, match="没有编号"):  # hidden and absent are the same
        papers.draft_paper(life.call(cast.village), number=life.number, kind="opinion", content=OPINION)
    papers.draft_paper(life.call(cast.police), number=life.number, kind="opinion", content=OPINION)
    papers.drop_paper(life.call(cast.police), **life.at("opinion"))
    assert life.paper("opinion").state == "void"
