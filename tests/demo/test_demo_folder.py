"""``lianxi demo`` and its folder: built once, rebuilt when half built, never beside real data."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conf.deployment import Deployment

DEMO = {"LIANXI_DEMO": "1"}
HEADS = "from lianxi.journal.queries import heads\nprint([(h.slug, h.number, h.hash) for h in heads()])"
ACCOUNT = """
from lianxi.conf import database
from lianxi.roster.accounts import first_account
database.prepare()
first_account()
"""
#: dies in the middle, as by kill -9
DIES = """
import os
from lianxi.conf import database, demonstration
from lianxi.demo.player import Player
perform, done = Player.perform, []
def dying(*arguments):
    done.append(perform(*arguments))
    if len(done) == 30:
        print('died', flush=True)
        os._exit(0)
Player.perform = dying
demonstration.prepare(reset=False, setup=database.prepare)
"""


@pytest.fixture
def empty(tmp_path: Path) -> Deployment:
    return Deployment(tmp_path / "data")


def contents(deployment: Deployment) -> dict[str, bytes]:
    return {name: path.read_bytes() for name in deployment.names() if (path := deployment.data / name).is_file()}


def test_the_demo_is_built_once_and_again_only_on_demand_or_where_it_was_killed(empty: Deployment) -> None:
    assert empty.python(DIES) == "died\n"
    assert (empty.data / "DEMO").read_text() == "building\n"
    assert "没有建立完整" in empty.refused("serve", **DEMO)
    assert "已建立示范数据" in empty.done("demo")
    built = empty.python(HEADS)
    assert "luting" in built
    assert "chengyan" in built
    assert "--reset" in empty.done("demo")
    assert empty.python(HEADS) == built
    assert "已建立示范数据" in empty.done("demo", "--reset")
    again = empty.python(HEADS)
    assert again != built  # another founding: other salts, other hashes
    assert "完好" in empty.done("verify")


def test_real_data_is_never_touched_by_the_demo(empty: Deployment) -> None:
    empty.found()
    before = contents(empty)
    for command in (("demo",), ("demo", "--reset")):
        assert "正式数据" in empty.refused(*command)
    assert "不是示范目录" in empty.refused("serve", **DEMO)
    assert contents(empty) == before


def test_an_account_alone_is_real_data_too(empty: Deployment) -> None:
    empty.python(ACCOUNT)
    assert "正式数据" in empty.refused("demo")


def test_demo_data_serve_no_real_work(empty: Deployment) -> None:
    empty.data.mkdir()
    (empty.data / "DEMO").write_text("ready\n")
    rules = empty.data.parent / "rules.txt"
    rules.write_text("任何文字", "utf-8")
    assert "示范数据" in empty.refused("serve")
    assert "示范数据" in empty.refused("found", rules)


def test_demo_mode_serves_no_unmarked_folder(empty: Deployment) -> None:
    assert "请先运行 lianxi demo" in empty.refused("serve", **DEMO)


def test_the_demo_keeps_away_from_a_database_server(empty: Deployment) -> None:
    address = {"LIANXI_DATABASE_URL": "postgresql://nobody@127.0.0.1:9/none"}
    assert "LIANXI_DATABASE_URL" in empty.refused("demo", **address)
    assert not (empty.data / "DEMO").exists()


def test_the_terminal_names_the_logins(empty: Deployment) -> None:
    told = empty.python("from lianxi.conf.demonstration import logins_text\nprint(logins_text())")
    assert "shifan-2026-lianxi" in told
    assert "zhaojiren" in told
