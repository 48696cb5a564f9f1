"""One consistent copy of the database, and putting it back: SQLite's online backup, or pg_dump and pg_restore."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

from lianxi.conf.cli import Trouble

#: an erased file has no name and is no longer there (journal.erasing)
FILES = (
    "SELECT DISTINCT c.uid, a.sha256 FROM journal_attachment a JOIN journal_conference c ON c.id = a.conference_id"
    " WHERE a.name <> '' ORDER BY 1, 2"
)
HEADS = "SELECT slug, head_number, head_hash FROM journal_conference ORDER BY slug"
MIGRATIONS = "SELECT app, name FROM django_migrations ORDER BY id"


@dataclass(frozen=True, slots=True)
class Copy:
    """A dump and what it holds: heads of the conferences, attachments (folder name, SHA-256), migrations applied."""

    database: Path
    kind: str
    heads: list[tuple[str, int, str]]
    files: list[tuple[str, str]]
    migrations: list[str]


def kind() -> str:
    """``sqlite`` or ``postgresql``, as configured."""
    return str(connection.vendor)


def size() -> int:
    """Bytes the copy will need at most."""
    with connection.cursor() as cursor:
        if kind() == "sqlite":
            cursor.execute("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")
        else:
            cursor.execute("SELECT pg_database_size(current_database())")
        return int(cursor.fetchone()[0])


def holds_data() -> bool:
    """Whether there is anything in the configured database. Makes no file where there is none."""
    if kind() == "sqlite" and not Path(settings.DATABASES["default"]["NAME"]).exists():
        return False
    return bool(connection.introspection.table_names())


@contextmanager
def copied(folder: Path) -> Iterator[Copy]:
    """A copy of the database as of one moment, in ``folder``; writers are not held up."""
    target = folder / "database"
    if kind() == "sqlite":
        yield _copy_sqlite(target)
    else:
        with _snapshot() as (cursor, snapshot):
            _run(
                "pg_dump",
                [
                    "--format=custom",
                    "--no-owner",
                    "--no-privileges",
                    f"--snapshot={snapshot}",
                    f"--schema={_schema()}",
                    f"--file={target}",
                ],
            )
            yield _described(target, cursor)


def _copy_sqlite(target: Path) -> Copy:
    connection.ensure_connection()
    with closing(sqlite3.connect(target)) as copy:
        connection.connection.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")
        return _described(target, copy.cursor())


def _described(target: Path, cursor: Any) -> Copy:
    def rows(query: str) -> list[Any]:
        cursor.execute(query)
        return list(cursor.fetchall())

    return Copy(
        target,
        kind(),
        [(slug, number, sealed) for slug, number, sealed in rows(HEADS)],
        [(str(uid).replace("-", ""), sha256) for uid, sha256 in rows(FILES)],
        [f"{app}.{name}" for app, name in rows(MIGRATIONS)],
    )


@contextmanager
def _snapshot() -> Iterator[tuple[Any, str]]:
    """A connection of its own whose view of the database stands still, and its name for pg_dump."""
    with closing(connection.get_new_connection(connection.get_connection_params())) as own, own.cursor() as cursor:
        cursor.execute("BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        cursor.execute("SELECT pg_export_snapshot()")
        yield cursor, cursor.fetchone()[0]


def load(dump: Path) -> None:
    """Put a PostgreSQL dump into the configured, empty database; all of it or nothing."""
    contents = _run("pg_restore", ["--list", str(dump)])
    wanted = dump.with_name("contents")
    wanted.write_text("".join(line for line in contents.splitlines(True) if " SCHEMA - " not in line), "utf-8")
    _run(
        "pg_restore",
        [
            "--single-transaction",
            "--exit-on-error",
            "--no-owner",
            "--no-privileges",
            f"--use-list={wanted}",
            f"--dbname={connection.settings_dict['NAME']}",
            str(dump),
        ],
    )


def require_tools() -> None:
    """Raise ``Trouble`` when PostgreSQL's client programs are not installed."""
    missing = [name for name in ("pg_dump", "pg_restore") if kind() == "postgresql" and shutil.which(name) is None]
    if missing:
        raise Trouble(
            f"本机没有 PostgreSQL 客户端程序 {'、'.join(missing)}。请先安装（Debian：apt install postgresql-client）。"
        )


def _schema() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_schema()")
        found = cursor.fetchone()[0]
    if found is None:
        raise Trouble("数据库地址中 search_path 指定的模式不存在。请先建立该模式。")
    return str(found)


def _run(program: str, arguments: list[str]) -> str:
    require_tools()
    given = connection.settings_dict
    named = {"PGDATABASE": "NAME", "PGUSER": "USER", "PGPASSWORD": "PASSWORD", "PGHOST": "HOST", "PGPORT": "PORT"}
    surroundings = {key: value for key, value in os.environ.items() if not key.startswith("PG")}
    surroundings |= {variable: str(given[name]) for variable, name in named.items() if given[name]}
    done = subprocess.run(  # noqa: S603  (a fixed program, arguments of our own)
        [shutil.which(program) or program, *arguments], env=surroundings, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        said = (done.stderr.strip().splitlines() or ["没有说明原因"])[0]
        raise Trouble(f"{program} 没有完成：{said}。请核对客户端与服务器的版本和权限后重试。")
    return done.stdout
