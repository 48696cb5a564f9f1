"""Saving a draft: a working copy is no step of the record, so it is one guarded write outside the frame."""

from __future__ import annotations

from lianxi.journal.refusals import Invalid, RuleBroken, Stale
from lianxi.papers.content import Draft
from lianxi.papers.models import STATES, Document
from lianxi.papers.outgoing import check_draft, read_draft, write_draft


def save_draft(*, conference: int, number: int, version: int, draft: Draft, drafter: int) -> int:
    """Keep the working text; the new version number. Raises ``Stale`` (``now``: the other text) or ``RuleBroken``.

    The version is claimed first, in one statement: of two editors only one goes on to write.
    """
    row = Document.objects.filter(conference_id=conference, number=number).select_related("issuer").first()
    if row is None:
        raise Invalid("没有这份文件。", "number")
    if row.state != "draft":
        raise RuleBroken(f"文件现为“{STATES[row.state]}”，不能修改。")
    issuer = check_draft(conference, draft)
    claimed = Document.objects.filter(pk=row.pk, version=version, state="draft").update(
        version=version + 1, drafter=drafter
    )
    if not claimed:
        row.refresh_from_db()
        raise Stale("另一人刚刚保存了这份文稿。您的文字没有丢失，请对照后再保存。", now=read_draft(row).body)
    row.issuer, row.version, row.drafter = issuer, version + 1, drafter
    write_draft(row, draft)
    return version + 1
