"""Very many new rows at once: keys reserved and rows put aside outside the write, then one statement a table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
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


#: rows that are put aside at a time
TOGETHER = 2_000
#: kinds of columns whose values every database takes as they are
_TAKEN = (models.CharField, models.TextField, models.IntegerField, models.BooleanField, models.BinaryField)


class Rows:
    """Rows of one table on their way in; ``last``: columns whose value is known only within the write.

    Columns that are not named get their default. The rows wait in a temporary table of the connection, out of
    everybody's sight and without a lock on the database; a process that ends half-way leaves nothing of them. The
    write itself copies table to table, so others wait a third of the time that rows one by one would take.
    """

    def __init__(self, model: type[models.Model], names: Sequence[str], last: Sequence[str] = ()) -> None:
        told: list[Any] = [model._meta.get_field(name) for name in names]
        within: list[Any] = [model._meta.get_field(name) for name in last]
        unsaid = [
            field for field in model._meta.concrete_fields if field not in (*told, *within) and not field.primary_key
        ]
        self._unsaid = tuple(field.get_db_prep_save(field.get_default(), connection) for field in unsaid)
        quote = connection.ops.quote_name
        self._table, self._staged = quote(model._meta.db_table), quote(f"staged_{model._meta.db_table}")
        self._told = ", ".join(quote(field.column) for field in told)
        self._beside = "".join(f", {quote(field.column)}" for field in (*unsaid, *within))
        self._last = tuple(last)
        self._ready: list[Callable[[Any], Any]] = [_preparing(field) for field in told]
        self._rows: list[tuple[Any, ...]] = []
        self._count = 0

    def add(self, *values: Any) -> None:
        """One row, in the order of the names."""
        self._rows.append(tuple([make(value) for make, value in zip(self._ready, values, strict=True)]))
        if len(self._rows) == TOGETHER:
            self.put_aside()

    def __len__(self) -> int:
        return self._count + len(self._rows)

    def put_aside(self) -> None:
        """Put what was added where it waits."""
        if not self._rows:
            return
        with connection.cursor() as cursor:
            if not self._count:
                self._lay(cursor)
            if connection.vendor == "postgresql":
                with cursor.copy(f"COPY {self._staged} FROM STDIN") as copy:
                    for row in self._rows:
                        copy.write_row(row)
            else:
                marks = ", ".join(["%s"] * len(self._ready))
                cursor.executemany(f"INSERT INTO {self._staged} VALUES ({marks})", self._rows)  # noqa: S608 (our names)
        self._count += len(self._rows)
        self._rows.clear()

    def _lay(self, cursor: Any) -> None:
        if connection.vendor == "sqlite" and not connection.in_atomic_block:
            cursor.execute("PRAGMA temp_store = MEMORY")  # else words of matters stood in a file outside the data
        cursor.execute(f"DROP TABLE IF EXISTS {self._staged}")
        cursor.execute(
            f"CREATE TEMPORARY TABLE {self._staged} AS SELECT {self._told} FROM {self._table} WHERE 1 = 0"  # noqa: S608
        )

    def insert(self, **known: Any) -> None:
        """Write them all within the transaction of the caller, in the order they were added.

        ``known``: the values of the columns named last, wherever there are such.
        """
        self.put_aside()
        if not self._count:
            return
        given = (*self._unsaid, *(known[name] for name in self._last))
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {self._table} ({self._told}{self._beside})"  # noqa: S608 (our names)
                f" SELECT {self._told}{', %s' * len(given)} FROM {self._staged}",
                given,
            )

    def drop(self) -> None:
        """Forget what waits."""
        self._rows.clear()
        if self._count:
            with connection.cursor() as cursor:
                cursor.execute(f"DROP TABLE IF EXISTS {self._staged}")
        self._count = 0


def _preparing(field: Any) -> Callable[[Any], Any]:
    """A value as the database takes it."""
    if isinstance(field, models.DateField) and not isinstance(field, models.DateTimeField):
        if connection.vendor == "sqlite":
            return lambda value: None if value is None else value.isoformat()
        return lambda value: value
    if isinstance(field, _TAKEN) or field.is_relation:
        return lambda value: value
    return lambda value: field.get_db_prep_save(value, connection)
