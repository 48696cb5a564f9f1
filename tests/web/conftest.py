"""The ground of the page tests: no renderer is started, its own tests are in tests/documents."""

from __future__ import annotations

import pytest

from lianxi.documents import official


@pytest.fixture(autouse=True)
def no_renderer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(official, "to_pdf", lambda docx: b"%PDF-1.7 not really")
