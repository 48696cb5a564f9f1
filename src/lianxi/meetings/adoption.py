"""What was recorded by hand becomes a row of this room under the same number; no entry is touched."""

from __future__ import annotations

from lianxi.journal.frame import Step
from lianxi.journal.refusals import RuleBroken
from lianxi.meetings.models import Meeting, Minutes
from lianxi.roster.by_hand import Record
from lianxi.rulebook.facts import Fact


def adopt_meeting(step: Step, record: Record, object_: str, kind: str) -> None:
    """The row of a meeting that was just recorded from paper, and an empty draft of its minutes."""
    meeting = Meeting.objects.create(
        conference=step.conference,
        number=int(object_.partition(":")[2]),
        kind=kind,
        title=record.title.strip()[:120],
        day=record.happened_on,
        place=record.place.strip()[:120],
        state="held",
        by_hand=True,
    )
    Minutes.objects.create(conference=step.conference, number=step.next("minutes"), meeting=meeting)


def adopt_approval(step: Step, record: Record, object_: str, kind: str) -> None:
    """Minutes approved on paper: no draft of theirs can be changed here any more."""
    _minutes(step, record, "approved", ("draft", "returned", "submitted"))


def adopt_issue(step: Step, record: Record, object_: str, kind: str) -> None:
    """Minutes issued on paper."""
    _minutes(step, record, "issued", ("draft", "returned", "submitted", "approved"))


def _minutes(step: Step, record: Record, state: str, before: tuple[str, ...]) -> None:
    number = (record.subject or "").partition(":")[2]
    Minutes.objects.filter(conference=step.conference, meeting__number=int(number or 0), state__in=before).update(
        state=state, issued_on=record.happened_on if state == "issued" else None
    )


def minutes_number(conference: int, meeting: int) -> int | None:
    """The number of a meeting's minutes."""
    row = Minutes.objects.filter(conference_id=conference, meeting__number=meeting).first()
    return row.number if row else None


def undo_meeting(step: Step, fact: Fact) -> None:
    """A meeting recorded by hand and withdrawn is shown as cancelled; its number is not used again."""
    Meeting.objects.filter(conference=step.conference, number=int(fact.object.partition(":")[2]), by_hand=True).update(
        state="cancelled", state_note="补录的记录已撤回"
    )


def undo_approval(step: Step, fact: Fact) -> None:
    """An approval recorded by mistake: the minutes wait for a convener again. What was issued stays issued."""
    meeting = fact.data.get("meeting")
    row = Minutes.objects.filter(conference=step.conference, meeting__number=meeting or 0).order_by("-revision").first()
    if row is None or (fact.data.get("history") and row.state == "issued"):
        return  # of minutes brought in as history the issue is withdrawn by itself, maybe in the same step
    if row.state == "issued":
        raise RuleBroken("纪要已经印发，不能再撤回审定。内容有误的，请办理更正。")
    row.state, row.sealed, row.version = "submitted", "", row.version + 1
    row.save(update_fields=["state", "sealed", "version"])
