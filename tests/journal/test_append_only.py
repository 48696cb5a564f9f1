"""What was recorded cannot be changed by SQL either; only a text can lose its words, a file its name."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from lianxi.journal import triggers
from lianxi.journal.attachments import Upload
from lianxi.journal.models import Entry, ErasedFile, Text
from lianxi.journal.verify import verify
from tests.journal.deeds import Township, run

TABLES = sorted(triggers.TABLES)
CHANGES = {
    "journal_entry": ["body = ''", "hash = hash", "number = number + 100"],
    "journal_factrow": ["data = '{}'", "happened_on = '2020-01-01'"],
    "journal_attachment": ["sha256 = ''", "name = 'x'", "name = '', size = 0"],
    "journal_erasedfile": ["entry = 9"],
    "journal_text": ["text = 'other words'", "salt = 'x', text = NULL", "entry = 1, text = NULL"],
}


@pytest.fixture
def filled(township: Township) -> Township:
    township.write(2, words="说明", files=[Upload("a.txt", b"a")])
    ErasedFile.objects.create(conference_id=township.conference, attachment=9, entry=2)
    return township


def refused(statement: str) -> bool:
    try:
        with transaction.atomic():
            run(statement)
    except DatabaseError as error:
        return "append-only" in str(error)
    return False


@pytest.mark.parametrize(("table", "change"), [(table, change) for table in TABLES for change in CHANGES[table]])
def test_an_update_is_refused(filled: Township, table: str, change: str):
    assert refused(f"UPDATE {table} SET {change}")


@pytest.mark.parametrize("table", TABLES)
def test_a_delete_is_refused(filled: Township, table: str):
    assert refused(f"DELETE FROM {table}")


@pytest.mark.parametrize("table", TABLES)
def test_a_truncate_is_refused(filled: Township, table: str):
    if connection.vendor == "sqlite":
        pytest.skip("SQLite has no TRUNCATE")
    connection.check_constraints()
    assert refused(f"TRUNCATE {table} CASCADE")


def test_a_replacing_insert_is_refused(filled: Township):
    columns = "id, conference_id, number, recorded_at, verb, actor_person, body, hash"
    row = f"INSERT OR REPLACE INTO journal_entry ({columns}) SELECT {columns} FROM journal_entry WHERE number = 2"
    if connection.vendor == "sqlite":
        assert refused(row)
    else:
        assert refused(
            f"INSERT INTO journal_entry ({columns}) SELECT {columns} FROM journal_entry WHERE number = 2"
            " ON CONFLICT (id) DO UPDATE SET body = ''"
        )


def test_a_text_can_be_erased_and_the_chain_holds(filled: Township):
    assert run("UPDATE journal_text SET text = NULL WHERE entry = 2") == 1
    report = verify(filled.slug)
    assert (report.findings, report.erased_texts) == ((), 1)
    assert list(Text.objects.order_by("entry").values_list("text", flat=True)) == [None, "说明"]


def test_an_erased_text_cannot_be_filled_in_again(filled: Township):
    run("UPDATE journal_text SET text = NULL WHERE entry = 2")
    assert refused("UPDATE journal_text SET text = '说明' WHERE entry = 2")


def test_new_rows_are_not_hindered(filled: Township):
    filled.write(1)
    assert Entry.objects.count() == 4


# ── the triggers themselves ─────────────────────────────────────────────────────────────────────────────────────────


def on(name: str) -> str:
    return f" ON {name.partition('_no_')[0]}" if connection.vendor == "postgresql" else ""


def names() -> list[str]:
    """As the tests count them, without the product's own list."""
    events = ["update", "delete"] + (["truncate"] if connection.vendor == "postgresql" else [])
    return [f"{table}_no_{event}" for table in TABLES for event in events]


def test_every_trigger_stands_after_migrating(township: Township):
    assert triggers.missing() == []
    assert sorted(triggers.names()) == sorted(names())


def test_each_dropped_trigger_is_missed_by_name(township: Township):
    connection.check_constraints()
    for name in names():
        run(f"DROP TRIGGER {name}{on(name)}")
        assert triggers.missing() == [name]
        assert f"触发器 {name} 缺失" in verify(township.slug).findings[0].message
        triggers.install()
    assert verify(township.slug).sound


def test_a_trigger_that_no_longer_refuses_is_missed(township: Township):
    connection.check_constraints()
    if connection.vendor == "sqlite":
        run("DROP TRIGGER journal_entry_no_update")
        run("CREATE TRIGGER journal_entry_no_update BEFORE UPDATE ON journal_entry BEGIN SELECT 1; END")
        assert triggers.missing() == ["journal_entry_no_update"]
    else:
        run(
            "CREATE OR REPLACE FUNCTION journal_append_only() RETURNS trigger LANGUAGE plpgsql AS"
            " $$ BEGIN RETURN NEW; END $$"
        )
        assert sorted(triggers.missing()) == sorted(names())


@pytest.mark.parametrize("state", ["DISABLE", "ENABLE REPLICA"])
def test_a_trigger_that_is_switched_off_is_missed(township: Township, state: str):
    if connection.vendor == "sqlite":
        pytest.skip("SQLite has no switched-off triggers")
    connection.check_constraints()
    run(f"ALTER TABLE journal_entry {state} TRIGGER journal_entry_no_update")
    assert triggers.missing() == ["journal_entry_no_update"]


def test_a_trigger_with_a_way_around_it_is_missed(township: Township):
    connection.check_constraints()
    run(f"DROP TRIGGER journal_entry_no_update{on('journal_entry_no_update')}")
    if connection.vendor == "sqlite":
        run(
            "CREATE TRIGGER journal_entry_no_update BEFORE UPDATE ON journal_entry WHEN NEW.number = 0"
            " BEGIN SELECT RAISE(ABORT, 'journal_entry is append-only'); END"
        )
    else:
        run(
            "CREATE TRIGGER journal_entry_no_update BEFORE UPDATE ON journal_entry FOR EACH ROW WHEN (NEW.number = 0)"
            " EXECUTE FUNCTION journal_append_only()"
        )
    assert triggers.missing() == ["journal_entry_no_update"]
