"""Monthly duties judged a second time by a plain model that shares nothing with the code: text days and counting.

The model knows the record as a list of told things; it compares ISO days as text and never builds a calendar.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field

import pytest
from tests.rulebook.cases import Journal, day, edition, judge, line, meetings, row

LENGTHS = {1: 31, 2: 28, 3: 31, 4: 30, 5: 31, 6: 30, 7: 31, 8: 31, 9: 30, 10: 31, 11: 30, 12: 31}


@dataclass
class Scenario:
    """2026 of one conference, as text: days are ISO, months are numbers."""

    founded: str
    in_force: str
    changed: str | None  # from this day two meetings of another set of kinds are owed
    on: str
    held: list[tuple[str, str, str | None]] = field(default_factory=list)  # day, kind, withdrawn on
    explained: list[tuple[int, str | None, str | None]] = field(default_factory=list)  # month, confirmed, withdrawn on


def model(scenario: Scenario) -> str:
    """The twelve letters of the year, month by month, from the words of "Judging"."""
    letters = ""
    for month, length in LENGTHS.items():
        first, last = f"2026-{month:02}-01", f"2026-{month:02}-{length}"
        new_rules = scenario.changed is not None and scenario.changed <= first
        if scenario.changed is not None and scenario.changed > scenario.on and first >= scenario.changed:
            continue  # rules to come promise no window yet, and the old ones end before this month
        needed, kinds = (2, ("work", "plenary")) if new_rules else (1, ("work",))
        count = 0
        for held, kind, withdrawn in scenario.held:
            if withdrawn is None and kind in kinds and first <= held <= last and held <= scenario.on:
                count += 1
        confirmed = any(
            about == month and sure is not None and sure <= scenario.on and withdrawn is None
            for about, sure, withdrawn in scenario.explained
        )
        if count >= needed:
            letters += "K"
        elif first > scenario.on or first < scenario.founded or first < scenario.in_force:
            letters += "-"
        elif confirmed:
            letters += "E"
        elif scenario.on <= last:
            letters += "D"
        else:
            letters += "M"
    return letters


def any_day(chance: random.Random, first: int = 1, last: int = 12) -> str:
    """A day of 2026, often at the edge of a month."""
    month = chance.randint(first, last)
    number = chance.choice([1, LENGTHS[month], chance.randint(1, LENGTHS[month])])
    return f"2026-{month:02}-{number:02}"


def scenario_of(chance: random.Random) -> Scenario:
    scenario = Scenario(
        founded=chance.choice(["2020-01-01", any_day(chance, 1, 6)]),
        in_force=chance.choice(["2020-01-01", any_day(chance, 1, 6)]),
        changed=chance.choice([None, any_day(chance, 7, 12)]),
        on=any_day(chance),
    )
    scenario.on = max(scenario.on, scenario.founded, scenario.in_force)
    for _ in range(chance.randint(0, 16)):
        withdrawn = any_day(chance) if chance.random() < 0.2 else None
        scenario.held.append((any_day(chance), chance.choice(["work", "work", "plenary", "analysis"]), withdrawn))
    for _ in range(chance.randint(0, 4)):
        confirmed = any_day(chance) if chance.random() < 0.7 else None
        withdrawn = any_day(chance) if chance.random() < 0.2 else None
        scenario.explained.append((chance.randint(1, 12), confirmed, withdrawn))
    return scenario


def judged(scenario: Scenario, chance: random.Random) -> tuple[str, set[str]]:
    """What the code says of the same record: the row, and the worst states it counts."""
    journal = Journal(scenario.founded)
    told: list[tuple[str, tuple[str, str, str | None] | tuple[int, str | None, str | None]]] = [
        *(("held", each) for each in scenario.held),
        *(("explained", each) for each in scenario.explained),
    ]
    chance.shuffle(told)
    for what, each in told:
        if what == "held":
            entry = journal.meeting(str(each[0]), str(each[1]))
        else:
            entry = journal.explain(f"{each[0]:02}-01", "01-01", confirmed=each[1])
        if each[2] is not None:
            journal.withdraw(entry, each[2])
    rules = [edition(scenario.in_force, meetings("month"))]
    if scenario.changed:
        rules.append(edition(scenario.changed, meetings("month", kinds="work,plenary", minimum=2), number=2))
    chance.shuffle(journal.facts)
    board = judge(rules, journal, scenario.on)
    assert [item.start.month for item in line(board).items] == list(range(1, len(line(board).items) + 1))
    return row(board), {line(board).worst}


@pytest.mark.parametrize("seed", range(20))
def test_the_plain_model_and_the_code_agree_on_a_hundred_random_years(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(100):
        scenario = scenario_of(chance)
        letters, (worst,) = judged(scenario, chance)
        assert letters == model(scenario), scenario
        order = [("M", "missed"), ("E", "explained"), ("K", "kept"), ("D", "due")]
        expected = next((state for letter, state in order if letter in letters), "not_owed")
        assert worst == expected, scenario


def test_the_random_years_hold_every_letter() -> None:
    chance = random.Random(0)
    seen = "".join(model(scenario_of(chance)) for _ in range(200))
    assert set(seen) == set("KEDM-")


def test_the_model_itself_says_what_was_worked_out_by_hand() -> None:
    """The board of test_judging_windows, written for the model."""
    scenario = Scenario("2020-01-01", "2020-01-01", None, "2026-05-20")
    scenario.held = [("2026-01-15", "work", None), ("2026-02-28", "work", None)]
    scenario.explained = [(4, "2026-05-06", None)]
    assert model(scenario) == "KKMED-------"
    assert day(scenario.on).year == 2026
