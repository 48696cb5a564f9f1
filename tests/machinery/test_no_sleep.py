"""No test waits by the clock: it waits for the thing itself."""

from __future__ import annotations

import ast

import pytest

from tests.machinery.tracked import ROOT

SLEEPERS = {"sleep", "wait_for_timeout"}


def sleeping_lines(source: str) -> list[int]:
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    named = [(getattr(call.func, "attr", getattr(call.func, "id", "")), call.lineno) for call in calls]
    return [line for name, line in named if name in SLEEPERS]


def test_no_test_sleeps():
    sources = sorted((ROOT / "tests").rglob("*.py"))
    assert len(sources) > 5
    slept = {path.relative_to(ROOT): sleeping_lines(path.read_text("utf-8")) for path in sources}
    assert {path: lines for path, lines in slept.items() if lines} == {}


@pytest.mark.parametrize("planted", ["time.sleep(1)", "x = 1\nsleep(2)", "page.wait_for_timeout(300)"])
def test_a_planted_sleep_is_found(planted: str):
    assert sleeping_lines(planted) == [planted.count("\n") + 1]
