"""Articles 3 to 9 of the cast's rules, walked from the human act to the board."""

from __future__ import annotations

import json
from datetime import date

from lianxi.journal.models import Entry, FactRow
from lianxi.journal.verify import verify
from lianxi.meetings import actions, minutes
from lianxi.meetings import queries as meetings
from lianxi.tasks import actions as tasks
from lianxi.tasks import queries as task_queries
from tests.journal.test_no_free_text import leaks
from tests.meetings.ground import DOCUMENTS, MINUTES, REPORTS, RESULTS, SCAN, UPWARD, WORK, House, decided


def verbs(house: House, entry: int) -> list[str]:
    rows = FactRow.objects.filter(conference_id=house.conference, entry=entry).order_by("index")
    return list(rows.values_list("verb", flat=True))


def test_a_question_goes_from_the_notice_to_the_next_meeting_and_the_board_fills_itself(house: House):
    police, village = house.unit("派出所"), house.unit("柳塘村")
    november = date(2026, 11, 1)
    assert next(item.state for item in house.items(WORK) if item.start == november) == "due"

    # called for tomorrow; signed in there; held
    number = house.called(day=house.day.replace(day=24), agenda=[actions.Item("研究积案化解", "派出所")])
    house.later()
    actions.record_attendance(house.call("police"), number=number, presence=actions.Presence(police, "present"))
    house.hold(number, 上河村="absent")
    assert next(item.state for item in house.items(WORK) if item.start == november) == "kept"
    assert house.states(DOCUMENTS) == {f"meeting:{number}": "due"}

    # drafted, approved, issued: papers out, decisions in force, tasks assigned
    house.draft(
        number,
        decided(police, "化解积案", co_units=(village,)),
        decided(village, "上报重大问题", major=True),
    )
    house.submit(number)
    house.approve(number)
    assert house.states(RESULTS) == house.states(REPORTS) == {}
    done = house.issue(number)
    assert verbs(house, done.entry) == [
        "minutes.issued", "document.issued", "decision.made", "task.assigned", "decision.made", "task.assigned",
    ]  # fmt: skip
    assert house.states(DOCUMENTS) == {f"meeting:{number}": "kept"}
    assert house.states(RESULTS) == {"decision:1": "due", "decision:2": "due"}
    assert house.states(UPWARD) == {"decision:2": "due"}
    assert house.states(REPORTS) == {"task:1": "due", "task:2": "due"}

    # receipts, by the unit and for it
    assert {row.unit for row in meetings.receipts_due(house.conference)} == set(house.units)
    minutes.receive_minutes(house.call("police"), meeting=number)
    minutes.receive_minutes(house.call("clerk", behalf=house.for_("village")), meeting=number)
    received = {row.unit: row.on_behalf for row in house.minutes(number).receipts if row.received_on}
    assert received == {police: False, village: True}

    # the unit reports to the office (7, here 9): that is not yet the report to the conference (5, here 8)
    tasks.accept_task(house.call("police"), number=1, version=1)
    tasks.report_on_task(house.call("police"), number=1, text="已走访三户", files=[SCAN])
    assert house.states(REPORTS) == {"task:1": "kept", "task:2": "due"}
    assert house.states(RESULTS)["decision:1"] == "due"
    assert [row.number for row in task_queries.to_be_heard(house.conference)] == [1]

    # heard at the next meeting
    house.later(7)
    following = house.issued(agenda=[actions.Item("听取任务一办理情况", origin="task:1")])
    assert house.states(RESULTS) == {"decision:1": "kept", "decision:2": "due"}
    assert task_queries.to_be_heard(house.conference) == []
    assert [report.heard_at for report in house.task(1).reports] == [following]
    assert verify(house.cast.slug).findings == ()


def test_results_circulated_between_meetings_count_as_reported_to_the_conference(house: House):
    house.issued(decided(house.unit("派出所")))
    tasks.report_on_task(house.call("police"), number=1, text="已办")
    tasks.circulate_reports(house.call("clerk"), tasks=[1])
    assert house.states(RESULTS) == {"decision:1": "kept"}
    assert house.task(1).reports[0].heard
    assert house.task(1).reports[0].heard_at is None
    house.refused(lambda: tasks.circulate_reports(house.call("clerk"), tasks=[1]))


def test_what_was_reported_after_a_meeting_was_not_heard_there(house: House):
    house.issued(decided(house.unit("派出所")))
    number = house.held(agenda=[actions.Item("听取任务一", origin="task:1")])
    house.draft(number)
    house.submit(number)
    house.approve(number)
    house.later()
    tasks.report_on_task(house.call("police"), number=1, text="会后才报")
    house.issue(number)
    assert house.states(RESULTS) == {"decision:1": "due"}
    assert [row.number for row in task_queries.to_be_heard(house.conference)] == [1]


def test_a_plenary_owes_minutes_until_they_are_issued(house: House):
    number = house.held("plenary")
    assert house.states(MINUTES) == {f"meeting:{number}": "due"}
    assert house.states(DOCUMENTS) == {}
    house.draft(number)
    house.submit(number)
    house.approve(number)
    house.issue(number)
    assert house.states(MINUTES) == {f"meeting:{number}": "kept"}


def test_a_decision_without_a_task_asks_for_no_report_of_execution(house: House):
    house.issued(decided(None, "学习文件", no_task=True, due=""))
    assert house.states(RESULTS) == {}
    assert task_queries.tasks(house.conference, role="director", unit=None, on=house.day) == []


def test_a_task_reported_after_its_due_date_is_kept_late(house: House):
    house.issued(decided(house.unit("派出所"), due="2026-11-25"))
    house.day = date(2026, 11, 26)
    assert house.states(REPORTS) == {"task:1": "overdue"}
    tasks.report_on_task(house.call("police"), number=1, text="迟报")
    assert house.states(REPORTS) == {"task:1": "kept_late"}
    assert house.states(REPORTS, on=date(2026, 11, 25)) == {"task:1": "due"}


def test_a_report_on_paper_counts_from_the_day_the_unit_made_it(house: House):
    house.issued(decided(house.unit("派出所"), due="2026-11-25"))
    house.day = date(2026, 11, 27)
    behalf = house.for_("police", on=date(2026, 11, 25), means="paper")
    tasks.report_on_task(house.call("clerk", behalf=behalf), number=1, text="纸质报告", files=[SCAN])
    assert house.states(REPORTS) == {"task:1": "kept"}
    assert house.newest().behalf_person == house.cast.police.person


def test_no_words_of_the_whole_chain_enter_the_journal(house: House):
    police, village = house.unit("派出所"), house.unit("柳塘村")
    number = house.called("ad_hoc", agenda=[actions.Item("张三反映拆迁", "李四")])
    meeting = house.meeting(number)
    actions.postpone_meeting(
        house.call("clerk"), number=number, version=meeting.version, day=house.day, time=None,
        place="会议室", reason="王五 13912345678 出差",
    )  # fmt: skip
    presence = actions.Presence(police, "substitute", substitute="赵六", reason="出差")
    actions.record_attendance(house.call("police"), number=number, presence=presence)
    house.hold(number)
    house.draft(number, decided(police, "处理张三 13912345678 的事", co_units=(village,), key=True))
    house.submit(number)
    view = house.minutes(number)
    minutes.return_minutes(house.call("convener"), meeting=number, version=view.version, opinion="写错了人名")
    house.draft(number, decided(police, "处理有关事项", co_units=(village,)))
    house.submit(number)
    house.approve(number)
    house.issue(number)
    tasks.report_on_task(house.call("police"), number=1, text="张三同意", files=[SCAN])
    tasks.ask_extension(house.call("police"), number=1, wanted=date(2026, 12, 31), reason="张三住院")
    tasks.refuse_extension(house.call("clerk"), number=1, reason="不能再拖")
    tasks.ask_help(house.call("police"), asked=village, text="请张三所在村配合", task=1)
    tasks.answer_help(house.call("village"), number=1, text="已配合")
    tasks.complete_task(house.call("police"), number=1, version=house.task(1).version, text="办结")
    tasks.return_task(house.call("clerk"), number=1, version=house.task(1).version, reason="材料不全")
    minutes.withdraw_decision(house.call("clerk"), decision=1, reason="情况变化")
    told = set(FactRow.objects.values_list("verb", flat=True))
    assert {
        "meeting.postponed",
        "minutes.returned",
        "task.extension_refused",
        "help.answered",
        "task.cancelled",
    } <= told
    texts = [*Entry.objects.values_list("body", flat=True), *FactRow.objects.values_list("data", flat=True)]
    assert [text for text in texts if leaks(text)] == []
    assert all(isinstance(json.loads(text), dict) for text in texts)
