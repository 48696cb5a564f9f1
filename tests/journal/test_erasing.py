"""Erasing words and files: they are gone for good, from every place on the disk, and the chain holds."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from lianxi.conf import dumps
from lianxi.journal import erasing, queries
from lianxi.journal.attachments import Upload, path_of
from lianxi.journal.frame import Step, action
from lianxi.journal.models import Attachment, Conference, ErasedFile
from lianxi.journal.moves import Move
from lianxi.journal.verify import verify
from tests.conf.deployment import URL, Deployment
from tests.journal.deeds import Deed, Township, force, record

pytestmark = pytest.mark.database
Commit = Callable[..., object]


@action(Move("entry.withdrawn", "withdrawn", ("office",)))
def erase(step: Step, *, about: str) -> str:
    step.fact("entry.withdrawn", about, data={"entry": 0})
    step.text("reason", "依法移送")
    erasing.erase_texts(step, about)
    erasing.erase_files(step, about)
    return about


@pytest.fixture
def filled(township: Township) -> Township:
    """Entries 2 to 4: the same file twice and one of its own, each with words."""
    for n, data in ((2, b"shared"), (3, b"shared"), (4, b"alone")):
        record(township.call(n), deed=Deed(words=f"王五的第 {n} 件", files=[Upload(f"王五{n}.txt", data)]))
    return township


def paths(township: Township) -> dict[int, Path]:
    uid = Conference.objects.get(pk=township.conference).uid
    return {row.number: path_of(uid, row.sha256) for row in Attachment.objects.order_by("number")}


def test_words_and_files_of_an_object_go_and_the_chain_says_so(
    filled: Township, django_capture_on_commit_callbacks: Commit
):
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        done = erase(filled.call(10), about="evidence:3")
    assert not paths(filled)[3].exists()
    view, after = queries.entry(filled.conference, 4), queries.entry(filled.conference, done.entry)
    assert view is not None
    assert after is not None
    assert (view.texts, [file.name for file in view.files]) == ({"note": None}, [queries.ERASED_NAME])
    assert after.texts == {"reason": "依法移送"}
    assert [fact.object for fact in after.facts if fact.verb == erasing.ERASED] == ["attachment:3"]
    assert queries.file(filled.conference, 3) is None
    assert queries.file(filled.conference, 1) is not None
    report = verify(filled.slug)
    assert (report.findings, report.erased_texts, report.erased_files) == ((), 1, 1)
    with connection.cursor() as cursor:
        cursor.execute(dumps.FILES)
        assert len(cursor.fetchall()) == 1


def test_bytes_that_a_living_attachment_names_stay_until_it_is_erased_too(
    filled: Township, django_capture_on_commit_callbacks: Commit
):
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        erase(filled.call(10), about="evidence:1")
    assert paths(filled)[1].exists()
    assert queries.file(filled.conference, 1) is None
    assert queries.file(filled.conference, 2) is not None
    assert verify(filled.slug).sound
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        erase(filled.call(11), about="evidence:2")
    assert not paths(filled)[1].exists()
    assert verify(filled.slug).erased_files == 2


def test_an_erasing_that_was_cut_short_is_finished_by_the_sweep(filled: Township):
    erase(filled.call(10), about="evidence:3")  # the test's transaction never commits
    assert paths(filled)[3].exists()
    assert (erasing.sweep(filled.conference), erasing.sweep(filled.conference)) == (1, 0)
    assert not paths(filled)[3].exists()


def test_erasing_twice_erases_nothing_more(filled: Township):
    erase(filled.call(10), about="evidence:3")
    erase(filled.call(11), about="evidence:3")
    assert ErasedFile.objects.count() == 1


@pytest.mark.parametrize(
    "forged",
    [
        [],
        [
            "INSERT INTO journal_erasedfile (conference_id, attachment, entry) "
            "SELECT conference_id, number, 2 FROM journal_attachment WHERE number = 3"
        ],
    ],
)
def test_a_file_taken_away_without_an_entry_is_found(filled: Township, forged: list[str]):
    force("UPDATE journal_attachment SET name = '' WHERE number = 3", *forged)
    assert [finding.message for finding in verify(filled.slug).findings] == [
        "第 4 号记录的附件 3 被删除，没有依法删除的记录。"
    ]


# ── on the disk ─────────────────────────────────────────────────────────────────────────────────────────────────────

PLANT = """
from lianxi.journal.attachments import Upload
from lianxi.journal.frame import Actor, Call
from lianxi.journal.queries import head
from lianxi.web.clock import now
from tests.journal.deeds import Deed, record
from tests.journal.test_erasing import erase
call = Call(head("liutang").id, Actor(1, 1, 1, "office_staff"), now())
for n in range(40):
    done = record(call, deed=Deed(words=f"{n} CANARYWORDS " * 50, files=[Upload("CANARYNAME.txt", b"CANARYBYTES")]))
"""
ERASE = """
for n in range(40):
    erase(call, about=f"evidence:{n + 1}")
"""
#: within the same process: its connection keeps the log a file
LOOK = """
import json
from django.conf import settings
from tests.journal.test_erasing import holding
print(json.dumps(holding(settings.DATA_FOLDER)))
"""


def holding(data: Path) -> dict[str, list[str]]:
    """Canary → the names of the files of the folder in which it stands."""
    content = {path.name: path.read_bytes() for path in data.rglob("*") if path.is_file()}
    canaries = ("CANARYWORDS", "CANARYNAME", "CANARYBYTES")
    found = {each: sorted(name for name, data in content.items() if each.encode() in data) for each in canaries}
    return {each: names for each, names in found.items() if names}


@pytest.mark.skipif(bool(URL), reason="the files belong to SQLite")
def test_nothing_of_what_was_erased_is_left_in_database_log_or_folder(tmp_path: Path):
    place = Deployment(tmp_path / "data")
    place.found()
    before, after = place.python(PLANT + LOOK + ERASE + LOOK).splitlines()
    assert set(json.loads(before)) == {"CANARYWORDS", "CANARYNAME", "CANARYBYTES"}, (
        "the scanner must find what is there"
    )
    assert "lianxi.sqlite3-wal" in json.loads(before)["CANARYWORDS"]
    assert json.loads(after) == {}
    assert "完好" in place.done("verify")


@pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite's own setting")
@pytest.mark.django_db
def test_every_connection_overwrites_what_it_deletes():
    assert "secure_delete=ON" in settings.DATABASES["default"]["OPTIONS"]["init_command"]
    with connection.cursor() as cursor:
        assert cursor.execute("PRAGMA secure_delete").fetchone() == (1,)
