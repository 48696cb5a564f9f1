"""Articles 1 to 6 of the reference rules (7 to 17 are still to come), in order, on one year of one body that was
founded from the real document.

For each article: the duty stands on it with who, what, how often and by when; before the act the board asks for it,
afterwards it is kept and its evidence is reached from the article's page; who may not is told so in the body's own
words; what the article leaves to judgement is shown as left.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from lianxi.charter import actions as charter_actions
from lianxi.journal.refusals import Invalid, RuleBroken
from lianxi.meetings import actions as meetings
from lianxi.meetings import minutes
from lianxi.meetings import queries as meeting_queries
from lianxi.meetings.content import Content
from lianxi.meetings.drafts import save_draft
from lianxi.roster import actions as roster_actions
from lianxi.roster import by_hand
from lianxi.roster import queries as roster
from lianxi.rulebook.duties import Gate, Periodic, Power, Response
from lianxi.tasks import actions as tasks
from lianxi.tasks import directive_queries, directives, upward
from lianxi.tasks.directives import Received
from lianxi.tasks.parts import Part
from tests.articles.reference import Year, article, real_names, year
from tests.meetings.ground import DAY, decided

__all__ = ["year"]
pytestmark = [pytest.mark.django_db, pytest.mark.database]


@article
def test_article_01_a_deliberative_mechanism_under_party_committee_and_government(year: Year) -> None:
    (nature,) = year.gold_items("第一条")
    assert year.text(1).endswith("是镇党委、政府领导下的议事协调机制。")
    assert (nature["short_name"], nature["led_by"]) == (year.compiled.body.short, ["镇党委", "镇政府"])
    assert year.compiled.body.name == year.gold["body"]["name"]
    # a principle: nothing is owed by it, and the page says so instead of a green ring
    assert year.duties("第一条") == []
    page = year.article(1)
    assert "本条为原则性规定，没有期限要求" in page
    assert "r-not_owed" in page
    # below: 22 units; beside: the organ's head; above: the county, who reads everything and writes nothing
    assert len(year.units) == year.gold["member_units"]["count"] == 22
    for who in ("organ_head", "inspector", "village"):
        assert "议事协调机制" in year.article(1, who)
        year.forbidden(
            lambda who=who: charter_actions.put_in_force(
                year.call(who), compiled=year.compiled, answers={}, in_force_from=year.day, replaces=1
            ),
            "只有联席会议办公室可以",
        )
    # the same document handed in again leads to the same body, not to a second one
    from lianxi.journal import queries as journal

    assert [head.slug for head in journal.heads()] == [year.cast.slug]


@article
def test_article_02_conveners_and_members_sit_by_their_posts(year: Year) -> None:
    from lianxi.journal import queries as journal

    seats = roster.seats(year.conference)
    assert [each.post for each in seats if each.role == "convener"] == [each["post"] for each in year.gold["conveners"]]
    members = [each for each in seats if each.role == "unit_head"]
    assert [each.unit_name for each in members] == [each["unit_annex1"] for each in year.gold["members"]]
    # nobody real sits anywhere, and who is not named in the annex is not invented: two were told at the wizard
    assert year.real is not None
    assert not {each.holder.name for each in seats if each.holder} & set(real_names(year.real))
    unnamed = [each for each in members if each.holder is None]
    assert len(unnamed) == year.gold["members_count"]["vacant"] - 2
    page = year.page("clerk", "roster/")
    assert page.count("未载明姓名（待补）") == 7
    assert "空缺" not in page

    # a first name is no change of a member: nothing is owed for it
    seat = next(each for each in unnamed if each.post == "李村书记")
    given = {"seat": seat.number, "name": "柏青山", "since": year.day, "document": "", "version": seat.version}
    year.forbidden(lambda: roster_actions.change_holder(year.call("village"), **given), "（第十条）")
    roster_actions.change_holder(year.call("clerk"), **given)
    assert year.states("10:change.filed:seat") == {}
    # a convener's seat is the rules' own: nobody is granted one, and who keeps the roster does not take one
    made = {"role": "convener", "post": "召集人", "unit": None, "name": "谢小鸥", "since": year.day}
    with pytest.raises(Invalid, match="召集人、主任和成员单位负责人的席位以规则为准"):
        roster_actions.grant_seat(year.call("clerk"), **made)
    convener = roster.seat(year.conference, year.cast.mayor.seat)
    assert convener is not None
    given = {"seat": convener.number, "name": "谢小鸥", "since": year.day + DAY, "document": "", "version": 1}
    year.to(1, 6)
    with pytest.raises(RuleBroken, match="不能把“召集人”席位登记给自己"):
        roster_actions.change_holder(year.call("clerk"), **given)
    assert "成员由有关部门和村负责同志组成" in year.article(2)
    assert year.duties("第二条") == []
    facts = journal.facts(year.conference, verbs=frozenset({"seat.filled"}))
    assert {fact.subject("change") for fact in facts} == {None}


@article
def test_article_03_every_directive_from_above_is_broken_down_and_reported_back(year: Year) -> None:
    owed = "3:directive.answered:directive"
    duty = year.line(owed).duty
    assert isinstance(duty, Response)
    assert (duty.article, duty.bearer, duty.amount, duty.certainty) == ("第三条", "联席会议办公室", 5, "assumed")
    assert "承办上级部门及镇党委、政府交办的其他事项" in duty.label
    year.to(1, 8)
    asked = Received("county", "核查集镇供水水质反映", year.day, year.day + 12 * DAY)
    year.forbidden(lambda: directives.receive_directive(year.call("police"), received=asked), "（第三条）", "第三条")
    with_date = directives.receive_directive(year.call("clerk"), received=asked).number
    without = directives.receive_directive(
        year.call("convener"), received=Received("committee", "摸排欠薪", year.day)
    ).number
    dated, undated = f"directive:{with_date}", f"directive:{without}"
    assert {each.subject: (each.state, each.due) for each in year.items(owed)} == {
        dated: ("due", year.date(1, 20)),
        undated: ("due", year.date(1, 13)),
    }
    # broken down: two units, each with its task; not reported back while one of them is open
    parts = [Part("取水样送检", year.unit("为民服务中心")), Part("走访用水户", year.unit("施吴村"))]
    directives.break_down_directive(year.call("clerk"), number=with_date, version=1, parts=parts)
    made = [row.number for row in directive(year, with_date).tasks]
    answer = {"number": with_date, "version": 2, "text": "水质达标。", "answered_on": year.date(1, 19)}
    year.to(1, 14)
    assert year.states(owed) == {dated: "due", undated: "overdue"}
    year.to(1, 19)
    with pytest.raises(Invalid, match="2 项分解任务没有核验办结"):
        directives.answer_directive(year.call("clerk"), **answer)
    for number, who in zip(made, ("clerk", "village"), strict=True):
        behalf = year.behalf("为民服务中心") if who == "clerk" else None
        call = year.call(who, behalf=behalf)
        tasks.accept_task(call, number=number, version=1)
        tasks.complete_task(call, number=number, version=2, text="已办结。")
        tasks.verify_task(year.call("clerk"), number=number, version=3)
    directives.answer_directive(year.call("clerk"), **answer)
    directives.answer_directive(
        year.call("clerk"), number=without, version=1, text="未发现欠薪。", answered_on=year.day
    )
    assert year.states(owed) == {dated: "kept", undated: "kept_late"}
    year.proven(3, owed, dated)
    # the rest of the article has no date: it is left as a principle
    assert {type(each) for each in year.duties("第三条")} == {Response}


def directive(year: Year, number: int) -> directive_queries.DirectiveView:
    found = directive_queries.directive(year.conference, number, year.day)
    assert found is not None
    return found


@article
def test_article_04_plenary_minutes_go_out_only_after_a_convener_approved_them(year: Year) -> None:
    plenary, issued, gate = "4:meeting.held:plenary:ordinary", "4:minutes.issued:meeting", "4:minutes.approved:gate"
    cadence, duty = year.line(plenary).duty, year.line(gate).duty
    assert isinstance(cadence, Periodic)
    assert isinstance(duty, Gate)
    chain = next(each for each in year.gold_items("第四条") if each["type"] == "approval_chain")
    approval = next(step for step in chain["steps"] if step["act"] == "approve")
    assert (duty.article, duty.approver) == ("第四条", approval["by"])
    # how often is not in the text: what a person chose is shown as chosen
    assert (cadence.every, cadence.certainty, cadence.article) == ("half_year", "assumed", "第四条")
    assert "本单位设定" in year.article(4)
    assert year.windows(plenary) == {"01-01": "due"}

    year.to(1, 22)
    number = year.called("plenary")
    presences = [meetings.Presence(each, "present") for each in year.units]
    told = [
        meetings.Presence(year.unit("司法所"), "leave", reason="参加培训"),
        meetings.Presence(year.unit("双铺村"), "substitute", substitute="村委会主任"),
        meetings.Presence(year.unit("大华村"), "absent"),
    ]
    hold = {"number": number, "version": year.meeting(number).version, "presences": presences + told}
    year.forbidden(lambda: meetings.hold_meeting(year.call("convener"), **hold), "只有联席会议办公室可以办理“召开会议”")
    meetings.hold_meeting(year.call("clerk"), **hold)
    assert year.windows(plenary) == {"01-01": "kept"}
    meeting = f"meeting:{number}"
    assert [(each.state, each.due) for each in year.items(issued)] == [("due", year.date(1, 27))]
    page = year.page("convener", f"meetings/{number}/")
    assert "未请假缺席：大华村" in page
    assert "县信访局" in page

    # no issue before approval; who drafted does not approve; nobody but a convener does
    year.draft(number, decided(None, "会议同意全年工作安排。", no_task=True, due=""))
    year.submit(number)
    year.forbidden(lambda: year.issue(number), "审定")
    for who in ("clerk", "director", "organ_head", "village", "inspector"):
        year.forbidden(lambda who=who: year.approve(number, who), "只有召集人可以办理“审定纪要”（第四条）", "第四条")
    paper = by_hand.Record(issued, "done", year.day, "会议纪要", subject=meeting)
    year.forbidden(lambda: by_hand.record_by_hand(year.call("clerk"), record=paper), "按第四条", "第四条")
    minutes.return_minutes(
        year.call("convener"), meeting=number, version=year.minutes(number).version, opinion="写明责任单位"
    )
    # a convener who also holds an office seat drafts this one: then another convener approves it
    desk = roster_actions.grant_seat(
        year.call("clerk"), role="office_staff", post="值班", unit=None, name=year.cast.mayor.name, since=year.day
    ).number
    drafting = replace(year.cast.mayor.actor, seat=desk, role="office_staff")
    mine = Content("听取了汇报。", "研究了安排。", (decided(None, "同意。", no_task=True, due=""),))
    version = year.minutes(number).version
    save_draft(
        conference=year.conference, meeting=number, version=version, content=mine, drafter=drafting.person
    )  # fmt: skip
    minutes.submit_minutes(year.call(drafting), meeting=number, version=year.minutes(number).version)
    year.forbidden(lambda: year.approve(number, "mayor"), "起草人不能审定自己起草的纪要")
    roster_actions.close_seat(year.call("clerk"), seat=desk, on=year.day, version=1)
    year.approve(number)
    assert year.states(issued) == {meeting: "due"}
    year.to(1, 27)
    year.issue(number)
    assert year.states(issued) == {meeting: "kept"}
    assert [each.state for each in year.items(gate)] == ["kept"]
    assert len(meeting_queries.receivers(year.conference, number)) == 22
    for duty_key in (plenary, issued, gate):
        year.proven(4, duty_key)
    minutes.receive_minutes(year.call("village"), meeting=number)
    with pytest.raises(RuleBroken, match="已经签收"):
        minutes.receive_minutes(year.call("village"), meeting=number)


@article
def test_article_05_a_work_meeting_each_month_each_week_in_a_key_period_and_results_come_back(year: Year) -> None:
    month, week = "5:meeting.held:work:ordinary", "5:meeting.held:work:key_period"
    papers, results = "5:document.issued:meeting", "5:execution.reported_to_conference:decision"
    stated = next(each for each in year.gold_items("第五条") if each["type"] == "cadence_compound")["cadences"]
    found = [year.line(key).duty for key in (month, week)]
    assert [(each.every, each.minimum, each.softened, each.certainty) for each in found] == [
        (stated[0]["every"], stated[0]["min"], True, "stated"),
        (stated[1]["every"], stated[1]["min"], False, "stated"),
    ]
    assert year.windows(month) == {"01-01": "due"}
    # the plenary of the 22nd is no work meeting (the body's own answer); an ad hoc meeting neither, but it may be
    assert any(isinstance(each, Power) and "临时" in each.label for each in year.duties("第五条"))
    year.to(1, 28)
    year.hold(year.called("ad_hoc"))
    assert year.windows(month) == {"01-01": "due"}
    number = year.held()
    assert year.windows(month) == {"01-01": "kept"}
    assert [(each.state, each.due) for each in year.items(papers)] == [("due", year.date(2, 2))]
    year.draft(number, decided(year.unit("施吴村"), "核查灌渠改线。", due="2026-02-20"))
    year.submit(number)
    year.approve(number)
    year.to(2, 3)
    assert year.states(papers) == {f"meeting:{number}": "overdue"}
    year.issue(number)
    assert year.states(papers) == {f"meeting:{number}": "kept_late"}
    # what the unit tells the office is not yet told to the conference; the next meeting hears it
    (decision,) = year.items(results)
    assert (decision.state, decision.due) == ("due", year.date(2, 27))
    (task,) = [each.number for each in year.tasks() if each.title == "核查灌渠改线"]
    tasks.accept_task(year.call("village"), number=task, version=1)
    tasks.report_on_task(year.call("village"), number=task, text="已丈量。")
    assert [each.state for each in year.items(results)] == ["due"]
    year.forbidden(lambda: tasks.circulate_reports(year.call("village"), tasks=[task]), "（第五条）", "第五条")

    # a key period is fixed by a convener (the body's own answer): each week asks for its own meeting
    wanted = {"name": "春节", "start": year.date(2, 9), "end": year.date(2, 22), "basis": "镇党委会 2月3日决定"}
    year.forbidden(
        lambda: charter_actions.declare_key_period(year.call("clerk"), **wanted),
        "按第五条（本单位设定），重点时期的起止由召集人确定",
        "第五条",
    )
    charter_actions.declare_key_period(year.call("convener"), **wanted)
    year.to(2, 10)
    assert year.windows(week) == {"02-09": "due"}
    hearing = year.held(agenda=[meetings.Item("听取核查灌渠改线落实情况", "施吴村", f"task:{task}")])
    year.draft(hearing, decided(None, "继续推进。", no_task=True, due=""))
    year.submit(hearing)
    year.approve(hearing)
    year.issue(hearing)
    assert year.states(results) == {decision.subject: "kept"}
    assert year.windows(week) == {"02-09": "kept"}
    assert year.windows(month) == {"01-01": "kept", "02-01": "kept"}, "the weekly meeting keeps the month too"
    year.to(2, 16)
    assert year.windows(week)["02-16"] == "due"
    year.to(2, 23)
    assert year.windows(week) == {"02-09": "kept", "02-16": "missed"}

    # 一般每月: a month without one is missed until a convener confirms why
    year.to(4, 1)
    assert year.windows(month) == {"01-01": "kept", "02-01": "kept", "03-01": "missed", "04-01": "due"}
    reason = by_hand.explain_window(
        year.call("clerk"), duty=month, window=year.date(3, 1), reason="全镇换届，合并至四月召开。"
    ).number
    assert year.windows(month)["03-01"] == "missed"
    year.forbidden(lambda: by_hand.confirm_explanation(year.call("clerk"), number=reason), "只有召集人可以")
    by_hand.confirm_explanation(year.call("convener"), number=reason)
    assert year.windows(month)["03-01"] == "explained"
    assert "未召开（已说明）" in year.article(5)
    for duty_key in (month, week, papers, results):
        year.proven(5, duty_key)


@article
def test_article_06_what_is_major_is_reported_to_township_and_county(year: Year) -> None:
    owed = "6:report.sent:decision"
    duty = year.line(owed).duty
    assert (duty.article, duty.bearer, duty.amount, duty.certainty) == ("第六条", "联席会议办公室", 5, "assumed")
    (report,) = [each for each in year.gold_items("第六条") if each["type"] == "report_up"]
    (clause,) = [each for each in year.compiled.clauses if each.article == "第六条"]
    assert list(clause.to) == report["to"]

    year.to(4, 10)
    number = year.issued(
        decided(None, "会议同意调整村级调解补贴办法。", no_task=True, due="", major=True),
        decided(year.unit("司法所"), "起草补贴办法。", due="2026-04-30"),
    )
    (item,) = year.items(owed)
    assert (item.state, item.due) == ("due", year.date(4, 15)), "only what was marked major"
    assert item.subject is not None
    given = {
        "kind": "report", "title": "关于调整村级调解补贴办法的报告", "text": "现报告如下。",
        "addressees": clause.to, "origin": item.subject,
    }  # fmt: skip
    year.forbidden(lambda: upward.draft_report(year.call("justice"), **given), "（第六条）", "第六条")
    offered = year.page("clerk", f"reports/new?origin={item.subject}")
    assert "镇党委\n镇政府\n县信访工作联席会议" in offered
    made = upward.draft_report(year.call("clerk"), **given).number
    with pytest.raises(RuleBroken, match="这一事项已有"):
        upward.draft_report(year.call("convener"), **given)

    def send(*places: int) -> None:
        found = directive_queries.report(year.conference, made)
        assert found is not None
        upward.send_report(
            year.call("clerk"), number=made, version=found.version, sent_on=year.day, means="paper",
            sendings=[found.sendings[place].number for place in places],
        )  # fmt: skip

    send(0, 1)
    assert year.states(owed) == {item.subject: "due"}, "the county has not got it yet"
    year.to(4, 16)
    assert year.states(owed) == {item.subject: "overdue"}
    send(2)
    assert year.states(owed) == {item.subject: "kept_late"}
    year.proven(6, owed, item.subject)
    assert "本年逾期后完成 1 件" in year.article(6)
    assert number
