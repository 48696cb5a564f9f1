"""A year's days off are loaded once, replaced knowingly, followed by what rests on them, and taken back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from lianxi.charter import actions
from lianxi.charter import queries as charter
from lianxi.charter.actions import load_calendar, register_calendar_follower
from lianxi.clocks.calendar import built_in_calendar
from lianxi.clocks.notice import notice_of, read_lines
from lianxi.journal import queries as journal
from lianxi.journal.actions import withdraw_entry
from lianxi.journal.frame import Done
from lianxi.journal.refusals import Invalid, RuleBroken, Stale
from lianxi.rulebook.facts import Fact
from lianxi.web import clock
from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.database]
DAYS = notice_of(
    2027, read_lines("2027-01-01 休\n2027-02-05至02-11 休\n2027-05-01 休\n2027-10-01至10-07 休\n2027-02-13 班")
)
SHORTER = {day: worked for day, worked in DAYS.items() if day != date(2027, 2, 13)}


def load(cast: Cast, who: str = "clerk", **changed: Any) -> Done:
    given: dict[str, Any] = {"year": 2027, "days": DAYS, "basis": "国办发明电〔2026〕7号"}
    return load_calendar(getattr(cast, who).call(), **{**given, **changed})


def told(cast: Cast) -> list[Fact]:
    """What judging a day long ago reads of the calendar."""
    return journal.facts(cast.conference, verbs=frozenset({"calendar.loaded"}), until=date(2026, 1, 31))


@pytest.fixture
def followed() -> Iterator[list[int]]:
    seen: list[int] = []

    def follow(step: object, year: int) -> None:
        seen.append(year)

    register_calendar_follower(follow)
    register_calendar_follower(follow)
    yield seen
    actions._calendar_followers.remove(follow)


def test_a_loaded_year_is_counted_by_and_what_rests_on_it_follows_once(cast: Cast, followed: list[int]) -> None:
    assert charter.calendar(cast.conference) == built_in_calendar()
    done = load(cast)
    calendar = charter.calendar(cast.conference)
    assert calendar.add_workdays(date(2027, 2, 4), 1) == (date(2027, 2, 12), False)
    assert calendar.is_workday(date(2027, 2, 13))
    assert calendar.notices[2026] == built_in_calendar().notices[2026]
    assert followed == [2027]
    entry = journal.entry(cast.conference, done.entry)
    assert entry is not None
    assert (entry.facts[0].verb, entry.facts[0].object) == ("calendar.loaded", "calendar:2027")
    assert "国办" not in str(entry.facts[0].data)
    assert entry.texts["basis"] == "国办发明电〔2026〕7号"
    before = clock.today() - timedelta(days=1)
    assert charter.calendar(cast.conference, known=before) == built_in_calendar()


def test_who_judges_a_past_day_counts_by_what_is_loaded_and_asks_nothing_while_nothing_is(
    cast: Cast, django_assert_num_queries: Any
) -> None:
    facts = told(cast)
    with django_assert_num_queries(0):
        assert charter.calendar_by(cast.conference, facts) == built_in_calendar()
    first = load(cast)
    assert charter.calendar_by(cast.conference, told(cast)) == charter.calendar(cast.conference)
    facts = told(cast)
    with django_assert_num_queries(0):
        assert not charter.calendar_by(cast.conference, facts).is_workday(date(2027, 2, 5))
    withdraw_entry(cast.clerk.call(), entry=first.entry, reason="录错")
    assert charter.calendar_by(cast.conference, told(cast)) == built_in_calendar()


def test_the_later_load_of_a_year_holds_until_it_is_withdrawn(cast: Cast, followed: list[int]) -> None:
    load(cast)
    second = load(cast, days=SHORTER, replaces=1)
    assert not charter.calendar(cast.conference).is_workday(date(2027, 2, 13))
    withdraw_entry(cast.clerk.call(), entry=second.entry, reason="录错")
    assert charter.calendar(cast.conference).is_workday(date(2027, 2, 13))
    assert followed == [2027, 2027, 2027]
    third = load(cast, days=SHORTER, replaces=1)
    assert charter.calendar_years(cast.conference, 2027, 2027)[0].version == 3
    withdraw_entry(cast.clerk.call(), entry=third.entry, reason="录错")
    assert charter.calendar_years(cast.conference, 2027, 2027)[0].version == 1


def test_a_built_in_year_is_changed_only_as_a_confirmed_correction(cast: Cast) -> None:
    days = {**built_in_calendar().notices[2026], date(2026, 12, 30): False}
    with pytest.raises(Invalid, match="已随软件内置") as refused:
        load(cast, year=2026, days=days)
    assert refused.value.field == "correction"
    load(cast, year=2026, days=days, correction=True)
    assert not charter.calendar(cast.conference).is_workday(date(2026, 12, 30))
    assert built_in_calendar().is_workday(date(2026, 12, 30))


REFUSED: tuple[tuple[dict[str, Any], type[Exception], str], ...] = (
    ({"basis": " "}, Invalid, "名称和文号"),
    ({"year": 2028}, Invalid, "还没有公布"),
    ({"year": 2003}, Invalid, "2004年至2027年"),
    ({"days": {**DAYS, date(2026, 12, 31): False}}, Invalid, "不在2027年内"),
    ({"days": {date(2027, 2, 5): False}}, Invalid, "元旦"),
    ({"replaces": 1}, Stale, "其间有人"),
    ({"who": "convener"}, RuleBroken, "只有联席会议办公室"),
    ({"who": "village"}, RuleBroken, "只有联席会议办公室"),
)


def test_what_cannot_be_loaded_is_refused(cast: Cast) -> None:
    for changed, refusal, words in REFUSED:
        with pytest.raises(refusal, match=words):
            load(cast, **changed)


def test_the_same_days_are_not_loaded_twice_and_a_load_unseen_is_not_replaced(cast: Cast) -> None:
    load(cast)
    with pytest.raises(RuleBroken, match="完全相同"):
        load(cast, replaces=1)
    with pytest.raises(Stale, match="其间有人"):
        load(cast, days=SHORTER)
