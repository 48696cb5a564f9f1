"""No sequence of events gains time: nothing moves a due date later but an approved extension and a hearing's days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from lianxi.clocks.calendar import WorkCalendar, built_in_calendar
from lianxi.clocks.statute import EXAMPLES, LocalRow
from lianxi.clocks.terms import CLASSES, EVENTS, Event, Term, terms

CALENDAR = built_in_calendar()
DAYS = st.dates(date(2012, 1, 1), date(2027, 12, 31))
ROWS = (
    *EXAMPLES,
    LocalRow("looser", "某省", "review", 45, "calendar_day", date(2020, 1, 1)),
    LocalRow("short", "某省", "direct_notice", 7, "working_day", date(2018, 1, 1), date(2024, 12, 31)),
)
TRIGGERS = sorted(EVENTS - {"assigned", "extension_approved", "hearing_days"})
EXTENSION = st.builds(lambda at, days: Event("extension_approved", at, days=days), DAYS, st.integers(1, 40))
HEARING = st.builds(lambda days: Event("hearing_days", None, days=days), st.integers(0, 40))
PLAIN = st.one_of(
    st.builds(Event, st.sampled_from(TRIGGERS), DAYS),
    st.builds(lambda at, due: Event("assigned", at, due=due), DAYS, DAYS),
)
LIFE = st.lists(st.one_of(PLAIN, EXTENSION, HEARING), max_size=12)
MATTERS = st.tuples(st.sampled_from(sorted(CLASSES)), st.sampled_from([None, 1, 4, 6, 6, 6]))
LOCALS = st.lists(st.sampled_from(ROWS), unique=True, max_size=3)


def run(
    matter: tuple[str, int | None],
    events: Sequence[Event],
    local: Sequence[LocalRow] = (),
    calendar: WorkCalendar = CALENDAR,
) -> dict[str, Term]:
    return {term.id: term for term in terms(*matter, events, calendar=calendar, local=local)}


def none_later(before: dict[str, Term], after: dict[str, Term], but: str = "") -> None:
    assert before.keys() <= after.keys()
    for name, term in before.items():
        if name != but:
            assert after[name].due_strict <= term.due_strict
            assert after[name].due_rolled <= term.due_rolled


CHECKED = settings(derandomize=True, deadline=None, max_examples=60)


@CHECKED
@given(MATTERS, LIFE, st.lists(PLAIN, min_size=1, max_size=4), LOCALS)
def test_events_added_or_repeated_never_gain_time(
    matter: tuple[str, int | None], life: list[Event], more: list[Event], local: list[LocalRow]
) -> None:
    none_later(run(matter, life, local), run(matter, [*life, *more], local))


@CHECKED
@given(st.just(("appeal_claim", 6)), LIFE, EXTENSION, LOCALS)
def test_an_extension_moves_the_handling_alone_and_by_thirty_days_at_most(
    matter: tuple[str, int | None], life: list[Event], extension: Event, local: list[LocalRow]
) -> None:
    before, after = run(matter, life, local), run(matter, [*life, extension], local)
    none_later(before, after, "handling")
    plain = run(matter, [event for event in life if event.event != "extension_approved"], local)
    if "handling" in after:
        gained = after["handling"].due_strict - plain["handling"].due_strict
        assert timedelta(0) < gained <= timedelta(30)
        assert after["handling"].due_strict >= before["handling"].due_strict
        assert after["handling"].added == gained.days


@CHECKED
@given(st.just(("appeal_claim", 6)), LIFE, HEARING, LOCALS)
def test_a_hearing_moves_the_recheck_alone_by_its_own_days(
    matter: tuple[str, int | None], life: list[Event], hearing: Event, local: list[LocalRow]
) -> None:
    before, after = run(matter, life, local), run(matter, [*life, hearing], local)
    none_later(before, after, "recheck")
    if "recheck" in after:
        assert after["recheck"].due_strict - before["recheck"].due_strict == timedelta(hearing.days or 0)


@CHECKED
@given(MATTERS, LIFE, LOCALS, st.randoms(use_true_random=False))
def test_the_order_of_events_and_local_rows_is_irrelevant(
    matter: tuple[str, int | None], life: list[Event], local: list[LocalRow], random: object
) -> None:
    shuffled, rows = list(life), list(local)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    random.shuffle(rows)  # type: ignore[attr-defined]
    assert run(matter, life, local) == run(matter, shuffled, rows)


@CHECKED
@given(MATTERS, LIFE, LOCALS)
def test_a_local_row_never_gives_time_and_the_rolled_day_is_the_next_worked_one(
    matter: tuple[str, int | None], life: list[Event], local: list[LocalRow]
) -> None:
    found = run(matter, life, local)
    none_later(run(matter, life), found)
    for term in found.values():
        assert CALENDAR.is_workday(term.due_rolled)
        between = range((term.due_rolled - term.due_strict).days)
        assert not any(CALENDAR.is_workday(term.due_strict + timedelta(step)) for step in between)
        assert term.provisional == bool(term.unknown_years)


@CHECKED
@given(MATTERS, LIFE, LOCALS, st.sets(DAYS.filter(lambda day: day.year == 2027), max_size=20))
def test_loading_a_years_notice_changes_provisional_dates_only(
    matter: tuple[str, int | None], life: list[Event], local: list[LocalRow], differing: set[date]
) -> None:
    notice = {day: day.weekday() >= 5 for day in differing}
    before = run(matter, life, local)
    after = run(matter, life, local, WorkCalendar({**CALENDAR.notices, 2027: notice}))
    assert before.keys() == after.keys()
    for name, term in before.items():
        if not term.provisional:
            assert after[name] == term
