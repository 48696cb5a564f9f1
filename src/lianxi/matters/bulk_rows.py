"""Very many new rows at once: keys reserved and values made ready outside the write, then one statement a table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.db import connection, models


def reserve_keys(model: type[models.Model], count: int) -> int | list[int]:
    """Primary keys nobody else will get: the first of a run, or a list. Keys not used in the end are never missed."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("UPDATE sqlite_sequence SET seq = seq + %s WHERE name = %s RETURNING seq", [count, table])
            found = cursor.fetchone()
            if found is None:
                cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, count])
                return 1
            return int(found[0]) - count + 1
        cursor.execute("SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)", [table, count])
        return [row[0] for row in cursor.fetchall()]


#: kinds of columns whose values every database takes as they are
_TAKEN = (models.CharField, models.TextField, models.IntegerField, models.BooleanField, models.BinaryField)


class Rows:
    """Rows of one table on their way in; ``last``: columns whose value is known only within the write.

    Columns that are not named get their default.
    """

    def __init__(self, model: type[models.Model], names: Sequence[str], last: Sequence[str] = ()) -> None:
        told: list[Any] = [model._meta.get_field(name) for name in names]
        within: list[Any] = [model._meta.get_field(name) for name in last]
        unsaid = [
            field for field in model._meta.concrete_fields if field not in (*told, *within) and not field.primary_key
        ]
        self._unsaid = tuple(field.get_db_prep_save(field.get_default(), connection) for field in unsaid)
        quote = connection.ops.quote_name
        columns = ", ".join(quote(field.column) for field in (*told, *unsaid, *within))
        marks = ", ".join(["%s"] * len((*told, *unsaid, *within)))
        self._sql = f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES ({marks})"  # noqa: S608 (our names)
        self._ready: list[Callable[[Any], Any]] = [_preparing(field) for field in told]
        self._rows: list[tuple[Any, ...]] = []

    def add(self, *values: Any) -> None:
        """One row, in the order of the names."""
        made = (make(value) for make, value in zip(self._ready, values, strict=True))
        self._rows.append((*made, *self._unsaid))

    def __len__(self) -> int:
        return len(self._rows)

    def insert(self, *last: Any) -> None:
        """Write them all within the transaction of the caller."""
        rows: Iterable[tuple[Any, ...]] = ((*row, *last) for row in self._rows) if last else self._rows
        if self._rows:
            with connection.cursor() as cursor:
                cursor.executemany(self._sql, list(rows))


def _preparing(field: Any) -> Callable[[Any], Any]:
    """A value as the database takes it."""
    if isinstance(field, models.DateField) and not isinstance(field, models.DateTimeField):
        if connection.vendor == "sqlite":
            return lambda value: None if value is None else value.isoformat()
        return lambda value: value
    if isinstance(field, _TAKEN) or field.is_relation:
        return lambda value: value
    return lambda value: field.get_db_prep_save(value, connection)
