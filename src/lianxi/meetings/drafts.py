"""Autosave of minutes: a working copy is no step of the record, so it is one guarded row update outside the frame."""

from __future__ import annotations

from lianxi.journal.refusals import RuleBroken, Stale
from lianxi.meetings.content import Content, displaced
from lianxi.meetings.models import MINUTES_STATES, Decision, Minutes


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


def _words(minutes: Minutes) -> str:
    content = minutes.content or {}
    decided = "\n".join(str(row.get("text", "")) for row in content.get("decisions", []))
    return f"{content.get('heard', '')}\n{content.get('considered', '')}\n{decided}".strip()
