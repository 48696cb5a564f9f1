"""Screening: who owes which period, one tap for nothing, late is seen, asked for once a day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from lianxi.charter.actions import declare_key_period
from lianxi.charter.queries import key_periods
from lianxi.information import screening
from lianxi.information.models import InformationSetting, Screening
from lianxi.information.owing import asking, owed_by, owers, periods_asked
from lianxi.information.screening_periods import before, period_of, read
from lianxi.information.screening_queries import lines
from lianxi.journal import queries as journal
from lianxi.journal.refusals import Invalid, RuleBroken, Stale
from lianxi.rulebook.facts import standing
from lianxi.web import clock
from tests.cast import Cast
from tests.information.disputing import asked, for_, found, reported

pytestmark = [pytest.mark.django_db, pytest.mark.database]
DAY = timedelta(days=1)


def test_periods_cover_every_day_once_and_are_read_back_from_their_address() -> None:
    for every in ("month", "half", "week", "day"):
        day = date(2026, 1, 1)
        while day.year == 2026:
            period = period_of(every, day)
            assert period.first <= day <= period.last
            assert period.first <= period.opens <= period.last
            assert before(period).last == period.first - DAY
            assert read(period.code) == period
            day += DAY
    assert period_of("half", date(2026, 2, 20)).last == date(2026, 2, 28)
    assert [read(code) for code in ("month:2026-11-02", "year:2026-01-01", "month:x", "")] == [None] * 4


def test_villages_owe_the_month_and_every_day_of_a_key_period_once_the_office_asks(cast: Cast) -> None:
    today, unit = clock.today(), cast.village.unit or 0
    assert owed_by(cast.conference, unit, today) == []
    asked(cast)
    assert [each.period.code for each in owed_by(cast.conference, unit, today)] == ["month:2026-11-01"]
    assert owed_by(cast.conference, cast.police.unit or 0, today) == []
    assert owed_by(cast.conference, unit, date(2026, 11, 20)) == [], "not before the last ten days"
    late = owed_by(cast.conference, unit, date(2026, 12, 3))
    assert [(each.period.code, each.late(date(2026, 12, 3))) for each in late] == [("month:2026-11-01", True)]
    call = cast.clerk.call()
    declare_key_period(call, name="岁末", start=today - DAY, end=today + 9 * DAY, basis="镇党委会决定")
    codes = [each.period.code for each in owed_by(cast.conference, unit, today)]
    assert codes == ["month:2026-11-01", "day:2026-11-23"], "no day before the office began to ask"
    reported(cast, "day")
    codes = [each.period.code for each in owed_by(cast.conference, unit, today + 2 * DAY)]
    assert codes == ["month:2026-11-01", "day:2026-11-24", "day:2026-11-25"]
    InformationSetting.objects.create(conference_id=cast.conference, screening_every="week")
    wanted = periods_asked(asking(cast.conference), key_periods(cast.conference), date(2026, 11, 29))
    assert not [each for each in wanted if each.code == "week:2026-11-23"], "a week within the key period"


def test_a_zero_report_is_one_step_and_fulfils_a_rule_that_demands_screening(cast: Cast) -> None:
    number = reported(cast)
    facts = journal.facts(cast.conference, verbs=frozenset({"screening.reported", "dispute.found"}))
    assert [(fact.object, fact.data["found"]) for fact in facts] == [(f"screening:{number}", 0)] * 2
    with pytest.raises(RuleBroken, match="已经报送"):
        reported(cast)
    with pytest.raises(RuleBroken, match="起报送"):
        reported(cast, day=date(2026, 12, 1))
    screening.take_back_screening(cast.village.call(), number=number, reason="误报")
    assert not Screening.objects.exists()
    left = standing(journal.facts(cast.conference, verbs=frozenset({"dispute.found", "entry.withdrawn"})))
    assert not [fact for fact in left if fact.verb == "dispute.found"]
    with pytest.raises(Invalid, match="撤回"):
        screening.take_back_screening(cast.village.call(), number=number, reason="误报")


def test_a_report_never_says_nothing_where_something_is_entered(cast: Cast) -> None:
    found(cast)
    with pytest.raises(Stale, match="最新件数"):
        reported(cast)
    reported(cast, seen=1)
    found(cast, title="放水次序争执")
    period = period_of("month", clock.today())
    (line,) = lines(cast.conference, asking(cast.conference), period, clock.today(), unit=cast.village.unit)
    assert line.report is not None
    assert (line.state, line.report.found, line.report.later) == ("reported", 1, 1)


def test_who_reported_late_who_has_not_in_the_order_of_the_roster(cast: Cast) -> None:
    asked(cast)
    period = period_of("month", clock.today())
    before_end = lines(cast.conference, asking(cast.conference), period, clock.today())
    assert [line.state for line in before_end] == ["awaited", "awaited"]
    october = before(period)
    screening.report_screening(for_(cast, cast.village), period=october, seen=0)
    told = lines(cast.conference, asking(cast.conference), october, clock.today())
    assert [(line.name, line.state) for line in told] == [("柳塘村", "late"), ("上河村", "missing")]
    assert [line.unit for line in told] == sorted(line.unit for line in told)
    assert told[0].report is not None
    assert told[0].report.by_hand
    assert [unit.name for unit in owers(cast.conference, october)] == ["上河村"]
    assert [line.name for line in lines(cast.conference, asking(cast.conference), october, clock.today(), unit=3)] == []


def test_all_who_owe_are_reminded_in_one_step_once_a_day(cast: Cast) -> None:
    asked(cast)
    period = period_of("month", clock.today())
    reported(cast)
    done = screening.chase_screenings(cast.clerk.call(), period=period)
    entry = journal.entry(cast.conference, done.entry)
    assert entry is not None
    assert [fact.verb for fact in entry.facts] == ["screening.chased"]
    with pytest.raises(RuleBroken, match="今天已经催报"):
        screening.chase_screenings(cast.clerk.call(), period=period)
    with pytest.raises(RuleBroken, match="还不用催报"):
        screening.chase_screenings(cast.clerk.call(), period=period_of("month", date(2026, 12, 5)))
    with pytest.raises(RuleBroken):
        screening.chase_screenings(cast.village.call(), period=period)


def test_the_office_chooses_who_reports_and_new_villages_are_asked_by_themselves(cast: Cast) -> None:
    police, village = cast.police.unit or 0, cast.village.unit or 0
    screening.set_screening(cast.clerk.call(), units=[police, village], version=0)
    period = period_of("month", clock.today())
    assert [unit.number for unit in owers(cast.conference, period)] == sorted([police, village])
    from lianxi.roster.units import create_unit

    made = create_unit(
        cast.clerk.call(), name="新塘村", kind="village", on=clock.today(), document="柳政发〔2026〕9号", head="杜衡",
        files=[],
    )  # fmt: skip
    assert made.number in [unit.number for unit in owers(cast.conference, period)]
    assert made.number not in [unit.number for unit in owers(cast.conference, before(period))], "it was not there yet"
    with pytest.raises(Stale):
        screening.set_screening(cast.clerk.call(), units=[police], version=0)
    with pytest.raises(Invalid, match="至少"):
        screening.set_screening(cast.clerk.call(), units=[], version=1)
