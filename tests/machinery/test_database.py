"""Append-only tables can be emptied between tests, and only there."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

TRIGGER = {
    "sqlite": [
        "CREATE TRIGGER planted_no_delete BEFORE DELETE ON planted BEGIN SELECT RAISE(ABORT, 'append-only'); END",
    ],
    "postgresql": [
        "CREATE FUNCTION planted_refusal() RETURNS trigger LANGUAGE plpgsql AS"
        " $$ BEGIN RAISE EXCEPTION 'append-only'; END $$",
        "CREATE TRIGGER planted_no_truncate BEFORE TRUNCATE ON planted EXECUTE FUNCTION planted_refusal()",
        "CREATE TRIGGER planted_no_delete BEFORE DELETE ON planted FOR EACH ROW EXECUTE FUNCTION planted_refusal()",
    ],
}
EMPTY = {"sqlite": "DELETE FROM planted", "postgresql": "TRUNCATE planted"}


def rows() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM planted")
        return cursor.fetchone()[0]


def run(*statements: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


@pytest.mark.django_db
def test_triggers_step_aside_for_the_emptying_and_come_back():
    run("CREATE TABLE planted (id integer)", "INSERT INTO planted VALUES (1)", *TRIGGER[connection.vendor])
    with pytest.raises(DatabaseError, match="append-only"):
        run("DELETE FROM planted")
    connection.ops.execute_sql_flush([EMPTY[connection.vendor]])
    assert rows() == 0
    run("INSERT INTO planted VALUES (1)")
    with pytest.raises(DatabaseError, match="append-only"):
        run(EMPTY[connection.vendor])
    assert rows() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", ["before", "after"])
def test_the_journal_is_guarded_before_and_after_an_emptying(turn: str):
    from lianxi.journal import triggers

    assert triggers.missing() == []
