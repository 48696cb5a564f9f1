"""docs/rulebook-format.md says what the code does: every key it names exists, every key that exists is named."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

from lianxi.charter import exchange
from lianxi.charter.diff import UNITS
from lianxi.charter.queries import FORMAT
from lianxi.rulebook import compiled
from lianxi.rulebook.derivation import CADENCE_OPTIONS

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "rulebook-format.md").read_text("utf-8")


def sections() -> dict[str, list[str]]:
    """Heading's name in backticks → the keys of the table below it, in order."""
    found: dict[str, list[str]] = {}
    for part in re.split(r"^## ", PAGE, flags=re.MULTILINE)[1:]:
        name = re.match(r"`(\w+)`", part)
        if name:
            found[name[1]] = re.findall(r"^\| `(\w+)` \|", part, flags=re.MULTILINE)
    return found


def row(name: str, key: str) -> str:
    part = PAGE.split(f"## `{name}`")[1].split("\n## ")[0]
    return next(line for line in part.splitlines() if line.startswith(f"| `{key}` |"))


def words_in(line: str) -> set[str]:
    return set(re.findall(r"`([a-z_]+)`", line.split("|")[2]))


def test_every_object_of_the_format_has_its_table_with_exactly_its_keys() -> None:
    known = sections()
    assert set(known.pop("Version")) == exchange.KEYS
    for name, keys in known.items():
        kind = getattr(compiled, name)
        assert keys == [field.name.rstrip("_") for field in fields(kind)], name
    shapes = {name for name, value in vars(compiled).items() if hasattr(value, "__dataclass_fields__")}
    assert set(known) == shapes


def test_the_format_is_called_by_its_name() -> None:
    assert f"# 规则版本文件格式 `{FORMAT}`" in PAGE
    assert f"`{FORMAT}`" in row("Version", "format")


def test_the_words_of_each_key_are_those_that_importing_knows() -> None:
    assert words_in(row("Unit", "kind")) == exchange.UNIT_KINDS
    assert words_in(row("Seat", "role")) == exchange.ROLES
    assert words_in(row("Clause", "kind")) == exchange.KINDS
    assert words_in(row("Clause", "modality")) == exchange.MODALITIES
    assert words_in(row("Cadence", "every")) - {"null"} == exchange.PERIODS
    assert words_in(row("Cadence", "when")) == exchange.WHEN
    assert words_in(row("Deadline", "unit")) == exchange.UNITS == set(UNITS)


def test_the_answers_that_choose_a_cadence_are_those_that_deriving_knows() -> None:
    line = next(line for line in PAGE.splitlines() if line.startswith("| `cadence_unresolved`"))
    assert words_in(line) == set(CADENCE_OPTIONS)
