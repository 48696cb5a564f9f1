"""The ground of the page tests: one scene for a whole module, and no renderer (tests/documents has its tests)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from lianxi.documents import official
from lianxi.web import binder_worker, pack_worker
from tests.cast import make_cast
from tests.demo.standing import check_now
from tests.web.rows import Scene
from tests.web.scenes import make_scene


@pytest.fixture(autouse=True)
def no_renderer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(official, "to_pdf", lambda docx: b"%PDF-1.7 not really")


@pytest.fixture(scope="module")
def standing_scene(django_db_setup: None, django_db_blocker: Any) -> Iterator[Scene]:
    """A scene that stands while a module runs and is gone afterwards; every test has a savepoint of its own in it."""
    with django_db_blocker.unblock(), transaction.atomic():
        scene = make_scene(make_cast())
        check_now()
        yield scene
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _no_binder_in_the_background(monkeypatch: pytest.MonkeyPatch) -> None:
    """Asking for a binder starts no process in a test."""
    monkeypatch.setattr(binder_worker, "start", lambda conference, number: None)
    monkeypatch.setattr(pack_worker, "start", lambda conference, month: None)
