"""Whoever may look through the record may have it bound, for himself."""

from __future__ import annotations

from lianxi.journal.moves import Move

READERS = ("office", "convener", "organ_head", "inspector")
ASK = Move("binder.asked", "waiting", READERS, behalf_roles=())
MAKE = Move("binder.made", "done", READERS, ("waiting", "working"), behalf_roles=())
DOWNLOAD = Move("binder.downloaded", "done", READERS, ("done",), behalf_roles=())
