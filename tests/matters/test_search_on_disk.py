"""After an exit no page of the database file, no log and no temporary file keeps a term of the matter."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conf.deployment import URL, Deployment

pytestmark = pytest.mark.database
PLANT = """
from lianxi.journal.frame import Actor, Call
from lianxi.journal.queries import head
from lianxi.matters.life import deciding, registering
from lianxi.matters.models import Matter
from lianxi.web.clock import now, today
call = Call(head("liutang").id, Actor(1, 1, 1, "office_staff"), now())
def register(text, kind="accusation"):
    return registering.register_matter(call, given=registering.MatterGiven(
        channel="visit", petitioned_on=today(), received_on=today(), purpose="accuse", kind=kind, title="t", text=text))
register("zyxwvutsrq kept", "suggestion")
numbers = [register(f"qjqjxkxk qvqv {n}").number for n in range(3)]
"""
LEAVE = """
for number in numbers:
    row = Matter.objects.get(number=number)
    left = deciding.Exit(to="x", on=today(), receipt="1")
    deciding.send_to_discipline(call, number=number, version=row.version, exit_=left)
"""
#: within the same process: its connection keeps the log a file
LOOK = """
import json
from django.conf import settings
from tests.matters.test_search_on_disk import holding
print(json.dumps(holding(settings.DATA_FOLDER)))
"""
#: terms in the pages of the index: of what stayed, of what left
PAGES = """
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute("SELECT block FROM matters_searchgrams_data")
    pages = b"".join(block for (block,) in cursor.fetchall())
print(b"zy" in pages, b"jq" in pages)
"""
#: whole words; the terms of the index are looked for in its own pages below
CANARIES = ("qjqjxkxk", "qvqv")


def holding(data: Path) -> dict[str, list[str]]:
    """Canary → the names of the files of the folder in which it stands."""
    content = {path.name: path.read_bytes() for path in data.rglob("*") if path.is_file()}
    found = {each: sorted(name for name, data in content.items() if each.encode() in data) for each in CANARIES}
    return {each: names for each, names in found.items() if names}


@pytest.mark.skipif(bool(URL), reason="the files belong to SQLite")
def test_nothing_of_what_left_is_left_in_the_index(tmp_path: Path) -> None:
    place = Deployment(tmp_path / "data")
    place.found()
    before, first, after, last = place.python(PLANT + LOOK + PAGES + LEAVE + LOOK + PAGES).splitlines()
    assert "qjqjxkxk" in json.loads(before), "the scanner must find what is there"
    assert json.loads(after) == {}
    assert (first, last) == ("True True", "True False"), "the index keeps what stayed, and no term of what left"
