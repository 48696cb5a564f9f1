"""The fixture of these tests; see ``tests/meetings/ground.py``."""

from __future__ import annotations

from tests.meetings.ground import house

__all__ = ["house"]
