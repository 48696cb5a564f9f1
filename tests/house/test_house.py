"""The house keeps its own rules: foreign keys point downward, one write frame, no real township in the code."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command

from lianxi.rulebook.derivation import GATES, RESPONSES
from lianxi.rulebook.duties import Power
from lianxi.rulebook.vocabulary import VERBS

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "lianxi"


def rooms_from_the_top() -> list[str]:
    """The layers of the import contract, highest first; parentheses and siblings taken apart."""
    contract = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"][0]
    return [name.strip(" ()") for layer in contract["layers"] for name in layer.split("|")]


def upward_keys(order: list[str], keys: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The pairs (room, room it points to) that point to a room above."""
    return [(here, there) for here, there in keys if order.index(there) < order.index(here)]


def foreign_keys() -> list[tuple[str, str]]:
    rooms = {config.label for config in apps.get_app_configs() if config.name.startswith("lianxi.")}
    return [
        (model._meta.app_label, field.related_model._meta.app_label)
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if field.is_relation
        and field.concrete
        and field.related_model is not None
        and not isinstance(field.related_model, str)
        and model._meta.app_label in rooms
        and field.related_model._meta.app_label in rooms
    ]


def test_every_foreign_key_points_downward_or_stays_in_its_room() -> None:
    keys = foreign_keys()
    assert len(keys) > 10
    assert upward_keys(rooms_from_the_top(), keys) == []


def test_a_key_that_points_upward_would_be_found() -> None:
    assert upward_keys(rooms_from_the_top(), [("journal", "roster")]) == [("journal", "roster")]


def test_every_room_of_the_house_stands_in_the_contract() -> None:
    order = rooms_from_the_top()
    folders = {path.name for path in SOURCE.iterdir() if path.is_dir() and (path / "__init__.py").exists()}
    assert folders <= set(order)


def source_files(suffix: str = ".py") -> Iterator[Path]:
    yield from (path for path in SOURCE.rglob(f"*{suffix}") if "migrations" not in path.parts)


#: real places whose rules we read; their names are data, never code
REAL_PLACES = re.compile("十字镇|施吴村|水鸣社区|天子门村|郎溪|重庆市|汕头|浙江省")


def places_in(text: str) -> list[str]:
    return REAL_PLACES.findall(text)


def test_no_string_of_a_real_township_stands_in_the_code() -> None:
    found = {
        str(path.relative_to(ROOT)): places_in(path.read_text("utf-8"))
        for suffix in (".py", ".html", ".js", ".css", ".txt")
        for path in source_files(suffix)
        if "demo" not in path.relative_to(SOURCE).parts
    }
    assert len(found) > 60
    assert {path: places for path, places in found.items() if places} == {}
    assert places_in("本镇是十字镇") == ["十字镇"]


def test_the_demo_names_no_real_township_either() -> None:
    for path in (SOURCE / "demo").rglob("*.*"):
        if path.suffix in {".py", ".txt"}:
            assert places_in(path.read_text("utf-8")) == []


TRANSACTION = re.compile(r"\batomic\(")
#: the write frame; the deployment's own accounts (ADR 0001); restoring writes a whole database
MAY_OPEN = {"journal/frame.py", "roster/accounts.py", "conf/backups.py", "conf/database.py", "conf/demonstration.py"}


def test_nothing_but_the_write_frame_opens_a_transaction() -> None:
    opening = {str(path.relative_to(SOURCE)) for path in source_files() if TRANSACTION.search(path.read_text("utf-8"))}
    assert "journal/frame.py" in opening
    assert opening <= MAY_OPEN


def test_nothing_but_the_write_frame_makes_an_entry() -> None:
    making = {
        str(path.relative_to(SOURCE))
        for path in source_files()
        if re.search(r"\b(Entry|FactRow)\.objects\.(create|bulk_create)", path.read_text("utf-8"))
    }
    assert making == {"journal/frame.py"}


def test_no_file_of_the_source_grows_beyond_five_hundred_lines() -> None:
    long = {str(path.relative_to(SOURCE)): len(path.read_text("utf-8").splitlines()) for path in source_files()}
    assert {path: lines for path, lines in long.items() if lines > 500} == {}


def test_the_derivation_table_speaks_the_vocabulary() -> None:
    spoken = {verb for rows in RESPONSES.values() for row in rows for verb in (row.trigger, *row.verbs)}
    spoken |= {verb for row in GATES.values() for verb in (row.verb, row.needs)}
    assert spoken <= set(VERBS)
    assert Power.__doc__


@pytest.mark.django_db
def test_the_migrations_say_what_the_models_say() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_no_template_and_no_script_carries_inline_style_or_code() -> None:
    pattern = re.compile(r"\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)|javascript:", re.IGNORECASE)
    pages = list(source_files(".html"))
    assert len(pages) > 20
    assert [str(path) for path in pages if pattern.search(path.read_text("utf-8"))] == []
    assert pattern.search('<p style="x">')
