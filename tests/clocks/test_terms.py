"""The worked cases come out, each on its article; what governs and why is said; nonsense is refused."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from lianxi.clocks.calendar import WorkCalendar, built_in_calendar
from lianxi.clocks.statute import EXAMPLES, LOCAL, NATIONAL, LocalRow, NoSuchRow, simple_procedure
from lianxi.clocks.terms import Event, NotCountable, Term, judged, terms
from tests.clocks import worked_cases
from tests.clocks.worked_cases import CASES, Case

CALENDAR = built_in_calendar()
FACTS = Path(__file__).parents[3] / "shared" / "domain" / "facts.json"
SIMPLE = simple_procedure("柳塘县", basis="柳信发〔2019〕3号", valid_from=date(2019, 5, 1))
ROWS = {
    **LOCAL,
    **{row.id: row for row in SIMPLE},
    "looser": LocalRow("looser", "某省", "handling", 75, "calendar_day", date(2020, 1, 1)),
    "expired": LocalRow("expired", "某省", "handling", 20, "calendar_day", date(2020, 1, 1), date(2025, 12, 31)),
}


def event(text: str) -> Event:
    """``assigned 2026-03-02 due 2026-03-20``, ``extension_approved 2026-04-28 30``, ``hearing_days 5``."""
    name, *rest = text.split()
    if name == "hearing_days":
        return Event(name, None, days=int(rest[0]))
    at = date.fromisoformat(rest[0])
    if name == "assigned":
        return Event(name, at, due=date.fromisoformat(rest[2]))
    return Event(name, at, days=int(rest[1]) if name == "extension_approved" else None)


def events(text: str) -> list[Event]:
    return [event(part) for part in text.split(";") if part.strip()]


def counted(case: Case) -> tuple[Term, ...]:
    rows = [ROWS[name] for name in case.local.split()]
    return terms(case.matter_class, case.route, events(case.events), calendar=CALENDAR, local=rows)


def said(term: Term) -> str:
    rolled = f" {term.due_rolled}" if term.due_rolled != term.due_strict else ""
    return f"{term.id} {term.due_strict}{rolled}{'?' if term.provisional else ''}"


def one(text: str, *local: LocalRow, calendar: WorkCalendar = CALENDAR) -> Term:
    (found,) = terms("appeal_claim", 6, events(text), calendar=calendar, local=local)
    return found


@pytest.mark.parametrize("case", CASES, ids=[f"{case.article} {case.events} {case.local}" for case in CASES])
def test_a_worked_case_comes_out_on_its_article(case: Case) -> None:
    found = counted(case)
    assert "; ".join(map(said, found)) == case.outcome
    if found:
        assert case.article.partition("(2)")[0] in {term.article.partition("(2)")[0] for term in found}
    for term in found:
        label = next(row.label for row in NATIONAL if row.id == term.id)
        assert term.explanation.startswith(f"依《信访工作条例》{label}")
        assert term.explanation.endswith("。")
        assert term.explanation.count("。") == 1
        assert f"{term.due_strict.year}年{term.due_strict.month}月{term.due_strict.day}日" in term.explanation


def test_there_are_enough_worked_cases_and_every_row_with_a_day_is_among_them() -> None:
    assert len(CASES) >= 60
    assert all(case.article for case in CASES)
    shown = {part.split()[0] for case in CASES for part in case.outcome.split(";") if part.strip()}
    assert shown == {row.id for row in NATIONAL if row.unit in {"calendar_day", "working_day", "as_set_by_sender"}} - {
        "handling_extension"
    }
    assert {case.matter_class for case in CASES} == {"suggestion", "accusation", "appeal_claim", "litigation_related"}
    assert {case.route for case in CASES} == {None, 1, 2, 3, 4, 5, 6}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "accepted 2026-03-02",
            "依《信访工作条例》第三十四条，自2026年3月2日受理的次日起，60日（自然日）内，办结并出具信访处理意见书，"
            "至2026年5月1日届满，该日为放假日，5月1日至5日休息，顺延参考日为2026年5月6日。",
        ),
        (
            "accepted 2026-03-02; extension_approved 2026-04-28 40",
            "依《信访工作条例》第三十四条，自2026年3月2日受理的次日起，60日（自然日）内并经机关、单位负责人批准延长30日"
            "（累计不超过30日），办结并出具信访处理意见书，至2026年5月31日届满，该日为星期日，5月31日休息，"
            "顺延参考日为2026年6月1日。",
        ),
        (
            "received_review_request 2026-04-09",
            "依《信访工作条例》第三十五条，自2026年4月9日收到复查请求的次日起，30日（自然日）内，提出复查意见并书面答复信访人，"
            "至2026年5月9日届满，该日虽为周末，但调休上班，不顺延。",
        ),
        (
            "received 2024-01-31",
            "依《信访工作条例》第二十二条第一款，自2024年1月31日信访部门收到信访事项的次日起，15日（自然日）内，登记，并转送、"
            "交办或者报请决定，至2024年2月15日届满，该日为放假日，2月15日至17日休息，顺延参考日为2024年2月18日（调休上班）。",
        ),
        (
            "received_recheck_request 2026-12-05; hearing_days 3",
            "依《信访工作条例》第三十六条，自2026年12月5日收到复核请求的次日起，30日（自然日）内并扣除听证所用的3日，提出复核意见，"
            "至2027年1月7日届满，涉及的2027年放假安排尚未载入，日期为暂定。",
        ),
    ],
)
def test_a_due_date_says_which_rule_and_which_days(text: str, expected: str) -> None:
    assert one(text).explanation == expected


def test_working_days_name_the_holidays_left_out_and_the_weekend_days_counted() -> None:
    objection = counted(Case("23(3)", "suggestion", None, "received_from_superior 2026-02-11", ""))[1]
    assert "2月16日至20日、2月23日放假不计、2月14日调休上班计入" in objection.explanation
    assert [day.day for day in objection.rest] == [16, 17, 18, 19, 20, 23]
    assert objection.made_up == (date(2026, 2, 14),)


def test_the_governing_row_and_the_day_it_starts_from_are_named() -> None:
    local = one("accepted 2026-03-02; accepted 2026-03-09", *EXAMPLES[:2])
    assert (local.row, local.amount, local.unit, local.started_on) == (
        "zhejiang-2016-handling", 30, "calendar_day", date(2026, 3, 2),
    )  # fmt: skip
    assert "并按更严的浙江的地方规定（zhejiang-2016-handling）" in local.explanation
    assert one("accepted 2026-03-02", ROWS["looser"]).row == "handling"
    simple = one("accepted 2026-03-02", *SIMPLE)
    assert (simple.row, simple.unit) == ("simple-handling", "working_day")
    assert "简易办理规定（柳信发〔2019〕3号）" in simple.explanation


def test_a_day_set_by_the_sender_is_no_count() -> None:
    term = one("assigned 2026-03-02 due 2026-03-20")
    assert (term.amount, term.unit, term.row, term.started_on) == (None, None, "superior_assigned", date(2026, 3, 2))
    assert "交办机关定于2026年3月20日前" in term.explanation


def test_a_day_rolled_into_a_year_without_notice_is_provisional_though_all_counted_days_are_known() -> None:
    """31 December 2022 is a Saturday; with 2023 unknown the roll to Monday is a guess."""
    calendar = WorkCalendar({2022: CALENDAR.notices[2022]})
    term = one("received 2022-12-16", calendar=calendar)
    assert (term.due_strict, term.due_rolled) == (date(2022, 12, 31), date(2023, 1, 2))
    assert term.provisional
    known = one("received 2022-12-16")
    assert (known.due_rolled, known.provisional) == (date(2023, 1, 3), False)


def test_the_first_day_is_not_counted_so_its_year_needs_no_notice() -> None:
    calendar = WorkCalendar({2026: CALENDAR.notices[2026]})
    assert not one("received 2025-12-31", calendar=calendar).provisional
    assert one("received 2025-12-30", calendar=calendar).unknown_years == (2025,)


def test_overdue_is_judged_by_the_national_date_then_by_the_strict_one_unless_the_body_set_otherwise() -> None:
    handling, review = one("accepted 2026-03-02"), one("received_review_request 2026-04-01")
    assert judged(handling, date(2026, 4, 20)) == date(2026, 4, 20)
    assert judged(handling, date(2026, 4, 20), "rolled") == date(2026, 4, 20)
    assert judged(handling, None) == date(2026, 5, 1)
    assert judged(handling, None, "rolled") == date(2026, 5, 6)
    assert judged(review, date(2026, 4, 20)) == date(2026, 5, 1)


@pytest.mark.parametrize(
    ("matter_class", "route", "event", "words"),
    [
        ("petition", 6, Event("accepted", date(2026, 3, 2)), "没有“petition”这一类别"),
        ("appeal_claim", 7, Event("accepted", date(2026, 3, 2)), "没有第 7 条途径"),
        ("appeal_claim", 0, Event("accepted", date(2026, 3, 2)), "没有第 0 条途径"),
        ("appeal_claim", 6, Event("handling_deadline", date(2026, 3, 2)), "没有“handling_deadline”这种事件"),
        ("appeal_claim", 6, Event("year", date(2026, 3, 2)), "没有“year”这种事件"),
        ("appeal_claim", 6, Event("accepted", None), "缺少日期"),
        ("appeal_claim", 6, Event("assigned", date(2026, 3, 2)), "缺少交办机关定的期限"),
        ("appeal_claim", 6, Event("extension_approved", date(2026, 3, 2)), "缺少批准延长的天数"),
        ("appeal_claim", 6, Event("extension_approved", date(2026, 3, 2), days=-30), "缺少批准延长的天数"),
        ("appeal_claim", 6, Event("extension_approved", None, days=30), "缺少日期"),
        ("appeal_claim", 6, Event("hearing_days", None), "缺少听证所用的天数"),
        ("appeal_claim", 6, Event("hearing_days", None, days=-1), "缺少听证所用的天数"),
        ("appeal_claim", 6, Event("accepted", date(9999, 12, 1)), "超出可以计算的范围"),
    ],
)
def test_nonsense_is_refused_with_a_sentence(matter_class: str, route: int, event: Event, words: str) -> None:
    with pytest.raises(NotCountable, match=words):
        terms(matter_class, route, [event], calendar=CALENDAR)


def test_a_local_row_must_tighten_a_counted_row_and_simple_procedure_needs_its_document() -> None:
    begin = date(2026, 1, 1)
    for deadline in ("handling_extension", "superior_assigned", "urgent_report", "annual_report", "nothing"):
        with pytest.raises(NoSuchRow, match="不存在，或不按天数计算"):
            LocalRow("x", "某省", deadline, 5, "working_day", begin)
    with pytest.raises(NoSuchRow, match="1 天以上"):
        LocalRow("x", "某省", "handling", 0, "working_day", begin)
    with pytest.raises(NoSuchRow, match="早于生效"):
        LocalRow("x", "某省", "handling", 5, "working_day", begin, date(2025, 12, 31))
    with pytest.raises(NoSuchRow, match="依据文件"):
        simple_procedure("柳塘县", basis=" ", valid_from=begin)


@pytest.mark.reference
def test_the_national_and_local_rows_are_those_of_the_fact_sheet() -> None:
    if not FACTS.exists():
        pytest.skip(f"{FACTS} is absent")
    facts = json.loads(FACTS.read_text("utf-8"))
    ours = [(row.id, row.article, row.trigger, row.amount, row.unit) for row in NATIONAL]
    assert ours == [
        tuple(row[key] for key in ("id", "article", "trigger", "amount", "unit")) for row in facts["deadlines"]
    ]
    local = [
        (row.id, row.place, row.deadline_id, row.amount, row.unit, row.valid_from.isoformat(), row.valid_to)
        for row in EXAMPLES
    ]
    keys = ("id", "place", "deadline_id", "amount", "unit", "valid_from", "valid_to")
    assert local == [tuple(row[key] for key in keys) for row in facts["local_rows"]]
    cited = {case.article for case in worked_cases.CASES}
    assert {row["article"] for row in facts["deadlines"] if row["amount"] and row["unit"] != "per_year"} <= cited
