"""The indicators worked out by hand on a ledger that fits a page; comparisons over the change of the year."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

import pytest

from lianxi.analysis import periods, tallies
from lianxi.analysis.indicators import INDICATORS, Rate
from lianxi.analysis.periods import Span
from lianxi.analysis.tallies import Judged, Row, Tally, Wanted

ON = date(2026, 11, 23)
NOV = (date(2026, 11, 1), date(2026, 11, 30))


def day(text: str) -> date:
    return date.fromisoformat(f"2026-{text}")


def matter(received: str, **more: object) -> Row:
    given: dict[str, object] = {
        "received_on": day(received), "registered_on": day(received), "channel": "visit", "purpose": "claim",
        "kind": "appeal_claim", "state": "handling", "lead": 1,
    }  # fmt: skip
    return Row(**{**given, **more})  # type: ignore[arg-type]


def counted(rows: list[Row], code: str = "2026-11", on: date = ON, group_from: int = 5) -> Tally:
    period = periods.read(code)
    assert period is not None
    return tallies.count(rows, Wanted(period.compared(on), period.whole(), on, group_from))


def rate(rows: list[Row], indicator: str, code: str = "2026-11", on: date = ON, **more: object) -> tuple[int, int, str]:
    found = counted(rows, code, on).rate(indicator, **more)  # type: ignore[arg-type]
    return found.numerator, found.denominator, found.text


#: 限办截止时间 · 办结时间 → one of the four states, on 23 November 2026
REPLIES = [
    ("11-05", "11-01", "on_time"),
    ("11-05", "11-05", "on_time"),  # on the last day is in time
    ("11-05", "11-06", "late"),
    ("11-10", None, "overdue"),
    ("11-23", None, "waiting"),  # due today is not past due
    ("11-30", None, "waiting"),
    ("10-31", "10-01", ""),  # due in October, closed or not: another month's
    ("12-01", "11-20", ""),  # closed in November, due in December: December's
]


def test_on_time_reply_is_the_cohort_of_the_due_date_over_all_four_states() -> None:
    rows = [matter("06-01", limit_on=day(due), finished_on=day(done) if done else None) for due, done, _ in REPLIES]
    found = counted(rows).rate("on_time_reply")
    assert found.counts == {"on_time": 2, "late": 1, "overdue": 1, "waiting": 2}
    assert (found.numerator, found.denominator, found.text) == (2, 6, "33.3%")
    assert rate(rows, "on_time_reply", "2026-10")[:2] == (1, 1)
    assert rate(rows, "on_time_reply", "2026-12")[:2] == (1, 1)


def test_registration_in_the_period_does_not_bring_a_matter_into_the_cohort() -> None:
    rows = [matter("11-02", limit_on=day("12-31"))]
    assert rate(rows, "on_time_reply") == (0, 0, "—")
    assert counted(rows).totals[0]["matters"] == 1


#: registered · accepted · state → state of the 30-day acceptance; the 30th day of 1 October is 31 October
ACCEPTANCES = [
    ("10-02", "11-01", "handling", "on_time"),
    ("10-02", "11-02", "handling", "late"),
    ("10-10", None, "registered", "overdue"),  # due 9 November
    ("10-24", None, "registered", "waiting"),  # due 23 November: today
    ("10-01", "10-31", "handling", ""),  # due 31 October
]


def test_acceptance_is_judged_thirty_days_from_registration() -> None:
    rows = [
        matter(registered, accepted_on=day(done) if done else None, state=state)
        for registered, done, state, _ in ACCEPTANCES
    ]
    assert counted(rows).rate("timely_acceptance_unit").counts == {
        "on_time": 1, "late": 1, "overdue": 1, "waiting": 1
    }  # fmt: skip
    assert rate(rows, "timely_acceptance_unit", "2026-10") == (1, 1, "100.0%")


def test_who_was_told_another_way_was_dealt_with_when_he_was_told() -> None:
    declined = matter("10-05", state="declined", notice_due=day("10-20"), notice_met=day("10-12"))
    only_told = matter("10-05", state="assigned", notice_due=day("10-20"), notice_met=day("10-12"))
    assert rate([declined, only_told], "timely_acceptance_unit") == (1, 2, "50.0%")


def test_the_townships_own_fifteen_days_stand_apart() -> None:
    rows = [
        matter("10-20", notice_due=day("11-04"), notice_met=day("11-04")),
        matter("10-20", notice_due=day("11-04"), notice_met=day("11-05")),
        matter("10-20", notice_due=day("11-04")),
        matter("10-20"),  # anonymous: nobody can be told, no duty, no denominator
    ]
    assert rate(rows, "timely_acceptance_township") == (1, 3, "33.3%")


def test_what_went_back_to_its_sender_or_was_voided_is_not_ours_to_answer() -> None:
    rows = [
        matter("10-02", limit_on=day("11-05"), state="returned"),
        matter("11-02", limit_on=day("11-05"), state="voided"),
        matter("11-02", limit_on=day("11-05"), finished_on=day("11-05")),
    ]
    assert rate(rows, "on_time_reply") == (1, 1, "100.0%")
    assert counted(rows).totals[0] == {"matters": 1, "people": 1, "voided": 1}


def test_satisfaction_and_participation_of_department_and_unit_are_apart() -> None:
    good, fair, bad = (Judged("given", value, day("11-10")) for value in ("satisfied", "basically", "dissatisfied"))
    rows = [
        matter("08-01", department=good, unit=bad),
        matter("08-01", department=fair, unit=good),
        matter("08-01", department=bad, unit=Judged("waiting")),
        matter("08-01", department=Judged("late", on=day("11-11")), unit=Judged("not_given")),
        matter("08-01", department=Judged("late"), closed_on=day("10-30")),  # no day of its own: by its closing
        matter("08-01", department=Judged("given", "satisfied", day("12-01"))),  # December's
    ]
    assert rate(rows, "satisfaction_department") == (2, 3, "66.7%")
    assert rate(rows, "satisfaction_unit") == (1, 2, "50.0%")
    assert rate(rows, "participation_department") == (3, 4, "75.0%")
    assert rate(rows, "participation_unit") == (2, 2, "100.0%")
    assert rate(rows, "participation_department", "2026-10") == (0, 1, "0.0%")


def test_repeats_are_those_noted_here_and_those_imported_never_worked_out() -> None:
    rows = [
        matter("11-02", local_first="repeat", national_first="first"),
        matter("11-03", local_first="first"),
        matter("11-04"),
    ]
    assert rate(rows, "repeat_share") == (1, 3, "33.3%")
    assert rate(rows, "repeat_share_national") == (0, 3, "0.0%")
    assert rate([matter("11-02")], "repeat_share") == (0, 1, "—")  # nobody noted anything: no rate


def test_extension_resolution_and_charges_by_their_local_definitions() -> None:
    rows = [
        matter("09-10", handling_due=day("11-10"), extended_days=30),
        matter("09-10", handling_due=day("11-10")),
        matter("09-10", closed_on=day("11-02"), outcome="mediated", sponsored_on=day("11-01")),
        matter("09-10", closed_on=day("11-02"), outcome="opinion", result="support", execution="done"),
        matter("09-10", closed_on=day("11-02"), outcome="opinion", result="support", execution="refused"),
        matter(
            "09-10", closed_on=day("11-02"), outcome="opinion", result="explain",
            unit=Judged("given", "basically", day("11-03")),
        ),
        matter("09-10", closed_on=day("11-02"), state="declined"),  # no result was given
        matter("09-10", sponsored_on=day("11-09")),
    ]  # fmt: skip
    assert rate(rows, "extension_share") == (1, 2, "50.0%")
    assert rate(rows, "resolution") == (3, 4, "75.0%")
    assert rate(rows, "sponsored_resolution") == (1, 2, "50.0%")


@pytest.mark.parametrize("indicator", list(INDICATORS))
def test_an_empty_denominator_is_no_rate(indicator: str) -> None:
    assert rate([], indicator) == (0, 0, "—")


def test_rates_are_rounded_half_up() -> None:
    of = INDICATORS["satisfaction_unit"]
    assert Rate(of, {"satisfied": 1, "dissatisfied": 15}).text == "6.3%"
    assert Rate(of, {"satisfied": 1999, "dissatisfied": 1}).text == "100.0%"


def test_a_unit_has_its_own_rates() -> None:
    rows = [
        matter("06-01", limit_on=day("11-05"), finished_on=day("11-05"), lead=1),
        matter("06-01", limit_on=day("11-05"), lead=2),
        matter("06-01", limit_on=day("11-05"), lead=None),
    ]
    assert rate(rows, "on_time_reply")[:2] == (1, 3)
    assert rate(rows, "on_time_reply", unit=2, of_all=False) == (0, 1, "0.0%")
    assert rate(rows, "on_time_reply", unit=None, of_all=False)[:2] == (0, 1)


def test_matters_and_people_groups_and_stubs() -> None:
    rows = [
        matter("11-02", people=5),
        matter("11-02", people=12, joint=True),
        matter("11-02", people=40, channel="letter"),  # a letter is no visit
        matter("11-02", people=4, anonymous=True, category="010203"),
        matter("11-02", kind="accusation", state="discipline", stub=True, lead=None),
    ]
    tally = counted(rows)
    assert tally.totals[0] == {
        "matters": 5, "people": 62, "group": 2, "group_people": 17, "joint": 1, "anonymous": 1, "stub": 1
    }  # fmt: skip
    assert counted(rows, group_from=10).totals[0]["group"] == 1
    assert tally.makeup["visit", "claim", "accusation"] == (1, 1)
    assert tally.topics["0102", 1] == (1, 4)
    assert tally.topics["", None] == (1, 1)


def test_the_month_before_january_is_december_and_last_year_is_the_same_month() -> None:
    rows = [
        matter("01-10"),
        Row(received_on=date(2025, 12, 31), registered_on=date(2025, 12, 31), channel="call", purpose="claim",
            kind="appeal_claim", state="closed"),
        Row(received_on=date(2025, 1, 1), registered_on=date(2025, 1, 1), channel="call", purpose="claim",
            kind="appeal_claim", state="closed"),
    ]  # fmt: skip
    tally = counted(rows, "2026-01")
    assert [total["matters"] for total in tally.totals] == [1, 1, 1]
    assert list(tally.months) == [periods.months_back(date(2026, 1, 1), back) for back in range(12, -1, -1)]
    assert tally.months[date(2025, 12, 1)] == (1, 1)


@pytest.mark.parametrize(
    ("code", "before", "last_year"),
    [
        ("2026-01", (date(2025, 12, 1), date(2025, 12, 31)), (date(2025, 1, 1), date(2025, 1, 31))),
        ("2024-02", (date(2024, 1, 1), date(2024, 1, 31)), (date(2023, 2, 1), date(2023, 2, 28))),
        ("2025-02", (date(2025, 1, 1), date(2025, 1, 31)), (date(2024, 2, 1), date(2024, 2, 29))),
        ("2026-Q1", (date(2025, 10, 1), date(2025, 12, 31)), (date(2025, 1, 1), date(2025, 3, 31))),
        ("2025", (date(2024, 1, 1), date(2024, 12, 31)), (date(2024, 1, 1), date(2024, 12, 31))),
        ("2026-01-01_2026-01-10", (date(2025, 12, 22), date(2025, 12, 31)), (date(2025, 1, 1), date(2025, 1, 10))),
        ("2024-02-29_2024-03-01", (date(2024, 2, 27), date(2024, 2, 28)), (date(2023, 2, 28), date(2023, 3, 1))),
    ],
)
def test_what_a_period_is_compared_with(code: str, before: tuple[date, date], last_year: tuple[date, date]) -> None:
    period = periods.read(code)
    assert period is not None
    assert period.compared(ON)[1:] == (Span(*before), Span(*last_year))


def test_a_running_month_is_compared_with_as_many_days() -> None:
    period = periods.month_of(ON)
    assert period.compared(ON) == (
        Span(*NOV),
        Span(date(2026, 10, 1), date(2026, 10, 23)),
        Span(date(2025, 11, 1), date(2025, 11, 23)),
    )
    assert period.compared(ON + timedelta(days=7))[1] == Span(date(2026, 10, 1), date(2026, 10, 31))
    march = periods.month_of(date(2026, 3, 30))
    assert march.compared(date(2026, 3, 30))[1].until == date(2026, 2, 28)


@pytest.mark.parametrize(
    "code",
    [
        "",
        "2026-13",
        "2026-Q5",
        "26-11",
        "0001",
        "2026-11-30_2026-11-01",
        "2000-01-01_2020-01-01",
        "2026-02-30_2026-03-01",
    ],
)
def test_what_is_no_period_is_none(code: str) -> None:
    assert periods.read(code) is None


def test_the_months_of_two_years_may_be_picked_with_their_quarters_and_years() -> None:
    codes = [each.code for each in periods.choices(ON)]
    assert codes[0] == "2026-11"
    assert {"2024-12", "2026-Q4", "2024-Q4", "2026", "2025", "2024"} <= set(codes)
    assert len(codes) == len(set(codes))


def test_every_indicator_stands_in_the_docs_under_its_name() -> None:
    page = (Path(__file__).resolve().parents[2] / "docs" / "statistics.md").read_text("utf-8")
    rows = dict(re.findall(r"^\| `(\w+)` \| ([^|]+) \|", page, re.MULTILINE))
    assert rows == {each.id: each.name for each in INDICATORS.values()}
