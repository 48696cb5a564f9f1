"""The index of a conference's matters by bigrams: put in, taken out and asked within whatever wrote the matter.

One document a matter: its conference first, its numbers whole, then the bigrams of what it says (``analysis.grams``).
Two characters are one term, a phrase is a run of terms. SQLite keeps them in an FTS5 table without content
(``matters_searchgrams``), PostgreSQL in ``matters_searchtext.grams`` with a GIN index; its own parsers are never used.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext

from django.db import connection, transaction
from django.db.models import Q, QuerySet
from django.db.models.expressions import RawSQL

from lianxi.analysis.grams import indexed
from lianxi.journal.erasing import empty_log
from lianxi.journal.frame import Actor
from lianxi.journal.models import Conference
from lianxi.matters import words
from lianxi.matters.finding.search_words import Wanted, exact, label_of, read
from lianxi.matters.identities import vault
from lianxi.matters.identities.masking import masked
from lianxi.matters.identities.people import Petitioner
from lianxi.matters.models import Matter, SearchText
from lianxi.matters.scope import visible

#: characters of a matter that are indexed; PostgreSQL counts positions up to 16,383
LONGEST = 8_000
#: so few matches are named one by one, which is quicker than asking the index for each row
FEW = 500
#: matters that are put in at a time when the index is completed
BATCH = 500
PAGE = 50
#: blocks of 4 kB; a larger index is written anew by ``lianxi tick``, not while somebody waits
SOON = 20_000


# writing ------------------------------------------------------------------------------------------------------------


def put(matter: Matter, people: Sequence[Petitioner]) -> None:
    """Index a matter as it is now; ``people`` are covered in its text. Within the action that wrote it."""
    put_many([(matter, people)])


def put_many(given: Iterable[tuple[Matter, Sequence[Petitioner]]]) -> None:
    """The same for many at once (an import): four statements, however many."""
    _put([_row(matter, people) for matter, people in given if not matter.stub])


def _put(rows: Sequence[SearchText]) -> None:
    if not rows:
        return
    if connection.vendor == "sqlite":
        _forget([row.pk for row in rows])
        SearchText.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=["matter"], update_fields=["body", "numbers"]
        )
        _execute(
            "INSERT INTO matters_searchgrams (rowid, grams) VALUES (%s, %s)", [(row.pk, _line(row)) for row in rows]
        )
        return
    _execute(
        "INSERT INTO matters_searchtext (matter_id, conference_id, body, numbers, grams)"
        " VALUES (%s, %s, %s, %s, %s::tsvector) ON CONFLICT (matter_id) DO UPDATE"
        " SET body = EXCLUDED.body, numbers = EXCLUDED.numbers, grams = EXCLUDED.grams",
        [(row.pk, row.conference_id, row.body, row.numbers, _vector(row)) for row in rows],
    )


def put_again(matter: Matter) -> None:
    """Index a matter whose people stand in the vault; what cannot be covered for want of a key is not indexed."""
    try:
        people = vault.plain(matter.conference_id, matter.conference.uid, f"matter:{matter.number}")
    except vault.NoKey:
        remove(matter)
        return
    put(matter, people)


def remove(matter: Matter) -> None:
    """Take a matter out, and every trace of its words with it: the index is written anew after the commit."""
    rows = SearchText.objects.filter(matter=matter)
    if connection.vendor != "sqlite":
        rows.delete()
        return
    _forget([matter.pk])
    if rows.update(body="", numbers=""):
        transaction.on_commit(lambda: clean(most=SOON))


def clean(*, most: int | None = None) -> bool:
    """Write the index anew where something was taken out of it, so that no page of it keeps a word; whether it did.

    SQLite alone: elsewhere the vacuum does it. ``most``: only an index of at most so many blocks.
    """
    if connection.vendor != "sqlite" or connection.in_atomic_block or not SearchText.objects.filter(body="").exists():
        return False
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM matters_searchgrams_data")
        if most is not None and cursor.fetchone()[0] > most:
            return False
        gone = list(SearchText.objects.filter(body="").values_list("pk", flat=True))
        cursor.execute("INSERT INTO matters_searchgrams (matters_searchgrams) VALUES ('optimize')")
    SearchText.objects.filter(pk__in=gone, body="").delete()
    empty_log()
    return True


def missing(conference: int) -> QuerySet[Matter]:
    """Matters that are not in the index yet, oldest number first."""
    return Matter.objects.filter(conference_id=conference, stub=False, search_text=None).order_by("number")


def complete(conference: int, writing: Callable[[], AbstractContextManager[object]] = nullcontext) -> int:
    """Put in at most one batch of the matters that are not in the index yet, and of the initials that are looked up
    by; answers how many. The caller comes again until it is none. Raises ``NoKey``.

    ``writing``: the caller's transaction. Reading, opening and covering come before it, so that others write meanwhile;
    it takes only what nobody changed since.
    """
    uid = Conference.objects.values_list("uid", flat=True).get(pk=conference)
    found = list(missing(conference)[:BATCH])
    rows = [(row.version, _row(row, vault.plain(conference, uid, f"matter:{row.number}"))) for row in found]
    if rows:
        with writing():
            still = missing(conference).filter(pk__in=[row.pk for row in found]).select_for_update(of=("self",))
            same = set(still.values_list("pk", "version"))
            _put([row for version, row in rows if (row.pk, version) in same])
    return len(rows) + vault.complete_initials(conference, uid, most=BATCH)


def _row(matter: Matter, people: Sequence[Petitioner]) -> SearchText:
    told = (matter.title, matter.text, matter.locality, matter.sender)
    body = masked("\n".join(part for part in told if part)[:LONGEST], people)
    called = (matter.own_number, matter.national_number, matter.sender_number)
    numbers = dict.fromkeys([exact(words.number_label(matter.number)), *(exact(number) for number in called)])
    return SearchText(
        matter=matter,
        conference_id=matter.conference_id,
        body=body or "—",
        numbers=" ".join(filter(None, numbers))[:300],
    )


def _terms(row: SearchText) -> list[str]:
    return [f"conf{row.conference_id}", *(f"no{number}" for number in row.numbers.split()), *indexed(row.body)]


def _line(row: SearchText) -> str:
    return " ".join(_terms(row))


def _vector(row: SearchText) -> str:
    """``'路灯':2,9 …``: PostgreSQL keeps at most 256 places of a term."""
    places: dict[str, list[int]] = {}
    for place, term in enumerate(_terms(row), start=1):
        places.setdefault(term, []).append(place)
    return " ".join(f"'{term}':{','.join(map(str, found[:256]))}" for term, found in places.items())


def _forget(pks: Sequence[int]) -> None:
    """Take what the FTS5 table has of these matters out of it: without content it must be told what that was."""
    rows = SearchText.objects.filter(pk__in=pks).exclude(body="")
    _execute(
        "INSERT INTO matters_searchgrams (matters_searchgrams, rowid, grams) VALUES ('delete', %s, %s)",
        [(row.pk, _line(row)) for row in rows],
    )


def _execute(statement: str, values: Sequence[tuple[int | str, ...]]) -> None:
    if values:
        with connection.cursor() as cursor:
            cursor.executemany(statement, values)


# asking -------------------------------------------------------------------------------------------------------------


def find(conference: int, actor: Actor, typed: str, *, before: int | None = None, limit: int = PAGE) -> list[Matter]:
    """The matters with all these words that this person may see, newest first, from before a number on."""
    rows = visible(conference, actor).filter(matching(conference, typed))
    if before is not None:
        rows = rows.filter(number__lt=before)
    return list(rows.order_by("-number")[:limit])


def matching(conference: int, typed: str) -> Q:
    """The condition on matters that these words set: all of them stand in it, or it is called so.

    No query of its own; nothing but signs matches nothing.
    """
    label = label_of(typed)
    if label is not None:
        return Q(number=label[0] * words.YEAR + label[1])
    wanted = read(typed)
    if not wanted:
        return Q(pk__in=[])
    asked = question(conference, [_asked(word) for word in wanted])
    return Q(pk__in=RawSQL(_ASK[connection.vendor], [asked]))  # noqa: S611 (terms are letters and digits alone)


def with_any(conference: int, grams: Sequence[str], *, limit: int) -> list[int]:
    """The newest matters (primary keys) with at least one of these bigrams. One query."""
    return _rowids(question(conference, [_or([_quoted(gram) for gram in grams])]), limit) if grams else []


def question(conference: int, parts: Sequence[str]) -> str:
    """The index's own question: the conference and every part."""
    return f" {_AND[connection.vendor]} ".join([f"conf{conference}", *parts])


_AND = {"sqlite": "AND", "postgresql": "&"}
_ASK = {
    "sqlite": "SELECT rowid FROM matters_searchgrams WHERE matters_searchgrams MATCH %s",
    "postgresql": "SELECT matter_id FROM matters_searchtext WHERE grams @@ %s::tsquery",
}
_NEWEST = {"sqlite": " ORDER BY rowid DESC LIMIT %s", "postgresql": " ORDER BY matter_id DESC LIMIT %s"}


def _rowids(asked: str, limit: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(_ASK[connection.vendor] + _NEWEST[connection.vendor], [asked, limit])
        return [pk for (pk,) in cursor.fetchall()]


def _asked(word: Wanted) -> str:
    runs = [_phrase(run) for run in word.runs]
    said = f" {_AND[connection.vendor]} ".join(runs)
    return _or([f"({said})", _quoted(f"no{word.number}")]) if word.number else f"({said})"


def _phrase(run: str) -> str:
    if len(run) == 1:
        return f'"{run}" *' if connection.vendor == "sqlite" else f"'{run}':*"
    grams = [run[at : at + 2] for at in range(len(run) - 1)]
    if connection.vendor == "sqlite":
        return f'"{" ".join(grams)}"'
    return "(" + " <-> ".join(f"'{gram}'" for gram in grams) + ")"


def _quoted(term: str) -> str:
    return f'"{term}"' if connection.vendor == "sqlite" else f"'{term}'"


def _or(parts: Sequence[str]) -> str:
    joined = (" OR " if connection.vendor == "sqlite" else " | ").join(parts)
    return f"({joined})"
