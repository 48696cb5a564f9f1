"""What must hold for every board, whatever the rules and the record (articles.md, Judging: Properties)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.rulebook.cases import CALENDAR, approval, meetings, named

from lianxi.rulebook.board import BEST_FIRST, Board, Item
from lianxi.rulebook.duties import Duty, Edition, Gate, Periodic, Response
from lianxi.rulebook.evaluate import evaluate
from lianxi.rulebook.facts import Fact
from lianxi.rulebook.windows import Window, clipped_windows

STEADY = settings(derandomize=True, deadline=None, max_examples=150)
KINDS = ("work", "plenary", "analysis")
FIRST, LAST = date(2025, 12, 1), date(2026, 8, 31)
DAYS = st.dates(FIRST, LAST)
BOARD_DAYS = st.dates(date(2026, 1, 1), date(2026, 9, 30))

# rules --------------------------------------------------------------------------------------------------------

#: every response of the table: key, trigger, answers, pair
RESPONSES: tuple[tuple[str, str, tuple[str, ...], str], ...] = (
    ("4:minutes", "meeting.held", ("minutes.issued",), "meeting"),
    ("6:major", "decision.made", ("report.sent",), "decision"),
    ("11:circulated", "information.reported", ("information.circulated", "information.settled"), "information"),
    ("11:verified", "information.circulated", ("information.verified",), "information"),
    ("11:settled", "information.verified", ("information.settled",), "information"),
)
PERIODIC = st.builds(
    lambda period, kinds, minimum: meetings(
        period[0], key="5:work", kinds=",".join(sorted(kinds)), interval=period[1], minimum=minimum
    ),
    st.sampled_from([("month", 1), ("month", 2), ("quarter", 1), ("week", 1), ("half_month", 1), ("ten_days", 1)]),
    st.sets(st.sampled_from(KINDS), min_size=1),
    st.integers(1, 2),
)
AMOUNTS = st.one_of(
    st.just((None, "day")), st.tuples(st.integers(1, 40), st.sampled_from(["day", "workday", "month", "hour"]))
)


@st.composite
def rulebooks(draw: st.DrawFn) -> list[Edition]:
    """One or two editions over the same duty keys, the second maybe in force in the middle of 2026."""
    editions = []
    for number, in_force in enumerate(draw(st.lists(DAYS, max_size=1)), start=2):
        editions.append(Edition(number, in_force, draw(duties())))
    first = draw(st.sampled_from([date(2020, 1, 1), date(2026, 2, 11)]))
    return [Edition(1, first, draw(duties())), *editions]


@st.composite
def duties(draw: st.DrawFn) -> tuple[Duty, ...]:
    found: list[Duty] = [draw(PERIODIC), meetings("week", key="5:weekly", when="key_period"), approval()]
    for key, trigger, verbs, pair in RESPONSES:
        amount, unit = draw(AMOUNTS)
        found.append(Response(**named(key), trigger=trigger, verbs=verbs, pair=pair, amount=amount, unit=unit))
    return tuple(draw(st.lists(st.sampled_from(found), min_size=4, unique_by=lambda duty: duty.key)))


# the record ---------------------------------------------------------------------------------------------------

Told = tuple[str, str, date, dict[str, Any]]
NUMBERS = st.integers(1, 2)


def told(verb: str, kind: str) -> st.SearchStrategy[Told]:
    return st.builds(lambda number, on, data: (verb, f"{kind}:{number}", on, data), NUMBERS, DAYS, DATA)


DATA = st.fixed_dictionaries({"kind": st.sampled_from(KINDS)})
EXPLAINED_ON = st.sampled_from([date(2026, month, 1) for month in range(1, 13)])
SIMPLE = st.one_of(
    told("meeting.held", "meeting"),
    told("meeting.held", "meeting"),
    told("minutes.issued", "meeting"),
    told("minutes.approved", "meeting"),
    told("decision.made", "decision"),
    told("information.reported", "information"),
    told("information.circulated", "information"),
    told("information.verified", "information"),
    told("information.settled", "information"),
    st.builds(lambda number, on: ("report.sent", "report:1", on, {"decision": number}), NUMBERS, DAYS),
    st.builds(
        lambda window, on: (
            "meeting.explanation_confirmed",
            "explanation:1",
            on,
            {"duty": "5:work", "window": window.isoformat()},
        ),
        EXPLAINED_ON,
        DAYS,
    ),
)
KEY_PERIOD = st.builds(
    lambda number, start, length, early: (
        "key_period.declared",
        f"key_period:{number}",
        start - timedelta(early),
        {"start": start.isoformat(), "end": (start + timedelta(length)).isoformat()},
    ),
    NUMBERS,
    DAYS,
    st.integers(0, 40),
    st.integers(-20, 20),
)
KEY_PERIOD_END = st.builds(
    lambda number, on: ("key_period.ended", f"key_period:{number}", on, {"end": on.isoformat()}), NUMBERS, DAYS
)


@st.composite
def journals(draw: st.DrawFn) -> list[Fact]:
    """A founding, then entries of one or two facts, with withdrawals of earlier entries among them."""
    facts = [fact_of(1, 0, draw(founding()))]
    things = draw(st.lists(st.one_of(SIMPLE, SIMPLE, SIMPLE, KEY_PERIOD, KEY_PERIOD_END), min_size=12, max_size=24))
    entry = 1
    for thing in things:
        choice = draw(st.integers(0, 9))
        if choice == 0 and entry > 1:
            entry += 1
            facts.append(
                withdrawal(entry, draw(st.integers(2, entry - 1)), draw(DAYS), draw(st.sampled_from([None, 0, 1])))
            )
        same_entry = choice in (1, 2) and facts[-1].verb not in ("conference.founded", "entry.withdrawn")
        entry += not same_entry
        facts.append(fact_of(entry, facts[-1].index + 1 if same_entry else 0, thing))
    return facts


def founding() -> st.SearchStrategy[Told]:
    days = st.sampled_from([date(2025, 1, 1), date(2025, 1, 1), date(2026, 3, 11)])
    return days.map(lambda day: ("conference.founded", "conference:1", day, {"judged_from": day.isoformat()}))


def fact_of(entry: int, index: int, thing: Told) -> Fact:
    verb, object_, on, data = thing
    return Fact(entry, index, verb, object_, on, on, data=data)


def withdrawal(entry: int, target: int, on: date, fact: int | None = None) -> Fact:
    return Fact(entry, 0, "entry.withdrawn", f"entry:{target}", on, on, data={"entry": target, "fact": fact})


def next_entry(facts: Sequence[Fact]) -> int:
    return max(fact.entry for fact in facts) + 1


def board(editions: Sequence[Edition], facts: Sequence[Fact], on: date) -> Board:
    return evaluate(editions, facts, on=on, calendar=CALENDAR)


Identity = tuple[object, ...]


def judged(found: Board) -> dict[Identity, Item]:
    """Every window, pair and passage by what it is, whatever its state."""
    items: dict[Identity, Item] = {}
    for line in found.lines:
        for item in line.items:
            identity: Identity = (line.duty.key, item.subject)
            if isinstance(line.duty, Periodic):
                identity = (line.duty.key, item.edition, item.start, item.due, item.key_period)
            if isinstance(line.duty, Gate) and item.trigger is not None:
                identity = (line.duty.key, item.subject, item.trigger.entry, item.start)
            items[identity] = item
    return items


# the properties -----------------------------------------------------------------------------------------------


def fulfilling(duty: Duty, item: Item) -> Iterator[Told]:
    """Facts that fulfil a duty, aimed at one of its items: on its first day, its last, and the day after."""
    last = item.due or item.start + timedelta(20)
    for on in (item.start, last, last + timedelta(1)):
        if isinstance(duty, Periodic):
            yield duty.verb, "meeting:1", on, {"kind": min(duty.pattern["kind"])}
            window = item.start.isoformat()
            yield "meeting.explanation_confirmed", "explanation:9", on, {"duty": duty.key, "window": window}
        elif isinstance(duty, Response | Gate) and item.subject is not None:
            for verb in duty.verbs if isinstance(duty, Response) else (duty.needs,):
                yield verb, item.subject, on, {}


@settings(STEADY, max_examples=100)
@given(rulebooks(), journals(), BOARD_DAYS)
def test_one_more_fulfilling_fact_never_worsens_any_window_or_pair(
    editions: list[Edition], facts: list[Fact], on: date
) -> None:
    found = board(editions, facts, on)
    before = judged(found)
    lively = [(line.duty, item) for line in found.lines for item in line.items if item.evidence or item.open]
    for duty, aim in lively:
        for told_now in fulfilling(duty, aim):
            more = fact_of(next_entry(facts), 0, told_now)
            after = judged(board(editions, [*facts, more], on))
            for identity, item in before.items():
                if identity not in after:
                    # a pair of last year leaves the board only by being answered last year
                    assert item.start.year < on.year
                    assert more.happened_on.year < on.year
                elif item.state == "not_owed":
                    assert after[identity].state in {"not_owed", "kept", "kept_late"}
                else:
                    assert BEST_FIRST.index(after[identity].state) <= BEST_FIRST.index(item.state)


@settings(STEADY, max_examples=400)
@given(st.data(), rulebooks(), journals(), BOARD_DAYS)
def test_one_more_trigger_changes_no_other_pair(
    data: st.DataObject, editions: list[Edition], facts: list[Fact], on: date
) -> None:
    responses = [duty for edition in editions for duty in edition.duties if isinstance(duty, Response)]
    assume(responses)
    duty = data.draw(st.sampled_from(responses))
    subject = f"{duty.pair}:{data.draw(st.integers(1, 5))}"
    more = fact_of(next_entry(facts), 0, (duty.trigger, subject, data.draw(DAYS), data.draw(DATA)))
    before, after = judged(board(editions, facts, on)), judged(board(editions, [*facts, more], on))
    speaks_to = {
        each.key for each in responses if more.verb in (each.trigger, *each.verbs)
    }  # it may answer another duty
    for identity in before.keys() | after.keys():
        key, its_subject = identity[:2]
        if isinstance(its_subject, str) and (its_subject != subject or key not in speaks_to):
            assert before.get(identity) == after.get(identity)


@STEADY
@given(rulebooks(), journals(), BOARD_DAYS, DAYS)
def test_a_trigger_said_again_leaves_its_pair_as_it_was(
    editions: list[Edition], facts: list[Fact], on: date, again_on: date
) -> None:
    before = board(editions, facts, on)
    for line in before.lines:
        for item in line.items:
            if isinstance(line.duty, Response) and item.subject is not None:
                again = fact_of(next_entry(facts), 0, (line.duty.trigger, item.subject, again_on, {}))
                after = judged(board(editions, [*facts, again], on))
                assert after[line.duty.key, item.subject] == item


@STEADY
@given(st.data(), rulebooks(), journals(), BOARD_DAYS)
def test_the_order_of_the_facts_and_of_the_editions_is_irrelevant(
    data: st.DataObject, editions: list[Edition], facts: list[Fact], on: date
) -> None:
    entry = next_entry(facts)  # a crowded March: several meetings and approvals to one window and one passage
    crowd: list[Told] = [
        ("meeting.held", "meeting:1", date(2026, 3, day), {"kind": kind}) for day in (20, 10, 5) for kind in KINDS
    ]
    crowd += [("minutes.approved", "meeting:1", date(2026, 3, day), {}) for day in (20, 10, 5)]
    crowd += [("minutes.issued", "meeting:1", date(2026, 3, day), {}) for day in (25, 12)]
    facts = [*facts, *(fact_of(entry + step, 0, thing) for step, thing in enumerate(crowd))]
    shuffled = data.draw(st.permutations(facts))
    expected = board(editions, facts, on)
    assert board(editions[::-1], shuffled, on) == expected
    assert board(editions, facts[::-1], on) == expected


@settings(STEADY, max_examples=400)
@given(st.data(), rulebooks(), journals(), BOARD_DAYS, DAYS)
def test_a_withdrawn_entry_counts_for_nothing(
    data: st.DataObject, editions: list[Edition], facts: list[Fact], on: date, withdrawn_on: date
) -> None:
    entry = data.draw(st.sampled_from(sorted({fact.entry for fact in facts})))
    withdrawn = [*facts, withdrawal(next_entry(facts), entry, withdrawn_on)]
    assert board(editions, withdrawn, on) == board(editions, [fact for fact in facts if fact.entry != entry], on)


@STEADY
@given(st.data(), rulebooks(), journals(), BOARD_DAYS)
def test_a_withdrawn_fact_alone_counts_for_nothing_and_its_neighbours_stay(
    data: st.DataObject, editions: list[Edition], facts: list[Fact], on: date
) -> None:
    gone = data.draw(st.sampled_from(facts))
    withdrawn = [*facts, withdrawal(next_entry(facts), gone.entry, on, gone.index)]
    assert board(editions, withdrawn, on) == board(editions, [fact for fact in facts if fact is not gone], on)


@STEADY
@given(st.data(), rulebooks(), journals(), BOARD_DAYS)
def test_a_withdrawal_withdrawn_leaves_everything_as_it_was(
    data: st.DataObject, editions: list[Edition], facts: list[Fact], on: date
) -> None:
    first = next_entry(facts)
    entry = data.draw(st.integers(1, first - 1))
    undone = [*facts, withdrawal(first, entry, on), withdrawal(first + 1, first, on)]
    assert board(editions, undone, on) == board(editions, facts, on)


@STEADY
@given(rulebooks(), journals(), BOARD_DAYS)
def test_what_happened_after_the_day_asked_does_not_matter(
    editions: list[Edition], facts: list[Fact], on: date
) -> None:
    until = [fact for fact in facts if fact.happened_on <= on or fact.verb == "entry.withdrawn"]
    assert board(editions, facts, on) == board(editions, until, on)


@STEADY
@given(rulebooks(), journals(), st.lists(SIMPLE, min_size=1, max_size=8), st.integers(1, 60), BOARD_DAYS)
def test_a_past_days_board_is_untouched_by_later_facts(
    editions: list[Edition], facts: list[Fact], later: list[Told], ahead: int, on: date
) -> None:
    first = next_entry(facts)
    added = [
        fact_of(first + step, 0, (verb, object_, on + timedelta(ahead + step), data))
        for step, (verb, object_, _, data) in enumerate(later)
    ]
    assert board(editions, [*facts, *added], on) == board(editions, facts, on)


@STEADY
@given(PERIODIC, journals(), BOARD_DAYS)
def test_the_windows_of_a_duty_tile_the_year_and_never_overlap(duty: Periodic, facts: list[Fact], on: date) -> None:
    (line,) = board([Edition(1, date(2020, 1, 1), (duty,))], facts, on).lines
    days = [(item.start, item.due) for item in line.items]
    assert days[0][0] <= date(on.year, 1, 1)
    assert days[-1][1] is not None
    assert days[-1][1] >= date(on.year, 12, 31)
    for (_, end), (start, _) in pairwise(days):
        assert end is not None
        assert start == end + timedelta(1)


@STEADY
@given(st.integers(0, 364), st.integers(0, 60), BOARD_DAYS)
def test_the_weeks_of_a_key_period_tile_its_days_of_the_year(offset: int, length: int, on: date) -> None:
    start = date(2025, 12, 1) + timedelta(offset)
    whole = Window(start, start + timedelta(length))
    declared = key_period(start, whole.end)
    rules = [Edition(1, date(2020, 1, 1), (meetings("week", key="5:weekly", when="key_period"),))]
    (line,) = board(rules, declared, on).lines
    clips = [clip for clip in clipped_windows(whole, "week") if clip.end.year >= 2026 and clip.start.year <= 2026]
    assert [(item.start, item.due) for item in line.items] == [(clip.start, clip.end) for clip in clips]
    covered = {item.start + timedelta(step) for item in line.items for step in range((item.due - item.start).days + 1)}  # type: ignore[operator]
    this_year = {start + timedelta(step) for step in range(length + 1) if (start + timedelta(step)).year == 2026}
    assert this_year <= covered


def key_period(start: date, end: date) -> list[Fact]:
    data = {"start": start.isoformat(), "end": end.isoformat()}
    return [Fact(1, 0, "key_period.declared", "key_period:1", date(2025, 11, 1), date(2025, 11, 1), data=data)]


@settings(STEADY, max_examples=300)
@given(rulebooks(), journals(), BOARD_DAYS)
def test_the_headline_counts_every_owed_duty_once_and_is_the_sum_of_its_parts(
    editions: list[Edition], facts: list[Fact], on: date
) -> None:
    found = board(editions, facts, on)
    headline = found.headline
    parts = (headline.kept, headline.kept_late, headline.explained, headline.missed, headline.overdue)
    assert headline.total == sum(parts)
    expected, still_open = [0, 0, 0, 0, 0], 0
    for line in found.lines:
        if isinstance(line.duty, Gate):
            continue
        states = {item.state for item in line.items}
        still_open += sum(item.state in {"due", "overdue"} for item in line.items)
        for place, state in ((4, "overdue"), (3, "missed"), (2, "explained"), (1, "kept_late"), (0, "kept")):
            if state in states:
                expected[place] += 1
                break
    assert list(parts) == expected
    assert headline.open_items == still_open


@settings(STEADY, max_examples=300)
@given(rulebooks(), journals(), BOARD_DAYS)
def test_every_state_agrees_with_its_own_dates(editions: list[Edition], facts: list[Fact], on: date) -> None:
    for line in board(editions, facts, on).lines:
        for item in line.items:
            assert (item.state == "not_owed") == bool(item.why)
            assert all(evidence.happened_on <= on for evidence in item.evidence)
            if isinstance(line.duty, Periodic):
                assert item.state not in {"kept_late", "overdue"}
                assert item.due is not None
                assert (item.state != "due") or item.start <= on <= item.due
                assert (item.state != "missed") or item.due < on
            if isinstance(line.duty, Response):
                assert item.state not in {"missed", "explained"}
                assert (item.state != "overdue") or (item.due is not None and item.due < on)
                assert (item.state != "due") or item.due is None or on <= item.due
                assert (item.state == "not_owed") or item.trigger is not None
