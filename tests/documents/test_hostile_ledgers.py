"""More than a hundred ledgers made to hurt: each is refused with a sentence, or read without harm; nothing else."""

from __future__ import annotations

import re

import pytest

from lianxi.documents.child import read_ledger_safely
from lianxi.documents.ledger.reading import Ledger, read_ledger
from lianxi.documents.unreadable import Unreadable

from .hostile_ledgers import CONTROLS, FORMULAS, HONEST, TEXT, cases

CASES = cases()
#: these take all memory or time they can get, so they are only let into the limited process
LIMITED = [
    name
    for name in CASES
    if name.startswith(("empty", "too large", "bomb", "noise as old", "hidden", "merged", "a text of", "200,000"))
]


def fate_of(name: str, read: object) -> None:
    file, build, fate = CASES[name]
    assert callable(read)
    refused, ledger = "", None
    try:
        ledger = read(file, build())
    except Unreadable as told:
        refused = str(told)
    if ledger is None:
        assert refused.endswith("。")
        assert isinstance(fate, str), f"refused: {refused}"
        assert fate == "*" or re.search(fate, refused), refused
        return
    assert isinstance(ledger, Ledger)
    assert fate == "*" or len(ledger.rows) == fate or str(len(ledger.rows)) in str(fate).split("|")
    assert len(ledger.rows) + sum(each.number > 0 for each in ledger.asides) >= 2


def test_there_are_more_than_a_hundred():
    assert len(CASES) > 100


@pytest.mark.parametrize("name", [name for name in CASES if name not in LIMITED])
def test_a_hostile_ledger_is_refused_in_words_or_read_without_harm(name: str):
    fate_of(name, read_ledger)


@pytest.mark.parametrize("name", LIMITED)
def test_what_takes_all_it_can_get_is_ended_by_the_limited_process(name: str):
    fate_of(name, read_ledger_safely)


@pytest.mark.parametrize("name", ["XXE in shared strings", "cut at 0.6", "an 18-digit number", "NUL in the text"])
def test_the_limited_process_says_the_same(name: str):
    fate_of(name, read_ledger_safely)


def test_a_number_of_18_digits_is_no_value_but_a_problem_by_its_cell():
    ledger = read_ledger(*_of("an 18-digit number"))
    assert ledger.rows[1].cells[0] is None
    assert [(each.number, each.column) for each in ledger.unread] == [(3, 0)]
    assert "末几位已丢失" in ledger.unread[0].why


def test_what_looks_like_a_formula_stays_a_text():
    for text in FORMULAS:
        told = read_ledger(*_of(f"csv with {text!r}")).rows[1].cells[2]
        assert told == text.strip()


def test_control_and_direction_marks_are_taken_out_of_every_cell():
    for text in CONTROLS[1:]:
        told = str(read_ledger(*_of(f"csv with control {text!r}")).rows[1].cells[2])
        assert text not in told


def test_honest_files_pass():
    assert len(read_ledger_safely("台账.xlsx", HONEST).rows) == 1
    assert len(read_ledger_safely("台账.csv", TEXT.encode("gb18030")).rows) == 1


def _of(name: str) -> tuple[str, bytes]:
    file, build, _ = CASES[name]
    return file, build()
