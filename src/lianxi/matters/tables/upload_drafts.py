"""What one account uploaded or typed and has not confirmed yet: nobody else sees it, the journal has nothing of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from lianxi.matters.models import UploadDraft

CATEGORIES, NATIONAL, DUTIES = "categories", "national", "duties"
#: a draft that nobody touched for so long goes when the next one is kept
KEPT_FOR = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Kept:
    """A draft as its owner left it."""

    file_name: str
    content: Mapping[str, Any]
    touched_at: datetime


def keep(
    conference: int, account: int, kind: str, *, content: Mapping[str, Any], now: datetime, file_name: str = ""
) -> None:
    """Keep the account's one draft of that kind in place of an earlier one."""
    UploadDraft.objects.filter(conference_id=conference, touched_at__lt=now - KEPT_FOR).delete()
    UploadDraft.objects.update_or_create(
        conference_id=conference,
        account_id=account,
        kind=kind,
        defaults={"file_name": file_name[:200], "content": dict(content), "touched_at": now},
    )


def kept(conference: int, account: int, kind: str) -> Kept | None:
    """The account's own draft of that kind. One query."""
    row = UploadDraft.objects.filter(conference_id=conference, account_id=account, kind=kind).first()
    return Kept(row.file_name, row.content, row.touched_at) if row else None


def discard(conference: int, account: int, kind: str) -> None:
    """Drop it; what was confirmed stays."""
    UploadDraft.objects.filter(conference_id=conference, account_id=account, kind=kind).delete()
