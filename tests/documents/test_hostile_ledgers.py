"""More than a hundred ledgers made to hurt: each is refused with a sentence, or read without harm; nothing else."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from lianxi.documents.child import LEDGER_LIMITS, READER_LIMITS, read_ledger_safely
from lianxi.documents.ledger.reading import read_ledger
from lianxi.documents.unreadable import Unreadable

from .build import sheet, xlsx_parts
from .hostile_large import GOOD, HEAD, LARGE, book
from .hostile_ledgers import CONTROLS, FORMULAS, HONEST, TEXT, cases

ROOT = Path(__file__).resolve().parents[2]
CASES = cases()
#: these take much, so they are also let into the reading process as the product starts it
LIMITED = [
    name for name in CASES if name.startswith(("too large", "bomb by ratio", "merged many", "large: merged over"))
]


@pytest.fixture(scope="module")
def runs() -> dict[str, list[Any]]:
    """Case → what the reader told, rows, filled rows, processor seconds, megabytes; all cases in one run."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.documents.hostile_run"], cwd=ROOT, capture_output=True, check=True, text=True
    )
    return {name: rest for name, *rest in map(json.loads, done.stdout.splitlines())}


def fate_of(name: str, told: str, rows: int, filled: int) -> None:
    fate = CASES[name][2]
    if told:
        assert told.endswith("。")
        assert isinstance(fate, str), f"refused: {told}"
        assert fate == "*" or re.search(fate, told), told
        return
    assert fate in ("*", ".") or str(rows) in str(fate).split("|")
    assert filled >= 2


def safely(name: str) -> None:
    file, build, _ = CASES[name]
    try:
        ledger = read_ledger_safely(file, build())
    except Unreadable as refused:
        fate_of(name, str(refused), 0, 0)
    else:
        asides = sum(each.number > 0 for each in ledger.asides)
        fate_of(name, "", len(ledger.rows), len(ledger.rows) + asides)


def test_there_are_more_than_a_hundred_and_many_are_large(runs: dict[str, list[Any]]):
    assert runs.keys() == CASES.keys()
    assert len(CASES) > 150
    large = [name for name in CASES if name.startswith("large") and name != "large: cut in half"]
    assert len(large) > 35
    assert all(len(CASES[name][1]()) > LARGE for name in large[::5])


@pytest.mark.parametrize("name", CASES)
def test_a_hostile_ledger_is_refused_in_words_or_read_without_harm(name: str, runs: dict[str, list[Any]]):
    told, rows, filled, seconds, megabytes = runs[name]
    fate_of(name, told, rows, filled)
    assert seconds < READER_LIMITS.processor_seconds
    assert megabytes < READER_LIMITS.memory_megabytes


@pytest.mark.parametrize("name", LIMITED)
def test_what_takes_much_fares_the_same_in_the_reading_process(name: str):
    safely(name)


def test_what_gives_no_rows_earns_no_time():
    """Two and a half million empty rows: with less time than they take, the reading process is ended in words."""
    few = replace(LEDGER_LIMITS, wall_seconds=0.4)
    data = book(xlsx_parts({"台账": sheet(HEAD + GOOD + "<row/>" * 2_500_000)}), level=0)
    with pytest.raises(Unreadable, match=r"超过了 0\.4 秒"):
        read_ledger_safely("台账.xlsx", data, limits=few)


def test_memory_is_the_same_for_large_ledgers():
    assert LEDGER_LIMITS.memory_megabytes == READER_LIMITS.memory_megabytes == 512
    assert READER_LIMITS.processor_seconds == READER_LIMITS.wall_seconds == LEDGER_LIMITS.wall_seconds == 10


@pytest.mark.parametrize("name", ["XXE in shared strings", "cut at 0.6", "an 18-digit number", "NUL in the text"])
def test_the_limited_process_says_the_same(name: str):
    safely(name)


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
