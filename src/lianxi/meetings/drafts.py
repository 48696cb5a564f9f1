"""Autosave of minutes: a working copy is no step of the record, so it is one guarded row update outside the frame."""

from __future__ import annotations

from dataclasses import dataclass

from lianxi.journal.refusals import RuleBroken, Stale
from lianxi.meetings.content import Content, content_of, displaced
from lianxi.meetings.models import MINUTES_STATES, CorrectionDraft, Decision, Minutes


def save_draft(*, conference: int, meeting: int, version: int, content: Content, drafter: int) -> int:
    """Keep the working text; the new version number. Raises ``Stale`` (``now``: the other text) or ``RuleBroken``."""
    rows = Minutes.objects.filter(conference_id=conference, meeting__number=meeting).order_by("-revision")
    current = rows.first()
    if current is None:
        raise RuleBroken("会议召开后才能起草纪要。")
    if current.state not in {"draft", "returned"}:
        raise RuleBroken(f"纪要现为“{MINUTES_STATES[current.state]}”，不能修改。")
    made = Decision.objects.filter(meeting=current.meeting_id).order_by("place")
    fixed = current.revision == 1  # before issue: those assigned ahead
    place = displaced(content, [(row.place, row.text, fixed) for row in made])
    if place is not None:
        raise RuleBroken(
            f"第 {place} 项议定事项已经交办，须保留在原来的位置。新的事项请写在后面；不再执行的，请撤销该项决定。"
        )
    changed = Minutes.objects.filter(pk=current.pk, version=version, state__in=["draft", "returned"]).update(
        content=content.as_data(), version=version + 1, drafter=drafter
    )
    if not changed:
        current.refresh_from_db()
        raise Stale("另一人刚刚保存了这份纪要。您的文字没有丢失，请对照后再保存。", now=_words(current))
    return version + 1


@dataclass(frozen=True, slots=True)
class Correcting:
    """A correction under way: its text, what it says was corrected, and the version of this copy."""

    content: Content
    correction: str
    version: int


def correction_draft(conference: int, meeting: int) -> Correcting | None:
    """The working copy of a correction of the newest issued minutes. One query."""
    row = CorrectionDraft.objects.filter(
        conference_id=conference, minutes__meeting__number=meeting, minutes__state="issued"
    ).order_by("-minutes__revision").first()  # fmt: skip
    return Correcting(content_of(row.content), row.correction, row.version) if row else None


def save_correction(*, conference: int, meeting: int, version: int, content: Content, correction: str) -> int:
    """Keep a correction while it is written; the new version. ``version``: of the copy it began with, 0 for none.

    Raises ``Stale`` (``now``: the other text) or ``RuleBroken`` where there is nothing issued to be corrected.
    """
    rows = Minutes.objects.filter(conference_id=conference, meeting__number=meeting).order_by("-revision")
    current = rows.first()
    if current is None or current.state != "issued":
        raise RuleBroken("只有已印发的纪要才能更正；更正已经送审的，请等召集人审定。")
    kept = {"content": content.as_data(), "correction": correction.strip()}
    if version == 0:
        _, made = CorrectionDraft.objects.get_or_create(minutes=current, defaults={"conference_id": conference, **kept})
        if made:
            return 1
    rows_now = CorrectionDraft.objects.filter(minutes=current)
    if rows_now.filter(version=version).update(version=version + 1, **kept):
        return version + 1
    stored = rows_now.first()
    if stored is None:  # it was submitted or never kept: begin anew
        CorrectionDraft.objects.create(conference_id=conference, minutes=current, version=version + 1, **kept)
        return version + 1
    if stored.content == kept["content"] and stored.correction == kept["correction"]:
        return stored.version
    raise Stale("另一人刚刚保存了这份更正。您的文字没有丢失，请对照后再保存。", now=_words(stored))


def _words(minutes: Minutes | CorrectionDraft) -> str:
    content = minutes.content or {}
    decided = "\n".join(str(row.get("text", "")) for row in content.get("decisions", []))
    return f"{content.get('heard', '')}\n{content.get('considered', '')}\n{decided}".strip()
