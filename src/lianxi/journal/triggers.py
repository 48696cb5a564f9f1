"""Append-only in the database itself: no update and no delete of what was recorded.

``Text`` may lose its words (erasure), nothing else. SQLite drops triggers when a migration rebuilds a table, so they
are laid again after every migration; ``missing`` is asked at start-up and by ``verify``.
"""

from __future__ import annotations

from typing import Any

from django.db import connection

#: table → the condition under which an update is still allowed (SQL over OLD and NEW)
TABLES: dict[str, str | None] = {
    "journal_entry": None,
    "journal_factrow": None,
    "journal_attachment": None,
    "journal_text": "NEW.text IS NULL AND NEW.entry = OLD.entry AND NEW.kind = OLD.kind AND NEW.salt = OLD.salt"
    " AND NEW.conference_id = OLD.conference_id AND NEW.id = OLD.id",
}


def names() -> list[str]:
    return [f"{table}_{event}" for table in TABLES for event in ("no_update", "no_delete")]


def after_migrate(**_: Any) -> None:
    install()


def install() -> None:
    """Lay every trigger that the present tables allow; safe to repeat."""
    present = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for table, exception in TABLES.items():
            if table not in present:
                continue
            for event in ("UPDATE", "DELETE"):
                name = f"{table}_no_{event.lower()}"
                when = f"NOT ({exception})" if exception and event == "UPDATE" else ""
                for statement in _statements(table, event, name, when):
                    cursor.execute(statement)


def _statements(table: str, event: str, name: str, when: str) -> list[str]:
    message = f"{table} is append-only"
    if connection.vendor == "sqlite":
        condition = f"WHEN {when} " if when else ""
        return [
            f"DROP TRIGGER IF EXISTS {name}",
            f"CREATE TRIGGER {name} BEFORE {event} ON {table} {condition}BEGIN SELECT RAISE(ABORT, '{message}'); END",
        ]
    condition = f"WHEN ({when}) " if when else ""
    statements = [
        "CREATE OR REPLACE FUNCTION journal_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$",
        f"DROP TRIGGER IF EXISTS {name} ON {table}",
        f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW {condition}EXECUTE FUNCTION journal_append_only()",
    ]
    if event == "DELETE":
        statements += [
            f"DROP TRIGGER IF EXISTS {table}_no_truncate ON {table}",
            f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} EXECUTE FUNCTION journal_append_only()",
        ]
    return statements


def missing() -> list[str]:
    """The triggers that should stand and do not."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        else:
            cursor.execute(
                "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"
                " AND tgrelid IN (SELECT oid FROM pg_class WHERE relnamespace = current_schema()::regnamespace)"
            )
        found = {row[0] for row in cursor.fetchall()}
    return [name for name in names() if name not in found]
