"""Documents out in each state, for the access matrix and the page tests."""

from __future__ import annotations

from lianxi.journal.attachments import Upload
from lianxi.papers import enclosures, outgoing
from tests.cast import Cast
from tests.papers.ground import STATES, brought_to, draft, issuer, view


def make(cast: Cast) -> dict[str, int]:
    place = issuer(cast)
    made = {"issuer": place, **{state: brought_to(cast, state, draft(place)) for state in STATES[:4]}}
    number = with_a_file(cast, place)
    return {**made, "enclosed": number, "file": view(cast, number).files[0].number}


def with_a_file(cast: Cast, place: int) -> int:
    """A document issued to the village, with a table beside it."""
    number = outgoing.draft_document(cast.clerk.call(), draft=draft(place)).number
    table = Upload("排查表.xlsx", b"PK rows")
    enclosures.enclose_files(cast.clerk.call(), number=number, version=1, files=[table])
    outgoing.check_document(cast.director.call(), number=number, version=2)
    outgoing.sign_document(cast.convener.call(), number=number, version=3)
    outgoing.issue_document(cast.clerk.call(), number=number, version=4, units=[cast.village.unit or 0])
    return number
