"""A clerk's ledger that was checked and waits for his confirmation."""

from __future__ import annotations

from lianxi.documents.ledger.reading import read_ledger
from lianxi.matters.imports import import_drafts, importing
from lianxi.matters.models import LedgerImport
from lianxi.web import clock
from tests.cast import Cast
from tests.matters import wild

NAME = "原有台账.csv"


def make(cast: Cast) -> dict[str, int]:
    token(cast)
    return {}


def token(cast: Cast) -> str:
    """The token of the clerk's checked ledger; made where there is none."""
    known = LedgerImport.objects.filter(conference_id=cast.conference, file_name=NAME).first()
    if known is not None:
        return known.token
    data, now = wild.csv_of(wild.told()), clock.now()
    ledger = read_ledger(NAME, data)
    made = import_drafts.begin(cast.conference, cast.clerk.account, file_name=NAME, data=data, ledger=ledger, now=now)
    draft = import_drafts.by_token(made)
    assert draft is not None
    import_drafts.start(draft, "checking", cast.clerk.actor, now)
    importing.work(made, clock.now)
    return made
