"""What is tracked is ours and means something to a stranger."""

from __future__ import annotations

import re

import pytest

from tests.machinery.tracked import ROOT, tracked_files

WORKPLACE = re.compile(r"/(work|farm)/(main|steering|in|shared|\.library)\b")
THIRD_PARTY = re.compile(r"\.min\.(js|css)$|\.(woff2?|ttf|otf|whl|jar)$|(^|/)(vendor|node_modules|bower_components)/")
SCRIPT_OR_STYLE = re.compile(r"\.(m?js|css)$")
#: a line that no person wrote
MINIFIED_LINE = 1_000


def workplace_paths(text: str) -> list[str]:
    return [found[0] for found in WORKPLACE.finditer(text)]


def looks_minified(text: str) -> bool:
    return any(len(line) > MINIFIED_LINE for line in text.splitlines())


def text_of(name: str) -> str:
    return (ROOT / name).read_bytes().decode("utf-8", "replace")


def test_no_file_holds_a_path_of_the_place_it_was_written_at():
    assert [(name, found) for name in tracked_files() if (found := workplace_paths(text_of(name)))] == []


@pytest.mark.parametrize("parts", [("/work", "/main"), ("/farm", "/.library"), ("see /work", "/in/x")])
def test_a_planted_path_is_found(parts: tuple[str, str]):
    assert workplace_paths("".join(parts))


def test_no_third_party_file_is_tracked():
    assert [name for name in tracked_files() if THIRD_PARTY.search(name)] == []


def test_no_minified_script_or_style_is_tracked():
    assert [name for name in tracked_files() if SCRIPT_OR_STYLE.search(name) and looks_minified(text_of(name))] == []


@pytest.mark.parametrize("planted", ["static/htmx.min.js", "a/vendor/b.py", "node_modules/x/y.js", "fonts/song.woff2"])
def test_a_planted_third_party_file_is_found(planted: str):
    assert THIRD_PARTY.search(planted)
    assert looks_minified("a\n" + "x" * 2_000)
    assert not looks_minified("a\n" + "x" * 100)


def test_the_list_of_tracked_files_is_not_empty():
    assert {"Makefile", "pyproject.toml", "tests/conftest.py"} <= set(tracked_files())
