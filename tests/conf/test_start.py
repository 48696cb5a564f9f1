"""At start: a database that was tampered with does not start, one that cannot be opened is a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conf.conftest import Source
from tests.conf.deployment import URL, Deployment

pytestmark = pytest.mark.database

DROP = """
from django.db import connection
from lianxi.journal import triggers
with connection.cursor() as cursor:
    on = " ON journal_entry" if connection.vendor == "postgresql" else ""
    cursor.execute("DROP TRIGGER journal_entry_no_update" + on)
"""
FORGET = """
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute("DELETE FROM django_migrations WHERE app = 'sessions'")
"""


def test_without_a_trigger_nothing_starts_until_somebody_looked(source: Source, elsewhere: Deployment, tmp_path: Path):
    elsewhere.done("restore", source.backup)
    elsewhere.python(DROP)
    for command in (["board"], ["tick"], ["serve"]):
        assert "防改触发器缺失或被改动（journal_entry_no_update），没有启动" in elsewhere.refused(*command)
    verified = elsewhere.lianxi("verify")
    assert (verified.returncode, verified.stderr) == (1, "")
    assert "journal_entry_no_update 缺失" in verified.stdout
    elsewhere.done("backup", tmp_path / "as-it-is")
    assert "已重新设置防改触发器：journal_entry_no_update" in elsewhere.done("verify", "--mend")
    elsewhere.done("tick")
    assert "防改触发器齐全" in elsewhere.done("verify", "--mend")


@pytest.mark.skipif(bool(URL), reason="the file belongs to SQLite")
def test_a_file_that_is_no_database_is_a_sentence(tmp_path: Path):
    broken = Deployment(tmp_path / "data")
    broken.data.mkdir()
    (broken.data / "lianxi.sqlite3").write_bytes(b"not a database, not even nearly" * 100)
    for command in ("board", "verify", "tick"):
        assert "数据库打不开" in broken.refused(command)


def test_a_server_that_is_not_there_is_a_sentence(tmp_path: Path):
    away = Deployment(tmp_path / "data", f"postgresql://lianxi@/lianxi?host={tmp_path}")
    for command in ("board", "verify", "tick"):
        assert "数据库打不开" in away.refused(command)
    assert "数据库打不开" in away.refused("backup", "x")


def test_a_database_that_waits_for_an_upgrade_is_told(source: Source, elsewhere: Deployment):
    elsewhere.done("restore", source.backup)
    elsewhere.python(FORGET)
    assert "还没有升级到本程序的版本" in elsewhere.refused("verify")
