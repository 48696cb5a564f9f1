"""Erasing what the law takes away: words and files of an object leave for good, the chain stays whole.

The entries keep their hashes, so ``verify`` still proves that nothing else was changed, and counts what was erased.
Everything here is within somebody's action, which says why.
"""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Exists, OuterRef, QuerySet

from lianxi.journal.attachments import path_of
from lianxi.journal.frame import Step
from lianxi.journal.models import Attachment, Conference, ErasedFile, FactRow, Text

ERASED = "record.erased"
#: milliseconds for which emptying the write-ahead log waits for readers; ``lianxi tick`` comes back to it
PATIENCE = 2_000


def _entries(step: Step, about: str | Iterable[int]) -> set[int]:
    """The entries so far that have a fact about this object (``matter:2026000137``); or these very entries."""
    if not isinstance(about, str):
        return set(about)
    return set(FactRow.objects.filter(conference=step.conference, object=about).values_list("entry", flat=True))


def erase_texts(step: Step, about: str | Iterable[int]) -> int:
    """Erase all words of these entries, or of all entries about an object; answers how many texts.

    The entry being written keeps its own.
    """
    rows = Text.objects.filter(conference=step.conference, entry__in=_entries(step, about)).exclude(text=None)
    erased = rows.update(text=None)
    if erased:
        transaction.on_commit(empty_log)
    return erased


def erase_files(step: Step, about: str | Iterable[int]) -> int:
    """Erase the files of these entries, or of all entries about an object, names and bytes; answers how many.

    Each is a fact of the entry being written. Bytes that another living attachment of the conference names stay for
    that one. They go after the commit; where that is cut short, with the next ``sweep``.
    """
    rows = list(Attachment.objects.filter(conference=step.conference, entry__in=_entries(step, about)).exclude(name=""))
    if not rows:
        return 0
    for row in rows:
        step.fact(ERASED, f"attachment:{row.number}")
    ErasedFile.objects.bulk_create(
        ErasedFile(conference=step.conference, attachment=row.number, entry=step.number) for row in rows
    )
    Attachment.objects.filter(pk__in=[row.pk for row in rows]).update(name="")
    conference, uid = step.conference.pk, step.conference.uid
    hashes = {row.sha256 for row in rows}
    transaction.on_commit(lambda: _unlink(conference, uid, hashes))
    transaction.on_commit(empty_log)
    return len(rows)


def sweep(conference: int) -> int:
    """Remove the bytes of erased files that a cut-short erasing left, and what the log still holds. Idempotent."""
    uid = Conference.objects.values_list("uid", flat=True).get(pk=conference)
    erased = Attachment.objects.filter(conference_id=conference, name="").values_list("sha256", flat=True)
    removed = _unlink(conference, uid, set(erased))
    if ErasedFile.objects.filter(conference_id=conference).exists() or _erased_texts(conference).exists():
        empty_log()
    return removed


def _erased_texts(conference: int) -> QuerySet[Text]:
    return Text.objects.filter(conference_id=conference, text=None)


def _unlink(conference: int, uid: UUID, hashes: set[str]) -> int:
    """Remove the files of these hashes that no living attachment names; how many there were."""
    living = Attachment.objects.filter(conference_id=conference, sha256__in=hashes).exclude(name="")
    removed = 0
    for sha256 in hashes - set(living.values_list("sha256", flat=True)):
        path = path_of(uid, sha256)
        if path.is_file():
            path.unlink(missing_ok=True)
            removed += 1
    return removed


def empty_log() -> None:
    """SQLite: write the log back and cut it to nothing, so that no old page stays readable in it."""
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        return
    with connection.cursor() as cursor:
        (usual,) = cursor.execute("PRAGMA busy_timeout").fetchone()
        cursor.execute(f"PRAGMA busy_timeout = {PATIENCE}")
        try:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {int(usual)}")


def unproven(conference: int) -> set[int]:
    """Attachments without a name that no entry says were erased."""
    said = ErasedFile.objects.filter(conference_id=conference, attachment=OuterRef("number"))
    fact = FactRow.objects.filter(conference_id=conference, verb=ERASED)
    nameless = Attachment.objects.filter(conference_id=conference, name="").annotate(said=Exists(said))
    facts = set(fact.values_list("object", flat=True))
    return {
        number
        for number, is_said in nameless.values_list("number", "said")
        if not is_said or f"attachment:{number}" not in facts
    }
