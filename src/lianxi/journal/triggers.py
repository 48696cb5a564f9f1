"""Append-only in the database itself: no update and no delete of what was recorded.

``Text`` may lose its words and ``Attachment`` its name (erasure), nothing else. SQLite drops triggers when a migration
rebuilds a table, so they are laid again after every migration; ``missing`` is asked at start-up and by ``verify``.
"""

from __future__ import annotations

from typing import Any

from django.db import connection

#: table → the condition under which an update is still allowed (SQL over OLD and NEW)
TABLES: dict[str, str | None] = {
    "journal_entry": None,
    "journal_factrow": None,
    "journal_attachment": "NEW.name = '' AND NEW.id = OLD.id AND NEW.conference_id = OLD.conference_id"
    " AND NEW.number = OLD.number AND NEW.entry = OLD.entry AND NEW.sha256 = OLD.sha256"
    " AND NEW.media_type = OLD.media_type AND NEW.size = OLD.size",
    "journal_erasedfile": None,
    "journal_text": "NEW.text IS NULL AND NEW.entry = OLD.entry AND NEW.kind = OLD.kind AND NEW.salt = OLD.salt"
    " AND NEW.conference_id = OLD.conference_id AND NEW.id = OLD.id",
}
#: the body of the function behind every trigger on PostgreSQL
REFUSE = "BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END"


def names() -> list[str]:
    """Every trigger that must stand in a database of this kind."""
    events = ["no_update", "no_delete"] + (["no_truncate"] if connection.vendor == "postgresql" else [])
    return [f"{table}_{event}" for table in TABLES for event in events]


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
        f"CREATE OR REPLACE FUNCTION journal_append_only() RETURNS trigger LANGUAGE plpgsql AS $$ {REFUSE} $$",
        f"DROP TRIGGER IF EXISTS {name} ON {table}",
        f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW {condition}"
        "EXECUTE FUNCTION journal_append_only()",
    ]
    if event == "DELETE":
        statements += [
            f"DROP TRIGGER IF EXISTS {table}_no_truncate ON {table}",
            f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} EXECUTE FUNCTION journal_append_only()",
        ]
    return statements


def missing() -> list[str]:
    """The triggers that should stand as they were laid and do not: absent, switched off or changed."""
    found = _laid_in_sqlite() if connection.vendor == "sqlite" else _laid_in_postgresql()
    return [name for name in names() if name not in found]


def _laid_in_sqlite() -> set[str]:
    wanted = set()
    for table, exception in TABLES.items():
        for event in ("UPDATE", "DELETE"):
            when = f"NOT ({exception})" if exception and event == "UPDATE" else ""
            wanted.add(_statements(table, event, f"{table}_no_{event.lower()}", when)[-1])
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        return {name for name, sql in cursor.fetchall() if sql in wanted}


def _laid_in_postgresql() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgname, relname, pg_get_triggerdef(pg_trigger.oid) FROM pg_trigger"
            " JOIN pg_class ON pg_class.oid = tgrelid JOIN pg_proc ON pg_proc.oid = tgfoid"
            " WHERE NOT tgisinternal AND tgenabled IN ('O', 'A') AND trim(prosrc) = %s"
            " AND relnamespace = current_schema()::regnamespace",
            [REFUSE],
        )
        return {name for name, table, sql in cursor.fetchall() if _as_laid(name, table, sql)}


def _as_laid(name: str, table: str, sql: str) -> bool:
    event = name.rpartition("_no_")[2].upper()
    conditional = event == "UPDATE" and TABLES.get(table) is not None
    return name.startswith(f"{table}_no_") and f" BEFORE {event} ON " in sql and (" WHEN (" in sql) == conditional
