"""The journal's own ground: a conference without a rulebook."""

from __future__ import annotations

import pytest

from tests.journal.deeds import Township, new_township


@pytest.fixture
def township(db: None) -> Township:
    """A conference with its founding entry, number 1."""
    return new_township()
