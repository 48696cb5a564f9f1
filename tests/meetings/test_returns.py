"""办理回执: what comes back filled in is recorded in one entry, by the same rules as the single steps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import product

import pytest
from django.core import signing
from django.db import transaction

from lianxi.documents.rows import Row, Table
from lianxi.journal import queries as journal
from lianxi.journal.refusals import Invalid, RuleBroken
from lianxi.meetings import actions as meetings
from lianxi.meetings import returns
from lianxi.meetings.minutes import receive_minutes
from lianxi.meetings.owing import owes
from lianxi.meetings.returns import Thing
from lianxi.tasks import actions as tasks
from lianxi.tasks import demands
from tests.meetings.ground import DAY, SCAN, House, decided
from tests.papers.ground import brought_to, draft, issuer

pytestmark = pytest.mark.django_db
LETTERS = dict(zip(("code", "kind", "title", "due", "result", "text", "on", "by"), "ABCDEFGH", strict=True))
FIRST_ROW = 6
#: key of a thing, without its number → the verb of the fact of each result
VERBS = {
    "task": {"办理中": "task.reported", "已办结": "task.completed"},
    "borne": {"反馈办理情况": "task.reported"},
    "minutes": {"已签收": "minutes.received"},
    "document": {"已签收": "document.received"},
    "meeting": {"请假": "attendance.recorded", "代会": "attendance.recorded"},
    "help": {"答复": "help.answered"},
    "inspection": {"书面答复": "inspection.answered"},
    "suggestion": {"书面答复": "suggestion.answered"},
}


@dataclass
class Sheet:
    """A sheet as it went out to the village, and what the secretary wrote on it by kind of thing."""

    house: House
    things: list[Thing]
    seal: str

    def filled(self, answers: Mapping[str, str], *, on: str = "", text: str = "清淤一半", **more: str) -> Table:
        """``answers``: kind → what was chosen; "" leaves the row empty."""
        day = on or self.house.day.isoformat()
        rows = []
        for number, thing in enumerate(self.things, FIRST_ROW):
            cells: dict[str, str | None] = {
                "code": thing.code, "kind": thing.label, "title": thing.title, "due": thing.due,
                "result": None, "text": None, "on": None, "by": None,
            }  # fmt: skip
            if answers.get(thing.kind):
                cells |= {"result": answers[thing.kind], "text": text, "on": day, "by": "林秋生", **more}
            rows.append(Row(number, cells))
        return Table("办理回执", (), tuple(rows), (), (), LETTERS)

    def take_in(self, table: Table, *, who: str = "village", seal: str | None = None, key: str = "k1") -> int:
        call = self.house.call("clerk", key=key, behalf=self.house.for_(who, means="wechat"))
        return returns.take_in_return(call, seal=seal or self.seal, table=table, files=[SCAN]).entry

    def examined(self, table: Table) -> returns.Examined:
        conference = self.house.conference
        return returns.examine(conference, returns.opened(conference, self.seal), table, self.house.day)

    def thing(self, kind: str) -> Thing:
        return next(thing for thing in self.things if thing.kind == kind)


@pytest.fixture
def sheet(house: House) -> Sheet:
    """One of each thing, and the sheet of the next day."""
    village, police = house.unit("柳塘村"), house.unit("派出所")
    house.issued(decided(village, "疏通沟渠"), decided(police, "维持秩序", co_units=(village,)))
    tasks.ask_help(house.call("police"), asked=village, text="请派两人\n到场协助")
    brought_to(house.cast, "issued", draft(issuer(house.cast)))
    house.called(day=house.day + 5 * DAY)
    house.later()
    asked = returns.things(owes(house.conference, village, house.day))
    return Sheet(house, asked, returns.sealed(house.conference, village, house.day, asked))


ALL = {
    "task": "已办结",
    "borne": "反馈办理情况",
    "minutes": "已签收",
    "document": "已签收",
    "meeting": "请假",
    "help": "答复",
}


def test_what_was_demanded_of_the_unit_is_answered_on_the_sheet_and_a_returned_one_says_why(sheet: Sheet) -> None:
    house, clerk = sheet.house, sheet.house.call("clerk")
    village = house.unit("柳塘村")
    for make in (demands.order_inspection, demands.make_suggestion):
        make(clerk, asked=demands.Asked(village, "渠道清淤", "请整改", house.day + 9 * DAY))
    sheet.things = returns.things(owes(house.conference, village, house.day))
    sheet.seal = returns.sealed(house.conference, village, house.day, sheet.things)
    table = sheet.filled({"inspection": "书面答复", "suggestion": "书面答复"})
    early = sheet.filled({"inspection": "书面答复"}, on=(house.day - DAY).isoformat())
    assert "答复日期早于" in str(house.refused(lambda: sheet.take_in(early), Invalid))
    entry = journal.entry(house.conference, sheet.take_in(table))
    assert entry is not None
    assert [fact.verb for fact in entry.facts] == ["inspection.answered", "suggestion.answered"]
    again = sheet.examined(table)
    assert [each.why for each in again.settled] == [
        "这份督办单已经答复，或已撤回。",
        "这份工作建议书已经答复，或已撤回。",
    ]
    demands.return_inspection(house.call("clerk"), number=1, version=2, opinion="缺照片")
    asked = returns.things(owes(house.conference, village, house.day))
    assert next(thing.title for thing in asked if thing.kind == "inspection") == "渠道清淤：请整改（已退回：缺照片）"
    assert "请用新的回执答复" in sheet.examined(table).settled[0].why


def test_the_sheet_asks_about_everything_that_is_open(sheet: Sheet) -> None:
    assert [thing.kind for thing in sheet.things] == ["task", "borne", "minutes", "document", "meeting", "help"]
    assert sheet.thing("help").title.endswith("商请：请派两人 到场协助")


def test_any_subset_filled_in_gives_exactly_those_facts_in_one_entry(sheet: Sheet) -> None:
    house = sheet.house
    before = house.head
    for chosen in product(*(["", *VERBS[thing.kind]] for thing in sheet.things)):
        answers = {thing.kind: words for thing, words in zip(sheet.things, chosen, strict=True)}
        wanted = [
            (VERBS[thing.kind][answers[thing.kind]], thing.number) for thing in sheet.things if answers[thing.kind]
        ]
        with transaction.atomic():
            if not wanted:
                empty = sheet.filled(answers)
                house.refused(lambda table=empty: sheet.take_in(table), RuleBroken)
                continue
            entry = journal.entry(house.conference, sheet.take_in(sheet.filled(answers)))
            assert entry is not None
            assert house.head == before + 1
            minutes = house.minutes(sheet.thing("minutes").number).number
            told = [(fact.verb, int(fact.object.partition(":")[2])) for fact in entry.facts]
            assert told == [(verb, minutes if verb == "minutes.received" else number) for verb, number in wanted]
            assert {fact.unit for fact in entry.facts} == {house.unit("柳塘村")}
            transaction.set_rollback(True)


def test_each_row_keeps_its_own_day_and_the_entry_says_for_whom_and_how(sheet: Sheet) -> None:
    house = sheet.house
    table = sheet.filled(ALL, on=(house.day - DAY).isoformat())
    entry = journal.entry(house.conference, sheet.take_in(table))
    assert entry is not None
    assert {fact.on for fact in entry.facts} == {house.day - DAY}
    assert entry.behalf is not None
    assert (entry.behalf["means"], entry.behalf["person"]) == ("wechat", house.cast.village.person)
    assert "填报人 林秋生" in str(entry.texts["return"])
    assert [file.name for file in entry.files] == [SCAN.name]
    task = house.task(sheet.thing("task").number)
    assert (task.row.state, task.reports[0].text, task.reports[0].final) == ("completed", "清淤一半", True)
    meeting = house.meeting(sheet.thing("meeting").number)
    own = next(seen for seen in meeting.attendance if seen.unit == house.unit("柳塘村"))
    assert (own.status, own.reason) == ("leave", "清淤一半")
    assert owes(house.conference, house.unit("柳塘村"), house.day).count == 1  # the borne task goes on


def test_a_substitute_is_named_by_the_text_of_the_row(sheet: Sheet) -> None:
    sheet.take_in(sheet.filled({"meeting": "代会"}, text="周宁，村副主任"))
    meeting = sheet.house.meeting(sheet.thing("meeting").number)
    assert [seen.substitute for seen in meeting.attendance if seen.substitute] == ["周宁，村副主任"]


def test_the_same_file_five_times_records_once(sheet: Sheet) -> None:
    table, before = sheet.filled(ALL), sheet.house.head
    assert {sheet.take_in(table) for _ in range(5)} == {before + 1}
    assert sheet.house.head == before + 1


def test_the_same_rows_saved_again_are_named_and_record_nothing(sheet: Sheet) -> None:
    """Another file with the same content has another key: what is in it is settled."""
    table = sheet.filled({**ALL, "task": "办理中"})
    sheet.take_in(table)
    again = sheet.examined(table)
    assert not again.answers
    assert not again.problems
    whys = [row.why for row in again.settled]
    assert whys.count("同样的反馈已经登记过。") == 2
    assert "这份纪要已经签收。" in whys
    assert "这份协办商请已经答复。" in whys
    sheet.house.refused(lambda: sheet.take_in(table, key="k2"), RuleBroken)


def test_what_was_settled_meanwhile_is_skipped_and_the_rest_recorded(sheet: Sheet) -> None:
    house = sheet.house
    receive_minutes(house.call("village"), meeting=sheet.thing("minutes").number)
    number = sheet.thing("task").number
    tasks.cancel_task(house.call("clerk"), number=number, version=house.task(number).version, reason="不再需要")
    table = sheet.filled(ALL)
    assert {row.why for row in sheet.examined(table).settled} == {"这份纪要已经签收。", "任务现为“已取消”。"}
    entry = journal.entry(house.conference, sheet.take_in(table))
    assert entry is not None
    assert [fact.verb for fact in entry.facts] == [
        "task.reported",
        "document.received",
        "attendance.recorded",
        "help.answered",
    ]


def test_an_answer_for_the_old_day_of_a_meeting_is_not_taken_for_the_new_one(sheet: Sheet) -> None:
    house, number = sheet.house, sheet.thing("meeting").number
    view = house.meeting(number)
    meetings.postpone_meeting(
        house.call("clerk"),
        number=number,
        version=view.version,
        day=view.row.day + DAY,
        time=None,
        place="",
        reason="雨",
    )
    settled = sheet.examined(sheet.filled(ALL)).settled
    assert [row.why for row in settled] == ["其间已改期或已更正，请用新的回执答复。"]


@pytest.mark.parametrize(
    ("answers", "more", "cell", "words"),
    [
        ({"task": "做完了"}, {}, "E6", "请选择：办理中、已办结。"),
        ({"task": "已办结"}, {"text": ""}, "F6", "请写明办理情况。"),
        ({"meeting": "请假"}, {"text": ""}, "F10", "请写明请假事由。"),
        ({"meeting": "代会"}, {"text": ""}, "F10", "请写明由谁代会（姓名、职务）。"),
        ({"task": "已办结"}, {"on": "下周"}, "G6", "不是日期"),
        ({"task": "已办结"}, {"on": "2026-12-30"}, "G6", "还没有到"),
        ({"task": "已办结"}, {"on": "9" * 5000}, "G6", "不是日期"),
        ({"task": "已办结"}, {"text": "长" * 2001}, "F6", "最多 2000 字"),
        ({"task": "已办结"}, {"code": "任务999"}, "A6", "不是这份回执上的"),
        ({"task": "已办结"}, {"title": "别的事"}, "C6", "事项与编号对不上"),
    ],
)
def test_a_mistake_is_named_by_its_cell_and_nothing_is_recorded(
    sheet: Sheet, answers: dict[str, str], more: dict[str, str], cell: str, words: str
) -> None:
    table = sheet.filled(answers, **({"text": "好"} | more))
    problems = sheet.examined(table).problems
    assert any(problem.cell == cell and words in problem.sentence for problem in problems), problems
    refused = sheet.house.refused(lambda: sheet.take_in(table), Invalid)
    assert "没有登记任何一行" in str(refused)


def test_a_row_without_its_day_or_result_is_asked_for(sheet: Sheet) -> None:
    table = sheet.filled({"task": "已办结"})
    rows = [replace(row, cells={**row.cells, "on": None, "result": None}) for row in table.rows[:1]]
    problems = sheet.examined(replace(table, rows=tuple(rows))).problems
    assert [problem.cell for problem in problems] == ["E6", "G6"]


def test_one_thing_answered_in_two_rows_is_a_mistake(sheet: Sheet) -> None:
    table = sheet.filled({"task": "已办结"})
    twice = replace(table, rows=(*table.rows, replace(table.rows[0], number=20)))
    assert [(each.cell, "同一件事" in each.sentence) for each in sheet.examined(twice).problems] == [("A20", True)]


def test_a_sheet_of_another_unit_cannot_be_recorded_for_this_one(sheet: Sheet) -> None:
    refused = sheet.house.refused(lambda: sheet.take_in(sheet.filled(ALL), who="police"), RuleBroken)
    assert "请选择回执所属单位" in str(refused)


def test_an_altered_seal_and_one_of_another_township_are_refused_in_words(sheet: Sheet) -> None:
    house = sheet.house
    forged = f"{sheet.seal[:-1]}{'A' if sheet.seal[-1] != 'A' else 'B'}"
    other = returns.sealed(house.cast.other, house.unit("柳塘村"), house.day, sheet.things)
    unsigned = signing.dumps({"c": "x", "u": 1, "d": "2026-11-23", "t": {}}, salt="something else")
    for seal, words in ((forged, "标识被改动过"), (unsigned, "标识被改动过"), (other, "另一个联席会议")):
        assert words in str(house.refused(lambda seal=seal: sheet.take_in(sheet.filled(ALL), seal=seal), Invalid))
    assert "没有回执标识" in str(house.refused(lambda: returns.opened(house.conference, ""), Invalid))


def test_only_the_office_takes_a_return_in(sheet: Sheet) -> None:
    house, table = sheet.house, sheet.filled(ALL)
    for who in ("village", "convener", "inspector"):
        call = house.call(who, behalf=house.for_("village"))
        house.refused(lambda call=call: returns.take_in_return(call, seal=sheet.seal, table=table), RuleBroken)
    plain = house.call("clerk")
    house.refused(lambda: returns.take_in_return(plain, seal=sheet.seal, table=table), RuleBroken)


def test_a_day_before_the_first_year_is_a_slip_of_the_pen(sheet: Sheet) -> None:
    problems = sheet.examined(sheet.filled({"task": "已办结"}, on=date(1926, 1, 1).isoformat())).problems
    assert "早于 1990 年" in problems[0].sentence
