"""The table of hard moments names tests that are there."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NAMED = re.compile(r"`([\w/]+\.py)::(test_\w+)`")


def test_every_test_that_the_table_of_hard_moments_names_exists() -> None:
    rows = [line for line in (ROOT / "docs/hard-moments.md").read_text("utf-8").splitlines() if line.startswith("| ")][
        2:
    ]
    assert rows
    for row in rows:
        assert NAMED.search(row), f"no test is named for: {row}"
        for path, name in NAMED.findall(row):
            source = (ROOT / "tests" / path).read_text("utf-8")
            assert f"def {name}(" in source, f"{path} has no {name}"
