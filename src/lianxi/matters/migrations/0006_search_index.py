"""The index of bigrams behind the search: an FTS5 table on SQLite, a column with a GIN index on PostgreSQL.

Rows that were there before are put in by ``search_index.complete`` at start and by ``lianxi tick``.
"""

from typing import Any

from django.db import migrations

LAY = {
    "sqlite": (
        "CREATE VIRTUAL TABLE matters_searchgrams USING fts5("
        "grams, content='', columnsize=0, tokenize=\"unicode61 remove_diacritics 0\")",
    ),
    "postgresql": (
        "ALTER TABLE matters_searchtext ADD COLUMN grams tsvector NOT NULL DEFAULT ''::tsvector",
        "CREATE INDEX matters_searchtext_grams ON matters_searchtext USING gin (grams)",
    ),
}
TAKE_UP = {
    "sqlite": ("DROP TABLE matters_searchgrams",),
    "postgresql": ("ALTER TABLE matters_searchtext DROP COLUMN grams",),
}


def lay(apps: Any, schema_editor: Any) -> None:
    for statement in LAY[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def take_up(apps: Any, schema_editor: Any) -> None:
    for statement in TAKE_UP[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("matters", "0005_finding")]
    operations = [migrations.RunPython(lay, take_up)]
