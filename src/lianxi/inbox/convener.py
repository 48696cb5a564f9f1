"""What waits for a convener: approvals, confirmations, the next meetings."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from lianxi.inbox.approvals import needing_none
from lianxi.inbox.waiting import Waiting
from lianxi.journal.frame import Actor
from lianxi.matters.identities import vault_queries as vault
from lianxi.meetings import queries as meetings
from lianxi.papers import incoming_queries as incoming
from lianxi.papers import queries as papers
from lianxi.roster import change_queries as changes
from lianxi.roster import queries as roster


def to_sign(conference: int, actor: Actor) -> Iterable[Waiting]:
    """Documents that wait for this person's signature: a convener's, a director's, the organ head's."""
    for document in papers.to_sign(conference, actor.role, actor.person):
        note = f"{document.issuer_name} · {document.kind_label}"
        yield Waiting(document.title, None, False, note, "document_sign", (document.number,), "签发", first=True)


def to_instruct(conference: int, on: date) -> Iterable[Waiting]:
    """Papers for which the office has proposed what to do."""
    for row in incoming.waiting(conference, on, "proposed"):
        note = f"{row.sender}来文，待批示"
        yield Waiting(row.title, row.due, row.overdue, note, "paper_instruct", (row.number,), "批示", first=True)


def to_grant(conference: int, actor: Actor) -> Iterable[Waiting]:
    """Requests to open a petitioner's identity, which the director or a convener decides."""
    for row in vault.pending(conference, actor):
        title = f"申请查看身份信息：{row.holder_label}"
        note = f"{row.person_name}提出，待授权"
        yield Waiting(title, None, False, note, "identity_request", (row.number,), "审批", first=True)


def of_a_convener(conference: int, on: date) -> Iterable[Waiting]:
    submitted = meetings.minutes_in(conference, "submitted")
    unasked = needing_none(conference, on, submitted)
    for minutes in (each for each in submitted if each.meeting not in unasked):
        note = f"{minutes.day.month}月{minutes.day.day}日会议纪要"
        yield Waiting(minutes.title, None, False, note, "minutes_approve", (minutes.meeting,), "审定", first=True)
    for item in roster.unconfirmed_explanations(conference):
        note = f"{item.window.month}月{item.window.day}日起一期"
        yield Waiting("未召开说明", None, False, note, "confirm_explanation", (item.number,), "确认", first=True)
    for change in changes.unacknowledged(conference):
        note = f"{change.leaving} → {change.coming}，{change.since.month}月{change.since.day}日起"
        yield Waiting(f"成员变更：{change.post}", None, False, note, "change", (change.number,), "知悉")
    for meeting in meetings.coming(conference, on):
        yield Waiting(
            meeting.title, meeting.day, False, meeting.place or "地点待定", "meeting", (meeting.number,), "查看"
        )
