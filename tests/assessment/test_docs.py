"""docs/assessment.md says what the code counts: every measure with its definition and source, and nothing else."""

from __future__ import annotations

from pathlib import Path

from lianxi.assessment.formula import FUNCTIONS
from lianxi.assessment.measures import MEASURES

DOCS = Path(__file__).parents[2] / "docs" / "assessment.md"


def test_the_document_lists_exactly_the_measures_of_the_code_and_every_function() -> None:
    text = DOCS.read_text("utf-8")
    listed = [line for line in text.partition("## 计数项")[2].splitlines() if line.startswith("| ")][1:]
    assert listed == [f"| {each.name} | {each.definition} | {each.source} |" for each in MEASURES.values()]
    assert all(f"{name}(" in text for name in FUNCTIONS)
