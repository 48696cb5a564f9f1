"""The one line, the rings of the articles, and the board as data."""

from __future__ import annotations

import json

import pytest
from tests.rulebook.cases import (
    Journal,
    approval,
    day,
    directives,
    edition,
    judge,
    line,
    meetings,
    minutes,
    named,
)

from lianxi.rulebook.board import BEST_FIRST, STATES, Board, Headline, Item, Line, ring
from lianxi.rulebook.duties import Duty, Power, Standing

REST = "其余为原则性、授权性规定"


def lines_of(*states: str, duty: Duty | None = None) -> Line:
    items = tuple(Item(state=state, start=day("03-02"), due=None) for state in states)
    return Line(duty or directives(5), items)


def board_of(*lines: Line) -> Board:
    return Board(day("03-31"), 1, lines)


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        ([], f"有期限要求的 0 项：0 项按期；待办 0 件；{REST}"),
        ([["kept"], ["kept", "kept"]], f"有期限要求的 2 项：2 项按期；待办 0 件；{REST}"),
        # one kept, one with a miss, one overdue; open: one due beside the kept, one overdue
        (
            [["kept", "due"], ["kept", "missed"], ["kept", "overdue"]],
            f"有期限要求的 3 项：1 项按期，1 项有未履行记录，1 项逾期；待办 2 件；{REST}",
        ),
        # 逾期 before 未履行 before 按期, whatever the order of the items
        ([["missed", "overdue", "kept"]], f"有期限要求的 1 项：0 项按期，1 项逾期；待办 1 件；{REST}"),
        ([["kept", "missed", "due"]], f"有期限要求的 1 项：0 项按期，1 项有未履行记录；待办 1 件；{REST}"),
        # explained and late are named apart and count into the total
        (
            [["kept", "explained"], ["kept", "kept_late"], ["kept"]],
            f"有期限要求的 3 项：1 项按期，1 项已说明，1 项逾期后完成；待办 0 件；{REST}",
        ),
        (
            [["explained", "missed"], ["kept_late", "overdue"]],
            f"有期限要求的 2 项：0 项按期，1 项有未履行记录，1 项逾期；待办 1 件；{REST}",
        ),
        # all still open: only under 待办
        ([["due", "due"], ["kept"]], f"有期限要求的 1 项：1 项按期；待办 2 件；{REST}"),
        ([["due", "not_owed"]], f"有期限要求的 0 项：0 项按期；待办 1 件；{REST}"),
        # nothing owed, nothing counted
        ([["not_owed", "not_owed"], []], f"有期限要求的 0 项：0 项按期；待办 0 件；{REST}"),
    ],
)
def test_the_headline_says_each_duty_once_by_its_worst(lines: list[list[str]], sentence: str) -> None:
    assert str(board_of(*(lines_of(*states) for states in lines)).headline) == sentence


def test_standing_powers_and_gates_are_never_counted_in_the_headline() -> None:
    board = board_of(
        lines_of(duty=Standing(**named("1:standing"))),
        lines_of(duty=Power(**named("4:invite"))),
        lines_of("kept", "missed", duty=approval()),
        lines_of("kept", duty=meetings("month")),
    )
    assert board.headline == Headline(total=1, kept=1, kept_late=0, explained=0, missed=0, overdue=0, open_items=0)


def test_the_headline_of_a_whole_board_worked_out_by_hand() -> None:
    """Judged on 10 April 2026, rules since 2020.

    5 work, monthly: January kept, February and March missed, April due   → 未履行, 1 open
    14 analysis, monthly: January to March kept, April due                 → 按期, 1 open
    16 assessment, yearly (month 12): December has not begun               → not counted
    4 minutes, 10 days: plenary of 1 March, issued on 20 March             → 逾期后完成
    3 directives, 5 days: one answered, one received on 1 April and open   → 逾期, 1 open
    4 gate: issued without approval                                        → not an item
    """
    rules = edition(
        "2020-01-01",
        meetings("month"),
        meetings("month", key="14:analysis", kinds="analysis"),
        meetings("month", key="16:assessment", month=12),
        minutes(10),
        directives(5),
        approval(),
    )
    journal = Journal()
    journal.meeting("01-10")
    for on in ["01-20", "02-20", "03-20"]:
        journal.meeting(on, "analysis")
    plenary = journal.meeting("03-01", "plenary")
    journal.write("minutes.issued", f"meeting:{plenary}", "03-20")
    journal.write("directive.received", "directive:1", "02-01")
    journal.write("directive.answered", "directive:1", "02-03")
    journal.write("directive.received", "directive:2", "04-01")
    board = judge(rules, journal, "04-10")
    assert str(board.headline) == (
        f"有期限要求的 4 项：1 项按期，1 项逾期后完成，1 项有未履行记录，1 项逾期；待办 3 件；{REST}"
    )
    assert board.as_data()["articles"] == {
        "第5条": "due",
        "第14条": "due",
        "第16条": "not_owed",
        "第4条": "not_owed",
        "第3条": "overdue",
    }


@pytest.mark.parametrize(
    ("states", "shown"),
    [
        ([], "not_owed"),
        (["not_owed"], "not_owed"),
        (["kept"], "kept"),
        (["kept", "not_owed"], "kept"),
        (["kept", "due"], "due"),
        (["kept", "due", "overdue"], "overdue"),
        (["missed", "due"], "due"),  # the miss is closed: the open state shows
        (["missed", "overdue"], "overdue"),
        (["kept", "missed"], "not_owed"),  # a closed miss keeps the article out of 按期履行
        (["kept", "explained"], "kept"),
        (["kept_late"], "kept"),
    ],
)
def test_a_ring_is_the_worst_open_state_and_a_closed_miss_keeps_it_from_green(states: list[str], shown: str) -> None:
    assert ring([lines_of(*states)]) == shown
    assert lines_of(*states).ring == shown


def test_an_articles_ring_is_over_all_its_duties() -> None:
    kept, due, missed = lines_of("kept"), lines_of("due"), lines_of("missed", duty=approval())
    assert ring([kept, lines_of()]) == "kept"
    assert ring([kept, due]) == "due"
    assert ring([kept, missed]) == "not_owed"
    assert ring([]) == "not_owed"


def test_the_misses_of_a_line_stay_counted_beside_its_ring() -> None:
    assert lines_of("missed", "missed", "kept", "due").misses == 2


def test_the_board_as_data_carries_every_item_with_its_evidence_and_is_plain_json() -> None:
    journal = Journal()
    held = journal.meeting("01-10")
    received = journal.write("directive.received", "directive:1", "12-30")
    rules = edition(
        "2020-01-01", meetings("quarter"), directives(3, "workday"), approval(), Standing(**named("1:standing"))
    )
    data = judge(rules, journal, "12-31").as_data()
    assert json.loads(json.dumps(data)) == data
    assert (data["on"], data["edition"]) == ("2026-12-31", 1)
    duties = {each["key"]: each for each in data["duties"]}  # type: ignore[attr-defined]
    assert duties["5:work"]["items"][0] == {
        "state": "kept",
        "start": "2026-01-01",
        "due": "2026-03-31",
        "subject": None,
        "why": None,
        "provisional": False,
        "evidence": [held],
    }
    assert (duties["5:work"]["state"], duties["5:work"]["kind"]) == ("missed", "periodic")
    assert duties["3:directive"]["items"][0]["provisional"] is True
    assert duties["3:directive"]["items"][0]["evidence"] == []
    assert (duties["4:gate"]["state"], duties["1:standing"]["state"]) == ("not_owed", "standing")
    assert received not in duties["3:directive"]["items"][0]["evidence"]


def test_an_article_lists_its_lines_in_the_order_of_the_rules() -> None:
    board = judge(edition("2020-01-01", minutes(5), meetings("month"), approval()), Journal(), "03-31")
    assert [each.duty.key for each in board.lines] == ["4:minutes", "5:work", "4:gate"]
    assert [each.duty.key for each in board.of_article("第4条")] == ["4:minutes", "4:gate"]


def test_every_state_has_its_word_and_its_place() -> None:
    assert set(STATES) == {*BEST_FIRST, "not_owed"}
    assert line(judge(edition("2020-01-01", meetings("month")), Journal(), "01-31")).worst == "due"
