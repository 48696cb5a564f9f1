"""Article 13, from the act of a person to the board: proposed, approved, carried out, found, put right, reported."""

from __future__ import annotations

import pytest

from lianxi.compliance.queries import board
from lianxi.journal import queries as journal
from lianxi.journal.refusals import Invalid, RuleBroken
from lianxi.meetings import queries as meetings
from lianxi.oversight import findings, supervision
from lianxi.roster import by_hand, names
from lianxi.tasks import directive_queries, upward
from tests.cast import Cast
from tests.oversight import supervision_ground as ground
from tests.oversight.supervision_ground import DAY, TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def gate_states(cast: Cast) -> list[str]:
    lines = board(journal.head_by_id(cast.conference), on=TODAY).lines
    return [
        each.state for line in lines if getattr(line.duty, "needs", "") == "supervision.approved" for each in line.items
    ]


def test_article_13_from_the_proposal_to_the_report_and_the_board_turns_green(cast: Cast) -> None:
    ground.with_rules(cast)
    number = ground.proposed(cast, "police")
    # nobody goes out before a convener approved: the article is named, and nothing is left behind
    head = journal.head_by_id(cast.conference).number
    with pytest.raises(RuleBroken, match=r"第八条.*须先“批准联合督查”.*才能“开展联合督查”") as refused:
        supervision.start_supervision(cast.clerk.call(), number=number, version=1, started_on=TODAY)
    assert refused.value.article == "第八条"
    with pytest.raises(RuleBroken, match="第八条"):
        supervision.organise_supervision(cast.clerk.call(), number=number, version=1, senders=[])
    assert journal.head_by_id(cast.conference).number == head

    # returned with an opinion, proposed again, approved on paper: the scan is asked for
    supervision.return_supervision(cast.convener.call(), number=number, version=1, opinion="请把上河村一并列入")
    supervision.propose_again(cast.police.call(), number=number, version=2, plan=ground.plan(cast))
    on_paper = ground.for_(cast, "convener")
    with pytest.raises(Invalid, match="扫描件"):
        supervision.approve_supervision(on_paper, number=number, version=3)
    supervision.approve_supervision(on_paper, number=number, version=3, files=[ground.SCAN])

    police, village = ground.unit(cast, "派出所"), ground.unit(cast, "柳塘村")
    items = [supervision.CheckItem("十五日内受理告知", "信访工作条例第二十三条")]
    supervision.organise_supervision(cast.clerk.call(), number=number, version=4, senders=[police], checklist=items)
    supervision.name_team(cast.police.call(), number=number, people=[supervision.Person("秦朗", "所长", True)])
    supervision.start_supervision(cast.clerk.call(), number=number, version=5, started_on=TODAY)
    assert gate_states(cast) == ["kept"]
    results = {1: ("bad", "抽查三件，两件没有告知书")}
    findings.record_results(cast.police.call(), number=number, unit=village, results=results)
    made = ground.record(cast, number)
    assert (ground.states(cast, "supervision.reported"), ground.states(cast, "finding.rectified")) == ([], [])

    # the feedback to the last unit ends it: the report is owed in ten days, the rectification by its own date
    ground.fed_back(cast, number)
    assert ground.states(cast, "supervision.reported") == []
    ground.fed_back(cast, number, "上河村", clean=True)
    assert ground.states(cast, "supervision.reported") == [("due", TODAY + 10 * DAY)]
    assert ground.states(cast, "finding.rectified") == [("due", TODAY + 15 * DAY)]

    findings.ask_more_time(cast.village.call(), number=made, wanted=TODAY + 20 * DAY, reason="当事人外出")
    findings.give_more_time(cast.clerk.call(), number=made, version=3, due=TODAY + 20 * DAY)
    assert ground.states(cast, "finding.rectified") == [("due", TODAY + 20 * DAY)]
    findings.rectify_finding(cast.village.call(), number=made, version=4, text="已补发两份", files=[ground.PHOTO])
    findings.return_rectification(cast.clerk.call(), number=made, version=5, opinion="缺送达回证")
    findings.rectify_finding(ground.for_(cast, "village"), number=made, version=6, text="回证已补")
    findings.verify_finding(cast.clerk.call(), number=made, version=7)
    assert ground.states(cast, "finding.rectified") == [("kept", TODAY + 20 * DAY)]

    version = ground.view(cast, number).version
    supervision.report_supervision(
        cast.clerk.call(), number=number, version=version, text="督查两个村，发现问题一个，已整改。", important=True
    )
    assert ground.states(cast, "supervision.reported") == [("kept", TODAY + 10 * DAY)]

    # on the next meeting's agenda, and upward where it is important
    waiting = meetings.proposals(cast.conference)
    assert [(each.title, each.origin) for each in waiting] == [
        ("听取“信访事项按期办理情况联合督查”情况报告", f"supervision:{number}")
    ]
    origin = f"supervision:{number}"
    sent = upward.draft_report(
        cast.clerk.call(), kind="report", title="关于联合督查情况的报告", text="…", addressees=["镇党委"], origin=origin
    )
    report = directive_queries.report_on(cast.conference, origin)
    assert report is not None
    assert report.number == sent.number
    assert names.titles(cast.conference, [origin]) == {origin: "信访事项按期办理情况联合督查"}


def test_a_body_that_stays_on_paper_keeps_article_13_by_hand_alone(cast: Cast) -> None:
    ground.with_rules(cast)
    record = by_hand.Record
    duties = {
        duty.key: duty for line in board(journal.head_by_id(cast.conference), on=TODAY).lines for duty in [line.duty]
    }
    proposal = next(key for key in duties if "supervision.proposed" in key)
    first, clerk = TODAY - 9 * DAY, cast.clerk.call()
    made = by_hand.record_by_hand(clerk, record=record(proposal, "done", first, "集体资金联合督查"))
    gate = next(key for key in duties if key.startswith("8:supervision.approved"))
    given = record(gate, "done", first, "批准", subject=made.object, files=(ground.SCAN,))
    with pytest.raises(RuleBroken, match="召集人"):
        by_hand.record_by_hand(clerk, record=given)
    by_hand.record_by_hand(ground.for_(cast, "convener", first), record=given)
    by_hand.record_by_hand(clerk, record=record(gate, "began", first + DAY, "开展", subject=made.object))
    reported, rectified = "8:supervision.reported:supervision", "8:supervision.rectified:supervision"
    by_hand.record_by_hand(clerk, record=record(reported, "began", first + 3 * DAY, "督查发现", subject=made.object))
    assert [state for state, _ in ground.states(cast, "supervision.reported")] == ["due"]
    assert ground.states(cast, "supervision.rectified") == [("due", first + 18 * DAY)]
    told = by_hand.record_by_hand(clerk, record=record(reported, "done", TODAY, "情况报告", subject=made.object))
    by_hand.record_by_hand(clerk, record=record(rectified, "done", TODAY, "整改", subject=made.object))
    assert [state for state, _ in ground.states(cast, "supervision.reported")] == ["kept"]
    assert [state for state, _ in ground.states(cast, "supervision.rectified")] == ["kept"]
    assert ground.view(cast, made.number).row.state == "reported"

    # taken back, it is owed again
    from lianxi.journal.actions import withdraw_entry

    withdraw_entry(clerk, entry=told.entry, reason="日期录错")
    assert [state for state, _ in ground.states(cast, "supervision.reported")] == ["due"]
    assert ground.view(cast, made.number).row.state == "found"
